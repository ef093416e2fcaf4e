"""Statements that something did not happen (零表述): 无行政复议案件, 未收到投诉, 零事故, 败诉案件为零."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from reports.extraction.quantities.kinds import Quantity

_NEGATION = re.compile(
    r"(?P<verb>未曾?(?:发生|出现|收到|接到|产生|发现|受理|引发|被提起|作出|做出|办理|制定|出台|开展|有|接)|没有(?:发生|出现|收到|接到|产生|发现|受理|一[起例件宗])?|"
    r"无(?!障碍|感|人|事实|偿|法|需|论|固|缝|证|害|关|疑|不|条件|力|限|主|着|业|意|愿|忧|声|违建|围|劳|缘|接触|烟|纸|形|差别|生活|房|效|毒|理|犯罪|因|所)|"
    r"零(?=[^\d零一二三四五六七八九十百千万点]))(?:一[起例件宗个名人])?"
)
_SLOGAN = re.compile(
    r"零(?:距离|基础|跑|次跑|门槛|容忍|接触|差错率|次|跑腿|成本|起点|散|收费|材料|就业|星|时差|等待|障碍|延时|花|售|失误)"
)
_NONE_LEFT = re.compile(
    r"(?P<zero>为零|是零|保持零|一[个名人件起例宗](?:也|都)没有|为无|未发生|没有发生|未出现)(?=[,。;、)\n]|$)"
)
_NONE_NOUN = re.compile(r"(?P<noun>[\u4e00-\u9fff、“”]{2,24}?)(?:数量?|率|数均)?(?:均|皆|都|全部)?$")
_REACH = re.compile(r"(?:[^,。;:!?\n()、]|、(?![零无未没])|(?<=[\u4e00-\u9fff])\n(?=[\u4e00-\u9fff])){1,60}")


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
        if reach is None:
            return None
        names = self._names(reach[0].replace("\n", ""))
        if not names:
            return None
        start, end = match.span("verb")
        units = [self._unit(name) for name in names]
        shared = units[-1] or "件"
        pairs = tuple((name, unit or shared) for name, unit in zip(names, units, strict=True))
        return Zero(Quantity(start, end, Decimal(0), shared, form="zero"), pairs)

    def _unit(self, name: str) -> str | None:
        """The unit of what the name counts last: 新制定的规范性文件 → 件."""
        found = self._event.findall(name)
        return self._units[found[-1]] if found else None

    def _names(self, reach: str) -> tuple[str, ...]:
        """The parts of `A、B和C`, when any of them names something counted."""
        head = re.split(r"(?:等情况|等问题|等现象|等情形|的情况|的问题|的现象|现象|情形)", reach)[0]
        parts = [part for part in re.split(r"、|和|及|或者?|以及|与", head) if part]
        if not parts or not any(self._event.search(part) for part in parts):
            return ()
        if len(parts) > 4 or len(parts[0]) > 30:
            return ()
        return tuple(parts)

    def _none_left(self, text: str, match: re.Match[str]) -> Zero | None:
        lead = _NONE_NOUN.search(text[max(0, match.start() - 28) : match.start()])
        if lead is None or not self._event.search(lead["noun"]):
            return None
        start, end = match.span("zero")
        rate = text[start - 1] == "率"
        names = tuple(
            (part, "%" if rate else self._units[self._event.findall(part)[-1]])
            for part in re.split(r"、|和|及", lead["noun"])
            if self._event.search(part)
        )
        return Zero(Quantity(start, end, Decimal(0), names[-1][1], form="zero"), names)
