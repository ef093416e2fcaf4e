"""A text as its pairs of characters (二字组), each a number: what the index of words holds, on every database. Pure.

Chinese has no blanks between words, and the shortest word has two characters (低保): a text that holds a word holds all
pairs of the word. The opposite is not quite true, so that whoever looks a longer word up reads the text as well.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable

_RUN = re.compile(r"[^\W_]{2,}")
_HALF = 2**31
_PLANE = 2**16


def grams(text: str) -> frozenset[int]:
    """The pairs of neighbouring letters, characters or digits, whatever their case; marks and blanks part them."""
    pairs: set[str] = set()
    for run in _RUN.findall(text.lower()):
        pairs.update(run[at : at + 2] for at in range(len(run) - 1))
    return frozenset(map(_number, pairs))


def _number(pair: str) -> int:
    """A signed number of 32 bits, as databases store them; pairs of the rarest characters may share one."""
    one, other = map(ord, pair)
    number = one * _PLANE + other if max(one, other) < _PLANE else zlib.crc32(pair.encode())
    return number - _HALF


def is_one(word: str) -> bool:
    """Whether a text that holds the word's pair holds the word: two Chinese characters, say."""
    return len(word) == 2 and all("\u4e00" <= character <= "\u9fff" for character in word)


def token(gram: int) -> str:
    """The number as a word that a full-text index takes."""
    return f"{gram + _HALF:08x}"


def tokens(found: Iterable[int]) -> str:
    return " ".join(map(token, sorted(found)))
