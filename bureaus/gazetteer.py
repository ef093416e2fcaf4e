"""The divisions of China (行政区划) with the years in which each name held, and the ways to look them up.

Pure Python: the same object serves the engine (which knows no database) and the commands that fill the database.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Self


@dataclass(frozen=True, slots=True)
class Division:
    """One division (行政区划) under one name: valid from `start_year` until `end_year` (None = in force)."""

    adcode: str
    name: str
    level: str
    province: str
    prefecture: str
    start_year: int
    end_year: int | None
    successors: tuple[str, ...] = ()


class Gazetteer:
    """All divisions, past and present."""

    def __init__(self, divisions: Iterable[Division]) -> None:
        self.divisions = tuple(divisions)

    @classmethod
    def from_csv(cls, path: Path | str) -> Self:
        """Read the reference table (fixtures/reference/divisions.csv)."""
        with Path(path).open(encoding="utf-8", newline="") as lines:
            return cls(_division(row) for row in csv.DictReader(lines))


def _division(row: dict[str, str]) -> Division:
    return Division(
        adcode=row["adcode"],
        name=row["name"],
        level=row["level"],
        province=row["province"],
        prefecture=row["prefecture"],
        start_year=int(row["start_year"]),
        end_year=int(row["end_year"]) if row["end_year"] else None,
        successors=tuple(row["successors"].split(";")) if row["successors"] else (),
    )
