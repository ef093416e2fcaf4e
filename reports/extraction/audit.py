"""Arithmetic that the text itself makes checkable (勾稽关系): sums and ratios of its own figures.

Only what the text claims is checked: parts after 其中 that do not claim to be complete are no sum, and a share needs
its two numbers beside it. Values are compared in Decimal, with the rounding of the printed result in mind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal

from reports.extraction.records import Metric, MetricStatus, Qualifier, Relation

_STOP = re.compile(r"[。;!?\n]")
_INCLUDING = re.compile(r"其中|包括|分别(?:为|是)|[(]|共计?由")
_OPEN_LIST = re.compile(r"等(?:[,。;、)]|$)")
_TOTAL_AFTER = re.compile(r"(?:合计|共计|总计|总数(?:为|达)?|共)(?:为|达|有)?(?:约)?$")
_SHARE = re.compile(r"率|占|比例|比重|成效|覆盖面")
_SHARE_OF = re.compile(
    r"(?:参检率|年检率|年报率)|(?:合格率|通过率|优秀率|成功率|劝和率|化解率|办结率|完成率|整改率|达标率)|占"
)
_NO_SHARE = re.compile(r"增长|增幅|下降|提高|同比|环比|较上年|比上年|上升|满意|覆盖")
_APART = re.compile(r"同比|比上|较上|增长|新增|占|任务|目标")
_TOTAL = re.compile(r"合计|总计|小计")
_TABLE_ENDS = re.compile(r"\n\s*\n|。")
_SUBDIVIDED = re.compile(r"其中|[一二三四五六七八九]、|结转|数量")
_MOST_TERMS = 8
_REACH = 120
_LARGE = 20
_NEAR_MISS = 2


def relate(text: str, metrics: Sequence[Metric]) -> tuple[Relation, ...]:
    """Relations the text makes checkable, as indexes into `metrics`."""
    found: list[Relation] = []
    for run in _sentences(text, metrics):
        found += _sums(text, metrics, run)
        found += _ratios(text, metrics, run)
    found += _tables(text, metrics)
    return tuple(sorted(found, key=lambda relation: relation.result))


def _tables(text: str, metrics: Sequence[Metric]) -> Iterator[Relation]:
    """The totals of tables: a 合计 row against the cells above it, a 合计 column against the cells beside it."""
    columns: dict[str, list[int]] = {}
    row: list[int] = []
    previous: Metric | None = None
    for index, metric in enumerate(metrics):
        if "cell" not in metric.reasons:
            continue
        between = text[previous.end : metric.start] if previous else ""
        if _TABLE_ENDS.search(between):
            columns.clear()
        if "\n" in between:
            row = []
        previous = metric
        name, _, heading = metric.label.rpartition(" ")
        relation = None
        if _TOTAL.search(heading):
            relation = _table_sum(metrics, index, row)
        elif _TOTAL.search(name):
            relation = _table_sum(metrics, index, columns.pop(heading, []))
        else:
            columns.setdefault(heading, []).append(index)
        row.append(index)
        if relation:
            yield relation


def _table_sum(metrics: Sequence[Metric], total: int, terms: Sequence[int]) -> Relation | None:
    if len(terms) < 2:
        return None
    gap = metrics[total].value - sum((metrics[i].value for i in terms), Decimal(0))
    if gap and any(_SUBDIVIDED.search(metrics[i].label) for i in (total, *terms)):
        # Rows with parts of their own (一、…; 其中…) aren't all members of the total.
        return None
    return Relation("sum", total, tuple(terms), not gap, _diagnosis(metrics, gap, terms) if gap else None)


def _sentences(text: str, metrics: Sequence[Metric]) -> Iterator[list[int]]:
    """Indexes of the figures of each sentence."""
    run: list[int] = []
    for index, metric in enumerate(metrics):
        if run and _STOP.search(text, metrics[run[-1]].end, metric.start):
            yield run
            run = []
        run.append(index)
    if run:
        yield run


def _plain(metric: Metric) -> bool:
    """A figure that can stand in a sum: one printed value, done, no percentage."""
    return (
        metric.value_max is None
        and metric.unit not in ("%", "‰", "百分点")
        and metric.status is not MetricStatus.STANDARD
    )


def _sums(text: str, metrics: Sequence[Metric], run: Sequence[int]) -> Iterator[Relation]:
    for place, index in enumerate(run):
        total = metrics[index]
        if not _plain(total) or total.value == 0:
            continue
        claimed = _parts_after(text, metrics, run[place + 1 :], total)
        parts = claimed or _same_unit_after(text, metrics, run[place + 1 :], total)
        exact = _exact_start(metrics, total, parts, bool(claimed))
        relation = None
        if exact:
            relation = Relation("sum", index, tuple(exact), True)
        elif len(claimed) > 1:
            relation = _sum(metrics, index, claimed)
        elif _TOTAL_AFTER.search(text[max(0, total.start - 6) : total.start]):
            earlier = _same_unit_before(text, metrics, run[:place], total)
            relation = _sum(metrics, index, earlier) if len(earlier) > 1 else None
            relation = relation if relation and relation.holds else None
        if relation:
            yield relation


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
        if not _plain(metric) or metric.unit != total.unit or metric.qualifier is not Qualifier.EXACT:
            break
        if _APART.search(text, metrics[parts[-1]].end if parts else total.end, metric.start):
            break
        parts.append(index)
    return parts


def _parts_after(text: str, metrics: Sequence[Metric], later: Sequence[int], total: Metric) -> list[int]:
    """The parts that follow a total: `655个,其中A113个、B542个`, `31宗(A27间,B1间,C3间)`."""
    if not later:
        return []
    lead = text[total.end : metrics[later[0]].start]
    opening = _INCLUDING.search(lead)
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
        if not _plain(metric) or (not bracket and metric.unit != total.unit):
            break
        parts.append(index)
    end = metrics[parts[-1]].end if parts else total.end
    return [] if _OPEN_LIST.match(text, end) else parts


def _same_unit_before(
    text: str, metrics: Sequence[Metric], earlier: Sequence[int], total: Metric
) -> list[int]:
    parts: list[int] = []
    for index in reversed(earlier):
        metric = metrics[index]
        if not _plain(metric) or metric.unit != total.unit or len(parts) == _MOST_TERMS:
            break
        parts.insert(0, index)
    return parts


def _sum(metrics: Sequence[Metric], result: int, terms: Sequence[int]) -> Relation | None:
    total, values = metrics[result], [metrics[i].value for i in terms]
    gap = total.value - sum(values, Decimal(0))
    if abs(gap) <= _tolerance([total, *(metrics[i] for i in terms)]):
        return Relation("sum", result, tuple(terms), True)
    if (
        total.indicator
        and any(metrics[i].indicator and _same_domain(total, metrics[i]) for i in terms)
        and gap > 0
    ):
        # A breakdown that leaves something out (婚姻登记…其中结婚…离婚…) doesn't claim to be complete.
        return None
    if gap > 0 and gap > total.value * Decimal("0.1"):
        return None
    return Relation("sum", result, tuple(terms), False, _diagnosis(metrics, gap, terms))


def _same_domain(one: Metric, other: Metric) -> bool:
    return (one.indicator or "").split(".")[0] == (other.indicator or "").split(".")[0]


def _diagnosis(metrics: Sequence[Metric], gap: Decimal, terms: Sequence[int]) -> str:
    """Where leaving one part out, or counting one twice, would make the sum fit; else the gap itself."""
    for index in terms:
        if metrics[index].value == -gap:
            return f"fits_without:{metrics[index].mention}"
        if metrics[index].value == gap:
            return f"fits_with_twice:{metrics[index].mention}"
    return f"gap:{gap.normalize():f}"


def _tolerance(metrics: Sequence[Metric]) -> Decimal:
    """What rounding and 余/约 can account for: half of the last printed place of every figure."""
    return sum((_half_place(metric) for metric in metrics), Decimal(0))


def _half_place(metric: Metric) -> Decimal:
    number = re.search(r"\d[\d,. ]*", metric.mention)
    if number is None or ("." not in number[0] and not re.search(r"[万亿]", metric.mention)):
        return Decimal(0) if metric.qualifier is Qualifier.EXACT else metric.value / 50
    digits = number[0].strip().partition(".")[2]
    scale = (
        Decimal(10_000)
        if "万" in metric.mention
        else Decimal(10**8)
        if "亿" in metric.mention
        else Decimal(1)
    )
    step = scale / (10 ** len(digits)) if digits else scale
    return step / 2 if len(digits) < 2 or metric.qualifier is not Qualifier.EXACT else Decimal(0)


def _ratios(text: str, metrics: Sequence[Metric], run: Sequence[int]) -> Iterator[Relation]:
    """A share beside its two numbers: 受理234件, 成功119对, 成功率50.85%."""
    for index in run:
        rate = metrics[index]
        if rate.unit != "%" or rate.value_max is not None or index < 2:
            continue
        clause = text[max(0, rate.start - 24) : rate.start]
        lead = (
            clause[max(clause.rfind(mark) for mark in ",;。\n") + 1 :] if "\t" not in clause else rate.label
        )
        if _NO_SHARE.search(lead) or not _SHARE.search(lead):
            continue
        near = [i for i in range(max(0, index - 5), index) if metrics[i].end > rate.start - _REACH]
        counts = [i for i in near if _plain(metrics[i]) and metrics[i].unit != "元"]
        tabular = "\t" in clause
        # Other words than those of a definite share, with a round result, are believed of the nearest two only.
        wide = _SHARE_OF.search(lead) is not None or rate.value != rate.value.to_integral_value()
        pair = _pair(metrics, rate, counts if wide and not tabular else counts[-2:], tabular)
        if pair:
            yield Relation("ratio", index, pair.terms, pair.holds, pair.diagnosis)


def _pair(metrics: Sequence[Metric], rate: Metric, counts: Sequence[int], tabular: bool) -> Relation | None:
    """The two nearest counts whose quotient is the rate; a near miss of the two nearest is reported as failing."""
    for part in reversed(counts):
        for whole in reversed(counts):
            if rate.value == 100 and not tabular:
                continue
            if (
                part != whole
                and metrics[whole].value
                and _fits(metrics[part].value, metrics[whole].value, rate)
            ):
                return Relation("ratio", 0, (part, whole), True)
    if len(counts) < 2:
        return None
    whole, part = counts[-2:]
    if not metrics[whole].value or metrics[part].value > metrics[whole].value:
        return None
    actual = metrics[part].value * 100 / metrics[whole].value
    if abs(actual - rate.value) > _NEAR_MISS or rate.value == 100:
        return None
    printed = actual.quantize(Decimal("0.01"), ROUND_HALF_UP)
    return Relation("ratio", 0, (part, whole), False, f"computed:{printed}%")


def _fits(part: Decimal, whole: Decimal, rate: Metric) -> bool:
    actual = part * 100 / whole
    places = -int(rate.value.as_tuple().exponent) if isinstance(rate.value.as_tuple().exponent, int) else 0
    step = Decimal(1).scaleb(-max(0, places))
    return abs(actual - rate.value) <= step / 2 or actual.quantize(step, ROUND_HALF_UP) == rate.value
