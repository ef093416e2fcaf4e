"""A sheet as CSV: UTF-8 with byte-order mark (Excel in Chinese garbles it otherwise), CRLF, RFC 4180, streamed."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from itertools import islice

from django.http import StreamingHttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import get_language, override

from reports.exports.sheet import Sheet
from reports.exports.spreadsheets import Value, as_text

BOM = "\ufeff"
CONTENT_TYPE = "text/csv; charset=utf-8"
BATCH = 500
"""Lines handed on at once."""


class _Lines(list[str]):
    """A file that keeps what is written to it, line by line."""

    def write(self, line: str) -> None:
        self.append(line)


def csv_line(cells: Iterable[Value]) -> str:
    """One line without its end."""
    lines = _Lines()
    csv.writer(lines, lineterminator="").writerow([as_text(cell) for cell in cells])
    return lines[0]


def csv_pieces(sheet: Sheet) -> Iterator[bytes]:
    """The file in pieces, heads first; the rows are asked for as they are written, in the language of the moment."""
    language = get_language()
    rows = iter(sheet.rows)
    heads = BOM + csv_line([str(field.head) for field in sheet.fields]) + "\r\n"

    def pieces() -> Iterator[bytes]:
        yield heads.encode()
        while True:
            # The rows are made long after the request, when another language may hold.
            with override(language):
                lines = _Lines()
                writer = csv.writer(lines)
                writer.writerows([as_text(cell) for cell in row] for row in islice(rows, BATCH))
            if not lines:
                return
            yield "".join(lines).encode()

    return pieces()


def download(pieces: Iterable[bytes], name: str) -> StreamingHttpResponse:
    """Pieces of CSV as a download; the file's name may be Chinese (RFC 5987)."""
    response = StreamingHttpResponse(pieces, content_type=CONTENT_TYPE)
    response["Content-Disposition"] = content_disposition_header(True, f"{name}.csv")
    return response


def csv_response(sheet: Sheet) -> StreamingHttpResponse:
    return download(csv_pieces(sheet), sheet.name)
