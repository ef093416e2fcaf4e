"""Names the category of a problem or plan (问题类别) by the words of the catalogue that it uses.

A keyword of the catalogue may end in `-`: a word of the trade (养老, 执法) that others often only mention, worth half.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from operator import add

from reports.extraction.records import CategorySpec

_OPENING_END = re.compile(r"[。;,:]")
_BLANKS = re.compile(r"\s+")
_OCCASION = re.compile(r"(?:紧紧)?(?:围绕|聚焦|针对|结合|立足|依托|着眼)")
_WEAK = "-"
_MOST_BUILT = 8


@dataclass(frozen=True, slots=True)
class KeywordIndex:
    """The keywords of all categories: their lengths by their first two characters, and weight and category of each."""

    lengths: dict[str, tuple[int, ...]]
    meanings: dict[str, tuple[float, str]]


Scores = dict[str, float]
"""How much speaks for each category."""


_BUILT: dict[int, tuple[tuple[CategorySpec, ...], KeywordIndex]] = {}
"""Indexes by the identity of their categories (kept with them): to hash thousands of words costs more than to read."""


def keyword_index(categories: tuple[CategorySpec, ...]) -> KeywordIndex:
    """The keywords of all categories, ready to be looked up; a keyword has at least two characters."""
    built = _BUILT.get(id(categories))
    if built is None:
        if len(_BUILT) >= _MOST_BUILT:
            _BUILT.clear()
        built = _BUILT[id(categories)] = (categories, _index(categories))
    return built[1]


def _index(categories: tuple[CategorySpec, ...]) -> KeywordIndex:
    meanings: dict[str, tuple[float, str]] = {}
    lengths: dict[str, set[int]] = {}
    for spec in categories:
        for keyword in spec.keywords:
            word = keyword.removesuffix(_WEAK)
            meanings.setdefault(word, (0.5 if keyword.endswith(_WEAK) else 1.0, spec.code))
            lengths.setdefault(word[:2], set()).add(len(word))
    return KeywordIndex({two: tuple(found) for two, found in lengths.items()}, meanings)


def category_of(text: str, heading: str | None, words: KeywordIndex) -> str | None:
    """The category that the most, longest and earliest keywords speak for; None if nothing speaks."""
    return chosen(scores_of(text, heading_scores(heading, words), words))


def heading_scores(heading: str | None, words: KeywordIndex) -> Scores:
    """What the heading above speaks for: half of what the statement's own words would."""
    scores: Scores = {}
    for _place, length, weight, code in _heard(heading or "", words):
        scores[code] = scores.get(code, 0.0) + weight * length / 2
    return scores


def chosen(scores: Scores, neighbour: str | None = None, weight: float = 0.0) -> str | None:
    """The category with the highest score; that of the statement it answers to has `weight` in addition."""
    if neighbour is not None:
        scores = scores | {neighbour: scores.get(neighbour, 0.0) + weight}
    return max(scores, key=lambda code: scores[code], default=None)


def scores_of(text: str, above: Scores, words: KeywordIndex) -> Scores:
    """How much each category is spoken for, the earliest spoken for first.

    Of overlapping words only the longest is heard (执法人员, not 执法). A word in the opening clause names the topic
    and counts twice; a first clause that only gives the occasion (围绕养老服务,…) is no opening and counts half.
    `above` is what the heading speaks for.
    """
    text = _BLANKS.sub("", text)
    begin = _occasion_end(text)
    stop = _OPENING_END.search(text, begin)
    opening = stop.start() if stop else len(text)
    scores: Scores = {}
    firsts: dict[str, int] = {}
    for place, length, weight, code in _heard(text, words):
        times = 0.5 if place < begin else 2 if place < opening else 1
        scores[code] = scores.get(code, 0.0) + weight * length * times
        firsts[code] = min(firsts.get(code, place), place)
    for code, score in above.items():
        scores[code] = scores.get(code, 0.0) + score
    return dict(sorted(scores.items(), key=lambda score: firsts.get(score[0], len(text))))


def _occasion_end(text: str) -> int:
    """Where the clause that only gives the occasion ends; 0 if there is none or nothing follows it."""
    occasion = _OCCASION.match(text)
    comma = text.find(",", occasion.end()) if occasion else -1
    return comma + 1


def _heard(text: str, words: KeywordIndex) -> list[tuple[int, int, float, str]]:
    """Place, length, weight and category of each keyword of the text, none inside a longer one."""
    lengths, meanings = words.lengths, words.meanings
    hits = [
        (-length, place)
        for place, two in enumerate(map(add, text, text[1:]))
        if two in lengths
        for length in lengths[two]
        if text[place : place + length] in meanings and place + length <= len(text)
    ]
    taken = bytearray(len(text))
    heard: list[tuple[int, int, float, str]] = []
    for minus_length, place in sorted(hits):
        end = place - minus_length
        if not taken[place] and not taken[end - 1]:
            taken[place:end] = b"\1" * (end - place)
            weight, code = meanings[text[place:end]]
            heard.append((place, end - place, weight, code))
    return heard
