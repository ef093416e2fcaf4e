"""The shapes of a comparison (并列对照): columns, rows, cells, and the shortcomings below them."""

from __future__ import annotations

from django.utils.translation import gettext_noop
from pydantic import Field

from reports.api.shapes import (
    Comparability,
    Digits,
    Figure,
    IndicatorName,
    Named,
    RegionName,
    Shape,
    Source,
    Statement,
    Void,
)
from reports.comparability import Reason
from reports.comparison import Basis


class Columns(Shape):
    """One bureau in one year."""

    position: int = Field(description=gettext_noop("Its place from the left, from 0; cells name it."))
    bureau: Named
    region: RegionName
    year: int | None
    residents: int | None
    half_year: bool = Field(description=gettext_noop("Whether its report covers half a year only."))
    redrawn: bool = Field(description=gettext_noop("Whether its territory has been merged or split since."))
    nothing: Void | None
    report: Source | None


class Difference(Shape):
    """How far a value is from that of the bureau chosen as base."""

    absolute: Digits = Field(description=gettext_noop("In the value's own unit."))
    percent: Digits | None = Field(
        description=gettext_noop("In percent of the base's value, to one decimal.")
    )


class Cell(Shape):
    """Where an indicator and a column meet."""

    column: int = Field(description=gettext_noop("The column's position."))
    value: Digits | None = Field(description=gettext_noop("The value on the basis asked for."))
    value_max: Digits | None
    difference: Difference | None = Field(
        description=gettext_noop("To the base, where one is chosen and both may stand beside each other.")
    )
    nothing: Void | None
    figure: Figure | None = Field(
        description=gettext_noop("The figure the value comes from, with its sentence.")
    )
    also: list[Figure] = Field(
        description=gettext_noop("Other figures of the same indicator in the same report.")
    )


class Row(Shape):
    """One indicator across all columns."""

    indicator: IndicatorName
    n: int
    applicable: int
    comparability: Comparability | None = Field(
        description=gettext_noop("The verdict on the row; null where fewer than two columns have a value.")
    )
    reasons: list[Reason]
    reason: str | None
    cells: list[Cell]


class Stated(Shape):
    column: int = Field(description=gettext_noop("The column's position."))
    statements: list[Statement]


class Shortcomings(Shape):
    """One category of shortcomings: who states it in what words, and whose report does not."""

    category: Named | None
    stated: list[Stated]
    silent: list[int] = Field(
        description=gettext_noop("The positions of the columns whose report does not name it.")
    )


class Comparison(Shape):
    """The same table as the page's: same rows, same order, same counts."""

    title: str
    answer: str = Field(description=gettext_noop("What the table shows, in one sentence."))
    reservation: str | None = Field(description=gettext_noop("What holds for every row."))
    basis: Basis
    url: str = Field(description=gettext_noop("The page with the same table."))
    csv_url: str = Field(description=gettext_noop("The same table as CSV, a line a cell."))
    found: int = Field(description=gettext_noop("Indicators with a value in any column, shown or not."))
    shared: int = Field(description=gettext_noop("Those among them with values in two columns or more."))
    apart: int = Field(description=gettext_noop("Those among them whose values are not comparable."))
    columns: list[Columns]
    rows: list[Row]
    shortcomings: list[Shortcomings]
