"""Reads problems and measures out of the rows of a table (存在问题 | 整改措施), its cells parted by tabs or bars."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from reports.extraction import statements_wording as wording
from reports.extraction.outline_contents import STATES_LACK
from reports.extraction.statements_items import Item, Stretch, items
from reports.extraction.statements_labels import Mode

_WORDS = re.compile(r"[\u4e00-\u9fff]{2}")
_CELL = re.compile(r"[^\t|\n]+")
_LONGEST_CAPTION = 14
_SHORTEST_STATEMENT = 6
_SHORTEST_CELL = 4
"""Under a column of problems or measures a few words are a statement (怕得罪人)."""


def read_stretch(text: str, stretch: Stretch) -> Iterator[Item]:
    """The statements of a stretch: its prose read as prose, its rows as rows."""
    if text.find("\t", stretch.start, stretch.end) < 0 and text.find("|", stretch.start, stretch.end) < 0:
        yield from items(text, stretch)
        return
    prose_start, begin = stretch.start, stretch.start
    roles: list[Mode | None] = []
    while begin < stretch.end:
        stop = text.find("\n", begin, stretch.end)
        end = stop if stop >= 0 else stretch.end
        cells = _cells(text, begin, end)
        if len(cells) > 1:
            yield from _prose(text, stretch, prose_start, begin)
            captions = _roles(text, cells)
            if any(captions) and not any(roles):
                roles = captions
            else:
                yield from _row(text, cells, roles, stretch.mode)
            prose_start = end
        begin = end + 1
    yield from _prose(text, stretch, prose_start, stretch.end)


def _prose(text: str, stretch: Stretch, start: int, end: int) -> Iterator[Item]:
    if start < end:
        yield from items(text, replace(stretch, start=start, end=end))


def _cells(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The cells of a line that have words; a line of prose is one cell."""
    if text.find("\t", start, end) < 0 and text.find("|", start, end) < 0:
        return []
    cells = []
    for found in _CELL.finditer(text, start, end):
        cell = found.group()
        left = found.start() + len(cell) - len(cell.lstrip())
        cells.append((left, max(left, found.end() - len(cell) + len(cell.rstrip()))))
    return cells


def _roles(text: str, cells: list[tuple[int, int]]) -> list[Mode | None]:
    """What each column holds, if the row is the head of the table; all None if it is an ordinary row."""
    if any(end - start > _LONGEST_CAPTION for start, end in cells):
        return []
    return [_role(text[start:end]) for start, end in cells]


def _role(caption: str) -> Mode | None:
    if wording.CAPTION_MEASURE.search(caption):
        return Mode.PLAN
    if wording.CAPTION_CAUSE.search(caption):
        return Mode.CAUSE
    return Mode.PROBLEM if wording.CAPTION_PROBLEM.search(caption) else None


def _row(text: str, cells: list[tuple[int, int]], roles: list[Mode | None], mode: Mode) -> Iterator[Item]:
    if any(roles):
        spoken = [(cell, role) for cell, role in zip(cells, roles, strict=False) if role is not None]
    elif mode is Mode.PROBLEM and (pair := _pair(text, cells)):
        spoken = [(pair[0], Mode.PROBLEM), (pair[1], Mode.PLAN)]
    else:
        longest = max(cells, key=lambda cell: cell[1] - cell[0])
        spoken = [(longest, mode)]
    for (start, end), role in spoken:
        if end - start >= (_SHORTEST_CELL if any(roles) else _SHORTEST_STATEMENT):
            yield from items(text, Stretch(start, end, role, governed=True))


def _pair(text: str, cells: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The two cells of a row without a head, if the first states a lack and the second none: problem and measure."""
    worded = [cell for cell in cells if cell[1] - cell[0] >= _SHORTEST_CELL and _WORDS.search(text, *cell)]
    lacking = [
        any(form.search(text, *cell) for form in (STATES_LACK, wording.SHORTCOMING)) for cell in worded
    ]
    return worded if lacking == [True, False] else []
