"""The year a report is about (报告年度): by its title, its opening, its body, and last by the day it was signed.

Reports of a year appear early in the next, so the day of publication never names the year by itself.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from reports.extraction.metadata.dates import CHINESE_YEAR, last_day, year_number, years
from reports.extraction.metadata.header import TAIL_LENGTH
from reports.extraction.metadata.titles import Title
from reports.extraction.records import Section, SectionKind

TITLE_YEAR = re.compile(rf"(?<![\d〔\[])20\d\d(?!\d)|{CHINESE_YEAR}")
TITLE_SPAN = re.compile(r"20\d\d\s?年?\s?[-~至到]\s?(?P<last>20\d\d)(?!\d)")
ANNOUNCED = re.compile(r"(?:现将|现就|特将|兹将)[^。\n]{0,40}?(?P<year>20\d\d|" + CHINESE_YEAR + r")\s?年")
COMING = re.compile(
    r"\s?年度?[,,]?\s?(?:(?:[我全][局县市区州盟旗省厅]|民政局),?(?:将|计划|打算|拟|力争)|将|计划|打算|拟|力争|争取"
    r"|工作(?:计划|打算|思路|安排|要点))"
)
BRACKETS = re.compile(r"《[^《》\n]{0,80}》|〔[^〔〕\n]{0,8}〕|[(][^()\n]{0,30}[)]|“[^“”\n]{0,60}”")
SPAN = re.compile(r"20\d\d\s?年?\s?[-~至]\s?20\d\d\s?年|[自从]\s?20\d\d\s?年")
# The date under the signature says when the report was signed, not what it is about.
SIGNED_ON = re.compile(
    rf"(?:^|[局厅部])[ \t]*[(]?(?:20\d\d|{CHINESE_YEAR})\s?年[^,。;\n]{{2,10}}日[)]?[ \t]*$", re.MULTILINE
)
SIGNED_END = re.compile(r"日[)]?[ \t]*$", re.MULTILINE)
THIS_YEAR = re.compile(r"今年|本年度?|一年来|全年")


@dataclass(frozen=True, slots=True)
class YearFinding:
    """The year with the place it came from, or the candidates between which the text does not decide."""

    year: int | None
    source: str | None = None
    candidates: tuple[int, ...] = ()


def read_year(
    text: str, start: int, opening: str, title: Title | None, sections: Sequence[Section]
) -> YearFinding:
    """Title before opening before the whole body before the signature's date."""
    if title is not None and (year := _title_year(title.clean)):
        return YearFinding(year, title.source)
    if year := _opening_year(opening):
        return YearFinding(year, "body")
    finding = _dominant_year(text, start, sections)
    if finding.year is not None:
        return finding
    return _signed_year(text, start, finding.candidates) or finding


def _title_year(title: str) -> int | None:
    if span := TITLE_SPAN.search(title):
        return int(span["last"])
    found = TITLE_YEAR.search(title)
    return year_number(found[0]) if found else None


def _opening_year(opening: str) -> int | None:
    if announced := ANNOUNCED.search(opening):
        return year_number(announced["year"])
    stretch = _without_names(opening)
    return next((year for offset, year in years(stretch) if not COMING.match(stretch, offset + 4)), None)


def _without_names(stretch: str) -> str:
    """Years inside 《》, 〔〕, () and those of a span belong to other documents."""
    return _unsigned(_blanked(stretch, BRACKETS, SPAN))


def _unsigned(stretch: str) -> str:
    """The dates of signatures become blanks. They end their lines: only lines that end in 日 are looked at."""
    for ends in SIGNED_END.finditer(stretch):
        line = stretch.rfind("\n", 0, stretch.rfind("\n", 0, ends.start()) + 1) + 1
        signed = SIGNED_ON.search(stretch, line, ends.end())
        if signed:
            start, end = signed.span()
            stretch = stretch[:start] + " " * (end - start) + stretch[end:]
    return stretch


def _blanked(stretch: str, *patterns: re.Pattern[str]) -> str:
    """What the patterns find becomes blanks, so that offsets stay."""
    for pattern in patterns:
        stretch = pattern.sub(lambda match: " " * len(match[0]), stretch)
    return stretch


def _dominant_year(text: str, start: int, sections: Sequence[Section]) -> YearFinding:
    """The year named most often outside the plans; in the names of documents it counts, but half as much."""
    plans = [(section.start, section.body_end) for section in sections if section.kind is SectionKind.PLAN]
    counts: Counter[int] = Counter()
    for year in _years_of_the_work(_without_names(text[start:]), start, plans):
        counts[year] += 2
    for year in _years_of_the_work(_unsigned(_blanked(text[start:], SPAN)), start, plans):
        counts[year] += 1
    ranked = counts.most_common(2)
    if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
        return YearFinding(None, candidates=tuple(sorted(year for year, _ in ranked)))
    return YearFinding(ranked[0][0], "body")


def _years_of_the_work(stretch: str, start: int, plans: Sequence[tuple[int, int]]) -> Iterator[int]:
    for offset, year in years(stretch):
        planned = any(first <= start + offset < last for first, last in plans)
        if not planned and not COMING.match(stretch, offset + 4):
            yield year


def _signed_year(text: str, start: int, candidates: Sequence[int]) -> YearFinding | None:
    """今年 in a text signed in autumn is that year; one signed by April speaks of the year before."""
    signed = last_day(text, max(start, len(text) - TAIL_LENGTH))
    if signed is None:
        return None
    year = _year_of_work(signed)
    if year is None or (candidates and year not in candidates) or not THIS_YEAR.search(text, start):
        return None
    return YearFinding(year, "signature")


def _year_of_work(signed: date) -> int | None:
    if signed.month >= 10:
        return signed.year
    return signed.year - 1 if signed.month <= 4 else None
