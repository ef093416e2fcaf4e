"""Clean text of the same length as the source (规范化), so that offsets into the two are identical.

Every character is replaced by exactly one: full-width digits, letters, signs and punctuation by their half-width form,
the many dashes and tildes by one of each, odd spaces by a space. What needs more than one character to judge (a number
broken over a line, a lost bracket) is the business of the grammar, never of this step.
"""

from __future__ import annotations

import re

_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_SINGLE = {
    " ": "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
    "\u200b\u200c\u200d\u2060\ufeff\u00ad",
    "\n": "\x0b\x0c\x85\u2028\u2029",
    "-": "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\uff0d\ufe58\ufe63",
    "~": "\u223c\u301c\uff5e\u02dc",
    "·": "\u2022\u2027\u22c5\u30fb\uff65\u0387",
    "%": "\ufe6a\u066a",
    "¥": "\uffe5",
    ",": "\ufe50",
    ";": "\ufe54",
    ":": "\ufe55\u2236",
    "(": "\ufe59\u2768",
    ")": "\ufe5a\u2769",
    "〔": "\u2772",
    "〕": "\u2773",
    "《": "\u00ab\u300a",
    "》": "\u00bb\u300b",
    "。": "\uff61",
    "、": "\ufe51\uff64",
    "“": "\u301d\u300c\uff62",
    "”": "\u301e\u300d\uff63",
    "〇": "\u25cb\u25ef\u3007",
}
_CLEAN = {chr(wide): chr(half) for wide, half in _FULL_WIDTH.items()}
_CLEAN |= {odd: clean for clean, odds in _SINGLE.items() for odd in odds}
# Odd characters are few in most texts: looking for them is faster than translating every character.
_ODD = re.compile(f"[{re.escape(''.join(_CLEAN))}]")


def normalise(source: str) -> str:
    """The source, character by character, in one canonical form: `len(normalise(s)) == len(s)` for every `s`."""
    clean = _ODD.sub(lambda match: _CLEAN[match[0]], source)
    return clean.replace("\r\n", " \n").replace("\r", "\n") if "\r" in clean else clean
