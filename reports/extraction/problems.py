"""Reads what a bureau says is wrong (问题) and what it will do about it next year (计划)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reports.extraction import statements_wording as wording
from reports.extraction.problems_categories import (
    KeywordIndex,
    Scores,
    chosen,
    heading_scores,
    keyword_index,
    scores_of,
)
from reports.extraction.records import Section, Statement
from reports.extraction.sentences import unwrapped
from reports.extraction.statements_items import Item, Stretch
from reports.extraction.statements_labels import Mode
from reports.extraction.statements_stretches import stretches
from reports.extraction.statements_tables import read_stretch

if TYPE_CHECKING:
    from reports.extraction.catalogue import Catalogue

_WORDS = re.compile(r"[\u4e00-\u9fff]{2}")
_BESIDE, _IN_TURN = 4.0, 2.0
"""What the category of the problem beside a measure, or of the one answered in the same order, is worth."""
_EDGES = " \t\n,;:、。.!?·-"


@dataclass(slots=True)
class _Draft:
    """A statement whose category is still open, since the one it answers to has a say in it."""

    start: int
    end: int
    mode: Mode
    heading: str | None
    scores: Scores
    beside: str | None
    """The category of the problem it stands beside, as a measure or a cause."""


def read_statements(
    source: str, text: str, sections: tuple[Section, ...], catalogue: Catalogue
) -> tuple[tuple[Statement, ...], tuple[Statement, ...]]:
    """The problems (with their causes) and the plans of a report, each in the order of the text."""
    drafts = list(_drafts(unwrapped(text), sections, keyword_index(catalogue.categories)))
    problems = [draft for draft in drafts if draft.mode is not Mode.PLAN]
    plans = [draft for draft in drafts if draft.mode is Mode.PLAN]
    opposite = _answered_in_turn([draft for draft in problems if draft.mode is Mode.PROBLEM], plans)
    return (
        tuple(_statement(source, draft, order, opposite) for order, draft in enumerate(problems, 1)),
        tuple(_statement(source, draft, order, opposite) for order, draft in enumerate(plans, 1)),
    )


def _drafts(text: str, sections: tuple[Section, ...], words: KeywordIndex) -> Iterator[_Draft]:
    for stretch in stretches(text, sections):
        answered: str | None = None
        above = heading_scores(stretch.topic, words)
        for item in _with_title(text, stretch, list(read_stretch(text, stretch))):
            start, end = _trimmed(text, item.start, item.end)
            if not _WORDS.search(text, start, end):
                continue
            scores = scores_of(text[start:end], above, words)
            beside = answered if item.mode is not Mode.PROBLEM else None
            yield _Draft(start, end, item.mode, stretch.heading, scores, beside)
            if item.mode is Mode.PROBLEM:
                answered = chosen(scores)


def _answered_in_turn(problems: list[_Draft], plans: list[_Draft]) -> dict[int, str]:
    """Where each problem has its measure in the same order, the category of the other one, by place in the text."""
    if len(problems) != len(plans):
        return {}
    opposite: dict[int, str] = {}
    for one, other in zip(problems, plans, strict=True):
        for draft, partner in ((one, other), (other, one)):
            code = chosen(partner.scores)
            if code is not None:
                opposite[draft.start] = code
    return opposite


def _statement(source: str, draft: _Draft, order: int, opposite: dict[int, str]) -> Statement:
    if draft.beside is not None:
        category = chosen(draft.scores, draft.beside, _BESIDE if draft.mode is Mode.PLAN else 0.0)
    else:
        category = chosen(draft.scores, opposite.get(draft.start), _IN_TURN)
    return Statement(
        source[draft.start : draft.end],
        draft.start,
        draft.end,
        draft.heading,
        order,
        category,
        is_cause=draft.mode is Mode.CAUSE,
    )


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
