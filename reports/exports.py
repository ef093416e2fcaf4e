"""Matrix → CSV in long form: one line for each cell of the table seen, in its order.

UTF-8 with BOM (Excel in Chinese garbles it otherwise), CRLF, RFC 4180. Text that a spreadsheet would run as a formula
is defused; numbers stay numbers.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from urllib.parse import quote

from django.http import StreamingHttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from reports import wording
from reports.comparison import Basis, Cell, Column, Matrix, Row, rounded
from reports.numerals import plain, unit_name

BOM = "\ufeff"
RUN_BY_SPREADSHEETS = ("=", "+", "-", "@", "\t", "\r")


class _Echo:
    """A file that hands back what is written, so that lines can be streamed as they are made."""

    def write(self, line: str) -> str:
        return line


def defuse(text: str) -> str:
    """Text that no spreadsheet runs: an apostrophe before what would begin a formula."""
    return "'" + text if text.startswith(RUN_BY_SPREADSHEETS) else text


def heads() -> list[str]:
    """The column heads in the reader's language."""
    return [
        _("domain"), _("indicator code"), _("indicator"), _("bureau"), _("division code"), _("region"), _("level"),
        _("year"), _("value"), _("upper value"), _("unit"), _("per 10,000 residents"), _("as printed"),
        _("qualifier"), _("period"), _("actual, standard or planned"), _("review"), _("kind of nothing"),
        _("comparability"), _("reason"), _("sentence"), _("report"), _("page of the figure"), _("source URL"),
        _("published by the bureau on"), _("sha256"),
    ]  # fmt: skip


def lines(matrix: Matrix, site: str) -> Iterator[list[str]]:
    """Heads, then a line for each cell, row by row as on the page. `site` begins every address: https://host."""
    yield heads()
    for group in matrix.groups:
        for row in group.rows:
            verdict = _verdict(row, matrix)
            for column, cell in zip(matrix.columns, row.cells, strict=True):
                yield [
                    *(defuse(text) for text in (group.domain.name, row.indicator.code, row.indicator.name)),
                    *_who(column),
                    *_what(cell, row, column, matrix.question.basis),
                    *verdict,
                    *_where(cell, column, site),
                ]


def _who(column: Column) -> list[str]:
    region = column.region
    name = column.report.bureau_name if column.report else column.bureau.name
    year = str(column.year) if column.year else ""
    return [defuse(name), region.adcode, defuse(region.full_name), str(region.get_level_display()), year]


def _what(cell: Cell, row: Row, column: Column, basis: Basis) -> list[str]:
    metric = cell.metric
    if metric is None or cell.nothing:
        nothing = wording.nothing_word(cell.nothing) if cell.nothing else ""
        return ["", "", unit_name(row.indicator.unit), "", "", "", "", "", "", nothing]
    per_10k = rounded(cell.value) if basis is Basis.PER_10K and cell.value is not None else None
    return [
        plain(metric.value),
        plain(metric.value_max),
        defuse(unit_name(metric.unit)),
        plain(per_10k),
        defuse(metric.mention),
        str(metric.get_qualifier_display()),
        str(metric.get_period_display()),
        str(metric.get_claim_display()),
        str(column.report.get_review_state_display()) if column.report else "",
        pgettext("nothing", "reported zero") if metric.value == 0 else "",
    ]


def _verdict(row: Row, matrix: Matrix) -> list[str]:
    """The verdict with all its reasons, also those that the page says once above its table."""
    _glyph, word, reasons = wording.verdict(row, matrix.columns)
    return [word, defuse(reasons)]


def _where(cell: Cell, column: Column, site: str) -> list[str]:
    report = column.report
    if report is None:
        return ["", "", "", "", "", ""]
    metric = cell.metric
    return [
        defuse(metric.sentence) if metric else "",
        defuse(str(report)),
        site + (metric.get_absolute_url() if metric else report.get_absolute_url()),
        report.source_url,
        report.published_on.isoformat() if report.published_on else "",
        report.sha256,
    ]


def csv_response(rows: Iterable[list[str]], filename: str) -> StreamingHttpResponse:
    """The lines as a download, streamed as they are made; the file's name may be Chinese (RFC 5987)."""
    writer = csv.writer(_Echo())
    body = (writer.writerow(row) for row in rows)
    response = StreamingHttpResponse(_with_bom(body), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(filename)}"
    return response


def _with_bom(body: Iterator[str]) -> Iterator[str]:
    yield BOM
    yield from body


def filename(matrix: Matrix) -> str:
    """What is inside, in the name: 民政局比较_2019-2024.csv."""
    years = sorted({column.year for column in matrix.columns if column.year})
    span = f"_{years[0]}" if len(years) == 1 else f"_{years[0]}-{years[-1]}" if years else ""
    return _("bureaus_compared") + span + ".csv"
