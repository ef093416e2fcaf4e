"""Files as a reader gets them: asked for at their address, read back as the programs of readers do."""

from __future__ import annotations

import csv
import io
from datetime import datetime
from decimal import Decimal
from typing import Any

import openpyxl
from django.test import Client

Cells = list[list[Any]]


def fetch(client: Client, address: str) -> bytes:
    """The whole file at an address."""
    response: Any = client.get(address)
    assert response.status_code == 200, address
    content: bytes = response.getvalue()
    return content


def csv_cells(content: bytes) -> list[list[str]]:
    """The lines of a CSV file, heads first."""
    text = content.decode("utf-8")
    assert text.startswith("\ufeff")
    assert "\ufeff" not in text[1:]
    return list(csv.reader(io.StringIO(text[1:], newline=""), strict=True))


def csv_rows(client: Client, address: str) -> list[dict[str, str]]:
    """The lines of the CSV at an address by the heads of its columns."""
    heads, *lines = csv_cells(fetch(client, address))
    assert len(set(heads)) == len(heads)
    return [dict(zip(heads, line, strict=True)) for line in lines]


def workbook(content: bytes) -> tuple[list[str], list[list[Any]]]:
    """The heads of a workbook's first sheet, and its rows."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    heads, *rows = [list(row) for row in book.worksheets[0].iter_rows(values_only=True)]
    return [str(head) for head in heads], rows


def workbook_as_csv(content: bytes) -> list[list[str]]:
    """The lines of a workbook as the CSV has them, heads first."""
    heads, rows = workbook(content)
    return [heads, *([as_csv_has_it(value) for value in row] for row in rows)]


def as_csv_has_it(value: Any) -> str:
    """A cell of a workbook as the CSV writes the same value."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, float):
        return f"{Decimal(repr(value)).normalize():f}"
    return str(value)
