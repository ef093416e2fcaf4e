"""Shortcomings that a bureau names again and again (反复出现的问题): by matter, year by year, in its own words."""

from __future__ import annotations

from dataclasses import dataclass

from bureaus.models import Bureau
from reports.holdings.successive import lexicon, tellings, years_between
from reports.models import Problem, ProblemCategory, Report
from reports.pairing.recurrence import Stated, same_words, threads


@dataclass(frozen=True, slots=True)
class Wording:
    """A shortcoming as one report words it; `as_in` is the earlier year that has the very same words."""

    problem: Problem
    report: Report
    as_in: int | None


@dataclass(frozen=True, slots=True)
class Matter:
    """What is wrong in one matter, over the years, oldest first."""

    category: ProblemCategory | None
    wordings: tuple[Wording, ...]

    @property
    def years(self) -> tuple[int, ...]:
        return tuple(sorted({one.report.year for one in self.wordings}))

    @property
    def is_recurring(self) -> bool:
        return len(self.years) > 1


@dataclass(frozen=True, slots=True)
class Recurring:
    """All matters, those named in most years first, and the years with a report."""

    matters: tuple[Matter, ...]
    held: tuple[int, ...]

    @property
    def all_years(self) -> range:
        return years_between(self.held)

    @property
    def again(self) -> tuple[Matter, ...]:
        return tuple(one for one in self.matters if one.is_recurring)

    @property
    def once(self) -> tuple[Matter, ...]:
        return tuple(one for one in self.matters if not one.is_recurring)


def recurring(bureau: Bureau) -> Recurring:
    """Five queries, whatever the years: reports, headings, figures, shortcomings, plans."""
    told = tellings(bureau)
    stated = [(problem, one.report) for one in told for problem in one.problems if not problem.is_cause]
    found = threads(
        [Stated(report.year, problem.category_id or "", problem.text) for problem, report in stated],
        lexicon(),
    )
    matters = [_matter([stated[place] for place in places]) for places in found]
    matters.sort(key=lambda one: (-len(one.years), -one.years[-1], one.wordings[0].problem.position))
    return Recurring(tuple(matters), tuple(one.year for one in told))


def _matter(stated: list[tuple[Problem, Report]]) -> Matter:
    wordings = []
    for place, (problem, report) in enumerate(stated):
        earlier = (before.year for one, before in stated[:place] if same_words(one.text, problem.text))
        as_in = next((year for year in earlier if year != report.year), None)
        wordings.append(Wording(problem, report, as_in))
    named = [problem.category for problem, _report in stated if problem.category]
    return Matter(named[-1] if named else None, tuple(wordings))
