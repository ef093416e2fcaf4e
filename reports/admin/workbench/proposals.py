"""What the engine proposes for words that a person selects; nothing is written."""

from __future__ import annotations

from typing import Any

from reports.extraction import records
from reports.extraction.selection import read_selection
from reports.models import Report
from reports.settling import reference


def proposals(report: Report, start: int, end: int) -> list[dict[str, Any]]:
    """What the engine would put into the form for each figure in `text[start:end]`."""
    kind = records.ReportKind(report.kind)
    read = read_selection(report.text, start, end, *reference(), kind=kind, year=report.year)
    return [_as_form(one) for one in read]


def proposal(report: Report, start: int, words: str) -> dict[str, Any]:
    """The first figure in the words as the engine reads it; the words alone where it reads none."""
    read = proposals(report, start, start + len(words))
    return read[0] if read else {"quote": words, "start": start, "qualifier": "exact", "period": "year"}


def _as_form(found: records.Metric) -> dict[str, Any]:
    return {
        "quote": found.mention,
        "start": found.start,
        "label": found.label,
        "indicator": found.indicator,
        "value": found.value,
        "value_max": found.value_max,
        "unit": found.unit,
        "qualifier": str(found.qualifier),
        "period": str(found.period),
        "claim": str(found.status),
        "scope": found.scope or "",
    }
