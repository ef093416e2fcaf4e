"""From glyphs on pages to running text: visual lines (行), page furniture, paragraphs (段落).

A page knows only where each character stands. Coordinates are in points from the page's lower left corner. All
thresholds are in ems, the height of the characters themselves, so that they hold for every size of type.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, zip_longest
from statistics import median

SPACE_EM, WIDE_EM, CELL_EM = 0.18, 0.75, 1.9
"""Gaps that are a blank between Latin letters, a blank between Chinese ones, and the space between two columns."""

SAME_LINE = 0.45
"""How far apart the middles of two characters on one line may be."""

FULL_EM, NEARLY_FULL_EM = 1.6, 3.2
"""How far before the right margin a full line may end: a sign that may not begin a line takes its neighbour along."""

INDENT_EM = 1.2
OTHER_SIZE = 1.18
OTHER_LEADING = 1.45

_OPENS, _CLOSES = frozenset("《〈（“‘【〔「"), frozenset("，。、；：！？》〉）”’】〕」％")
"""Signs that bring their own space, after or before which no blank means anything."""

_CLOSED = re.compile(r"[。!?！？;；:：…](?:[”’」』）)]|$)|$^")
_OPENING = re.compile(
    r"(?:[（(]?[一二三四五六七八九十]{1,3}[)）、.．]|[（(]?\d{1,2}[)）、.．](?!\d)|第[一二三四五六七八九十]+[章节条]|[•●■◆①-⑳])"
)
_PAGE_NUMBER = re.compile(
    r"[-—–―─一_·.~\s]*(?:第\s*)?(?:[0-9０-９]{1,4}|[一二三四五六七八九十百]{1,4}(?=\s*页))"
    r"(?:\s*(?:页|[/／])?\s*(?:共\s*)?[0-9０-９]{0,4}\s*页?)[-—–―─一_·.~\s]*"
)
_EDGE_LINES = 2
"""Running heads and feet stand in the first or last lines of a page."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """One printed character and the box it takes up."""

    sign: str
    left: float
    bottom: float
    right: float
    top: float
    follows_blank: bool = False
    """Whether the file has a blank in front of it, rather than a mere gap."""

    @property
    def size(self) -> float:
        """Some fonts give the strokes' own box: 一 is flat then, but as wide as any other."""
        return max(self.top - self.bottom, 0.9 * (self.right - self.left))

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Line:
    """One line as printed, or one row of a table, which never runs on into the next."""

    text: str
    left: float
    right: float
    bottom: float
    size: float
    is_row: bool = False
    is_ruled: bool = False
    """Whether it is a row of a table drawn with rules, rather than words set wide apart."""


@dataclass(slots=True)
class _Row:
    """Glyphs that stand on one line, judged by the largest of them: a comma stands low and is small."""

    glyphs: list[Glyph]
    largest: Glyph

    def holds(self, glyph: Glyph) -> bool:
        height = max(self.largest.size, glyph.size)
        return abs(self.largest.middle - glyph.middle) < SAME_LINE * height

    def take(self, glyphs: list[Glyph], largest: Glyph) -> None:
        self.glyphs += glyphs
        self.largest = max(self.largest, largest, key=lambda glyph: glyph.size)


def lines_of(glyphs: Iterable[Glyph]) -> list[Line]:
    """The glyphs of a page, or of a cell, as lines from top to bottom."""
    rows: list[_Row] = []
    for glyph in glyphs:
        row = next((row for row in reversed(rows[-4:]) if row.holds(glyph)), None)
        if row is None:
            rows.append(_Row([glyph], glyph))
        else:
            row.take([glyph], glyph)
    lines = [line_of(sorted(row.glyphs, key=lambda glyph: glyph.left)) for row in _merged(rows)]
    return sorted(lines, key=lambda line: -line.bottom)


def _merged(rows: list[_Row]) -> list[_Row]:
    """What stands side by side is one line, in whatever order the file draws it."""
    merged: list[_Row] = []
    for row in sorted(rows, key=lambda row: -row.largest.middle):
        if merged and merged[-1].holds(row.largest):
            merged[-1].take(row.glyphs, row.largest)
        else:
            merged.append(row)
    return merged


def line_of(row: list[Glyph]) -> Line:
    """One line out of its characters from left to right, with the blanks between them."""
    size = median(glyph.size for glyph in row)
    gaps = [after.left - before.right for before, after in pairwise(row)]
    # Justified lines are stretched evenly; only what is wider than that is a blank.
    stretched = max(0.0, median(gaps)) if gaps else 0.0
    # Some programs write a blank after every character; then none of them means anything.
    blanks_count = sum(glyph.follows_blank for glyph in row) * 3 < len(row) + 3
    text = row[0].sign
    for (before, after), gap in zip(pairwise(row), gaps, strict=True):
        text += _between(before, after, (gap - stretched) / size, blanks_count) + after.sign
    return Line(text, row[0].left, row[-1].right, min(g.bottom for g in row), size, "\t" in text)


def _between(before: Glyph, after: Glyph, gap: float, blanks_count: bool) -> str:
    """Tab, blank or nothing. Word and Writer set a quarter of an em between Chinese and digits: that is no blank."""
    if gap > CELL_EM:
        return "\t"
    if before.sign in _OPENS or after.sign in _CLOSES:
        return ""
    if before.sign.isascii() and after.sign.isascii():
        return " " if gap > SPACE_EM else ""
    return " " if gap > WIDE_EM or (blanks_count and after.follows_blank) else ""


def without_furniture(pages: Sequence[list[Line]]) -> list[list[Line]]:
    """The pages without running heads, feet and page numbers (页眉、页脚、页码)."""
    seen: Counter[str] = Counter()
    for lines in pages:
        seen.update({_shape(line) for line in _edges(lines)})
    often = max(2, (len(pages) + 1) // 2)
    kept = []
    for lines in pages:
        edges = {id(line) for line in _edges(lines)}
        outermost = {id(line) for line in (lines[:1] + lines[-1:])}
        kept.append(
            [
                line
                for line in lines
                if not (id(line) in edges and not line.is_ruled and seen[_shape(line)] >= often)
                and not (id(line) in outermost and _PAGE_NUMBER.fullmatch(line.text.strip()))
            ]
        )
    return kept


def _edges(lines: list[Line]) -> list[Line]:
    return lines[:_EDGE_LINES] + lines[_EDGE_LINES:][-_EDGE_LINES:]


def _shape(line: Line) -> str:
    """The line with its numbers masked: the page's number counts up in a head that otherwise repeats."""
    return re.sub(r"[0-9０-９]+", "#", re.sub(r"\s", "", line.text))


def running_text(pages: Sequence[list[Line]]) -> tuple[str, tuple[int, ...]]:
    """The text with broken lines joined into paragraphs, and where in it each page begins."""
    text = _RunningText(_Margins.of([line for lines in pages for line in lines if not line.is_row]))
    starts = []
    for lines in pages:
        first = None
        leading = _leading(lines) * OTHER_LEADING
        for above, line in zip([None, *lines], lines, strict=False):
            if above is None and text.resume(line):
                continue
            start = text.add(line, is_apart=above is not None and above.bottom - line.bottom > leading)
            first = start if first is None else first
        starts.append(text.length if first is None else first)
    return "".join(f"{paragraph}\n" for paragraph in text.paragraphs), tuple(starts)


class _RunningText:
    """The paragraphs and rows put together so far."""

    def __init__(self, margins: _Margins) -> None:
        self.margins = margins
        self.paragraphs: list[str] = []
        self.length = 0
        self.before: Line | None = None
        self.head: Line | None = None
        """The first row of the table that the line before belongs to."""

    def add(self, line: Line, *, is_apart: bool) -> int:
        """Take the next line in; the answer is the place where it begins in the text."""
        if self.before is not None and self.margins.continues(self.before, line, is_apart):
            joined = glue(self.paragraphs[-1][-1:], line.text[:1]) + line.text
            self.paragraphs[-1] += joined
            self.length += len(joined)
            start = self.length - len(line.text) - 1
        else:
            start = self.length
            self.paragraphs.append(line.text)
            self.length += len(line.text) + 1
        if line.is_row and not (self.before and self.before.is_row):
            self.head = line
        self.before = line
        return start

    def resume(self, line: Line) -> bool:
        """Whether a page's first line only goes on with the table before: its head again, or a broken row's rest."""
        before, head = self.before, self.head
        if not (before and head and before.is_row and line.is_row) or abs(before.left - line.left) > 3:
            return False
        if line.text == head.text:
            return True
        above, below = before.text.split("\t"), line.text.split("\t")
        if below[0].strip() or len(below) > len(head.text.split("\t")):
            return False  # a row of its own: a broken one has said all of its first cell
        pairs = zip_longest(above, below, fillvalue=" ")
        text = "\t".join((one.strip() + other.strip()) or " " for one, other in pairs)
        self.length += len(text) - len(self.paragraphs[-1])
        self.paragraphs[-1] = text
        self.before = replace(before, text=text)
        return True


def glue(before: str, after: str) -> str:
    """What stands between two lines of one paragraph: nothing in Chinese or within a number, a blank in English."""
    return " " if before.isascii() and after.isascii() and before.isalpha() and after.isalpha() else ""


def _leading(lines: list[Line]) -> float:
    gaps = [above.bottom - below.bottom for above, below in pairwise(lines)]
    return median(gaps) if gaps else float("inf")


@dataclass(frozen=True, slots=True)
class _Margins:
    """The edges of the type area (版心), between which a paragraph's lines run full."""

    left: float
    right: float

    @classmethod
    def of(cls, lines: list[Line]) -> _Margins:
        long = [line for line in lines if len(line.text) > 12] or lines
        if not long:
            return cls(0, 0)
        left = Counter(round(line.left) for line in long).most_common(1)[0][0]
        rights = sorted(line.right for line in long)
        return cls(left, rights[int(len(rights) * 0.9)] if len(rights) > 4 else rights[-1])

    def continues(self, before: Line, after: Line, is_apart: bool) -> bool:
        """Whether `after` runs on from `before`: full line, same size of type, no indent, no wider gap."""
        if before.is_row or after.is_row or is_apart:
            return False
        if max(before.size, after.size) > OTHER_SIZE * min(before.size, after.size):
            return False
        if after.left - self.left > INDENT_EM * after.size:
            return False
        missing = (self.right - before.right) / before.size
        if missing > NEARLY_FULL_EM:
            return False
        is_closed = _CLOSED.search(before.text[-2:]) is not None
        if missing > FULL_EM:
            return not is_closed
        return not (is_closed and _OPENING.match(after.text))


def flat(lines: Iterable[Line]) -> str:
    """The lines of a table's cell as one."""
    text = ""
    for line in lines:
        text += glue(text[-1:], line.text[:1]) + line.text if text else line.text
    return text
