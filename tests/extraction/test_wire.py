"""Extraction → JSON: the keys of the annotation contract, and figures that every reader understands alike."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from reports.extraction.records import (
    Extraction,
    Metadata,
    Metric,
    MetricStatus,
    NonMetric,
    Period,
    Place,
    Qualifier,
    Relation,
    RelationKind,
    Section,
    SectionKind,
    Statement,
)
from reports.extraction.wire import decimal_string, to_wire

GOLD = sorted((Path(__file__).parents[1] / "gold").glob("*.json"))
METRIC = Metric(
    mention="0.5至2万元",
    start=10,
    end=16,
    quote="每人0.5至2万元",
    quote_start=8,
    quote_end=16,
    label="补助标准",
    indicator=None,
    value=Decimal("0.5") * 10000,
    value_max=Decimal("2E+4"),
    unit="元",
    qualifier=Qualifier.RANGE,
    period=Period.YEAR,
    status=MetricStatus.STANDARD,
)
STATEMENT = Statement("执法力量不足", 40, 46, None, 1, "legal_personnel")
EXTRACTION = Extraction(
    metadata=Metadata(
        bureau="海盐县民政局",
        place=Place("海盐县", "330424", "county", "浙江省", "嘉兴市"),
        year=2022,
        title="海盐县民政局2022年度法治政府建设报告",
        published_on=date(2023, 2, 28),
    ),
    sections=(Section(1, "一", "主要成效", SectionKind.ACHIEVEMENTS, 0, 6, 30),),
    metrics=(METRIC,),
    non_metrics=(NonMetric("2022年", 20, 25, "date"),),
    problems=(STATEMENT,),
    plans=(STATEMENT,),
    relations=(Relation(RelationKind.SUM, 0, (0, 0), holds=False),),
    engine_version="1.0",
)


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        (Decimal("27810100"), "27810100"),
        (Decimal("2.78101E+7"), "27810100"),
        (Decimal("1E+4"), "10000"),
        (Decimal("98.50"), "98.5"),
        (Decimal("100.00"), "100"),
        (Decimal("0.000001"), "0.000001"),
        (Decimal("1E-7"), "0.0000001"),
        (Decimal("-12.30"), "-12.3"),
        (Decimal("-0.0"), "0"),
        (Decimal(0), "0"),
        (Decimal("0E+3"), "0"),
        (None, None),
    ],
)
def test_a_figure_is_plain_digits(value: Decimal | None, printed: str | None) -> None:
    assert decimal_string(value) == printed


def test_the_keys_are_those_of_the_gold() -> None:
    wire = to_wire(EXTRACTION, "report.txt")

    for path in GOLD:
        gold = json.loads(path.read_text("utf-8"))
        assert set(gold) == set(wire)
        for key in ("region", "metrics", "non_metrics", "sections", "problems", "plans", "relations"):
            ours = wire[key] if isinstance(wire[key], list) else [wire[key]]
            theirs = gold[key] if isinstance(gold[key], list) else [gold[key]]
            assert {frozenset(item) for item in theirs} <= {frozenset(ours[0])}, (path.name, key)


def test_the_values_as_json() -> None:
    wire = json.loads(json.dumps(to_wire(EXTRACTION, "report.txt")))

    assert wire["file"] == "report.txt"
    assert wire["region"] == {
        "name": "海盐县",
        "adcode": "330424",
        "level": "county",
        "province": "浙江省",
        "prefecture": "嘉兴市",
    }
    assert (wire["year"], wire["published_on"], wire["document_number"]) == (2022, "2023-02-28", None)
    assert wire["metrics"][0]["value"] == "5000"
    assert wire["metrics"][0]["value_max"] == "20000"
    assert wire["metrics"][0]["qualifier"] == "range"
    assert wire["sections"][0]["kind"] == "achievements"
    assert wire["relations"] == [{"kind": "sum", "result": 0, "terms": [0, 0], "holds": False}]
    assert wire["problems"][0]["is_cause"] is False
    assert "is_cause" not in wire["plans"][0]


def test_the_contract_knows_sums_and_ratios() -> None:
    """A rate of completion is a ratio; what grows or falls has no kind there and stays out."""
    kinds = (RelationKind.SUM, RelationKind.COMPLETION, RelationKind.GROWTH, RelationKind.DECREASE)
    relations = tuple(Relation(kind, 0, (0, 0), holds=True) for kind in kinds)
    wire = to_wire(replace(EXTRACTION, relations=relations), "report.txt")
    assert [relation["kind"] for relation in wire["relations"]] == ["sum", "ratio"]


def test_what_the_text_does_not_give_is_null() -> None:
    wire = to_wire(replace(EXTRACTION, metadata=Metadata()), "report.txt")

    absent = ("bureau", "region", "year", "title", "published_on", "document_number", "index_number")
    assert {key: wire[key] for key in absent} == dict.fromkeys(absent)
