"""All figures in long form, as fast as the database gives them and in as little memory as one batch of reports needs.

The database writes what is a figure's own, on PostgreSQL by COPY; what all figures of a report or an indicator share is
written once and set around each of their lines. So a line costs the least on both sides, and nothing is held but a
batch. Both roads run the same query and write the same bytes.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, TypeVar

from django.db import connection
from django.utils.translation import get_language, override

from bureaus.models import Bureau, Population, Region
from reports.exports.csv_file import BOM, csv_line
from reports.exports.fields import LONG, OF_INDICATOR
from reports.exports.figure_columns import figure_columns
from reports.exports.whose import indicator_cells, place_cells, report_cells
from reports.models import Indicator, Metric, Report
from reports.models.findings import FindingQuerySet
from reports.models.report import BY_LEAD, ReportQuerySet

Key = TypeVar("Key")
LENT = (
    "bureau", "region", "year", "title", "kind", "review_state", "published_on", "source_url", "sha256", "synthetic",
)  # fmt: skip
"""What a report lends to each of its lines; another field would cost a query a report."""
FIRST_BATCH = 20
BATCH = 200
"""Reports a query: the first answer comes at once, the others cost the database little for their number."""


class Copied(list[bytes]):
    """A file that keeps what is written to it, line by line, at the least cost a line."""

    write = list.append


class Fetched(list[bytes]):
    """The same for lines that come as text."""

    def write(self, line: str) -> None:
        self.append(line.encode())


@dataclass(frozen=True, slots=True)
class Selection:
    """Which published figures: those of these bureaus, years and indicators; of all where none is named."""

    bureaus: tuple[int, ...] = ()
    years: tuple[int, ...] = ()
    indicators: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()

    def reports(self) -> ReportQuerySet:
        """Their reports in the order of the file: by division, the newest year first."""
        reports = Report.objects.published()
        reports = reports.filter(bureau__in=self.bureaus) if self.bureaus else reports
        reports = reports.filter(year__in=self.years) if self.years else reports
        found: ReportQuerySet = reports.order_by(
            "bureau__region__adcode", "bureau_id", "-year", BY_LEAD, "pk"
        )
        return found

    def figures(self) -> FindingQuerySet:
        """Their figures, of whichever report."""
        figures: FindingQuerySet = Metric.objects.standing()
        if self.indicators or self.domains:
            named = figures.filter(indicator__in=self.indicators)
            figures = named | figures.filter(indicator__domain__in=self.domains)
        return figures


@dataclass(frozen=True, slots=True)
class Edges:
    """What is written before, between and after a figure's own cells."""

    before: dict[bytes, bytes]
    indicators: dict[bytes, bytes]
    after: dict[bytes, bytes]


def figure_lines(selection: Selection, site: str) -> Iterator[bytes]:
    """The whole CSV in the language of the moment, in pieces: byte-order mark and heads, then a batch of reports each.

    Four queries for all, and four for each batch. `site` begins every address: https://host.
    """
    language = get_language()
    keys = list(selection.reports().values_list("pk", flat=True))
    indicators = _indicators()
    residents = dict(Population.objects.census().values_list("region", "residents"))
    query = FigureQuery(selection.figures(), figure_columns(site, words=True, defused=True))
    heads = BOM.encode() + csv_line([str(field.head) for field in LONG]).encode() + b"\r\n"

    def pieces() -> Iterator[bytes]:
        yield heads
        for batch in batches(keys):
            with override(language):
                edges = _edges(batch, residents, indicators, site)
            yield set_between(edges, query.lines(batch))

    return pieces()


def batches(keys: Sequence[Key]) -> Iterator[Sequence[Key]]:
    """A few first, so that the first lines come at once, then as many as cost the database little for their number."""
    start, size = 0, FIRST_BATCH
    while start < len(keys):
        yield keys[start : start + size]
        start, size = start + size, BATCH


def _indicators() -> dict[bytes, bytes]:
    """The cells of each indicator by its code; no code for a figure that belongs to none."""
    named = {
        one.pk.encode(): csv_line(indicator_cells(one)).encode() + b","
        for one in Indicator.objects.select_related("domain").defer("synonyms", "definition_zh")
    }
    return {b"": b"," * len(OF_INDICATOR), **named}


def _edges(
    batch: Sequence[int], residents: dict[int, int], indicators: dict[bytes, bytes], site: str
) -> Edges:
    """Three queries: the reports, their regions, their bureaus. Of ten years of a bureau only one needs its names."""
    reports = Report.objects.filter(pk__in=batch).only(*LENT).in_bulk()
    regions = Region.objects.in_bulk({report.region_id for report in reports.values()})
    bureaus = Bureau.objects.select_related("region").in_bulk({one.bureau_id for one in reports.values()})
    before, after = {}, {}
    places: dict[tuple[int, int], bytes] = {}
    for key in batch:
        report = reports[key]
        report.bureau, report.region = bureaus[report.bureau_id], regions[report.region_id]
        held = report.bureau_id, report.region_id
        if held not in places:
            # All but the year, which comes last, is the same in every report of a bureau that kept its division.
            *place, _year = place_cells(report, residents.get(report.bureau.region_id))
            places[held] = csv_line(place).encode()
        before[b"%d" % key] = b"%b,%d," % (places[held], report.year)
        after[b"%d" % key] = b"," + csv_line(report_cells(report, site)).encode() + b"\r\n"
    return Edges(before, indicators, after)


def set_between(edges: Edges, lines: Iterable[bytes]) -> bytes:
    """The lines of one batch, each between its edges, in the order of the reports."""
    of_report: dict[bytes, list[bytes]] = {report: [] for report in edges.before}
    before, indicators, after = edges.before, edges.indicators, edges.after
    for line in lines:
        report, indicator, own = line.split(b",", 2)
        whole = b"%b%b%b%b" % (before[report], indicators[indicator], own[:-1], after[report])
        of_report[report].append(whole)
    return b"".join(chain.from_iterable(of_report.values()))


class FigureQuery:
    """Report, indicator, then the figure's own cells, all as text; compiled once for each size of a batch."""

    def __init__(self, figures: FindingQuerySet, columns: Mapping[str, Any]) -> None:
        named = {f"cell_{key}": column for key, column in columns.items()}
        ordered = figures.order_by("report_id", "start", "pk").annotate(**named)
        self._rows = ordered.values_list("report_id", "indicator_id", *named)
        self._compiled: dict[int, tuple[str, tuple[Any, ...], tuple[Any, ...]]] = {}

    def lines(self, reports: Sequence[int], *, by_copy: bool | None = None) -> list[bytes]:
        """The figures of these reports, a CSV line each. PostgreSQL copies them out unless told otherwise."""
        sql, before, after = self._sql(len(reports))
        params = (*before, *reports, *after)
        copies = connection.vendor == "postgresql" if by_copy is None else by_copy
        with connection.cursor() as cursor:
            if copies:
                query = cursor.mogrify(sql, params).decode()
                copied = Copied()
                cursor.copy_expert(f"COPY ({query}) TO STDOUT WITH (FORMAT csv)", copied)
                return copied
            cursor.execute(sql, params)
            fetched = Fetched()
            csv.writer(fetched, lineterminator="\n").writerows(cursor)
        return fetched

    def _sql(self, size: int) -> tuple[str, tuple[Any, ...], tuple[Any, ...]]:
        """The query for so many reports, with what is filled in before and after their keys.

        Django would take longer to write each query anew than PostgreSQL to answer it.
        """
        if size not in self._compiled:
            keys = list(range(-size, 0))
            sql, params = self._rows.filter(report_id__in=keys).query.sql_with_params()
            at = params.index(keys[0])
            self._compiled[size] = sql, params[:at], params[at + size :]
        return self._compiled[size]
