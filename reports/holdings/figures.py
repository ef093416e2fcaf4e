"""What stands around one figure: its headings, those it shares its place with, the year before, what people decided."""

from __future__ import annotations

from dataclasses import dataclass

from bureaus.models import Population
from reports.holdings.contents import Arithmetic, arithmetic_with
from reports.models import Correction, Metric, Report, Section
from reports.models.findings import Claim


@dataclass(frozen=True, slots=True)
class YearBefore:
    """The report for the year before, where one is held, and its figure for the same indicator, where it has one."""

    year: int
    report: Report | None
    metric: Metric | None


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Everything a certificate tells beside the figure itself."""

    path: tuple[Section, ...]
    shared_with: tuple[Metric, ...]
    reporting: int
    """How many bureaus report the figure's indicator; 0 for a figure without one."""
    bureaus: int
    year_before: YearBefore | None
    population: Population | None
    corrections: tuple[Correction, ...]
    arithmetic: tuple[Arithmetic, ...]


def surroundings(metric: Metric) -> Surroundings:
    """Ten queries at most, however long the report."""
    report = metric.report
    shared = Metric.objects.filter(report=report, start=metric.start, end=metric.end).standing()
    published = Report.objects.published()
    return Surroundings(
        path=_path(metric),
        shared_with=tuple(shared.exclude(pk=metric.pk).select_related("indicator")),
        reporting=_bureaus_reporting(metric),
        bureaus=published.values("bureau").distinct().count(),
        year_before=_year_before(metric),
        population=Population.objects.census()
        .filter(region=report.bureau.region_id)
        .order_by("-year")
        .first(),
        corrections=tuple(metric.corrections.all()),
        arithmetic=arithmetic_with(metric),
    )


def _path(metric: Metric) -> tuple[Section, ...]:
    """The headings the figure stands under, from the chapter down."""
    path: list[Section] = []
    for section in Section.objects.filter(report=metric.report_id, start__lte=metric.start).order_by("start"):
        path = [above for above in path if above.level < section.level]
        path.append(section)
    return tuple(section for section in path if section.body_end > metric.start)


def _bureaus_reporting(metric: Metric) -> int:
    if metric.indicator_id is None:
        return 0
    same = Metric.objects.published().filter(indicator=metric.indicator_id, value__isnull=False)
    return same.values("report__bureau").distinct().count()


def _year_before(metric: Metric) -> YearBefore | None:
    """None for a figure without an indicator: nothing could be its counterpart."""
    if metric.indicator_id is None:
        return None
    report, year = metric.report, metric.report.year - 1
    held = Report.objects.published().for_year(year).filter(bureau=report.bureau_id, kind=report.kind)
    before = held.without_text().first()
    if before is None:
        return YearBefore(year, None, None)
    same = Metric.objects.published().filter(
        report=before, indicator=metric.indicator_id, period=metric.period
    )
    return YearBefore(year, before, same.exclude(claim=Claim.PLAN).order_by("start").first())
