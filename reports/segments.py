"""A report's text cut into paragraphs and marked stretches: every character of the text appears once, in its order.

Pure: text and places in, frozen records out. Marks may nest and cross (a figure inside a shortcoming, a shortcoming
over two lines); what HTML needs nested is worked out here, so that a template only prints.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from operator import attrgetter


class MarkKind(StrEnum):
    """What a marked stretch is; a heading is set off, a figure is a link."""

    HEADING = "heading"
    FIGURE = "figure"
    PROBLEM = "problem"
    PLAN = "plan"


ANCHORS = {MarkKind.HEADING: "s", MarkKind.FIGURE: "c", MarkKind.PROBLEM: "q", MarkKind.PLAN: "p"}
"""The letter before the offset in a mark's address: `#c2236`."""

LINE = re.compile(r"[^\n]*\n|[^\n]+")
"""A line as the engine knows it; `str.splitlines` would also break at rarer characters."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in the text with what was found there: the caller's own objects, several for a shared figure."""

    kind: MarkKind
    start: int
    end: int
    found: tuple[object, ...] = ()
    level: int = 0
    """The level of a heading, from 1."""
    inner: tuple[int, ...] = ()
    """Further places where a figure begins inside this one, so that their addresses lead here too."""

    @property
    def anchor(self) -> str:
        return f"{ANCHORS[self.kind]}{self.start}"

    @property
    def further_anchors(self) -> tuple[str, ...]:
        return tuple(f"{ANCHORS[self.kind]}{start}" for start in self.inner)


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters under one figure, or under none. Only the `first` piece of a mark bears its address."""

    text: str
    figure: Mark | None = None
    first: bool = False


@dataclass(frozen=True, slots=True)
class Stretch:
    """Pieces under the same heading, shortcomings and plans, from the outermost mark to the innermost."""

    marks: tuple[tuple[Mark, bool], ...]
    """Each with whether it begins here."""
    pieces: tuple[Piece, ...]

    @property
    def closing(self) -> tuple[Mark, ...]:
        """The marks from the innermost to the outermost, as they are closed."""
        return tuple(mark for mark, _begins in reversed(self.marks))


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line of the text with its line break, and the blank lines around it."""

    start: int
    end: int
    stretches: tuple[Stretch, ...]
    figures: tuple[Mark, ...]
    statements: tuple[Mark, ...]
    heading: Mark | None
    """Set where the whole line is a heading."""
    rank: int = 0
    """The heading's rank in the page, from 1: like its level, but never two steps down at once."""


def segment(text: str, marks: Iterable[Mark]) -> tuple[Paragraph, ...]:
    """The text in paragraphs. Marks outside the text are left out; figures on one place become one mark."""
    inside = [mark for mark in marks if 0 <= mark.start < mark.end <= len(text)]
    figures = _merged(mark for mark in inside if mark.kind is MarkKind.FIGURE)
    others = sorted(
        (mark for mark in inside if mark.kind is not MarkKind.FIGURE),
        key=lambda mark: (mark.start, -mark.end, mark.kind is not MarkKind.HEADING),
    )
    return tuple(_ranked(_paragraphs(text, figures, others)))


def _merged(figures: Iterable[Mark]) -> list[Mark]:
    """Figures that share characters as one mark with all that was found; figures that merely touch stay apart."""
    merged: list[Mark] = []
    for mark in sorted(figures, key=lambda mark: (mark.start, -mark.end)):
        last = merged[-1] if merged else None
        if last is None or mark.start >= last.end:
            merged.append(mark)
            continue
        further = () if mark.start == last.start or mark.start in last.inner else (mark.start,)
        merged[-1] = Mark(
            MarkKind.FIGURE,
            last.start,
            max(last.end, mark.end),
            last.found + mark.found,
            inner=last.inner + further,
        )
    return merged


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each line with what is written on it; blank lines belong to the line before (or the first)."""
    start, place, written = 0, 0, False
    for found in LINE.finditer(text):
        line = found.group()
        if line.strip() and written:
            yield start, place
            start = place
        written = written or bool(line.strip())
        place += len(line)
    if place > start:
        yield start, place


def _paragraphs(text: str, figures: Sequence[Mark], others: Sequence[Mark]) -> Iterator[Paragraph]:
    """One walk through text and marks: each line takes the marks that reach into it, none is looked at twice."""
    next_figure = next_other = 0
    open_figures: list[Mark] = []
    open_others: list[Mark] = []
    for start, end in _lines(text):
        while next_figure < len(figures) and figures[next_figure].start < end:
            open_figures.append(figures[next_figure])
            next_figure += 1
        while next_other < len(others) and others[next_other].start < end:
            open_others.append(others[next_other])
            next_other += 1
        yield _paragraph(text, start, end, open_figures, open_others)
        open_figures = [mark for mark in open_figures if mark.end > end]
        open_others = [mark for mark in open_others if mark.end > end]


def _paragraph(text: str, start: int, end: int, figures: list[Mark], others: list[Mark]) -> Paragraph:
    line = text[start:end]
    body = (start + len(line) - len(line.lstrip()), start + len(line.rstrip()))
    heading = next(
        (mark for mark in others if mark.kind is MarkKind.HEADING and (mark.start, mark.end) == body), None
    )
    # A line that is a heading needs no mark inside itself.
    inner = [mark for mark in others if mark is not heading]
    return Paragraph(
        start=start,
        end=end,
        stretches=tuple(_stretches(text, start, end, figures, inner)),
        figures=tuple(mark for mark in figures if mark.start >= start),
        statements=tuple(mark for mark in inner if mark.start >= start and mark.kind is not MarkKind.HEADING),
        heading=heading,
    )


def _stretches(
    text: str, start: int, end: int, figures: Sequence[Mark], others: Sequence[Mark]
) -> Iterator[Stretch]:
    over: list[Mark] = []
    coming = 0
    for low, high in pairwise(_cuts(start, end, others)):
        over = [mark for mark in over if mark.end > low]
        while coming < len(others) and others[coming].start <= low:
            over.append(others[coming])
            coming += 1
        begun = tuple((mark, mark.start == low) for mark in over)
        yield Stretch(begun, tuple(_pieces(text, low, high, figures)))


def _pieces(text: str, start: int, end: int, figures: Sequence[Mark]) -> Iterator[Piece]:
    # Figures are in order and apart from each other, so those of this stretch stand together.
    first = bisect_right(figures, start, key=attrgetter("end"))
    last = bisect_right(figures, end - 1, key=attrgetter("start"))
    here = figures[first:last]
    coming = 0
    for low, high in pairwise(_cuts(start, end, here)):
        while coming < len(here) and here[coming].end <= low:
            coming += 1
        figure = here[coming] if coming < len(here) and here[coming].start <= low else None
        yield Piece(text[low:high], figure, figure is not None and figure.start == low)


def _cuts(start: int, end: int, marks: Sequence[Mark]) -> list[int]:
    """The places between `start` and `end` where something begins or ends, both included."""
    places = {place for mark in marks for place in (mark.start, mark.end) if start < place < end}
    return [start, *sorted(places), end]


def _ranked(paragraphs: Iterable[Paragraph]) -> Iterator[Paragraph]:
    """A report that goes from 一、 to 1. at once must not leave out a rank in the page's own outline."""
    above = 0
    for paragraph in paragraphs:
        if paragraph.heading is None:
            yield paragraph
            continue
        above = min(above + 1, max(1, paragraph.heading.level))
        yield Paragraph(
            paragraph.start,
            paragraph.end,
            paragraph.stretches,
            paragraph.figures,
            paragraph.statements,
            paragraph.heading,
            above,
        )


@dataclass(frozen=True, slots=True)
class Specimen:
    """One figure in its sentence: what stands before it, the figure as printed, what stands after."""

    before: str
    printed: str
    after: str


def specimen(sentence: str, at: int, printed: str) -> Specimen | None:
    """The sentence parted at its figure, which should stand at `at`; None where it does not stand in it at all."""
    if sentence[at : at + len(printed)] != printed or at < 0:
        at = sentence.find(printed)
    if at < 0:
        return None
    return Specimen(sentence[:at], printed, sentence[at + len(printed) :])


SENTENCE = re.compile(r"[^。！？!?]+[。！？!?]*|[。！？!?]+")


@dataclass(frozen=True, slots=True)
class Setting:
    """One figure in its sentence, with the sentences of the same paragraph on either side."""

    sentence_before: str
    before: str
    printed: str
    after: str
    sentence_after: str


def setting(text: str, start: int, end: int) -> Setting:
    """The figure at `text[start:end]` with what surrounds it."""
    low = text.rfind("\n", 0, start) + 1
    high = text.find("\n", end)
    line = text[low : high if high >= 0 else len(text)]
    spans = [(low + found.start(), low + found.end()) for found in SENTENCE.finditer(line)]
    over = [span for span in spans if span[0] < end and start < span[1]]
    first, last = over[0][0], over[-1][1]
    return Setting(
        next((text[a:b].lstrip() for a, b in reversed(spans) if b <= first), ""),
        text[first:start].lstrip(),
        text[start:end],
        text[end:last].rstrip(),
        next((text[a:b].rstrip() for a, b in spans if a >= last), ""),
    )


def marked(text: str, words: Iterable[str], most: int = 120) -> list[tuple[str, bool]]:
    """The text around the first of the words, at most so many characters, in pieces: (characters, is a word)."""
    known = sorted({word for word in words if word}, key=len, reverse=True)
    if not known:
        return [(text[:most], False)]
    pattern = re.compile("|".join(re.escape(word) for word in known), re.IGNORECASE)
    first = pattern.search(text)
    low = max(0, min((first.start() if first else 0) - most // 3, len(text) - most))
    cut = ("…" if low else "") + text[low : low + most] + ("…" if low + most < len(text) else "")
    pieces, at = [], 0
    for found in pattern.finditer(cut):
        pieces += [(cut[at : found.start()], False), (found[0], True)]
        at = found.end()
    return [piece for piece in (*pieces, (cut[at:], False)) if piece[0]]
