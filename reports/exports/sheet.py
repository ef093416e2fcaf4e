"""A table on its way into a file: its columns, its rows, and what a reader must know of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from reports.exports.fields import Field
from reports.exports.spreadsheets import Value


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table (一张表). `rows` are read once, in their order; each has a value for each of `fields`."""

    name: str
    """The file's, without its ending: 民政局比较_2020-2024."""
    title: str
    fields: Sequence[Field]
    rows: Iterable[Sequence[Value]]
    address: str
    """Of the page with the same table."""
    sources: Sequence[tuple[str, str]] = ()
    """(title, address) of each report behind it, where they are few."""
    count: Callable[[], int] | None = None
    """How many rows there are, asked before a workbook is begun; None where they are few by nature."""


AT_ONCE = 2000
"""Rows of the database held at once."""


def streamed(found: Any) -> Iterator[Any]:
    """The rows of a query set part by part, once: however many there are, memory stays flat."""
    rows: Iterator[Any] = found.iterator(chunk_size=AT_ONCE)
    return rows
