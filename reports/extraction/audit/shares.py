"""Shares (占比): a rate beside the two numbers whose quotient it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal

from reports.extraction.audit.runs import is_plain
from reports.extraction.records import Metric, MetricStatus, Qualifier, Relation, RelationKind

_SHARE = re.compile(r"率|占|比例|比重|成效|覆盖面")
_SHARE_OF = re.compile(
    r"(?:参检率|年检率|年报率)|(?:合格率|通过率|优秀率|成功率|劝和率|化解率|办结率|完成率|整改率|达标率)|占"
)
_NO_SHARE = re.compile(r"增长|增幅|下降|提高|同比|环比|较上年|比上年|上升")
_SELDOM_SHARE = re.compile(r"满意|覆盖")
"""Rates of what is mostly not counted beside them: only a quotient with decimals that fits is believed."""
_DUE, _CAME = re.compile(r"应[\u4e00-\u9fff]{1,3}$"), re.compile(r"(?:实|已)[\u4e00-\u9fff]{0,3}$")
_REACH = 120
_NEAR_MISS = 2


def shares(text: str, metrics: Sequence[Metric], rates: Sequence[int]) -> Iterator[Relation]:
    """A share beside its two numbers: 受理234件, 成功119对, 成功率50.85%."""
    for index in rates:
        rate = metrics[index]
        if rate.value_max is not None or index < 2 or not _measured(rate):
            continue
        clause = text[max(0, rate.start - 24) : rate.start]
        lead = (
            clause[max(clause.rfind(mark) for mark in ",;。\n") + 1 :] if "\t" not in clause else rate.label
        )
        if _NO_SHARE.search(lead) or not _SHARE.search(lead):
            continue
        within = [i for i in range(max(0, index - 5), index) if metrics[i].end > rate.start - _REACH]
        counts = [i for i in within if is_plain(metrics[i]) and metrics[i].unit != "元"]
        tabular = "\t" in clause
        # Other words than those of a definite share, with a round result, are believed of the nearest two only.
        wide = _SHARE_OF.search(lead) is not None or rate.value != rate.value.to_integral_value()
        near = counts if wide and not tabular else counts[-2:]
        pair = _quotient(metrics, rate, near, tabular)
        if pair is None and _SHARE_OF.search(lead):
            pair = _near_miss(metrics, rate, near)
        if pair is None and rate.value == 100:
            pair = _all_came(text, metrics, counts[-2:])
        seldom = _SELDOM_SHARE.search(lead) and not _SHARE_OF.search(lead)
        if pair and not (seldom and not (pair.holds and rate.value != rate.value.to_integral_value())):
            yield Relation(RelationKind.RATIO, index, pair.terms, pair.holds, pair.diagnosis)


def _measured(rate: Metric) -> bool:
    """A rate that was found, not one that is aimed at or only bounded (力争低于3%)."""
    return rate.status is not MetricStatus.PLAN and rate.qualifier in (Qualifier.EXACT, Qualifier.ABOUT)


def _all_came(text: str, metrics: Sequence[Metric], counts: Sequence[int]) -> Relation | None:
    """应到3次、实到3次,到庭率100%: of a whole only the two numbers that say so are believed."""
    if len(counts) < 2:
        return None
    due, came = (metrics[i] for i in counts)
    named = _DUE.search(text[max(0, due.start - 6) : due.start]) and _CAME.search(
        text[max(0, came.start - 6) : came.start]
    )
    return (
        Relation(RelationKind.RATIO, 0, (counts[1], counts[0]), True)
        if named and due.value == came.value
        else None
    )


def _quotient(
    metrics: Sequence[Metric], rate: Metric, counts: Sequence[int], tabular: bool
) -> Relation | None:
    """The two nearest counts whose quotient is the rate."""
    for part in reversed(counts):
        for whole in reversed(counts):
            if rate.value == 100 and not tabular:
                continue
            if (
                part != whole
                and metrics[whole].value
                and _fits(metrics[part].value, metrics[whole].value, rate)
            ):
                return Relation(RelationKind.RATIO, 0, (part, whole), True)
    return None


def _near_miss(metrics: Sequence[Metric], rate: Metric, counts: Sequence[int]) -> Relation | None:
    """A definite share (合格率, 占) that the quotient of the two nearest counts misses by little."""
    if len(counts) < 2:
        return None
    whole, part = counts[-2:]
    if not metrics[whole].value or metrics[part].value > metrics[whole].value:
        return None
    actual = metrics[part].value * 100 / metrics[whole].value
    if abs(actual - rate.value) > _NEAR_MISS or rate.value == 100:
        return None
    printed = actual.quantize(Decimal("0.01"), ROUND_HALF_UP)
    return Relation(RelationKind.RATIO, 0, (part, whole), False, f"computed:{printed}%")


def _fits(part: Decimal, whole: Decimal, rate: Metric) -> bool:
    actual = part * 100 / whole
    places = -int(rate.value.as_tuple().exponent) if isinstance(rate.value.as_tuple().exponent, int) else 0
    step = Decimal(1).scaleb(-max(0, places))
    return abs(actual - rate.value) <= step / 2 or actual.quantize(step, ROUND_HALF_UP) == rate.value
