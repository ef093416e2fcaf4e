"""The figures of each sentence, which is as far as the text's own arithmetic reaches."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reports.extraction.records import Metric, MetricStatus

_STOP = re.compile(r"[。;!?\n]")
PER_HUNDRED = ("%", "‰", "百分点")


def runs(text: str, metrics: Sequence[Metric]) -> Iterator[list[int]]:
    """Indexes of the figures of each sentence."""
    run: list[int] = []
    for index, metric in enumerate(metrics):
        if run and _STOP.search(text, metrics[run[-1]].end, metric.start):
            yield run
            run = []
        run.append(index)
    if run:
        yield run


def is_plain(metric: Metric) -> bool:
    """A figure that can stand in a sum: one printed value, done, no percentage."""
    return (
        metric.value_max is None
        and metric.unit not in PER_HUNDRED
        and metric.status is not MetricStatus.STANDARD
    )
