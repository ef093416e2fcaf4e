"""Cells as a spreadsheet takes them: text that it would run is defused, numbers and dates stay what they are."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from reports.numerals import plain

Value = str | int | bool | Decimal | date | None
"""What a cell holds. None is nothing; a zero is a zero."""

RUN_BY_SPREADSHEETS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a formula begins with; the wide signs are taken for the narrow ones by East Asian versions."""


def defuse(text: str) -> str:
    """Text that no spreadsheet runs: an apostrophe before what would begin a formula."""
    return "'" + text if text.startswith(RUN_BY_SPREADSHEETS) else text


def as_text(value: Value) -> str:
    """A cell of a text file: a number in plain digits, a date as ISO 8601 has it, text defused, nothing empty."""
    if value is None:
        return ""
    if isinstance(value, str):
        return defuse(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return plain(value)
    return value.isoformat() if isinstance(value, (date, datetime)) else str(value)
