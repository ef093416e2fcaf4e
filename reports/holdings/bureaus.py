"""The bureaus with published reports, and what one of them has said over the years."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, Max, OuterRef, Prefetch, Q

from bureaus import romanise
from bureaus.models import Bureau, BureauName, BureauQuerySet, Level, Population, Region
from reports.holdings.counts import with_counts
from reports.models import Plan, Problem, Report, ReportStatus
from reports.models.report import BY_LEAD


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
    named = Q(pk__in=Bureau.objects.named_like(words).values("pk"))
    if words.isascii() and words.isalpha():
        named |= Q(pk__in=bureaus_spelled(words))
    return published_bureaus().filter(named).with_lineage()


def published_bureaus() -> BureauQuerySet:
    """The bureaus with a published report; the others are known to nobody but their editors."""
    published = Report.objects.published().filter(bureau=OuterRef("pk"))
    found: BureauQuerySet = Bureau.objects.filter(Exists(published))
    return found


def bureau_with_code(adcode: str) -> Bureau | None:
    """The bureau with a published report that bears this code, or bore it.

    Four queries: the bureau, the regions before its own, its names, their regions.
    """
    return published_bureaus().by_code([adcode]).get(adcode)


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

    @property
    def years(self) -> tuple[int, ...]:
        """The years it has reported on, oldest first."""
        return tuple(sorted({report.year for report in self.reports}))


def profile(bureau: Bureau) -> Profile:
    """Four queries: reports with their counts, shortcomings, plans, population."""
    # With the counts the rows have more than the model knows of.
    reports: Any = with_counts(Report.objects.published().filter(bureau=bureau)).select_related("region")
    problems = Problem.objects.published().filter(report__bureau=bureau).select_related("report", "category")
    plans = Plan.objects.published().filter(report__bureau=bureau).select_related("report", "category")
    held = list(reports.without_text().order_by("-year", BY_LEAD, "pk"))
    return Profile(
        reports=tuple(held),
        figures=sum(report.figures for report in held),
        problems=tuple(problems.defer("report__text").order_by("-report__year", "report_id", "position")),
        plans=tuple(plans.defer("report__text").order_by("-report__year", "report_id", "position")),
        population=population(bureau.region),
    )


def population(region: Region) -> Population | None:
    """Its residents at the census. One query."""
    return Population.objects.census().filter(region=region.pk).order_by("-year").first()


# A bureau without a report --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Unreported:
    """A bureau of which no report is published: what is known of its division.

    Whether a document of it waits here to be published changes nothing in it.
    """

    bureau: Bureau
    """Not stored: the name is that of its division."""
    population: Population | None
    former: tuple[Region, ...]
    """The divisions that went into its own and bore another name or code."""


def unreported(adcode: str) -> Unreported | None:
    """The bureau of the division that bears this code today. Three queries: division, those before it, residents."""
    levels = (Level.PROVINCE, Level.PREFECTURE, Level.COUNTY)
    region = Region.objects.in_force().filter(adcode=adcode, level__in=levels).first()
    if region is None:
        return None
    before = region.predecessors.order_by("start_year", "adcode")
    return Unreported(
        bureau=Bureau(region=region, name=region.office),
        population=population(region),
        former=tuple(one for one in before if (one.name, one.adcode) != (region.name, region.adcode)),
    )


def code_today(adcode: str) -> str | None:
    """The code of the one division that a division of the past became; None if it became several. One query."""
    became = Region.objects.in_force().filter(predecessors__adcode=adcode).order_by("adcode").distinct()
    codes = list(became.values_list("adcode", flat=True)[:2])
    return codes[0] if len(codes) == 1 else None
