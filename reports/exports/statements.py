"""Shortcomings and plans in the bureaus' own words: a value for each column."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from bureaus.models import Population
from reports.exports.spreadsheets import Value
from reports.exports.whose import place_cells, report_cells
from reports.models import Plan, Problem, ProblemCategory


def statement_cells(said: Problem | Plan, category: ProblemCategory | None, site: str) -> list[Value]:
    """A cell for each field of `OF_STATEMENT`."""
    return [
        category.pk if category else None,
        category.name_zh if category else None,
        category.name_en if category else None,
        said.text,
        said.heading or None,
        said.position,
        str(said.get_decision_display()),
        f"{site}/reports/{said.report_id}/#{'q' if isinstance(said, Problem) else 'p'}{said.start}",
    ]


def statement_rows(statements: Iterable[Any], site: str) -> Iterator[tuple[Any, list[Value]]]:
    """Each with its row of `STATEMENTS`. They come with category, report, its bureau and both regions."""
    residents = dict(Population.objects.census().values_list("region", "residents"))
    for one in statements:
        report = one.report
        yield (
            one,
            [
                *place_cells(report, residents.get(report.bureau.region_id)),
                *statement_cells(one, one.category, site),
                *report_cells(report, site),
            ],
        )
