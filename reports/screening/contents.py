"""What stands in the text: arithmetic, damaged characters, figures the machine is not sure of, counts by domain."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from reports.arithmetic import written
from reports.extraction.records import Extraction
from reports.findings import figures_in
from reports.models import Domain, Indicator, Metric, Report
from reports.models.findings import Confidence
from reports.screening.beside import name_of
from reports.screening.lines import Line, passed, warn

_MOJIBAKE = re.compile("锟斤拷|烫烫烫|屯屯屯|ï»¿|â€|Ã[\x80-\xbf]")
_AROUND = 8


def arithmetic_lines(extraction: Extraction) -> Iterator[Line]:
    failing = [relation for relation in extraction.relations if not relation.holds]
    total = len(extraction.relations)
    if failing:
        metrics = extraction.metrics
        shown = []
        for relation in failing:
            joined = written(relation.kind, [metrics[i].mention for i in relation.terms])
            shown.append(f"{joined} ≠ {metrics[relation.result].mention}")
        yield warn("arithmetic_fails", shown, count=len(failing), total=total)
    else:
        yield passed("arithmetic", count=total) if total else passed("no_arithmetic")


def text_lines(text: str, *, recognised: bool) -> Iterator[Line]:
    places = sorted(
        {place for place, char in enumerate(text) if _is_damage(char)}
        | {found.start() for found in _MOJIBAKE.finditer(text)}
    )
    if places:
        around = [" ".join(text[max(0, at - _AROUND) : at + _AROUND].split()) for at in places]
        yield warn("damaged", around, count=len(places))
    else:
        yield passed("sound_text")
    if recognised:
        yield warn("recognised")


def _is_damage(char: str) -> bool:
    """A character that no one types: the mark of a failed decoding, one of no alphabet, a control character."""
    if char == "\ufffd":
        return True
    return char not in "\n\r\t\f\v" and unicodedata.category(char) in ("Co", "Cc", "Cn")


def figures_of(text: str, extraction: Extraction) -> list[Metric]:
    """The figures as rows that are not saved, each with its indicator. One query."""
    figures = figures_in(Report(text=text), extraction)
    named = {one.indicator_id for one in figures if one.indicator_id}
    indicators = Indicator.objects.select_related("domain").in_bulk(named)
    for one in figures:
        # One that the catalogue has lost since is shown by the text's own words; saving would say it.
        one.indicator = indicators.get(one.indicator_id or "")
    return figures


def figure_lines(figures: Sequence[Metric]) -> Iterator[Line]:
    doubtful = [one for one in figures if one.confidence == Confidence.DOUBTFUL]
    if not figures:
        yield warn("no_figures")
    elif doubtful:
        said = [f"{name_of(one)} {one.mention}" for one in doubtful]
        yield warn("doubtful", said, count=len(doubtful), total=len(figures))
    else:
        yield passed("certain", count=len(figures))


def by_domain(figures: Iterable[Metric]) -> tuple[tuple[Domain | None, int], ...]:
    """How many figures fall in each domain, in the catalogue's order; those of no indicator last."""
    counts = Counter(one.indicator.domain if one.indicator else None for one in figures)
    return tuple(sorted(counts.items(), key=lambda pair: pair[0].position if pair[0] else 1_000))
