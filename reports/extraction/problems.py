"""Reads what a bureau says is wrong (问题) and what it will do about it next year (计划)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reports.extraction import statements_wording as wording
from reports.extraction.problems_categories import category_of, keyword_index
from reports.extraction.records import Section, Statement
from reports.extraction.sentences import unwrapped
from reports.extraction.statements_items import Item, Stretch
from reports.extraction.statements_labels import Mode
from reports.extraction.statements_stretches import stretches
from reports.extraction.statements_tables import read_stretch

if TYPE_CHECKING:
    from reports.extraction.catalogue import Catalogue

_WORDS = re.compile(r"[\u4e00-\u9fff]{2}")
_EDGES = " \t\n,;:、。.!?·-"


def read_statements(
    source: str, text: str, sections: tuple[Section, ...], catalogue: Catalogue
) -> tuple[tuple[Statement, ...], tuple[Statement, ...]]:
    """The problems (with their causes) and the plans of a report, each in the order of the text."""
    problems: list[Statement] = []
    plans: list[Statement] = []
    words = keyword_index(catalogue.categories)
    text = unwrapped(text)
    for stretch in stretches(text, sections):
        answered: str | None = None
        for item in _with_title(text, stretch, list(read_stretch(text, stretch))):
            start, end = _trimmed(text, item.start, item.end)
            if not _WORDS.search(text, start, end):
                continue
            planned = item.mode is Mode.PLAN
            # A measure that names no field belongs to that of the problem it stands beside (措施:聘请专家).
            silent = answered if planned else None
            category = category_of(text[start:end], stretch.topic, words) or silent
            answered = category if stretch.mode is not Mode.PLAN else None
            read = plans if planned else problems
            place = (source[start:end], start, end, stretch.heading, len(read) + 1)
            read.append(Statement(*place, category, is_cause=item.mode is Mode.CAUSE))
    return tuple(problems), tuple(plans)


def _with_title(text: str, stretch: Stretch, found: list[Item]) -> list[Item]:
    """A title that states the lack itself, with nothing but causes or measures below it, is the statement."""
    if stretch.title is None or any(item.mode is stretch.mode for item in found):
        return found
    start, end = stretch.title
    if stretch.mode is Mode.PROBLEM and not wording.SHORTCOMING.search(text, start, end):
        return found
    return [Item(start, end, stretch.mode, "", None, 0, 0), *found]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The bounds without blanks, enumerators' rests and the final mark."""
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    return start, end
