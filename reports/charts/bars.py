"""One row of the table as bars: a bar for each bureau and year, a bureau's years together, from zero."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from reports import wording
from reports.charts.marks import MARKERS, NO_MARK, axis_unit, mark, sentences, source
from reports.comparability import SEVERITY
from reports.comparison import Cell, Column, Matrix, Nothing, Row
from reports.matrix_table import cell_figure, scale_of_row
from reports.numerals import Figure, Scale


@dataclass(frozen=True, slots=True)
class Bars:
    """A drawing of bars with everything that stands around it."""

    title: str
    unit: str
    caption: str
    spoken: str
    config: dict[str, Any]


def bars(matrix: Matrix, row: Row) -> Bars:
    """The bars of one row, in the order of the table's columns."""
    scale = scale_of_row(row, matrix.question)
    odd = _odd(row)
    faces = [None if cell.value is None else cell_figure(cell, row.indicator, scale) for cell in row.cells]
    unit = axis_unit(scale, matrix.question.basis, matrix.question.first_year)
    caption = _caption(row, matrix, odd)
    title = _("%(indicator)s, bureau by bureau") % {"indicator": row.indicator.name}
    triples = list(zip(matrix.columns, row.cells, faces, strict=True))
    return Bars(
        title=title,
        unit=unit,
        caption=caption,
        spoken=_spoken(row, triples),
        config={
            "kind": "bars",
            "title": title,
            "axis": unit,
            "caption": caption,
            "unit": scale.unit,
            "bars": [_bar(matrix, scale, *one, odd=place in odd) for place, one in enumerate(triples)],
        },
    )


def _odd(row: Row) -> frozenset[int]:
    findings = row.judgement.findings if row.judgement else ()
    return frozenset(place for one in findings if one.reason in SEVERITY for place in one.columns)


def _bar(
    matrix: Matrix, scale: Scale, column: Column, cell: Cell, face: Figure | None, *, odd: bool
) -> dict[str, Any]:
    """One bar. What may not stand beside the others and every kind of nothing is written in its place, not drawn."""
    place = matrix.question.bureaus.index(column.bureau) + 1
    place = place if place <= len(MARKERS) else 0
    drawn = NO_MARK if odd else mark(cell, face, scale)
    text = drawn.text
    if face and odd:
        text = f"≠ {face.text} {face.tag}".strip()
    elif not face:
        nothing = cell.nothing or Nothing.NOT_MENTIONED
        text = f"{wording.GLYPHS[nothing]} {wording.nothing_word(nothing)}"
    return {
        # A drawing sets no gap between Chinese and digits by itself.
        "name": f"{MARKERS[place - 1] if place else '·'} {column.region.local_name} {column.year or ''}".rstrip(),
        "bureau": column.bureau.adcode,
        "place": place,
        "value": drawn.value,
        "high": drawn.high,
        "text": text,
        "tip": drawn.tip or text,
        "mark": drawn.sort,
    }


def _caption(row: Row, matrix: Matrix, odd: frozenset[int]) -> str:
    pairs = zip(matrix.columns, row.cells, strict=True)
    silent = [column for column, cell in pairs if cell.value is None]
    parts = [_("n = %(n)s of %(all)s columns of table 1.") % {"n": row.n, "all": len(row.cells)}]
    if silent:
        parts.append(_("Without a value: %(names)s.") % {"names": wording.columns_named(silent)})
    if odd:
        names = wording.columns_named(matrix.columns[place] for place in sorted(odd))
        parts.append(_("Not comparable, written but not drawn: %(names)s.") % {"names": names})
    return sentences([*parts, source()])


def _spoken(row: Row, triples: Sequence[tuple[Column, Cell, Figure | None]]) -> str:
    """Every bar in one sentence, for whoever does not see it."""
    said = [
        _("%(who)s: %(value)s") % {"who": wording.column_name(column), "value": face.spoken}
        for column, _cell, face in triples
        if face
    ]
    values = pgettext("list of clauses", "; ").join(said) or _("no value held")
    return _("%(indicator)s as bars: %(values)s.") % {"indicator": row.indicator.name, "values": values}
