"""Figures in long form, few enough to be named one by one: a value for each column."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from bureaus.models import Population
from reports.exports.fields import OF_FIGURE, OF_INDICATOR, Field, Kind
from reports.exports.figure_columns import figure_columns
from reports.exports.spreadsheets import Value
from reports.exports.whose import indicator_cells, place_cells, report_cells
from reports.models import Metric

AT_ONCE = 2000
"""Keys a query; a database takes only so many."""


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
    """A row of `LONG` for each figure. They come with their report, its bureau, both regions, indicator and domain."""
    batch: list[Metric] = []
    residents = dict(Population.objects.census().values_list("region", "residents"))
    for metric in figures:
        batch.append(metric)
        if len(batch) == AT_ONCE:
            yield from _long(batch, residents, site)
            batch = []
    yield from _long(batch, residents, site)


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
