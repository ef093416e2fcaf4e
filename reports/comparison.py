"""Question → a fixed number of queries → Matrix. Reads published reports only; every face is fed from the one matrix.

The number of queries does not depend on how many bureaus, years or indicators are asked for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from bureaus.models import Bureau, Population, Region
from reports.comparability import PERIOD_ORDER, Judgement, Verdict, half_year_columns, judge, judge_table
from reports.models import Domain, Indicator, Metric, Problem, ProblemCategory, Report
from reports.models.findings import Claim, Period
from reports.models.report import BY_LEAD, ReportKind

PER = Decimal(10_000)
MAX_COLUMNS = 60
"""A wider table could not be read; the form refuses it with a sentence."""


class Basis(StrEnum):
    """As reported, or per 10,000 residents (原值, 每万人)."""

    RAW = "raw"
    PER_10K = "per10k"


class Nothing(StrEnum):
    """Which kind of nothing an empty cell is. (Zero is a value and not among them.)"""

    NOT_MENTIONED = "not_mentioned"
    NO_REPORT = "no_report"
    NOT_APPLICABLE = "not_applicable"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Question:
    """What the reader asks, parsed from the URL. Empty `years` means each bureau's latest report."""

    bureaus: tuple[Bureau, ...]
    years: tuple[int, ...] = ()
    indicators: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    basis: Basis = Basis.RAW
    every_row: bool = False
    hide_apart: bool = False


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


@dataclass(frozen=True, slots=True)
class Cell:
    """A value with the figure it comes from, or the kind of nothing that stands in its place."""

    metric: Metric | None = None
    value: Decimal | None = None
    value_max: Decimal | None = None
    nothing: Nothing | None = None
    also: tuple[Metric, ...] = ()


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
    common: Judgement
    found: int
    """Indicators with a value in any column, shown or not."""
    shared: int
    """Those among them with values in two columns or more."""
    apart: int
    """Those among them whose values are not comparable."""

    @property
    def rows(self) -> tuple[Row, ...]:
        return tuple(row for group in self.groups for row in group.rows)

    @property
    def figures(self) -> int:
        return sum(row.n for row in self.rows)


def compare(question: Question) -> Matrix:
    """Answer a question from what is published."""
    reports = _reports(question.bureaus)
    columns = _columns(question, reports)
    held = [column.report for column in columns if column.report]
    by_place = _metrics(held)
    common = judge_table(held)
    rows = [_row(indicator, columns, by_place, question.basis, common) for indicator in _indicators(question)]
    rows = [row for row in rows if row.n or row.indicator.code in question.indicators]
    shown = _shown(rows, question, columns)
    return Matrix(
        question=question,
        columns=columns,
        groups=_grouped(shown),
        problems=_problems(columns),
        common=common,
        found=sum(row.n > 0 for row in rows),
        shared=sum(row.n > 1 for row in rows),
        apart=sum(_is_apart(row) for row in rows),
    )


@dataclass(frozen=True, slots=True)
class Line:
    """One bureau's values of one indicator, a cell for each year."""

    bureau: Bureau
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Trend:
    """One indicator over every year from the first to the last that any of the bureaus has a report for."""

    indicator: Indicator
    years: tuple[int, ...]
    lines: tuple[Line, ...]
    basis: Basis = Basis.RAW
    half_years: frozenset[int] = frozenset()
    """The keys of half-year reports: their flows are no year's, whatever the text says."""


def trend(bureaus: Sequence[Bureau], indicator: Indicator, basis: Basis = Basis.RAW) -> Trend:
    """How one indicator moved for these bureaus. Three queries."""
    by_year = {(report.bureau_id, report.year): report for report in reversed(_reports(bureaus))}
    held = sorted({year for _, year in by_year})
    years = tuple(range(held[0], held[-1] + 1)) if held else ()
    metrics = _metrics(list(by_year.values()), indicator)
    residents = _residents(bureaus)
    lines = []
    for bureau in bureaus:
        reports = [by_year.get((bureau.pk, year)) for year in years]
        cells = [
            _cell(
                Column(
                    bureau=bureau,
                    year=year,
                    report=report,
                    residents=residents.get(bureau.region_id),
                    nothing=None if report else _why_no_report(bureau, year),
                ),
                metrics.get((indicator.code, report.pk), []) if report else [],
                basis if indicator.per_capita else Basis.RAW,
            )
            for year, report in zip(years, reports, strict=True)
        ]
        lines.append(Line(bureau, tuple(cells)))
    halves = frozenset(report.pk for report in by_year.values() if report.kind == ReportKind.HALF_YEAR)
    return Trend(indicator, years, tuple(lines), basis if indicator.per_capita else Basis.RAW, halves)


def _reports(bureaus: Sequence[Bureau]) -> list[Report]:
    # One query: every published report of the bureaus, newest first and of a year the leading one first, without text.
    reports = Report.objects.published().filter(bureau__in=bureaus).select_related("region").without_text()
    return list(reports.order_by("-year", BY_LEAD, "pk"))


def _columns(question: Question, reports: Iterable[Report]) -> tuple[Column, ...]:
    latest: dict[int, Report] = {}
    by_year: dict[tuple[int, int], Report] = {}
    for held in reports:
        latest.setdefault(held.bureau_id, held)
        by_year.setdefault((held.bureau_id, held.year), held)
    residents = _residents(question.bureaus)
    columns = []
    for bureau in question.bureaus:
        wanted: list[tuple[int | None, Report | None]] = [(None, latest.get(bureau.pk))]
        if question.years:
            wanted = [(year, by_year.get((bureau.pk, year))) for year in question.years]
        for year, report in wanted:
            if report:
                report.bureau = bureau
            columns.append(
                Column(
                    bureau=bureau,
                    year=report.year if report else year,
                    report=report,
                    residents=residents.get(bureau.region_id),
                    nothing=None if report else _why_no_report(bureau, year),
                )
            )
    return tuple(columns)


def _why_no_report(bureau: Bureau, year: int | None) -> Nothing:
    """A division that did not exist yet, or no longer, could not report."""
    could = year is None or bureau.could_report(year)
    return Nothing.NO_REPORT if could else Nothing.NOT_APPLICABLE


def _residents(bureaus: Sequence[Bureau]) -> dict[int, int]:
    # One query: the census population of today's regions, the one stated denominator.
    regions = [bureau.region_id for bureau in bureaus]
    return dict(Population.objects.filter(region__in=regions).values_list("region_id", "residents"))


def _metrics(
    reports: Sequence[Report], indicator: Indicator | None = None
) -> dict[tuple[str, int], list[Metric]]:
    # One query: all figures with an indicator (or with this one) of the reports shown.
    found: dict[tuple[str, int], list[Metric]] = defaultdict(list)
    metrics = Metric.objects.filter(report__in=reports, indicator__isnull=False).standing()
    if indicator:
        metrics = metrics.filter(indicator=indicator)
    for metric in metrics.defer("reasons", "quote").order_by("start", "pk"):
        found[metric.indicator_id or "", metric.report_id].append(metric)
    return found


def _indicators(question: Question) -> Iterable[Indicator]:
    # One query: the catalogue, in its printed order.
    indicators = Indicator.objects.select_related("domain").defer("synonyms", "definition_zh")
    if question.indicators or question.domains:
        indicators = indicators.filter(code__in=question.indicators) | indicators.filter(
            domain__in=question.domains
        )
    if question.basis is Basis.PER_10K:
        indicators = indicators.filter(per_capita=True)
    return indicators.order_by("domain__position", "position")


def _row(
    indicator: Indicator,
    columns: Sequence[Column],
    by_place: dict[tuple[str, int], list[Metric]],
    basis: Basis,
    common: Judgement,
) -> Row:
    half_years = half_year_columns(column.report for column in columns)
    cells = tuple(
        _cell(column, by_place.get((indicator.code, column.report.pk), []) if column.report else [], basis)
        for column in columns
    )
    figures = [(i, cell.metric) for i, cell in enumerate(cells) if cell.metric and cell.nothing is None]
    return Row(
        indicator=indicator,
        cells=cells,
        n=len(figures),
        applicable=sum(cell.nothing is not Nothing.NOT_APPLICABLE for cell in cells),
        judgement=judge(indicator.unit, figures, common.verdict, half_years),
    )


def _cell(column: Column, metrics: list[Metric], basis: Basis) -> Cell:
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


def per_10k(value: Decimal | None, residents: int) -> Decimal | None:
    """A value per 10,000 residents, as exact as a Decimal holds it; whoever shows it rounds it in the unit shown."""
    return None if value is None else value * PER / residents


def rounded(share: Decimal) -> Decimal:
    """To the second decimal, or to the second significant digit where that would be zero."""
    exponent = min(-2, share.adjusted() - 1) if share else -2
    return share.quantize(Decimal(1).scaleb(exponent), ROUND_HALF_UP)


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


def _problems(columns: Sequence[Column]) -> tuple[ProblemGroup, ...]:
    held = [column for column in columns if column.report]
    # One query: the problems of the reports shown, with their categories.
    problems = Problem.objects.filter(report__in=[column.report for column in held]).standing()
    by_category: dict[ProblemCategory | None, dict[int, list[Problem]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for problem in problems.select_related("category").order_by("position"):
        by_category[problem.category][problem.report_id].append(problem)
    groups = [
        ProblemGroup(
            category=category,
            stated=tuple(
                (column, tuple(stated[column.report.pk]))
                for column in held
                if column.report and column.report.pk in stated
            ),
            silent=tuple(column for column in held if column.report and column.report.pk not in stated),
        )
        for category, stated in by_category.items()
    ]
    return tuple(sorted(groups, key=_most_stated_first))


def _most_stated_first(group: ProblemGroup) -> tuple[int, int, bool, int]:
    """Categories that most bureaus state come first; what fits no category comes last among equals."""
    category = group.category
    return -len(group.stated), -group.count, category is None, category.position if category else 0
