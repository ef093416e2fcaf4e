"""A table on its way into a file: its columns, its rows, and what a reader must know of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

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
