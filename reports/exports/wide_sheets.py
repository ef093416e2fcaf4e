"""Matrix → the table as the page shows it: rows are indicators, or with `view=bureaus` each bureau and year."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from reports import wording
from reports.comparison import Basis, Cell, Column, Matrix, Row, rounded
from reports.exports import fields
from reports.exports.fields import Field, Kind
from reports.exports.matrix_sheets import (
    compared_value,
    difference_cells,
    file_name,
    place_of,
    sources,
    verdict_cells,
)
from reports.exports.sheet import Sheet
from reports.exports.spreadsheets import Value
from reports.exports.whose import indicator_cells
from reports.numerals import plain, unit_name


def wide_sheet(matrix: Matrix, address: str, site: str) -> Sheet:
    """A row for each indicator, a column for each bureau and year."""
    columns = tuple(
        head
        for place, column in enumerate(matrix.columns, start=1)
        for head in _of_column(matrix, column, place)
    )
    heads = (
        *fields.OF_INDICATOR,
        fields.UNIT,
        fields.BASIS,
        *columns,
        fields.N,
        fields.APPLICABLE,
        fields.COMPARABILITY,
        fields.REASON,
    )
    told = sources(matrix, site)
    return Sheet(_name(matrix), wording.title(matrix), heads, _by_indicator(matrix), address, told)


def turned_sheet(matrix: Matrix, address: str, site: str) -> Sheet:
    """A row for each bureau and year, a column for each indicator; below them what the page's table has in its foot."""
    columns = tuple(
        head for place, row in enumerate(matrix.rows, start=1) for head in _of_row(matrix, row, place)
    )
    told = sources(matrix, site)
    heads = (*fields.OF_PLACE, *columns)
    return Sheet(_name(matrix), wording.title(matrix), heads, _by_bureau(matrix), address, told)


def _name(matrix: Matrix) -> str:
    return pgettext("file name", "%(name)s_table") % {"name": file_name(matrix)}


def _by_indicator(matrix: Matrix) -> Iterator[list[Value]]:
    basis = wording.basis_word(matrix.question.basis)
    for row in matrix.rows:
        yield [
            *indicator_cells(row.indicator),
            _unit(row, matrix),
            basis,
            *(value for cell in row.cells for value in _faces(matrix, cell)),
            row.n,
            row.applicable,
            *verdict_cells(row, matrix).values(),
        ]


def _by_bureau(matrix: Matrix) -> Iterator[list[Value]]:
    for place, column in enumerate(matrix.columns):
        yield [
            *place_of(column),
            *(value for row in matrix.rows for value in _faces(matrix, row.cells[place])),
        ]
    beside = [None] * (len(_beside(matrix)))
    verdicts = [verdict_cells(row, matrix) for row in matrix.rows]
    foot: tuple[tuple[Field, list[Value]], ...] = (
        (fields.N, [row.n for row in matrix.rows]),
        (fields.APPLICABLE, [row.applicable for row in matrix.rows]),
        (fields.COMPARABILITY, [one["comparability"] for one in verdicts]),
        (fields.REASON, [one["reason"] for one in verdicts]),
    )
    for head, said in foot:
        rest = [None] * (len(fields.OF_PLACE) - 1)
        yield [str(head.head), *rest, *(value for one in said for value in (one, *beside))]


def _unit(row: Row, matrix: Matrix) -> str:
    """The unit of the values on their basis: an index has its first year's hundred for one."""
    return wording.index_unit(matrix.question) or unit_name(row.indicator.unit)


def _of_column(matrix: Matrix, column: Column, place: int) -> list[Field]:
    """The heads of a bureau and year: its values, and beside them its differences where a base is chosen."""
    name = wording.column_name(column)
    return [Field(f"column_{place}", name, _held(column), Kind.NUMBER), *_beside(matrix, name, place)]


def _of_row(matrix: Matrix, row: Row, place: int) -> list[Field]:
    """The heads of an indicator: its name with the unit, for here no column has room for it."""
    unit = _unit(row, matrix)
    name = row.indicator.name
    if unit:
        name = pgettext("indicator with its unit", "%(name)s (%(unit)s)") % {"name": name, "unit": unit}
    about = f"{row.indicator.pk}; {wording.basis_word(matrix.question.basis)}"
    return [Field(f"indicator_{place}", name, about, Kind.NUMBER), *_beside(matrix, name, place)]


def _beside(matrix: Matrix, name: str = "", place: int = 0) -> list[Field]:
    """The heads of the differences; none without a base."""
    if not matrix.question.base:
        return []
    absolute = _("%(column)s, difference from the base") % {"column": name}
    percent = _("%(column)s, difference in percent") % {"column": name}
    return [
        Field(f"difference_{place}", absolute, fields.DIFFERENCE.about, Kind.NUMBER),
        Field(f"difference_percent_{place}", percent, fields.DIFFERENCE_PERCENT.about, Kind.NUMBER),
    ]


def _faces(matrix: Matrix, cell: Cell) -> list[Value]:
    """A value for each head of the cell's column."""
    basis = matrix.question.basis
    return [face_value(cell, basis), *(difference_cells(cell, basis) if matrix.question.base else [])]


def face_value(cell: Cell, basis: Basis) -> Value:
    """A number, a range in words, or which nothing it is."""
    if cell.nothing:
        return wording.nothing_word(cell.nothing)
    if cell.value_max is None or cell.value is None:
        return compared_value(cell, basis)
    show = (lambda one: one) if basis is Basis.RAW else rounded
    return f"{plain(show(cell.value))}–{plain(show(cell.value_max))}"


def _held(column: Column) -> str:
    """What the reader must know of a column: the report it comes from."""
    return str(column.report) if column.report else pgettext("nothing", "no report held")
