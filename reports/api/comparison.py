"""The comparison: the same question, matrix and words as the page's."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from django.http import HttpRequest
from django.utils.translation import gettext_noop
from ninja import Query, Router

from reports import wording
from reports.api import shapes, side_by_side, whose
from reports.api.asked import ComparisonAsked
from reports.api.faults import of_form
from reports.api.figures import figures_of
from reports.comparison import Basis, Cell, Column, Matrix, ProblemGroup, Row, compare, rounded
from reports.forms import Address, CompareForm
from reports.numerals import plain
from reports.views.files import page_of, site_of

router = Router(tags=["comparison"])


@router.get(
    "/comparison",
    response=side_by_side.Comparison,
    summary=gettext_noop("Bureaus, years and indicators side by side"),
    operation_id="comparison",
    url_name="comparison",
)
def comparison(request: HttpRequest, asked: Query[ComparisonAsked]) -> side_by_side.Comparison:
    """The page's queries and one for the figures' columns."""
    form = CompareForm(request.GET)
    if not form.is_valid():
        raise of_form(form)
    question = form.question()
    matrix, query, site = compare(question), Address(question).query(), site_of(request)
    return side_by_side.Comparison(
        title=wording.title(matrix),
        answer=wording.answer(matrix),
        reservation=wording.reservation(matrix) or None,
        basis=question.basis,
        url=page_of(request, "reports:compare", query=query),
        csv_url=page_of(request, "reports:compare-csv", query=query),
        found=matrix.found,
        shared=matrix.shared,
        apart=matrix.apart,
        columns=[_column(position, one, site) for position, one in enumerate(matrix.columns)],
        rows=_rows(matrix, site),
        shortcomings=[_shortcomings(group, matrix, site) for group in matrix.problems],
    )


def _column(position: int, column: Column, site: str) -> side_by_side.Columns:
    report = column.report
    return side_by_side.Columns(
        position=position,
        bureau=whose.bureau_then(report) if report else whose.bureau_name(column.bureau),
        region=whose.region_name(column.region),
        year=column.year,
        residents=column.residents,
        half_year=column.is_half_year,
        redrawn=column.is_redrawn,
        nothing=shapes.Void(column.nothing) if column.nothing else None,
        report=whose.source(report, site) if report else None,
    )


def _rows(matrix: Matrix, site: str) -> list[side_by_side.Row]:
    cells = [(row, cell) for row in matrix.rows for cell in row.cells]
    metrics = []
    for row, cell in cells:
        for metric in (cell.metric, *cell.also):
            if metric:
                metric.indicator = row.indicator
                metrics.append(metric)
    figures = figures_of(metrics, site)
    return [_row(row, matrix, figures) for row in matrix.rows]


def _row(row: Row, matrix: Matrix, figures: dict[int, shapes.Figure]) -> side_by_side.Row:
    _glyph, _word, reasons = wording.verdict(row, matrix.columns)
    judgement, basis = row.judgement, matrix.question.basis
    return side_by_side.Row(
        indicator=whose.indicator_name(row.indicator),
        n=row.n,
        applicable=row.applicable,
        comparability=shapes.Comparability[judgement.verdict.name] if judgement else None,
        reasons=[finding.reason for finding in judgement.findings] if judgement else [],
        reason=reasons or None,
        cells=[_cell(position, cell, basis, figures) for position, cell in enumerate(row.cells)],
    )


def _cell(position: int, cell: Cell, basis: Basis, figures: dict[int, shapes.Figure]) -> side_by_side.Cell:
    figure = figures[cell.metric.pk] if cell.metric else None
    nothing = shapes.Void(cell.nothing) if cell.nothing else figure.nothing if figure else None
    value, most = (
        None if one is None or cell.nothing else plain(one if basis is Basis.RAW else rounded(one))
        for one in (cell.value, cell.value_max)
    )
    return side_by_side.Cell(
        column=position,
        value=value,
        value_max=most,
        difference=_difference(cell, basis),
        nothing=nothing,
        figure=figure,
        also=[figures[metric.pk] for metric in cell.also],
    )


def _difference(cell: Cell, basis: Basis) -> side_by_side.Difference | None:
    """As the page rounds it."""
    found = cell.difference
    if found is None:
        return None
    absolute = found.absolute if basis is Basis.RAW else rounded(found.absolute)
    percent = None if found.percent is None else found.percent.quantize(Decimal("0.1"), ROUND_HALF_UP)
    return side_by_side.Difference(
        absolute=plain(absolute), percent=None if percent is None else plain(percent)
    )


def _shortcomings(group: ProblemGroup, matrix: Matrix, site: str) -> side_by_side.Shortcomings:
    return side_by_side.Shortcomings(
        category=whose.named(group.category) if group.category else None,
        stated=[
            side_by_side.Stated(
                column=matrix.columns.index(column),
                statements=[whose.statement(problem, site) for problem in problems],
            )
            for column, problems in group.stated
        ],
        silent=[matrix.columns.index(column) for column in group.silent],
    )
