"""Question → a fixed number of queries → Matrix. Reads published reports only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from reports.comparability import SEVERITY, Verdict, common_to, judge
from reports.comparison.cells import cell_of, placed
from reports.comparison.derived import indexed, with_differences
from reports.comparison.held import columns_of, figures_of, indicators_of, reports_of
from reports.comparison.matrix import Basis, Column, Group, Matrix, Nothing, Question, Row
from reports.comparison.shortcomings import shortcomings_of
from reports.derivations import derivations
from reports.models import Domain, Indicator, Metric

Figures = dict[tuple[str, int], list[Metric]]
"""The figures of the reports shown, by (indicator's code, report's key)."""


def compare(question: Question) -> Matrix:
    """Answer a question from what is published."""
    columns = columns_of(question, reports_of(question.bureaus))
    figures = figures_of([column.report for column in columns if column.report])
    indicators = list(indicators_of(question))
    columns = _in_order(columns, question, indicators, figures)
    rows = [_row(indicator, columns, figures, question) for indicator in indicators]
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
        printed=_printed(columns, figures),
    )


def _row(indicator: Indicator, columns: Sequence[Column], figures: Figures, question: Question) -> Row:
    basis = question.basis
    cells = tuple(
        cell_of(column, figures.get((indicator.code, column.report.pk), []) if column.report else [], basis)
        for column in columns
    )
    if question.first_year is not None:
        cells = indexed(cells, columns, indicator, question.first_year)
    if question.base is not None:
        cells = with_differences(cells, columns, indicator, question.base, basis)
    valued = placed(cells, columns)
    return Row(
        indicator=indicator,
        cells=cells,
        n=len(valued),
        applicable=sum(cell.nothing is not Nothing.NOT_APPLICABLE for cell in cells),
        judgement=judge(indicator.unit, valued),
    )


def _in_order(
    columns: tuple[Column, ...], question: Question, indicators: Iterable[Indicator], figures: Figures
) -> tuple[Column, ...]:
    """The columns by the bureaus' newest values of the indicator to sort by, each bureau's years kept together.

    What may not stand beside the others comes after them, and who has no value comes last: neither has a rank.
    """
    code = question.sort.removeprefix("-")
    if not code:
        return columns
    indicator = next((one for one in indicators if one.code == code), None)
    if indicator is None:
        # It is not shown, or not on this basis: its values as reported order the bureaus all the same. One query.
        question = replace(question, basis=Basis.RAW, base=None)
        indicator = Indicator.objects.get(code=code)
    row = _row(indicator, columns, figures, question)
    findings = row.judgement.findings if row.judgement else ()
    odd = {place for one in findings if one.reason in SEVERITY for place in one.columns}
    sign = -1 if question.sort.startswith("-") else 1

    def place_of(members: Sequence[tuple[int, Column]]) -> tuple[int, object]:
        values = [(place, row.cells[place].value) for place, _ in members]
        place, value = next(((p, v) for p, v in reversed(values) if v is not None), (-1, None))
        return (2, 0) if value is None else (int(place in odd), sign * value)

    runs = groupby(enumerate(columns), key=lambda pair: pair[1].bureau.pk)
    by_bureau = sorted((list(members) for _, members in runs), key=place_of)
    return tuple(column for members in by_bureau for _, column in members)


def _printed(columns: Sequence[Column], figures: Figures) -> frozenset[tuple[str, int]]:
    """Whether their rows are shown or not: what a report prints itself is not worked out beside it."""
    stood_in_for = {formula.instead_of for formula in derivations() if formula.instead_of}
    cells = (
        (code, place, cell_of(column, figures.get((code, column.report.pk), []), Basis.RAW))
        for place, column in enumerate(columns)
        if column.report
        for code in stood_in_for
    )
    return frozenset((code, place) for code, place, cell in cells if cell.value is not None)


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
