"""How one indicator moved over the years at one level: each year's middle, and what the same bureaus did."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Window
from django.db.models.functions import RowNumber

from reports.comparability import usual
from reports.holdings.counts import kept
from reports.holdings.spreads import MEDIAN_FROM, Point, Spread, spread
from reports.holdings.standings import headline_rank, points_of
from reports.models import Indicator, Metric, Report
from reports.models.report import BY_LEAD


@dataclass(frozen=True, slots=True)
class Pairs:
    """Bureaus with a value in this year and the year before: how many rose, fell, stayed."""

    up: int
    down: int
    same: int

    @property
    def n(self) -> int:
        return self.up + self.down + self.same


@dataclass(frozen=True, slots=True)
class YearSpread:
    """One year: reports held, values that may stand beside each other, their middle and its half."""

    year: int
    held: int
    n: int
    median: Decimal | None
    quartiles: tuple[Decimal, Decimal] | None
    pairs: Pairs | None
    """None where the year before has no value to compare with."""


def over_years(
    indicator: Indicator, edition: str, level: str, *, per_resident: bool
) -> tuple[YearSpread, ...]:
    """Every year from the first with a report to the last. Three queries; none while it is kept."""
    name = f"over-years-{indicator.pk}-{level}-{per_resident}"
    return kept(name, edition, lambda: tuple(_years(indicator, level, per_resident)))


def _years(indicator: Indicator, level: str, per_resident: bool) -> Iterable[YearSpread]:
    # One query: how many bureaus of this level each year is held of.
    reports = Report.objects.published().filter(region__level=level).order_by().values_list("year")
    held: dict[int, int] = dict(reports.annotate(count=Count("bureau", distinct=True)))
    if not held:
        return
    by_year: dict[int, list[Point]] = defaultdict(list)
    for point in _of_leading(indicator, level):
        by_year[point.year].append(point)
    # One sort of period for the whole row of years, or the line would jump where most change from one to another.
    beside = usual(point.period for points in by_year.values() for point in points)
    before: Spread | None = None
    for year in range(min(held), max(held) + 1):
        found = spread(by_year[year], per_resident=per_resident, beside=beside)
        yield YearSpread(
            year=year,
            held=held.get(year, 0),
            n=found.n,
            median=found.median,
            quartiles=found.quartiles,
            pairs=_pairs(before, found) if before else None,
        )
        before = found


def _of_leading(indicator: Indicator, level: str) -> list[Point]:
    """The headline figures of the reports that speak for their bureau's year. Two queries."""
    # One query: the few reports beside which another one leads. Asked as a row of keys; as a subquery of what follows,
    # a PostgreSQL without statistics asks it again for each row.
    place = Window(RowNumber(), partition_by=["bureau", "year"], order_by=[BY_LEAD, "pk"])
    behind = Report.objects.published().annotate(place=place).filter(place__gt=1)
    others = list(behind.order_by().values_list("pk", flat=True))
    same = Metric.objects.published().filter(indicator=indicator, report__region__level=level)
    ordered = same.exclude(report__in=others).order_by("report_id", *headline_rank(), "start", "pk")
    first: dict[int, Point] = {}
    for point in points_of(ordered):
        first.setdefault(point.report, point)
    return list(first.values())


def _pairs(before: Spread, now: Spread) -> Pairs | None:
    """Only exact values of one bureau in one division say whether it rose or fell; a bound may hide either."""
    then = {(point.bureau, point.region): point for point in before.points if not point.is_bound}
    pairs = [
        (then[point.bureau, point.region].measure(before.per_resident), point.measure(now.per_resident))
        for point in now.points
        if (point.bureau, point.region) in then and not point.is_bound
    ]
    signs = [(new > old) - (new < old) for old, new in pairs if old is not None and new is not None]
    return Pairs(signs.count(1), signs.count(-1), signs.count(0)) if signs else None


def has_course(years: Iterable[YearSpread]) -> bool:
    """Whether a line can be drawn: two years with enough values to have a middle."""
    return sum(one.n >= MEDIAN_FROM for one in years) > 1
