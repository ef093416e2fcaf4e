"""A sheet as an Excel workbook: real numbers and dates, a frozen head, and a second sheet of notes.

Rows go to the disk as they come, so that memory stays flat. Text is always written as text and never run.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import IO

from django.http import FileResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from reports.exports.fields import Field, Kind
from reports.exports.licence import ATTRIBUTION, LICENCE_TITLE, LICENCE_URL, definitions
from reports.exports.sheet import Sheet
from reports.exports.spreadsheets import RUN_BY_SPREADSHEETS, Value
from reports.numerals import plain

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST = 32_767
"""Characters that a cell of Excel holds."""
MOST_CELLS = 400_000
"""A workbook is built whole before its first byte leaves, and a server waits half a minute for that. So many cells,
ten thousand figures with all their columns, take a small part of it (tests/benchmarks/workbook_speed.py)."""
MOST_ROWS = 1_048_575
"""Rows that a sheet of Excel has below its head."""
SAFE = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
FROZEN = frozenset({"bureau", "indicator_zh", "text"})


@dataclass(frozen=True, slots=True)
class Looks:
    """The few formats a workbook has."""

    head: Format
    text: Format
    inert: Format
    day: Format
    note: Format

    @classmethod
    def of(cls, book: Workbook) -> Looks:
        return cls(
            head=book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 2}),
            text=book.add_format(),
            # Excel's own mark for text that must stay text, also when it is edited; the text itself is unchanged.
            inert=book.add_format({"quote_prefix": True}),
            day=book.add_format({"num_format": "yyyy-mm-dd"}),
            note=book.add_format({"text_wrap": True, "valign": "top"}),
        )


def most_rows(sheet: Sheet) -> int:
    """How many rows the sheet may have as a workbook, in round thousands; as CSV there is no bound."""
    return min(MOST_CELLS // len(sheet.fields) // 1000 * 1000, MOST_ROWS)


def write_workbook(sheet: Sheet, file: IO[bytes]) -> None:
    """Write the sheet and its notes into an open file."""
    with Workbook(file, SAFE) as book:
        looks = Looks.of(book)
        _write_table(book.add_worksheet(_("Data")), sheet, looks)
        _write_notes(book.add_worksheet(_("Notes")), sheet, looks)


def xlsx_response(sheet: Sheet) -> FileResponse:
    """The workbook as a download; the server closes the file, and with it the file is gone."""
    file = tempfile.TemporaryFile()  # noqa: SIM115
    write_workbook(sheet, file)
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=f"{sheet.name}.xlsx", content_type=CONTENT_TYPE)


def _write_table(page: Worksheet, sheet: Sheet, looks: Looks) -> None:
    fields = sheet.fields
    for column, field in enumerate(fields):
        page.set_column(column, column, field.width)
        page.write_string(0, column, str(field.head), looks.head)
    page.freeze_panes(1, _frozen(fields))
    last = 0
    for last, row in enumerate(sheet.rows, start=1):
        for column, value in enumerate(row):
            _write(page, last, column, value, looks)
    page.autofilter(0, 0, max(last, 1), len(fields) - 1)


def _frozen(fields: Sequence[Field]) -> int:
    """How many columns stay in sight: up to the one that names the row, where it stands in front."""
    named = [position for position, field in enumerate(fields[:4], start=1) if field.key in FROZEN]
    return named[0] if named else 0


def _write(page: Worksheet, row: int, column: int, value: Value, looks: Looks) -> None:
    if value is None:
        return
    if isinstance(value, bool):
        page.write_boolean(row, column, value)
    elif isinstance(value, int) or (isinstance(value, Decimal) and _fits(value)):
        page.write_number(row, column, float(value) if isinstance(value, Decimal) else value)
    elif isinstance(value, date):
        page.write_datetime(row, column, value, looks.day)
    else:
        text = plain(value) if isinstance(value, Decimal) else value
        text = text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
        looks_like = looks.inert if text.startswith(RUN_BY_SPREADSHEETS) else looks.text
        page.write_string(row, column, text, looks_like)


def _fits(value: Decimal) -> bool:
    """Whether Excel, which counts in binary, gives the number back to its last digit."""
    return Decimal(repr(float(value))) == value


def _write_notes(page: Worksheet, sheet: Sheet, looks: Looks) -> None:
    page.set_column(0, 0, 24)
    page.set_column(1, 1, 100)
    notes = [
        (_("Table"), sheet.title),
        (_("Question"), sheet.address),
        (_("Taken on"), timezone.localdate().isoformat()),
        *((_("Definition"), said) for said in definitions()),
        (_("Licence"), f"{LICENCE_TITLE}, {LICENCE_URL}"),
        (_("To be named as"), str(ATTRIBUTION)),
        *((_("Source"), f"{title} {address}") for title, address in sheet.sources),
        ("", ""),
        (_("Column"), _("What it holds")),
        *((str(field.head), _described(field)) for field in sheet.fields),
    ]
    for row, (name, said) in enumerate(notes):
        for column, text in ((0, name), (1, said)):
            looks_like = looks.inert if text.startswith(RUN_BY_SPREADSHEETS) else looks.note
            page.write_string(row, column, text, looks_like)


def _described(field: Field) -> str:
    unit = f" ({field.unit})" if field.unit and field.kind in (Kind.NUMBER, Kind.WHOLE) else ""
    return f"{field.about}{unit}"
