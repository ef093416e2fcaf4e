"""Cuts a text into paragraphs (段) and sentences (句) by their offsets."""

from __future__ import annotations

import re
from collections.abc import Iterator

_PARAGRAPH = re.compile(r"[^\n]+")
_END = re.compile(r"[。\n!?]")
_LONGEST = 2000
"""How far a sentence is followed to either side; a text without any full stop must not cost its square."""


def sentence_bounds(text: str, offset: int) -> tuple[int, int]:
    """Start and end of the sentence that holds the character at `offset`, without blanks and its final mark."""
    window = max(0, offset - _LONGEST)
    start = max(window, *(text.rfind(mark, window, offset) + 1 for mark in "。\n!?"))
    found = _END.search(text, offset, offset + _LONGEST)
    end = found.start() if found else min(len(text), offset + _LONGEST)
    while start < end and text[start] in " \t":
        start += 1
    while end > start and text[end - 1] in " \t":
        end -= 1
    return start, end


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each line that is not blank, without the blanks around it."""
    for found in _PARAGRAPH.finditer(text):
        line = found.group()
        start = found.start() + len(line) - len(line.lstrip())
        end = found.start() + len(line.rstrip())
        if start < end:
            yield start, end
