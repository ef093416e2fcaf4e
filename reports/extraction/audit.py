"""Arithmetic that the text itself makes checkable (勾稽关系): sums and ratios of its own figures.

Only what the text claims is checked: parts after 其中 that do not claim to be complete are no sum, and a share needs
its two numbers beside it. Values are compared in Decimal, with the rounding of the printed result in mind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal

from reports.extraction.records import Metric, MetricStatus, Qualifier, Relation

_STOP = re.compile(r"[。;!?\n]")
_INCLUDING = re.compile(r"其中|包括|分别(?:为|是)|[(]|共计?由")
_OPEN_LIST = re.compile(r"等(?:[,。;、)]|$)")
_GONE_THROUGH = re.compile(r"清理|梳理|复核|评估|排查|核查")
_REST = re.compile(r"正在|在办|尚未|未办结|其余|余下|剩余")
_TOTAL_AFTER = re.compile(r"(?:合计|共计|总计|总数(?:为|达)?|共)(?:为|达|有)?(?:约)?$")
_SHARE = re.compile(r"率|占|比例|比重|成效|覆盖面")
_SHARE_OF = re.compile(
    r"(?:参检率|年检率|年报率)|(?:合格率|通过率|优秀率|成功率|劝和率|化解率|办结率|完成率|整改率|达标率)|占"
)
_NO_SHARE = re.compile(r"增长|增幅|下降|提高|同比|环比|较上年|比上年|上升")
_SELDOM_SHARE = re.compile(r"满意|覆盖")
"""Rates of what is mostly not counted beside them: only a quotient with decimals that fits is believed."""
_DUE, _CAME = re.compile(r"应[\u4e00-\u9fff]{1,3}$"), re.compile(r"(?:实|已)[\u4e00-\u9fff]{0,3}$")
_APART = re.compile(r"同比|比上|较上|增长|新增|占|任务|目标")
_TOTAL = re.compile(r"合计|总计|小计")
_TABLE_ENDS = re.compile(r"\n\s*\n|。")
_ROW_NUMBER = re.compile(r"[一二三四五六七八九十]{1,3}、")
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
        name, heading = _row_and_column(metric.label, columns, len(row))
        found: list[Relation | None] = []
        if _TOTAL.search(heading):
            found.append(_table_sum(metrics, index, row))
        if _TOTAL.search(name):
            found.append(_table_sum(metrics, index, columns.pop(heading, [])))
        else:
            columns.setdefault(heading, []).append(index)
            found.append(_table_parts(metrics, columns[heading]))
        row.append(index)
        yield from (relation for relation in found if relation)


def _row_and_column(label: str, columns: Mapping[str, list[int]], place: int) -> tuple[str, str]:
    """What a cell's label says of its row and its column; the column's place in a table without a head."""
    name, _, heading = label.rpartition(" ")
    if name:
        return name, heading
    return label, label if label in columns else f"{place}"


def _table_parts(metrics: Sequence[Metric], column: Sequence[int]) -> Relation | None:
    """Rows that open with 其中 and add up to the row above them exactly, seen from the last of them."""
    opening = next((i for i in range(len(column) - 1, 0, -1) if "其中" in metrics[column[i]].label), 0)
    terms = column[opening:]
    if not opening or len(terms) < 2 or not metrics[terms[-1]].value:
        return None
    total = column[opening - 1]
    added = sum((metrics[i].value for i in terms), Decimal(0))
    return Relation("sum", total, tuple(terms), True) if added == metrics[total].value else None


def _table_sum(metrics: Sequence[Metric], total: int, terms: Sequence[int]) -> Relation | None:
    numbered = [place for place, i in enumerate(terms) if _ROW_NUMBER.match(metrics[i].label)]
    for start in {0, *numbered[-1:]}:
        # All rows above, or those since the last numbered one (三、办理结果 予以公开, 不予公开, 总计).
        members = terms[start:]
        if len(members) > 1 and metrics[total].value == sum((metrics[i].value for i in members), Decimal(0)):
            return Relation("sum", total, tuple(members), True)
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
        if not _plain(total) or total.value == 0 or "cell" in total.reasons:
            continue
        relation = _total_before(text, metrics, index, run[place + 1 :])
        if relation is None and _TOTAL_AFTER.search(text[max(0, total.start - 6) : total.start]):
            earlier = _same_unit_before(text, metrics, run[:place], total)
            added = _sum(metrics, index, earlier) if len(earlier) > 1 else None
            relation = added if added and added.holds else None
        if relation:
            yield relation


def _total_before(text: str, metrics: Sequence[Metric], index: int, later: Sequence[int]) -> Relation | None:
    """A total with its parts behind it, named as such (其中) or simply following."""
    total = metrics[index]
    named = _parts_after(text, metrics, later, total)
    is_open = bool(named) and _OPEN_LIST.match(text, metrics[named[-1]].end) is not None
    exceeding = _exceeding(metrics, index, named) if is_open else None
    if exceeding:
        return exceeding
    claimed = [] if is_open else named
    parts = claimed or _same_unit_after(text, metrics, later, total)
    exact = _exact_start(metrics, total, parts, bool(claimed) or _sorted_out(text, metrics, total, parts))
    if exact:
        return Relation("sum", index, tuple(exact), True)
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
    return parts


def _sorted_out(text: str, metrics: Sequence[Metric], total: Metric, parts: Sequence[int]) -> bool:
    """清理14件,继续有效9件、拟修改5件: what is gone through is sorted out completely; a rest (在办) says so too."""
    if not parts:
        return False
    lead = text[max(0, total.start - 8) : metrics[parts[0]].start]
    last = text[metrics[parts[0]].end : metrics[parts[1]].start] if len(parts) > 1 else ""
    gone_through = _GONE_THROUGH.search(lead) or _REST.search(last)
    return len(lead) <= _REACH and gone_through is not None


def _exceeding(metrics: Sequence[Metric], total: int, parts: Sequence[int]) -> Relation | None:
    """A list that ends in 等 is at most the total; more than that contradicts it."""
    over = sum((metrics[i].value for i in parts), Decimal(0)) - metrics[total].value
    if len(parts) < 2 or over <= _tolerance([metrics[i] for i in (total, *parts)]):
        return None
    if any(metrics[i].unit != metrics[total].unit for i in parts):
        return None
    return Relation("sum", total, tuple(parts), False, f"exceeds:{over.normalize():f}")


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
        if rate.unit != "%" or rate.value_max is not None or index < 2 or not _measured(rate):
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
        if pair is None and rate.value == 100:
            pair = _all_came(text, metrics, counts[-2:])
        seldom = _SELDOM_SHARE.search(lead) and not _SHARE_OF.search(lead)
        if pair and not (seldom and not (pair.holds and rate.value != rate.value.to_integral_value())):
            yield Relation("ratio", index, pair.terms, pair.holds, pair.diagnosis)


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
    return Relation("ratio", 0, (counts[1], counts[0]), True) if named and due.value == came.value else None


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
