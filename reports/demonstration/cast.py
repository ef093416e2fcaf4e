"""Who writes: prefectures of many provinces, each with some of its counties, under the names of each year."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bureaus.gazetteer import Division, Gazetteer
from reports.demonstration.vocabulary import dice

COUNTIES = 5
"""So many counties come with their prefecture, so that its page has something to compare."""
FEWEST = 20_000
"""A place of fewer residents (三沙市) would report zeros."""
RENAMED = "320614"
"""海门区, until 2020 海门市: a division that changed is always among them."""


@dataclass(frozen=True, slots=True)
class Writer:
    """One bureau: its division today and the people who live there."""

    division: Division
    residents: int

    @property
    def adcode(self) -> str:
        return self.division.adcode


def choose(gazetteer: Gazetteer, residents: dict[str, int], count: int, seed: int) -> list[Writer]:
    """So many bureaus; the same for the same seed, and a larger cast holds the smaller one."""
    chosen = [
        Writer(division, residents[division.adcode])
        for division in _in_order(gazetteer, seed)
        if residents.get(division.adcode, 0) >= FEWEST
    ]
    return chosen[:count]


def _in_order(gazetteer: Gazetteer, seed: int) -> Iterator[Division]:
    """Prefecture by prefecture, another province each time, the one with the renamed district first."""
    counties: dict[tuple[str, str], list[Division]] = defaultdict(list)
    for division in gazetteer.in_force():
        if division.level == "county" and division.prefecture:
            counties[division.province, division.prefecture].append(division)
    chance = dice(seed, "cast")
    for prefecture in _prefectures(gazetteer, seed):
        below = counties[prefecture.province, prefecture.name]
        drawn = chance.sample(below, min(COUNTIES, len(below)))
        yield prefecture
        yield from sorted(drawn, key=lambda one: (one.adcode != RENAMED, one.adcode))


def _prefectures(gazetteer: Gazetteer, seed: int) -> Iterator[Division]:
    by_province: dict[str, list[Division]] = defaultdict(list)
    for division in gazetteer.in_force():
        if division.level == "prefecture" and division.name.endswith("市"):
            by_province[division.province].append(division)
    chance = dice(seed, "prefectures")
    provinces = sorted(by_province)
    chance.shuffle(provinces)
    for places in by_province.values():
        chance.shuffle(places)
    renamed = gazetteer.at(RENAMED)
    first = [
        one for places in by_province.values() for one in places if renamed and one.name == renamed.prefecture
    ]
    yield from first
    for turn in range(max(map(len, by_province.values()))):
        yield from (
            by_province[name][turn]
            for name in provinces
            if turn < len(by_province[name]) and by_province[name][turn] not in first
        )


def division_then(gazetteer: Gazetteer, writer: Writer, year: int) -> Division | None:
    """The division as it was in a year's end, or the one it alone came from; None where it was cut otherwise."""
    held = gazetteer.at(writer.adcode, year)
    if held is not None:
        return held
    before = [
        one
        for one in gazetteer.in_force(year)
        if one.successors == (writer.adcode,) and one.level == writer.division.level
    ]
    return before[0] if len(before) == 1 else None


def office_of(gazetteer: Gazetteer, division: Division, year: int) -> str:
    """The bureau's name as its own title has it; with the prefecture where the bare name means several places."""
    bare = division.name
    if len(gazetteer.named(bare, year)) > 1:
        bare = f"{division.prefecture or division.province}{bare}"
    return f"{bare}民政局"


def residents_by_code(path: Path) -> dict[str, int]:
    """Residents of each division today, from the census table."""
    with path.open(encoding="utf-8", newline="") as lines:
        return {
            row["adcode"]: int(row["population_2020"])
            for row in csv.DictReader(lines)
            if row["population_2020"]
        }
