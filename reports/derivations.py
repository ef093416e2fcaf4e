"""Derived indicators (派生指标): worked out from two figures of one report, and never among those that are read.

The formulas are data, in fixtures/reference/derived_indicators.csv; `faults` finds what is wrong with them. Nothing is
worked out from a bound, a range, a plan, part of the year, half a year's report or a unit other than the indicator's.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from django.conf import settings

from bureaus.models import in_english
from reports.comparability import ANNUAL
from reports.models.findings import Claim, Qualifier

FILE = "derived_indicators.csv"
PREFIX = "derived."
"""How its code begins, so that no derived one is taken for one that is read."""
NEAR = frozenset({Qualifier.EXACT, Qualifier.ABOUT})


@dataclass(frozen=True, slots=True)
class Derivation:
    """One formula: numerator ÷ denominator × factor, in `unit`."""

    code: str
    name_zh: str
    name_en: str
    domain: str
    unit: str
    numerator: str
    denominator: str
    factor: Decimal
    part_of_whole: bool
    """The numerator is a part of the denominator, so that no share goes beyond the whole."""
    instead_of: str
    """The indicator that bureaus print for the same thing; where a report does, nothing is worked out."""
    definition_zh: str
    definition_en: str

    @property
    def name(self) -> str:
        """The name in the reader's language."""
        return self.name_en if in_english() else self.name_zh

    @property
    def definition(self) -> str:
        return self.definition_en if in_english() else self.definition_zh

    @property
    def codes(self) -> tuple[str, ...]:
        """The indicators it looks at, with the one it stands in for."""
        return tuple(code for code in (self.numerator, self.denominator, self.instead_of) if code)


class Part(Protocol):
    """What a formula asks of a figure; the rows of the database and the points of a drawing both have it."""

    @property
    def value(self) -> Decimal | None: ...
    @property
    def unit(self) -> str: ...
    @property
    def qualifier(self) -> str: ...
    @property
    def period(self) -> str: ...
    @property
    def claim(self) -> str: ...
    @property
    def scope(self) -> str: ...


@lru_cache(maxsize=1)
def derivations() -> tuple[Derivation, ...]:
    """All formulas, in their printed order."""
    return load(settings.REFERENCE_DIR)


def load(folder: Path) -> tuple[Derivation, ...]:
    """The formulas of a folder. KeyError for a missing column, ArithmeticError for a factor that is no number."""
    with (folder / FILE).open(encoding="utf-8", newline="") as lines:
        return tuple(
            Derivation(
                **row | {"factor": Decimal(row["factor"]), "part_of_whole": row["part_of_whole"] == "yes"}
            )
            for row in csv.DictReader(lines)
        )


def with_code(code: str) -> Derivation | None:
    return next((one for one in derivations() if one.code == code), None)


def using(indicator: str) -> tuple[Derivation, ...]:
    """The formulas that look at an indicator."""
    return tuple(one for one in derivations() if indicator in one.codes)


def faults(formulas: Iterable[Derivation], units: Mapping[str, tuple[str, str]]) -> list[str]:
    """All that is wrong with the formulas, at once. `units` are (unit, domain) of the indicators by their codes."""
    found: list[str] = []
    seen: set[str] = set()
    domains = {domain for _unit, domain in units.values()}
    for one in formulas:
        checks = (
            (one.code in seen, "its code is given twice"),
            (not one.code.startswith(PREFIX), f"its code does not begin with {PREFIX}"),
            (one.code in units, "its code is that of an indicator that is read"),
            (
                not (one.name_zh and one.name_en and one.definition_zh and one.definition_en),
                "a name is missing",
            ),
            (one.domain not in domains, f"no indicator belongs to the domain {one.domain!r}"),
            (one.numerator == one.denominator, "it divides an indicator by itself"),
            (one.factor <= 0, "its factor is not above zero"),
            (not _fits(one, units), f"{one.unit!r} is not what its numerator, denominator and factor give"),
        )
        found += [f"{one.code}: {said}" for wrong, said in checks if wrong]
        found += [f"{one.code}: there is no indicator {code}" for code in one.codes if code not in units]
        seen.add(one.code)
    return found


def _fits(one: Derivation, units: Mapping[str, tuple[str, str]]) -> bool:
    """Shares divide like by like and are in per cent; all else keeps its numerator's unit."""
    if one.numerator not in units or one.denominator not in units:
        return True  # told as a missing indicator
    above, below = units[one.numerator][0], units[one.denominator][0]
    if one.unit == "%":
        stands_in = one.instead_of not in units or units[one.instead_of][0] == "%"
        return above == below and one.factor == 100 and stands_in
    return one.unit == above != below and one.factor == 1 and not one.part_of_whole


@dataclass(frozen=True, slots=True)
class Ratio:
    """What a formula gives for one report; about where one of its parts is."""

    value: Decimal
    qualifier: Qualifier


def derive(
    formula: Derivation, above: Part | None, below: Part | None, units: Mapping[str, str]
) -> Ratio | None:
    """The ratio of two figures of one report, or None where they give none.

    `units` are the indicators' own: a figure printed in another (件 for 对) is not divided.
    """
    if above is None or below is None or above.value is None or below.value is None:
        return None
    if obstacle(formula, above, below, units):
        return None
    exact = above.qualifier == below.qualifier == Qualifier.EXACT
    return Ratio(above.value / below.value * formula.factor, Qualifier.EXACT if exact else Qualifier.ABOUT)


class Obstacle(StrEnum):
    """Why two figures of one report are not divided."""

    UNREADABLE = "unreadable"
    BOUND = "bound"
    PERIOD = "period"
    PLAN = "plan"
    SCOPE = "scope"
    UNIT = "unit"
    ZERO = "zero"
    BEYOND = "beyond"


def obstacle(formula: Derivation, above: Part, below: Part, units: Mapping[str, str]) -> Obstacle | None:
    """The first of the reasons why these two give no ratio; None where they give one."""
    if above.value is None or below.value is None:
        return Obstacle.UNREADABLE
    parts = (above, below)
    found = {
        Obstacle.BOUND: any(part.qualifier not in NEAR for part in parts),
        Obstacle.PERIOD: any(part.period not in ANNUAL for part in parts),
        Obstacle.PLAN: any(part.claim == Claim.PLAN for part in parts),
        Obstacle.SCOPE: above.scope != below.scope,
        Obstacle.UNIT: above.unit != units[formula.numerator] or below.unit != units[formula.denominator],
        Obstacle.ZERO: below.value == 0,
        Obstacle.BEYOND: formula.part_of_whole and above.value > below.value,
    }
    return next((reason for reason, holds in found.items() if holds), None)
