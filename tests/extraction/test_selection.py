"""Words that a person selects are read by the engine's own grammar, and named as any other figure would be."""

from __future__ import annotations

from decimal import Decimal

import pytest

from reports.extraction.records import Metric, ReportKind
from reports.extraction.selection import read_selection
from reports.settling import reference

TEXT = (
    "海盐县民政局2023年度法治政府建设情况报告\n\n一、主要工作\n\n"
    "全年办理结婚登记1698对,发放临时救助金约46.98万元。救助4667户6135人。共三十二件,均达100%。"
    "印发〔2020〕60号文。检查机构12。全年未收到行政复议申请。补贴0.5至2万元。\n"
)


def read(words: str, *, upto: int | None = None) -> tuple[Metric, ...]:
    start = TEXT.index(words)
    return read_selection(TEXT, start, start + (upto or len(words)), *reference())


@pytest.mark.parametrize(("kind", "period"), [(None, "year"), (ReportKind.HALF_YEAR, "part")])
def test_it_is_read_by_the_kind_that_a_person_states(kind: ReportKind | None, period: str) -> None:
    text = "海盐县民政局2023年度工作总结\n\n一、主要工作\n\n办理结婚登记1698对。\n"
    start = text.index("1698对")
    (metric,) = read_selection(text, start, start + 5, *reference(), kind=kind, year=2023)

    assert metric.period == period


@pytest.mark.parametrize(
    ("words", "mention", "value", "unit", "qualifier"),
    [
        ("1698对", "1698对", "1698", "对", "exact"),
        ("结婚登记1698对,", "1698对", "1698", "对", "exact"),  # what stands around is no part of it
        ("约46.98万元", "46.98万元", "469800", "元", "about"),
        ("三十二件", "三十二件", "32", "件", "exact"),
        ("100%", "100%", "100", "%", "exact"),
        ("60号", "60", "60", "", "exact"),  # no figure to the engine, but a person says so
        ("12", "12", "12", "次", "exact"),  # the unit is its indicator's
        ("未收到", "未收到", "0", "件", "exact"),
        ("0.5至2万元", "0.5至2万元", "5000", "元", "range"),
    ],
)
def test_the_value_of_a_selection(words: str, mention: str, value: str, unit: str, qualifier: str) -> None:
    (metric,) = read(words)

    assert TEXT[metric.start : metric.end] == metric.mention == mention
    assert (metric.value, metric.unit, metric.qualifier) == (Decimal(value), unit, qualifier)


def test_a_selection_is_named_by_its_sentence() -> None:
    (metric,) = read("1698对")

    assert (metric.indicator, metric.period, metric.label) == (
        "marriage.registrations",
        "year",
        "办理结婚登记数",
    )


def test_nothing_beyond_the_selection_belongs_to_it() -> None:
    (whole,) = read("4667户6135人", upto=len("4667户"))
    (cut,) = read("1698对", upto=2)

    assert (whole.mention, whole.value) == ("4667户", Decimal(4667))
    assert (cut.mention, cut.value) == ("16", Decimal(16))


def test_two_figures_run_together_are_two() -> None:
    assert [(one.mention, one.value) for one in read("4667户6135人")] == [
        ("4667户", Decimal(4667)),
        ("6135人", Decimal(6135)),
    ]


@pytest.mark.parametrize("words", ["办理结婚登记", ",", "\n\n一"])
def test_words_without_a_quantity_give_nothing(words: str) -> None:
    assert read(words) == ()
