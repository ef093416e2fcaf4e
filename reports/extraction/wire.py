"""Extraction → the published JSON: one dict with exactly the keys of the annotation contract, ready for `json.dump`.

Decimals leave as plain ASCII strings without an exponent, dates as ISO 8601 and enums as their values, so that any
reader in any language gets the same figure that the engine read.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from reports.extraction.records import (
    Extraction,
    Metadata,
    Metric,
    NonMetric,
    Place,
    Relation,
    RelationKind,
    Section,
    Statement,
)

Json = dict[str, Any]

_KINDS = {RelationKind.SUM: "sum", RelationKind.RATIO: "ratio", RelationKind.COMPLETION: "ratio"}
"""The contract knows sums and ratios; a completion is a ratio, what grows or falls is left out."""


def to_wire(extraction: Extraction, file_name: str) -> Json:
    """One report as the annotation contract writes it; `file_name` is the text's own file name."""
    return {
        "file": file_name,
        **_metadata(extraction.metadata),
        "sections": [_section(section) for section in extraction.sections],
        "metrics": [_metric(metric) for metric in extraction.metrics],
        "non_metrics": [_non_metric(numeral) for numeral in extraction.non_metrics],
        "problems": [_problem(statement) for statement in extraction.problems],
        "plans": [_statement(statement) for statement in extraction.plans],
        "relations": [_relation(relation) for relation in extraction.relations if relation.kind in _KINDS],
    }


def decimal_string(value: Decimal | None) -> str | None:
    """1E+4 → "10000", 98.50 → "98.5", -0 → "0": plain ASCII digits, no exponent, no trailing zeros."""
    if value is None:
        return None
    plain = format(value, "f")
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    return "0" if plain in {"-0", ""} else plain


def _metadata(metadata: Metadata) -> Json:
    return {
        "bureau": metadata.bureau,
        "region": _place(metadata.place),
        "year": metadata.year,
        "title": metadata.title,
        "published_on": metadata.published_on.isoformat() if metadata.published_on else None,
        "document_number": metadata.document_number,
        "index_number": metadata.index_number,
    }


def _place(place: Place | None) -> Json | None:
    if place is None:
        return None
    return {
        "name": place.name,
        "adcode": place.adcode,
        "level": place.level,
        "province": place.province,
        "prefecture": place.prefecture,
    }


def _section(section: Section) -> Json:
    return {
        "level": section.level,
        "number": section.number,
        "heading": section.heading,
        "kind": section.kind.value,
        "start": section.start,
        "end": section.end,
    }


def _metric(metric: Metric) -> Json:
    return {
        "mention": metric.mention,
        "start": metric.start,
        "end": metric.end,
        "quote": metric.quote,
        "label": metric.label,
        "indicator": metric.indicator,
        "value": decimal_string(metric.value),
        "value_max": decimal_string(metric.value_max),
        "unit": metric.unit,
        "qualifier": metric.qualifier.value,
        "period": metric.period.value,
        "status": metric.status.value,
    }


def _non_metric(numeral: NonMetric) -> Json:
    return {"mention": numeral.mention, "start": numeral.start, "end": numeral.end, "why": numeral.why}


def _statement(statement: Statement) -> Json:
    return {
        "text": statement.text,
        "start": statement.start,
        "end": statement.end,
        "heading": statement.heading,
        "order": statement.order,
        "category": statement.category,
    }


def _problem(statement: Statement) -> Json:
    return {**_statement(statement), "is_cause": statement.is_cause}


def _relation(relation: Relation) -> Json:
    return {
        "kind": _KINDS[relation.kind],
        "result": relation.result,
        "terms": list(relation.terms),
        "holds": relation.holds,
    }
