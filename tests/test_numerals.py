"""Figures as people read them: signs, commas, 万元, the printed form beside, and what a screen reader says."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.utils import translation

from reports.models import Indicator, Metric
from reports.numerals import digits, figure, plain, scale_for


def metric(mention: str, value: str | None, **fields: object) -> Metric:
    given = {"unit": "元", "qualifier": "exact", "period": "year", "claim": "actual"} | fields
    return Metric(mention=mention, value=None if value is None else Decimal(value), **given)


MONEY = Indicator(code="x", unit="元", kind="amount")


@pytest.mark.parametrize(
    ("value", "whole", "fraction"),
    [
        ("1698", "1,698", ""),
        ("2781.010000", "2,781", ".01"),
        ("0", "0", ""),
        ("50.85", "50", ".85"),
        ("-3.5", "-3", ".5"),
    ],
)
def test_as_many_decimals_as_reported_and_never_padded(value: str, whole: str, fraction: str) -> None:
    assert digits(Decimal(value)) == (whole, fraction)


def test_a_number_for_a_spreadsheet_has_no_comma_and_no_exponent() -> None:
    assert [plain(Decimal("27810100.000000")), plain(Decimal("1E+8")), plain(None)] == [
        "27810100",
        "100000000",
        "",
    ]


@pytest.mark.parametrize(
    ("language", "values", "unit", "divisor"),
    [
        ("zh-hans", ["27810100", "469800"], "万元", 10_000),
        ("zh-hans", ["278100000", "1469800000"], "亿元", 100_000_000),
        ("zh-hans", ["278101000", "1469800000"], "万元", 10_000),
        ("zh-hans", ["278101000", "469800"], "万元", 10_000),
        ("zh-hans", ["3000"], "元", 1),
        ("en", ["27810100", "469800"], "thousand yuan", 1_000),
        ("en", ["27810100"], "million yuan", 1_000_000),
    ],
)
def test_a_row_of_money_has_one_scale(language: str, values: list[str], unit: str, divisor: int) -> None:
    with translation.override(language):
        scale = scale_for("元", "amount", [Decimal(value) for value in values])
    assert scale.divisor == divisor
    if language == "zh-hans":
        assert scale.unit == unit
    else:
        assert str(scale.unit) == unit


def test_a_standard_is_shown_in_yuan_as_people_know_it() -> None:
    with translation.override("zh-hans"):
        assert scale_for("元", "standard", [Decimal(23340)]).unit == "元"


@pytest.mark.parametrize(
    ("mention", "value", "fields", "text", "spoken"),
    [
        ("2781.01万元", "27810100", {}, "2,781.01", "2,781.01万元"),
        ("46.98万元", "469800", {"qualifier": "about"}, "≈46.98", "约46.98万元"),
        ("120余万元", "1200000", {"qualifier": "over"}, "≥120", "至少120万元"),
        ("50万元", "500000", {"qualifier": "under"}, "<50", "不足50万元"),
        ("0.5至2万元", "5000", {"qualifier": "range", "value_max": Decimal(20000)}, "0.5–2", "0.5至2万元"),
        ("46.98万元", "469800", {"period": "part"}, "46.98", "46.98万元，期间"),
    ],
)
def test_sign_value_and_spoken_form(
    mention: str, value: str, fields: dict[str, object], text: str, spoken: str
) -> None:
    with translation.override("zh-hans"):
        one = metric(mention, value, **fields)
        shown = figure(one, scale=scale_for("元", "amount", [Decimal(27810100)]), indicator=MONEY)
    assert (shown.text, shown.spoken) == (text, spoken)


@pytest.mark.parametrize(
    ("mention", "value", "fields", "beside"),
    [
        ("1698对", "1698", {"unit": "对"}, ""),
        ("1698件", "1698", {"unit": "件"}, "1698件"),
        ("无", "0", {"unit": "对"}, "无"),
        ("三十二对", "32", {"unit": "对"}, "三十二对"),
        ("430余对", "430", {"unit": "对", "qualifier": "over"}, "430余对"),
        ("430对", "430", {"unit": "对", "qualifier": "about"}, ""),
    ],
)
def test_the_printed_form_stands_beside_where_it_differs_in_kind(
    mention: str, value: str, fields: dict[str, object], beside: str
) -> None:
    couples = Indicator(code="x", unit="对", kind="flow")
    with translation.override("zh-hans"):
        shown = figure(metric(mention, value, **fields), scale=scale_for("对", "flow", []), indicator=couples)
    assert shown.beside == beside


def test_a_figure_that_could_not_be_read_says_so() -> None:
    with translation.override("zh-hans"):
        shown = figure(metric("3⏎3.8万元", None), scale=scale_for("元", "amount", []), indicator=MONEY)
    assert (shown.text, shown.spoken) == ("?", "未能识别")
