"""Walks through a text once and gives every numeral to exactly one reader: quantity, zero or no quantity."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from reports.extraction.quantities.chinese import ChineseReader
from reports.extraction.quantities.exclusions import Surroundings, within
from reports.extraction.quantities.grammar import (
    TIMES,
    Grammar,
    qualify,
    read_arabic,
    read_chinese,
)
from reports.extraction.quantities.kinds import Quantity
from reports.extraction.quantities.numerals import multiplier
from reports.extraction.quantities.tables import read_tables
from reports.extraction.quantities.zeros import Zero, ZeroReader
from reports.extraction.records import NonMetric

_DIGIT = re.compile(r"\d")
_MEMBERS = 20
_LIST = re.compile(r" ?(?:、|和|及|与) ?(?=\d)")
_SPAN_VERB = re.compile(r"(?:连续|给予|为期|历时|持续|延长|暂停|缩短[到至]?|限期|禁入|期限为?|执业)了?$")
_NONE_COUNTED = re.compile(
    r"(?:数|评|投诉|举报|案件|复议|诉讼|败诉|事故|差错|信访|纠错)(?:均|都|皆)?(?:为|是)$"
)
_CLOSES = (",", "。", ";", ")", "\n")
_ONE_OF = re.compile(r"[^,。;、\d\n]{1,14}之一")
_YARDSTICK = re.compile(r"(?:对照|按照|围绕|对标|依据)$")
_YARDSTICKS = ("指标", "标准", "要求", "任务", "内容", "清单", "问题")


@dataclass(frozen=True, slots=True)
class Readers:
    """The compiled readers of one catalogue."""

    grammar: Grammar
    chinese: ChineseReader
    zeros: ZeroReader


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything the quantity step found in one text, each list in the order of the text."""

    quantities: list[Quantity]
    zeros: list[Zero]
    others: list[NonMetric]


def read_quantities(text: str, readers: Readers, year: int | None) -> Reading:
    """Every numeral of the text, read once: what counts something, and everything else by its kind."""
    around = Surroundings(text)
    cells, numbering = read_tables(text, readers.grammar, year)
    quantities: list[Quantity] = []
    others: list[NonMetric] = []
    at = 0
    while match := _DIGIT.search(text, at):
        at = match.start()
        if at in numbering:
            others.append(NonMetric(text[at : numbering[at]], at, numbering[at], "heading_number"))
            at = numbering[at]
            continue
        other, quantity = _read_digit(text, at, around, cells, readers.grammar)
        if quantity:
            quantities.append(_qualified(text, quantity))
            at = quantity.end
        elif other:
            others.append(other)
            at = other.end
    taken = sorted([(q.start, q.end) for q in quantities] + [(o.start, o.end) for o in others])
    quantities += _read_all_chinese(text, around, cells, taken, readers)
    quantities.sort(key=lambda quantity: quantity.start)
    occupied = [(q.start, q.end) for q in quantities]
    zeros = [
        z
        for z in readers.zeros.read(text)
        if not within(occupied, z.quantity.start) and not around.titled(z.quantity.start)
    ]
    return Reading(quantities, zeros, others)


def _qualified(text: str, quantity: Quantity) -> Quantity:
    quantity.qualifier = qualify(text, quantity, 0)
    return quantity


def _read_digit(
    text: str, at: int, around: Surroundings, cells: dict[int, Quantity], grammar: Grammar
) -> tuple[NonMetric | None, Quantity | None]:
    if at in cells or (at - 1 in cells and text[at - 1] in "-+约近超"):
        return None, cells.get(at) or cells[at - 1]
    other = around.enclosed(at) or around.placed(at) or around.anchored(at)
    if other:
        return other, None
    quantity = read_arabic(grammar, text, at)
    if quantity is None:
        return NonMetric(text[at], at, at + 1, "other"), None
    if not quantity.unit:
        quantity = _unit_elsewhere(text, quantity, grammar)
    why = _why_not(text, quantity)
    if why is None:
        return None, quantity
    return NonMetric(text[at : quantity.end], at, quantity.end, why), None


def _unit_elsewhere(text: str, quantity: Quantity, grammar: Grammar, members: int = _MEMBERS) -> Quantity:
    """A number whose unit is printed only on a later member of its list (`12、15和18家`), or mistyped (`每月300月`).

    `members` is how many later ones are looked at: no clerk writes a longer list, and a run of numbers has no end.
    """
    if text.startswith("月", quantity.end) and "每月" in text[max(0, quantity.start - 12) : quantity.start]:
        return replace(quantity, end=quantity.end + 1, unit="元")
    if quantity.value == 0 and _NONE_COUNTED.search(text[max(0, quantity.start - 12) : quantity.start]):
        return replace(quantity, unit="件") if text.startswith(_CLOSES, quantity.end) else quantity
    link = _LIST.match(text, quantity.end) if members else None
    if link is None:
        return quantity
    following = read_arabic(grammar, text, link.end())
    if following and not following.unit:
        following = _unit_elsewhere(text, following, grammar, members - 1)
    if following is None or not following.unit:
        return quantity
    times = re.search(TIMES, text[following.start : following.end])
    own = re.search(TIMES, text[quantity.start : quantity.end])
    shared = multiplier(times[0]) if times and not own else 1
    return replace(quantity, unit=following.unit, value=quantity.value * shared)


def _why_not(text: str, quantity: Quantity) -> str | None:
    """Why a number that has the form of a quantity is none, or None."""
    start, end = quantity.start, quantity.end
    prior = text[max(0, start - 6) : start]
    if quantity.unit == "年" and text.startswith(("未", "不", "没"), end):
        return "eligibility"
    if quantity.unit == "年":
        if _SPAN_VERB.search(prior):
            return None
        return "proper_name" if text.startswith(("行动", "计划", "规划"), end) else "date"
    if prior.endswith("每"):
        return "other"
    if _ONE_OF.match(text, end):
        return "proper_name"
    if quantity.unit in ("项", "条", "个") and _YARDSTICK.search(prior) and text.startswith(_YARDSTICKS, end):
        return "other"
    if quantity.unit == "个月" and (prior.endswith("满") or text.startswith(("以上", "以内", "内"), end)):
        return "eligibility"
    if not quantity.unit and 1900 <= quantity.value <= 2100 and end - start == 4:
        return "date"
    if not quantity.unit and text.startswith(("”", "工作法", "模式", "机制", "工程", "行动"), end):
        return "slogan"
    if not quantity.unit and end - start >= 9:
        return "identifier"
    return None


def _read_all_chinese(
    text: str,
    around: Surroundings,
    cells: dict[int, Quantity],
    taken: list[tuple[int, int]],
    readers: Readers,
) -> list[Quantity]:
    found: list[Quantity] = []
    end = 0
    for match in readers.grammar.chinese.finditer(text):
        at = match.start()
        if at < end or around.titled(at) or within(taken, at):
            continue
        if at in cells:
            found.append(cells[at])
            end = cells[at].end
            continue
        quantity = read_chinese(readers.grammar, text, at)
        if quantity is None:
            continue
        unit = readers.grammar.unit.match(text, match.end())
        printed = unit["unit"] if unit else quantity.unit
        if readers.chinese.counts(text, quantity, printed, around.quoted(at)):
            found.append(_qualified(text, quantity))
            end = quantity.end
    return found
