"""Populations from a table (常住人口): all lines are right or none is kept, and each wrong one is told in words."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bureaus.models import CENSUS_YEAR, Population, Region

COLUMNS = ("adcode", "year", "residents", "basis")
ENCODINGS = ("utf-8-sig", "gb18030")
"""What spreadsheet programs write; anything is some GB18030, so that is asked last."""

FIRST_YEAR, LAST_YEAR = 1949, 2100
MOST_RESIDENTS = 2_000_000_000
MOST_LINES = 100_000
LONGEST_CELL = 10_000
"""Another file's bytes read as one cell: csv's own limit belongs to the whole process and may have been lifted."""

SENTENCES: dict[str, str | Promise] = {
    "unreadable": _("This is no table of text. Save it as CSV (UTF-8) and hand it in again."),
    "columns": _(
        "The first line has to name the columns adcode, year, residents, basis; it lacks %(lacking)s."
    ),
    "too_long": _("The table has more than %(limit)s lines. Divide it into smaller ones."),
    "no_lines": _("The table has no lines below its heading."),
    "cells": _("The line has more cells than the heading."),
    "adcode": _("“%(cell)s” is no division code; it has six digits."),
    "year": _("“%(cell)s” is no year in four digits."),
    "residents": _("“%(cell)s” is no number of persons: write it in digits alone, as 437213."),
    "basis": _("Say in at most 80 characters where the number comes from, as 2023年统计公报."),
    "not_in_force": _("No division with the code %(adcode)s was in force in %(year)s."),
    "twice": _("The population of %(adcode)s in %(year)s stands in line %(line)s already."),
    "census": _(
        "%(adcode)s has %(residents)s residents by the %(year)s census, from the reference files; leave the line out."
    ),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a line, by its number in the file; `str()` is the sentence in the active language."""

    line: int
    code: str
    params: dict[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return str(SENTENCES[self.code]) % self.params


@dataclass(frozen=True, slots=True)
class Imported:
    """How many rows are new, are others now, were the same; with a single fault nothing of it was kept."""

    new: int = 0
    changed: int = 0
    same: int = 0
    faults: tuple[Fault, ...] = ()


class _WrongError(Exception):
    """A line that can't be taken."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code, self.params = code, params


def import_populations(data: bytes, *, dry_run: bool = False) -> Imported:
    """Take the table in, whole or not at all; `dry_run` tells the same and keeps nothing. Three queries and a write."""
    try:
        rows = list(_rows(data))
    except _WrongError as wrong:
        return Imported(faults=(Fault(1, wrong.code, wrong.params),))
    with transaction.atomic():
        populations, faults = _checked(rows)
        if faults:
            return Imported(faults=tuple(faults))
        held = {(row.region_id, row.year): row for row in Population.objects.all()}
        result = _counted(populations, held)
        if not dry_run:
            Population.objects.bulk_create(
                populations,
                update_conflicts=True,
                unique_fields=["region", "year"],
                update_fields=["residents", "basis"],
            )
    return result


def _rows(data: bytes) -> Iterator[tuple[int, dict[str, Any]]]:
    reader = csv.DictReader(io.StringIO(_decoded(data), newline=""))
    try:
        lacking = [name for name in COLUMNS if name not in (reader.fieldnames or ())]
        if lacking:
            raise _WrongError("columns", lacking=", ".join(lacking))
        found = False
        for row in reader:
            found = True
            if reader.line_num > MOST_LINES:
                raise _WrongError("too_long", limit=MOST_LINES)
            if any(isinstance(cell, str) and len(cell) > LONGEST_CELL for cell in row.values()):
                raise _WrongError("unreadable")
            yield reader.line_num, row
        if not found:
            raise _WrongError("no_lines")
    except csv.Error as error:
        raise _WrongError("unreadable") from error


def _decoded(data: bytes) -> str:
    for encoding in ENCODINGS:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise _WrongError("unreadable")


def _checked(rows: list[tuple[int, dict[str, Any]]]) -> tuple[list[Population], list[Fault]]:
    regions: dict[str, list[Region]] = {}
    for region in Region.objects.order_by("start_year"):
        regions.setdefault(region.adcode, []).append(region)
    census = {row.region_id: row.residents for row in Population.objects.census()}
    seen: dict[tuple[int, int], int] = {}
    populations, faults = [], []
    for line, row in rows:
        try:
            population = _population(row, regions, census)
            first = seen.setdefault((population.region_id, population.year), line)
            if first != line:
                raise _WrongError("twice", adcode=row["adcode"], year=population.year, line=first)
            populations.append(population)
        except _WrongError as wrong:
            faults.append(Fault(line, wrong.code, wrong.params))
    return populations, faults


def _population(row: dict[Any, Any], regions: dict[str, list[Region]], census: dict[int, int]) -> Population:
    if None in row:
        raise _WrongError("cells")
    adcode = _cell(row, "adcode", lambda cell: len(cell) == 6)
    year = int(_cell(row, "year", lambda cell: len(cell) == 4 and FIRST_YEAR <= int(cell) <= LAST_YEAR))
    residents = int(_cell(row, "residents", lambda cell: len(cell) < 11 and int(cell) <= MOST_RESIDENTS))
    basis = (row["basis"] or "").strip()
    if not 0 < len(basis) <= 80:
        raise _WrongError("basis")
    # In the year of a change two divisions bear one code: the later one, as with reports.
    region = next((one for one in reversed(regions.get(adcode, [])) if one.in_force(year)), None)
    if region is None:
        raise _WrongError("not_in_force", adcode=adcode, year=year)
    if year == CENSUS_YEAR and census.get(region.pk, residents) != residents:
        raise _WrongError("census", adcode=adcode, year=year, residents=census[region.pk])
    return Population(region=region, year=year, residents=residents, basis=basis)


def _cell(row: dict[str, Any], name: str, sound: Callable[[str], bool]) -> str:
    cell = (row[name] or "").strip()
    if not (cell.isascii() and cell.isdigit() and sound(cell)):
        raise _WrongError(name, cell=cell[:40])
    return cell


def _counted(populations: list[Population], held: dict[tuple[int, int], Population]) -> Imported:
    new = changed = same = 0
    for row in populations:
        before = held.get((row.region_id, row.year))
        if before is None:
            new += 1
        elif (before.residents, before.basis) == (row.residents, row.basis):
            same += 1
        else:
            changed += 1
    return Imported(new, changed, same)
