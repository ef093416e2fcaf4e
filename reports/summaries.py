"""A comparison in sentences: each row with its n and what is missing, and what is to be known of the table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from bureaus.models import Bureau, local_place
from reports import wording
from reports.comparability import SEVERITY
from reports.comparison import Cell, Column, Matrix, Nothing, Row
from reports.holdings.peers import Company
from reports.matrix_table import cell_figure, scale_of_row
from reports.models import Indicator, Report, ReviewState
from reports.numerals import digits, quantity

FEWEST_FOR_A_MEDIAN = 3


@dataclass(frozen=True, slots=True)
class Summary:
    """One indicator of the table in words."""

    indicator: Indicator
    sentence: str


@dataclass(frozen=True, slots=True)
class Note:
    """What is to be known of the whole table, with the glyph it is marked by."""

    glyph: str
    sentence: str


def of_rows(matrix: Matrix) -> list[Summary]:
    """Every row shown in one sentence, from the same cells."""
    return [Summary(row.indicator, _sentence(row, matrix)) for row in matrix.rows]


def _sentence(row: Row, matrix: Matrix) -> str:
    pairs = list(zip(matrix.columns, row.cells, strict=True))
    asked = {column.bureau.pk for column, cell in pairs if cell.nothing is not Nothing.NOT_APPLICABLE}
    with_value = {column.bureau.pk for column, cell in pairs if cell.value is not None}
    reporting = ngettext(
        "%(n)s of %(all)s bureau has a value", "%(n)s of %(all)s bureaus have a value", len(asked)
    ) % {"n": len(with_value), "all": len(asked)}
    clauses = [reporting, *_spread(row, matrix), *_missing(pairs)]
    return _("%(said)s.") % {"said": pgettext("list of clauses", "; ").join(clauses)}


def _spread(row: Row, matrix: Matrix) -> list[str]:
    """From the lowest to the highest of the comparable values, with their median; who is left out of it."""
    odd = _odd(row)
    beside = [
        (cell.value, column, cell)
        for place, (column, cell) in enumerate(zip(matrix.columns, row.cells, strict=True))
        if cell.value is not None and place not in odd
    ]
    said = []
    if beside:
        beside.sort(key=lambda one: one[0])
        low, high = (_stated(column, cell, row, matrix) for _, column, cell in (beside[0], beside[-1]))
        spread = {"low": low, "high": high}
        said.append(low if len(beside) == 1 else _("from %(low)s to %(high)s") % spread)
    if len(beside) >= FEWEST_FOR_A_MEDIAN:
        scale = scale_of_row(row, matrix.question)
        middle = _median([value for value, _, _ in beside]) / scale.divisor
        said.append(_("median %(value)s") % {"value": quantity("".join(digits(_short(middle))), scale.unit)})
    if odd:
        names = wording.columns_named(matrix.columns[place] for place in sorted(odd))
        said.append(_("not comparable with these: %(names)s") % {"names": names})
    return said


def _odd(row: Row) -> set[int]:
    findings = row.judgement.findings if row.judgement else ()
    return {place for one in findings if one.reason in SEVERITY for place in one.columns}


def _stated(column: Column, cell: Cell, row: Row, matrix: Matrix) -> str:
    face = cell_figure(cell, row.indicator, scale_of_row(row, matrix.question))
    return _("%(value)s (%(who)s)") % {"value": face.spoken, "who": wording.column_name(column)}


def _median(ordered: Sequence[Decimal]) -> Decimal:
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def _short(value: Decimal) -> Decimal:
    """At most two decimals: a median is ours, not a report's."""
    cents = value.quantize(Decimal("0.01"))
    return cents if cents != value else value


def _missing(pairs: Sequence[tuple[Column, Cell]]) -> list[str]:
    """Who has no value, by the kind of nothing."""
    said = []
    for nothing in Nothing:
        columns = [column for column, cell in pairs if cell.nothing is nothing]
        if columns:
            words = {"nothing": wording.nothing_word(nothing), "names": wording.columns_named(columns)}
            said.append(_("%(nothing)s: %(names)s") % words)
    return said


def notes(matrix: Matrix, *, index_refused: bool = False) -> list[Note]:
    """What is to be known before the table is read; each said once for the whole page."""
    found = [
        Note("△", wording.reservation(matrix)),
        Note("△", _index(matrix)),
        Note(
            "△", _("An index needs two years or more; the values stand as reported.") if index_refused else ""
        ),
        Note("±", _against_base(matrix)),
        Note("△", _half_years(matrix)),
        Note(pgettext("glyph of machine-read", "M"), _unreviewed(matrix)),
    ]
    return [note for note in found if note.sentence]


def _index(matrix: Matrix) -> str:
    """What 100 is, and whose first year is missing."""
    first = matrix.question.first_year
    if first is None:
        return ""
    said = _("100 is each bureau's own figure for %(year)s; rates have no index.") % {"year": first}
    without = [
        column.region.local_name for column in matrix.columns if column.year == first and not column.report
    ]
    if without:
        missing = _("Without a report for %(year)s there is no index: %(names)s.") % {
            "year": first,
            "names": wording.join(without),
        }
        said = pgettext("list of sentences", "%(first)s %(second)s") % {"first": said, "second": missing}
    return said


def _against_base(matrix: Matrix) -> str:
    base = matrix.question.base
    if base is None:
        return ""
    return _(
        "The small numbers with a sign are differences from %(name)s, of the same year where years are chosen; "
        "only between figures that are comparable and not mere bounds."
    ) % {"name": base.region.local_name}


def _half_years(matrix: Matrix) -> str:
    names = [wording.column_name(column) for column in matrix.columns if column.is_half_year]
    if not names:
        return ""
    return _("Half-year reports, whose flows never stand beside a year's: %(names)s.") % {
        "names": wording.join(names)
    }


def _unreviewed(matrix: Matrix) -> str:
    reports = {column.report.pk: column.report for column in matrix.columns if column.report}
    waiting = [one for one in reports.values() if one.review_state == ReviewState.MACHINE]
    if not waiting:
        return ""
    if len(waiting) == len(reports):
        return ngettext(
            "The report shown is read by machine and not reviewed yet; its figures may be misread.",
            "All %(n)s reports shown are read by machine and not reviewed yet; figures may be misread.",
            len(reports),
        ) % {"n": len(reports)}
    return ngettext(
        "%(n)s of %(all)s report shown is read by machine and not reviewed yet; its figures may be misread.",
        "%(n)s of %(all)s reports shown are read by machine and not reviewed yet; figures may be misread.",
        len(reports),
    ) % {"n": len(waiting), "all": len(reports)}


def sources(matrix: Matrix) -> list[tuple[str, Report]]:
    """The reports behind the table, each once: (bureau and year, report)."""
    shown = {column.report.pk: column for column in matrix.columns if column.report}
    return [(wording.column_name(column), column.report) for column in shown.values() if column.report]


def of_prefecture(found: Company, fresh: Sequence[Bureau]) -> str:
    """Which bureaus a whole prefecture adds."""
    return ngettext(
        "Of %(prefecture)s, with a report here: %(n)s more bureau, %(names)s.",
        "Of %(prefecture)s, with a report here: %(n)s more bureaus, %(names)s.",
        len(fresh),
    ) % {
        "prefecture": local_place(found.around.region.prefecture),
        "n": len(fresh),
        "names": wording.join(one.region.local_name for one in fresh),
    }


def similar_to(found: Company, fresh: Sequence[Bureau]) -> str:
    """Which bureaus are like this one, and in what."""
    words = {
        "name": found.around.region.local_name,
        "level": str(found.around.region.get_level_display()).lower(),
        "names": wording.join(one.region.local_name for one in fresh),
    }
    if found.by_residents:
        return (
            _(
                "Like %(name)s of %(level)s level, those of its province first, of them the nearest in residents "
                "(2020 census): %(names)s."
            )
            % words
        )
    return _("Like %(name)s of %(level)s level, those of its province first: %(names)s.") % words


def add_these(fresh: Sequence[Bureau]) -> str:
    return ngettext("Add this %(n)s", "Add these %(n)s", len(fresh)) % {"n": len(fresh)}
