"""Where a person's words stand in a report's text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

KEY = re.compile("[0-9]{1,18}")
"""A key or a place as an address can hold it and a database can look it up."""
AROUND = 24
"""Characters shown before and after words that stand in the text more than once."""


@dataclass(frozen=True, slots=True)
class Place:
    """One place where the words stand, with a little around it to tell it from the others."""

    start: int
    before: str
    words: str
    after: str

    @property
    def end(self) -> int:
        return self.start + len(self.words)

    @property
    def cuts_a_number(self) -> bool:
        """9个 in 79个 is hardly meant."""
        return self.words[:1].isdecimal() and self.before[-1:].isdecimal()


def places(text: str, words: str) -> list[Place]:
    """Every place at which the words stand; a form's line breaks are taken for the text's."""
    for form in (words, words.replace("\r\n", "\n")):
        if found := [_place(text, form, start) for start in _starts(text, form)]:
            return found
    return []


def nearest(text: str, words: str, near: int) -> Place | None:
    """The words where they stand nearest to a place; None if the text does not have them."""
    return min(places(text, words), key=lambda place: abs(place.start - near), default=None)


def _place(text: str, words: str, start: int) -> Place:
    end = start + len(words)
    return Place(start, text[max(0, start - AROUND) : start], words, text[end : end + AROUND])


def _starts(text: str, words: str) -> Iterator[int]:
    at = text.find(words) if words else -1
    while at >= 0:
        yield at
        at = text.find(words, at + 1)
