"""Matrix → django-tables2 table: one column for each bureau and year, one body for each domain."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from bureaus.models import in_english
from reports import wording
from reports.comparability import Verdict
from reports.comparison import Basis, Cell, Column, Group, Matrix, Nothing, Question, Row
from reports.models import Decision, Indicator, IndicatorKind, Metric, ReviewState
from reports.numerals import Figure, Scale, distance, figure, scale_for

MOST_UPRIGHT = 6
"""More columns than this lie down in print, and their reasons must be short."""

ROOM, ROOM_EN = 720, 660
"""Pixels for all columns at 1280, beside names and reasons; English names are wider."""


@dataclass(frozen=True, slots=True)
class CellFace:
    """A cell as the template prints it: a figure with its certificate, or a kind of nothing."""

    metric: Metric | None
    figure: Figure | None
    also: tuple[tuple[Metric, Figure], ...]
    glyph: str
    word: str
    apart: bool
    mark: tuple[str, str] = ("", "")
    """(glyph, reasons) where this figure is the one that differs from the others of its row."""
    distance: str = ""
    """Its difference from the base bureau's."""
    reviewed: bool = False
    """A person has confirmed it, though not its whole report."""


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


def scale_of_row(row: Row, question: Question) -> Scale:
    """The unit a row's values are shown in; an index has none."""
    if question.first_year is not None:
        return Scale(Decimal(1), "")
    return scale_for(row.indicator.unit, row.indicator.kind, [cell.value for cell in row.cells])


def _row_face(row: Row, matrix: Matrix) -> RowFace:
    scale = scale_of_row(row, matrix.question)
    apart = row.judgement is not None and row.judgement.verdict is Verdict.APART
    return RowFace(
        row=row,
        unit=wording.index_unit(matrix.question) or scale.unit,
        cells=tuple(_cell_face(place, row, matrix, scale, apart=apart) for place in range(len(row.cells))),
        verdict=wording.verdict(row, matrix.columns, matrix.common, brief=len(matrix.columns) > MOST_UPRIGHT),
    )


def _cell_face(place: int, row: Row, matrix: Matrix, scale: Scale, *, apart: bool) -> CellFace:
    cell, report, basis = row.cells[place], matrix.columns[place].report, matrix.question.basis
    if cell.nothing or cell.metric is None:
        nothing = cell.nothing or Nothing.NOT_MENTIONED
        return CellFace(cell.metric, None, (), wording.GLYPHS[nothing], wording.nothing_word(nothing), apart)
    decided = cell.metric.decision != Decision.NONE
    return CellFace(
        metric=cell.metric,
        figure=cell_figure(cell, row.indicator, scale),
        also=tuple((one, figure(one, scale=scale, indicator=row.indicator)) for one in cell.also)
        if basis is Basis.RAW
        else (),
        glyph="",
        word="",
        apart=apart,
        mark=wording.mark(row, place, matrix),
        distance=distance(cell.difference, scale, row.indicator.kind, basis) if cell.difference else "",
        reviewed=decided and report is not None and report.review_state == ReviewState.MACHINE,
    )


def cell_figure(cell: Cell, indicator: Indicator, scale: Scale) -> Figure:
    """The face of a cell that has a value."""
    if cell.metric is None:
        raise ValueError("a cell without a figure has no face")
    return figure(
        cell.metric,
        scale=scale,
        indicator=indicator,
        value=cell.value,
        value_max=cell.value_max,
        qualifier=cell.qualifier,
    )


def _width(cell: CellFace) -> int:
    """About how wide a cell is, in pixels: its characters, and the slot right of the decimal point."""
    digits = len(cell.figure.text) + (3 if cell.figure.tag else 0) if cell.figure else 0
    return 60 + 8 * max(7, digits)


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
        self.lines: Sequence[RowFace] = [row for group in groups for row in group.rows]
        super().__init__(
            data=self.lines,
            extra_columns=[
                (f"c{position}", CellColumn(position, column))
                for position, column in enumerate(matrix.columns)
            ],
        )

    @property
    def fits(self) -> bool:
        """Whether the table is as wide as a desk's window, so that its head may stick there; else it scrolls."""
        columns = range(len(self.matrix.columns))
        width = sum(max(_width(row.cells[place]) for row in self.lines) for place in columns)
        return width <= (ROOM_EN if in_english() else ROOM)

    @property
    def spans(self) -> list[tuple[Column, int]]:
        """Each bureau with how many of its years stand under it; nothing where it is one year each."""
        if len(self.matrix.question.years) < 2:
            return []
        runs = groupby(self.matrix.columns, key=lambda column: column.bureau.pk)
        return [(members[0], len(members)) for members in (list(run) for _, run in runs)]


@dataclass(frozen=True, slots=True)
class SortableHead:
    """An indicator as the head of a column: the query that sorts by it, and how it is sorted now."""

    row: RowFace
    query: str
    sorted: str


@dataclass(frozen=True, slots=True)
class BureauRows:
    """The same matrix with a row for each bureau and year, in the order of the question."""

    groups: tuple[GroupFace, ...]
    heads: tuple[SortableHead, ...]
    rows: tuple[tuple[Column, tuple[CellFace, ...]], ...]


def by_bureau(matrix: Matrix, query: Callable[..., str]) -> BureauRows:
    """The matrix on its side; `query(sort=…)` gives the address of another order."""
    groups = faces(matrix)
    lines = [row for group in groups for row in group.rows]
    return BureauRows(
        groups=groups,
        heads=tuple(_head(row, matrix.question.sort, query) for row in lines),
        rows=tuple(
            (column, tuple(row.cells[place] for row in lines)) for place, column in enumerate(matrix.columns)
        ),
    )


def _head(row: RowFace, sort: str, query: Callable[..., str]) -> SortableHead:
    """From the highest down first; again, from the lowest up; then in the order chosen."""
    code = row.row.indicator.code
    following = {f"-{code}": code, code: ""}.get(sort, f"-{code}")
    now = {f"-{code}": "descending", code: "ascending"}.get(sort, "")
    return SortableHead(row, query(sort=following), now)
