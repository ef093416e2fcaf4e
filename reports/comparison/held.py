"""What is held for a question: its reports, the columns they stand in, and their figures. One query each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db.models import prefetch_related_objects

from bureaus.models import Bureau, Population
from reports.comparison.matrix import Basis, Column, Nothing, Question
from reports.models import Indicator, IndicatorKind, Metric, Report
from reports.models.report import BY_LEAD, ReportKind


def reports_of(bureaus: Sequence[Bureau]) -> list[Report]:
    """Every published report of the bureaus, newest first and of a year the leading one first, without its text.

    Two queries: the reports with their regions, and what became of those regions.
    """
    reports = Report.objects.published().filter(bureau__in=bureaus).select_related("region").without_text()
    return list(reports.prefetch_related("region__successors").order_by("-year", BY_LEAD, "pk"))


def columns_of(question: Question, reports: Iterable[Report]) -> tuple[Column, ...]:
    """A column for each bureau and year asked for, in the order of the question.

    Each cell's verdict looks at the regions before the bureaus' own: one query where they don't come with them.
    """
    prefetch_related_objects(question.bureaus, "region__predecessors")
    latest: dict[int, Report] = {}
    by_year: dict[tuple[int, int], Report] = {}
    # The newest whole year comes before a newer half.
    for held in sorted(reports, key=lambda report: report.kind == ReportKind.HALF_YEAR):
        latest.setdefault(held.bureau_id, held)
        by_year.setdefault((held.bureau_id, held.year), held)
    residents = residents_of(question.bureaus)
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
                    nothing=None if report else why_no_report(bureau, year),
                )
            )
    return tuple(columns)


def why_no_report(bureau: Bureau, year: int | None) -> Nothing:
    """A division that did not exist yet, or no longer, could not report."""
    could = year is None or bureau.could_report(year)
    return Nothing.NO_REPORT if could else Nothing.NOT_APPLICABLE


def residents_of(bureaus: Sequence[Bureau]) -> dict[int, int]:
    """The census population of today's regions, the one stated denominator, by the region's key."""
    regions = [bureau.region_id for bureau in bureaus]
    return dict(Population.objects.census().filter(region__in=regions).values_list("region_id", "residents"))


def figures_of(
    reports: Sequence[Report], indicators: Sequence[Indicator] = ()
) -> dict[tuple[str, int], list[Metric]]:
    """All figures with an indicator (or with one of these) of these reports, by (indicator's code, report's key)."""
    found: dict[tuple[str, int], list[Metric]] = defaultdict(list)
    metrics = Metric.objects.filter(report__in=reports, indicator__isnull=False).standing()
    if indicators:
        metrics = metrics.filter(indicator__in=indicators)
    for metric in metrics.defer("reasons", "quote").order_by("start", "pk"):
        found[metric.indicator_id or "", metric.report_id].append(metric)
    return found


def indicators_of(question: Question) -> Iterable[Indicator]:
    """What of the catalogue is asked for, in its printed order."""
    indicators = Indicator.objects.select_related("domain").defer("synonyms", "definition_zh")
    if question.indicators or question.domains:
        indicators = indicators.filter(code__in=question.indicators) | indicators.filter(
            domain__in=question.domains
        )
    if question.basis is Basis.PER_10K:
        indicators = indicators.filter(per_capita=True)
    if question.basis is Basis.INDEX:
        # A change of a share is told in points; an index of it would read like one of the thing itself.
        indicators = indicators.exclude(kind=IndicatorKind.RATE)
    return indicators.order_by("domain__position", "position")
