"""Matrix → django-tables2 table: one column for each bureau and year, one body for each domain."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from reports import wording
from reports.comparability import SEVERITY
from reports.comparison import Cell, Column, Group, Matrix, Nothing, Row
from reports.models import IndicatorKind, Metric
from reports.numerals import Figure, Scale, figure, scale_for


@dataclass(frozen=True, slots=True)
class CellFace:
    """A cell as the template prints it: a figure with its place in the text, or a kind of nothing."""

    metric: Metric | None
    figure: Figure | None
    also: tuple[tuple[Metric, Figure], ...]
    glyph: str
    word: str
    apart: bool


@dataclass(frozen=True, slots=True)
class RowFace:
    """A row as the template prints it."""

    row: Row
    unit: str
    cells: tuple[CellFace, ...]
    verdict: tuple[str, str, str]

    @property
    def indicator(self):  # type: ignore[no-untyped-def]
        return self.row.indicator

    @property
    def is_stock(self) -> bool:
        return self.row.indicator.kind == IndicatorKind.STOCK


@dataclass(frozen=True, slots=True)
class GroupFace:
    """The rows of one domain as the template prints them."""

    group: Group
    rows: tuple[RowFace, ...]


def faces(matrix: Matrix) -> tuple[GroupFace, ...]:
    """All rows of the matrix, ready to print, in its order."""
    return tuple(
        GroupFace(group, tuple(_row_face(row, matrix) for row in group.rows)) for group in matrix.groups
    )


def _row_face(row: Row, matrix: Matrix) -> RowFace:
    scale = scale_for(row.indicator.unit, row.indicator.kind, [cell.value for cell in row.cells])
    odd = {
        position
        for finding in (row.judgement.findings if row.judgement else ())
        if finding.reason in SEVERITY
        for position in finding.columns
    }
    return RowFace(
        row=row,
        unit=scale.unit,
        cells=tuple(_cell_face(cell, row, scale, apart=bool(odd)) for cell in row.cells),
        verdict=wording.verdict(row, matrix.columns, matrix.common),
    )


def _cell_face(cell: Cell, row: Row, scale: Scale, *, apart: bool) -> CellFace:
    if cell.nothing or cell.metric is None:
        nothing = cell.nothing or Nothing.NOT_MENTIONED
        return CellFace(cell.metric, None, (), wording.GLYPHS[nothing], wording.nothing_word(nothing), apart)
    shown = figure(
        cell.metric, scale=scale, indicator=row.indicator, value=cell.value, value_max=cell.value_max
    )
    also = tuple((metric, figure(metric, scale=scale, indicator=row.indicator)) for metric in cell.also)
    return CellFace(cell.metric, shown, also, "", "", apart)


class CellColumn(tables.TemplateColumn):
    """One bureau in one year. Never sorted: in the matrix the order is the question's."""

    def __init__(self, position: int, column: Column) -> None:
        super().__init__(
            template_name="reports/_cell.html",
            accessor=f"cells__{position}",
            orderable=False,
            verbose_name=wording.column_name(column),
        )
        self.asked = column


class MatrixTable(tables.Table):
    """The comparison as a table; `groups` are its bodies, `rows` its lines in the same order."""

    indicator = tables.Column(verbose_name=_("Indicator"), orderable=False)

    class Meta:
        template_name = "tables/matrix.html"

    def __init__(self, matrix: Matrix) -> None:
        self.matrix = matrix
        groups = faces(matrix)
        self.starts = {group.rows[0].row.indicator.pk: group for group in groups}
        lines: Sequence[RowFace] = [row for group in groups for row in group.rows]
        super().__init__(
            data=lines,
            extra_columns=[
                (f"c{position}", CellColumn(position, column))
                for position, column in enumerate(matrix.columns)
            ],
        )
