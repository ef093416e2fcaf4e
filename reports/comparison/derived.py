"""What is worked out from two figures of one row: an index over the years, a difference from the base bureau. No query.

Only from figures that may stand side by side: a bound, a range, a part of the year or another unit gives nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from bureaus.models import Bureau
from reports.comparability import Placed, Verdict, judge
from reports.comparison.cells import placed
from reports.comparison.matrix import Basis, Cell, Column, Difference, Nothing
from reports.models import Indicator, IndicatorKind
from reports.models.findings import Qualifier

HUNDRED = Decimal(100)
EXACT_ENOUGH = (Qualifier.EXACT, Qualifier.ABOUT)


def indexed(
    cells: Sequence[Cell], columns: Sequence[Column], indicator: Indicator, first_year: int
) -> tuple[Cell, ...]:
    """Each bureau's values as an index: its own figure of `first_year` is 100; without one it has no index."""
    figures = {one.column: one for one in placed(cells, columns)}
    firsts = {one.bureau: one for one in figures.values() if one.year == first_year}
    return tuple(
        _index(cell, figures[place], firsts.get(column.bureau.pk), indicator) if place in figures else cell
        for place, (cell, column) in enumerate(zip(cells, columns, strict=True))
    )


def _index(cell: Cell, figure: Placed, first: Placed | None, indicator: Indicator) -> Cell:
    qualifier = _jointly(figure, first, indicator) if first else None
    if first is None or not first.metric.value or cell.value is None or qualifier is None:
        return Cell(metric=cell.metric, nothing=Nothing.NOT_APPLICABLE)
    return Cell(cell.metric, cell.value / first.metric.value * HUNDRED, qualifier=qualifier)


def with_differences(
    cells: Sequence[Cell], columns: Sequence[Column], indicator: Indicator, base: Bureau, basis: Basis
) -> tuple[Cell, ...]:
    """The cells, each with its difference from the base bureau's of the same year; of its only one without years."""
    figures = {one.column: one for one in placed(cells, columns)}
    own = [one for one in figures.values() if one.bureau == base.pk]
    by_year = {one.year: one for one in own}
    alone = own[0] if sum(column.bureau == base for column in columns) == 1 and own else None
    in_points = indicator.kind == IndicatorKind.RATE or basis is Basis.INDEX
    found = []
    for place, cell in enumerate(cells):
        figure = figures.get(place)
        against = by_year.get(figure.year, alone) if figure and figure.bureau != base.pk else None
        if figure and against:
            qualifier = _jointly(figure, against, indicator)
            difference = _difference(cell.value, cells[against.column].value, qualifier, in_points)
            found.append(replace(cell, difference=difference))
        else:
            found.append(cell)
    return tuple(found)


def _difference(
    value: Decimal | None, base: Decimal | None, qualifier: Qualifier | None, in_points: bool
) -> Difference | None:
    if value is None or base is None or qualifier is None:
        return None
    absolute = value - base
    percent = absolute / base * HUNDRED if base and not in_points else None
    return Difference(absolute, percent, qualifier)


def _jointly(figure: Placed, base: Placed, indicator: Indicator) -> Qualifier | None:
    """How exact what is worked out from both is; None where nothing can be."""
    judgement = judge(indicator.unit, [figure, base]) if figure.column != base.column else None
    if judgement and judgement.verdict is Verdict.APART:
        return None
    value, other = Qualifier(figure.metric.qualifier), Qualifier(base.metric.qualifier)
    if value is Qualifier.RANGE or other not in EXACT_ENOUGH:
        return None
    if value in EXACT_ENOUGH:
        return Qualifier.ABOUT if Qualifier.ABOUT in (value, other) else Qualifier.EXACT
    return value
