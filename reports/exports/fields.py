"""Every column of every file: its key, its heads in both languages, what it holds, of which kind and unit.

The same fields head the CSV, the XLSX and the data package, and make the dictionary of `/data/`: a column is described
once and means the same wherever it stands.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Kind(StrEnum):
    """What a cell of the column holds; the values are those of the Frictionless table schema."""

    TEXT = "string"
    WHOLE = "integer"
    NUMBER = "number"
    DATE = "date"
    TIME = "datetime"
    YES = "boolean"


@dataclass(frozen=True, slots=True)
class Field:
    """One column (栏目). `head` and `about` are lazy strings; `unit` is that of its numbers, where all share one."""

    key: str
    head: Any
    about: Any
    kind: Kind = Kind.TEXT
    unit: Any = ""
    width: int = 14
    """In characters, for a spreadsheet."""


BUREAU = Field("bureau", _("bureau"), _("The bureau's name at the time of the report."), width=20)
BUREAU_CODE = Field(
    "bureau_code",
    _("bureau code"),
    _("The division code of the bureau's region today; its pages are addressed by it."),
)
ADCODE = Field(
    "adcode", _("division code"), _("The code of the division at the time of the report (GB/T 2260).")
)
REGION = Field(
    "region", _("region"), _("The division at the time of the report, with those above it."), width=24
)
LEVEL = Field("level", _("level"), _("The rank of the division: provincial, prefectural, county."))
RESIDENTS = Field(
    "residents",
    _("residents"),
    _("Resident population of today's division at the 2020 census; empty where none is held."),
    Kind.WHOLE,
    _("persons"),
)
YEAR = Field("year", _("year"), _("The year the report is about."), Kind.WHOLE, width=8)

DOMAIN = Field("domain", _("domain"), _("The field of civil affairs the indicator belongs to."))
INDICATOR = Field(
    "indicator",
    _("indicator code"),
    _("The indicator's code in the catalogue; empty for a figure that belongs to none."),
    width=24,
)
INDICATOR_ZH = Field("indicator_zh", _("indicator (Chinese)"), _("The indicator's Chinese name."), width=22)
INDICATOR_EN = Field("indicator_en", _("indicator (English)"), _("The indicator's English name."), width=28)

BASIS = Field("basis", _("basis"), _("What the compared value is: as reported, or put in relation."))
COMPARED = Field(
    "compared",
    _("value compared"),
    _(
        "The value as the table shows it on its basis: in the unit of the column “unit”, the same per 10,000 "
        "residents, or an index."
    ),
    Kind.NUMBER,
)
PER_10K = Field(
    "per_10k",
    _("per 10,000 residents"),
    _("The value per 10,000 residents at the 2020 census; empty where that has no meaning."),
    Kind.NUMBER,
)
DIFFERENCE = Field(
    "difference",
    _("difference from the base"),
    _(
        "How far the compared value lies from the base bureau's, in the same unit; empty where no base is chosen."
    ),
    Kind.NUMBER,
)
DIFFERENCE_PERCENT = Field(
    "difference_percent",
    _("difference in percent"),
    _("The same in percent of the base bureau's value; empty for rates, an index, or a base of zero."),
    Kind.NUMBER,
    "%",
)
ALSO = Field(
    "also",
    _("further values"),
    _("Other figures of the same indicator in the same report, which the page prints small."),
)

LABEL = Field(
    "label", _("what is counted"), _("What the figure counts, in the report's own words."), width=22
)
VALUE = Field(
    "value",
    _("value"),
    _(
        "The value that stands, in the unit of the column “unit”; for a range its lower end. Empty is not zero."
    ),
    Kind.NUMBER,
)
VALUE_MAX = Field("value_max", _("upper value"), _("The upper end of a range."), Kind.NUMBER)
UNIT = Field("unit", _("unit"), _("The unit of the values; amounts of money are in yuan."), width=8)
PRINTED = Field("printed", _("as printed"), _("The figure as the report prints it."))
QUALIFIER = Field(
    "qualifier",
    _("qualifier"),
    _("How exactly the text states it: exactly, about, at least, less than, a range."),
)
PERIOD = Field(
    "period",
    _("period"),
    _("The time it covers: the year, a point in time, part of the year, several years."),
)
CLAIM = Field(
    "claim",
    _("actual, standard or planned"),
    _("Whether it was found, is a standard of policy, or is a target."),
)
SCOPE = Field("scope", _("scope"), _("Whom it covers, where the text says so."))
ORIGIN = Field("origin", _("found by"), _("Whether the machine found the figure or a person added it."))
DECISION = Field("decision", _("decision"), _("What a reviewer decided of this figure."))
MACHINE_VALUE = Field(
    "machine_value",
    _("value read by the machine"),
    _("The machine's reading, before any correction; empty where a person added the figure."),
    Kind.NUMBER,
)
REVIEWER_VALUE = Field(
    "reviewer_value",
    _("value given by the reviewer"),
    _("The value a reviewer confirmed or put in place of the machine's; empty where nobody has decided."),
    Kind.NUMBER,
)
CONFIDENCE = Field("confidence", _("confidence"), _("How sure the machine was of its reading."))
NOTHING = Field(
    "nothing",
    _("kind of nothing"),
    _("Which nothing it is: reported zero, not mentioned, no report held, not applicable, not readable."),
)
COMPARABILITY = Field(
    "comparability",
    _("comparability"),
    _("Whether it may stand beside the others: comparable, with reservation, not."),
)
REASON = Field(
    "reason", _("reason"), _("Why it is comparable only with reservation, or not at all."), width=30
)
SENTENCE = Field("sentence", _("sentence"), _("The sentence of the report that holds it."), width=60)
METRIC = Field(
    "metric",
    _("figure's number"),
    _("The key of the figure; its certificate is addressed by it."),
    Kind.WHOLE,
)
PERMALINK = Field(
    "permalink",
    _("permanent address"),
    _("The certificate of the figure: its sentence, how it was read."),
    width=34,
)

REPORT_TITLE = Field("report_title", _("report"), _("The title of the report."), width=40)
REPORT_KIND = Field("report_kind", _("kind of report"), _("What sort of document it is."))
REVIEW = Field(
    "review",
    pgettext_lazy("column", "review"),
    _("Whether a person has confirmed what was read of the report."),
)
PUBLISHED_ON = Field("published_on", _("published by the bureau on"), _("As the report says."), Kind.DATE)
SOURCE_URL = Field("source_url", _("source URL"), _("Where the bureau published the report."), width=34)
SHA256 = Field("sha256", _("sha256"), _("The hash of the original file: its identity."), width=20)
REPORT = Field(
    "report", _("report's number"), _("The key of the report; its page is addressed by it."), Kind.WHOLE
)
REPORT_URL = Field(
    "report_url", _("page of the report"), _("The report with every figure marked in place."), width=34
)

MADE_UP = Field(
    "made_up",
    _("made up"),
    _("Whether the report was made up for demonstration and is no bureau's."),
    Kind.YES,
    width=8,
)

OF_PLACE = (BUREAU, BUREAU_CODE, ADCODE, REGION, LEVEL, RESIDENTS, YEAR)
OF_INDICATOR = (DOMAIN, INDICATOR, INDICATOR_ZH, INDICATOR_EN)
OF_FIGURE = (
    LABEL, VALUE, VALUE_MAX, UNIT, PRINTED, QUALIFIER, PERIOD, CLAIM, SCOPE, ORIGIN, DECISION, MACHINE_VALUE,
    REVIEWER_VALUE, CONFIDENCE, NOTHING, COMPARABILITY, REASON, SENTENCE, METRIC, PERMALINK,
)  # fmt: skip
OF_REPORT = (REPORT_TITLE, REPORT_KIND, REVIEW, PUBLISHED_ON, SOURCE_URL, SHA256, REPORT, REPORT_URL, MADE_UP)
LONG = (*OF_PLACE, *OF_INDICATOR, *OF_FIGURE, *OF_REPORT)
"""A line a figure: whose, what, how much, in which words, from where."""

CATEGORY = Field(
    "category", _("category code"), _("The code of the shortcoming's or plan's subject; empty for none.")
)
CATEGORY_ZH = Field("category_zh", _("category (Chinese)"), _("The category's Chinese name."), width=18)
CATEGORY_EN = Field("category_en", _("category (English)"), _("The category's English name."), width=24)
TEXT = Field("text", _("the report's words"), _("The sentence as printed."), width=70)
HEADING = Field("heading", pgettext_lazy("column", "heading"), _("The heading it stands under."), width=24)
POSITION = Field("position", _("position"), _("Its place in the report's list."), Kind.WHOLE)
IS_CAUSE = Field("is_cause", _("states a cause"), _("Whether the sentence states a cause."), Kind.YES)
STATEMENT_URL = Field(
    "statement_url", _("place in the report"), _("The sentence marked in the report."), width=34
)
OF_STATEMENT = (CATEGORY, CATEGORY_ZH, CATEGORY_EN, TEXT, HEADING, POSITION, DECISION, STATEMENT_URL)
STATEMENTS = (*OF_PLACE, *OF_STATEMENT, *OF_REPORT)
"""A line a sentence: whose, about what, in which words."""

N = Field("n", _("reporting"), _("How many of the columns have a value."), Kind.WHOLE, width=8)
APPLICABLE = Field(
    "applicable", _("could report"), _("How many of the columns could have one."), Kind.WHOLE, width=8
)

DERIVED = Field(
    "derived", _("derived indicator's code"), _("The code of the formula in the catalogue."), width=30
)
DERIVED_ZH = Field(
    "derived_zh", _("derived indicator (Chinese)"), _("The derived indicator's Chinese name."), width=22
)
DERIVED_EN = Field(
    "derived_en", _("derived indicator (English)"), _("The derived indicator's English name."), width=28
)
FORMULA = Field("formula", _("formula"), _("Which figure is divided by which, and times what."), width=34)
DERIVED_VALUE = Field(
    "derived_value",
    _("derived value"),
    _("What the formula gives, rounded as on the page. No bureau printed it."),
    Kind.NUMBER,
)
DERIVED_UNIT = Field("derived_unit", _("unit"), _("The unit of the derived value."), width=8)
DERIVED_QUALIFIER = Field(
    "derived_qualifier", _("qualifier"), _("About, where either of its figures is; else exactly.")
)
UNDERIVED = Field(
    "underived", _("reason"), _("Why nothing is worked out, where both parts or one are there."), width=30
)
PART = (INDICATOR, VALUE, UNIT, PRINTED, SENTENCE, METRIC, PERMALINK)
"""What a line tells of each of the two figures that a ratio comes from."""


def _of_part(part: str, said: Any) -> tuple[Field, ...]:
    return tuple(
        replace(field, key=f"{part}_{field.key}", head=format_lazy(said, column=field.head)) for field in PART
    )


ABOVE = _of_part("above", _("numerator: {column}"))
BELOW = _of_part("below", _("denominator: {column}"))
OF_RATIO = (
    DOMAIN, DERIVED, DERIVED_ZH, DERIVED_EN, DERIVED_VALUE, DERIVED_UNIT, DERIVED_QUALIFIER, FORMULA, NOTHING,
    UNDERIVED, *ABOVE, *BELOW,
)  # fmt: skip
DERIVED_LONG = (*OF_PLACE, *OF_RATIO, *OF_REPORT)
"""A line a ratio: whose, which, how much, out of which two figures."""
