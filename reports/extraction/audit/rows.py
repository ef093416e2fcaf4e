"""Rows of tables (表内增幅、完成率): this year, last year and the growth; the plan, what was done and the rate."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reports.extraction.audit.completion import completion_fault
from reports.extraction.audit.growth import growth_fault
from reports.extraction.records import Metric, MetricStatus, Relation, RelationKind

_GROWTH = re.compile(r"同比|增长|增幅|增减|比上年|较上年|增速")
_DECLINE = re.compile(r"降幅|下降|减幅")
_COMPLETED = re.compile(r"完成(?:率|比例|进度|度|百分比|情况)")
_DONE = re.compile(r"实际|完成数?|本年|今年|累计")


def rows(text: str, metrics: Sequence[Metric]) -> Iterator[Relation]:
    """Growth and completion along the rows of tables."""
    for row in _rows(text, metrics):
        for index in row:
            rate = metrics[index]
            heading = rate.label.rpartition(" ")[2]
            if rate.unit != "%":
                continue
            if _GROWTH.search(heading) or _DECLINE.search(heading):
                yield from _growth(metrics, row, index, -1 if _DECLINE.search(heading) else 1)
            elif _COMPLETED.search(heading):
                yield from _completion(metrics, row, index)


def _rows(text: str, metrics: Sequence[Metric]) -> Iterator[list[int]]:
    """The cells of each line."""
    row: list[int] = []
    for index, metric in enumerate(metrics):
        if "cell" not in metric.reasons:
            continue
        if row and "\n" in text[metrics[row[-1]].end : metric.start]:
            yield row
            row = []
        row.append(index)
    if row:
        yield row


def _growth(metrics: Sequence[Metric], row: Sequence[int], index: int, sign: int) -> Iterator[Relation]:
    """Where the row has one earlier value and one of today, both unmistakable."""
    counts = [i for i in row if i != index and _is_count(metrics[i])]
    olds = [i for i in counts if "earlier_value" in metrics[i].reasons]
    news = [i for i in counts if i not in olds and metrics[i].status is not MetricStatus.PLAN]
    if len(olds) == len(news) == 1 and metrics[olds[0]].unit == metrics[news[0]].unit:
        fault = growth_fault(metrics[news[0]], metrics[olds[0]], metrics[index], sign)
        yield Relation(RelationKind.GROWTH, index, (news[0], olds[0]), fault is None, fault)


def _completion(metrics: Sequence[Metric], row: Sequence[int], index: int) -> Iterator[Relation]:
    counts = [i for i in row if i != index and _is_count(metrics[i])]
    targets = [i for i in counts if metrics[i].status is MetricStatus.PLAN]
    done = [i for i in counts if i not in targets and "earlier_value" not in metrics[i].reasons]
    if len(done) > 1:
        done = [i for i in done if _DONE.search(metrics[i].label.rpartition(" ")[2])]
    if len(targets) == len(done) == 1 and metrics[targets[0]].unit == metrics[done[0]].unit:
        fault = completion_fault(metrics[done[0]], metrics[targets[0]], metrics[index])
        yield Relation(RelationKind.COMPLETION, index, (done[0], targets[0]), fault is None, fault)


def _is_count(metric: Metric) -> bool:
    return metric.value > 0 and metric.value_max is None and metric.unit != "%"
