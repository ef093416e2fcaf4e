"""Which shortcomings of several years speak of the same matter (反复出现的问题), in which words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reports.pairing.likeness import Lexicon, Rarity, Words

SAME_SUBJECT, ANY_SUBJECT = 0.07, 0.2
"""How alike two sentences must be to speak of one matter: those of one subject share it already."""
_NOT_WORDS = re.compile(r"^[(（]?[0-9一二三四五六七八九十]{1,3}[)）、.．是]|\W")


@dataclass(frozen=True, slots=True)
class Stated:
    """A shortcoming as stated: the year, the subject it was put under (empty for none), its words."""

    year: int
    subject: str
    text: str


def threads(stated: Sequence[Stated], lexicon: Lexicon) -> list[list[int]]:
    """The shortcomings, given in the order of their years, put together by matter."""
    words = [lexicon.words(one.text) for one in stated]
    rarity = Rarity.among(words)
    found: list[list[int]] = []
    for place in range(len(stated)):
        best = max(
            ((_bond(stated, words, rarity, place, thread), number) for number, thread in enumerate(found)),
            default=(0.0, 0),
        )
        if best[0] > 0:
            found[best[1]].append(place)
        else:
            found.append([place])
    return found


def _bond(
    stated: Sequence[Stated], words: Sequence[Words], rarity: Rarity, place: int, thread: Sequence[int]
) -> float:
    """How far a shortcoming is beyond what a thread asks for; 0 where it does not belong."""
    bonds = []
    for other in thread:
        alike = likeness(rarity, words[place], words[other])
        needed = (
            SAME_SUBJECT
            if stated[place].subject and stated[place].subject == stated[other].subject
            else ANY_SUBJECT
        )
        if alike >= needed:
            bonds.append(alike)
    return max(bonds, default=0.0)


def likeness(rarity: Rarity, one: Words, other: Words) -> float:
    """How much each covers the other, the lesser of both: what is merely part of a long sentence is not alike."""
    return min(rarity.covered(one, other), rarity.covered(other, one))


def same_words(one: str, other: str) -> bool:
    """Whether two sentences are the same but for marks and numbering."""
    return _NOT_WORDS.sub("", one) == _NOT_WORDS.sub("", other)
