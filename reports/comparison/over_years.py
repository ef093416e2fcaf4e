"""Indicators over the years: the values of each bureau from the first to the last year held."""

from __future__ import annotations

from collections.abc import Sequence

from bureaus.models import Bureau
from reports.comparison.cells import cell_of
from reports.comparison.derived import indexed
from reports.comparison.held import figures_of, reports_of, residents_of, why_no_report
from reports.comparison.matrix import Basis, Cell, Column, Line, Trend
from reports.models import Indicator, IndicatorKind, Metric
from reports.models.report import ReportKind


def trend(bureaus: Sequence[Bureau], indicator: Indicator, basis: Basis = Basis.RAW) -> Trend:
    """How one indicator moved for these bureaus. Four queries."""
    return trends(bureaus, [indicator], basis)[0]


def trends(
    bureaus: Sequence[Bureau],
    indicators: Sequence[Indicator],
    basis: Basis = Basis.RAW,
    first_year: int | None = None,
) -> list[Trend]:
    """How these indicators moved for these bureaus, in four queries however many there are.

    An index has `first_year` as 100; what the basis does not suit is shown as reported.
    """
    by_year = {(report.bureau_id, report.year): report for report in reversed(reports_of(bureaus))}
    held = sorted({year for _, year in by_year})
    years = tuple(range(held[0], held[-1] + 1)) if held else ()
    figures = figures_of(list(by_year.values()), indicators)
    residents = residents_of(bureaus)
    columns = {
        bureau: [
            Column(
                bureau=bureau,
                year=year,
                report=by_year.get((bureau.pk, year)),
                residents=residents.get(bureau.region_id),
                nothing=None if (bureau.pk, year) in by_year else why_no_report(bureau, year),
            )
            for year in years
        ]
        for bureau in bureaus
    }
    halves = frozenset(report.pk for report in by_year.values() if report.kind == ReportKind.HALF_YEAR)
    found = []
    for indicator in indicators:
        suited = _suited(indicator, basis, first_year)
        base = first_year if suited is Basis.INDEX else None
        lines = tuple(
            Line(bureau, _cells(indicator, own, figures, suited, base), _redrawn(own))
            for bureau, own in columns.items()
        )
        found.append(Trend(indicator, years, lines, suited, halves, base))
    return found


def _redrawn(columns: Sequence[Column]) -> tuple[bool, ...]:
    """The years whose report is the first to speak of today's territory after one that spoke of another."""
    found, before = [], False
    for column in columns:
        found.append(before and column.report is not None and not column.is_redrawn)
        before = column.is_redrawn if column.report else before
    return tuple(found)


def _suited(indicator: Indicator, basis: Basis, first_year: int | None) -> Basis:
    """The basis, where it suits the indicator; else as reported."""
    if basis is Basis.PER_10K and indicator.per_capita:
        return basis
    if basis is Basis.INDEX and first_year is not None and indicator.kind != IndicatorKind.RATE:
        return basis
    return Basis.RAW


def _cells(
    indicator: Indicator,
    columns: Sequence[Column],
    figures: dict[tuple[str, int], list[Metric]],
    basis: Basis,
    first_year: int | None,
) -> tuple[Cell, ...]:
    cells = tuple(
        cell_of(column, figures.get((indicator.code, column.report.pk), []) if column.report else [], basis)
        for column in columns
    )
    return cells if first_year is None else indexed(cells, columns, indicator, first_year)
