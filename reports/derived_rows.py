"""Derived indicators beside a matrix: one row a formula, worked out column by column from the matrix's own cells.

No query. `derived_rows(matrix)` serves every page that shows a matrix; what the matrix leaves out is not divided.
"""

from __future__ import annotations

from dataclasses import dataclass

from reports.comparison import Cell, Column, Matrix, Row, rounded
from reports.derivations import Derivation, Ratio, derivations, derive
from reports.models import Metric
from reports.numerals import SIGNS, digits, unit_name


@dataclass(frozen=True, slots=True)
class DerivedCell:
    """A ratio with the two figures it is worked out from."""

    ratio: Ratio
    above: Metric
    below: Metric

    @property
    def text(self) -> str:
        """The ratio as it is shown: rounded, since it is worked out."""
        return SIGNS.get(self.ratio.qualifier, "") + "".join(digits(rounded(self.ratio.value)))


@dataclass(frozen=True, slots=True)
class DerivedRow:
    """One formula across the columns; None where its parts give nothing that could be compared."""

    formula: Derivation
    cells: tuple[DerivedCell | None, ...]

    @property
    def unit(self) -> str:
        return unit_name(self.formula.unit)

    @property
    def n(self) -> int:
        return sum(cell is not None for cell in self.cells)


def derived_rows(matrix: Matrix) -> tuple[DerivedRow, ...]:
    """The formulas that give a value in any column, in their printed order."""
    rows = {row.indicator.code: row for row in matrix.rows}
    units = {code: row.indicator.unit for code, row in rows.items()}
    found = []
    for formula in derivations():
        if formula.numerator in rows and formula.denominator in rows:
            cells = tuple(
                _cell(formula, rows, units, place, column) for place, column in enumerate(matrix.columns)
            )
            found.append(DerivedRow(formula, cells))
    return tuple(row for row in found if row.n)


def shared_rows(matrix: Matrix) -> tuple[DerivedRow, ...]:
    """As the comparison shows its rows: by default those with a value in two columns or more."""
    rows = derived_rows(matrix)
    alone = len(matrix.columns) < 2 or matrix.question.every_row
    return rows if alone else tuple(row for row in rows if row.n > 1)


def _cell(
    formula: Derivation, rows: dict[str, Row], units: dict[str, str], place: int, column: Column
) -> DerivedCell | None:
    printed = rows.get(formula.instead_of)
    if column.is_half_year or (printed and _figure(printed.cells[place])):
        return None
    above, below = (_figure(rows[code].cells[place]) for code in (formula.numerator, formula.denominator))
    ratio = derive(formula, above, below, units)
    return DerivedCell(ratio, above, below) if ratio and above and below else None


def _figure(cell: Cell) -> Metric | None:
    return None if cell.nothing else cell.metric
