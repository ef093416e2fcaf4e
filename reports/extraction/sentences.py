"""Cuts a text into paragraphs (段) and sentences (句) by their offsets, and mends the lines that a scan has broken."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

_PARAGRAPH = re.compile(r"[^\n]+")
_END = re.compile(r"[。\n!?]")
_NARROWEST, _WIDEST = 18, 90
_PAGE_NUMBER = re.compile(r"[-·]? ?[0-9]{0,3} ?[-·]?")
_NEW_PARAGRAPH = re.compile(
    r"\s|\(?[一二三四五六七八九十]{1,3}[)、.]|[0-9]{1,2}[.、](?![0-9])|[①-⑳]|附件|作者|来源|责任编辑"
    r"|[^,。]{0,16}民政[局厅部]\s*$|20\d\d年\d{1,2}月\d{1,2}日\s*$"
)
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


@lru_cache(maxsize=2)
def unwrapped(text: str) -> str:
    """The text with the line breaks that a scan set inside its sentences blanked out; its length is the same.

    Kept for the next step of the engine, which asks for the same text again.
    """
    lines = text.split("\n")
    width = _wrap_width(lines)
    if not width:
        return text
    mended: list[str] = []
    index = 0
    while index < len(lines):
        mended.append(lines[index])
        following = index + 1
        while lines[index] and following < len(lines) and _PAGE_NUMBER.fullmatch(lines[following].strip()):
            following += 1
        if following < len(lines) and _breaks_off(lines[index], width, lines[following]):
            mended.append(" " * (1 + sum(len(line) + 1 for line in lines[index + 1 : following])))
            index = following
        else:
            mended.append("\n")
            index += 1
    return "".join(mended)[: len(text)]


def _wrap_width(lines: list[str]) -> int:
    """The width at which the text breaks its lines, 0 for a text that breaks only at paragraphs."""
    broken = [len(line) for line in lines if _NARROWEST <= len(line) <= _WIDEST and line[-1] not in "。!?;: "]
    if len(broken) < 3:
        return 0
    width, _count = Counter(broken).most_common(1)[0]
    alike = sum(abs(length - width) <= 1 for length in broken)
    return width if alike >= 3 and 2 * alike >= len(broken) else 0


def _breaks_off(line: str, width: int, following: str) -> bool:
    """Whether a line goes on in the next: it fills the width or ends in a comma, and nothing new begins there."""
    if not line or "\t" in line or _NEW_PARAGRAPH.match(following):
        return False
    return abs(len(line) - width) <= 1 or line.rstrip()[-1:] in (",", "、")
