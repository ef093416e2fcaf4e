"""Two figures that claim one indicator (同一指标): the headline keeps the code, the other says why not."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from reports.extraction.matching.vocabulary import Vocabulary
from reports.extraction.records import Confidence, Metric

_PART_OF = re.compile(r"其中|[(（]")
_TOTAL = re.compile(r"总计|合计|小计")
_SUMMED = re.compile(r"(?:合计|共计|总计)(?:为|达|约)*$")
_PARTS = 2
_RANK = {Confidence.SURE: 0, Confidence.LIKELY: 1, Confidence.DOUBTFUL: 2}


def settle(metrics: Iterable[Metric], words: Vocabulary) -> list[Metric]:
    """Leave each indicator to one figure a period and status; standards (集中, 散居) may be told apart."""
    settled = list(metrics)
    claims: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for index, metric in enumerate(settled):
        if metric.indicator and words.kind_of[metric.indicator] != "standard":
            claims[metric.indicator, metric.period, metric.status].append(index)
    for (code, _period, _status), indexes in claims.items():
        if len(indexes) == 1:
            continue
        headline = min(indexes, key=lambda i: (_rank(settled[i], words.units_of[code]), i))
        if len(indexes) > _PARTS:
            # 社会团体5个、民办非企业单位8个,合计13个: of several parts and their sum the sum is the headline.
            headline = next((i for i in indexes if _is_sum(settled[i])), headline)
        for index in indexes:
            if index != headline:
                metric = settled[index]
                reason = f"headline_elsewhere:{code}"
                settled[index] = replace(metric, indicator=None, reasons=(*metric.reasons, reason))
    return settled


def _is_sum(metric: Metric) -> bool:
    return _SUMMED.search(metric.quote[: metric.start - metric.quote_start]) is not None


def _rank(metric: Metric, units: tuple[str, ...]) -> tuple[int, ...]:
    """The smaller, the more of a headline: a whole, in the unit the indicator is counted in, named before it."""
    part = 1 if _PART_OF.search(metric.quote[: metric.start - metric.quote_start]) else 0
    # The units that may be printed instead stand in order of preference: 抽查16家 before 抽查2次.
    unit = units.index(metric.unit) if metric.unit in units else len(units)
    if "cell" in metric.reasons:
        # Of two rows the plainer name is the whole (孤儿, not 集中养育孤儿).
        total = 0 if _TOTAL.search(metric.label) else 1
        return (part, total, unit, _RANK[metric.confidence], len(metric.label))
    named = any(reason.startswith("words:") for reason in metric.reasons)
    return (part, 0, unit, 0 if named else 1, 0)
