"""Cuts a stretch of text into pieces at sentence ends and enumerators (一是, 第二, 其次, (3), ④), and into lists.

An enumerator counts only where it begins a list or continues one, so that 统一是 or 第一 inside a clause cuts nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from reports.extraction.outline import ordinal

_CN = "[一二三四五六七八九十]"
_PIECE = re.compile(
    r"(?P<stop>[。!?;\n]|(?<=\S) {12,}(?=\S))"
    rf"|(?P<is>{_CN}{{1,2}}(?:是|则是|要(?!求|素|点|件|闻)|则|为(?=:))[,:]?)"
    rf"|(?P<nth>第{_CN}{{1,2}}(?:是|[,、:.]))"
    rf"|(?P<of>其{_CN}[是,、:.])"
    r"|(?P<order>(?:首先|其次|再次|再者|最后)(?:是|要|,|、|:)?)"
    r"|(?P<side>(?:另|再|又)?一方面(?:是|,|、|:)?|另外一方面,?)"
    rf"|(?P<part>\( ?{_CN}{{1,2}} ?\)[、.]?)"
    r"|(?P<bracket>\(? ?[0-9]{1,2} ?\)[、.]?)"
    r"|(?P<point>[0-9]{1,2} ?[、.](?![0-9]))"
    rf"|(?P<label>(?:问题|不足|短板)(?:{_CN}|[0-9]{{1,2}})[:、.是])"
    r"|(?P<ring>[①-⑳⑴-⒇⒈-⒛])"
    rf"|(?P<chapter>{_CN}{{1,2}}、)"
    r"|(?P<bullet>(?<=[\n。;])[ \t]*[·*◆■●▪◇□★☆▶►-] ?)"
)
_AFTER = "。!?;\n:, \t)”』》"
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


def pieces(text: str, start: int, end: int) -> list[Piece]:
    """The pieces of `text[start:end]` in order, blank ones left out."""
    cut: list[Piece] = []
    reached: dict[str, int] = {}
    begin, style, number, paragraph = start, None, 0, 0
    for found in _PIECE.finditer(text, start, end):
        kind = found.lastgroup or ""
        if kind == "stop":
            if found.group() == "\n" and _breaks_off(text, begin, found.start()):
                # A line that ends in a comma goes on in the next, unless an enumerator opens it.
                continue
            _append(cut, text, begin, found.start(), found.group(), style, number, paragraph)
            begin, style, number = found.end(), None, 0
            paragraph += found.group() not in "。!?;"
            continue
        place = _place(kind, found.group(), reached.get(kind, 0))
        if found.start() < begin or not _opens_item(text, found, start, kind, place, reached):
            continue
        _append(cut, text, begin, found.start(), "", style, number, paragraph)
        begin, style, number = found.end(), kind, place
        reached[kind] = place
    _append(cut, text, begin, end, "", style, number, paragraph)
    return cut


def _breaks_off(text: str, start: int, newline: int) -> bool:
    """Whether a line ends in a comma (a few blanks behind it are let pass)."""
    return text[max(start, newline - 4) : newline].rstrip()[-1:] in (",", "、")


def _append(
    cut: list[Piece],
    text: str,
    start: int,
    end: int,
    stop: str,
    style: str | None,
    number: int,
    paragraph: int,
) -> None:
    while start < end and text[start] in " \t,、:":
        start += 1
    while end > start and text[end - 1] in " \t":
        end -= 1
    if not stop and end > start and text[end - 1] in ",、:":
        stop = text[end - 1]
    if end > start or style:
        cut.append(Piece(start, end, stop, style, number, paragraph))
    elif stop in "。;" and cut and not cut[-1].stop:
        # A line break in front of the full stop: the stop belongs to the piece above.
        last = cut[-1]
        cut[-1] = Piece(last.start, last.end, stop, last.style, last.number, last.paragraph)


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


def _opens_item(
    text: str, found: re.Match[str], start: int, kind: str, place: int, reached: dict[str, int]
) -> bool:
    at = found.start()
    free = at == start or text[at - 1] in _AFTER
    continues = place == reached.get(kind, 0) + 1 and place > 1
    if kind == "is" and not free:
        # 85.1%五是…: the full stop in front is lost; only the next number of a running list is believed.
        return continues and text[at - 1] not in _NOT_BEFORE
    if kind in ("bullet", "side"):
        return free
    if kind == "ring":
        return place == 1 or continues
    if kind in ("point", "chapter") and at > start and text[at - 1] in "," and not continues:
        return False
    if at == start or text[at - 1] == "\n":
        return True
    return free and (place == 1 or continues or (kind == "order" and place > 1))
