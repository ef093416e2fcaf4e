"""Reads what a bureau says is wrong (问题) and what it will do about it next year (计划)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.extraction.records import Section, Statement

if TYPE_CHECKING:
    from reports.extraction.catalogue import Catalogue


def read_statements(
    source: str, text: str, sections: tuple[Section, ...], catalogue: Catalogue
) -> tuple[tuple[Statement, ...], tuple[Statement, ...]]:
    """The problems and the plans of a report, each in the order of the text."""
    return (), ()
