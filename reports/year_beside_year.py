"""One year's figures of a bureau beside the year before, each with its change where one can be told. No query."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from reports.comparability import Verdict
from reports.comparison import Cell, Matrix, Nothing, Row, rounded
from reports.matrix_table import GroupFace, RowFace, faces
from reports.models import IndicatorKind, Metric
from reports.models.findings import Qualifier
from reports.numerals import digits, scale_for
from reports.standing_figures import sentences


@dataclass(frozen=True, slots=True)
class Change:
    """From the year before to this: signed and in the row's unit, and as a share where that has a meaning."""

    sign: int
    difference: str
    share: str
    absolute: Decimal
    """In the indicator's own unit."""
    percent: Decimal | None


@dataclass(frozen=True, slots=True)
class Line:
    """One indicator: its row, and how it changed."""

    face: RowFace
    change: Change | None
    why: str
    """Why no change is told, where both years have a figure."""
    quoted: Metric | None = None
    """The year's figure with its clause, which a comparison reads without."""


@dataclass(frozen=True, slots=True)
class Beside:
    """The lines by domain, and their counts for the sentence above them."""

    groups: tuple[tuple[GroupFace, tuple[Line, ...]], ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        return tuple(line for _group, lines in self.groups for line in lines)


def beside(matrix: Matrix, clauses: Mapping[int, Metric]) -> Beside:
    """The rows of a matrix whose last column is the year and whose first, if there are two, the year before.

    `clauses` are figures with the clause they stand in, by their keys.
    """
    return Beside(
        tuple((group, tuple(_line(face, clauses) for face in group.rows)) for group in faces(matrix))
    )


def _line(face: RowFace, clauses: Mapping[int, Metric]) -> Line:
    changed, newest = change(face.row), face.cells[-1].metric
    return Line(face, changed, "" if changed else _why(face.row), clauses.get(newest.pk) if newest else None)


def change(row: Row) -> Change | None:
    """Only exact values change by a number: a bound, a range or a figure set apart gives none."""
    if row.judgement is None or row.judgement.verdict is Verdict.APART or len(row.cells) != 2:
        return None
    old, new = (_exact(cell) for cell in row.cells)
    if old is None or new is None:
        return None
    scale = scale_for(row.indicator.unit, row.indicator.kind, [cell.value for cell in row.cells])
    difference = new - old
    has_share = bool(old) and row.indicator.kind != IndicatorKind.RATE
    percent = rounded(difference / old * 100) if has_share else None
    return Change(
        sign=(new > old) - (new < old),
        difference=signed(difference / scale.divisor),
        share="" if percent is None else f"{signed(percent)}%",
        absolute=difference,
        percent=percent,
    )


def _exact(cell: Cell) -> Decimal | None:
    if cell.metric is None or cell.nothing or cell.metric.qualifier != Qualifier.EXACT:
        return None
    return cell.value


def signed(value: Decimal) -> str:
    """With its sign; nothing is neither more nor less."""
    number = "".join(digits(abs(value)))
    return f"+{number}" if value > 0 else f"−{number}" if value < 0 else "0"


def words(found: Beside, year: int, before: int | None) -> str:
    """How the year stands beside the one before, in sentences; empty without one."""
    if before is None:
        return ""
    lines = [line for line in found.lines if all(cell.figure for cell in line.face.cells)]
    signs = [line.change.sign for line in lines if line.change]
    said = _both(len(lines), signs, year, before)
    gone = sum(_silent(line.face.row.cells) for line in found.lines)
    if not gone:
        return said
    more = ngettext(
        "%(n)s indicator of %(before)s is not mentioned any more.",
        "%(n)s indicators of %(before)s are not mentioned any more.",
        gone,
    ) % {"n": gone, "before": before}
    return sentences([said, more])


def _both(indicators: int, signs: Sequence[int], year: int, before: int) -> str:
    """How many indicators both reports have, and how they changed; what did not occur is not counted up."""
    counted = (
        (pgettext("count of indicators", "%(n)s higher"), signs.count(1)),
        (pgettext("count of indicators", "%(n)s lower"), signs.count(-1)),
        (pgettext("count of indicators", "%(n)s the same"), signs.count(0)),
        (
            pgettext("count of indicators", "%(n)s that can't be set against each other"),
            indicators - len(signs),
        ),
    )
    parts = pgettext("list", ", ").join(said % {"n": n} for said, n in counted if n)
    if not parts:
        words = _("The reports of %(before)s and %(year)s have no indicator in common.")
        return words % {"before": before, "year": year}
    return ngettext(
        "%(n)s indicator stands in the reports of both %(before)s and %(year)s: %(changes)s.",
        "%(n)s indicators stand in the reports of both %(before)s and %(year)s: %(changes)s.",
        indicators,
    ) % {"n": indicators, "before": before, "year": year, "changes": parts}


def _silent(cells: Sequence[Cell]) -> bool:
    return len(cells) == 2 and cells[0].nothing is None and cells[1].nothing is Nothing.NOT_MENTIONED


def _why(row: Row) -> str:
    if row.judgement is None:
        return ""
    if row.judgement.verdict is Verdict.APART:
        return pgettext("verdict", "not comparable")
    return _("a bound or an approximation")
