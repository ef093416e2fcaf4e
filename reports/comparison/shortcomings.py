"""What the reports of a comparison say is wrong, by category: who states it, and who does not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from reports.comparison.matrix import Column, ProblemGroup
from reports.models import Problem, ProblemCategory


def shortcomings_of(columns: Sequence[Column]) -> tuple[ProblemGroup, ...]:
    """The shortcomings of the reports shown, by category: most stated first. One query."""
    held = [column for column in columns if column.report]
    problems = Problem.objects.filter(report__in=[column.report for column in held]).standing()
    by_category: dict[ProblemCategory | None, dict[int, list[Problem]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for problem in problems.select_related("category").order_by("position"):
        by_category[problem.category][problem.report_id].append(problem)
    groups = [
        ProblemGroup(
            category=category,
            stated=tuple(
                (column, tuple(stated[column.report.pk]))
                for column in held
                if column.report and column.report.pk in stated
            ),
            silent=tuple(column for column in held if column.report and column.report.pk not in stated),
        )
        for category, stated in by_category.items()
    ]
    return tuple(sorted(groups, key=_most_stated_first))


def _most_stated_first(group: ProblemGroup) -> tuple[int, int, bool, int]:
    """Categories that most bureaus state come first; what fits no category comes last among equals."""
    category = group.category
    return -len(group.stated), -group.count, category is None, category.position if category else 0
