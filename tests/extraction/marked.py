"""Sentences with their figures marked: `全县有养老机构[31家|elderly.institutions point]` is read as 31家, a stock.

Within the brackets stand the mention, the indicator's code (`-` where the catalogue has none), and where they matter
the period and the status. A figure without marks isn't looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from reports.extraction.records import Metric
from tests.extraction.reading import figures

SENTENCES = Path(__file__).parent / "sentences"
_MARK = re.compile(r"\[([^\[\]|]+)\|([^\[\]]+)\]")


@dataclass(frozen=True)
class Wanted:
    """One marked figure: where it stands in the sentence and what it must be read as."""

    start: int
    mention: str
    code: str | None
    period: str | None
    status: str | None


def lines(domain: str) -> list[str]:
    """The marked sentences of a domain; a line that begins with # is a remark."""
    text = (SENTENCES / f"{domain}.txt").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def unmarked(line: str) -> tuple[str, list[Wanted]]:
    """The sentence as printed and its marked figures."""
    sentence, wanted, at = "", [], 0
    for mark in _MARK.finditer(line):
        sentence += line[at : mark.start()]
        code, period, status = [*mark[2].split(), None, None][:3]
        wanted.append(Wanted(len(sentence), mark[1], None if code == "-" else code, period, status))
        sentence += mark[1]
        at = mark.end()
    return sentence + line[at:], wanted


def misread(line: str) -> list[str]:
    """What the engine reads otherwise than marked, a phrase each."""
    sentence, wanted = unmarked(line)
    read = figures(sentence)
    return [fault for figure in wanted for fault in _faults(figure, read)]


def _faults(wanted: Wanted, read: tuple[Metric, ...]) -> Iterator[str]:
    found = [metric for metric in read if metric.start == wanted.start and metric.mention == wanted.mention]
    if not found:
        yield f"{wanted.mention} isn't read"
        return
    metric = found[0]
    if metric.indicator != wanted.code:
        yield f"{wanted.mention} is {metric.indicator}, not {wanted.code}"
    if wanted.period and metric.period != wanted.period:
        yield f"{wanted.mention}: period {metric.period}, not {wanted.period}"
    if wanted.status and metric.status != wanted.status:
        yield f"{wanted.mention}: status {metric.status}, not {wanted.status}"
