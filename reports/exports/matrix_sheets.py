"""Matrix → sheets: a line a cell (long), a row an indicator as on the page (wide), a line a stated shortcoming."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from reports import wording
from reports.comparison import Basis, Cell, Column, Matrix, Row, rounded
from reports.exports import fields
from reports.exports.fields import Field, Kind
from reports.exports.figure_rows import figure_cells
from reports.exports.sheet import Sheet
from reports.exports.spreadsheets import Value
from reports.exports.statements import statement_cells
from reports.exports.whose import bureau_cells, indicator_cells, place_cells, report_cells
from reports.numerals import plain, unit_name

COMPARED = (*fields.OF_PLACE, *fields.OF_INDICATOR, fields.BASIS, fields.COMPARED, fields.DIFFERENCE,
            fields.DIFFERENCE_PERCENT, fields.ALSO, *fields.OF_FIGURE,
            *fields.OF_REPORT)  # fmt: skip
SAID = (*fields.OF_PLACE, *fields.OF_STATEMENT, *fields.OF_REPORT)


def long_sheet(matrix: Matrix, address: str, site: str) -> Sheet:
    """A line for each cell of the table, row by row as on the page."""
    return Sheet(
        file_name(matrix),
        wording.title(matrix),
        COMPARED,
        _long(matrix, site),
        address,
        sources(matrix, site),
    )


def wide_sheet(matrix: Matrix, address: str, site: str) -> Sheet:
    """The table as the page shows it: a row for each indicator, a column for each bureau and year."""
    name = pgettext("file name", "%(name)s_table") % {"name": file_name(matrix)}
    columns = tuple(
        head for place, column in enumerate(matrix.columns, start=1) for head in _heads(matrix, column, place)
    )
    heads = (*fields.OF_INDICATOR, fields.UNIT, *columns, fields.N, fields.APPLICABLE)
    return Sheet(
        name,
        wording.title(matrix),
        (*heads, fields.COMPARABILITY, fields.REASON),
        _wide(matrix),
        address,
        sources(matrix, site),
    )


def problem_sheet(matrix: Matrix, address: str, site: str) -> Sheet:
    """The shortcomings in the order of the page: by category, then bureau, then place in the report."""
    name = pgettext("file name", "%(name)s_shortcomings") % {"name": file_name(matrix)}
    return Sheet(name, wording.title(matrix), SAID, _said(matrix, site), address, sources(matrix, site))


def sources(matrix: Matrix, site: str) -> list[tuple[str, str]]:
    """The reports behind the columns: title, and where the bureau published it or where it stands here."""
    reports = (column.report for column in matrix.columns if column.report)
    return [(str(report), report.source_url or f"{site}/reports/{report.pk}/") for report in reports]


def file_name(matrix: Matrix) -> str:
    """What is inside: 民政局比较_2019-2024."""
    years = sorted({column.year for column in matrix.columns if column.year})
    span = f"_{years[0]}" if len(years) == 1 else f"_{years[0]}-{years[-1]}" if years else ""
    bureaus = matrix.question.bureaus
    return (bureaus[0].local_name if len(bureaus) == 1 else _("bureaus_compared")) + span


def _long(matrix: Matrix, site: str) -> Iterator[list[Value]]:
    keys = [cell.metric.pk for row in matrix.rows for cell in row.cells if cell.metric]
    figures = figure_cells(keys, site)
    # What belongs to a column stands in each of its lines; it is made once.
    places = [place_of(column) for column in matrix.columns]
    reports = [
        report_cells(one.report, site) if one.report else [None] * len(fields.OF_REPORT)
        for one in matrix.columns
    ]
    basis = wording.basis_word(matrix.question.basis)
    for row in matrix.rows:
        verdict = _verdict(row, matrix)
        for position, cell in enumerate(row.cells):
            own = figures[cell.metric.pk] if cell.metric else dict.fromkeys(f.key for f in fields.OF_FIGURE)
            own = own | verdict | _nothing(cell, own)
            own["unit"] = own["unit"] or unit_name(row.indicator.unit)
            yield [
                *places[position],
                *indicator_cells(row.indicator),
                basis,
                _compared(cell, matrix.question.basis),
                *_differences(cell, matrix.question.basis),
                "; ".join(plain(metric.value) for metric in cell.also) or None,
                *own.values(),
                *reports[position],
            ]


def place_of(column: Column) -> list[Value]:
    """A cell for each field of `OF_PLACE`, whether a report is held or not."""
    if column.report is None:
        return bureau_cells(column.bureau, column.residents, column.year)
    return place_cells(column.report, column.residents)


def _compared(cell: Cell, basis: Basis) -> Value:
    if cell.nothing or cell.value is None:
        return None
    return cell.value if basis is Basis.RAW else rounded(cell.value)


def _differences(cell: Cell, basis: Basis) -> list[Value]:
    """As the page shows them: in the value's own unit, and in percent to one decimal."""
    found = cell.difference
    if found is None:
        return [None, None]
    absolute = found.absolute if basis is Basis.RAW else rounded(found.absolute)
    return [
        absolute,
        None if found.percent is None else found.percent.quantize(Decimal("0.1"), ROUND_HALF_UP),
    ]


def _nothing(cell: Cell, own: dict[str, Value]) -> dict[str, Value]:
    return {"nothing": wording.nothing_word(cell.nothing) if cell.nothing else own["nothing"]}


def _verdict(row: Row, matrix: Matrix) -> dict[str, Value]:
    """The verdict with all its reasons, also those that the page says once above its table."""
    _glyph, word, reasons = wording.verdict(row, matrix.columns)
    return {"comparability": word or None, "reason": reasons or None}


def _wide(matrix: Matrix) -> Iterator[list[Value]]:
    for row in matrix.rows:
        yield [
            *indicator_cells(row.indicator),
            unit_name(row.indicator.unit),
            *(value for cell in row.cells for value in _faces(matrix, cell)),
            row.n,
            row.applicable,
            *_verdict(row, matrix).values(),
        ]


def _heads(matrix: Matrix, column: Column, place: int) -> list[Field]:
    """The column's, and beside it that of its differences where a base is chosen."""
    name = wording.column_name(column)
    heads = [Field(f"column_{place}", name, _held(column), Kind.NUMBER)]
    if matrix.question.base:
        beside = _("%(column)s, difference from the base") % {"column": name}
        heads.append(Field(f"difference_{place}", beside, fields.DIFFERENCE.about, Kind.NUMBER))
    return heads


def _faces(matrix: Matrix, cell: Cell) -> list[Value]:
    """A value for each head of the column."""
    basis = matrix.question.basis
    return [_face(cell, basis), *(_differences(cell, basis)[:1] if matrix.question.base else [])]


def _face(cell: Cell, basis: Basis) -> Value:
    """A number, a range in words, or which nothing it is."""
    if cell.nothing:
        return wording.nothing_word(cell.nothing)
    value = _compared(cell, basis)
    if isinstance(value, str) or cell.value_max is None or cell.value is None:
        return value
    show = (lambda one: one) if basis is Basis.RAW else rounded
    return f"{plain(show(cell.value))}–{plain(show(cell.value_max))}"


def _held(column: Column) -> str:
    """What the reader must know of a column: the report it comes from."""
    return str(column.report) if column.report else pgettext("nothing", "no report held")


def _said(matrix: Matrix, site: str) -> Iterator[list[Value]]:
    for group in matrix.problems:
        for column, problems in group.stated:
            if column.report is not None:
                for problem in problems:
                    yield [
                        *place_cells(column.report, column.residents),
                        *statement_cells(problem, group.category, site),
                        *report_cells(column.report, site),
                    ]
