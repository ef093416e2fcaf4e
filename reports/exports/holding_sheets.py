"""What is held and what is missing as sheets: bureaus by year, provinces, years, divisions without a report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from bureaus.models import Level, Population, Region, local_place
from reports.comparison import Nothing, rounded
from reports.exports import fields
from reports.exports.fields import Field, Kind
from reports.exports.lists import OF_PLACE_TODAY, REPORTS
from reports.exports.sheet import Sheet, streamed
from reports.exports.spreadsheets import Value
from reports.exports.whose import bureau_cells, indicator_cells
from reports.holdings.coverage import Holdings, Share
from reports.holdings.regions import Together
from reports.holdings.spreads import Point
from reports.models import Report
from reports.numerals import unit_name
from reports.region_figures import DivisionRow
from reports.wording import nothing_word

CODE = Field(
    "division_code",
    gettext_lazy("division code"),
    gettext_lazy("The code of the division today (GB/T 2260)."),
)
DIVISION = Field(
    "division", pgettext_lazy("column", "division"), gettext_lazy("The division's name today."), width=20
)
ABOVE = Field(
    "above", gettext_lazy("divisions above it"), gettext_lazy("Its prefecture and province."), width=24
)
PROVINCE = Field("province", gettext_lazy("province"), gettext_lazy("The province's name."))
WITH_REPORT = Field(
    "with_report",
    gettext_lazy("with a report"),
    gettext_lazy("How many divisions have a bureau with a published report."),
    Kind.WHOLE,
)
IN_FORCE = Field(
    "in_force",
    pgettext_lazy("column", "in force"),
    gettext_lazy("How many divisions are in force."),
    Kind.WHOLE,
)
MISSING = Field(
    "missing", gettext_lazy("missing"), gettext_lazy("Of how many of them no report is held."), Kind.WHOLE
)


def bureaus_by_year(bureaus: Any, years: Sequence[int], title: str, address: str) -> Sheet:
    """Bureaus × years: for each year a report, none held, or a division that did not exist."""
    heads = (*OF_PLACE_TODAY, REPORTS, *_year_heads(years))
    return Sheet(
        title, title, heads, _bureaus_by_year(streamed(bureaus), years), address, count=bureaus.count
    )


def _bureaus_by_year(bureaus: Iterable[Any], years: Sequence[int]) -> Iterator[list[Value]]:
    residents = dict(Population.objects.census().values_list("region", "residents"))
    for one in bureaus:
        held: dict[int, list[Report]] = {}
        for report in one.published_reports:
            held.setdefault(report.year, []).append(report)
        *place, _year = bureau_cells(one, residents.get(one.region_id), None)
        marks = (_mark(held.get(year, []), existed=one.could_report(year)) for year in years)
        yield [*place, one.report_count, *marks]


def _mark(reports: Sequence[Report], *, existed: bool) -> str:
    """That a report is held, with the kinds where there are several; or which nothing there is."""
    if len(reports) > 1:
        return "、".join(str(report.get_kind_display()) for report in reports)
    return _mark_word(held=bool(reports), existed=existed)


def _mark_word(*, held: bool, existed: bool) -> str:
    if held:
        return _("report held")
    return nothing_word(Nothing.NO_REPORT if existed else Nothing.NOT_APPLICABLE)


def _year_heads(years: Sequence[int]) -> tuple[Field, ...]:
    return tuple(Field(f"y{year}", str(year), _("Whether a report for the year is held.")) for year in years)


def provinces_sheet(found: Holdings, title: str, address: str) -> Sheet:
    """The map as a table: of each province the divisions with a report, in force, missing."""
    rows: Iterator[list[Value]] = (
        [tile.adcode, local_place(tile.name), share.held, share.divisions, share.missing]
        for tile, share in found.provinces
    )
    return Sheet(title, title, (CODE, PROVINCE, WITH_REPORT, IN_FORCE, MISSING), rows, address)


def years_sheet(
    years: Iterable[tuple[int, Sequence[Share]]], levels: Sequence[str], title: str, name: str, address: str
) -> Sheet:
    """Of each year the divisions with a report and those in force; `levels` names the shares of a year."""
    heads = [fields.YEAR]
    for place, level in enumerate(levels, start=1):
        for field in (WITH_REPORT, IN_FORCE):
            said = _("%(level)s: %(column)s") % {"level": level, "column": field.head}
            heads.append(Field(f"{field.key}_{place}", said, field.about, Kind.WHOLE))
    rows = ([year, *(n for share in shares for n in (share.held, share.divisions))] for year, shares in years)
    return Sheet(name, title, heads, rows, address)


def missing_sheet(regions: Iterable[Region], title: str, address: str) -> Sheet:
    """Divisions in force today of which no report is held, by name."""
    rows = (
        [one.adcode, one.local_name, one.local_above or None, str(Level(one.level).label)] for one in regions
    )
    return Sheet(title, title, (CODE, DIVISION, ABOVE, fields.LEVEL), rows, address)


# Regions --------------------------------------------------------------------------------------------------------------

COUNTIES = Field(
    "counties_held",
    gettext_lazy("counties with a report"),
    gettext_lazy("How many of its counties have one."),
    Kind.WHOLE,
)
ALL_COUNTIES = Field(
    "counties", gettext_lazy("counties"), gettext_lazy("How many counties it has today."), Kind.WHOLE
)


def divisions_sheet(
    rows: Sequence[DivisionRow], years: Sequence[int], title: str, name: str, address: str
) -> Sheet:
    """The divisions right below a region × years, as on its page."""
    heads = (CODE, DIVISION, fields.LEVEL, COUNTIES, ALL_COUNTIES, *_year_heads(years))
    lines = (
        [
            row.division.adcode,
            row.division.local_name,
            str(Level(row.division.level).label),
            row.below.held if row.below else None,
            row.below.divisions if row.below else None,
            *(_mark_word(held=mark.report is not None, existed=mark.existed) for mark in row.marks),
        ]
        for row in rows
    )
    return Sheet(name, title, heads, lines, address)


N = Field(
    "n", gettext_lazy("reporting"), gettext_lazy("How many of the parts have a value."), Kind.WHOLE, width=8
)
MEDIAN = Field(
    "median", gettext_lazy("median"), gettext_lazy("The middle of the values, rounded."), Kind.NUMBER
)
TOTAL = Field(
    "total",
    gettext_lazy("sum of the parts"),
    gettext_lazy(
        "Only where every part states an exact number of the same sort; never of rates and standards."
    ),
    Kind.NUMBER,
)
STATED = Field(
    "stated",
    gettext_lazy("parts that state one"),
    gettext_lazy("How many parts state an exact number that could be added up; empty where none ever is."),
    Kind.WHOLE,
)
PARTS = Field(
    "parts", gettext_lazy("parts"), gettext_lazy("How many parts the region had in the year."), Kind.WHOLE
)


def _of_point(key: str, value: Any, place: Any, address: Any) -> tuple[Field, ...]:
    return (
        Field(key, value, gettext_lazy("In the unit of the column “unit”."), Kind.NUMBER),
        *([Field(f"{key}_place", place, gettext_lazy("Whose figure it is."))] if place else []),
        Field(f"{key}_url", address, fields.PERMALINK.about, width=34),
    )


LOW = _of_point(
    "low",
    gettext_lazy("lowest"),
    gettext_lazy("lowest: whose"),
    gettext_lazy("lowest: permanent address"),
)
HIGH = _of_point(
    "high",
    gettext_lazy("highest"),
    gettext_lazy("highest: whose"),
    gettext_lazy("highest: permanent address"),
)
OWN = _of_point(
    "own",
    gettext_lazy("its own bureau's figure"),
    None,
    gettext_lazy("its own figure: permanent address"),
)
TOGETHER = (
    fields.YEAR, *fields.OF_INDICATOR, fields.UNIT, N, PARTS, *LOW, MEDIAN, *HIGH, TOTAL, STATED, *OWN,
)  # fmt: skip


def together_sheet(
    rows: Sequence[Together], year: int, title: str, name: str, address: str, site: str
) -> Sheet:
    """What the parts of a region say together in one year, an indicator a row, as on its page."""
    return Sheet(name, title, TOGETHER, _together(rows, year, site), address)


def _together(rows: Sequence[Together], year: int, site: str) -> Iterator[list[Value]]:
    for row in rows:
        if row.spread.n:
            low, high = row.spread.points[0], row.spread.points[-1]
            # Of one value the page shows no highest beside the lowest: it is the same.
            yield [
                year,
                *indicator_cells(row.indicator),
                unit_name(row.indicator.unit),
                row.spread.n,
                row.parts,
                *_point(low, site),
                None if row.spread.median is None else rounded(row.spread.median),
                *(_point(high, site) if row.spread.n > 1 else [None] * 3),
                row.total,
                row.stated if row.is_summed else None,
                *([row.own.value, f"{site}/metrics/{row.own.metric}/"] if row.own else [None] * 2),
            ]


def _point(point: Point, site: str) -> list[Value]:
    return [point.value, point.local_place, f"{site}/metrics/{point.metric}/"]
