"""How a figure is read, what its marks mean and when two may stand side by side, in words (读数方法). No query.

Rows of the page on method, one for each member of the enums they explain, so that nothing new goes unexplained.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from reports.comparability import SEVERITY, Reason, Verdict
from reports.comparison import Nothing
from reports.models.findings import Claim, Period, Qualifier
from reports.numerals import SIGNS
from reports.wording import GLYPHS, VERDICT_GLYPHS, nothing_word, verdict_word


class Explanation(NamedTuple):
    """One row: the glyph, its word, how reports print it, what it means."""

    glyph: str
    word: str | Promise
    printed: str
    meaning: str | Promise


class Calculation(NamedTuple):
    """What is worked out from read figures: its formula, when it is given, when it is withheld."""

    name: str | Promise
    formula: str | Promise
    given: str | Promise
    withheld: str | Promise


CALCULATIONS = (
    Calculation(
        pgettext_lazy("basis", "Per 10,000 residents"),
        _("figure ÷ residents × 10,000"),
        _(
            "Residents are those of the division at the 2020 census, in every year. "
            "“About” and bounds stay what they are."
        ),
        _(
            "Rates, standards, and indicators that mean nothing per resident; a division whose residents are not held."
        ),
    ),
    Calculation(
        pgettext_lazy("basis", "Index"),
        _("figure ÷ the bureau's own figure of the first year × 100"),
        _(
            "The first of the years chosen is 100 for each bureau by itself, so courses can be compared, sizes can't. "
            "If one of the two is “about”, so is the index; a later bound stays a bound."
        ),
        _(
            "No figure of the first year, or a zero; a bound or range in the first year; a range later; another "
            "period, nature or half-year report that makes the two incomparable; rates. With one year alone there is "
            "no index."
        ),
    ),
    Calculation(
        _("Difference from the base bureau"),
        _("figure − the base bureau's; in brackets ÷ the base bureau's × 100 %"),
        _(
            "Of the same year; without years chosen, of the latest report of each. Between rates and indices it is in "
            "points, without a percentage. If one of the two is “about”, so is the difference."
        ),
        _(
            "The two are not comparable (section 3); the base bureau's figure is a bound or a range, or the other is a "
            "range. The percentage alone: where the base bureau's figure is zero."
        ),
    ),
    Calculation(
        _("Derived indicator"),
        _("figure ÷ another figure of the same report, × 100 for shares"),
        _(
            "Marked “derived”, with both figures beside it as printed, each a link to its sentence. If one of the two "
            "is “about”, so is the result."
        ),
        _(
            "The report prints the result itself; one of the two is missing, zero below the line, a bound, a range, "
            "a plan or part of a year; a half-year report; different scopes; another unit than the indicator's; a "
            "part larger than its whole. Nothing is ever derived across reports or bureaus."
        ),
    ),
)

STEPS = (
    (
        pgettext_lazy("step of reading", "Text"),
        _(
            "The document becomes plain text, which is kept as it came and never changed. "
            "Every finding is a place in it."
        ),
    ),
    (
        pgettext_lazy("step of reading", "Clean copy"),
        _(
            "Beside it stands a copy in which full-width digits, odd spaces and dashes are made plain, character by "
            "character, so that every place in the one is the same place in the other."
        ),
    ),
    (
        pgettext_lazy("step of reading", "Outline"),
        _(
            "Headings are found by their numbers, and chapters told apart: work done, shortcomings, plans. "
            "A figure in a chapter of plans is a target, not a result."
        ),
    ),
    (
        pgettext_lazy("step of reading", "Quantities"),
        _(
            "A grammar reads numbers with their multipliers and units, Chinese numerals, ranges, lists and stated "
            "zeros. A numeral that is no quantity is put down as a date, a document number, a name: no digit is left "
            "unaccounted for."
        ),
    ),
    (
        pgettext_lazy("step of reading", "Meaning"),
        _(
            "Unit first, then the words around it decide which indicator of the catalogue a quantity is, for which "
            "period, and whether it is a result, a standard or a target. If none fits, it stays without an indicator."
        ),
    ),
    (
        pgettext_lazy("step of reading", "Shortcomings and plans"),
        _(
            "What the bureau itself calls a problem, and what it announces for the year to come, is taken sentence by "
            "sentence or point by point, each with a category."
        ),
    ),
    (
        pgettext_lazy("step of reading", "Checks"),
        _(
            "Sums, shares and rates of change that the text makes checkable are worked out again. "
            "After that it is a person's turn: a reviewer confirms, corrects or rejects, "
            "and what the machine read is kept beside it."
        ),
    ),
)

_QUALIFIERS = {
    Qualifier.EXACT: ("1698对", _("The value itself.")),
    Qualifier.ABOUT: ("约、左右", _("A rounded value.")),
    Qualifier.OVER: ("余、多、超过、以上", _("A lower bound: the value is at least this.")),
    Qualifier.AT_LEAST: ("不低于、不少于、至少", _("A lower bound that is a requirement.")),
    Qualifier.UNDER: ("近、不足、不超过、以内", _("An upper bound.")),
    Qualifier.RANGE: ("0.5至2万元", _("Both ends are kept.")),
}
_PERIODS = {
    Period.YEAR: ("全年、年内", _("The year of the report; also where the text gives no sign of another.")),
    Period.POINT: ("现有、在册", _("A stock at one moment, as a rule the end of the year.")),
    Period.PART: ("上半年、1至10月、疫情期间", _("Part of the year. Never set beside a whole one.")),
    Period.CUMULATIVE: ("自2019年以来累计", _("Since a start before the year.")),
    Period.MULTI_YEAR: ("近三年", _("Several years taken together.")),
    Period.RECURRING: ("每人每月", _("Paid or done each month; a standard.")),
}
_CLAIMS = {
    Claim.ACTUAL: ("办理、发放、共有", _("Done or found.")),
    Claim.STANDARD: ("提高至每人每月600元", _("A parameter of a policy, not an outcome.")),
    Claim.PLAN: ("力争达到、确保", _("A target. Never set beside a result.")),
}
_NOTHINGS = {
    Nothing.NOT_MENTIONED: _("A report is held, and it says nothing of this. It is not zero."),
    Nothing.NO_REPORT: _("No report of this bureau is held for this year."),
    Nothing.NOT_APPLICABLE: _("The task or the division did not exist, or the task lies with another body."),
    Nothing.UNREADABLE: _("Something stands there, but it could not be read as a number."),
}
_REASONS = {
    Reason.PERIOD: _("One covers a year, another part of a year, several years or longer."),
    Reason.CLAIM: _("One is a result, another a target or a standard."),
    Reason.HALF_YEAR: _("A half-year report stands beside an annual one."),
    Reason.UNIT: _("One is printed in another unit than the indicator's: couples beside cases."),
    Reason.QUALIFIER: _("One is approximate, a bound or a range."),
    Reason.SCOPE: _("The reports name different scopes: the whole city, or its own offices alone."),
    Reason.YEAR: _("The reports are of different years."),
    Reason.LEVEL: _("The bureaus are of different levels: county, prefecture, province."),
    Reason.DIVISION: _(
        "The division was merged or split since; a new name or rank alone leaves its area as it was."
    ),
}

LIMITS = (
    _("It reads what a report says, not what is true. A bureau's own slip stays as printed."),
    _("What stands only in a picture or an attachment is not seen."),
    _("What a report does not mention may have happened all the same; silence is never read as zero."),
    _(
        "Two bureaus may count differently under the same words. The catalogue says what is usually meant, "
        "and the sentence is one click away."
    ),
    _(
        "A wording that the catalogue does not know leaves a figure without an indicator: shown, not compared."
    ),
    _(
        "In a sentence of many clauses a figure can be given the name or the time of its neighbour. "
        "Such mistakes are counted below."
    ),
)


def qualifiers() -> Iterator[Explanation]:
    """How exactly a value is stated (限定)."""
    for one, (printed, meaning) in _QUALIFIERS.items():
        sign = "a–b" if one is Qualifier.RANGE else SIGNS.get(one, "")
        yield Explanation(sign, one.label, printed, meaning)


def periods() -> Iterator[Explanation]:
    """The time a value covers (期间)."""
    return (Explanation("", one.label, *said) for one, said in _PERIODS.items())


def claims() -> Iterator[Explanation]:
    """Whether a value was found, set or promised (性质)."""
    return (Explanation("", one.label, *said) for one, said in _CLAIMS.items())


def nothings() -> Iterator[Explanation]:
    """The five kinds of nothing (五种空): a stated zero, and four sorts of empty cell."""
    zero = _("The report says that there was none. Only then is it zero.")
    yield Explanation("0", pgettext_lazy("nothing", "reported zero"), "无、未发生、零投诉", zero)
    for one, meaning in _NOTHINGS.items():
        yield Explanation(GLYPHS[one], nothing_word(one), "", meaning)


def reasons() -> Iterator[Explanation]:
    """The closed list of reasons why figures can't be compared, or only with reservation (可比性理由)."""
    for one, meaning in _REASONS.items():
        verdict = SEVERITY.get(one, Verdict.RESERVED)
        yield Explanation(VERDICT_GLYPHS[verdict], verdict_word(verdict), "", meaning)
