"""Which reports a page looks at (one year's, or the latest of each bureau), and how many of the others it names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet, Window
from django.db.models.functions import RowNumber

from bureaus.models import Bureau
from reports.models import Report
from reports.models.report import BY_LEAD, HALVES_LAST, ReportQuerySet

MOST_NAMED = 60
"""So many of those without a finding are named; the others are counted."""


def reports_looked_at(year: int | None) -> ReportQuerySet:
    """The reports of one year, or the latest of each bureau: for these their keys are asked first, one query.

    As in a comparison without years a newer half comes after the newest whole year.
    """
    published: ReportQuerySet = Report.objects.published()
    if year is not None:
        return published.for_year(year)
    # Asked once and kept, a key a bureau: as a subquery of what follows, a PostgreSQL that has no statistics yet asks
    # it again for each row.
    newest_first = Window(RowNumber(), partition_by="bureau", order_by=[HALVES_LAST, "-year", BY_LEAD, "pk"])
    latest = published.annotate(place=newest_first).filter(place=1)
    return published.filter(pk__in=list(latest.order_by().values_list("pk", flat=True)))


def leading(reports: ReportQuerySet) -> ReportQuerySet:
    """Of these reports one for each bureau and year, so that a bureau that wrote two is counted once."""
    by_lead = Window(RowNumber(), partition_by=["bureau", "year"], order_by=[BY_LEAD, "pk"])
    first = reports.annotate(lead=by_lead).filter(lead=1)
    found: ReportQuerySet = Report.objects.filter(pk__in=list(first.order_by().values_list("pk", flat=True)))
    return found


def leads(report: Report) -> bool:
    """Whether this report is the one that speaks for its bureau's year in comparisons. One query."""
    of_year = Report.objects.published().for_year(report.year).filter(bureau=report.bureau_id)
    return of_year.order_by(BY_LEAD, "pk").values_list("pk", flat=True).first() == report.pk


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The other published reports of a bureau, as one of them sees them."""

    leads: bool
    """Whether this report is the one that speaks for its bureau's year in comparisons."""
    before: Report | None
    """The report that speaks for the nearest earlier year of which one is held."""
    after: Report | None
    same_year: tuple[Report, ...]


def neighbours(report: Report) -> Neighbours:
    """One query."""
    published = Report.objects.published().filter(bureau=report.bureau_id).without_text()
    first: dict[int, Report] = {}
    same_year = []
    for one in published.order_by("year", BY_LEAD, "pk"):
        first.setdefault(one.year, one)
        if one.year == report.year and one.pk != report.pk:
            same_year.append(one)
    return Neighbours(
        leads=first.get(report.year) == report,
        before=first.get(max((year for year in first if year < report.year), default=0)),
        after=first.get(min((year for year in first if year > report.year), default=0)),
        same_year=tuple(same_year),
    )


@dataclass(frozen=True, slots=True)
class Named:
    """Some of those without a finding by name, and how many there are in all."""

    shown: tuple[Report, ...] | tuple[Bureau, ...]
    count: int

    @property
    def others(self) -> int:
        return self.count - len(self.shown)


def named(everyone: QuerySet[Any]) -> Named:
    """One query, or two where they are many."""
    found = tuple(everyone[: MOST_NAMED + 1])
    count = everyone.count() if len(found) > MOST_NAMED else len(found)
    return Named(found[:MOST_NAMED], count)
