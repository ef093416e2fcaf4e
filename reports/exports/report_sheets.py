"""One report's arithmetic as sheets, and the small tables of years beside an indicator and a shortcoming."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from django.utils.translation import gettext_lazy, pgettext_lazy

from reports import wording
from reports.audit_wording import Line
from reports.certificates import report_title
from reports.comparison import Basis, rounded
from reports.exports import fields
from reports.exports.fields import Field, Kind
from reports.exports.sheet import Sheet
from reports.exports.spreadsheets import Value
from reports.holdings.over_years import YearSpread
from reports.holdings.shortcomings import YearCount
from reports.models import Indicator, Metric, Report
from reports.numerals import unit_name

CHECKED = Field("checked", gettext_lazy("what is checked"), gettext_lazy("A sum, a share, a rate of change."))
EQUATION = Field(
    "equation",
    gettext_lazy("worked out"),
    gettext_lazy("The arithmetic as it would be written out."),
    width=34,
)
HOLDS = Field(
    "holds",
    gettext_lazy("comes out"),
    gettext_lazy("With the rounding of what is printed in mind."),
    Kind.YES,
)
NUMBERS = Field(
    "numbers",
    gettext_lazy("worked out and printed"),
    gettext_lazy("What it comes to beside what is printed; empty where both are one."),
    width=34,
)
DIAGNOSIS = Field(
    "diagnosis", gettext_lazy("diagnosis"), gettext_lazy("What would explain that it does not."), width=40
)
SUMS = (CHECKED, EQUATION, HOLDS, NUMBERS, DIAGNOSIS, fields.SENTENCE, fields.METRIC, fields.PERMALINK)


def sums_sheet(report: Report, lines: Sequence[Line], name: str, address: str, site: str) -> Sheet:
    """Every sum and share that a report makes checkable, in the order given."""
    rows = (
        [
            line.kind,
            line.equation,
            line.one.relation.holds,
            line.numbers or None,
            line.diagnosis or None,
            line.one.relation.result.sentence,
            line.one.relation.result_id,
            f"{site}/metrics/{line.one.relation.result_id}/",
        ]
        for line in lines
    )
    title = report_title(report)
    return Sheet(name, title, SUMS, rows, address, [(title, report.source_url or address)])


BEFORE = Field("before", gettext_lazy("the year before"), gettext_lazy("In the unit beside it."), Kind.NUMBER)
NOW = Field("now", gettext_lazy("this year"), gettext_lazy("In the unit beside it."), Kind.NUMBER)
BEFORE_URL = Field(
    "before_url", gettext_lazy("the year before: permanent address"), fields.PERMALINK.about, width=34
)
NOW_URL = Field("now_url", gettext_lazy("this year: permanent address"), fields.PERMALINK.about, width=34)
WHY = Field("why", pgettext_lazy("column", "why"), gettext_lazy("Why it is worth a look."), width=30)
WORTH_A_LOOK = (
    fields.INDICATOR, fields.INDICATOR_ZH, fields.INDICATOR_EN, BEFORE, NOW, fields.UNIT, WHY, BEFORE_URL, NOW_URL,
)  # fmt: skip


def beside_sheet(
    report: Report,
    found: Iterable[tuple[Indicator, Metric, Metric, str]],
    name: str,
    address: str,
    site: str,
) -> Sheet:
    """(indicator, figure of the year before, this year's, why): what repeats or leaps over a year."""
    rows = (
        [
            indicator.pk,
            indicator.name_zh,
            indicator.name_en,
            before.value,
            now.value,
            unit_name(now.unit),
            why,
            *(f"{site}/metrics/{one.pk}/" for one in (before, now)),
        ]
        for indicator, before, now, why in found
    )
    return Sheet(name, report_title(report), WORTH_A_LOOK, rows, address)


# Years ----------------------------------------------------------------------------------------------------------------

REPORTS = Field(
    "reports", gettext_lazy("reports"), gettext_lazy("How many reports of the year are held."), Kind.WHOLE
)
N = Field(
    "n",
    gettext_lazy("with a value"),
    gettext_lazy("How many values may stand beside each other."),
    Kind.WHOLE,
)
LOW = Field(
    "low", gettext_lazy("lower quartile"), gettext_lazy("Empty for fewer than five values."), Kind.NUMBER
)
MEDIAN = Field(
    "median", gettext_lazy("median"), gettext_lazy("Empty for fewer than three values."), Kind.NUMBER
)
HIGH = Field(
    "high", gettext_lazy("upper quartile"), gettext_lazy("Empty for fewer than five values."), Kind.NUMBER
)
_PAIRS = gettext_lazy("Of the bureaus with a value in the year before, too; empty where there is none.")
UP = Field("up", gettext_lazy("same bureaus: up"), _PAIRS, Kind.WHOLE)
DOWN = Field("down", gettext_lazy("same bureaus: down"), _PAIRS, Kind.WHOLE)
SAME = Field("same", gettext_lazy("same bureaus: the same"), _PAIRS, Kind.WHOLE)
COURSE = (
    fields.YEAR, fields.LEVEL, fields.UNIT, fields.BASIS, REPORTS, N, LOW, MEDIAN, HIGH, UP, DOWN, SAME,
)  # fmt: skip


def course_sheet(
    indicator: Indicator,
    level: str,
    years: Sequence[YearSpread],
    name: str,
    address: str,
    *,
    per_resident: bool,
) -> Sheet:
    """One indicator over the years at one level, which is given in words."""
    basis = wording.basis_word(Basis.PER_10K if per_resident else Basis.RAW)
    lent: list[Value] = [level, unit_name(indicator.unit), basis]
    return Sheet(name, indicator.name, COURSE, _course(years, lent), address)


def _course(years: Sequence[YearSpread], lent: list[Value]) -> Iterator[list[Value]]:
    for one in years:
        low, high = one.quartiles or (None, None)
        pairs: list[Value] = [one.pairs.up, one.pairs.down, one.pairs.same] if one.pairs else [None] * 3
        middle = (_rounded(value) for value in (low, one.median, high))
        yield [one.year, *lent, one.held, one.n if one.held else None, *middle, *pairs]


def _rounded(value: Decimal | None) -> Decimal | None:
    return None if value is None else rounded(value)


NAMING = Field(
    "naming",
    gettext_lazy("bureaus naming it"),
    gettext_lazy("How many bureaus name it that year."),
    Kind.WHOLE,
)
HELD = Field(
    "held",
    gettext_lazy("bureaus with a report"),
    gettext_lazy("How many have a report for the year."),
    Kind.WHOLE,
)
SENTENCES = Field("sentences", gettext_lazy("sentences"), gettext_lazy("In how many sentences."), Kind.WHOLE)


def since_sheet(years: Sequence[YearCount], title: str, name: str, address: str) -> Sheet:
    """Of each year the bureaus that name a shortcoming, those with a report, and the sentences."""
    rows = ([one.year, one.bureaus, one.held, one.sentences] for one in years)
    return Sheet(name, title, (fields.YEAR, NAMING, HELD, SENTENCES), rows, address)
