"""Automatic numbers of a Word document (自动编号): 一、 (一) 1. are computed by Word and not part of the text.

A paragraph names a list and a level; the list, or the style behind it, says how each level counts and how its number
is printed. Levels count on through the document and start anew after a higher one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
Element = Any
"""An element of lxml, which publishes no types."""

_DIGITS = "零一二三四五六七八九"
_LEGAL = str.maketrans("零一二三四五六七八九十百千", "零壹贰叁肆伍陆柒捌玖拾佰仟")
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
    (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def chinese(number: int) -> str:
    """The number in Chinese numerals (中文数字), as headings write it: 十二, 一百零三."""
    if number > 9999 or number < 0:
        return str(number)
    printed, gap = "", False
    for place, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // place % 10
        if digit:
            printed += ("零" if gap else "") + _DIGITS[digit] + unit
        gap = bool(printed) and not digit
    printed = printed or _DIGITS[0]
    return printed.removeprefix("一") if 10 <= number < 20 else printed


def _roman(number: int) -> str:
    printed = ""
    for value, letters in _ROMAN:
        printed += letters * (number // value)
        number %= value
    return printed


def _letters(number: int) -> str:
    """a … z, aa … zz: Word repeats the letter."""
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 % 50 + 1)


def _circled(number: int) -> str:
    return chr(0x2460 + number - 1) if 1 <= number <= 20 else str(number)


_PRINTED: dict[str, Callable[[int], str]] = {
    "chineseCounting": chinese,
    "chineseCountingThousand": chinese,
    "japaneseCounting": chinese,
    "taiwaneseCounting": chinese,
    "taiwaneseCountingThousand": chinese,
    "ideographDigital": lambda number: "".join("〇一二三四五六七八九"[int(digit)] for digit in str(number)),
    "japaneseDigitalTenThousand": lambda number: "".join(
        "〇一二三四五六七八九"[int(digit)] for digit in str(number)
    ),
    "chineseLegalSimplified": lambda number: chinese(number).translate(_LEGAL),
    "ideographTraditional": lambda number: _STEMS[(number - 1) % 10],
    "ideographZodiac": lambda number: _BRANCHES[(number - 1) % 12],
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalFullWidth": lambda number: str(number).translate({48 + i: 0xFF10 + i for i in range(10)}),
    "decimalZero": lambda number: f"{number:02}",
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
}


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list counts and prints."""

    start: int = 1
    format: str = "decimal"
    printed: str = ""
    """`%1.%2` and the like: the numbers of the levels with what stands between and around them."""
    legal: bool = False
    """Whether the higher levels' numbers are Arabic within this one's."""


@dataclass(slots=True)
class Numbering:
    """The lists of one document and how far each has counted."""

    lists: dict[str, dict[int, Level]]
    """List → its levels."""
    kin: dict[str, str]
    """List → the abstract list it is an instance of; instances count on from each other."""
    restarts: dict[str, dict[int, int]]
    """List → level → the number it restarts with when the list is first used."""
    styles: dict[str, tuple[str, int]]
    """Style → the list and level it brings."""
    counts: dict[str, dict[int, int]] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)

    def number(self, paragraph: Element) -> str:
        """The printed number of the next paragraph, in the order of the document; empty if it has none."""
        place = self._place(paragraph)
        if place is None or place[0] not in self.lists:
            return ""
        identity, depth = place
        levels = self.lists[identity]
        counts = self.counts.setdefault(self.kin[identity], {})
        if identity not in self.used:
            self.used.add(identity)
            counts.update({level: first - 1 for level, first in self.restarts[identity].items()})
        level = levels.get(depth, Level())
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [other for other in counts if other > depth]:
            del counts[deeper]
        return _print(levels, counts, depth)

    def _place(self, paragraph: Element) -> tuple[str, int] | None:
        """List and level: of the paragraph itself, else of its style; list 0 is none."""
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        styled = self.styles.get(style.get(f"{W}val")) if style is not None else None
        own = paragraph.find(f"{W}pPr/{W}numPr")
        if own is None:
            return styled
        identity = _value(own, "numId") or (styled[0] if styled else "")
        depth = _value(own, "ilvl") or (str(styled[1]) if styled else "0")
        return (identity, int(depth)) if identity else None


def _print(levels: dict[int, Level], counts: dict[int, int], depth: int) -> str:
    level = levels.get(depth, Level())
    if level.format in ("bullet", "none") and "%" not in level.printed:
        return ""

    def one(mark: re.Match[str]) -> str:
        other = int(mark[1]) - 1
        of = levels.get(other, Level())
        number = counts.get(other, of.start)
        return str(number) if level.legal else _PRINTED.get(of.format, str)(number)

    return re.sub(r"%([1-9])", one, level.printed)


def read_numbering(numbering: Element | None, styles: Element | None) -> Numbering:
    """The lists of `numbering.xml` and the styles of `styles.xml` that use them; either may be missing."""
    lists: dict[str, dict[int, Level]] = {}
    kin: dict[str, str] = {}
    restarts: dict[str, dict[int, int]] = {}
    abstract: dict[str, dict[int, Level]] = {}
    by_style: dict[str, int] = {}
    for element in _all(numbering, "abstractNum"):
        abstract[element.get(f"{W}abstractNumId")] = dict(_levels(element, by_style))
    for element in _all(numbering, "num"):
        identity = element.get(f"{W}numId")
        kin[identity] = _value(element, "abstractNumId")
        lists[identity] = dict(abstract.get(kin[identity], {}))
        restarts[identity] = {}
        for change in element.findall(f"{W}lvlOverride"):
            depth = int(change.get(f"{W}ilvl") or 0)
            lists[identity].update(_levels(change, by_style))
            if start := _value(change, "startOverride"):
                restarts[identity][depth] = int(start)
    return Numbering(lists, kin, restarts, dict(_styles(styles, by_style)))


def _levels(element: Element, by_style: dict[str, int]) -> Iterator[tuple[int, Level]]:
    for level in element.findall(f"{W}lvl"):
        depth = int(level.get(f"{W}ilvl") or 0)
        if style := _value(level, "pStyle"):
            by_style[style] = depth
        form = level.find(f".//{W}numFmt")
        legal = level.find(f"{W}isLgl")
        yield (
            depth,
            Level(
                int(_value(level, "start") or 1),
                form.get(f"{W}val") if form is not None else "decimal",
                _value(level, "lvlText"),
                legal is not None and legal.get(f"{W}val") not in ("0", "false"),
            ),
        )


def _styles(styles: Element | None, by_style: dict[str, int]) -> Iterator[tuple[str, tuple[str, int]]]:
    """The list of each style, its own or that of the style it is based on."""
    known = {style.get(f"{W}styleId"): style for style in _all(styles, "style")}
    for name, style in known.items():
        seen: set[str] = set()
        identity, depth, ancestor = "", "", style
        while ancestor is not None and not identity:
            own = ancestor.find(f"{W}pPr/{W}numPr")
            if own is not None:
                identity, depth = _value(own, "numId"), depth or _value(own, "ilvl")
            seen.add(ancestor.get(f"{W}styleId"))
            base = _value(ancestor, "basedOn")
            ancestor = known.get(base) if base not in seen else None
        if identity:
            yield name, (identity, int(depth or by_style.get(name, 0)))


def _all(root: Element | None, tag: str) -> list[Element]:
    return [] if root is None else list(root.iter(f"{W}{tag}"))


def _value(parent: Element, tag: str) -> str:
    child = parent.find(f"{W}{tag}")
    return "" if child is None else child.get(f"{W}val") or ""
