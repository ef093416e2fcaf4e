"""Question → a fixed number of queries → Matrix. Reads published reports only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from reports.comparability import Placed, Verdict, common_to, judge
from reports.comparison.cells import cell_of
from reports.comparison.held import columns_of, figures_of, indicators_of, reports_of
from reports.comparison.matrix import Basis, Cell, Column, Group, Matrix, Nothing, Question, Row
from reports.comparison.shortcomings import shortcomings_of
from reports.models import Domain, Indicator, Metric


def compare(question: Question) -> Matrix:
    """Answer a question from what is published."""
    columns = columns_of(question, reports_of(question.bureaus))
    by_place = figures_of([column.report for column in columns if column.report])
    rows = [_row(indicator, columns, by_place, question.basis) for indicator in indicators_of(question)]
    rows = [row for row in rows if row.n or row.indicator.code in question.indicators]
    shown = _shown(rows, question, columns)
    return Matrix(
        question=question,
        columns=columns,
        groups=_grouped(shown),
        problems=shortcomings_of(columns),
        common=common_to(row.judgement for row in shown),
        found=sum(row.n > 0 for row in rows),
        shared=sum(row.n > 1 for row in rows),
        apart=sum(_is_apart(row) for row in rows),
    )


def _row(
    indicator: Indicator,
    columns: Sequence[Column],
    by_place: dict[tuple[str, int], list[Metric]],
    basis: Basis,
) -> Row:
    cells = tuple(
        cell_of(column, by_place.get((indicator.code, column.report.pk), []) if column.report else [], basis)
        for column in columns
    )
    figures = placed(cells, columns)
    return Row(
        indicator=indicator,
        cells=cells,
        n=len(figures),
        applicable=sum(cell.nothing is not Nothing.NOT_APPLICABLE for cell in cells),
        judgement=judge(indicator.unit, figures),
    )


def placed(cells: Sequence[Cell], columns: Sequence[Column]) -> list[Placed]:
    """The figures of a row that have a value, each with what its column says of it."""
    return [
        Placed(
            column=position,
            metric=cell.metric,
            bureau=column.bureau.pk,
            year=column.year,
            level=column.region.level,
            half_year=column.is_half_year,
            redrawn=column.is_redrawn,
        )
        for position, (cell, column) in enumerate(zip(cells, columns, strict=True))
        if cell.metric and cell.nothing is None
    ]


def _is_apart(row: Row) -> bool:
    return row.judgement is not None and row.judgement.verdict is Verdict.APART


def _shown(rows: list[Row], question: Question, columns: Sequence[Column]) -> list[Row]:
    """By default the rows that two columns or more report: the others would be mostly empty."""
    comparing = sum(column.report is not None for column in columns) > 1
    if comparing and not question.every_row and not question.indicators:
        shared = [row for row in rows if row.n > 1]
        rows = shared or rows
    return [row for row in rows if not (question.hide_apart and _is_apart(row))]


def _grouped(rows: Iterable[Row]) -> tuple[Group, ...]:
    by_domain: dict[Domain, list[Row]] = defaultdict(list)
    for row in rows:
        by_domain[row.indicator.domain].append(row)
    return tuple(Group(domain, tuple(members)) for domain, members in by_domain.items())
