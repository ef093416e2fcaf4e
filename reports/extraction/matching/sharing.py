"""Figures that several names share (均达100%), lists told apart by 分别, and zeros of several things at once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from reports.extraction.matching.clauses import Clause
from reports.extraction.matching.vocabulary import bare

_SHARED = re.compile(
    r"(?:均|都|皆|全部|同为|双双)(?:已|能|实现|保持|稳定|维持|控制)*(?:为|达到?了?|是|在|超过?|实现了?|不低于|高于)*(?:约|近)?$"
)
_RESPECTIVELY = re.compile(r"(?:分别|依次|各为)[^,;\x02]{0,24}$")
_SEPARATOR = re.compile(r"^(?:[、,]|和|及|与|以及)?(?:每人)?(?:每?[年月])?(?:约|近)?$")
_LEAST_NAME, _LONGEST_NAME = 4, 14
_ROW_NUMBER = re.compile(r"^[一二三四五六七八九十]{1,3}、")
_NOUN = re.compile(r"(?:人员|[人儿童者户家员站所会金院村件]|对象|组织|机构|床位)$")
"""A name that is whole: 孤儿、事实无人抚养儿童分别为; 城市、农村低保标准 share their tail."""
_CAUSED = re.compile(r"因[^,;、]{2,24}?(?:引发|引起|产生|导致)的")
_NAME = re.compile(r"(?:率|度|比例|占比|覆盖面)$")


def expand(
    found: Sequence[Clause], masked: str, zeros: Mapping[int, tuple[tuple[str, str], ...]]
) -> Iterator[Clause]:
    """Every clause once for each name that its figure counts, in the order of the text."""
    pending: list[str] = []
    for clause in found:
        quantity = clause.quantity
        names = zeros.get(quantity.start) if quantity.form == "zero" else None
        if names:
            yield from _zeros(clause, names)
            continue
        if quantity.form == "cell":
            yield from _cells(clause)
            continue
        before = clause.before
        stretch = masked[max(clause.sentence_start, clause.segment_start) : quantity.start]
        if _RESPECTIVELY.search(before[-40:]):
            pending = _list(_names_before(masked, clause))
        elif pending and not _SEPARATOR.match(before):
            pending = []
        if pending:
            yield replace(clause, shared_name=pending.pop(0))
            continue
        each = _each(before, stretch)
        if each:
            yield from (replace(clause, shared_name=name) for name in each)
            continue
        if quantity.unit == "%" and _SHARED.search(before):
            rates = [
                bare(part) for part in re.split(r"、|(?<=[率度])[和及与]|(?<=[率度])以及", _strip(stretch))
            ]
            while len(rates) > 1 and not _NAME.search(rates[0]):
                # 人大建议、政协提案办结率和满意率: names without a rate of their own only lead to the first one.
                rates[:2] = [rates[0] + rates[1]]
            if len(rates) > 1 and all(_NAME.search(rate) for rate in rates):
                yield from (replace(clause, shared_name=rate) for rate in rates)
                continue
        yield clause


def _cells(clause: Clause) -> Iterator[Clause]:
    """A cell of a table; a zero stands for each of the things that its row names (行政复议、行政诉讼)."""
    names = clause.quantity.names
    row = _ROW_NUMBER.sub("", names[0])
    several = row.split("、") if clause.quantity.value == 0 and "、" in row else [" ".join(names[:2])]
    for name in several:
        yield replace(clause, shared_name=bare(name), before="", after="", previous=None)


def _each(before: str, stretch: str) -> list[str]:
    """合法性审核、公平竞争审查各2件: the names that have so many each; 镇、村各1人 are places and share nothing."""
    if not before.endswith("各"):
        return []
    parts = [bare(part) for part in re.split(r"、|和|及|与", stretch.strip(",:;、 ").removesuffix("各"))]
    named = all(_LEAST_NAME <= len(part) <= _LONGEST_NAME and "每" not in part for part in parts)
    return parts if len(parts) > 1 and named else []


def _zeros(clause: Clause, names: Sequence[tuple[str, str]]) -> Iterator[Clause]:
    units = [unit for _, unit in names]
    for name, unit in zip(_complete([name for name, _ in names]), units, strict=True):
        yield replace(clause, shared_name=bare(name), quantity=replace(clause.quantity, unit=unit))


def _strip(stretch: str) -> str:
    stretch = stretch.lstrip(",:;、 ")
    return _SHARED.sub("", stretch.rstrip(" "))


def _names_before(masked: str, clause: Clause) -> str:
    """The list of names before 分别, with the clause before it when a comma stands between."""
    stretch = masked[clause.segment_start : clause.quantity.start]
    at = max(stretch.rfind(word) for word in ("分别", "依次", "各为"))
    head = stretch[:at].lstrip(",: ")
    if head.strip():
        return head
    start = max(masked.rfind(mark, clause.sentence_start, clause.segment_start - 1) for mark in ",:")
    return masked[max(start + 1, clause.sentence_start) : clause.segment_start].rstrip(", ")


def _list(head: str) -> list[str]:
    """`城市、农村低保标准` → 城市低保标准, 农村低保标准: the members share the tail of the last."""
    parts = [bare(part) for part in re.split(r"、|和|及|与|以及", head) if bare(part)]
    if len(parts) < 2:
        # 城乡低保标准分别为x和y: town first, then country.
        return [head.replace("城乡", place) for place in ("城市", "农村")] if "城乡" in head else []
    last = parts[-1]
    tail = last[2:] if len(last) > 4 else ""
    whole = [_NAME.search(part) or _NOUN.search(part) or len(part) > 5 for part in parts[:-1]]
    return [part if one else part + tail for part, one in zip(parts, whole, strict=False)] + [last]


def _complete(names: Sequence[str]) -> list[str]:
    """`行政复议和行政诉讼案件`: the short name shares the last one's closing noun."""
    caused = _CAUSED.match(names[0])
    if caused:
        # 因信息公开引发的行政复议、行政诉讼: what brought about the first brought about all of them.
        return [name if name.startswith(caused[0]) else caused[0] + name for name in names]
    last = names[-1]
    closing = next((word for word in ("案件", "败诉案件", "投诉", "举报") if last.endswith(word)), "")
    lead = re.match(r"(?:因)?[^行]{0,8}?(?=行政)", names[0])
    return (
        [
            name if i == len(names) - 1 or name.endswith(closing) else name + closing
            for i, name in enumerate(names)
        ]
        if lead
        else list(names)
    )
