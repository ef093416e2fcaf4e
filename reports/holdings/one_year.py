"""One bureau in one year: the report that speaks for it, those beside it, and the years on either side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bureaus.models import Bureau
from reports.holdings.counts import with_counts
from reports.models import Plan, Problem, Report
from reports.models.report import BY_LEAD


@dataclass(frozen=True, slots=True)
class OneYear:
    """What a bureau published for one year; `years` are all from its first report to its last, held or not."""

    year: int
    report: Any
    """The one that speaks for the year, with its counts; None where none is held."""
    others: tuple[Report, ...]
    years: dict[int, bool]
    problems: tuple[Problem, ...]
    plans: tuple[Plan, ...]

    @property
    def before(self) -> int | None:
        """The nearest earlier year with a report."""
        return max((year for year, held in self.years.items() if held and year < self.year), default=None)

    @property
    def after(self) -> int | None:
        return min((year for year, held in self.years.items() if held and year > self.year), default=None)


def one_year(bureau: Bureau, year: int) -> OneYear:
    """Three queries: its reports with their counts, and of the leading one of the year shortcomings and plans."""
    reports: Any = with_counts(Report.objects.published().filter(bureau=bureau)).select_related("region")
    held = list(reports.without_text().order_by("year", BY_LEAD, "pk"))
    of_year = [report for report in held if report.year == year]
    with_report = {report.year for report in held}
    span = range(min(with_report), max(with_report) + 1) if with_report else ()
    report = of_year[0] if of_year else None
    if report:
        report.bureau = bureau
    return OneYear(
        year=year,
        report=report,
        others=tuple(of_year[1:]),
        years={one: one in with_report for one in span},
        problems=tuple(_said(Problem, report)),
        plans=tuple(_said(Plan, report)),
    )


def _said(model: Any, report: Report | None) -> Any:
    standing = model.objects.standing().filter(report=report).select_related("report", "category")
    return standing.defer("report__text").order_by("position")
