"""Where everyone stands on one indicator, in one year or by each bureau's latest report; and who does not, and why."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    FloatField,
    IntegerField,
    OuterRef,
    Subquery,
    Value,
    When,
    Window,
)
from django.db.models.functions import Cast, RowNumber

from bureaus.models import Bureau, BureauQuerySet, Level, Population, Region
from reports.comparability import PERIOD_ORDER, usual
from reports.holdings.looked_at import MOST_NAMED, Named, leading, named, reports_looked_at
from reports.holdings.spreads import Point, Spread, is_sound, spread
from reports.models import Indicator, Metric, Report
from reports.models.findings import Claim, FindingQuerySet, Period
from reports.models.report import ReportKind, ReportQuerySet

LEVELS = tuple(level.value for level in (Level.COUNTRY, Level.PROVINCE, Level.PREFECTURE, Level.COUNTY))
MOST_CHANGED = 12


@dataclass(frozen=True, slots=True)
class Standing:
    """How an indicator stands in one year, or in each bureau's latest report."""

    figures: FindingQuerySet
    """The headline figure of each report that has a readable one, with `residents` and `per_10k` to sort by."""
    points: tuple[Point, ...]
    beside: frozenset[Period]
    """The periods whose figures may stand beside each other here."""
    levels: dict[str, int]
    """Reports looked at, of every level, also of those left out."""
    looked_at: int
    level: str
    metrics: dict[int, Metric]
    """The figures the page names: the ends of each level's spread and what could not be read."""
    spreads: dict[str, Spread]
    """A spread for each level that reports: values of different levels don't stand beside each other."""
    silent: Named
    without_report: Named
    not_applicable: Named

    @property
    def readable(self) -> tuple[Point, ...]:
        return tuple(point for point in self.points if point.value is not None)

    @property
    def reporting(self) -> int:
        return len(self.readable)

    @property
    def mixes_levels(self) -> bool:
        """Whether a county's figure stands in one table with a prefecture's or a province's."""
        return sum(count > 0 for _level, count, _looked_at in self.by_level) > 1

    @property
    def by_level(self) -> tuple[tuple[str, int, int], ...]:
        """(level, reports with a figure, reports looked at)."""
        counts = Counter(point.level for point in self.readable)
        shown = (level for level in LEVELS if level in self.levels and self.level in ("", level))
        return tuple((level, counts[level], self.levels[level]) for level in shown)

    @property
    def by_unit(self) -> tuple[tuple[str, int], ...]:
        counts = Counter(point.unit for point in self.readable)
        return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))

    @property
    def main(self) -> tuple[str, Spread] | None:
        """The level that most values stand at, and its spread."""
        drawn = [(level, found) for level, found in self.spreads.items() if found.n]
        return max(drawn, key=lambda pair: pair[1].n, default=None)

    @property
    def unreadable(self) -> tuple[Metric, ...]:
        pks = [point.metric for point in self.points if point.value is None]
        return tuple(self.metrics[pk] for pk in pks if pk in self.metrics)

    @property
    def changed(self) -> tuple[Point, ...]:
        """Figures of divisions that have changed since."""
        return tuple(point for point in self.readable if point.now)[:MOST_CHANGED]


def standing(
    indicator: Indicator, year: int | None, level: str = "", *, per_resident: bool = False
) -> Standing:
    """Seven queries and, for one year, four more; the figures themselves are read page by page by their table."""
    reports = leading(reports_looked_at(year)) if year is not None else reports_looked_at(None)
    # One query: how many reports of each level.
    levels = dict(reports.order_by().values_list("region__level").annotate(count=Count("pk")))
    if level:
        reports = reports.filter(region__level=level)
    headlines = _headlines(indicator, reports)
    points = tuple(points_of(headlines.order_by("report__bureau__region__adcode", "pk")))
    by_level = {one: [point for point in points if point.level == one] for one in LEVELS}
    beside = usual(point.period for point in points if point.value is not None and is_sound(point))
    spreads = {
        one: spread(found, per_resident=per_resident, beside=beside)
        for one, found in by_level.items()
        if found
    }
    without, impossible = _without_report(year, level)
    return Standing(
        figures=_placed(_with_residents(headlines)).filter(value__isnull=False),
        points=points,
        beside=beside,
        levels=levels,
        looked_at=levels.get(level, 0) if level else sum(levels.values()),
        level=level,
        metrics=_named_metrics(points, spreads.values()),
        spreads=spreads,
        silent=_silent(indicator, reports),
        without_report=without,
        not_applicable=impossible,
    )


def headline_rank() -> tuple[Case, Case]:
    """Of several figures of one indicator in one report: found before planned, a year's before other periods."""
    ranks = [When(period=period, then=Value(rank)) for period, rank in PERIOD_ORDER.items()]
    planned = Case(When(claim=Claim.PLAN, then=Value(1)), default=Value(0), output_field=IntegerField())
    return planned, Case(*ranks, output_field=IntegerField())


def _headlines(indicator: Indicator, reports: ReportQuerySet) -> FindingQuerySet:
    """One figure a report, the first in the text of those that stand for it. Their keys are asked first, one query."""
    same = Metric.objects.standing().filter(indicator=indicator, report__in=reports)
    first = Window(RowNumber(), partition_by="report", order_by=[*headline_rank(), "start", "pk"])
    headlines = same.annotate(place=first).filter(place=1)
    found: FindingQuerySet = Metric.objects.filter(
        pk__in=list(headlines.order_by().values_list("pk", flat=True))
    )
    return found


def _with_residents(figures: FindingQuerySet) -> FindingQuerySet:
    residents = (
        Population.objects.census().filter(region=OuterRef("report__bureau__region")).order_by("-year")
    )
    # To sort by alone: SQLite divides whole numbers without a rest unless one of them is made a float.
    per_10k = Cast("value", FloatField()) * 10_000 / F("residents")
    known: FindingQuerySet = figures.annotate(residents=Subquery(residents.values("residents")[:1]))
    found: FindingQuerySet = known.annotate(per_10k=per_10k)
    return found


POINT = {
    "metric": "pk",
    "indicator": "indicator",
    "report": "report",
    "bureau": "report__bureau",
    "region": "report__region",
    "place": "report__region__name",
    "level": "report__region__level",
    "year": "report__year",
    "value": "value",
    "value_max": "value_max",
    "unit": "unit",
    "qualifier": "qualifier",
    "period": "period",
    "claim": "claim",
    "scope": "scope",
    "residents": "residents",
}
AROUND = ("report__kind", "report__bureau__region", "report__bureau__region__name")


def points_of(figures: FindingQuerySet) -> Iterable[Point]:
    """One query: the figures without any text, in the order they come in."""
    for row in _with_residents(figures).values(*POINT.values(), *AROUND):
        kind, now, name = (row[field] for field in AROUND)
        yield Point(
            **{field: row[column] for field, column in POINT.items()},
            half_year=kind == ReportKind.HALF_YEAR,
            now="" if now == row["report__region"] else name,
        )


def headline_points(reports: list[int], indicators: Iterable[str] = ()) -> dict[str, list[Point]]:
    """The headline figure of each indicator (or of these) of each of these reports, by indicator. One query."""
    same = Metric.objects.standing().filter(report__in=reports, indicator__isnull=False)
    same = same.filter(indicator__in=indicators) if indicators else same
    ordered = same.order_by("report_id", "indicator_id", *headline_rank(), "start", "pk")
    found: dict[str, list[Point]] = defaultdict(list)
    seen: set[tuple[int, str]] = set()
    for point in points_of(ordered):
        if (point.report, point.indicator) not in seen:
            seen.add((point.report, point.indicator))
            found[point.indicator].append(point)
    return found


def _named_metrics(points: Iterable[Point], spreads: Iterable[Spread]) -> dict[int, Metric]:
    """One query: the lowest and highest of each spread, and the first of those that could not be read."""
    ends = [point.metric for one in spreads for point in (*one.points[:1], *one.points[-1:])]
    unreadable = [point.metric for point in points if point.value is None][:MOST_NAMED]
    return _placed(Metric.objects.all()).in_bulk([*ends, *unreadable])


def _placed(figures: FindingQuerySet) -> FindingQuerySet:
    related = figures.select_related("report__bureau__region", "report__region", "indicator")
    return related.defer("report__text", "reasons", "sentence", "indicator__synonyms")


def _silent(indicator: Indicator, reports: ReportQuerySet) -> Named:
    mentioned = Metric.objects.standing().filter(report=OuterRef("pk"), indicator=indicator)
    silent = reports.filter(~Exists(mentioned)).with_bureau().without_text()
    return named(silent.order_by("bureau__region__adcode", "pk"))


def _without_report(year: int | None, level: str) -> tuple[Named, Named]:
    """Bureaus that have published, but not for this year; and those whose division did not exist then.

    Keys are compared here: over all bureaus and years it is far quicker than asking the database for each bureau.
    """
    if year is None:
        return Named((), 0), Named((), 0)
    published = Report.objects.published().order_by()
    if level:
        published = published.filter(bureau__region__level=level)
    ever, then = (
        set(reports.values_list("bureau", flat=True).distinct())
        for reports in (published, published.for_year(year))
    )
    predecessors = Region.successors.through.objects.filter(to_region=OuterRef("region"))
    bureaus: BureauQuerySet = Bureau.objects.filter(pk__in=ever - then).select_related("region")
    could: tuple[list[Bureau], list[Bureau]] = [], []
    for bureau in bureaus.annotate(followed=Exists(predecessors)).order_by("region__adcode"):
        region = bureau.region
        begun = region.start_year <= year or bureau.followed  # type: ignore[attr-defined]
        impossible = not begun or (region.end_year is not None and region.end_year < year)
        could[impossible].append(bureau)
    return _shown(could[False]), _shown(could[True])


def _shown(bureaus: list[Bureau]) -> Named:
    return Named(tuple(bureaus[:MOST_NAMED]), len(bureaus))
