"""Derived indicators as sheets: a line a ratio, with the two figures of the report that it is worked out from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from bureaus.models import Population
from reports import wording
from reports.comparison import Matrix, rounded
from reports.derivations import Derivation, Ratio
from reports.derived_rows import DerivedCell, DerivedRow, formula_words
from reports.exports import fields
from reports.exports.figure_rows import figure_cells
from reports.exports.matrix_sheets import file_name, place_of, sources
from reports.exports.sheet import AT_ONCE, Sheet
from reports.exports.spreadsheets import Value
from reports.exports.whose import place_cells, report_cells
from reports.holdings.derived import Derived
from reports.models import Domain, Indicator, Report
from reports.models.findings import Qualifier
from reports.numerals import unit_name

Figures = dict[int, dict[str, Value]]
"""The cells of figures by their keys."""


def compared_sheet(matrix: Matrix, rows: Sequence[DerivedRow], address: str, site: str) -> Sheet:
    """The derived rows beside a matrix, row by row as on the page; an empty cell says which nothing it is."""
    name = pgettext("file name", "%(name)s_derived") % {"name": file_name(matrix)}
    title = _("Derived indicators: %(title)s") % {"title": wording.title(matrix)}
    lines = _compared(matrix, rows, site)
    return Sheet(name, title, fields.DERIVED_LONG, lines, address, sources(matrix, site))


def _compared(matrix: Matrix, rows: Sequence[DerivedRow], site: str) -> Iterator[list[Value]]:
    parts = (part for row in rows for cell in row.cells for part in (cell.above, cell.below))
    figures = figure_cells(sorted({part.pk for part in parts if part}), site)
    about = Formulas(row.formula for row in rows)
    places = [place_of(column) for column in matrix.columns]
    reports = [
        report_cells(one.report, site) if one.report else [None] * len(fields.OF_REPORT)
        for one in matrix.columns
    ]
    for row in rows:
        for place, cell, report in zip(places, row.cells, reports, strict=True):
            keys = [part.pk if part else None for part in (cell.above, cell.below)]
            yield [*place, *about.cells(row.formula, cell, keys, figures), *report]


def standing_sheet(formula: Derivation, rows: Sequence[Derived], name: str, address: str, site: str) -> Sheet:
    """One derived indicator over everybody, in the rows and the order of its page."""
    lines = _standing(formula, rows, site)
    return Sheet(name, formula.name, fields.DERIVED_LONG, lines, address, count=lambda: len(rows))


def _standing(formula: Derivation, rows: Sequence[Derived], site: str) -> Iterator[list[Value]]:
    residents = dict(Population.objects.census().values_list("region", "residents"))
    about = Formulas([formula])
    for start in range(0, len(rows), AT_ONCE):
        batch = rows[start : start + AT_ONCE]
        held = Report.objects.with_bureau().without_text().in_bulk([row.point.report for row in batch])
        keys = [[row.above.metric, row.below.metric] for row in batch]
        figures = figure_cells([key for pair in keys for key in pair], site)
        for row, pair in zip(batch, keys, strict=True):
            report, value = held[row.point.report], row.point.value
            ratio = None if value is None else Ratio(value, Qualifier(row.point.qualifier))
            yield [
                *place_cells(report, residents.get(report.bureau.region_id)),
                *about.cells(formula, DerivedCell(ratio), pair, figures),
                *report_cells(report, site),
            ]


class Formulas:
    """What the catalogue lends to each line of a formula. Two queries: domains and indicators."""

    def __init__(self, formulas: Iterable[Derivation]) -> None:
        asked = tuple(formulas)
        domains = Domain.objects.in_bulk({one.domain for one in asked})
        parts = Indicator.objects.in_bulk({code for one in asked for code in one.codes})
        self.named: dict[str, list[Value]] = {
            one.code: [domains[one.domain].name, one.code, one.name_zh, one.name_en] for one in asked
        }
        self.words = {one.code: formula_words(one, parts) for one in asked}

    def cells(
        self, formula: Derivation, cell: DerivedCell, keys: Sequence[int | None], figures: Figures
    ) -> list[Value]:
        """A cell for each field of `OF_RATIO`; `keys` are those of the numerator and the denominator."""
        ratio = cell.ratio
        parts = zip((formula.numerator, formula.denominator), keys, strict=True)
        return [
            *self.named[formula.code],
            rounded(ratio.value) if ratio else None,
            unit_name(formula.unit),
            str(ratio.qualifier.label) if ratio else None,
            self.words[formula.code],
            cell.word or None,
            cell.why or None,
            *(value for code, key in parts for value in _part(code, figures.get(key) if key else None)),
        ]


def _part(code: str, figure: dict[str, Value] | None) -> list[Value]:
    """A cell for each field of `PART`."""
    said = figure or {}
    return [code, *(said.get(field.key) for field in fields.PART if field is not fields.INDICATOR)]
