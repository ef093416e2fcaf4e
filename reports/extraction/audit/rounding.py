"""What rounding, 余 and 约 can account for (舍入误差)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from reports.extraction.records import Metric, Qualifier

_NUMBER = re.compile(r"\d[\d,. ]*")
_LARGE = {"万": Decimal(10_000), "亿": Decimal(10**8), "倍": Decimal(100), "成": Decimal(10)}
_ABOUT, _FAR = Decimal("0.05"), Decimal(10**20)
HUNDRED = Decimal(100)


class Span(NamedTuple):
    """All that a printed number may stand for."""

    low: Decimal
    high: Decimal


def tolerance(metrics: Sequence[Metric]) -> Decimal:
    """What rounding and 余/约 can account for: half of the last printed place of every figure."""
    return sum((_half_place(metric) for metric in metrics), Decimal(0))


def _half_place(metric: Metric) -> Decimal:
    number = _NUMBER.search(metric.mention)
    if number is None or ("." not in number[0] and not _scale(metric)):
        return Decimal(0) if metric.qualifier is Qualifier.EXACT else metric.value / 50
    digits = number[0].strip().partition(".")[2]
    step = (_scale(metric) or Decimal(1)).scaleb(-len(digits))
    return step / 2 if len(digits) < 2 or metric.qualifier is not Qualifier.EXACT else Decimal(0)


def _scale(metric: Metric) -> Decimal | None:
    return next((scale for mark, scale in _LARGE.items() if mark in metric.mention), None)


def span(metric: Metric) -> Span:
    """What a counted number may stand for: a whole one itself, a rounded one half its last place to either side."""
    value, half = metric.value, Decimal(0)
    number = _NUMBER.search(metric.mention)
    if number and ("." in number[0] or _scale(metric)):
        half = _step(metric) / 2
    if metric.qualifier in (Qualifier.OVER, Qualifier.AT_LEAST):
        return Span(value, value + max(2 * half, abs(value) * _ABOUT))
    if metric.qualifier is Qualifier.UNDER:
        return Span(value - max(2 * half, abs(value) * _ABOUT), value)
    slack = abs(value) * _ABOUT if metric.qualifier is Qualifier.ABOUT else Decimal(0)
    return Span(value - max(half, slack), value + max(half, slack))


def claim(metric: Metric) -> Span:
    """What a rate or a change claims: half its last place to either side; 以上 and 近 leave one side open."""
    value, half = percent(metric), _step(metric) / 2
    if metric.qualifier in (Qualifier.OVER, Qualifier.AT_LEAST):
        return Span(value - half, _FAR)
    if metric.qualifier is Qualifier.UNDER:
        return Span(-_FAR, value + half)
    slack = abs(value) * _ABOUT if metric.qualifier is Qualifier.ABOUT else Decimal(0)
    return Span(value - max(half, slack), value + max(half, slack))


def percent(metric: Metric) -> Decimal:
    """The value of a rate in percent: 1.2倍 is 120."""
    return metric.value * HUNDRED if metric.unit == "倍" else metric.value


def meet(one: Span, other: Span) -> bool:
    """Whether both may stand for the same number."""
    return one.low <= other.high and other.low <= one.high


def quotient(part: Span, whole: Span) -> Span:
    """The part in percent of the whole, both above zero."""
    return Span(part.low * HUNDRED / whole.high, part.high * HUNDRED / whole.low)


def printed(rate: Decimal) -> str:
    """A computed rate as a diagnosis says it: two decimals, no trailing zeros."""
    return f"{rate.quantize(Decimal('0.01'), ROUND_HALF_UP).normalize():f}"


def _step(metric: Metric) -> Decimal:
    """The last printed place: 10 of 3,910 counts as 1, of 391万 as 10,000, of 4.9% as 0.1."""
    number = _NUMBER.search(metric.mention)
    digits = number[0].strip().partition(".")[2] if number else ""
    return (_scale(metric) or Decimal(1)).scaleb(-len(digits))
