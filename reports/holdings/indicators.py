"""Who reports which indicator: how many bureaus each, and for one of them every bureau's figure in its order."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import (
    Case,
    Count,
    DecimalField,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Subquery,
    Value,
    When,
    Window,
)
from django.db.models.expressions import ExpressionWrapper
from django.db.models.functions import RowNumber

from bureaus.models import Bureau, Population
from reports.comparability import PERIOD_ORDER, usual
from reports.holdings.counts import kept
from reports.holdings.looked_at import MOST_NAMED, Named, leading, named, reports_looked_at
from reports.models import Domain, Indicator, Metric, Report
from reports.models.findings import Claim, FindingQuerySet, Period
from reports.models.report import ReportKind, ReportQuerySet


@dataclass(frozen=True, slots=True)
class Coverage:
    """An indicator and how many bureaus report it."""

    indicator: Indicator
    bureaus: int


@dataclass(frozen=True, slots=True)
class DomainCoverage:
    """The indicators of one domain, in the order of the catalogue."""

    domain: Domain
    indicators: tuple[Coverage, ...]

    @property
    def reported(self) -> tuple[Coverage, ...]:
        return tuple(one for one in self.indicators if one.bureaus)

    @property
    def unreported(self) -> tuple[Coverage, ...]:
        return tuple(one for one in self.indicators if not one.bureaus)

    @property
    def comparable(self) -> int:
        """How many of them two bureaus or more report."""
        return sum(one.bureaus > 1 for one in self.indicators)


def coverage(edition: str) -> list[DomainCoverage]:
    """The whole catalogue with the bureaus behind each indicator. Two queries; one while it is kept."""
    counts = kept("coverage", edition, _bureaus_by_indicator)
    by_domain: dict[Domain, list[Coverage]] = defaultdict(list)
    catalogue = Indicator.objects.select_related("domain").defer("synonyms", "definition_zh")
    for indicator in catalogue.order_by("domain__position", "position"):
        by_domain[indicator.domain].append(Coverage(indicator, counts.get(indicator.pk, 0)))
    return [DomainCoverage(domain, tuple(found)) for domain, found in by_domain.items()]


def _bureaus_by_indicator() -> dict[str, int]:
    readable = Metric.objects.published().filter(value__isnull=False)
    figures = readable.filter(indicator__isnull=False).order_by()
    return dict(figures.values_list("indicator").annotate(bureaus=Count("report__bureau", distinct=True)))


@dataclass(frozen=True, slots=True)
class Standing:
    """How an indicator stands in one year, or in each bureau's latest report."""

    figures: FindingQuerySet
    """The headline figure of each report that has one, with `residents` and `per_10k` to sort by."""
    by_level: tuple[tuple[str, int, int], ...]
    """(level, reports with a figure, reports looked at)."""
    by_unit: tuple[tuple[str, int], ...]
    beside: frozenset[Period]
    """The periods whose figures may stand beside each other here."""
    values: tuple[Decimal, ...]
    """The values that may stand beside each other, from the lowest: those of these periods."""
    lowest: Metric | None
    highest: Metric | None
    unreadable: tuple[Metric, ...]
    silent: Named
    without_report: Named

    @property
    def reporting(self) -> int:
        return sum(count for _level, count, _looked_at in self.by_level)

    @property
    def looked_at(self) -> int:
        return sum(looked_at for _level, _count, looked_at in self.by_level)

    @property
    def mixes_levels(self) -> bool:
        """Whether a county's figure stands beside a prefecture's or a province's."""
        return sum(count > 0 for _level, count, _looked_at in self.by_level) > 1

    @property
    def median(self) -> Decimal | None:
        """The middle value of three or more."""
        values, middle = self.values, len(self.values) // 2
        if len(values) < 3:
            return None
        return values[middle] if len(values) % 2 else (values[middle - 1] + values[middle]) / 2


def standing(indicator: Indicator, year: int | None) -> Standing:
    """Ten queries and, for one year, two more; the figures themselves are read page by page by their table."""
    reports = leading(reports_looked_at(year)) if year is not None else reports_looked_at(None)
    figures = _headlines(indicator, reports)
    readable = figures.filter(value__isnull=False)
    found = readable.exclude(claim=Claim.PLAN).order_by("value", "pk")
    found = found.exclude(report__kind=ReportKind.HALF_YEAR, period=Period.YEAR)
    rows = list(found.values_list("value", "pk", "period"))
    beside = usual(period for _value, _pk, period in rows)
    pairs = [(value, pk) for value, pk, period in rows if period in beside]
    ends = (
        _placed(Metric.objects.all()).in_bulk([pk for _value, pk in (pairs[0], pairs[-1])]) if pairs else {}
    )
    levels = dict(reports.order_by().values_list("region__level").annotate(count=Count("pk")))
    with_figure = dict(readable.order_by().values_list("report__region__level").annotate(count=Count("pk")))
    units = readable.order_by().values_list("unit").annotate(count=Count("pk"))
    return Standing(
        figures=readable,
        by_level=tuple((level, with_figure.get(level, 0), count) for level, count in sorted(levels.items())),
        by_unit=tuple(sorted(units, key=lambda pair: (-pair[1], pair[0]))),
        beside=beside,
        values=tuple(value for value, _pk in pairs),
        lowest=ends.get(pairs[0][1]) if pairs else None,
        highest=ends.get(pairs[-1][1]) if pairs else None,
        unreadable=tuple(_placed(figures.filter(value__isnull=True))[:MOST_NAMED]),
        silent=_silent(indicator, reports),
        without_report=_without_report(year),
    )


def _headlines(indicator: Indicator, reports: ReportQuerySet) -> FindingQuerySet:
    """One figure a report: found before planned, a year's before other stretches of time, first in the text."""
    ranks = [When(period=period, then=Value(rank)) for period, rank in PERIOD_ORDER.items()]
    rank = Case(*ranks, output_field=IntegerField())
    planned = Case(When(claim=Claim.PLAN, then=Value(1)), default=Value(0), output_field=IntegerField())
    same = Metric.objects.standing().filter(indicator=indicator, report__in=reports)
    first = Window(RowNumber(), partition_by="report", order_by=[planned, rank, "start", "pk"])
    headlines = same.annotate(place=first).filter(place=1)
    residents = Population.objects.filter(region=OuterRef("report__bureau__region")).order_by("-year")
    found: FindingQuerySet = (
        Metric.objects.filter(pk__in=list(headlines.order_by().values_list("pk", flat=True)))
        .annotate(residents=Subquery(residents.values("residents")[:1]))
        .annotate(
            per_10k=ExpressionWrapper(
                F("value") * 10_000 / F("residents"), DecimalField(max_digits=30, decimal_places=6)
            )
        )
    )
    return _placed(found)


def _placed(figures: FindingQuerySet) -> FindingQuerySet:
    related = figures.select_related("report__bureau__region", "report__region", "indicator")
    return related.defer("report__text", "reasons", "sentence", "indicator__synonyms")


def _silent(indicator: Indicator, reports: ReportQuerySet) -> Named:
    mentioned = Metric.objects.standing().filter(report=OuterRef("pk"), indicator=indicator)
    silent = reports.filter(~Exists(mentioned)).with_bureau().without_text()
    return named(silent.order_by("bureau__region__adcode", "pk"))


def _without_report(year: int | None) -> Named:
    """The bureaus that have published for other years, but not for this one."""
    if year is None:
        return Named((), 0)
    ever = Report.objects.published().filter(bureau=OuterRef("pk"))
    without = Bureau.objects.filter(Exists(ever), ~Exists(ever.for_year(year))).select_related("region")
    return named(without.order_by("region__adcode"))


def neighbours(indicator: Indicator) -> list[Indicator]:
    """The indicators printed beside this one in the catalogue. One query."""
    same = Indicator.objects.filter(domain=indicator.domain_id).exclude(pk=indicator.pk)
    by_distance = sorted(same, key=lambda other: abs(other.position - indicator.position))
    return sorted(by_distance[:6], key=lambda other: other.position)
