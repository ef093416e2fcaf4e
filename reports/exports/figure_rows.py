"""Figures in long form, few enough to be named one by one: a value for each column."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import islice
from typing import Any

from bureaus.models import Population
from reports.exports.fields import OF_FIGURE, OF_INDICATOR, Field, Kind
from reports.exports.figure_columns import figure_columns
from reports.exports.sheet import AT_ONCE
from reports.exports.spreadsheets import Value
from reports.exports.whose import indicator_cells, place_cells, report_cells
from reports.models import Metric


def figure_cells(keys: Sequence[int], site: str) -> dict[int, dict[str, Value]]:
    """For each figure a value by the key of each field of `OF_FIGURE`. A query for every two thousand."""
    columns = {
        f"cell_{key}": column for key, column in figure_columns(site, words=True, defused=False).items()
    }
    cells: dict[int, dict[str, Value]] = {}
    for start in range(0, len(keys), AT_ONCE):
        rows = Metric.objects.filter(pk__in=keys[start : start + AT_ONCE]).order_by().annotate(**columns)
        for key, *texts in rows.values_list("pk", *columns).iterator():
            cells[key] = {
                field.key: _typed(text, field) for field, text in zip(OF_FIGURE, texts, strict=True)
            }
    return cells


def _typed(text: str | int | None, field: Field) -> Value:
    return Decimal(text) if field.kind is Kind.NUMBER and isinstance(text, str) else text


def long_rows(figures: Iterable[Metric], site: str) -> Iterator[list[Value]]:
    """A row of `LONG` for each figure."""
    return (row for _metric, row in with_rows(figures, site))


def with_rows(figures: Iterable[Any], site: str) -> Iterator[tuple[Any, list[Value]]]:
    """Each figure with its row of `LONG`; so many are held at once, the others come and go.

    They come with their report, its bureau, both regions, indicator and domain.
    """
    coming = iter(figures)
    residents = dict(Population.objects.census().values_list("region", "residents"))
    while batch := list(islice(coming, AT_ONCE)):
        yield from zip(batch, _long(batch, residents, site), strict=True)


def _long(batch: Sequence[Metric], residents: dict[int, int], site: str) -> Iterator[list[Value]]:
    cells = figure_cells([metric.pk for metric in batch], site)
    for metric in batch:
        report = metric.report
        yield [
            *place_cells(report, residents.get(report.bureau.region_id)),
            *(indicator_cells(metric.indicator) if metric.indicator else [None] * len(OF_INDICATOR)),
            *cells[metric.pk].values(),
            *report_cells(report, site),
        ]
