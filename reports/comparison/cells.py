"""One cell: which figure of a report stands for an indicator, on which basis, or which kind of nothing. No query."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from reports.comparability import PERIOD_ORDER, Placed
from reports.comparison.matrix import Basis, Cell, Column, Nothing
from reports.models import Metric
from reports.models.findings import Claim, Period

PER = Decimal(10_000)


def cell_of(column: Column, metrics: list[Metric], basis: Basis) -> Cell:
    """What stands where an indicator and a column meet; `metrics` are the report's figures of the indicator."""
    if column.nothing:
        return Cell(nothing=column.nothing)
    if not metrics:
        return Cell(nothing=Nothing.NOT_MENTIONED)
    first, *others = sorted(metrics, key=_headline)
    if first.value is None:
        return Cell(metric=first, nothing=Nothing.UNREADABLE)
    if basis is Basis.PER_10K:
        if not column.residents:
            return Cell(metric=first, nothing=Nothing.NOT_APPLICABLE)
        return Cell(first, per_10k(first.value, column.residents), per_10k(first.value_max, column.residents))
    return Cell(first, first.value, first.value_max, also=tuple(others))


def _headline(metric: Metric) -> tuple[bool, int, int]:
    """Found before planned, the year before other stretches of time, first in the text before later."""
    return metric.claim == Claim.PLAN, PERIOD_ORDER[Period(metric.period)], metric.start


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


def per_10k(value: Decimal | None, residents: int) -> Decimal | None:
    """A value per 10,000 residents, as exact as a Decimal holds it; whoever shows it rounds it in the unit shown."""
    return None if value is None else value * PER / residents


def rounded(share: Decimal) -> Decimal:
    """To the second decimal, or to the second significant digit where that would be zero."""
    exponent = min(-2, share.adjusted() - 1) if share else -2
    return share.quantize(Decimal(1).scaleb(exponent), ROUND_HALF_UP)
