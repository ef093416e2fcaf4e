"""Completion (完成率): what was done in percent of the task, target or plan that stands beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reports.extraction.audit.growth import growth_fault
from reports.extraction.audit.rounding import HUNDRED, claim, meet, printed, quotient, span
from reports.extraction.records import Metric, MetricStatus, Qualifier, Relation, RelationKind

_RATE = re.compile(
    r"(?:完成率|完成比例|完成进度|完成度|达成率|到位率|执行率)(?:均|已|也|约|近)*(?:为|达到?了?|是|超过?|约|近)*$"
)
_OF_TARGET = re.compile(
    r"(?:任务|目标|计划|指标)(?:量|数|总数|值)?[ )]*的(?:约|近)?$|\d[\d.]*[万亿]?[\u4e00-\u9fff]{1,3}的(?:约|近)?$"
)
_BEYOND = re.compile(
    r"(?:超额|超)(?:完成)?(?:年度|全年|年初)?(?:目标|任务|计划|指标)*(?:任务|数)?(?:了|约|近|达)*$"
)
_TARGET = re.compile(r"(?:任务|目标|计划|指标|预算)[^,。;%]{0,12}$|应[\u4e00-\u9fff]{1,6}$")
_TARGET_AFTER = re.compile(r"的?(?:年度|全年)?(?:目标|任务|指标|计划)")
_DONE = re.compile(r"完成|实际|已|落实|执行|支出|到位|建成|新建|新增|改造|办理|开展|培训|发放")
_NO_TARGET = re.compile(r"完成[^,。;]{0,8}任务$|较|比上|同比|增长")
_BRACKETS = re.compile(r"\([^()]{0,20}\)")
_TASK = re.compile(r"任务|目标|计划|指标|预算|应")
_FAR = 40


def completions(text: str, metrics: Sequence[Metric], run: Sequence[int]) -> Iterator[Relation]:
    """Rates of completion beside what was done and what was to be done: 完成120件,目标100件,完成率120%."""
    if not _TASK.search(text, max(0, metrics[run[0]].start - _FAR), metrics[run[-1]].end + _FAR):
        return
    for place, index in enumerate(run):
        rate = metrics[index]
        if rate.unit != "%" or rate.value_max is not None or "cell" in rate.reasons:
            continue
        lead = _BRACKETS.sub("", text[max(0, rate.start - _FAR) : rate.start])
        beyond = _BEYOND.search(lead) is not None
        if not beyond and not _RATE.search(lead) and not _OF_TARGET.search(lead):
            continue
        target = _target(text, metrics, run, place)
        done = _done(text, metrics, run, place, target) if target is not None else None
        if target is None or done is None:
            continue
        terms = (run[done], run[target])
        part, whole = metrics[terms[0]], metrics[terms[1]]
        if beyond:
            fault = growth_fault(part, whole, rate, 1)
            yield Relation(RelationKind.GROWTH, index, terms, fault is None, fault)
        else:
            fault = completion_fault(part, whole, rate)
            yield Relation(RelationKind.COMPLETION, index, terms, fault is None, fault)


def completion_fault(done: Metric, target: Metric, rate: Metric) -> str | None:
    """What is wrong with a rate of completion; None where it comes out."""
    if meet(quotient(span(done), span(target)), claim(rate)):
        return None
    if done.value > 0 and meet(quotient(span(target), span(done)), claim(rate)):
        return "reversed"
    return f"computed:{printed(done.value * HUNDRED / target.value)}%"


def _target(text: str, metrics: Sequence[Metric], run: Sequence[int], at: int) -> int | None:
    """The nearest figure that is called a task, a target or a plan: before the rate, or in brackets behind it."""
    for place in (at - 1, at - 2, at - 3, at + 1):
        if not 0 <= place < len(run):
            continue
        figure = metrics[run[place]]
        if _is_count(figure) and _is_target(text, metrics, run, place):
            return place
    return None


def _is_target(text: str, metrics: Sequence[Metric], run: Sequence[int], place: int) -> bool:
    lead = _lead(text, metrics, run, place)
    if _NO_TARGET.search(lead):
        return False
    end = metrics[run[place]].end
    return _TARGET.search(lead) is not None or _TARGET_AFTER.match(text, end, end + 8) is not None


def _done(text: str, metrics: Sequence[Metric], run: Sequence[int], rate: int, target: int) -> int | None:
    """What was done: the nearest figure of the target's unit that is no target itself."""
    unit = metrics[run[target]].unit
    places = [
        place
        for place in range(max(0, min(rate, target) - 3), max(rate, target))
        if place not in (rate, target)
    ]
    fitting = [
        place
        for place in places
        if metrics[run[place]].unit == unit
        and _is_count(metrics[run[place]])
        and metrics[run[place]].status is not MetricStatus.PLAN
        and "earlier_value" not in metrics[run[place]].reasons
        and not _is_target(text, metrics, run, place)
    ]
    named = [place for place in fitting if _DONE.search(_lead(text, metrics, run, place))]
    return _nearest(named or fitting, target)


def _nearest(places: Sequence[int], target: int) -> int | None:
    return min(places, key=lambda place: abs(place - target)) if places else None


def _is_count(figure: Metric) -> bool:
    return (
        figure.value > 0
        and figure.value_max is None
        and figure.unit not in ("%", "‰", "百分点")
        and figure.qualifier is not Qualifier.RANGE
        and "cell" not in figure.reasons
    )


def _lead(text: str, metrics: Sequence[Metric], run: Sequence[int], place: int) -> str:
    """The words between the figure and the one before it, or the nearest ones before the first."""
    start = metrics[run[place]].start
    low = metrics[run[place - 1]].end if place else max(0, start - _FAR)
    return text[max(low, start - _FAR) : start]
