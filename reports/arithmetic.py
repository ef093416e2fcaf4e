"""The arithmetic of reports worked out (勾稽关系): what the terms come to, rounded as printed. Pure.

A new kind of relation needs its line here and its words in `audit_wording`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import ROUND_HALF_UP, Decimal

HUNDRED = Decimal(100)


def _share(terms: Sequence[Decimal]) -> Decimal | None:
    part, whole = terms
    return part * HUNDRED / whole if whole else None


def _growth(terms: Sequence[Decimal]) -> Decimal | None:
    now, before = terms
    return (now - before) * HUNDRED / before if before else None


def _decline(terms: Sequence[Decimal]) -> Decimal | None:
    now, before = terms
    return (before - now) * HUNDRED / before if before else None


def _increase(terms: Sequence[Decimal]) -> Decimal | None:
    return terms[0] - terms[1]


def _decrease(terms: Sequence[Decimal]) -> Decimal | None:
    return terms[1] - terms[0]


def _gain(terms: Sequence[Decimal]) -> Decimal | None:
    now, more = terms
    return more * HUNDRED / (now - more) if now != more else None


def _loss(terms: Sequence[Decimal]) -> Decimal | None:
    now, less = terms
    return less * HUNDRED / (now + less) if now + less else None


def _sum(terms: Sequence[Decimal]) -> Decimal | None:
    return sum(terms, Decimal(0))


_WORKED_OUT: dict[str, tuple[Callable[[Sequence[Decimal]], Decimal | None], int, str]] = {
    "sum": (_sum, 0, ""),
    "ratio": (_share, 2, "{0} ÷ {1}"),
    "completion": (_share, 2, "{0} ÷ {1}"),
    "growth": (_growth, 2, "({0} − {1}) ÷ {1}"),
    "decline": (_decline, 2, "({1} − {0}) ÷ {1}"),
    "increase": (_increase, 2, "{0} − {1}"),
    "decrease": (_decrease, 2, "{1} − {0}"),
    "gain": (_gain, 2, "{1} ÷ ({0} − {1})"),
    "loss": (_loss, 2, "{1} ÷ ({0} + {1})"),
}
"""Each kind with the number of its terms, 0 where there may be any, and how it is written."""
TIMES = "倍"


def worked_out(kind: str, terms: Sequence[Decimal], unit: str = "%") -> Decimal | None:
    """What the terms come to, in the result's unit; None where the kind is unknown or nothing divides."""
    work, count, _form = _WORKED_OUT.get(kind, (None, 0, ""))
    if work is None or (count and len(terms) != count):
        return None
    value = work(terms)
    return value / HUNDRED if value is not None and unit == TIMES else value


def written(kind: str, sides: Sequence[str]) -> str:
    """The terms, already as strings, with the signs between them: 119 ÷ 234."""
    _work, count, form = _WORKED_OUT.get(kind, (None, 0, ""))
    if count and len(sides) == count:
        return form.format(*sides)
    return (" + " if kind == "sum" else ", ").join(sides)


def as_printed(value: Decimal, result: Decimal) -> Decimal:
    """A worked-out value with as many places as the printed result has."""
    exponent = result.normalize().as_tuple().exponent
    places = min(0, exponent) if isinstance(exponent, int) else 0
    return value.quantize(Decimal(1).scaleb(places), ROUND_HALF_UP)


def comes_out(kind: str, terms: Sequence[Decimal], result: Decimal, unit: str = "%") -> bool:
    """Whether the terms come to the printed result, rounded as it is printed."""
    value = worked_out(kind, terms, unit)
    return value is not None and as_printed(value, result) == result
