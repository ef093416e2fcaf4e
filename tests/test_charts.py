"""What the script is told to draw: exact nulls, bounds and ranges as such, breaks where the division became another."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import translation

from bureaus.models import Bureau
from reports.charts import Chart, draw
from reports.comparison import Basis, trends
from tests.factories import figure, make_bureau, make_indicator, make_region, make_report

pytestmark = pytest.mark.django_db

CODE = "marriage.registrations"


@pytest.fixture(autouse=True)
def _in_chinese() -> Iterator[None]:
    with translation.override("zh-hans"):
        yield


def report(bureau: Bureau, year: int, value: str = "1698", region: Any = None, **fields: Any) -> None:
    said = figure(f"{value}对", "结婚登记", value, indicator=CODE, **fields)
    make_report(f"结婚登记{value}对。", [said], bureau=bureau, year=year, region=region or bureau.region)


def drawn(
    bureau: Bureau, *others: str, basis: Basis = Basis.RAW, first_year: int | None = None
) -> list[Chart]:
    found = list(Bureau.objects.filter(pk=bureau.pk).with_lineage())
    indicators = [make_indicator(code) for code in (CODE, *others)]
    return [draw(one) for one in trends(found, indicators, basis, first_year)]


@pytest.mark.parametrize(
    ("fields", "mark", "high"),
    [
        ({}, "", None),
        ({"qualifier": "about"}, "about", None),
        ({"qualifier": "over"}, "least", None),
        ({"qualifier": "at_least"}, "least", None),
        ({"qualifier": "under"}, "most", None),
        ({"qualifier": "range", "value_max": "2000"}, "range", 2000.0),
    ],
)
def test_what_is_no_exact_number_is_drawn_as_what_it_is(
    fields: dict[str, Any], mark: str, high: float | None
) -> None:
    bureau = make_bureau()
    report(bureau, 2022, **fields)
    [series] = drawn(bureau)[0].config["series"]
    assert (series["points"], series["marks"], series["highs"]) == ([1698.0], [mark], [high])


def test_a_bureau_whose_values_are_only_listed_is_not_counted_as_drawn() -> None:
    bureau = make_bureau()
    report(bureau, 2022, period="part")
    report(bureau, 2023)
    other = make_bureau(make_region("桐乡市", "330483"))
    report(other, 2023, claim="plan")
    found = list(Bureau.objects.filter(pk__in=(bureau.pk, other.pk)).with_lineage())
    [chart] = [draw(one) for one in trends(found, [make_indicator(CODE)], Basis.RAW, None)]
    assert (chart.drawn, chart.n) == (1, "2个局里n＝1。")
    assert chart.caption.startswith("2个局里n＝2。")


def test_a_tooltip_says_the_value_and_what_the_report_printed() -> None:
    bureau = make_bureau()
    report(bureau, 2022, qualifier="over")
    [series] = drawn(bureau)[0].config["series"]
    assert (series["texts"], series["tips"]) == (["≥1,698"], ["≥1,698 对，原文写作“1698对”"])


def test_the_year_in_which_the_division_became_another_is_a_break() -> None:
    old, joined = (
        make_region("崇川区", start_year=1991, end_year=2020),
        make_region("港闸区", start_year=1991, end_year=2020),
    )
    new = make_region("崇川区", start_year=2020)
    for one in (old, joined):
        one.successors.add(new)
    bureau = make_bureau(new)
    report(bureau, 2018, region=old)
    report(bureau, 2019, region=old)
    report(bureau, 2021)
    report(bureau, 2022)
    [chart] = drawn(bureau)
    assert [cell.redrawn for cell in chart.rug[0].cells] == [False, False, False, True, False]
    assert chart.config["series"][0]["breaks"] == [3]


def test_an_index_is_drawn_without_a_unit_from_its_first_year() -> None:
    bureau = make_bureau()
    report(bureau, 2021, "200")
    report(bureau, 2022, "250")
    [chart] = drawn(bureau, basis=Basis.INDEX, first_year=2021)
    assert (chart.unit, chart.config["series"][0]["texts"]) == ("2021年=100", ["100", "125"])


def test_several_indicators_cost_no_more_queries_than_one(django_assert_num_queries: Any) -> None:
    bureau = make_bureau()
    report(bureau, 2022)
    found = list(Bureau.objects.filter(pk=bureau.pk).with_lineage())
    indicators = [make_indicator(code) for code in (CODE, "marriage.divorces", "marriage.reissued")]
    for asked in (indicators[:1], indicators):
        # Reports, what became of their regions, figures, residents.
        with django_assert_num_queries(4):
            assert len(trends(found, asked)) == len(asked)
