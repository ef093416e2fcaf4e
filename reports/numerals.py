"""Figures as people read them: sign, integer, fraction, unit, and the printed form beside where it differs in kind.

One place for every page, chart and label, so that a figure looks and sounds the same wherever it stands. No query.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _
from django.utils.translation import pgettext, pgettext_lazy

from bureaus.models import in_english
from reports.comparison import Basis, Difference, rounded
from reports.models import Indicator, IndicatorKind, Metric
from reports.models.findings import Claim, Period, Qualifier

SIGNS = {
    Qualifier.ABOUT: "≈",
    Qualifier.OVER: "≥",
    Qualifier.AT_LEAST: "≥",
    Qualifier.UNDER: "<",
}

TAGGED = {Period.PART, Period.CUMULATIVE, Period.MULTI_YEAR}
"""Periods that must be marked in the cell; a year needs no mark and a point in time is said in the row's head."""


@dataclass(frozen=True, slots=True)
class Scale:
    """The unit a row of values is shown in: divide by `divisor`, then call it `unit`."""

    divisor: Decimal
    unit: str


def scale_for(unit: str, kind: str, values: Iterable[Decimal | None]) -> Scale:
    """One scale for all values of a row. Money paid out is large and shown in 万元 or 亿元; a standard is not."""
    sizes = [abs(value) for value in values if value]
    if unit != "元" or kind == IndicatorKind.STANDARD or not sizes:
        return Scale(Decimal(1), unit_name(unit))
    if in_english():
        steps = ((10_000_000, _("million yuan"), 1_000_000), (10_000, _("thousand yuan"), 1_000))
    else:
        steps = ((100_000_000, "亿元", 100_000_000), (10_000, "万元", 10_000))
    smallest, largest = min(sizes), max(sizes)
    # 亿元 for the whole row or not at all, and only where none has more than four decimals then: 94,976.73 is read,
    # 9.497673 is not. One large amount is enough for 万元.
    (least, name, divisor), (floor, small_name, small_divisor) = steps
    if smallest >= least and all(size % (divisor // 10_000) == 0 for size in sizes):
        return Scale(Decimal(divisor), name)
    if largest >= floor:
        return Scale(Decimal(small_divisor), small_name)
    return Scale(Decimal(1), unit_name(unit))


def scale_of(metric: Metric, kind: str = "") -> Scale:
    """The scale of a figure that stands alone."""
    return scale_for(metric.unit, kind or (metric.indicator.kind if metric.indicator else ""), [metric.value])


UNITS_EN = {
    "元": "yuan", "人": "persons", "人次": "person-times", "户": "households", "户次": "household-times",
    "件": "cases", "个": "", "家": "", "对": "couples", "次": "times", "张": "", "项": "items",
    "份": "copies", "例": "cases", "具": "", "卷": "volumes", "台": "", "台次": "vehicle-times",
    "场": "events", "块": "", "处": "sites", "工作日": "working days", "支": "teams", "期": "issues",
    "本": "copies", "条": "items", "名": "persons", "宗": "cases",
}  # fmt: skip
"""English for the classifiers that indicators are counted in; English counts many things without one."""


def unit_name(unit: str) -> str:
    """A unit in the reader's language; one without an English word stays as printed."""
    return UNITS_EN.get(unit, unit) if in_english() else unit


def digits(value: Decimal) -> tuple[str, str]:
    """(integer with commas, fraction with its point): as many decimals as the report gives, never padded."""
    whole, _point, fraction = f"{value.normalize():,f}".partition(".")
    return whole, f".{fraction}" if fraction else ""


def plain(value: Decimal | None) -> str:
    """A number as a spreadsheet takes it: ASCII, no commas, no exponent, no padding; empty for None."""
    return "" if value is None else f"{value.normalize():f}"


SLOT = 5
"""Characters of 12 px that the slot right of the decimal point holds."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A value ready for a cell, a certificate or a chart's label."""

    sign: str
    whole: str
    fraction: str
    upper: str
    unit: str
    beside: str
    tag: str
    spoken: str

    @property
    def fits(self) -> bool:
        """Whether the printed form has room in the slot right of the decimal point."""
        return bool(self.beside) and not self.fraction and not self.upper and len(self.beside) <= SLOT

    @property
    def text(self) -> str:
        """The value in one string: ≈46.98, 5,000–20,000."""
        return f"{self.sign}{self.whole}{self.fraction}{'–' + self.upper if self.upper else ''}"


def figure(
    metric: Metric,
    *,
    scale: Scale,
    indicator: Indicator | None = None,
    value: Decimal | None = None,
    value_max: Decimal | None = None,
    qualifier: Qualifier | None = None,
) -> Figure:
    """The face of a metric; `value`, `value_max` and `qualifier` replace its own where they were derived.

    What is reported is shown to its last digit; what is derived is rounded in the unit shown.
    """
    derived = value is not None and value != metric.value
    value = metric.value if value is None else value
    value_max = metric.value_max if value_max is None and not derived else value_max
    if value is None:
        return Figure("", "?", "", "", scale.unit, metric.mention, "", _("not readable"))
    show = rounded if derived else Decimal
    whole, fraction = digits(show(value / scale.divisor))
    upper = "".join(digits(show(value_max / scale.divisor))) if value_max is not None else ""
    qualifier = qualifier or Qualifier(metric.qualifier)
    return Figure(
        sign=SIGNS.get(qualifier, ""),
        whole=whole,
        fraction=fraction,
        upper=upper,
        unit=scale.unit,
        beside="" if derived else _beside(metric, indicator),
        tag=_tag(metric),
        spoken=_spoken(whole + fraction, upper, scale.unit, qualifier, _tag(metric)),
    )


def _beside(metric: Metric, indicator: Indicator | None) -> str:
    """The printed form, where it differs in kind: another classifier, 余, a Chinese numeral, a negating word."""
    numeral = any(char.isdigit() and char.isascii() for char in metric.mention)
    bound = metric.qualifier in (Qualifier.OVER, Qualifier.UNDER) and any(c in metric.mention for c in "余多")
    other_unit = indicator is not None and metric.unit != indicator.unit
    return metric.mention if other_unit or bound or not numeral else ""


def _tag(metric: Metric) -> str:
    if metric.claim == Claim.PLAN:
        return str(Claim.PLAN.label)
    return str(Period(metric.period).label) if metric.period in TAGGED else ""


def _spoken(number: str, upper: str, unit: str, qualifier: Qualifier, tag: str) -> str:
    """The whole statement for a screen reader: about 46.98 万元, part-year."""
    if upper:
        number = _("%(low)s to %(high)s") % {"low": number, "high": upper}
    value = bounded(quantity(number, unit), qualifier)
    return pgettext("list", ", ").join(part for part in (value, tag) if part)


def quantity(number: str, unit: str) -> str:
    """A number and its unit as the reader's language sets them."""
    return pgettext("stated", "%(number)s %(unit)s") % {"number": number, "unit": unit} if unit else number


def bounded(value: str, qualifier: Qualifier) -> str:
    """A value with its bound in words: at least 160,000 persons."""
    return str(_BOUNDED.get(qualifier, "%(value)s")) % {"value": value}


_BOUNDED = {
    Qualifier.ABOUT: pgettext_lazy("stated", "about %(value)s"),
    Qualifier.OVER: pgettext_lazy("stated", "at least %(value)s"),
    Qualifier.AT_LEAST: pgettext_lazy("stated", "at least %(value)s"),
    Qualifier.UNDER: pgettext_lazy("stated", "less than %(value)s"),
}


def signed(value: Decimal) -> str:
    """A difference with its sign, by a real minus: +1,234, −0.5, 0."""
    whole, fraction = digits(abs(value))
    sign = "+" if value > 0 else "−" if value < 0 else ""
    return f"{sign}{whole}{fraction}"


def distance(difference: Difference, scale: Scale, kind: str, basis: Basis) -> str:
    """How far a value lies from the base bureau's: +1,234 (+12.3%); of a rate and an index in points."""
    absolute = difference.absolute / scale.divisor
    number = signed(absolute if basis is Basis.RAW else rounded(absolute))
    sign = SIGNS.get(difference.qualifier, "")
    if basis is Basis.INDEX:
        return sign + pgettext("difference of an index", "%(n)s points") % {"n": number}
    if kind == IndicatorKind.RATE:
        return sign + pgettext("difference of a rate", "%(n)s points") % {"n": number}
    if difference.percent is None:
        return sign + number
    percent = signed(difference.percent.quantize(Decimal("0.1"), ROUND_HALF_UP))
    return sign + pgettext("difference", "%(n)s (%(percent)s%%)") % {"n": number, "percent": percent}
