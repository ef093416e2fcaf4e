"""A report's arithmetic in words and numbers: what was checked and what explains a gap. No query."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from reports.arithmetic import as_printed, worked_out, written
from reports.holdings.contents import Arithmetic
from reports.models import IndicatorKind, Metric
from reports.models.findings import Claim, RelationKind
from reports.numerals import Scale, digits, quantity, scale_for

Words = str | Promise
CENT = Decimal("0.01")
_IN_ONE_UNIT = (RelationKind.SUM, RelationKind.INCREASE, RelationKind.DECREASE)


def equation(one: Arithmetic) -> str:
    """The arithmetic as it would be written out: 119 ÷ 234 = 50.85%."""
    result, scale = one.relation.result, _scale(one)
    divisor = _divisor(one)
    left = written(one.relation.kind, [_number(term.value, divisor) for term in one.terms])
    sign = "=" if one.relation.holds else "≠"
    return f"{left} {sign} {_with_unit(result.value, result, scale)}"


def _scale(one: Arithmetic) -> Scale:
    """What is added or taken away is shown in one unit with its result; a rate as it is."""
    result = one.relation.result
    kind = result.indicator.kind if result.indicator else ""
    values = [term.value for term in one.terms] if one.relation.kind in _IN_ONE_UNIT else [Decimal(1)]
    return scale_for(result.unit, kind, values)


def _divisor(one: Arithmetic) -> Decimal:
    """What the terms are shown divided by: large amounts in 万元, under a rate too."""
    if one.relation.kind in _IN_ONE_UNIT or len({term.unit for term in one.terms}) > 1:
        return _scale(one).divisor
    kind = IndicatorKind.STANDARD if any(term.claim == Claim.STANDARD for term in one.terms) else ""
    return scale_for(one.terms[0].unit, kind, [term.value for term in one.terms]).divisor


def _number(value: Decimal | None, divisor: Decimal = Decimal(1)) -> str:
    return "?" if value is None else "".join(digits(value / divisor))


def _with_unit(value: Decimal | None, result: Metric, scale: Scale) -> str:
    number = _number(value, scale.divisor)
    return f"{number}{result.unit}" if result.unit in ("%", "‰") else quantity(number, scale.unit)


def _gap(value: Decimal, result: Metric, scale: Scale) -> str:
    if result.unit == "%":
        return quantity(_number(value), _("percentage points"))
    return _with_unit(value, result, scale)


_KINDS: dict[str, Words] = {
    "sum": pgettext_lazy("relation", "sum"),
    "ratio": pgettext_lazy("relation", "share"),
    "completion": pgettext_lazy("relation", "completion of a target"),
    "growth": pgettext_lazy("relation", "growth over the earlier value"),
    "decline": pgettext_lazy("relation", "decline from the earlier value"),
    "increase": pgettext_lazy("relation", "increase over the earlier value"),
    "decrease": pgettext_lazy("relation", "decrease from the earlier value"),
    "gain": pgettext_lazy("relation", "growth by the increase"),
    "loss": pgettext_lazy("relation", "decline by the decrease"),
}
_DIAGNOSES: dict[str, Words] = {
    "fits_without": gettext_lazy("It adds up if “%(said)s” is left out, which may stand outside the total."),
    "fits_with_twice": gettext_lazy("It adds up if “%(said)s” is counted twice."),
    "exceeds": gettext_lazy("The parts named are already more than the total they belong to."),
    "direction": gettext_lazy("It is right the other way round: what is said to rise falls, or the reverse."),
    "base": gettext_lazy("It is right if divided by the later value instead of the earlier one."),
    "points": gettext_lazy("It is right in percentage points; a percentage is something else."),
    "reversed": gettext_lazy("It is right if the target is divided by what was done."),
}
"""The engine's codes in words; `gap` and `computed` say what the numbers beside them say and need none."""
_SAID_BY_NUMBERS = {"gap", "computed"}


def kind_of(one: Arithmetic) -> str:
    """What was checked; the engine's code for a kind that has no words yet."""
    return str(_KINDS.get(one.relation.kind, one.relation.kind))


def diagnosis(one: Arithmetic) -> str:
    """What would explain that it does not come out; empty where it does or nothing does."""
    if one.relation.holds or not one.relation.diagnosis:
        return ""
    code, _colon, said = one.relation.diagnosis.partition(":")
    if code in _SAID_BY_NUMBERS:
        return ""
    words = _DIAGNOSES.get(code)
    return str(words) % {"said": said} if words else one.relation.diagnosis


def numbers(one: Arithmetic) -> str:
    """What it comes to beside what is printed: worked out 1,208, printed 1,218: 10 more. Empty where both are one."""
    result, scale = one.relation.result, _scale(one)
    terms = [term.value for term in one.terms if term.value is not None]
    value = worked_out(one.relation.kind, terms, result.unit) if len(terms) == len(one.terms) else None
    if value is None or result.value is None:
        return ""
    rounded = value if one.relation.kind in _IN_ONE_UNIT else value.quantize(CENT, ROUND_HALF_UP)
    said = {
        "computed": _with_unit(rounded, result, scale),
        "printed": _with_unit(result.value, result, scale),
        "gap": _gap(abs(result.value - rounded), result, scale),
    }
    if result.value == as_printed(value, result.value):
        return ""
    if one.relation.holds:
        return _("worked out %(computed)s, printed %(printed)s: within rounding") % said
    if result.value > rounded:
        return _("worked out %(computed)s, printed %(printed)s: %(gap)s more") % said
    return _("worked out %(computed)s, printed %(printed)s: %(gap)s less") % said


@dataclass(frozen=True, slots=True)
class Line:
    """One checked relation, ready to be shown: its sentence in pieces, those of its figures marked."""

    one: Arithmetic
    kind: str
    equation: str
    numbers: str
    diagnosis: str
    pieces: tuple[tuple[str, Metric | None], ...]

    @classmethod
    def of(cls, one: Arithmetic) -> Line:
        return cls(one, kind_of(one), equation(one), numbers(one), diagnosis(one), _pieces(one))


def _pieces(one: Arithmetic) -> tuple[tuple[str, Metric | None], ...]:
    """The result's sentence; figures of the relation that stand elsewhere (in a table) are not in it."""
    result = one.relation.result
    start, sentence = result.sentence_start, result.sentence
    inside = {figure.start: figure for figure in (result, *one.terms) if figure.sentence_start == start}
    pieces: list[tuple[str, Metric | None]] = []
    at = 0
    for place, figure in sorted(inside.items()):
        low, high = place - start, figure.end - start
        if at <= low < high <= len(sentence):
            pieces += [(sentence[at:low], None), (sentence[low:high], figure)]
            at = high
    return tuple(piece for piece in (*pieces, (sentence[at:], None)) if piece[0])


def audit_answer(holding: int, failing: int) -> str:
    """How much of the report's arithmetic comes out."""
    if not holding + failing:
        return _("This report makes no sum, share or rate of change checkable.")
    said = {"total": holding + failing, "holding": holding, "failing": failing}
    if not failing:
        return _("Checks that the report's own figures allow: %(total)s. All add up.") % said
    return (
        _("Checks that the report's own figures allow: %(total)s. %(holding)s add up, %(failing)s do not.")
        % said
    )
