"""Self-stated shortcomings (存在的问题) over bureaus: who names which, how often, since when, and who does not."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count, IntegerField, Max, Min, OuterRef, Subquery

from bureaus.models import Bureau
from reports.holdings.counts import kept
from reports.holdings.looked_at import Named, named, reports_looked_at
from reports.models import Problem, ProblemCategory, Report
from reports.models.findings import FindingQuerySet
from reports.models.report import ReportQuerySet

MOST_COLUMNS = 20
"""More bureaus than this can't be read side by side in counts; the newest are shown."""


@dataclass(frozen=True)
class Scope:
    """Whose reports are looked at, and which: the latest of each bureau, those of one year, or all of them."""

    bureaus: tuple[Bureau, ...] = ()
    year: int | None = None
    every_year: bool = False

    @cached_property
    def _of_all_bureaus(self) -> ReportQuerySet:
        """Kept with the scope, because the latest reports are a query of their own."""
        return Report.objects.published() if self.every_year else reports_looked_at(self.year)

    def reports(self) -> ReportQuerySet:
        reports = self._of_all_bureaus
        return reports.of_bureaus(list(self.bureaus)) if self.bureaus else reports

    def problems(self) -> FindingQuerySet:
        return Problem.objects.standing().filter(report__in=self.reports().values("pk"))


@dataclass(frozen=True, slots=True)
class Column:
    """One bureau with the years of its reports that are looked at; none where no report is held."""

    bureau: Bureau
    years: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One category, or the shortcomings without one: counts over all bureaus, and for each column."""

    category: ProblemCategory | None
    bureaus: int
    sentences: int
    cells: tuple[tuple[Column, int], ...]


@dataclass(frozen=True, slots=True)
class Shortcomings:
    """Categories × bureaus. The totals are over all bureaus looked at, not only those shown."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    looked_at: int
    stating: int
    sentences: int

    @property
    def found(self) -> tuple[Row, ...]:
        """The rows that any bureau names, those that most name first."""
        named_by_any = [row for row in self.rows if row.category and row.bureaus]
        return tuple(sorted(named_by_any, key=lambda row: (-row.bureaus, -row.sentences)))


def shortcomings(scope: Scope, edition: str) -> Shortcomings:
    """Ten queries, of which the counts over all bureaus are kept; six where the bureaus are given."""
    everyone = Scope(year=scope.year, every_year=scope.every_year)
    name = f"shortcomings-{scope.year}-{scope.every_year}"
    looked_at, stating, counts = kept(name, edition, lambda: _counts(everyone))
    columns = _columns(scope)
    cells = _cells(columns, scope)
    categories: list[ProblemCategory | None] = list(ProblemCategory.objects.all())
    if None in counts:
        categories.append(None)
    rows = []
    for category in categories:
        code = category.pk if category else None
        mine = tuple((column, cells[column.bureau.pk, code]) for column in columns)
        rows.append(Row(category, *counts.get(code, (0, 0)), mine))
    return Shortcomings(
        columns, tuple(rows), looked_at, stating, sum(sentences for _bureaus, sentences in counts.values())
    )


def _counts(scope: Scope) -> tuple[int, int, dict[str | None, tuple[int, int]]]:
    """Three queries: bureaus looked at, bureaus that state anything, (bureaus, sentences) of each category."""
    problems = scope.problems().order_by()
    looked_at = scope.reports().aggregate(count=Count("bureau", distinct=True))["count"]
    stating = problems.aggregate(count=Count("report__bureau", distinct=True))["count"]
    rows = problems.values_list("category").annotate(
        bureaus=Count("report__bureau", distinct=True), sentences=Count("pk")
    )
    return looked_at, stating, {code: (bureaus, sentences) for code, bureaus, sentences in rows}


def _columns(scope: Scope) -> tuple[Column, ...]:
    """The bureaus asked for, else those whose reports were published here last."""
    bureaus = scope.bureaus or _newest(scope)
    years: dict[int, set[int]] = defaultdict(set)
    # One query; with bureaus in the scope it reads their reports alone.
    shown = Scope(tuple(bureaus), scope.year, scope.every_year)
    for bureau, year in shown.reports().order_by().values_list("bureau", "year") if bureaus else ():
        years[bureau].add(year)
    return tuple(Column(bureau, tuple(sorted(years[bureau.pk]))) for bureau in bureaus)


def _newest(scope: Scope) -> tuple[Bureau, ...]:
    """Two queries."""
    reports = Report.objects.published()
    reports = reports.for_year(scope.year) if scope.year else reports
    newest = reports.order_by().values("bureau").annotate(at=Max("released_at"))
    keys = [row["bureau"] for row in newest.order_by("-at", "-bureau_id")[:MOST_COLUMNS]]
    return tuple(Bureau.objects.filter(pk__in=keys).select_related("region").order_by("region__adcode"))


def _cells(columns: tuple[Column, ...], scope: Scope) -> dict[tuple[int, str | None], int]:
    """How many sentences of each category each bureau has. One query."""
    counts: dict[tuple[int, str | None], int] = defaultdict(int)
    if columns:
        shown = Scope(tuple(column.bureau for column in columns), scope.year, scope.every_year)
        rows = shown.problems().order_by().values_list("report__bureau", "category")
        counts.update({(bureau, code): count for bureau, code, count in rows.annotate(count=Count("pk"))})
    return counts


@dataclass(frozen=True, slots=True)
class YearCount:
    """How many bureaus with a report for one year name a shortcoming, and in how many sentences."""

    year: int
    bureaus: int
    sentences: int
    held: int


@dataclass(frozen=True, slots=True)
class Wordings:
    """One category over the bureaus looked at: who names it, in what words, since when, and who does not."""

    problems: FindingQuerySet
    """Each with `since`, `stating` and `held`: its bureau's first year with it, and in how many of its reports."""
    bureaus: int
    sentences: int
    looked_at: int
    by_year: tuple[YearCount, ...]
    silent: Named

    @property
    def first_year(self) -> int | None:
        return min((one.year for one in self.by_year if one.bureaus), default=None)


def wordings(category: ProblemCategory | None, scope: Scope) -> Wordings:
    """Five queries, and one more where many are silent; the sentences are read page by page by their table."""
    mine = scope.problems().filter(category=category)
    counts = mine.aggregate(bureaus=Count("report__bureau", distinct=True), sentences=Count("pk"))
    reports = scope.reports()
    without = Bureau.objects.filter(pk__in=reports.order_by().values("bureau")).exclude(
        pk__in=mine.order_by().values("report__bureau")
    )
    return Wordings(
        problems=_with_history(mine, category),
        bureaus=counts["bureaus"],
        sentences=counts["sentences"],
        looked_at=reports.aggregate(count=Count("bureau", distinct=True))["count"],
        by_year=_by_year(category, scope),
        silent=named(without.select_related("region").order_by("region__adcode")),
    )


def _with_history(problems: FindingQuerySet, category: ProblemCategory | None) -> FindingQuerySet:
    """What each row's bureau has said of it over all its reports; worked out for the rows of one page."""
    same = Problem.objects.published().filter(category=category, report__bureau=OuterRef("report__bureau"))
    ever = same.order_by().values("report__bureau")
    held = Report.objects.published().filter(bureau=OuterRef("report__bureau")).order_by().values("bureau")
    stating = ever.annotate(n=Count("report", distinct=True)).values("n")
    found: FindingQuerySet = problems.annotate(
        since=Subquery(ever.annotate(first=Min("report__year")).values("first"), IntegerField()),
        stating=Subquery(stating, IntegerField()),
        held=Subquery(held.annotate(n=Count("pk")).values("n"), IntegerField()),
    )
    return found.select_related("report__bureau__region", "report__region").defer("report__text")


def _by_year(category: ProblemCategory | None, scope: Scope) -> tuple[YearCount, ...]:
    """All years of the bureaus asked for, whichever year is looked at; a year between without reports counts 0."""
    reports = Scope(scope.bureaus, every_year=True).reports().order_by()
    held = dict(reports.values_list("year").annotate(n=Count("bureau", distinct=True)))
    same = Problem.objects.published().filter(category=category)
    same = same.filter(report__bureau__in=scope.bureaus) if scope.bureaus else same
    rows = same.order_by().values_list("report__year")
    stating = {
        year: (bureaus, sentences)
        for year, bureaus, sentences in rows.annotate(b=Count("report__bureau", distinct=True), s=Count("pk"))
    }
    if not held:
        return ()
    years = range(min(held), max(held) + 1)
    return tuple(YearCount(year, *stating.get(year, (0, 0)), held.get(year, 0)) for year in years)
