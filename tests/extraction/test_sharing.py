"""One printed figure that several names share: A、B各N, and the zero of a row that names several things."""

from __future__ import annotations

import pytest

from tests.extraction.reading import figures


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("开展合法性审核、公平竞争审查各5件次。", ["合法性审核", "公平竞争审查"]),
        ("内部管理制度和廉政风险清单各3项。", ["内部管理制度", "廉政风险清单"]),
        ("在东镇、西村各设1个站点。", [""]),
        ("每个街道和每个社区各1名专干。", [""]),
    ],
)
def test_so_many_each(text: str, labels: list[str]) -> None:
    """Names share the figure where 各 stands right before it; places and 每 don't."""
    found = figures(text)
    assert len({(metric.start, metric.end) for metric in found}) == 1
    assert len(found) == len(labels)
    assert all(label in metric.label for metric, label in zip(found, labels, strict=True))


@pytest.mark.parametrize(
    ("row", "count"),
    [("行政复议、行政诉讼", 2), ("四、结转下年度继续办理", 1), ("十一、行政复议、行政诉讼", 2)],
)
def test_the_zero_of_a_row(row: str, count: int) -> None:
    """A zero counts once for each thing that the row names; the number of the row is no name."""
    found = figures(f"项目\t件数\n受理投诉\t4\n{row}\t0\n")
    assert [metric.value for metric in found] == [4, *[0] * count]
