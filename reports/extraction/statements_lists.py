"""Cuts a stretch of text into pieces at sentence ends and enumerators (一是, 第二, 其次, (3), ④), and into lists.

An enumerator counts only where it begins a list or continues one, so that 统一是 or 第一 inside a clause cuts nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from reports.extraction.outline import ordinal
from reports.extraction.statements_labels import LABEL_FORM, is_numbered

_CN = "[一二三四五六七八九十]"
_PIECE = re.compile(
    # Most characters begin nothing: one look at the first spares the dozen tries.
    r"(?=[。!?;\n 一二三四五六七八九十第其首再最另又此(0-9问不短①-⑳⑴-⒇⒈-⒛·*◆■●▪◇□★☆▶►【\[〔“"
    "存主突当目自发检工具面困差弱薄难堵产深原成根症整改下明来应解今努拟采完提措举打计对思安方办-])"
    r"(?:(?P<stop>[。!?;\n]|(?<=\S) {12,}(?=\S))"
    rf"|(?P<is>{_CN}{{1,2}}(?:是|则是|要(?!求|素|点|件|闻)|则|为(?=:))[,:]?)"
    rf"|(?P<nth>第{_CN}{{1,2}}(?:是|[,、:.]))"
    rf"|(?P<of>其{_CN}[是,、:.])"
    r"|(?P<order>(?:首先|其次|再次|再者|最后)(?:是|要|,|、|:)?)"
    r"|(?P<side>(?:另|再|又)?一方面(?:是|,|、|:)?|另外一方面,?|(?<=,)此外,?)"
    rf"|(?P<part>\( ?{_CN}{{1,2}} ?\)[、.]?)"
    r"|(?P<bracket>\(? ?[0-9]{1,2} ?\)[、.]?)"
    r"|(?P<point>[0-9]{1,2} ?[、.](?![0-9]))"
    rf"|(?P<label>{LABEL_FORM})"
    r"|(?P<ring>[①-⑳⑴-⒇⒈-⒛])"
    rf"|(?P<chapter>{_CN}{{1,2}}、)"
    r"|(?P<bullet>(?<=[\n。;])[ \t]*[·*◆■●▪◇□★☆▶►-] ?))"
)
_AFTER = "。!?;\n:, \t)”』》"
_AFTER_LABEL = "-】]〕”、."
_NOT_BEFORE = "第之其统唯惟合同十百千万两单专归不进"
_RINGS = {
    char: place % 20 + 1
    for place, char in enumerate("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛")
}
_UNNUMBERED = 0


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence or the part of one that an enumerator opens. `stop` is the mark that ends it, "" where none does."""

    start: int
    end: int
    stop: str
    style: str | None
    number: int
    paragraph: int
    label: str | None = None
    """The label in front of it (整改措施:), which is no part of it."""


def pieces(text: str, start: int, end: int) -> list[Piece]:
    """The pieces of `text[start:end]` in order, blank ones left out."""
    return _Cutter(text, start, end).cut()


class _Cutter:
    """Walks through a stretch from mark to mark; each mark closes the piece before it and begins the next."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text, self.start, self.end = text, start, end
        self.done: list[Piece] = []
        self.reached: dict[str, int] = {}
        """The number that each kind of enumerator has reached."""
        self.begin, self.paragraph = start, 0
        self.style: str | None = None
        self.number = 0
        self.label: str | None = None

    def cut(self) -> list[Piece]:
        for found in _PIECE.finditer(self.text, self.start, self.end):
            if found.lastgroup == "stop":
                self._stop(found)
            elif found.lastgroup == "label":
                self._label(found)
            elif found.lastgroup and found.start() >= self.begin:
                self._enumerate(found, found.lastgroup)
        self._close(self.end, "")
        return self.done

    def _stop(self, found: re.Match[str]) -> None:
        mark = found.group()
        if mark == "\n" and _breaks_off(self.text, self.begin, found.start()):
            # A line that ends in a comma goes on in the next, unless an enumerator opens it.
            return
        self._close(found.start(), mark)
        self.begin, self.style, self.number = found.end(), None, 0
        self.paragraph += mark not in "。!?;"

    def _label(self, found: re.Match[str]) -> None:
        """A label opens a piece of its own, or belongs to the enumerator that stands in front of it."""
        text, at = self.text, found.start()
        led = self.style is not None and not text[self.begin : at].strip(" \t,、:.")
        if not (led or at == self.start or text[at - 1] in _AFTER or text[at - 1] in _AFTER_LABEL):
            return
        if not led:
            self._close(at, "")
            self.style, self.number = None, 0
            if is_numbered(found.group()):
                self.style, self.number = "label", _place("label", found.group(), 0)
        self.begin, self.label = found.end(), found.group()

    def _enumerate(self, found: re.Match[str], kind: str) -> None:
        reached = self.reached.get(kind, 0)
        place = _place(kind, found.group(), reached)
        if _opens_item(self.text, found, self.start, kind, place, reached):
            self._close(found.start(), "")
            self.begin, self.style, self.number = found.end(), kind, place
            self.reached[kind] = place

    def _close(self, end: int, stop: str) -> None:
        """Keep what lies between the last mark and this one, without the blanks around it."""
        start, text = self.begin, self.text
        while start < end and text[start] in " \t,、:":
            start += 1
        while end > start and text[end - 1] in " \t":
            end -= 1
        if not stop and end > start and text[end - 1] in ",、:":
            stop = text[end - 1]
        if end > start or self.style:
            piece = Piece(start, end, stop, self.style, self.number, self.paragraph, self.label)
            self.done.append(piece)
            self.label = None
        elif stop in "。;" and self.done and not self.done[-1].stop:
            # A line break in front of the full stop: the stop belongs to the piece above.
            self.done[-1] = replace(self.done[-1], stop=stop)


def _breaks_off(text: str, start: int, newline: int) -> bool:
    """Whether a line ends in a comma (a few blanks behind it are let pass)."""
    return text[max(start, newline - 4) : newline].rstrip()[-1:] in (",", "、")


def _place(kind: str, enumerator: str, reached: int) -> int:
    """Which item of its list an enumerator opens."""
    if kind == "ring":
        return _RINGS[enumerator]
    if kind == "order":
        return 1 if enumerator.startswith("首先") else max(2, reached + 1)
    if kind == "side":
        return 1 if enumerator.startswith("一") else max(2, reached + 1)
    if kind == "bullet":
        return reached + 1
    digits = re.search(rf"[0-9]+|{_CN}+", enumerator)
    return ordinal(digits.group()) if digits else _UNNUMBERED


def _opens_item(text: str, found: re.Match[str], start: int, kind: str, place: int, reached: int) -> bool:
    at = found.start()
    free = at == start or text[at - 1] in _AFTER
    continues = place == reached + 1 and place > 1
    if kind == "is" and not free:
        # 85.1%五是…: the full stop in front is lost; only the next number of a running list is believed.
        return continues and text[at - 1] not in _NOT_BEFORE
    if kind == "side" and found.group().startswith("此"):
        # …,另一方面…,此外…: the last of the sides, where there are any.
        return reached > 0
    if kind in ("bullet", "side"):
        return free
    if kind == "ring":
        return place == 1 or continues
    if kind in ("point", "chapter") and at > start and text[at - 1] in "," and not continues:
        return False
    if at == start or text[at - 1] == "\n":
        return True
    return free and (place == 1 or continues or (kind == "order" and place > 1))
