"""The arithmetic of one report as a page: what comes out, what does not and why, each with its sentence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from reports.arithmetic import as_printed, comes_out, worked_out
from reports.models import Metric, Relation, RelationTerm, Report
from tests.factories import make_bureau, make_indicator, make_metric, make_report

pytestmark = pytest.mark.django_db

QueryBudget = Callable[[int], AbstractContextManager[Any]]
TEXT = (
    "全县社会组织118个,其中社会团体53个、民办非企业单位60个、基金会9个。受理调解案234件,成功119件,成功率50.85%。"
    "结婚登记1698对,同比增长6.0%,上年1600对。完成年度任务的80%,任务50个,建成40个,下降20%。\n"
)


def relate(
    report: Report, kind: str, result: Metric, terms: Sequence[Metric], *, holds: bool, diagnosis: str = ""
) -> Relation:
    relation = Relation.objects.create(
        report=report, kind=kind, result=result, holds=holds, diagnosis=diagnosis
    )
    RelationTerm.objects.bulk_create(
        RelationTerm(relation=relation, metric=term, position=place) for place, term in enumerate(terms)
    )
    return relation


def make_sum(diagnosis: str = "gap:-4", **fields: Any) -> Report:
    report = make_report(TEXT, **fields)
    total = make_metric(report, "118个", "社会组织", "118", unit="个")
    parts = [make_metric(report, f"{n}个", "社会组织", f"{n}", unit="个", after=6) for n in (53, 60, 9)]
    relate(report, "sum", total, parts, holds=False, diagnosis=diagnosis)
    return report


def page(client: Client, report: Report) -> str:
    response = client.get(f"/en/reports/{report.pk}/audit/")
    assert response.status_code == 200
    return str(response.content.decode())


def test_a_sum_that_fails_is_worked_out_in_numbers_beside_its_sentence(client: Client) -> None:
    report = make_sum()
    html = page(client, report)

    assert "0 add up, 1 do not." in html
    assert "53 + 60 + 9 ≠ 118" in html
    assert "worked out 122, printed 118: 4 less" in html
    figure = report.metrics.get(mention="60个")
    assert f'民办非企业单位<a class="mark-figure" href="/en/metrics/{figure.pk}/">60个</a>、' in html
    assert f"#c{TEXT.index('118个')}" in html


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("fits_without:9个", "It adds up if “9个” is left out"),
        ("fits_with_twice:9个", "It adds up if “9个” is counted twice"),
        ("exceeds:4", "already more than the total"),
        ("direction", "the other way round"),
        ("base", "the later value instead of the earlier one"),
        ("points", "in percentage points"),
        ("reversed", "the target is divided by what was done"),
        ("gap:-4", "printed 118"),
        ("of_a_later_engine:1", "of_a_later_engine:1"),
    ],
)
def test_each_diagnosis_is_said_in_words(client: Client, code: str, said: str) -> None:
    assert said in page(client, make_sum(code))


@pytest.mark.parametrize(
    ("kind", "result", "terms", "holds", "written", "numbers"),
    [
        ("ratio", "50.85%", ("119件", "234件"), True, "119 ÷ 234 = 50.85%", ""),
        (
            "growth",
            "6.0%",
            ("1698对", "1600对"),
            True,
            "(1,698 − 1,600) ÷ 1,600 = 6%",
            "",
        ),
        ("completion", "80%", ("40个", "50个"), True, "40 ÷ 50 = 80%", ""),
        ("decline", "20%", ("40个", "50个"), True, "(50 − 40) ÷ 50 = 20%", "decline from the earlier value"),
        (
            "ratio",
            "80%",
            ("119件", "234件"),
            True,
            "= 80%",
            "worked out 50.85%, printed 80%: within rounding",
        ),
        (
            "growth",
            "6.0%",
            ("1600对", "1698对"),
            False,
            "≠ 6%",
            "worked out -5.77%, printed 6%: 11.77 percentage points more",
        ),
        ("later_kind", "80%", ("40个", "50个"), True, "40, 50 = 80%", "later_kind"),
    ],
)
def test_each_kind_is_written_out(
    client: Client, kind: str, result: str, terms: tuple[str, str], holds: bool, written: str, numbers: str
) -> None:
    report = make_report(TEXT)
    value = str(Decimal(result.rstrip("%")))
    share = make_metric(report, result, "率", value, unit="%")
    numerals = [make_metric(report, term, "数", term[:-1], unit=term[-1]) for term in terms]
    relate(report, kind, share, numerals, holds=holds)
    html = page(client, report)

    assert written in html
    assert numbers in html


def test_large_amounts_are_written_in_one_unit_and_standards_in_yuan(client: Client) -> None:
    text = "支出3900万元,上年3700万元,增加200万元。低保标准由9800元提高到10500元,提高7.1%。"
    report = make_report(text)
    amounts = [
        make_metric(report, f"{n}万元", "支出", f"{n}0000", unit="元") for n in ("3900", "3700", "200")
    ]
    relate(report, "increase", amounts[2], amounts[:2], holds=True)
    standards = [
        make_metric(report, f"{n}元", "低保标准", n, unit="元", claim="standard") for n in ("10500", "9800")
    ]
    rise = make_metric(report, "7.1%", "提高", "7.1", unit="%")
    relate(report, "growth", rise, standards, holds=True)
    html = str(client.get(f"/reports/{report.pk}/audit/").content.decode())

    assert "3,900 − 3,700 = 200" in html
    assert "(10,500 − 9,800) ÷ 9,800 = 7.1%" in html


def test_a_report_without_arithmetic_says_so(client: Client) -> None:
    assert "makes no sum, share or rate of change checkable" in page(client, make_report())


def test_the_same_figure_as_the_year_before_and_a_leap_are_worth_a_look(client: Client) -> None:
    bureau = make_bureau()
    calls = make_indicator("oversight.calls", name_en="Calls", kind="flow", unit="件", name_zh="热线")
    for year, cases in ((2021, "100"), (2022, "900")):
        report = make_report(f"结婚登记1698对,热线{cases}件。", bureau=bureau, year=year)
        make_metric(report, "1698对", "结婚登记", "1698", indicator="marriage.registrations")
        make_metric(report, f"{cases}件", "热线", cases, unit="件", indicator=calls)
    html = page(client, report)

    assert "the same figure in both years" in html
    assert "another order of magnitude" in html
    assert "Worth a look" not in page(client, bureau.reports.get(year=2021))


def test_a_report_that_is_not_published_is_nobody_s_business(client: Client) -> None:
    report = make_sum(published=False)

    assert client.get(f"/en/reports/{report.pk}/audit/").status_code == 404


@pytest.mark.parametrize("sums", [1, 12])
def test_the_page_costs_no_more_queries_for_more_sums(
    client: Client, django_assert_num_queries: QueryBudget, sums: int
) -> None:
    report = make_report(TEXT)
    total = make_metric(report, "118个", "社会组织", "118", unit="个")
    part = make_metric(report, "53个", "社会团体", "53", unit="个")
    for _ in range(sums):
        relate(report, "sum", total, [part, part], holds=False)

    # The report; relations; their terms; whether it leads. Of the comparison: reports, what became of their regions,
    # the regions before the bureau's, residents, figures, indicators, shortcomings.
    with django_assert_num_queries(11):
        page(client, report)


@pytest.mark.parametrize("rows", [1, 12])
def test_nor_for_more_figures_beside_those_of_the_year_before(
    client: Client, django_assert_num_queries: QueryBudget, rows: int
) -> None:
    bureau = make_bureau()
    for year in (2021, 2022):
        report = make_report("热线100件。", bureau=bureau, year=year)
        for number in range(rows):
            calls = make_indicator(f"oversight.calls_{number}", unit="件", position=number)
            make_metric(report, "100件", f"热线{number}", "100", unit="件", indicator=calls)

    # The same; without any sum there are no terms of one.
    with django_assert_num_queries(10):
        assert page(client, report).count("the same figure in both years") == rows


# The arithmetic itself ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "terms", "value"),
    [
        ("sum", (53, 60, 9), 122),
        ("ratio", (1, 4), 25),
        ("completion", (40, 50), 80),
        ("growth", (106, 100), 6),
        ("decline", (80, 100), 20),
        ("increase", (530, 500), 30),
        ("decrease", (80, 100), 20),
        ("gain", (106, 6), 6),
        ("loss", (80, 20), 20),
        ("gain", (6, 6), None),
        ("ratio", (1, 0), None),
        ("growth", (1, 0), None),
        ("ratio", (1, 2, 3), None),
        ("unknown", (1, 2), None),
    ],
)
def test_terms_come_to_their_value(kind: str, terms: tuple[int, ...], value: int | None) -> None:
    assert worked_out(kind, [Decimal(term) for term in terms]) == value


def test_a_value_is_rounded_as_the_result_is_printed() -> None:
    assert as_printed(Decimal("50.8547"), Decimal("50.85")) == Decimal("50.85")
    assert as_printed(Decimal("50.85"), Decimal(50)) == Decimal(51)
    assert comes_out("ratio", [Decimal(119), Decimal(234)], Decimal("50.85"))
    assert comes_out("growth", [Decimal(100), Decimal(50)], Decimal(1), "倍")
    assert not comes_out("unknown", [Decimal(1)], Decimal(1))
