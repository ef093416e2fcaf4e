"""A province or prefecture with the divisions below it: which of them report in which year, and what they say together.

Rates and standards are never added up; counts and amounts only where every part is held and says an exact number.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bureaus.models import Level, Region
from reports.comparability import usual
from reports.holdings.coverage import Share
from reports.holdings.spreads import Point, Spread, is_sound, spread
from reports.holdings.standings import headline_points
from reports.models import Indicator, IndicatorKind, Report
from reports.models.findings import Qualifier
from reports.models.report import LEADING, ReportKind

PREFIX = {Level.PROVINCE: 2, Level.PREFECTURE: 4}
"""How many digits of its code the divisions below a region share with it."""
SUMMED = {IndicatorKind.STOCK, IndicatorKind.FLOW, IndicatorKind.AMOUNT}


@dataclass(frozen=True, slots=True)
class Held:
    """One published report: whose, for which year; `adcode` is that of the bureau's page."""

    pk: int
    bureau: int
    adcode: str
    region: int
    region_today: int
    year: int
    kind: str

    def speaks_for(self, division: Region) -> bool:
        return division.pk in (self.region, self.region_today)


@dataclass(frozen=True, slots=True)
class Territory:
    """A region, every division that was ever below it, and the leading report of each bureau and year."""

    region: Region
    below: tuple[Region, ...]
    reports: tuple[Held, ...]
    continued: frozenset[int] = frozenset()
    """The keys of the divisions that others went before: somebody could report for their years too."""

    @property
    def years(self) -> tuple[int, ...]:
        known = [report.year for report in self.reports]
        return tuple(range(min(known), max(known) + 1)) if known else ()

    @property
    def levels(self) -> tuple[str, ...]:
        """By which levels its parts may be looked at: a municipality and a prefecture have counties alone."""
        today = {one.level for one in self.below if one.end_year is None}
        return tuple(level for level in (Level.PREFECTURE, Level.COUNTY) if level in today)

    def parts(self, level: str, year: int | None = None) -> tuple[Region, ...]:
        """Divisions that together are the whole region, in force in that year, or today.

        By prefectures: these and the counties right under the province. By counties: these and the prefectures that
        have none.
        """
        there = [one for one in self.below if _in_force(one, year)]
        if level == Level.PREFECTURE:
            return tuple(one for one in there if one.level == Level.PREFECTURE or not one.prefecture)
        divided = {one.prefecture for one in there if one.level == Level.COUNTY}
        return tuple(one for one in there if one.level == Level.COUNTY or one.name not in divided)

    def report_of(self, division: Region, year: int) -> Held | None:
        found = (report for report in self.reports if report.year == year and report.speaks_for(division))
        return next(found, None)

    def share(self, level: str, year: int) -> Share:
        """How many of the parts have a report for the year."""
        parts = self.parts(level, year)
        reporting = _divisions_of(self.reports, year)
        return Share(sum(part.pk in reporting for part in parts), len(parts))

    def fullest(self, level: str) -> int | None:
        """The newest of the years with most reports of this level."""
        return max(self.years, key=lambda year: (self.share(level, year).held, year), default=None)


def _in_force(division: Region, year: int | None) -> bool:
    """In the year of a change both divisions are in force; the one that ends is not counted."""
    if year is None:
        return division.end_year is None
    return division.start_year <= year and (division.end_year is None or year < division.end_year)


def _divisions_of(reports: Iterable[Held], year: int) -> set[int]:
    there = [report for report in reports if report.year == year]
    return {report.region for report in there} | {report.region_today for report in there}


def region_with_code(adcode: str) -> Region | None:
    """The province or prefecture that bears this code today. One query."""
    found = Region.objects.in_force().filter(adcode=adcode, level__in=PREFIX)
    return found.first() if adcode.isascii() and adcode.isdigit() else None


def above(region: Region) -> Region | None:
    """The province of a prefecture. One query; none for a province."""
    return region_with_code(f"{region.adcode[:2]}0000") if region.level == Level.PREFECTURE else None


def territory(region: Region) -> Territory:
    """Three queries: the divisions below, past and present, those with predecessors, and the published reports."""
    prefix = region.adcode[: PREFIX[Level(region.level)]]
    below = Region.objects.filter(adcode__startswith=prefix, level__in=(Level.PREFECTURE, Level.COUNTY))
    reports = Report.objects.published().filter(bureau__region__adcode__startswith=prefix)
    rows = reports.order_by("bureau__region__adcode", "year", "pk").values_list(
        "pk", "bureau", "bureau__region__adcode", "region", "bureau__region", "year", "kind"
    )
    followed = below.filter(predecessors__isnull=False).order_by().values_list("pk", flat=True)
    return Territory(
        continued=frozenset(followed),
        region=region,
        below=tuple(below.exclude(pk=region.pk).order_by("adcode", "start_year")),
        reports=tuple(_leading([Held(*row) for row in rows])),
    )


def _leading(reports: Sequence[Held]) -> list[Held]:
    order = {kind: place for place, kind in enumerate(LEADING)}
    by_year: dict[tuple[int, int], Held] = {}
    for report in sorted(reports, key=lambda one: order[ReportKind(one.kind)]):
        by_year.setdefault((report.bureau, report.year), report)
    return sorted(by_year.values(), key=lambda one: (one.adcode, one.year))


@dataclass(frozen=True, slots=True)
class Together:
    """One indicator over the parts of a region in one year."""

    indicator: Indicator
    spread: Spread
    parts: int
    stated: int
    """How many of the parts state an exact number that could be added up."""
    total: Decimal | None
    """The sum of all parts; None where one is missing, or where adding up has no meaning."""
    own: Point | None
    """What the region's own bureau says for the same year."""

    @property
    def is_summed(self) -> bool:
        """Whether adding up has a meaning at all."""
        return self.indicator.kind in SUMMED


def together(found: Territory, level: str, year: int) -> list[Together]:
    """What the parts say in one year, an indicator a row. Two queries: figures and indicators."""
    parts = {part.pk for part in found.parts(level, year)}
    of_year = [report for report in found.reports if report.year == year]
    reporting = [report for report in of_year if {report.region, report.region_today} & parts]
    own = next((report for report in of_year if report.region_today == found.region.pk), None)
    figures = headline_points([report.pk for report in (*reporting, *([own] if own else []))])
    catalogue = Indicator.objects.select_related("domain").defer("synonyms", "definition_zh")
    rows = []
    for indicator in catalogue.filter(pk__in=figures).order_by("domain__position", "position"):
        points = figures[indicator.pk]
        of_own = next((point for point in points if own and point.report == own.pk), None)
        of_parts = [point for point in points if point is not of_own]
        if any(point.value is not None for point in of_parts):
            rows.append(_together(indicator, of_parts, len(parts), of_own))
    return rows


def _together(indicator: Indicator, points: list[Point], parts: int, own: Point | None) -> Together:
    beside = usual(point.period for point in points if point.value is not None and is_sound(point))
    raw = spread(points, per_resident=False, beside=beside)
    exact = [
        point for point in raw.points if point.qualifier == Qualifier.EXACT and point.unit == indicator.unit
    ]
    values = [point.value for point in exact if point.value is not None]
    complete = indicator.kind in SUMMED and len(values) == parts
    return Together(
        indicator=indicator,
        spread=raw,
        parts=parts,
        stated=len(values),
        total=sum(values, Decimal(0)) if complete else None,
        own=own if own and own.value is not None else None,
    )
