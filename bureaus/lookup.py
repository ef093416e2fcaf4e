"""Finds a division by whatever a person types of it: its code, its name, its pinyin or the initials of that."""

from __future__ import annotations

from bureaus import romanise
from bureaus.models import Region

SHORTEST = 2
"""One letter or character would be a list of hundreds."""


def divisions_called(typed: str, year: int | None = None) -> list[Region]:
    """The divisions in force in `year`, or today, that bear the name or code, or begin so; the nearest first.

    海盐, 嘉兴海盐, hyx, haiyan and 3304 all find 海盐县. One query for the 3,300 divisions of a year.
    """
    wanted = "".join(typed.lower().split())
    if len(wanted) < SHORTEST:
        return []
    # As in `settling`: in the year of a change two divisions bear one code, and the later one is meant.
    regions = {
        region.adcode: region for region in Region.objects.in_force(year).order_by("adcode", "start_year")
    }
    ranked = [
        (rank, region.adcode) for region in regions.values() if (rank := _rank(region, wanted)) is not None
    ]
    return [regions[adcode] for _rank_, adcode in sorted(ranked)]


def _rank(region: Region, wanted: str) -> int | None:
    """How near the words come to the division: 0 if they are its name or code, None if they are nothing of it."""
    if wanted.isascii():
        return _rank_of_letters(region, wanted)
    if wanted == region.name or region.full_name == wanted:
        return 0
    if region.name.startswith(wanted):
        return 1
    return 2 if _in_order(wanted, region.full_name) and wanted[-1] in region.name else None


def _rank_of_letters(region: Region, wanted: str) -> int | None:
    pinyin = romanise.region(region.name).lower().replace(" ", "").replace("'", "")
    initials = romanise.initials(region.name)
    for rank, found in enumerate(
        (
            wanted in (region.adcode, initials),
            pinyin.startswith(wanted.replace("'", "")) or region.adcode.startswith(wanted),
            initials.startswith(wanted),
        )
    ):
        if found:
            return rank
    return None


def _in_order(wanted: str, name: str) -> bool:
    """Whether all characters stand in the name in their order: 嘉兴海盐 in 浙江省嘉兴市海盐县."""
    place = 0
    for character in wanted:
        place = name.find(character, place) + 1
        if not place:
            return False
    return True
