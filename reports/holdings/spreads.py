"""Figures of one indicator that may stand beside each other: which they are, and where their middle lies. No query."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bureaus.models import local_place
from reports.models.findings import Claim, Period, Qualifier

PER = Decimal(10_000)
MEDIAN_FROM = 3
"""Of fewer values none is called the middle one."""
QUARTILES_FROM = 5


@dataclass(frozen=True, slots=True)
class Point:
    """One report's headline figure without the text around it; `place` is the region of the report's time."""

    metric: int
    indicator: str
    report: int
    bureau: int
    region: int
    place: str
    level: str
    year: int
    value: Decimal | None
    value_max: Decimal | None
    unit: str
    qualifier: str
    period: str
    claim: str
    scope: str
    half_year: bool
    residents: int | None
    now: str = ""
    """The region's name today, where the division has changed since."""

    def measure(self, per_resident: bool) -> Decimal | None:
        """The value, or the value per 10,000 residents; None where there is nothing to divide or to divide by."""
        if not per_resident or self.value is None:
            return self.value
        return self.value * PER / self.residents if self.residents else None

    def upper(self, per_resident: bool) -> Decimal | None:
        """The upper end of a range, measured alike."""
        if self.value_max is None or not per_resident:
            return self.value_max
        return self.value_max * PER / self.residents if self.residents else None

    @property
    def local_place(self) -> str:
        return local_place(self.place)

    @property
    def local_now(self) -> str:
        return local_place(self.now)

    @property
    def is_bound(self) -> bool:
        return self.qualifier != Qualifier.EXACT


@dataclass(frozen=True, slots=True)
class Spread:
    """Points that may stand beside each other, from the lowest, and those set apart from them."""

    per_resident: bool
    values: tuple[Decimal, ...]
    """As measured, in the order of the points."""
    points: tuple[Point, ...]
    apart: tuple[Point, ...] = ()
    """Part-year, cumulative and planned figures, and monthly ones among yearly: listed, never ranked."""
    no_residents: tuple[Point, ...] = ()

    @property
    def n(self) -> int:
        return len(self.points)

    @property
    def bounds(self) -> int:
        """How many of the points are bounds, ranges or approximations."""
        return sum(point.is_bound for point in self.points)

    @property
    def median(self) -> Decimal | None:
        return quantile(self.values, 2) if self.n >= MEDIAN_FROM else None

    @property
    def quartiles(self) -> tuple[Decimal, Decimal] | None:
        """The ends of the middle half."""
        if self.n < QUARTILES_FROM:
            return None
        return quantile(self.values, 1), quantile(self.values, 3)


def quantile(values: Sequence[Decimal], quarter: int) -> Decimal:
    """The value a quarter, half or three quarters up an ordered row, between two neighbours in proportion."""
    whole, rest = divmod((len(values) - 1) * quarter, 4)
    low = values[whole]
    return low + (values[whole + 1] - low) * rest / 4 if rest else low


def spread(points: Iterable[Point], *, per_resident: bool, beside: Collection[str]) -> Spread:
    """Sort points into those of the periods `beside`, which may stand beside each other, and the others."""
    drawn: list[tuple[Decimal, Point]] = []
    apart: list[Point] = []
    no_residents: list[Point] = []
    for point in points:
        if point.value is None:
            continue
        measured = point.measure(per_resident)
        if not is_sound(point) or point.period not in beside:
            apart.append(point)
        elif measured is None:
            no_residents.append(point)
        else:
            drawn.append((measured, point))
    drawn.sort(key=lambda pair: (pair[0], pair[1].metric))
    return Spread(
        per_resident=per_resident,
        values=tuple(value for value, _point in drawn),
        points=tuple(point for _value, point in drawn),
        apart=tuple(apart),
        no_residents=tuple(no_residents),
    )


def is_sound(point: Point) -> bool:
    """Whether it was found, not planned, and doesn't pass for a year's in the report of half a year."""
    half = point.half_year and point.period == Period.YEAR
    return point.claim != Claim.PLAN and not half
