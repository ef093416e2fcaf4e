"""Sums (合计): a total with its parts behind it (其中), simply following it, or before it (合计)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from reports.extraction.audit.rounding import tolerance
from reports.extraction.audit.runs import is_plain
from reports.extraction.records import Metric, Qualifier, Relation, RelationKind

_INCLUDING = re.compile(r"其中|包括|分别(?:为|是)|[(]|共计?由")
_CLOSED = re.compile(r"\([^()]*\)")
_OF_WHICH = re.compile(r"[,、(]其中")
_OPEN_LIST = re.compile(r"等(?:[,。;、)]|$)")
_GONE_THROUGH = re.compile(r"清理|梳理|复核|评估|排查|核查")
_REST = re.compile(r"正在|在办|尚未|未办结|其余|余下|剩余")
_TOTAL_AFTER = re.compile(r"(?:合计|共计|总计|总数(?:为|达)?|共)(?:为|达|有)?(?:约)?$")
_APART = re.compile(r"同比|比上|较上|增长|新增|占|任务|目标")
_CHANGE = re.compile(r"^[,、(]*(?:比|较|同比|净|增|减|下降|上升|提高|降低)|^\($")
_CHANGED = re.compile(r"(?:净增|净减|增加|减少|提高|增长|下降|多|少)了?(?:约|近)?$")
_MOST_TERMS = 8
_REACH = 120
_LARGE = 20


def sums(text: str, metrics: Sequence[Metric], run: Sequence[int]) -> Iterator[Relation]:
    """Totals with their parts behind or before them."""
    for place, index in enumerate(run):
        total = metrics[index]
        if not is_plain(total) or total.value == 0 or "cell" in total.reasons:
            continue
        relation = _total_before(text, metrics, index, run[place + 1 :]) if place + 1 < len(run) else None
        if (
            relation is None
            and place > 1
            and _TOTAL_AFTER.search(text[max(0, total.start - 6) : total.start])
        ):
            earlier = _same_unit_before(text, metrics, run[:place], total)
            added = _sum(metrics, index, earlier) if len(earlier) > 1 else None
            relation = added if added and added.holds else None
        if relation and (relation.holds or not _is_compared(text, total)):
            yield relation


def _is_compared(text: str, total: Metric) -> bool:
    """An earlier value or a change (上年120家, 净增6家): what follows it may well be parts of another total."""
    lead = text[max(0, total.start - 8) : total.start]
    return "earlier_value" in total.reasons or _CHANGED.search(lead) is not None


def _total_before(text: str, metrics: Sequence[Metric], index: int, later: Sequence[int]) -> Relation | None:
    """A total with its parts behind it, named as such (其中) or simply following."""
    total = metrics[index]
    named = _parts_after(text, metrics, later, total)
    is_open = bool(named) and _OPEN_LIST.match(text, metrics[named[-1]].end) is not None
    single = len(named) == 1 and _OF_WHICH.search(text, total.end, metrics[named[0]].start) is not None
    exceeding = _exceeding(metrics, index, named) if is_open or single else None
    if exceeding:
        return exceeding
    claimed = [] if is_open else named
    parts = claimed or _same_unit_after(text, metrics, later, total)
    exact = _exact_start(metrics, total, parts, bool(claimed) or _sorted_out(text, metrics, total, parts))
    if exact:
        return Relation(RelationKind.SUM, index, tuple(exact), True)
    return _sum(metrics, index, claimed) if len(claimed) > 1 else None


def _exact_start(metrics: Sequence[Metric], total: Metric, parts: Sequence[int], claimed: bool) -> list[int]:
    """The first parts that add up to the total exactly: two, or three where small unclaimed numbers could by chance."""
    added = Decimal(0)
    for count, index in enumerate(parts, 1):
        added += metrics[index].value
        enough = count > 1 if claimed or total.value >= _LARGE else count > 2
        if enough and added == total.value and metrics[index].value:
            return list(parts[:count])
        if added > total.value:
            break
    return []


def _same_unit_after(text: str, metrics: Sequence[Metric], later: Sequence[int], total: Metric) -> list[int]:
    """Figures of the total's unit that follow it without a break: 清理118件,保留83件、修改9件、废止26件."""
    parts: list[int] = []
    for index in later[:_MOST_TERMS]:
        metric = metrics[index]
        if not is_plain(metric) or metric.unit != total.unit or metric.qualifier is not Qualifier.EXACT:
            break
        if _APART.search(text, metrics[parts[-1]].end if parts else total.end, metric.start):
            break
        parts.append(index)
    return parts


def _parts_after(text: str, metrics: Sequence[Metric], later: Sequence[int], total: Metric) -> list[int]:
    """The parts that follow a total: `655个,其中A113个、B542个`, `31宗(A27间,B1间,C3间)`."""
    later, after = _past_changes(text, metrics, later, total)
    if not later:
        return []
    lead = text[after : metrics[later[0]].start]
    opening = _INCLUDING.search(_CLOSED.sub("", lead))
    if opening is None or len(lead) > 60:
        return []
    bracket = opening[0] == "("
    parts: list[int] = []
    for index in later[:_MOST_TERMS]:
        metric = metrics[index]
        between = text[metrics[parts[-1]].end if parts else total.end : metric.start]
        if parts and (
            (bracket and ")" in between) or "其中" in between or re.search(r"新|比|较|同比", between)
        ):
            break
        if not is_plain(metric) or (not bracket and metric.unit != total.unit):
            break
        parts.append(index)
    return parts


def _past_changes(
    text: str, metrics: Sequence[Metric], later: Sequence[int], total: Metric
) -> tuple[Sequence[int], int]:
    """What follows behind the total's own growth (447个,净减少6个,其中…), and where that ends."""
    after = total.end
    if text.find("其中", after, metrics[later[:3][-1]].start if later else after) < 0:
        return later, after
    for place, index in enumerate(later[:3]):
        lead = text[after : metrics[index].start]
        if "其中" in lead:
            return later[place:], after
        if not _CHANGE.search(lead):
            break
        after = metrics[index].end
    return later, total.end


def _sorted_out(text: str, metrics: Sequence[Metric], total: Metric, parts: Sequence[int]) -> bool:
    """清理14件,继续有效9件、拟修改5件: what is gone through is sorted out completely; a rest (在办) says so too."""
    if not parts:
        return False
    lead = text[max(0, total.start - 8) : metrics[parts[0]].start]
    last = text[metrics[parts[0]].end : metrics[parts[1]].start] if len(parts) > 1 else ""
    gone_through = _GONE_THROUGH.search(lead) or _REST.search(last)
    return len(lead) <= _REACH and gone_through is not None


def _exceeding(metrics: Sequence[Metric], total: int, parts: Sequence[int]) -> Relation | None:
    """A list that ends in 等, and a single part after 其中, is at most the total; more than that contradicts it."""
    over = sum((metrics[i].value for i in parts), Decimal(0)) - metrics[total].value
    if over <= tolerance([metrics[i] for i in (total, *parts)]):
        return None
    if any(metrics[i].unit != metrics[total].unit for i in parts):
        return None
    return Relation(RelationKind.SUM, total, tuple(parts), False, f"exceeds:{over.normalize():f}")


def _same_unit_before(
    text: str, metrics: Sequence[Metric], earlier: Sequence[int], total: Metric
) -> list[int]:
    parts: list[int] = []
    for index in reversed(earlier):
        metric = metrics[index]
        if not is_plain(metric) or metric.unit != total.unit or len(parts) == _MOST_TERMS:
            break
        parts.insert(0, index)
    return parts


def _sum(metrics: Sequence[Metric], result: int, terms: Sequence[int]) -> Relation | None:
    total, values = metrics[result], [metrics[i].value for i in terms]
    gap = total.value - sum(values, Decimal(0))
    if abs(gap) <= tolerance([total, *(metrics[i] for i in terms)]):
        return Relation(RelationKind.SUM, result, tuple(terms), True)
    if (
        total.indicator
        and any(metrics[i].indicator and _same_domain(total, metrics[i]) for i in terms)
        and gap > 0
    ):
        # A breakdown that leaves something out (婚姻登记…其中结婚…离婚…) doesn't claim to be complete.
        return None
    if gap > 0 and gap > total.value * Decimal("0.1"):
        return None
    return Relation(RelationKind.SUM, result, tuple(terms), False, diagnosis(metrics, gap, terms))


def _same_domain(one: Metric, other: Metric) -> bool:
    return (one.indicator or "").split(".")[0] == (other.indicator or "").split(".")[0]


def diagnosis(metrics: Sequence[Metric], gap: Decimal, terms: Sequence[int]) -> str:
    """Where leaving one part out, or counting one twice, would make the sum fit; else the gap itself."""
    for index in terms:
        if metrics[index].value == -gap:
            return f"fits_without:{metrics[index].mention}"
        if metrics[index].value == gap:
            return f"fits_with_twice:{metrics[index].mention}"
    return f"gap:{gap.normalize():f}"
