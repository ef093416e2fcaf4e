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
_RANK = {Confidence.SURE: 0, Confidence.LIKELY: 1, Confidence.DOUBTFUL: 2}


def settle(metrics: Iterable[Metric], words: Vocabulary) -> list[Metric]:
    """Leave each indicator to one figure a period and status; standards (集中, 散居) may be told apart."""
    settled = list(metrics)
    claims: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for index, metric in enumerate(settled):
        if metric.indicator and words.kind_of[metric.indicator] != "standard":
            claims[metric.indicator, metric.period, metric.status].append(index)
    for indexes in claims.values():
        if len(indexes) == 1:
            continue
        headline = min(indexes, key=lambda i: (_rank(settled[i], words.unit_of), i))
        for index in indexes:
            if index != headline:
                metric = settled[index]
                reason = f"headline_elsewhere:{metric.indicator}"
                settled[index] = replace(metric, indicator=None, reasons=(*metric.reasons, reason))
    return settled


def _rank(metric: Metric, units: dict[str, str]) -> tuple[int, int, int, int]:
    lead = metric.quote[: metric.start - metric.quote_start]
    other_unit = metric.unit != units[metric.indicator or ""]
    part = 1 if _PART_OF.search(lead) else 0
    total = 0 if "cell" not in metric.reasons or _TOTAL.search(metric.label) else 1
    if "cell" in metric.reasons:
        return (part, total, int(other_unit), _RANK[metric.confidence])
    named = any(reason.startswith("words:") for reason in metric.reasons)
    return (part, total, int(other_unit), 0 if named else 1)
