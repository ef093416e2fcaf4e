"""What exists and what is missing (收录范围): reports by year and level, by province, and the divisions without one."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from django.conf import settings
from django.db.models import Count, Exists, OuterRef, QuerySet
from django.db.models.functions import Substr

from bureaus.models import Level, Region, local_place
from reports.holdings.counts import kept
from reports.models import Report
from reports.models.report import ReportQuerySet

LEVELS = (Level.PROVINCE, Level.PREFECTURE, Level.COUNTY)


@dataclass(frozen=True, slots=True)
class Tile:
    """A province on the map without boundaries: its place in the grid, its short name and its ISO 3166-2 letters."""

    adcode: str
    name: str
    col: int
    row: int
    short: str
    iso: str


@lru_cache(maxsize=1)
def tiles() -> tuple[Tile, ...]:
    """The provinces in the order of their codes."""
    drawn = json.loads((settings.REFERENCE_DIR / "tilegrid_provinces.json").read_text("utf-8"))
    return tuple(Tile(**one) for one in drawn)


@dataclass(frozen=True, slots=True)
class Share:
    """How many of the divisions in force have a bureau with a published report."""

    held: int
    divisions: int

    @property
    def missing(self) -> int:
        return self.divisions - self.held

    @property
    def percent(self) -> str:
        """For a strip of 100 units: whatever is held shows."""
        return str(max(round(100 * self.held / self.divisions), 1) if self.held and self.divisions else 0)

    def __str__(self) -> str:
        return f"{self.held:,}/{self.divisions:,}"


@dataclass(frozen=True, slots=True)
class YearHeld:
    """One year: the share of each level, and of all."""

    year: int
    levels: tuple[Share, ...]

    @property
    def total(self) -> Share:
        return Share(sum(one.held for one in self.levels), sum(one.divisions for one in self.levels))


@dataclass(frozen=True, slots=True)
class Holdings:
    """Reports over years, levels and provinces."""

    years: tuple[YearHeld, ...]
    provinces: tuple[tuple[Tile, Share], ...]

    @property
    def total(self) -> Share:
        """Divisions in force today."""
        shares = [share for _tile, share in self.provinces]
        return Share(sum(one.held for one in shares), sum(one.divisions for one in shares))


def holdings(edition: str) -> Holdings:
    """Four queries, or none while the counts are kept."""
    return kept("holdings", edition, lambda: Holdings(tuple(_years()), tuple(_provinces())))


def _years() -> Iterable[YearHeld]:
    """Every year from the first report to the last; the divisions are those in force in that year."""
    # One query: a report belongs to the division of its time.
    rows = Report.objects.published().order_by().values_list("year", "region__level")
    held = {(year, level): count for year, level, count in rows.annotate(n=Count("bureau", distinct=True))}
    if not held:
        return
    # One query: how many divisions of each level bear each pair of years.
    spans = Region.objects.order_by().values_list("start_year", "end_year", "level").annotate(n=Count("pk"))
    known = list(spans)
    for year in range(min(year for year, _level in held), max(year for year, _level in held) + 1):
        in_force: dict[str, int] = defaultdict(int)
        for start, end, level, count in known:
            # In the year of a change both divisions are in force; the one that ends is not counted.
            if start <= year and (end is None or year < end):
                in_force[level] += count
        yield YearHeld(year, tuple(Share(held.get((year, level), 0), in_force[level]) for level in LEVELS))


def _provinces() -> Iterable[tuple[Tile, Share]]:
    """Two queries: divisions in force by the first two digits of their codes, and those with a report among them."""
    today = Region.objects.in_force().filter(level__in=LEVELS)
    divisions = _by_province(today)
    held = _by_province(today.filter(Exists(_reports_of_division())))
    for tile in tiles():
        code = tile.adcode[:2]
        yield tile, Share(held.get(code, 0), divisions.get(code, 0))


def _by_province(regions: QuerySet[Region]) -> dict[str, int]:
    rows = regions.order_by().values_list(Substr("adcode", 1, 2)).annotate(n=Count("pk"))
    return dict(rows)


def _reports_of_division() -> ReportQuerySet:
    found: ReportQuerySet = Report.objects.published().filter(bureau__region=OuterRef("pk"))
    return found


def without_report(province: Tile) -> list[tuple[str, list[Region]]]:
    """The divisions of a province, in force today, of which no report is held, by prefecture. One query."""
    return [(above, list(regions)) for above, regions in groupby(missing(province), key=_prefecture)]


def missing(province: Tile | None) -> QuerySet[Region]:
    """The divisions in force today, of one province or of all, of which no report is held, in the order of codes."""
    divisions = Region.objects.in_force().filter(
        level__in=LEVELS, adcode__startswith=province.adcode[:2] if province else ""
    )
    return divisions.filter(~Exists(_reports_of_division())).order_by("adcode")


def _prefecture(region: Region) -> str:
    """The prefecture in the reader's language: a division's own, or itself; empty directly under the province."""
    if region.level == Level.PREFECTURE:
        return region.local_name
    return local_place(region.prefecture)
