"""Loads the regions and their census population from fixtures/reference/ into the database; safe to repeat."""

from __future__ import annotations

import csv
import logging
from collections.abc import Iterable
from pathlib import Path

from django.apps import apps
from django.db import connection, transaction
from django.db.models import ProtectedError

from bureaus.models import CENSUS_YEAR, Population, Region
from bureaus.resolver import Division, Gazetteer

logger = logging.getLogger(__name__)

COUNTRY = {"adcode": "000000", "name": "全国", "level": "country", "start_year": 1949}
"""The ministry's own region; the division table knows provinces and below."""


@transaction.atomic
def load_regions(gazetteer: Gazetteer) -> int:
    """Bring every division of the table into the database, with parents and successors; returns how many there are."""
    Region.objects.bulk_create(
        [_region(division) for division in gazetteer.divisions] + [Region(**COUNTRY)],
        update_conflicts=True,
        unique_fields=["adcode", "start_year"],
        update_fields=["name", "level", "province", "prefecture", "end_year"],
    )
    _forget(gazetteer)
    regions = {(r.adcode, r.start_year): r for r in Region.objects.all()}
    _link_parents(regions.values())
    links = Region.successors.through
    links.objects.all().delete()
    links.objects.bulk_create(
        links(
            from_region=regions[division.adcode, division.start_year],
            to_region=regions[successor.adcode, successor.start_year],
        )
        for division in gazetteer.divisions
        for successor in gazetteer.followers(division)
    )
    return len(regions)


def _forget(gazetteer: Gazetteer) -> None:
    """Drop divisions the table no longer holds, say since a year was put right, unless a bureau is theirs."""
    known = {(d.adcode, d.start_year) for d in gazetteer.divisions} | {
        (COUNTRY["adcode"], COUNTRY["start_year"])
    }
    for region in Region.objects.all():
        if (region.adcode, region.start_year) in known:
            continue
        try:
            with transaction.atomic():
                region.delete()
        except ProtectedError:
            logger.warning("%s is no longer in the table of divisions, but reports still use it", region)


def _region(division: Division) -> Region:
    return Region(
        adcode=division.adcode,
        name=division.name,
        level=division.level,
        province=division.province,
        prefecture=division.prefecture,
        start_year=division.start_year,
        end_year=division.end_year,
    )


def _link_parents(regions: Iterable[Region]) -> None:
    """A parent is the division of the level above, of the name the child states, in force when the child was."""
    above: dict[tuple[str, str, str], list[Region]] = {}
    for region in regions:
        above.setdefault((region.level, region.province, region.name), []).append(region)
    changed = []
    for region in regions:
        parent = _parent(region, above)
        if parent and region.parent_id != parent.pk:
            region.parent = parent
            changed.append(region)
    Region.objects.bulk_update(changed, ["parent"], batch_size=500)


def _parent(region: Region, above: dict[tuple[str, str, str], list[Region]]) -> Region | None:
    if region.level in ("country", "province"):
        return None
    candidates: list[Region] = []
    if region.level == "county" and region.prefecture:
        candidates = above.get(("prefecture", region.province, region.prefecture), [])
    candidates = candidates or above.get(("province", region.province, region.province), [])
    last_year = region.end_year or 9999
    return max(candidates, key=lambda p: (p.start_year <= last_year, p.end_year or 9999), default=None)


@transaction.atomic
def load_populations(path: Path) -> int:
    """Bring the 2020 census into the database; a division the census could not count has no row."""
    regions = {r.adcode: r for r in Region.objects.in_force()}
    with path.open(encoding="utf-8", newline="") as lines:
        rows = [
            Population(
                region=regions[row["adcode"]],
                year=CENSUS_YEAR,
                residents=int(row["population_2020"]),
                basis=row["basis"],
            )
            for row in csv.DictReader(lines)
            if row["population_2020"]
        ]
    Population.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["region", "year"], update_fields=["residents", "basis"]
    )
    return len(rows)


def refresh_statistics() -> None:
    """Let PostgreSQL count what has just been loaded in bulk (ANALYZE).

    It plans by these counts, and until it takes them itself, a minute or more later, a page may take seconds. Other
    databases need nothing.
    """
    if connection.vendor != "postgresql":
        return
    tables = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE " + ", ".join(map(connection.ops.quote_name, sorted(tables))))
