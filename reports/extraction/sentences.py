"""Cuts a text into paragraphs (段) and sentences (句) by their offsets."""

from __future__ import annotations

import re
from collections.abc import Iterator

_PARAGRAPH = re.compile(r"[^\n]+")


def sentence_bounds(text: str, offset: int) -> tuple[int, int]:
    """Start and end of the sentence that holds the character at `offset`, without its final mark."""
    start = max(text.rfind(mark, 0, offset) for mark in "。\n!?") + 1
    ends = [end for end in (text.find(mark, offset) for mark in "。\n!?") if end >= 0]
    return start, min(ends, default=len(text))


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each line that is not blank."""
    for found in _PARAGRAPH.finditer(text):
        if found.group().strip():
            yield found.span()
