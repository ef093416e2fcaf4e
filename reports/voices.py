"""Two voices of one finding: what stands, and what the machine had read before people decided.

A correction keeps the fields it changed as JSON can hold them; here they are written so and read back.
"""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy
from decimal import Decimal
from typing import Any, TypeVar

from django.db import models

from reports.models import Metric, Plan, Problem

Decided = Metric | Problem | Plan
Row = TypeVar("Row", Metric, Problem, Plan)
Read = TypeVar("Read", bound=Decided)

METRIC_FIELDS = ("label", "indicator", "value", "value_max", "unit", "qualifier", "period", "claim", "scope")
STATEMENT_FIELDS = ("category", "heading", "is_cause", "text", "start", "end")


def fields_of(finding: Decided) -> tuple[str, ...]:
    """The fields of a finding that a person may correct: a figure's place is its own, a statement's may be cut anew."""
    if isinstance(finding, Metric):
        return METRIC_FIELDS
    return tuple(name for name in STATEMENT_FIELDS if hasattr(finding, name))


def as_read(finding: Read) -> Read:
    """The finding in the machine's voice: a copy with every correction undone, the latest first.

    One query, or none where the corrections were fetched with it. Of a figure that a person added nothing is left.
    """
    read = copy(finding)
    for correction in finding.corrections.all():  # by their own order, the latest first
        for name, value in correction.before.items():
            field = finding._meta.get_field(name)
            if isinstance(field, models.Field):
                setattr(read, field.attname, field.to_python(value))
    return read


def as_json(finding: Decided, names: Iterable[str]) -> dict[str, Any]:
    """The named fields as JSON can hold them: codes for references, plain digits for decimals."""
    return {name: _value(finding, name) for name in names}


def _value(finding: Decided, name: str) -> str | bool | None:
    field = finding._meta.get_field(name)
    value = getattr(finding, field.attname) if isinstance(field, models.Field) else None
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return value if value is None or isinstance(value, bool) else str(value)
