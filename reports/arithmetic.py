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


def _sum(terms: Sequence[Decimal]) -> Decimal | None:
    return sum(terms, Decimal(0))


_WORKED_OUT: dict[str, tuple[Callable[[Sequence[Decimal]], Decimal | None], int]] = {
    "sum": (_sum, 0),
    "ratio": (_share, 2),
    "completion": (_share, 2),
    "growth": (_growth, 2),
}
"""Each kind with the number of its terms, 0 where there may be any."""


def worked_out(kind: str, terms: Sequence[Decimal]) -> Decimal | None:
    """What the terms come to; None where the kind is unknown or there is nothing to divide by."""
    work, count = _WORKED_OUT.get(kind, (None, 0))
    if work is None or (count and len(terms) != count):
        return None
    return work(terms)


def as_printed(value: Decimal, result: Decimal) -> Decimal:
    """A worked-out value with as many places as the printed result has."""
    exponent = result.normalize().as_tuple().exponent
    places = min(0, exponent) if isinstance(exponent, int) else 0
    return value.quantize(Decimal(1).scaleb(places), ROUND_HALF_UP)


def comes_out(kind: str, terms: Sequence[Decimal], result: Decimal) -> bool:
    """Whether the terms come to the printed result, rounded as it is printed."""
    value = worked_out(kind, terms)
    return value is not None and as_printed(value, result) == result
