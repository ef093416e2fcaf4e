"""What every chart shares: a bureau's marker, how a value is drawn that is no exact number, what stands around it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce

from django.utils.translation import gettext as _

from reports import wording
from reports.comparison import Basis, Cell
from reports.models.findings import Qualifier
from reports.numerals import Figure, Scale

MARKERS = ("●", "■", "▲", "◆", "▼", "✚", "✕", "✳")
POINTS = ("circle", "rect", "triangle", "rectRot", "triangleDown", "cross", "crossRot", "star")
"""A bureau's marker goes with its place in the question; beyond these it has none."""

SORTS = {
    Qualifier.ABOUT: "about",
    Qualifier.OVER: "least",
    Qualifier.AT_LEAST: "least",
    Qualifier.UNDER: "most",
    Qualifier.RANGE: "range",
}


@dataclass(frozen=True, slots=True)
class Mark:
    """A value as it is drawn: hollow where it is about, an arrow at a bound, a bar with end ticks for a range."""

    value: float | None = None
    high: float | None = None
    text: str = ""
    tip: str = ""
    sort: str = ""


NO_MARK = Mark()


def mark(cell: Cell, face: Figure | None, scale: Scale) -> Mark:
    """The mark of a cell; none without a value. Only the pixels need a float: what is printed stays exact text."""
    if cell.value is None or cell.metric is None or face is None:
        return NO_MARK
    stated = {"value": f"{face.text} {scale.unit}".strip(), "mention": cell.metric.mention}
    return Mark(
        value=float(cell.value / scale.divisor),
        high=float(cell.value_max / scale.divisor) if cell.value_max is not None else None,
        text=face.text,
        tip=_("%(value)s, printed “%(mention)s”") % stated,
        sort=SORTS.get(cell.qualifier or Qualifier(cell.metric.qualifier), ""),
    )


def axis_unit(scale: Scale, basis: Basis, first_year: int | None) -> str:
    """What stands above the value axis."""
    if basis is Basis.INDEX and first_year is not None:
        return wording.hundred(first_year)
    if basis is not Basis.PER_10K:
        return scale.unit
    return (
        _("%(unit)s per 10,000 residents") % {"unit": scale.unit} if scale.unit else _("per 10,000 residents")
    )


def source() -> str:
    return _("Source: the bureaus' own annual reports.")


def sentences(parts: Iterable[str]) -> str:
    """Sentences one after another, as the reader's language sets them."""
    return reduce(lambda first, second: _("%(first)s %(second)s") % {"first": first, "second": second}, parts)
