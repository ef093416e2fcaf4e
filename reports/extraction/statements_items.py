"""Reads a stretch of text that speaks of problems or plans into its single statements.

The stretch is cut into pieces. An enumerated piece is one statement, however many sentences it has; every other
sentence is one for itself unless it only introduces, praises or signs. A turn of phrase (主要原因是, 下一步) changes
the mode.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from reports.extraction import statements_wording as wording
from reports.extraction.outline_contents import STATES_LACK
from reports.extraction.statements_labels import Mode, is_bare, role_of
from reports.extraction.statements_lists import Piece, pieces

_SHORTEST = 4
_SHORTEST_CLAUSE = 5
_LONGEST_INTRODUCTION = 25


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of running text and what it speaks of.

    `heading` is the part's ((一)), `topic` the innermost one; `governed` if a heading says what it speaks of, and
    `title` the place of a heading that may be a statement itself.
    """

    start: int
    end: int
    mode: Mode
    heading: str | None = None
    topic: str | None = None
    governed: bool = False
    opens_chapter: bool = False
    title: tuple[int, int] | None = None


@dataclass(slots=True)
class Item:
    """A statement in the making: grows while its sentences are read."""

    start: int
    end: int
    mode: Mode
    stop: str
    style: str | None
    number: int
    paragraph: int
    dropped: bool = False
    grown: bool = False
    grown_from: int = 0
    """Where the item ended before its last sentence, which may turn out to introduce the next list."""
    listed: bool = False
    labelled: bool = False
    """A label stands in front of it: what it states need not sound like a shortcoming."""


def items(text: str, stretch: Stretch) -> list[Item]:
    """The statements of a stretch, in order."""
    gathered = _Gathering(text, stretch).gather()
    _drop_openings(gathered, stretch)
    _cut_announcements(text, gathered)
    found: list[Item] = []
    follows_colon = False
    for item in gathered:
        if item.dropped:
            continue
        if item.style:
            found += [item] if item.end - item.start >= 2 else []
            continue
        spoken = list(_plain(text, item, stretch, follows_colon))
        # A;B;C after a colon is one list: what holds for its first clause holds for all.
        follows_colon = item.stop == ";" and (follows_colon or any(one.listed for one in spoken))
        found += spoken
    return found


class _Gathering:
    """Puts pieces together to items: enumerated ones with the sentences that belong to them, and single sentences."""

    def __init__(self, text: str, stretch: Stretch) -> None:
        self.text = text
        self.base = self.mode = stretch.mode
        self.items: list[Item] = []
        self.current: Item | None = None
        self.before: Item | None = None
        """The item before the current one in the same list."""
        self.running: dict[Mode, tuple[str, int]] = {}
        """The list each mode is in: its kind of enumerator and the number it has reached."""
        self.pieces = pieces(text, stretch.start, stretch.end)
        self.ahead = Counter((piece.style, piece.number) for piece in self.pieces)
        self.paired = any(piece.label and role_of(piece.label) is not self.base for piece in self.pieces)
        self.labelled: int | None = None
        """The paragraph for which a label has spoken."""

    def gather(self) -> list[Item]:
        for piece in self.pieces:
            self.ahead[piece.style, piece.number] -= 1
            if wording.END_MATTER.match(self.text, piece.start, piece.end):
                break
            role = role_of(piece.label) if piece.label else None
            turned = role or _turn(self.text, piece, self.mode, self.base)
            self.labelled = piece.paragraph if role else self.labelled
            if piece.style and (turned is None or role):
                self._open(piece, piece.style, role)
            elif turned in (None, self.mode) and self.current and self._belongs(piece, self.current):
                self._grow(piece, self.current)
            else:
                self._stand_alone(piece, turned)
        return self.items

    def _stand_alone(self, piece: Piece, turned: Mode | None) -> None:
        """A sentence that no enumerator opens."""
        self.mode = turned or _settled(piece, self.mode, self.base, self.items)
        self.current = None
        item = _item(piece, self.mode, enumerated=False)
        item.labelled = self.labelled == piece.paragraph
        item.listed = bool(piece.label) and not (self.paired or is_bare(piece.label or ""))
        self.items.append(item)

    def _open(self, piece: Piece, style: str, role: Mode | None) -> None:
        """An enumerated piece opens an item, unless it is prose inside one."""
        current = self.current
        if current is not None and _is_prose(piece, current):
            self._grow(piece, current)
            return
        self.mode = role or _list_mode(piece, self.mode, self.base, self.running)
        self.running[self.mode] = (style, piece.number)
        if current is not None and piece.number == 1 and style != current.style and self.mode is current.mode:
            current.dropped = current.paragraph == piece.paragraph or current.stop == ":"
        elif current is not None and piece.number == 1 < current.number and current.grown_from:
            current.end = current.grown_from
        self.before = current if current is not None and current.style == style else None
        self.current = _item(piece, self.mode)
        if self.before is not None and piece.number > 1:
            self.current.grown = self.before.grown
        self.items.append(self.current)

    @staticmethod
    def _grow(piece: Piece, current: Item) -> None:
        current.grown_from = current.end
        current.end, current.stop, current.grown = piece.end, piece.stop, True

    def _belongs(self, piece: Piece, current: Item) -> bool:
        """Whether a sentence without enumerator is part of the enumerated item before it."""
        if piece.paragraph != current.paragraph:
            return False
        if any(
            form.match(self.text, piece.start, piece.end) for form in (wording.TRANSITION, wording.SIGNATURE)
        ):
            return False
        if current.mode is Mode.PROBLEM and wording.ADDITION.match(self.text, piece.start, piece.end):
            return False
        if self.ahead[current.style, current.number + 1] > 0 or current.grown:
            return True
        # 一是…;二是…。Then the full stop closes the list and what comes behind stands for itself.
        return self.before is None or self.before.stop not in (";", ",") or current.stop != "。"


def _item(piece: Piece, mode: Mode, enumerated: bool = True) -> Item:
    style = piece.style if enumerated else None
    return Item(piece.start, piece.end, mode, piece.stop, style, piece.number, piece.paragraph)


def _turn(text: str, piece: Piece, mode: Mode, base: Mode) -> Mode | None:
    """The mode a piece turns to by its first words, or None if it goes on as before."""
    if mode is Mode.PLAN:
        return Mode.PROBLEM if wording.PROBLEM_OPENING.match(text, piece.start, piece.end) else None
    if wording.PLAN_LABEL.match(text, piece.start, piece.end):
        return Mode.PLAN
    if wording.PLAN_TURN.match(text, piece.start, piece.end):
        return Mode.PLAN
    if wording.PLAN_OPENING.match(text, piece.start, piece.end) and (
        wording.RESOLVE.search(text, piece.start, piece.end) or piece.stop in (":", ",")
    ):
        return Mode.PLAN
    if wording.CAUSE.match(text, piece.start, piece.end):
        return Mode.CAUSE
    if (
        base is not Mode.PLAN
        and wording.PROBLEM_OPENING.match(text, piece.start, piece.end)
        and mode is not base
    ):
        return base
    return None


def _list_mode(piece: Piece, mode: Mode, base: Mode, running: dict[Mode, tuple[str, int]]) -> Mode:
    """The mode of an enumerated piece: it goes on with the list it continues (问题1, 措施, 问题2)."""
    before = (piece.style, piece.number - 1)
    if mode is not base and running.get(mode) != before and running.get(base) == before:
        return base
    return mode


def _is_prose(piece: Piece, current: Item) -> bool:
    """一方面…另一方面 or 首先…其次 inside an enumerated item are part of its prose."""
    return (
        piece.style in ("side", "order")
        and current.style not in ("side", "order")
        and piece.paragraph == current.paragraph
    )


def _settled(piece: Piece, mode: Mode, base: Mode, gathered: list[Item]) -> Mode:
    """The mode of a plain sentence: causes end with their paragraph, measures hold on."""
    if mode is not Mode.CAUSE or base is Mode.CAUSE or not gathered:
        return mode
    last = gathered[-1]
    return mode if last.paragraph == piece.paragraph or last.stop == ":" else base


def _drop_openings(gathered: list[Item], stretch: Stretch) -> None:
    """Sentences that a list follows only introduce it, and so does the opening of a chapter with parts."""
    list_ahead: Mode | None = None
    if stretch.opens_chapter:
        list_ahead = stretch.mode
    if len(gathered) > 2 and _introduces_clauses(gathered):
        gathered[0].dropped = True
    for item in reversed(gathered):
        if item.style:
            list_ahead = item.mode if item.number <= 1 or list_ahead is not None else None
            if item.number > 1:
                list_ahead = None
        elif list_ahead is item.mode:
            item.dropped = True
        else:
            list_ahead = None


def _cut_announcements(text: str, gathered: list[Item]) -> None:
    """新任务多,消化需要过程:A;B;C. One colon in front of the whole list belongs to all its members and to none."""
    chain: list[Item] = []
    for item in gathered:
        if item.style or (chain and item.paragraph != chain[0].paragraph):
            chain = []
        if not item.style:
            chain.append(item)
        if item.stop == ";" or not chain:
            continue
        colons = [text.find(":", one.start, one.end) for one in chain]
        if len(chain) > 1 and colons[0] > 0 and max(colons[1:]) < 0:
            chain[0].start, chain[0].listed = colons[0] + 1, True
        chain = []


def _introduces_clauses(gathered: list[Item]) -> bool:
    """Whether a short first sentence stands before a list that is parted by semicolons alone."""
    first, second, third = gathered[:3]
    if first.style or first.mode is not Mode.PROBLEM or first.end - first.start > _LONGEST_INTRODUCTION:
        return False
    return (
        first.stop == "。" and second.stop == ";" and not second.style and third.paragraph == first.paragraph
    )


def _plain(text: str, item: Item, stretch: Stretch, follows_colon: bool) -> Iterator[Item]:
    """A sentence that no enumerator opens: none, one or several statements."""
    if _is_furniture(text[item.start : item.end], item.stop):
        return
    item.listed = _skip_introduction(text, item) or item.listed
    sentence = text[item.start : item.end]
    if len(sentence) < _SHORTEST or item.stop == ":":
        return
    in_list = item.listed or follows_colon
    if item.mode is Mode.PLAN:
        stated = in_list or not _only_frames(sentence)
        lead = wording.LEAD.match(sentence) if item.stop == ";" else None
        item.start += lead.end() if lead else 0
    elif item.mode is Mode.CAUSE:
        stated = not wording.TRANSITION.match(sentence) or bool(wording.CAUSE.match(sentence))
    elif item.listed and item.stop != ";":
        yield from _clauses(text, item)
        return
    else:
        stated = in_list or _is_shortcoming(sentence, stretch.governed or item.labelled)
    if stated:
        yield item


def _is_furniture(sentence: str, stop: str) -> bool:
    """Signatures, titles of topics, formulas: what a report has beside its sentences."""
    if wording.NOTHING.match(sentence):
        return True
    if len(sentence) < _SHORTEST or wording.TOPIC.match(sentence) or wording.SIGNATURE.match(sentence):
        return True
    if wording.BOILERPLATE.search(sentence) is None:
        return False
    return stop not in "。;!" or (len(sentence) < 40 and wording.BOILERPLATE.match(sentence) is not None)


def _skip_introduction(text: str, item: Item) -> bool:
    """Move the item's start behind a colon whose left side only announces a list (主要表现在:)."""
    colon = text.rfind(":", item.start, item.end)
    if colon < 0:
        return False
    left = text[item.start : colon]
    if not (wording.INTRODUCES.search(left) or wording.VAGUE.search(left)):
        return False
    item.start = colon + 1
    while item.start < item.end and text[item.start] in " \t":
        item.start += 1
    return True


def _only_frames(sentence: str) -> bool:
    """Whether a sentence of a plan only says that measures follow or that the report is at its end."""
    if wording.YEAR_NAMED.match(sentence):
        return True
    if wording.PLAN_COUNT.search(sentence) or wording.PLEDGE.match(sentence):
        return True
    return bool(wording.PLAN_FRAME.match(sentence)) and len(sentence) < 60 and sentence.count(",") < 3


def _is_shortcoming(sentence: str, announced: bool) -> bool:
    """Whether a sentence states a shortcoming; where one is announced, whatever is no praise and no preamble does."""
    if wording.TRANSITION.match(sentence):
        return False
    vague = wording.VAGUE.search(sentence)
    if (
        vague is not None
        and not wording.FIELDS_NAMED.search(sentence)
        and not wording.SHORTCOMING.search(_last_clause(sentence[: vague.start()]))
    ):
        return False
    if wording.SHORTCOMING.search(sentence) or STATES_LACK.search(sentence):
        return True
    return announced and not (wording.PRAISE.search(sentence) or wording.PREAMBLE.search(sentence))


def _last_clause(sentence: str) -> str:
    """What stands behind the concession (虽然取得成效,但…)."""
    return sentence.rpartition(",")[2] if wording.PRAISE.search(sentence) else sentence


def _clauses(text: str, item: Item) -> Iterator[Item]:
    """执法力量不足,宣传形式单一: after the colon each clause that states a lack is a statement of its own."""
    mark = "," if "," in text[item.start : item.end] else "、"
    parts = list(_parts(text, item.start, item.end, mark))
    if mark == "、" and not all(_stands_alone(text, *part) for part in parts):
        parts = [(item.start, item.end)]
    bounds: list[tuple[int, int]] = []
    carried: int | None = None
    for start, end in parts:
        if bounds and carried is None and wording.CONSEQUENCE.match(text, start, end):
            bounds[-1] = (bounds[-1][0], end)
            continue
        begin = start if carried is None else carried
        if wording.SHORTCOMING.search(text, begin, end):
            bounds.append((begin, end))
            carried = None
        else:
            carried = begin
    if carried is not None:
        bounds.append((carried, item.end))
    for start, end in bounds:
        yield Item(start, end, item.mode, item.stop, None, 0, item.paragraph, listed=True)


def _parts(text: str, start: int, end: int, mark: str) -> Iterator[tuple[int, int]]:
    """The parts of `text[start:end]` between the marks."""
    while start < end:
        stop = text.find(mark, start, end)
        stop = stop if stop >= 0 else end
        yield start, stop
        start = stop + 1


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a part of a 、-list states a lack by itself (宣传形式单一) and is no bare noun."""
    return end - start >= _SHORTEST_CLAUSE and bool(wording.SHORTCOMING.search(text, start, end))
