"""Columns that only the data package has, and the closed lists that its schema names."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from bureaus.models import Level
from reports.exports.fields import Field, Kind
from reports.models import Decision, IndicatorKind, ReviewState
from reports.models.catalogue import Better
from reports.models.findings import (
    Claim,
    Confidence,
    Origin,
    Period,
    Qualifier,
    RelationKind,
    SectionKind,
)
from reports.models.report import ReportKind

CODE = Field("code", _("code"), _("The key of the row."), width=24)
NAME = Field("name", _("name"), _("The Chinese name."))
NAME_ZH = Field("name_zh", _("Chinese name"), _("The Chinese name."))
NAME_EN = Field("name_en", _("English name"), _("The English name."))
ORDER = Field("order", _("order"), _("The place in the printed order."), Kind.WHOLE)
REGION_KEY = Field(
    "region", _("region"), _("The key of a division: its code and the year in which it began to hold.")
)
PROVINCE = Field("province", _("province"), _("The province it lies in."))
PREFECTURE = Field("prefecture", _("prefecture"), _("The prefecture it lies in."))
START_YEAR = Field(
    "start_year", _("in force since"), _("The first year in which code and name held."), Kind.WHOLE
)
END_YEAR = Field("end_year", _("in force until"), _("The last such year; empty while they hold."), Kind.WHOLE)
SUCCESSORS = Field(
    "successors", _("successors"), _("The keys of the divisions that followed it, parted by spaces.")
)
POPULATION_BASIS = Field(
    "basis", _("basis"), _("Where the number comes from: the census, a sum of rows, an estimate.")
)
UNIT = Field("unit", _("unit"), _("The unit its values are counted in."))
INDICATOR_KIND = Field(
    "kind", _("kind"), _("What sort of quantity it is; standards and rates are never summed.")
)
PER_CAPITA = Field(
    "per_capita", _("meaningful per resident"), _("Whether dividing by residents says something."), Kind.YES
)
BETTER = Field(
    "better", _("direction"), _("Whether more is agreed to be better; neutral wherever it is not.")
)
SYNONYMS = Field("synonyms", _("synonyms"), _("Other names for it in the reports, parted by 、."))
DEFINITION = Field("definition", _("definition"), _("What is counted, in Chinese."))
DESCRIPTION = Field("description", _("description"), _("What belongs to it, in Chinese."))
TITLE = Field("title", _("title"), _("As the report bears it."))
INDEX_NUMBER = Field("index_number", _("index number"), _("As the report says."))
DOCUMENT_NUMBER = Field("document_number", _("document number"), _("As the report says."))
PUBLISHER = Field("publisher", _("publisher"), _("As the report says."))
ENGINE = Field("engine_version", _("engine version"), _("Which version of the engine read it."))
RELEASED = Field(
    "released_at", _("published here"), _("When it was published on this site (UTC)."), Kind.TIME
)
START = Field(
    "start", _("start"), _("Where it begins in the text of the report, in characters from 0."), Kind.WHOLE
)
END = Field("end", _("end"), _("Where it ends, the first character after it."), Kind.WHOLE)
SECTION_LEVEL = Field(
    "level", _("level"), _("1 for a chapter, 2 for what stands under it, and so on."), Kind.WHOLE
)
NUMBER = Field("number", _("number"), _("Its number as printed."))
SECTION_HEADING = Field("heading", _("heading"), _("Its words as printed."))
SECTION_KIND = Field("kind", _("kind"), _("What the chapter is about."))
STATEMENT = Field("statement", _("number of the sentence"), _("The key of the row."), Kind.WHOLE)
RELATION = Field("relation", _("number of the relation"), _("The key of the row."), Kind.WHOLE)
RELATION_KIND = Field(
    "kind", _("kind"), _("A sum of the terms, or the share of the first in the second in percent.")
)
RESULT = Field("result", _("result"), _("The figure that the terms ought to give."), Kind.WHOLE)
TERMS = Field("terms", _("terms"), _("The figures it is made of, in their order, parted by spaces."))
HOLDS = Field("holds", _("holds"), _("Whether the arithmetic came out when the report was read."), Kind.YES)
DIAGNOSIS = Field("diagnosis", _("diagnosis"), _("What is wrong where it does not."))
CORRECTION = Field("correction", _("number of the decision"), _("The key of the row."), Kind.WHOLE)
FOUND_KIND = Field("finding", _("kind of finding"), _("What was decided on: metric, problem or plan."))
FOUND = Field("key", _("key of the finding"), _("The number of the figure, shortcoming or plan."), Kind.WHOLE)
BEFORE = Field("before", _("before"), _("What stood before the decision, as JSON."))
AFTER = Field("after", _("after"), _("What stands since, as JSON."))
WHY = Field("why", _("reason given"), _("The reviewer's reason."))
MADE_AT = Field("made_at", _("decided on"), _("When it was decided (UTC)."), Kind.TIME)

CLOSED: dict[str, dict[str, dict[str, Any]]] = {
    "regions": {"level": dict(Level.choices)},
    "indicators": {"kind": dict(IndicatorKind.choices), "better": dict(Better.choices)},
    "reports": {"report_kind": dict(ReportKind.choices), "review": dict(ReviewState.choices)},
    "figures": {
        "qualifier": dict(Qualifier.choices),
        "period": dict(Period.choices),
        "claim": dict(Claim.choices),
        "origin": dict(Origin.choices),
        "decision": dict(Decision.choices),
        "confidence": dict(Confidence.choices),
        "nothing": {
            "zero": pgettext_lazy("nothing", "reported zero"),
            "unreadable": pgettext_lazy("nothing", "not readable"),
        },
        "comparability": {
            "comparable": pgettext_lazy("verdict", "comparable"),
            "reserved": pgettext_lazy("verdict", "with reservation"),
            "apart": pgettext_lazy("verdict", "not comparable"),
        },
    },
    "problems": {"decision": dict(Decision.choices)},
    "plans": {"decision": dict(Decision.choices)},
    "sections": {"kind": dict(SectionKind.choices)},
    "relations": {"kind": dict(RelationKind.choices)},
    "corrections": {
        "decision": dict(Decision.choices),
        "finding": {"metric": _("figure"), "problem": _("problem"), "plan": _("plan")},
    },
}
"""For each table the columns that hold one of a few codes, with the word of each code."""
