"""One bureau's reports in the order of their years, each with its sentences: what pages over several years read."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from bureaus.models import Bureau
from reports.extraction.sentences import unwrapped
from reports.models import Metric, Plan, Problem, Report, Section
from reports.models.findings import SectionKind
from reports.models.report import BY_LEAD, ReportKind
from reports.pairing.fulfilment import Amount, Said
from reports.pairing.likeness import Lexicon
from reports.settling import reference

_SENTENCE = re.compile(r"[^。;；\n!?！？]+")
_NUMBER = re.compile(
    r"[(（]?[一二三四五六七八九十]{1,3}[)）、.．]|[(（]?[0-9]{1,2}(?:[)）、]|[.．](?![0-9]))|[①-⑳]|[一二三四五六七八九十]是"
)
_SHORTEST = 3
"""A word of the catalogue that tells a matter has so many characters; shorter ones stand everywhere."""
_AHEAD = (SectionKind.PROBLEMS, SectionKind.PLAN)


@cache
def lexicon() -> Lexicon:
    """The catalogue's words: names of indicators and what speaks for a subject, read once in a process."""
    catalogue, _gazetteer = reference()
    names = (word for spec in catalogue.indicators for word in (spec.name_zh, *spec.synonyms))
    # A word that ends in - only hints at its subject.
    hints = (word for spec in catalogue.categories for word in spec.keywords if not word.endswith("-"))
    return Lexicon([*names, *(word for word in hints if len(word) >= _SHORTEST)])


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a report with its place and the figures in it."""

    text: str
    start: int
    end: int
    figures: tuple[Metric, ...]
    is_ahead: bool = False

    @property
    def said(self) -> Said:
        return Said(self.text, amounts(self.figures), self.is_ahead)


@dataclass(frozen=True, slots=True)
class Telling:
    """One report with all that was read out of it, as far as pages over years need it."""

    report: Report
    sections: tuple[Section, ...]
    figures: tuple[Metric, ...]
    problems: tuple[Problem, ...]
    plans: tuple[Plan, ...]

    @property
    def year(self) -> int:
        return self.report.year

    def figures_in(self, start: int, end: int) -> tuple[Metric, ...]:
        return tuple(one for one in self.figures if start <= one.start < end)

    def sentences(self) -> list[Sentence]:
        """What may tell of the year before: the work done, and the plans; neither headings nor shortcomings."""
        text = unwrapped(self.report.text)
        found = []
        for match in _SENTENCE.finditer(text):
            start, end = _trimmed(text, match.start(), match.end())
            if start < end and not self._is_heading(start, end) and not self._is_shortcoming(start, end):
                ahead = any(one.start < end and start < one.end for one in self.plans)
                found.append(Sentence(text[start:end], start, end, self.figures_in(start, end), ahead))
        return found

    def _is_heading(self, start: int, end: int) -> bool:
        if self.report.title and self.report.text[start:end] == self.report.title:
            return True
        return any(one.start <= start and end <= one.end + 1 for one in self.sections)

    def _is_shortcoming(self, start: int, end: int) -> bool:
        """A sentence that says what is wrong, in the chapter for it: elsewhere it may say what is not finished."""
        if not any(one.start < end and start < one.end for one in self.problems):
            return False
        return any(one.kind in _AHEAD and one.start <= start < one.body_end for one in self.sections)

    def anchor(self, at: int) -> str:
        """The last addressable place of the report that begins at or before `at`; empty where there is none."""
        places = sorted(
            [
                *((one.start, f"s{one.start}") for one in self.sections),
                *((one.start, f"c{one.start}") for one in self.figures),
            ]
        )
        index = bisect_right(places, at, key=lambda place: place[0])
        return places[index - 1][1] if index else ""


def amounts(figures: Iterable[Metric]) -> tuple[Amount, ...]:
    """The figures that were read as numbers."""
    return tuple(Amount(one.value, one.unit) for one in figures if one.value is not None)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Without the blanks around it and the number it stands under."""
    while start < end and text[start].isspace():
        start += 1
    if number := _NUMBER.match(text, start, end):
        start = number.end()
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def tellings(bureau: Bureau) -> list[Telling]:
    """The report that leads each year, oldest first; half a year's tells of no year. Five queries."""
    published = Report.objects.published().filter(bureau=bureau).exclude(kind=ReportKind.HALF_YEAR)
    first: dict[int, Report] = {}
    for report in published.select_related("region").order_by("year", BY_LEAD, "pk"):
        first.setdefault(report.year, report)
    keys = [report.pk for report in first.values()]
    sections = _by_report(Section.objects.filter(report__in=keys).order_by("start"))
    figures = _by_report(
        Metric.objects.standing()
        .filter(report__in=keys)
        .order_by("start", "pk")
        .defer("quote", "sentence", "reasons")
    )
    problems = _by_report(
        Problem.objects.standing().filter(report__in=keys).select_related("category").order_by("position")
    )
    plans = _by_report(
        Plan.objects.standing().filter(report__in=keys).select_related("category").order_by("position")
    )
    return [
        Telling(report, sections[report.pk], figures[report.pk], problems[report.pk], plans[report.pk])
        for report in first.values()
    ]


def _by_report(rows: Iterable[Any]) -> dict[int, tuple[Any, ...]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.report_id].append(row)
    return defaultdict(tuple, {report: tuple(mine) for report, mine in found.items()})


def years_between(years: Sequence[int]) -> range:
    """All years from the first to the last, those without a report among them."""
    return range(min(years), max(years) + 1) if years else range(0)
