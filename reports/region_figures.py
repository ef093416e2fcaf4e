"""A region's page in words and rows: who of its divisions reports, and what they say together. No query."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bureaus.models import Level, Region
from reports.certificates import span
from reports.holdings.coverage import Share
from reports.holdings.regions import Held, Territory, Together
from reports.holdings.spreads import Point
from reports.models import Domain, Indicator
from reports.standing_figures import Measure, sentences

MOST_YEARS = 12
"""More years than this could not be read side by side; the newest are shown."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One division in one year: its report, or which kind of nothing there is."""

    year: int
    report: Held | None
    existed: bool


@dataclass(frozen=True, slots=True)
class DivisionRow:
    """One division of today: its bureau's reports by year, and how many of those below it report at all."""

    division: Region
    bureau: str
    """The code of its bureau's page; empty where none of its reports is held."""
    marks: tuple[Mark, ...]
    below: Share | None

    @property
    def has_page(self) -> bool:
        return self.division.level == Level.PREFECTURE and self.below is not None


def division_rows(found: Territory) -> list[DivisionRow]:
    """The divisions right below the region, as they are today, in the order of their codes."""
    level = found.levels[0] if found.levels else Level.COUNTY
    by_division: dict[int, list[Held]] = {}
    for report in found.reports:
        for key in {report.region, report.region_today}:
            by_division.setdefault(key, []).append(report)
    return [_row(part, found, by_division) for part in found.parts(level)]


def _row(part: Region, found: Territory, by_division: dict[int, list[Held]]) -> DivisionRow:
    reports = {report.year: report for report in by_division.get(part.pk, [])}
    below = None
    if part.level == Level.PREFECTURE:
        counties = [one for one in found.parts(Level.COUNTY) if one.prefecture == part.name]
        if counties:
            below = Share(sum(one.pk in by_division for one in counties), len(counties))
    return DivisionRow(
        division=part,
        bureau=next(iter(reports.values())).adcode if reports else "",
        marks=tuple(
            Mark(year, reports.get(year), part.start_year <= year or part.pk in found.continued)
            for year in found.years[-MOST_YEARS:]
        ),
        below=below,
    )


def year_rows(found: Territory) -> list[tuple[int, list[Share]]]:
    """For each year how many of the parts of each level have a report."""
    return [(year, [found.share(level, year) for level in found.levels]) for year in found.years]


def answer(found: Territory) -> str:
    """Of how many divisions a report is held, and over which years."""
    everyone = [one for one in found.below if one.end_year is None]
    reporting = {key for report in found.reports for key in (report.region, report.region_today)}
    held = sum(one.pk in reporting for one in everyone)
    own = any(report.region_today == found.region.pk for report in found.reports)
    if not found.years:
        return _("Of the %(n)s divisions below it, and of itself, no report is held.") % {"n": len(everyone)}
    said = ngettext(
        "Of %(n)s division below it, %(held)s has a bureau with a report here (%(years)s).",
        "Of %(n)s divisions below it, %(held)s have a bureau with a report here (%(years)s).",
        len(everyone),
    ) % {"n": len(everyone), "held": held, "years": span(found.years[0], found.years[-1])}
    mine = _("Its own bureau has one too.") if own else _("Of its own bureau none is held.")
    return sentences([said, mine])


@dataclass(frozen=True, slots=True)
class TogetherLine:
    """One indicator over the parts, in the unit shown."""

    indicator: Indicator
    unit: str
    n: int
    low: tuple[Point, str]
    high: tuple[Point, str]
    median: str
    total: str
    stated: str
    """`4/9` where one part at least is missing; empty where adding up has no meaning."""
    own: tuple[Point, str] | None


def together_lines(rows: Sequence[Together]) -> list[tuple[Domain, list[TogetherLine]]]:
    """The lines by domain."""
    by_domain: dict[Domain, list[TogetherLine]] = {}
    for row in rows:
        if row.spread.n:
            by_domain.setdefault(row.indicator.domain, []).append(_line(row))
    return list(by_domain.items())


def _line(row: Together) -> TogetherLine:
    spread, own = row.spread, row.own
    values = [*spread.values, row.total, own.value if own else None]
    measure = Measure.of(row.indicator, values, per_resident=False)
    return TogetherLine(
        indicator=row.indicator,
        unit=measure.unit,
        n=spread.n,
        low=(spread.points[0], measure.spoken(spread.points[0])),
        high=(spread.points[-1], measure.spoken(spread.points[-1])),
        median=measure.middle(spread.median) if spread.median is not None else "",
        total=measure.number(row.total) if row.total is not None else "",
        stated=f"{row.stated}/{row.parts}" if row.is_summed else "",
        own=(own, measure.spoken(own)) if own else None,
    )
