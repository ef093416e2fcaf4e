"""Names the category of a problem or plan (问题类别) by the words of the catalogue that it uses.

A keyword of the catalogue may end in `-`: a word of the trade (养老, 执法) that others often only mention, worth half.
"""

from __future__ import annotations

import re
from functools import lru_cache

from reports.extraction.records import CategorySpec

_OPENING_END = re.compile(r"[。;,:]")
_BLANKS = re.compile(r"\s+")
_WEAK = "-"


KeywordIndex = dict[str, list[tuple[str, float, str]]]
"""Keywords by their first two characters, with weight and category."""
Scores = dict[str, float]
"""How much speaks for each category."""


@lru_cache(maxsize=8)
def keyword_index(categories: tuple[CategorySpec, ...]) -> KeywordIndex:
    """The keywords of all categories, ready to be looked up; a keyword has at least two characters."""
    words: KeywordIndex = {}
    for spec in categories:
        for keyword in spec.keywords:
            word = keyword.removesuffix(_WEAK)
            weight = 0.5 if keyword.endswith(_WEAK) else 1.0
            words.setdefault(word[:2], []).append((word, weight, spec.code))
    return words


def category_of(text: str, heading: str | None, words: KeywordIndex) -> str | None:
    """The category that the most, longest and earliest keywords speak for; None if nothing speaks."""
    return chosen(scores_of(text, heading, words))


def chosen(scores: Scores, neighbour: str | None = None, weight: float = 0.0) -> str | None:
    """The category with the highest score; that of the statement it answers to has `weight` in addition."""
    if neighbour is not None:
        scores = scores | {neighbour: scores.get(neighbour, 0.0) + weight}
    return max(scores, key=lambda code: scores[code], default=None)


def scores_of(text: str, heading: str | None, words: KeywordIndex) -> Scores:
    """How much each category is spoken for, the earliest spoken for first.

    Of overlapping words only the longest is heard (执法人员, not 执法). A word in the opening clause names the topic
    and counts twice; the heading above counts half.
    """
    text = _BLANKS.sub("", text)
    stop = _OPENING_END.search(text)
    opening = stop.start() if stop else len(text)
    scores: dict[str, float] = {}
    firsts: dict[str, int] = {}
    for place, length, weight, code in _heard(text, words):
        scores[code] = scores.get(code, 0.0) + weight * length * (2 if place < opening else 1)
        firsts[code] = min(firsts.get(code, place), place)
    for _place, length, weight, code in _heard(heading or "", words):
        scores[code] = scores.get(code, 0.0) + weight * length / 2
    return dict(sorted(scores.items(), key=lambda score: firsts.get(score[0], len(text))))


def _heard(text: str, words: KeywordIndex) -> list[tuple[int, int, float, str]]:
    """Place, length, weight and category of each keyword of the text, none inside a longer one."""
    hits = [
        (-len(word), place, weight, code)
        for place in range(len(text) - 1)
        for word, weight, code in words.get(text[place : place + 2], ())
        if text.startswith(word, place)
    ]
    taken = bytearray(len(text))
    heard: list[tuple[int, int, float, str]] = []
    for minus_length, place, weight, code in sorted(hits):
        end = place - minus_length
        if not taken[place] and not taken[end - 1]:
            taken[place:end] = b"\1" * (end - place)
            heard.append((place, end - place, weight, code))
    return heard
