"""The shapes of a comparison: what is asked, and the one answer that every face is fed from. No query."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from bureaus.models import Bureau, Region
from reports.comparability import Judgement, Reason
from reports.models import Domain, Indicator, Metric, Problem, ProblemCategory, Report
from reports.models.findings import Qualifier
from reports.models.report import ReportKind

PER = Decimal(10_000)
MAX_COLUMNS = 60


class Basis(StrEnum):
    """As reported, per 10,000 residents, or as an index whose first year is 100 (原值, 每万人, 指数)."""

    RAW = "raw"
    PER_10K = "per10k"
    INDEX = "index"


class Nothing(StrEnum):
    """Which kind of nothing an empty cell is. (Zero is a value and not among them.)"""

    NOT_MENTIONED = "not_mentioned"
    NO_REPORT = "no_report"
    NOT_APPLICABLE = "not_applicable"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Question:
    """What the reader asks, parsed from the URL. Empty `years` means each bureau's latest report.

    An index needs two years or more. `base` is the bureau that the others are set against (基准); `sort` the code of
    the indicator whose values order the bureaus, with a minus from the highest down.
    """

    bureaus: tuple[Bureau, ...]
    years: tuple[int, ...] = ()
    indicators: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    basis: Basis = Basis.RAW
    every_row: bool = False
    hide_apart: bool = False
    base: Bureau | None = None
    sort: str = ""

    @property
    def first_year(self) -> int | None:
        """The year that is 100; None where no index is asked for."""
        return self.years[0] if self.basis is Basis.INDEX and self.years else None


@dataclass(frozen=True, slots=True)
class Column:
    """One bureau in one year, with the report held for it or the reason there is none."""

    bureau: Bureau
    year: int | None
    report: Report | None
    residents: int | None
    nothing: Nothing | None

    @property
    def region(self) -> Region:
        """The region of the report's time; without a report, today's."""
        return self.report.region if self.report else self.bureau.region

    @property
    def is_redrawn(self) -> bool:
        """Whether the territory that the report speaks of is another than today's."""
        report = self.report
        return report is not None and self.bureau.redrawn_since(report.region, report.year)

    @property
    def is_half_year(self) -> bool:
        return self.report is not None and self.report.kind == ReportKind.HALF_YEAR


@dataclass(frozen=True, slots=True)
class Difference:
    """How far a value lies from the base bureau's: in the value's own unit, and in percent where that says something.

    Of a rate or an index the difference is in points and has no percent; of a base of zero neither.
    """

    absolute: Decimal
    percent: Decimal | None
    qualifier: Qualifier


@dataclass(frozen=True, slots=True)
class Cell:
    """A value with the figure it comes from, or the kind of nothing that stands in its place.

    `qualifier` is set where the value is worked out from two figures, of which the other may be the less exact.
    """

    metric: Metric | None = None
    value: Decimal | None = None
    value_max: Decimal | None = None
    nothing: Nothing | None = None
    also: tuple[Metric, ...] = ()
    qualifier: Qualifier | None = None
    difference: Difference | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One indicator across all columns; `n` of `applicable` columns have a value."""

    indicator: Indicator
    cells: tuple[Cell, ...]
    n: int
    applicable: int
    judgement: Judgement | None


@dataclass(frozen=True, slots=True)
class Group:
    """The rows of one domain."""

    domain: Domain
    rows: tuple[Row, ...]

    @property
    def shared(self) -> int:
        return sum(row.n > 1 for row in self.rows)


@dataclass(frozen=True, slots=True)
class ProblemGroup:
    """One category of shortcomings: who states it in what words, and whose report does not."""

    category: ProblemCategory | None
    stated: tuple[tuple[Column, tuple[Problem, ...]], ...]
    silent: tuple[Column, ...]

    @property
    def bureaus(self) -> int:
        """A bureau that states it in several years is one."""
        return len({column.bureau.pk for column, _ in self.stated})

    @property
    def count(self) -> int:
        return sum(len(problems) for _, problems in self.stated)


@dataclass(frozen=True, slots=True)
class Matrix:
    """The answer: the same rows, order and counts for table, chart, CSV and print."""

    question: Question
    columns: tuple[Column, ...]
    groups: tuple[Group, ...]
    problems: tuple[ProblemGroup, ...]
    common: frozenset[Reason]
    """What holds for every row that has a verdict."""
    found: int
    """Indicators with a value in any column, shown or not."""
    shared: int
    """Those among them with values in two columns or more."""
    apart: int
    """Those among them whose values are not comparable."""
    printed: frozenset[tuple[str, int]] = frozenset()
    """Of indicators that are worked out where nobody prints them: (code, column's position) of those printed."""

    @property
    def rows(self) -> tuple[Row, ...]:
        return tuple(row for group in self.groups for row in group.rows)

    @property
    def figures(self) -> int:
        return sum(row.n for row in self.rows)


@dataclass(frozen=True, slots=True)
class Line:
    """One bureau's values of one indicator, a cell for each year.

    `redrawn` is true of the years in which its division's territory became another.
    """

    bureau: Bureau
    cells: tuple[Cell, ...]
    redrawn: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Trend:
    """One indicator over every year from the first to the last that any of the bureaus has a report for."""

    indicator: Indicator
    years: tuple[int, ...]
    lines: tuple[Line, ...]
    basis: Basis = Basis.RAW
    half_years: frozenset[int] = frozenset()
    """The keys of half-year reports: their flows are no year's, whatever the text says."""
    first_year: int | None = None
    """The year that is 100, where the values are indices."""
