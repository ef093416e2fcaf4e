"""Files as a reader gets them: asked for at their address, read back as the programs of readers do."""

from __future__ import annotations

import csv
import io
from typing import Any

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
