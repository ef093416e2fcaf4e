"""A bureau beside its peers (同类组) in one year: who they are, in one sentence, and where their values lie."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import F, OuterRef, Subquery, Value
from django.db.models.functions import Abs

from bureaus.models import Bureau, Level, Population
from reports.comparability import usual
from reports.holdings.looked_at import leading
from reports.holdings.spreads import Point, Spread, is_sound, spread
from reports.holdings.standings import headline_rank, points_of
from reports.models import Indicator, Metric, Report
from reports.models.report import ReportQuerySet

NEAREST = 30
"""So many of the nearest in residents are peers by size."""


class PeerKind(StrEnum):
    """By what others are peers, beside being of the same rank; the address says it."""

    PREFECTURE = "prefecture"
    PROVINCE = "province"
    SIZE = "size"


KINDS = {
    Level.COUNTY: (PeerKind.PROVINCE, PeerKind.PREFECTURE, PeerKind.SIZE),
    Level.PREFECTURE: (PeerKind.PROVINCE, PeerKind.SIZE),
}
"""The usual one first. A province has no peers but those of its size."""


def kinds_for(bureau: Bureau) -> tuple[PeerKind, ...]:
    """The groups that a bureau has by its rank; a county right under its province has no prefecture."""
    kinds = KINDS.get(Level(bureau.region.level), (PeerKind.SIZE,))
    return tuple(kind for kind in kinds if kind != PeerKind.PREFECTURE or bureau.region.prefecture)


@dataclass(frozen=True, slots=True)
class Beside:
    """One indicator: the bureau's own figure and its peers' values."""

    indicator: Indicator
    own: Point
    peers: Spread

    @property
    def place(self) -> int | None:
        """1 above the peers' middle half, 0 within, -1 below; None where they are too few or it can't be set there."""
        value, quartiles = self.own.measure(self.peers.per_resident), self.peers.quartiles
        if value is None or quartiles is None or self.own.is_bound:
            return None
        return (value > quartiles[1]) - (value < quartiles[0])


@dataclass(frozen=True, slots=True)
class PeerGroup:
    """The peers that have a report for the year, and every indicator of the bureau's own report beside theirs."""

    kind: PeerKind
    year: int
    peers: tuple[Report, ...]
    beside: tuple[Beside, ...]

    @property
    def placed(self) -> tuple[Beside, ...]:
        """Those whose place among the peers can be said."""
        return tuple(one for one in self.beside if one.place is not None)

    @property
    def shown(self) -> tuple[Beside, ...]:
        """Those that enough peers report to say where their middle lies; the others are in the comparison."""
        return tuple(one for one in self.beside if one.peers.median is not None)

    def count(self, place: int) -> int:
        return sum(one.place == place for one in self.placed)


def peer_group(bureau: Bureau, report: Report, kind: PeerKind) -> PeerGroup:
    """Five queries: the leading reports of the group, their bureaus, own and their figures, the indicators."""
    keys = _keys(bureau, report.year, kind)
    peers = Report.objects.filter(pk__in=keys).select_related("region", "bureau__region").without_text()
    figures = headline_points([report.pk, *keys])
    catalogue = Indicator.objects.select_related("domain").defer("synonyms", "definition_zh")
    own = {
        point.indicator: point for points in figures.values() for point in points if point.report == report.pk
    }
    beside = [
        Beside(one, own[one.pk], _spread(one, own[one.pk], figures[one.pk]))
        for one in catalogue.filter(pk__in=own).order_by("domain__position", "position")
        if own[one.pk].value is not None and _is_whole(own[one.pk])
    ]
    return PeerGroup(kind, report.year, tuple(peers.order_by("bureau__region__adcode")), tuple(beside))


def _is_whole(own: Point) -> bool:
    """Whether it may stand beside a year's result or a monthly standard at all."""
    return is_sound(own) and own.period in usual([own.period])


def _keys(bureau: Bureau, year: int, kind: PeerKind) -> list[int]:
    region = bureau.region
    reports: ReportQuerySet = Report.objects.published().for_year(year)
    reports = reports.filter(bureau__region__level=region.level).exclude(bureau=bureau)
    if kind != PeerKind.SIZE:
        reports = reports.filter(bureau__region__province=region.province)
    if kind == PeerKind.PREFECTURE:
        reports = reports.filter(bureau__region__prefecture=region.prefecture)
    first = leading(reports)
    if kind == PeerKind.SIZE:
        first = _nearest(first, bureau)
    return list(first.values_list("pk", flat=True))


def _nearest(reports: ReportQuerySet, bureau: Bureau) -> ReportQuerySet:
    """The reports of the bureaus nearest in residents; none where its own are not known."""
    own = (
        Population.objects.census()
        .filter(region=bureau.region_id)
        .order_by("-year")
        .values_list("residents")
        .first()
    )
    if own is None:
        return reports.none()
    theirs = Population.objects.census().filter(region=OuterRef("bureau__region")).order_by("-year")
    known = reports.annotate(residents=Subquery(theirs.values("residents")[:1])).filter(
        residents__isnull=False
    )
    found: ReportQuerySet = known.annotate(apart=Abs(F("residents") - Value(own[0]))).order_by("apart", "pk")[
        :NEAREST
    ]
    return found


def headline_points(reports: list[int], indicators: Iterable[str] = ()) -> dict[str, list[Point]]:
    """The headline figure of each indicator (or of these) of each of these reports, by indicator. One query."""
    same = Metric.objects.standing().filter(report__in=reports, indicator__isnull=False)
    same = same.filter(indicator__in=indicators) if indicators else same
    ordered = same.order_by("report", "indicator", *headline_rank(), "start", "pk")
    found: dict[str, list[Point]] = defaultdict(list)
    seen: set[tuple[int, str]] = set()
    for point in points_of(ordered):
        if (point.report, point.indicator) not in seen:
            seen.add((point.report, point.indicator))
            found[point.indicator].append(point)
    return found


def _spread(indicator: Indicator, own: Point, points: list[Point]) -> Spread:
    """The peers' values beside its own: of its own sort of period, per 10,000 residents where that has a meaning."""
    per_resident = indicator.per_capita and bool(own.residents)
    others = [point for point in points if point.report != own.report]
    return spread(others, per_resident=per_resident, beside=usual([own.period]))
