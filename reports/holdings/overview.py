"""What is held, all in all: the counts, the newest bureaus by year, and what they say is wrong."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, Min

from bureaus.models import Bureau
from reports.holdings.counts import kept, with_counts
from reports.models import Metric, Plan, Problem, ProblemCategory, Report, ReviewState
from reports.models.report import BY_LEAD

MOST_BUREAUS = 12
MOST_YEARS = 8


@dataclass(frozen=True, slots=True)
class Totals:
    """How much is published here."""

    bureaus: int
    reports: int
    first_year: int | None
    last_year: int | None
    figures: int
    problems: int
    plans: int


def totals(edition: str) -> Totals:
    """How much is published; counted anew when that has changed."""
    return kept("totals", edition, _totals)


def _totals() -> Totals:
    reports = Report.objects.published().aggregate(
        count=Count("pk"), bureaus=Count("bureau", distinct=True), first=Min("year"), last=Max("year")
    )
    return Totals(
        bureaus=reports["bureaus"],
        reports=reports["count"],
        first_year=reports["first"],
        last_year=reports["last"],
        figures=Metric.objects.published().count(),
        problems=Problem.objects.published().count(),
        plans=Plan.objects.published().count(),
    )


@dataclass(frozen=True, slots=True)
class HeldBureau:
    """A bureau with its report of each year, or None where none is held; the counts are over all its reports."""

    bureau: Bureau
    by_year: tuple[Any, ...]
    reports: int
    problems: int
    plans: int
    reviewed: int


@dataclass(frozen=True, slots=True)
class Held:
    """The newest bureaus and the years their table shows."""

    years: tuple[int, ...]
    bureaus: tuple[HeldBureau, ...]
    newest: Any
    """The report that was published here last, with its counts."""

    @property
    def report_ids(self) -> list[int]:
        return [report.pk for one in self.bureaus for report in one.by_year if report]


def held() -> Held:
    """Six queries: the newest bureaus, themselves with lineage and names, and their reports with counts."""
    newest = Report.objects.published().order_by().values("bureau").annotate(at=Max("released_at"))
    keys = [row["bureau"] for row in newest.order_by("-at", "-bureau_id")[:MOST_BUREAUS]]
    bureaus = list(Bureau.objects.filter(pk__in=keys).with_lineage())
    reports = with_counts(Report.objects.published().filter(bureau__in=keys)).select_related(
        "bureau", "region"
    )
    by_bureau: dict[int, list[Any]] = defaultdict(list)
    for report in reports.without_text().order_by("year", BY_LEAD, "pk"):
        by_bureau[report.bureau_id].append(report)
    known = [report for mine in by_bureau.values() for report in mine]
    last = max((report.year for report in known), default=0)
    first = max(min((report.year for report in known), default=0), last - MOST_YEARS + 1)
    years = tuple(range(first, last + 1)) if known else ()
    # The bureau that reported for the latest year comes first.
    bureaus.sort(key=lambda bureau: (-by_bureau[bureau.pk][-1].year, bureau.region.adcode))
    return Held(
        years=years,
        bureaus=tuple(_row(bureau, by_bureau[bureau.pk], years) for bureau in bureaus),
        newest=max(known, key=lambda report: (report.released_at, report.pk), default=None),
    )


def _row(bureau: Bureau, reports: list[Any], years: tuple[int, ...]) -> HeldBureau:
    by_year: dict[int, Any] = {}
    for report in reports:
        by_year.setdefault(report.year, report)
    return HeldBureau(
        bureau=bureau,
        by_year=tuple(by_year.get(year) for year in years),
        reports=len(reports),
        problems=sum(report.shortcomings for report in reports),
        plans=sum(report.measures for report in reports),
        reviewed=sum(report.review_state == ReviewState.REVIEWED for report in reports),
    )


@dataclass(frozen=True, slots=True)
class CategoryCount:
    """How many bureaus state a shortcoming of one category, and in how many sentences."""

    category: ProblemCategory
    bureaus: int
    sentences: int


def categories(edition: str) -> list[CategoryCount]:
    """All categories, those that most bureaus name first."""
    counts = kept("categories", edition, _counts_by_category)
    found = [
        CategoryCount(category, *counts.get(category.pk, (0, 0)))
        for category in ProblemCategory.objects.all()
    ]
    return sorted(found, key=lambda one: (-one.bureaus, -one.sentences, one.category.position))


def _counts_by_category() -> dict[str, tuple[int, int]]:
    problems = Problem.objects.published().filter(category__isnull=False).order_by().values("category")
    rows = problems.annotate(bureaus=Count("report__bureau", distinct=True), sentences=Count("pk"))
    return {row["category"]: (row["bureaus"], row["sentences"]) for row in rows}
