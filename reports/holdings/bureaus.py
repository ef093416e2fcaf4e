"""The bureaus with published reports, and what one of them has said over the years."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import (
    Case,
    Count,
    Exists,
    IntegerField,
    Max,
    OuterRef,
    Prefetch,
    Q,
    Value,
    When,
)

from bureaus import romanise
from bureaus.models import Bureau, BureauName, BureauQuerySet, Population
from reports.holdings.counts import with_counts
from reports.models import Plan, Problem, Report, ReportStatus
from reports.models.report import BY_LEAD

MOST_PEERS = 6


def bureaus_held(words: str = "") -> BureauQuerySet:
    """Bureaus with a published report, found by name, former name, code or place, with what their table shows."""
    published = Q(reports__status=ReportStatus.PUBLISHED)
    held: BureauQuerySet = Bureau.objects.annotate(
        report_count=Count("reports", filter=published), latest_year=Max("reports__year", filter=published)
    ).filter(report_count__gt=0)
    if words:
        by_name = Bureau.objects.named_like(words).values("pk")
        by_place = Q(region__province__contains=words) | Q(region__prefecture__contains=words)
        held = held.filter(Q(pk__in=by_name) | by_place)
    reports = Report.objects.published().without_text().order_by("year", BY_LEAD, "pk")
    return held.with_lineage().prefetch_related(Prefetch("reports", reports, to_attr="published_reports"))


def bureaus_called(words: str) -> BureauQuerySet:
    """Bureaus so called that have published: by name, former name, code, pinyin or its initials (hyx).

    That a document waits to be published is nobody's business.
    """
    published = Report.objects.published().filter(bureau=OuterRef("pk"))
    named = Q(pk__in=Bureau.objects.named_like(words).values("pk"))
    if words.isascii() and words.isalpha():
        named |= Q(pk__in=bureaus_spelled(words))
    found: BureauQuerySet = Bureau.objects.filter(named, Exists(published)).with_lineage()
    return found


def bureaus_spelled(letters: str) -> list[int]:
    """Bureaus one of whose divisions is spelled so (haiyan), or begins with these initials (hyx). One query.

    Spelling is worked out from the names, not stored: some three thousand names are spelled once in a process and
    kept, and no column can fall behind a name that changes.
    """
    low = letters.lower()
    rows = BureauName.objects.order_by().values_list("bureau", "region__name").distinct()
    return sorted(
        {
            bureau
            for bureau, name in rows
            if romanise.initials(name).startswith(low) or low in romanise.region(name).lower()
        }
    )


@dataclass(frozen=True, slots=True)
class Profile:
    """What one bureau has published, and the shortcomings and plans in it, newest report first."""

    reports: tuple[Report, ...]
    figures: int
    problems: tuple[Problem, ...]
    plans: tuple[Plan, ...]
    population: Population | None
    peers: tuple[Bureau, ...]

    @property
    def years(self) -> tuple[int, ...]:
        """The years it has reported on, oldest first."""
        return tuple(sorted({report.year for report in self.reports}))


def profile(bureau: Bureau) -> Profile:
    """Five queries: reports with their counts, shortcomings, plans, population, bureaus to compare with."""
    # With the counts the rows have more than the model knows of.
    reports: Any = with_counts(Report.objects.published().filter(bureau=bureau)).select_related("region")
    problems = Problem.objects.published().filter(report__bureau=bureau).select_related("report", "category")
    plans = Plan.objects.published().filter(report__bureau=bureau).select_related("report", "category")
    held = list(reports.without_text().order_by("-year", BY_LEAD, "pk"))
    return Profile(
        reports=tuple(held),
        figures=sum(report.figures for report in held),
        problems=tuple(problems.defer("report__text").order_by("-report__year", "report", "position")),
        plans=tuple(plans.defer("report__text").order_by("-report__year", "report", "position")),
        population=Population.objects.census().filter(region=bureau.region_id).order_by("-year").first(),
        peers=tuple(_peers(bureau)),
    )


def _peers(bureau: Bureau) -> BureauQuerySet:
    """Bureaus of the same level that have published, those of the same province first."""
    region = bureau.region
    near = Case(
        When(region__prefecture=region.prefecture, region__province=region.province, then=Value(0)),
        When(region__province=region.province, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    published = Report.objects.published().filter(bureau=OuterRef("pk"))
    peers = Bureau.objects.filter(Exists(published), region__level=region.level).exclude(pk=bureau.pk)
    found: BureauQuerySet = peers.select_related("region").order_by(near, "region__adcode")[:MOST_PEERS]
    return found
