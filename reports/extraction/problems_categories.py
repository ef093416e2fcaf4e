"""Names the category of a problem or plan (问题类别) by the words of the catalogue that it uses.

A keyword of the catalogue may end in `-`: a word of the trade (养老, 执法) that others often merely mention, worth half.
"""

from __future__ import annotations

import re
from functools import lru_cache

from reports.extraction.records import CategorySpec

_OPENING_END = re.compile(r"[。;,:]")
_BLANKS = re.compile(r"\s+")
_WEAK = "-"


def category_of(text: str, heading: str | None, categories: tuple[CategorySpec, ...]) -> str | None:
    """The category that the most, longest and earliest keywords speak for; None if nothing speaks.

    Of overlapping words only the longest is heard (执法人员, not 执法). A word in the opening clause names the topic
    and counts twice; the heading above counts half.
    """
    text = _BLANKS.sub("", text)
    stop = _OPENING_END.search(text)
    opening = stop.start() if stop else len(text)
    scores: dict[str, float] = {}
    firsts: dict[str, int] = {}
    for place, length, weight, code in _heard(text, categories):
        scores[code] = scores.get(code, 0.0) + weight * length * (2 if place < opening else 1)
        firsts[code] = min(firsts.get(code, place), place)
    for _place, length, weight, code in _heard(heading or "", categories):
        scores[code] = scores.get(code, 0.0) + weight * length / 2
    return max(scores, key=lambda code: (scores[code], -firsts.get(code, len(text))), default=None)


def _heard(text: str, categories: tuple[CategorySpec, ...]) -> list[tuple[int, int, float, str]]:
    """Place, length, weight and category of each keyword of the text, none inside a longer one."""
    taken = bytearray(len(text))
    heard: list[tuple[int, int, float, str]] = []
    for word, weight, code in _by_length(categories):
        place = text.find(word)
        while place >= 0:
            if not taken[place] and not taken[place + len(word) - 1]:
                taken[place : place + len(word)] = b"\1" * len(word)
                heard.append((place, len(word), weight, code))
            place = text.find(word, place + len(word))
    return heard


@lru_cache(maxsize=8)
def _by_length(categories: tuple[CategorySpec, ...]) -> tuple[tuple[str, float, str], ...]:
    """All keywords, the longest first, with weight and category."""
    words = [
        (keyword.removesuffix(_WEAK), 0.5 if keyword.endswith(_WEAK) else 1.0, spec.code)
        for spec in categories
        for keyword in spec.keywords
    ]
    return tuple(sorted(words, key=lambda word: -len(word[0])))
