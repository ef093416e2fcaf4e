"""The totals of tables (表内合计): a 合计 row, a 合计 column, and rows that open with 其中."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from reports.extraction.audit.sums import diagnosis
from reports.extraction.records import Metric, Relation, RelationKind

_TOTAL = re.compile(r"合计|总计|小计")
_TABLE_ENDS = re.compile(r"\n\s*\n|。")
_ROW_NUMBER = re.compile(r"[一二三四五六七八九十]{1,3}、")
_SUBDIVIDED = re.compile(r"其中|[一二三四五六七八九]、|结转|数量")


def tables(text: str, metrics: Sequence[Metric]) -> Iterator[Relation]:
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
    return Relation(RelationKind.SUM, total, tuple(terms), True) if added == metrics[total].value else None


def _table_sum(metrics: Sequence[Metric], total: int, terms: Sequence[int]) -> Relation | None:
    numbered = [place for place, i in enumerate(terms) if _ROW_NUMBER.match(metrics[i].label)]
    for start in {0, *numbered[-1:]}:
        # All rows above, or those since the last numbered one (三、办理结果 予以公开, 不予公开, 总计).
        members = terms[start:]
        if len(members) > 1 and metrics[total].value == sum((metrics[i].value for i in members), Decimal(0)):
            return Relation(RelationKind.SUM, total, tuple(members), True)
    if len(terms) < 2:
        return None
    gap = metrics[total].value - sum((metrics[i].value for i in terms), Decimal(0))
    if gap and any(_SUBDIVIDED.search(metrics[i].label) for i in (total, *terms)):
        # Rows with parts of their own (一、…; 其中…) aren't all members of the total.
        return None
    return Relation(
        RelationKind.SUM, total, tuple(terms), not gap, diagnosis(metrics, gap, terms) if gap else None
    )
