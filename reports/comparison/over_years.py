"""One indicator over the years: the values of each bureau from the first to the last year held."""

from __future__ import annotations

from collections.abc import Sequence

from bureaus.models import Bureau
from reports.comparison.cells import cell_of
from reports.comparison.held import figures_of, reports_of, residents_of, why_no_report
from reports.comparison.matrix import Basis, Column, Line, Trend
from reports.models import Indicator
from reports.models.report import ReportKind


def trend(bureaus: Sequence[Bureau], indicator: Indicator, basis: Basis = Basis.RAW) -> Trend:
    """How one indicator moved for these bureaus. Three queries."""
    by_year = {(report.bureau_id, report.year): report for report in reversed(reports_of(bureaus))}
    held = sorted({year for _, year in by_year})
    years = tuple(range(held[0], held[-1] + 1)) if held else ()
    metrics = figures_of(list(by_year.values()), indicator)
    residents = residents_of(bureaus)
    lines = []
    for bureau in bureaus:
        reports = [by_year.get((bureau.pk, year)) for year in years]
        cells = [
            cell_of(
                Column(
                    bureau=bureau,
                    year=year,
                    report=report,
                    residents=residents.get(bureau.region_id),
                    nothing=None if report else why_no_report(bureau, year),
                ),
                metrics.get((indicator.code, report.pk), []) if report else [],
                basis if indicator.per_capita else Basis.RAW,
            )
            for year, report in zip(years, reports, strict=True)
        ]
        lines.append(Line(bureau, tuple(cells)))
    halves = frozenset(report.pk for report in by_year.values() if report.kind == ReportKind.HALF_YEAR)
    return Trend(indicator, years, tuple(lines), basis if indicator.per_capita else Basis.RAW, halves)
