"""A derived indicator over everybody: the ratio of each report's own two figures, and why the others have none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.db.models import Count

from reports.comparability import ANNUAL
from reports.derivations import Derivation, derive
from reports.holdings.looked_at import leading, reports_looked_at
from reports.holdings.spreads import Point, Spread, spread
from reports.holdings.standings import LEVELS, headline_points
from reports.models import Indicator
from reports.models.findings import Period


@dataclass(frozen=True, slots=True)
class Derived:
    """One report's ratio as a point of its own, with the two figures it is worked out from."""

    point: Point
    above: Point
    below: Point


@dataclass(frozen=True, slots=True)
class DerivedStanding:
    """How a derived indicator stands in one year, or in each bureau's latest report."""

    formula: Derivation
    rows: tuple[Derived, ...]
    spreads: dict[str, Spread]
    """A spread for each level that has a ratio."""
    levels: dict[str, int]
    """Reports looked at, of every level."""
    looked_at: int
    printed: int
    """Reports that print the rate themselves: nothing is worked out for them."""
    unfit: int
    """Reports that have both parts, of which one is a bound, a plan, a part of the year or printed in another unit."""

    @property
    def missing(self) -> int:
        """Reports that lack one of the two figures, or both."""
        return self.looked_at - len(self.rows) - self.printed - self.unfit


def derived_standing(formula: Derivation, year: int | None, level: str) -> DerivedStanding:
    """Five queries: the reports looked at, their levels, their keys, the figures of the formula, the units."""
    reports = leading(reports_looked_at(year)) if year is not None else reports_looked_at(None)
    levels = dict(reports.order_by().values_list("region__level").annotate(count=Count("pk")))
    if level:
        reports = reports.filter(region__level=level)
    keys = list(reports.order_by().values_list("pk", flat=True))
    units = dict(Indicator.objects.filter(pk__in=formula.codes).values_list("pk", "unit"))
    by_report: dict[int, dict[str, Point]] = defaultdict(dict)
    for code, points in headline_points(keys, formula.codes).items():
        for point in points:
            by_report[point.report][code] = point
    printed = {key for key, found in by_report.items() if _is_printed(formula, found)}
    both = {
        key: found for key, found in by_report.items() if key not in printed and _has_both(formula, found)
    }
    rows = tuple(_rows(formula, both.values(), units))
    return DerivedStanding(
        formula=formula,
        rows=rows,
        spreads=_spreads(rows),
        levels=levels,
        looked_at=len(keys),
        printed=len(printed),
        unfit=len(both) - len(rows),
    )


def _spreads(rows: Iterable[Derived]) -> dict[str, Spread]:
    by_level: dict[str, list[Point]] = defaultdict(list)
    for row in rows:
        by_level[row.point.level].append(row.point)
    known = (level for level in LEVELS if by_level[level])
    return {level: spread(by_level[level], per_resident=False, beside=ANNUAL) for level in known}


def _is_printed(formula: Derivation, found: dict[str, Point]) -> bool:
    point = found.get(formula.instead_of)
    return point is not None and point.value is not None


def _has_both(formula: Derivation, found: dict[str, Point]) -> bool:
    return formula.numerator in found and formula.denominator in found


def _rows(
    formula: Derivation, reports: Iterable[dict[str, Point]], units: dict[str, str]
) -> Iterable[Derived]:
    for found in reports:
        above, below = found[formula.numerator], found[formula.denominator]
        ratio = None if above.half_year else derive(formula, above, below, units)
        if ratio:
            point = replace(
                above,
                value=ratio.value,
                value_max=None,
                unit=formula.unit,
                qualifier=ratio.qualifier,
                period=Period.YEAR,
            )
            yield Derived(point, above, below)
