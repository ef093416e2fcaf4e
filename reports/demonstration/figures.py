"""How much of everything a bureau has in a year: made up so that it follows its residents and its own past."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal

from reports.demonstration.cast import Writer
from reports.demonstration.vocabulary import Quantity, dice

FIRST = 2020
"""The year in which growth counts from one."""
HALF = 0.47
Values = dict[str, Decimal]


def figures_of(
    quantities: Mapping[str, Quantity], writer: Writer, year: int, seed: int, *, half: bool = False
) -> Values:
    """Every quantity in its base unit (元, 人, %). Sums and rates are worked out from their parts."""
    values: Values = {}
    for name, quantity in quantities.items():
        values[name] = _value(name, quantity, values, writer, (seed, year, half))
    return values


def _value(
    name: str, quantity: Quantity, values: Values, writer: Writer, when: tuple[int, int, bool]
) -> Decimal:
    if quantity.sum:
        return sum((values[part] for part in quantity.sum), Decimal(0))
    if quantity.rate_of:
        part, whole = (values[one] for one in quantity.rate_of)
        return (part * 100 / whole).quantize(Decimal("0.01"), ROUND_HALF_UP) if whole else Decimal(0)
    seed, year, half = when
    drawn = dice(seed, writer.adcode, name, year, half).gauss(1, quantity.wobble)
    size = float(values[quantity.of]) * quantity.share if quantity.of else _size(name, quantity, writer, when)
    rounded = _rounded(quantity, max(size * drawn, 0.0))
    whole_of = values.get(quantity.of)
    return min(rounded, whole_of) if whole_of is not None else rounded


def _size(name: str, quantity: Quantity, writer: Writer, when: tuple[int, int, bool]) -> float:
    seed, year, half = when
    level = quantity.base or quantity.per_10k * writer.residents / 10_000
    own = dice(seed, writer.adcode, name).lognormvariate(0, quantity.spread)
    grown = level * own * quantity.growth ** (year - FIRST)
    return grown * HALF if half and not quantity.stock else grown


def _rounded(quantity: Quantity, size: float) -> Decimal:
    if quantity.step:
        return Decimal(round(size / quantity.step) * quantity.step)
    if quantity.unit == "%":
        return Decimal(min(size, quantity.at_most or 100.0)).quantize(Decimal("0.1"))
    if quantity.unit == "元":
        return Decimal(round(size, -2)).quantize(Decimal(1))
    return Decimal(round(size))


def with_slip(quantities: Mapping[str, Quantity], values: Values, *of: object) -> Values:
    """The same with one sum or rate misprinted, as in real reports: a part counted twice, or a digit off."""
    chance = dice(*of, "slip")
    name = chance.choice([one for one, quantity in quantities.items() if quantity.sum or quantity.rate_of])
    quantity, value = quantities[name], values[name]
    off = values[chance.choice(quantity.sum)] if quantity.sum and chance.random() < 0.4 else Decimal(10)
    if quantity.rate_of:
        off = Decimal("1.5")
    return {**values, name: value + off if value <= off else value - off}
