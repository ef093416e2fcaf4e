"""Whom to set a bureau beside (同类局): neighbours, those most like it, and where its values lie among theirs.

Each group can be said in one sentence, so that anybody could gather it again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db.models import Case, F, IntegerField, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Abs

from bureaus.models import Bureau, BureauQuerySet, Level, Population
from reports.comparability import usual
from reports.holdings.bureaus import published_bureaus
from reports.holdings.looked_at import leading
from reports.holdings.spreads import Point, Spread, is_sound, spread
from reports.holdings.standings import headline_points
from reports.models import Indicator, Report
from reports.models.report import ReportQuerySet

NEAREST = 30
"""So many of the nearest in residents are peers by size."""
MOST_SIMILAR = 5
"""So many of those most like it are named, to be looked at one by one."""


# Company: bureaus that may be looked at beside it ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Company:
    """The bureaus with published reports that a bureau may be set beside."""

    around: Bureau
    prefecture: tuple[Bureau, ...]
    """Of the same prefecture, its own bureau first; without `around` itself."""
    similar: tuple[Bureau, ...]
    """Of the same rank: those of its province first, of them the nearest in residents."""
    by_residents: bool
    """Whether its residents are known, so that some can be nearer than others."""

    @property
    def everyone(self) -> tuple[Bureau, ...]:
        """Each once: those most like it, then the others of its prefecture."""
        return tuple({one.pk: one for one in (*self.similar, *self.prefecture)}.values())


def company(bureau: Bureau) -> Company:
    """Three queries: its residents, its prefecture's bureaus, and those like it. The bureau need not be stored."""
    region, residents = bureau.region, _residents(bureau)
    others = _published().exclude(region=region)
    prefecture = others.none()
    if region.prefecture:
        prefecture = others.filter(region__province=region.province, region__prefecture=region.prefecture)
    return Company(
        around=bureau,
        prefecture=tuple(prefecture.order_by("region__adcode")),
        similar=tuple(_similar(others, bureau, residents)[:MOST_SIMILAR]),
        by_residents=residents is not None,
    )


def bureaus_of_prefecture(words: str) -> BureauQuerySet:
    """The bureaus with published reports of the prefecture so named (嘉兴市); none where no prefecture is."""
    found: BureauQuerySet = _published().filter(
        Q(region__prefecture=words) | Q(region__prefecture=words + "市")
    )
    return found.order_by("region__adcode")


def _published() -> BureauQuerySet:
    return published_bureaus().select_related("region")


def _similar(others: Any, bureau: Bureau, residents: int | None) -> Any:
    region = bureau.region
    same = others.filter(region__level=region.level)
    abroad = Case(When(region__province=region.province, then=0), default=1, output_field=IntegerField())
    if residents is None:
        return same.order_by(abroad, "region__adcode")
    near = _with_distance(same, "region", residents)
    return near.order_by(abroad, F("apart").asc(nulls_last=True), "region__adcode")


def _residents(bureau: Bureau) -> int | None:
    """One query."""
    counted = Population.objects.census().filter(region=bureau.region_id).order_by("-year")
    return counted.values_list("residents", flat=True).first()


def _with_distance(rows: Any, region: str, residents: int) -> Any:
    """With how many residents more or fewer the region of each row has; nothing where its own are not known."""
    counted = Population.objects.census().filter(region=OuterRef(region)).order_by("-year")
    known = rows.annotate(residents=Subquery(counted.values("residents")[:1]))
    return known.annotate(apart=Abs(F("residents") - Value(residents)))


# Peers: a group of one year, and its values ---------------------------------------------------------------------------


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


def peer_group(bureau: Bureau, report: Report, kinds: Sequence[PeerKind]) -> PeerGroup:
    """The first of these groups that has anybody in it, or the first.

    Five queries: the leading reports of the group, their bureaus, own and their figures, the indicators; two or three
    more for each group that is empty.
    """
    kind, keys = _first_with_peers(bureau, report.year, kinds)
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


def _first_with_peers(bureau: Bureau, year: int, kinds: Sequence[PeerKind]) -> tuple[PeerKind, list[int]]:
    for kind in kinds:
        if keys := _keys(bureau, year, kind):
            return kind, keys
    return kinds[0], []


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
    own = _residents(bureau)
    if own is None:
        return reports.none()
    known = _with_distance(reports, "bureau__region", own).filter(apart__isnull=False)
    found: ReportQuerySet = known.order_by("apart", "pk")[:NEAREST]
    return found


def _spread(indicator: Indicator, own: Point, points: list[Point]) -> Spread:
    """The peers' values beside its own: of its own sort of period, per 10,000 residents where that has a meaning."""
    per_resident = indicator.per_capita and bool(own.residents)
    others = [point for point in points if point.report != own.report]
    return spread(others, per_resident=per_resident, beside=usual([own.period]))
