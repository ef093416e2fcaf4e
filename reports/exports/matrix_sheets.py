"""Matrix → sheets: a line a cell, or a line a stated shortcoming; the table as the page has it is `wide_sheets`."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from reports import wording
from reports.comparison import Basis, Cell, Column, Matrix, Row, rounded
from reports.exports import fields
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
        lambda: len(matrix.rows) * len(matrix.columns),
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
        verdict = verdict_cells(row, matrix)
        for position, cell in enumerate(row.cells):
            own = figures[cell.metric.pk] if cell.metric else dict.fromkeys(f.key for f in fields.OF_FIGURE)
            own = own | verdict | _nothing(cell, own)
            own["unit"] = own["unit"] or unit_name(row.indicator.unit)
            yield [
                *places[position],
                *indicator_cells(row.indicator),
                basis,
                compared_value(cell, matrix.question.basis),
                *difference_cells(cell, matrix.question.basis),
                "; ".join(plain(metric.value) for metric in cell.also) or None,
                *own.values(),
                *reports[position],
            ]


def place_of(column: Column) -> list[Value]:
    """A cell for each field of `OF_PLACE`, whether a report is held or not."""
    if column.report is None:
        return bureau_cells(column.bureau, column.residents, column.year)
    return place_cells(column.report, column.residents)


def compared_value(cell: Cell, basis: Basis) -> Value:
    """What the page compares, on its basis: as reported to the last digit, what is worked out rounded."""
    if cell.nothing or cell.value is None:
        return None
    return cell.value if basis is Basis.RAW else rounded(cell.value)


def difference_cells(cell: Cell, basis: Basis) -> list[Value]:
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


def verdict_cells(row: Row, matrix: Matrix) -> dict[str, Value]:
    """The verdict with all its reasons, also those that the page says once above its table."""
    _glyph, word, reasons = wording.verdict(row, matrix.columns)
    return {"comparability": word or None, "reason": reasons or None}


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
