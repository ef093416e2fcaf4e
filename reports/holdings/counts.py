"""How much was read out of each report, counted by the database."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from django.core.cache import cache
from django.db.models import Count, IntegerField, Max, OuterRef, Subquery
from django.db.models.functions import Coalesce

from reports.models import Correction, Metric, Plan, Problem, Report, Rereading
from reports.models.report import ReportQuerySet

if TYPE_CHECKING:
    from django.db.models.expressions import Combinable

T = TypeVar("T")

KEPT_SECONDS = 300


def _count_of(model: type[Metric | Problem | Plan]) -> Combinable:
    """A count within the row's own query: it is worked out for the rows shown, not for all that could be."""
    rows = model.objects.standing().filter(report=OuterRef("pk")).order_by().values("report")
    count = rows.annotate(count=Count("pk")).values("count")
    return Coalesce(Subquery(count, output_field=IntegerField()), 0)


def with_counts(reports: ReportQuerySet) -> ReportQuerySet:
    """Each report with `figures`, `shortcomings` and `measures`: how many of each stand."""
    return reports.annotate(
        figures=_count_of(Metric), shortcomings=_count_of(Problem), measures=_count_of(Plan)
    )


def edition() -> str:
    """A name for what stands published at this moment; it changes with each publication, withdrawal, decision and
    re-reading."""
    # Two queries; the newest re-reading is asked for once within the first.
    reread = Subquery(Rereading.objects.order_by("-pk").values("pk")[:1])
    published = Report.objects.published().aggregate(
        count=Count("pk"), last=Max("released_at"), reread=Max(reread)
    )
    decided = Correction.objects.aggregate(last=Max("pk"))["last"]
    stand = f"{published['count']} {published['last']} {published['reread']} {decided}"
    return hashlib.sha256(stand.encode()).hexdigest()


def kept(name: str, of: str, count: Callable[[], T]) -> T:
    """A count over all findings of one edition, kept: over a million figures it takes seconds."""
    key = f"{name}-{of}"
    found: T | None = cache.get(key)
    if found is None:
        found = count()
        cache.set(key, found, KEPT_SECONDS)
    return found


MADE_UP = "made-up"


def holds_made_up() -> bool:
    """Whether this database holds made-up reports, which are never among real ones. A query now and then."""
    return kept(MADE_UP, "", Report.objects.filter(synthetic=True).exists)


def reports_by_year() -> dict[int, int]:
    """How many published reports there are for each year; a year between without any counts 0."""
    # One query.
    rows = Report.objects.published().order_by().values_list("year").annotate(count=Count("pk"))
    counts: dict[int, int] = dict(rows)
    return {year: counts.get(year, 0) for year in range(min(counts), max(counts) + 1)} if counts else {}
