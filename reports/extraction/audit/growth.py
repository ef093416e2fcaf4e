"""Growth and change (增幅、增减量): by how much a figure exceeds the earlier one that stands beside it.

由500元提高到530元,增长6%: from–to. 办理120件,去年100件,同比增长20%: compared. Believed are only changes that follow
their two figures with nothing between but words of comparison (or stand right before 由), so that another thing's
rise is not taken for theirs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reports.extraction.audit.rounding import HUNDRED, Span, claim, meet, printed, quotient, span
from reports.extraction.audit.runs import PER_HUNDRED
from reports.extraction.records import Metric, MetricStatus, Relation, RelationKind

_RISE = r"增长|增幅|涨幅|提高|提升|上升|上涨|上浮|上调|增加|净增|增收|多|升幅|增速|(?:上升|增长|提高|提升)幅度|增长率"
_FALL = (
    r"下降|降低|减少|降幅|减幅|下调|下浮|回落|压缩|压减|缩短|精简|少|负增长|净减|下降幅度|压缩幅度|缩短幅度"
)
_LINK = (
    r"[,、() ]|同比|环比|比上一?年|较上一?年|比去年|较去年|与去年相比|与上年相比|相比|较同期|比同期|同期|净|实际|总体|"
    r"每人每[月年]|每[月年]|人均|分别|均|都|各|共|又|再|则|已|平均每人每月|总量|数量|总数|总额|标准|规模|金额|和|与|及"
)
_TAIL = r"了|约|近|超过?|逾|达到?了?|为|率|幅度?|将近|接近|不足|达"
_CHANGE = re.compile(rf"(?:{_LINK})*(?:(?P<rise>{_RISE})|(?P<fall>{_FALL}))(?:{_TAIL})*")
_NEXT = re.compile(r"[、,]?(?:和|与|及|以及)?(?:约|近)?")
_JOINED = re.compile(r"(?:、|和|与|及|以及)(?:约|近)?")
_REACHED = re.compile(
    r"[,、]?(?:(?:统一|分别|再|逐步|又|已|大幅)*(?:提高|提升|增加|增长|上升|上涨|上调|调整|扩大|发展|扩展|调|增|升|减少|降低|下降|压缩|缩短|精简|压减|下调|降|减))?"
    r"(?:到|至|为)(?:了|现在的?|目前的?|今年的?|本年的?|20\d\d年的?|年末的?|年底的?)*(?:每人)?(?:每[月年天])?(?:约|近|最高)?"
)
_LIST_FROM = re.compile(r"分别(?:由|从)$")
_THEN, _NOW = re.compile(r"去年|上年|上一年|前年"), re.compile(r"今年|本年|本期|当年|20\d\d年")
_COMPARES = re.compile(r"去年|上年|上一年|前年|分别[由从]")
_FAR = 40


@dataclass(frozen=True, slots=True)
class _Pair:
    """A later and an earlier value of one thing, as places in the run."""

    new: int
    old: int
    sure: bool
    """False where another figure might be meant as well: then only a change that fits is believed."""


@dataclass(frozen=True, slots=True)
class _Change:
    """A figure that is a change, as a place in the run, with its sign."""

    at: int
    sign: int


def growths(text: str, metrics: Sequence[Metric], run: Sequence[int]) -> Iterator[Relation]:
    """Changes that stand beside the two figures they compare."""
    if len(run) < 3 or not _compares(text, metrics, run):
        return
    figures = [metrics[index] for index in run]
    waiting: list[_Pair] = []
    for group in _pairs(text, figures):
        changes = _behind(text, figures, group) or _before(text, figures, group)
        # 农村由430元增加到460元,城市由600元增加到630元,分别增长7%和5%: the changes of all pairs come at the end.
        waiting = (
            [*waiting, *group] if not changes or "分别" in _lead(text, figures, changes[0].at) else group
        )
        pairs, waiting = (waiting, []) if changes else (group, waiting)
        for pair, change in _matched(figures, pairs, changes):
            relation = _relation(figures[pair.new], figures[pair.old], figures[change.at], change.sign)
            if relation and (relation[1] is None or pair.sure):
                kind, diagnosis = relation
                terms = (run[pair.new], run[pair.old])
                yield Relation(kind, run[change.at], terms, diagnosis is None, diagnosis)


def gains(text: str, metrics: Sequence[Metric], run: Sequence[int]) -> Iterator[Relation]:
    """A value, its increase and the rate of it, the earlier value left out: 提高到700元,较上年提高30元,增长4.5%.

    A standard is surely what rose; of anything else only a rate that fits is believed (新登记30家,净增12家,增长2%).
    """
    figures = [metrics[index] for index in run]
    for place in range(2, len(figures)):
        new, moved, rate = figures[place - 2 : place + 1]
        if (
            rate.unit != "%"
            or moved.unit != new.unit
            or new.unit in PER_HUNDRED
            or "earlier_value" in new.reasons
        ):
            continue
        if any(figure.value_max is not None or figure.value <= 0 for figure in (new, moved, rate)):
            continue
        told, again = _change(text, figures, place - 1, None), _change(text, figures, place, None)
        if told is None or again is None or told.sign != again.sign:
            continue
        fault = _gain_fault(new, moved, rate, told.sign)
        if fault is None or new.status is MetricStatus.STANDARD:
            kind = RelationKind.GAIN if told.sign > 0 else RelationKind.LOSS
            yield Relation(kind, run[place], (run[place - 2], run[place - 1]), fault is None, fault)


def _gain_fault(new: Metric, moved: Metric, rate: Metric, sign: int) -> str | None:
    now, by = span(new), span(moved)
    then = (
        Span(now.low - by.high, now.high - by.low) if sign > 0 else Span(now.low + by.low, now.high + by.high)
    )
    if then.low <= 0 or meet(quotient(by, then), claim(rate)):
        return None
    if meet(quotient(by, now), claim(rate)):
        return "base"
    return f"computed:{printed(moved.value * HUNDRED / (new.value - sign * moved.value))}%"


def _compares(text: str, metrics: Sequence[Metric], run: Sequence[int]) -> bool:
    """Whether the sentence may set an earlier value beside a later one: most don't, and are told at one look."""
    for index in run:
        if "earlier_value" in metrics[index].reasons:
            return True
    first, last = metrics[run[0]], metrics[run[-1]]
    return _COMPARES.search(text, max(0, first.start - _FAR), last.end) is not None


def _pairs(text: str, figures: Sequence[Metric]) -> Iterator[list[_Pair]]:
    """Later and earlier values: one pair, or as many as a list (分别由…、…提高到…、…) has."""
    done = 0
    for place in range(len(figures)):
        if place < done or not _is_old(text, figures, place):
            continue
        olds = _list_from(text, figures, place)
        following = olds[-1] + 1
        if following < len(figures) and _REACHED.fullmatch(_lead(text, figures, following)):
            news = _list_from(text, figures, following)[: len(olds)]
            sure = True
        else:
            news, sure = _compared(text, figures, olds)
        pairs = [
            _Pair(new, old, sure)
            for new, old in zip(news, olds, strict=False)
            if figures[new].unit == figures[old].unit and figures[old].value > 0
        ]
        if pairs and len(pairs) == len(olds):
            done = max(*news, *olds) + 1
            yield pairs


def _is_old(text: str, figures: Sequence[Metric], place: int) -> bool:
    """An earlier value: known as such, first of a list that 分别由 opens, or of 去年 before one of 今年."""
    figure = figures[place]
    if "cell" in figure.reasons:
        return False
    lead = _lead(text, figures, place)
    if "earlier_value" in figure.reasons or _LIST_FROM.search(lead):
        return True
    following = place + 1 < len(figures) and _lead(text, figures, place + 1)
    return bool(_THEN.search(lead) and following and _NOW.search(following))


def _compared(text: str, figures: Sequence[Metric], olds: Sequence[int]) -> tuple[list[int], bool]:
    """The present values of earlier ones: those behind that say 今年, else those right before."""
    following, first = olds[-1] + 1, olds[0]
    if following < len(figures) and _NOW.search(_lead(text, figures, following)):
        return _list_from(text, figures, following)[: len(olds)], True
    news = list(range(first - len(olds), first))
    if news[0] < 0 or any(not _is_present(figures[new], figures[first]) for new in news):
        return [], False
    # 结婚100对、离婚80对,上年120对: of which of the two is not said.
    sure = len(olds) > 1 or not _is_listed(text, figures, first - 1)
    return news, sure


def _is_present(figure: Metric, old: Metric) -> bool:
    return (
        figure.unit == old.unit
        and figure.status is not MetricStatus.PLAN
        and "earlier_value" not in figure.reasons
        and old.start - figure.end <= _FAR
    )


def _is_listed(text: str, figures: Sequence[Metric], place: int) -> bool:
    """A member of a list of its unit (结婚100对、离婚80对)."""
    if place == 0 or figures[place - 1].unit != figures[place].unit:
        return False
    return _lead(text, figures, place).startswith(("、", "和", "及", "与", ","))


def _list_from(text: str, figures: Sequence[Metric], place: int) -> list[int]:
    """The place, and those joined to it by 、 or 和 with the same unit and nothing else between."""
    found = [place]
    for following in range(place + 1, len(figures)):
        same = figures[following].unit == figures[place].unit
        if not same or not _JOINED.fullmatch(_lead(text, figures, following)):
            break
        found.append(following)
    return found


def _behind(text: str, figures: Sequence[Metric], pairs: Sequence[_Pair]) -> list[_Change]:
    """The changes that follow, one after the other."""
    found: list[_Change] = []
    for place in range(max(max(pair.new, pair.old) for pair in pairs) + 1, len(figures)):
        change = _change(text, figures, place, found[-1] if found else None)
        if change is None:
            break
        found.append(change)
    return found


def _before(text: str, figures: Sequence[Metric], pairs: Sequence[_Pair]) -> list[_Change]:
    """The change right before the pair: 提高6%,由500元提高到530元."""
    first = min(min(pair.new, pair.old) for pair in pairs)
    if first == 0 or not re.fullmatch(
        r"[,(]?(?:即|分别)?(?:由|从)(?:每人)?(?:每[月年])?", _lead(text, figures, first)
    ):
        return []
    lead = _lead(text, figures, first - 1)
    told = re.search(rf"(?:(?P<rise>{_RISE})|(?P<fall>{_FALL}))(?:{_TAIL})*$", lead)
    return [_Change(first - 1, 1 if told["rise"] else -1)] if told else []


def _change(text: str, figures: Sequence[Metric], place: int, before: _Change | None) -> _Change | None:
    lead = _lead(text, figures, place)
    told = _CHANGE.fullmatch(lead)
    if told:
        return _Change(place, 1 if told["rise"] else -1)
    listed = before is not None and figures[before.at].unit == figures[place].unit
    return _Change(place, before.sign) if listed and before and _NEXT.fullmatch(lead) else None


def _matched(
    figures: Sequence[Metric], pairs: Sequence[_Pair], changes: Sequence[_Change]
) -> Iterator[tuple[_Pair, _Change]]:
    """Each change with its pair, in turn: as many of a unit as there are pairs, else nobody can tell whose they are."""
    by_unit: dict[str, list[_Change]] = {}
    for change in changes:
        by_unit.setdefault(figures[change.at].unit, []).append(change)
    for alike in by_unit.values():
        if len(alike) == len(pairs):
            yield from zip(pairs, alike, strict=True)


def _relation(new: Metric, old: Metric, change: Metric, sign: int) -> tuple[RelationKind, str | None] | None:
    """What kind of change it is and, where it does not come out, why; None where it can't be one of these two."""
    if change.value_max is not None or new.value_max is not None or old.value_max is not None:
        return None
    if change.value < 0:
        # A minus sign in print says the direction by itself: 增长-3.1%.
        sign = 1
    if change.unit in ("%", "倍"):
        kind = RelationKind.GROWTH if sign > 0 else RelationKind.DECLINE
        return kind, growth_fault(new, old, change, sign)
    if change.unit == ("百分点" if old.unit == "%" else old.unit):
        kind = RelationKind.INCREASE if sign > 0 else RelationKind.DECREASE
        return kind, _difference_fault(new, old, change, sign)
    return None


def growth_fault(new: Metric, old: Metric, change: Metric, sign: int) -> str | None:
    """What is wrong with a growth (`sign` 1) or a decline (-1) of so many percent; None where it comes out."""
    now, then = span(new), span(old)
    if then.low <= 0:
        return None
    ratio = quotient(now, then)
    moved = _toward(Span(ratio.low - HUNDRED, ratio.high - HUNDRED), sign)
    claimed = claim(change)
    if meet(moved, claimed):
        return None
    if meet(_toward(moved, -1), claimed):
        return "direction"
    if old.unit == "%" and meet(_toward(Span(now.low - then.high, now.high - then.low), sign), claimed):
        return "points"
    of_new = quotient(then, now) if now.low > 0 else None
    if of_new and meet(_toward(Span(HUNDRED - of_new.high, HUNDRED - of_new.low), sign), claimed):
        return "base"
    return f"computed:{printed((new.value - old.value) * sign * HUNDRED / old.value)}%"


def _difference_fault(new: Metric, old: Metric, change: Metric, sign: int) -> str | None:
    now, then, claimed = span(new), span(old), span(change)
    moved = _toward(Span(now.low - then.high, now.high - then.low), sign)
    if meet(moved, claimed):
        return None
    if meet(_toward(moved, -1), claimed):
        return "direction"
    return f"computed:{((new.value - old.value) * sign).normalize():f}"


def _toward(moved: Span, sign: int) -> Span:
    """A movement seen as a fall where the sign is minus."""
    return moved if sign > 0 else Span(-moved.high, -moved.low)


def _lead(text: str, figures: Sequence[Metric], place: int) -> str:
    """The words between the figure and the one before it, or the nearest ones before the first."""
    start = figures[place].start
    low = figures[place - 1].end if place else max(0, start - _FAR)
    return text[max(low, start - _FAR) : start]
