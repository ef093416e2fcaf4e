"""Derived indicators beside a matrix: one row a formula, worked out column by column from the matrix's own cells.

No query. `derived_rows(matrix)` serves every page that shows a matrix; what the matrix leaves out is not divided.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from reports import wording
from reports.comparison import Cell, Column, Matrix, Nothing, Row, rounded
from reports.derivations import Derivation, Obstacle, Ratio, derivations, derive, obstacle
from reports.models import Indicator, Metric
from reports.numerals import SIGNS, digits, plain, unit_name


@dataclass(frozen=True, slots=True)
class DerivedCell:
    """A ratio with the two figures it is worked out from, or which nothing stands in its place, and why."""

    ratio: Ratio | None = None
    above: Metric | None = None
    below: Metric | None = None
    nothing: Nothing | None = None
    why: str = ""

    @property
    def text(self) -> str:
        """The ratio as it is shown: rounded, since it is worked out; empty without one."""
        if self.ratio is None:
            return ""
        return SIGNS.get(self.ratio.qualifier, "") + "".join(digits(rounded(self.ratio.value)))

    @property
    def glyph(self) -> str:
        return wording.GLYPHS[self.nothing] if self.nothing else ""

    @property
    def word(self) -> str:
        return wording.nothing_word(self.nothing) if self.nothing else ""


@dataclass(frozen=True, slots=True)
class DerivedRow:
    """One formula across the columns."""

    formula: Derivation
    cells: tuple[DerivedCell, ...]

    @property
    def unit(self) -> str:
        return unit_name(self.formula.unit)

    @property
    def n(self) -> int:
        return sum(cell.ratio is not None for cell in self.cells)


def derived_rows(matrix: Matrix) -> tuple[DerivedRow, ...]:
    """The formulas that give a value in any column, in their printed order."""
    rows = {row.indicator.code: row for row in matrix.rows}
    units = {code: row.indicator.unit for code, row in rows.items()}
    found = []
    for formula in derivations():
        if formula.numerator in rows and formula.denominator in rows:
            cells = tuple(
                _cell(formula, rows, units, place, column, (formula.instead_of, place) in matrix.printed)
                for place, column in enumerate(matrix.columns)
            )
            found.append(DerivedRow(formula, cells))
    return tuple(row for row in found if row.n)


def shared_rows(matrix: Matrix) -> tuple[DerivedRow, ...]:
    """As the comparison shows its rows: by default those with a value in two columns or more."""
    rows = derived_rows(matrix)
    alone = len(matrix.columns) < 2 or matrix.question.every_row
    return rows if alone else tuple(row for row in rows if row.n > 1)


def _cell(
    formula: Derivation,
    rows: dict[str, Row],
    units: dict[str, str],
    place: int,
    column: Column,
    is_printed: bool,
) -> DerivedCell:
    cells = [rows[code].cells[place] for code in (formula.numerator, formula.denominator)]
    above, below = (_figure(cell) for cell in cells)
    if column.nothing:
        return DerivedCell(nothing=column.nothing)
    if column.is_half_year:
        return _not(above, below, _("a half-year report"))
    if is_printed:
        said = _("the report prints it itself: %(name)s") % {"name": formula.name}
        return _not(above, below, said)
    if above is None or below is None:
        return _lacking(formula, rows, cells)
    ratio = derive(formula, above, below, units)
    if ratio is None:
        reason = obstacle(formula, above, below, units) or Obstacle.UNREADABLE
        return _not(above, below, why_undivided(reason))
    return DerivedCell(ratio, above, below)


def _not(above: Metric | None, below: Metric | None, why: str) -> DerivedCell:
    return DerivedCell(None, above, below, Nothing.NOT_APPLICABLE, why)


def _lacking(formula: Derivation, rows: dict[str, Row], cells: list[Cell]) -> DerivedCell:
    """Where a part is nothing, the ratio is the same nothing; of two the one that says less."""
    codes = (formula.numerator, formula.denominator)
    kinds = [None if _figure(cell) else cell.nothing or Nothing.NOT_MENTIONED for cell in cells]
    names = [rows[code].indicator.name for code, kind in zip(codes, kinds, strict=True) if kind]
    nothing = Nothing.NOT_MENTIONED if Nothing.NOT_MENTIONED in kinds else next(filter(None, kinds))
    above, below = (_figure(cell) for cell in cells)
    why = _("without a value: %(names)s") % {"names": pgettext("list of names", ", ").join(names)}
    return DerivedCell(None, above, below, nothing, why)


def formula_words(formula: Derivation, parts: Mapping[str, Indicator]) -> str:
    """The formula by the names of its indicators: 离婚登记 ÷ 结婚登记 × 100."""
    said = f"{parts[formula.numerator].name} ÷ {parts[formula.denominator].name}"
    return said if formula.factor == 1 else f"{said} × {plain(formula.factor)}"


def why_undivided(reason: Obstacle) -> str:
    """Why two figures of one report are not divided, as a clause."""
    return {
        Obstacle.UNREADABLE: _("a part could not be read"),
        Obstacle.BOUND: _("a part is a bound or a range"),
        Obstacle.PERIOD: _("a part covers another time than the year"),
        Obstacle.PLAN: _("a part is only planned"),
        Obstacle.SCOPE: _("the parts differ in scope"),
        Obstacle.UNIT: _("a part is printed in another unit"),
        Obstacle.ZERO: _("the denominator is zero"),
        Obstacle.BEYOND: _("the part is larger than the whole"),
    }[reason]


def _figure(cell: Cell) -> Metric | None:
    # Of a report that has no index or no residents the figures are there all the same.
    return cell.metric if cell.metric and cell.metric.value is not None else None
