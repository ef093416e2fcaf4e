"""What is to be seen before a report is saved: lines of PASS, WARNING and FAIL, counts, doubts, and what would change.

Reads only. A FAIL keeps a report from being saved, as nobody knows whose or when it is; a WARNING asks a person to look
and is never a verdict: a bureau may well print a sum that does not add up.
"""

from __future__ import annotations

from dataclasses import dataclass

from bureaus.models import Bureau, Region
from reports.extraction.records import Extraction
from reports.models import Domain, Metric, Report
from reports.models.findings import Confidence
from reports.screening.beside import (
    Change,
    changes,
    lines_on_the_year_before,
    standing,
    version_held,
    version_lines,
    year_before,
)
from reports.screening.contents import (
    arithmetic_lines,
    by_domain,
    figure_lines,
    figures_of,
    text_lines,
)
from reports.screening.lines import Grade, Line
from reports.screening.whose import Whose
from reports.settling import Given, today_of

__all__ = ["Change", "Grade", "Line", "Screening", "screen"]

_ORDER = (Grade.FAIL, Grade.WARNING, Grade.PASS)


@dataclass(frozen=True, slots=True)
class Screening:
    """All that the check shows. `region`, `year` and `kind` are None where nobody knows them."""

    lines: tuple[Line, ...]
    region: Region | None
    year: int | None
    kind: str | None
    held: Report | None
    figures: tuple[Metric, ...]
    domains: tuple[tuple[Domain | None, int], ...]
    changes: tuple[Change, ...]

    @property
    def passes(self) -> bool:
        """Whether the report can be saved."""
        return not any(line.grade is Grade.FAIL for line in self.lines)

    @property
    def doubtful(self) -> tuple[Metric, ...]:
        return tuple(one for one in self.figures if one.confidence == Confidence.DOUBTFUL)

    @property
    def grade(self) -> Grade:
        """The gravest of all lines; they stand in that order."""
        return self.lines[0].grade

    @property
    def subject(self) -> str:
        """Whose report it is, as far as that is known: 海盐县2023."""
        return f"{self.region.name if self.region else ''}{self.year or ''}"

    def count(self, grade: Grade) -> int:
        return sum(line.grade is grade for line in self.lines)


def screen(text: str, extraction: Extraction, given: Given, *, recognised: bool = False) -> Screening:
    """Judge what was read in `text`, with what a person states of it. Some ten queries, however long the text."""
    whose = Whose(extraction, given)
    figures = figures_of(text, extraction)
    bureau = Bureau.objects.filter(region=today_of(whose.region)).first() if whose.region else None
    held = version_held(bureau, whose.year, whose.kind)
    lines = [
        *whose.lines,
        *version_lines(whose, held),
        *arithmetic_lines(extraction),
        *lines_on_the_year_before(figures, year_before(bureau, whose.year, whose.kind)),
        *text_lines(text, recognised=recognised),
        *figure_lines(figures),
    ]
    return Screening(
        lines=tuple(sorted(lines, key=lambda line: _ORDER.index(line.grade))),
        region=whose.region,
        year=whose.year,
        kind=whose.kind,
        held=held,
        figures=tuple(figures),
        domains=by_domain(figures),
        changes=tuple(changes(standing(held), figures)) if held else (),
    )
