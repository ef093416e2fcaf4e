"""The divisions of China (行政区划) with the years in which each name held, and the ways to look them up.

Pure Python: the same object serves the engine, which knows no database, and the commands that fill the database.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Self

from bureaus.naming import short_forms

Key = tuple[str, int]
ALIASES = "division_aliases.csv"


@dataclass(frozen=True, slots=True)
class Division:
    """One division (行政区划) under one name, from `start_year` until `end_year` (None = in force).

    `successors` are the codes that took over when the row ended. Parts that it ceded while it went on (written
    `350111[1995]` in the table) are not among them, and a renaming keeps its code without naming it there.
    """

    adcode: str
    name: str
    level: str
    province: str
    prefecture: str
    start_year: int
    end_year: int | None
    successors: tuple[str, ...] = ()

    @property
    def key(self) -> Key:
        """What identifies the row: codes are reused and names change, so never the code alone."""
        return self.adcode, self.start_year

    @property
    def full_name(self) -> str:
        """Province, prefecture and name in one string, as a reader needs it to tell two 鼓楼区 apart."""
        parts = dict.fromkeys((self.province, self.prefecture, self.name))
        return "".join(parts)

    def in_force(self, year: int | None) -> bool:
        """In force at the end of `year` (None: today)."""
        if year is None:
            return self.end_year is None
        return self.start_year <= year and (self.end_year is None or year < self.end_year)

    def outgoing(self, year: int | None) -> bool:
        """Gave way in the course of `year`, so that a report of that year may still bear the name."""
        return year is not None and self.end_year == year and self.start_year < year


class Gazetteer:
    """All divisions, past and present."""

    def __init__(self, divisions: Iterable[Division], aliases: Iterable[tuple[str, str]] = ()) -> None:
        """`aliases` are (official name, what people write) where no rule of naming leads there."""
        self.divisions = tuple(divisions)
        self._aliases = tuple(aliases)
        self._by_code: dict[str, list[Division]] = defaultdict(list)
        self._by_name: dict[str, list[Division]] = defaultdict(list)
        for division in self.divisions:
            self._by_code[division.adcode].append(division)
            self._by_name[division.name].append(division)

    @classmethod
    def from_csv(cls, path: Path | str) -> Self:
        """Read the reference table (fixtures/reference/divisions.csv) and the aliases that lie beside it."""
        aliases = Path(path).with_name(ALIASES)
        pairs = [(row["name"], row["alias"]) for row in _rows(aliases)] if aliases.exists() else []
        return cls((_division(row) for row in _rows(Path(path))), pairs)

    def in_force(self, year: int | None = None) -> tuple[Division, ...]:
        """The divisions at the end of `year`: no two of them share a code."""
        return tuple(division for division in self.divisions if division.in_force(year))

    def at(self, adcode: str, year: int | None = None) -> Division | None:
        """The division that bore this code in that year; of two in the year of a change, the newer."""
        rows = self._by_code.get(adcode, [])
        standing = [row for row in rows if row.in_force(year)] or [row for row in rows if row.outgoing(year)]
        return max(standing, key=lambda row: row.start_year, default=None)

    def named(self, name: str, year: int | None = None) -> tuple[Division, ...]:
        """Every division that bore exactly this official name in that year, one a code."""
        return self._of_year(self._by_name.get(name, ()), year)

    def nicknamed(self, form: str, year: int | None = None) -> tuple[Division, ...]:
        """Every division of that year that people also call so: 海盐 (海盐县), 恩施州, 酉阳县."""
        return self._of_year(self._by_form.get(form, ()), year)

    def knows(self, name: str) -> bool:
        """Whether any division of any year bore this official name."""
        return name in self._by_name

    def ever_named(self, name: str) -> tuple[Division, ...]:
        """Every row of any year with this official name, oldest first."""
        return tuple(sorted(self._by_name.get(name, ()), key=lambda row: row.start_year))

    @staticmethod
    def _of_year(rows: Iterable[Division], year: int | None) -> tuple[Division, ...]:
        rows = tuple(rows)
        standing = [row for row in rows if row.in_force(year)]
        codes = {row.adcode for row in standing}
        leaving = (row for row in rows if row.outgoing(year))
        return (*standing, *(row for row in leaving if codes.isdisjoint((row.adcode, *row.successors))))

    @cached_property
    def _by_form(self) -> dict[str, list[Division]]:
        forms: dict[str, list[Division]] = defaultdict(list)
        for name, rows in self._by_name.items():
            for form in short_forms(name):
                forms[form].extend(rows)
        for name, alias in self._aliases:
            forms[alias].extend(self._by_name.get(name, ()))
        return forms

    @cached_property
    def longest_name(self) -> int:
        """Characters of the longest official name: how far back from a suffix a name can begin."""
        return max(map(len, self._by_name), default=0)

    @cached_property
    def name_tails(self) -> frozenset[str]:
        """The last two characters of all official names: a cheap first question before any look-up."""
        return frozenset(name[-2:] for name in self._by_name)

    def followers(self, division: Division) -> tuple[Division, ...]:
        """The rows that directly came after this one: the same code under a new name, or its successors."""
        return self._followers.get(division.key, ())

    def forerunners(self, division: Division) -> tuple[Division, ...]:
        """The rows that directly came before this one."""
        return self._forerunners.get(division.key, ())

    def lineage(self, division: Division) -> tuple[Division, ...]:
        """The row with all it came from and all that came of it, oldest first."""
        found: dict[Key, Division] = {division.key: division}
        for step in (self.followers, self.forerunners):
            waiting = [division]
            while waiting:
                for relative in step(waiting.pop()):
                    if relative.key not in found:
                        found[relative.key] = relative
                        waiting.append(relative)
        return tuple(sorted(found.values(), key=lambda row: (row.start_year, row.adcode)))

    def counterparts(self, division: Division, year: int | None) -> tuple[Division, ...]:
        """What this division was, or had become, at the end of `year`."""
        return tuple(row for row in self.lineage(division) if row.in_force(year))

    @cached_property
    def _followers(self) -> dict[Key, tuple[Division, ...]]:
        return {row.key: self._after(row) for row in self.divisions if row.end_year is not None}

    @cached_property
    def _forerunners(self) -> dict[Key, tuple[Division, ...]]:
        before: dict[Key, list[Division]] = defaultdict(list)
        for row in self.divisions:
            for follower in self.followers(row):
                before[follower.key].append(row)
        return {key: tuple(rows) for key, rows in before.items()}

    def _after(self, division: Division) -> tuple[Division, ...]:
        heirs = (self.at(code, division.end_year) for code in dict.fromkeys(division.successors))
        renamed = [row for row in self._by_code[division.adcode] if row.start_year == division.end_year]
        found = {row.key: row for row in (*renamed, *filter(None, heirs)) if row.key != division.key}
        return tuple(found.values())


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def _division(row: dict[str, str]) -> Division:
    return Division(
        adcode=row["adcode"],
        name=row["name"],
        level=row["level"],
        province=row["province"],
        prefecture=row["prefecture"],
        start_year=int(row["start_year"]),
        end_year=int(row["end_year"]) if row["end_year"] else None,
        successors=tuple(code for code in row["successors"].split(";") if code and "[" not in code),
    )
