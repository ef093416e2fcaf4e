"""One indicator over the years → what the script draws (a plain dict, explicit nulls) and the rug under its axis.

The rug is an HTML table that stands under the canvas: key, gap table and text alternative at once. It is complete
without JavaScript; the drawing only adds to it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from reports import wording
from reports.charts.marks import MARKERS, NO_MARK, POINTS, axis_unit, mark, sentences, source
from reports.comparability import usual
from reports.comparison import Cell, Line, Nothing, Trend
from reports.matrix_table import cell_figure
from reports.models import Metric
from reports.models.findings import Claim, Period
from reports.numerals import Figure, Scale, scale_for


@dataclass(frozen=True, slots=True)
class RugCell:
    """One bureau in one year under the axis: a marker with its value, or a kind of nothing."""

    metric: Metric | None
    figure: Figure | None
    glyph: str
    word: str
    plotted: bool
    redrawn: bool = False
    """The division's territory became another since the year before."""


@dataclass(frozen=True, slots=True)
class RugLine:
    """One bureau under the axis, with the colour and marker that are its own while the page stands."""

    name: str
    code: str
    marker: str
    place: int
    cells: tuple[RugCell, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing with everything that stands around it."""

    title: str
    unit: str
    caption: str
    spoken: str
    years: tuple[int, ...]
    rug: tuple[RugLine, ...]
    config: dict[str, Any]
    n: str = ""
    """How many of the bureaus are drawn, for where the whole caption finds no room."""
    drawn: int = 0
    """Lines with a point or more in the drawing."""


def draw(trend: Trend) -> Chart:
    """The chart of one indicator for the bureaus of a question, over all years any of them reports."""
    indicator = trend.indicator
    values = [cell.value for line in trend.lines for cell in line.cells]
    scale = scale_for(indicator.unit, indicator.kind, values)
    if trend.first_year is not None:
        scale = Scale(Decimal(1), "")
    rug = _rug(trend, scale)
    unit, caption = axis_unit(scale, trend.basis, trend.first_year), _caption(trend, rug)
    return Chart(
        title=indicator.name,
        unit=unit,
        caption=caption,
        spoken=_spoken(indicator.name, trend.years, rug),
        years=trend.years,
        rug=rug,
        n=_of_all(_drawn(rug), rug),
        drawn=_drawn(rug),
        config={
            "kind": "lines",
            "title": _("%(indicator)s, by year of report") % {"indicator": indicator.name},
            "axis": unit,
            "caption": caption,
            "years": [str(year) for year in trend.years],
            "unit": scale.unit,
            "series": [
                _series(line, trend.lines[i].cells, scale) for i, line in enumerate(rug) if line.place
            ],
        },
    )


def _rug(trend: Trend, scale: Scale) -> tuple[RugLine, ...]:
    """A line for each bureau, a cell for each year."""
    drawn = usual(cell.metric.period for line in trend.lines for cell in line.cells if cell.metric)
    return tuple(
        RugLine(
            name=line.bureau.region.local_name,
            code=line.bureau.adcode,
            marker=marker,
            place=place,
            cells=tuple(
                replace(_rug_cell(cell, trend, scale, marker, drawn), redrawn=redrawn)
                for cell, redrawn in zip(line.cells, line.redrawn, strict=True)
            ),
        )
        for place, marker, line in _places(trend)
    )


def _places(trend: Trend) -> Iterator[tuple[int, str, Line]]:
    """Each bureau's place from 1 on, with its marker; 0 for those beyond what can be told apart: listed, not drawn."""
    for place, line in enumerate(trend.lines, start=1):
        drawn = place <= len(MARKERS)
        yield (place, MARKERS[place - 1], line) if drawn else (0, "·", line)


def _rug_cell(cell: Cell, trend: Trend, scale: Scale, marker: str, drawn: Collection[str]) -> RugCell:
    if cell.metric is None or cell.nothing:
        nothing = cell.nothing or Nothing.NOT_MENTIONED
        return RugCell(None, None, wording.GLYPHS[nothing], wording.nothing_word(nothing), plotted=False)
    face = cell_figure(cell, trend.indicator, scale)
    return RugCell(cell.metric, face, marker, "", plotted=_plottable(cell.metric, trend, drawn))


def _plottable(metric: Metric, trend: Trend, drawn: Collection[str]) -> bool:
    """Values of another period than most and planned ones are listed in the rug, not drawn beside the others."""
    half = metric.report_id in trend.half_years and metric.period == Period.YEAR
    return metric.period in drawn and metric.claim != Claim.PLAN and not half


def _series(line: RugLine, cells: Sequence[Cell], scale: Scale) -> dict[str, Any]:
    """One bureau's line; a year without a value is an explicit null, so that no line joins across it."""
    marks = [
        mark(cell, rug_cell.figure, scale) if rug_cell.plotted else NO_MARK
        for rug_cell, cell in zip(line.cells, cells, strict=True)
    ]
    return {
        "label": line.name,
        "place": line.place,
        "point": POINTS[line.place - 1],
        "points": [one.value for one in marks],
        "highs": [one.high for one in marks],
        "texts": [one.text for one in marks],
        "tips": [one.tip for one in marks],
        "marks": [one.sort for one in marks],
        "breaks": [place for place, cell in enumerate(line.cells) if cell.redrawn],
    }


def _drawn(rug: Sequence[RugLine]) -> int:
    """How many bureaus have a point in the drawing: no others would be looked for in it."""
    return sum(line.place > 0 and any(cell.plotted for cell in line.cells) for line in rug)


def _of_all(n: int, rug: Sequence[RugLine]) -> str:
    return _("n = %(n)s of %(all)s bureaus.") % {"n": n, "all": len(rug)}


def _caption(trend: Trend, rug: Sequence[RugLine]) -> str:
    """n, who is missing and why, and where the figures come from."""
    with_value = [line for line in rug if any(cell.figure for cell in line.cells)]
    silent = [line.name for line in rug if line not in with_value]
    listed = [line.name for line in rug if any(cell.figure and not cell.plotted for cell in line.cells)]
    parts = [_of_all(len(with_value), rug)]
    if silent:
        parts.append(_("No value held from %(names)s.") % {"names": wording.some(silent)})
    if len(rug) > len(MARKERS):
        parts.append(_("The first %(n)s bureaus are drawn, the others listed.") % {"n": len(MARKERS)})
    if listed:
        parts.append(
            _("Part-year, cumulative and planned values (%(names)s) are listed below the axis, not drawn.")
            % {"names": wording.some(listed)}
        )
    parts.append(_("A gap is a gap: only neighbouring years are joined."))
    parts.append(source())
    return sentences(parts)


def _spoken(name: str, years: Sequence[int], rug: Sequence[RugLine]) -> str:
    """Every value of the drawing in one sentence, for whoever does not see it."""
    said = [
        _("%(who)s %(year)s: %(value)s") % {"who": line.name, "year": year, "value": cell.figure.spoken}
        for line in rug
        for year, cell in zip(years, line.cells, strict=True)
        if cell.figure
    ]
    values = pgettext("list of clauses", "; ").join(said) or _("no value held")
    return _("%(indicator)s by year of report: %(values)s.") % {"indicator": name, "values": values}
