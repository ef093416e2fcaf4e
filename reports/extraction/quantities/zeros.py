"""Statements that something did not happen (零表述): 无行政复议案件, 未收到投诉, 零事故, 败诉案件为零."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from reports.extraction.quantities.kinds import Quantity

_NEGATION = re.compile(
    r"(?P<verb>未曾?(?:发生|出现|收到|接到|产生|发现|受理|引发|被提起|作出|做出|办理|制定|出台|开展|有|接)|没有|"
    r"无(?!障碍|感|人|事实|偿|法|需|论|固|缝|证|害|关|疑|不|条件|力|限|主|着|业|意|愿|忧|声|违建|围|劳|缘|接触|烟|纸|形|差别|生活|房|效|毒|理|犯罪|因|所)|"
    r"零(?=[^\d零一二三四五六七八九十百千万点]))(?:发生|出现|收到|接到|产生|发现|受理|制发)?"
    r"(?:一(?!例外|不|漏|幸免|之)(?P<one>[起例件宗个名人项家处次份])?(?=[\u4e00-\u9fff]))?"
)
_SLOGAN = re.compile(
    r"零(?:距离|基础|跑|次跑|门槛|容忍|接触|差错率|次|跑腿|成本|起点|散|收费|材料|就业|星|时差|等待|障碍|延时|花|售|失误)"
)
_NONE_LEFT = re.compile(
    r"(?P<zero>零(?<=[为是]零)|零(?<=保持零)|无(?<=为无)|没有(?<=的没有)|没有(?<=[也都]没有)|未发生|没有发生|未出现|"
    r"无(?<=[\u4e00-\u9fff]无)(?<![有虚全毫从]无))"
    r"(?:记录)?(?=[,。;、)\n]|$)"
)
_NONE_NOUN = re.compile(
    r"(?P<noun>[\u4e00-\u9fff、“”]{2,24}?)(?:数量?|率|数均)?(?:均|皆|都|全部|双双)?(?:为|是|保持|的)?$"
)
_NOT_ONE = re.compile(r"(?P<noun>[\u4e00-\u9fff、“”]{2,24}?)的?,?一(?P<one>[个名人件起例宗项家次])(?:也|都)$")
_BASELINE = re.compile(r"[\u4e00-\u9fff]{1,10}”?(?:底线|目标|要求|理念|承诺|行动)")
_REACH = re.compile(r"(?:[^,。;:!?\n()、]|、(?![零无未没])|(?<=[\u4e00-\u9fff])\n(?=[\u4e00-\u9fff])){1,60}")
_PEOPLE = re.compile(r"(?:干部|同志|人员|职工|工作者|群众|[律教医]师|老人|儿童)$")
_UNITS = {"名": "人", "个": "个", "宗": "件"}


@dataclass(frozen=True, slots=True)
class Zero:
    """A negated statement: the negating word's place, and the names of what there was none of."""

    quantity: Quantity
    names: tuple[tuple[str, str], ...]
    """Each name with the unit it is counted in."""


class ZeroReader:
    """Finds statements of zero about things that are counted (案件, 投诉, 败诉 …, as the lexicon says)."""

    def __init__(self, events: Sequence[str]) -> None:
        units = {}
        for entry in events:
            word, _, unit = entry.partition("=")
            units[word] = unit or "件"
        self._units = units
        words = "|".join(sorted(map(re.escape, units), key=len, reverse=True))
        self._event = re.compile(words)

    def read(self, text: str) -> list[Zero]:
        """Every statement of zero, in the order of the text."""
        found = [zero for match in _NEGATION.finditer(text) if (zero := self._negated(text, match))]
        for match in _NONE_LEFT.finditer(text):
            zero = self._none_left(text, match)
            if zero and not any(
                z.quantity.start <= match.end() and match.start() <= z.quantity.end for z in found
            ):
                found.append(zero)
        return found

    def _negated(self, text: str, match: re.Match[str]) -> Zero | None:
        if match["verb"].endswith("零") and _SLOGAN.match(text, match.end("verb") - 1):
            return None
        before = text[max(0, match.start() - 1) : match.start()]
        if before in "事毫并从绝有三五双虚" and before:
            return None
        reach = _REACH.match(text, match.end())
        if reach is None or (match["verb"] == "零" and _BASELINE.match(reach[0])):
            return None
        one = match["one"] or ""
        counted = bool(one) or text.endswith("一", 0, match.end())
        names = self._names(reach[0].replace("\n", ""), counted)
        if not names:
            return None
        start, end = match.span("verb")
        units = [self._unit_of(name, one) for name in names]
        shared = units[-1] or "件"
        pairs = tuple((name, unit or shared) for name, unit in zip(names, units, strict=True))
        return Zero(Quantity(start, end, Decimal(0), shared, form="zero"), pairs)

    def _unit_of(self, name: str, one: str) -> str | None:
        """The classifier of 一件, 一名; the general 起 and 个 give way to the unit the thing is usually counted in."""
        usual = self._unit(name)
        return usual if usual and one in ("", "起", "个") else _UNITS.get(one, one) or None

    def _unit(self, name: str) -> str | None:
        """The unit of what the name counts last: 新制定的规范性文件 → 件."""
        found = self._event.findall(name)
        return self._units[found[-1]] if found else None

    def _names(self, reach: str, counted: bool = False) -> tuple[str, ...]:
        """The parts of `A、B和C`, when any of them names something counted; all of it after 无一, 没有一项."""
        if counted and not self._event.search(reach):
            return (reach,) if len(reach) > 1 else ()
        head = re.split(r"(?:等情况|等问题|等现象|等情形|的情况|的问题|的现象|现象|情形)", reach)[0]
        parts = [part for part in re.split(r"、|和|及|或者?|以及|与", head) if part]
        if not parts or not any(self._event.search(part) for part in parts):
            return ()
        if len(parts) > 4 or len(parts[0]) > 30:
            return ()
        return tuple(parts)

    def _none_left(self, text: str, match: re.Match[str]) -> Zero | None:
        before = text[max(0, match.start() - 28) : match.start()]
        start, end = match.span("zero")
        single = _NOT_ONE.search(before)
        if single:
            noun, one = single["noun"], single["one"]
            unit = "人" if _PEOPLE.search(noun) else self._unit_of(noun, one) or "件"
            return Zero(Quantity(start, end, Decimal(0), unit, form="zero"), ((noun, unit),))
        lead = _NONE_NOUN.search(before)
        if lead is None or not (self._event.search(lead["noun"]) or text.startswith("记录", end)):
            return None
        rate = text[start - 1] == "率" or before.endswith(("率为", "率是", "率保持"))
        names = tuple(
            (part, "%" if rate else self._unit(part) or "件")
            for part in re.split(r"、|和|及", lead["noun"])
            if self._event.search(part) or text.startswith("记录", end)
        )
        return Zero(Quantity(start, end, Decimal(0), names[-1][1], form="zero"), names)
