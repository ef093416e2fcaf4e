"""Figures as the interface tells them: the same columns as the files', in codes, with the reason in words besides."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from reports.api.shapes import Figure, FigureOfReport
from reports.api.whose import indicator_name, source
from reports.exports.figure_columns import figure_columns
from reports.models import Metric

REASON_SEPARATOR = ";"


def figures_of(metrics: Iterable[Metric], site: str) -> dict[int, Figure]:
    """Each figure by its key. One query; the metrics come with their indicators."""
    given = {metric.pk: metric for metric in metrics}
    values = _values(list(given), site)
    return {key: Figure(**_told(metric, values[key])) for key, metric in given.items()}


def figures_with_reports(metrics: Sequence[Metric], site: str) -> list[FigureOfReport]:
    """The same with the report of each, which comes with bureau and regions."""
    values = _values([metric.pk for metric in metrics], site)
    return [
        FigureOfReport(**_told(metric, values[metric.pk]), report=source(metric.report, site))
        for metric in metrics
    ]


def _values(keys: Sequence[int], site: str) -> dict[int, dict[str, Any]]:
    """The columns of the files in codes, as the database writes them; and the reason in the reader's words."""
    codes = figure_columns(site, words=False, defused=False)
    columns = {f"cell_{key}": column for key, column in codes.items()}
    columns["cell_words"] = figure_columns(site, words=True, defused=False)["reason"]
    rows = Metric.objects.filter(pk__in=keys).order_by().annotate(**columns)
    return {row["pk"]: row for row in rows.values("pk", *columns)}


def _told(metric: Metric, row: dict[str, Any]) -> dict[str, Any]:
    same = (
        "permalink", "label", "value", "value_max", "unit", "printed", "qualifier", "period", "claim", "scope",
        "origin", "decision", "machine_value", "reviewer_value", "confidence", "nothing", "comparability",
        "sentence",
    )  # fmt: skip
    codes = row["cell_reason"]
    return {
        "id": metric.pk,
        "indicator": indicator_name(metric.indicator) if metric.indicator else None,
        **{key: row[f"cell_{key}"] for key in same},
        "reasons": codes.split(REASON_SEPARATOR) if codes else [],
        "reason": row["cell_words"],
        "start": metric.start,
        "end": metric.end,
    }
