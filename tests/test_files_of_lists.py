"""The other tables as files: the same filter, rows and order as their pages."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django.fixtures import DjangoAssertNumQueries

from reports.models import Report
from tests.cast import make_full_report
from tests.factories import (
    figure,
    make_bureau,
    make_category,
    make_indicator,
    make_population,
    make_problem,
    make_region,
    make_report,
)
from tests.files import csv_rows, fetch

pytestmark = pytest.mark.django_db

MARRIED = "marriage.registrations"


@pytest.fixture
def three_reports() -> list[Report]:
    """A county for two years, another for one; the first is silent in its newer report."""
    make_indicator(MARRIED)
    first, second = make_bureau(make_region("海盐县", "330424")), make_bureau(make_region("桐乡市", "330483"))
    make_population(first.region, 500_000)
    reports = []
    for number, (bureau, year) in enumerate([(first, 2021), (first, 2022), (second, 2022)], start=7):
        text = f"办理结婚登记约{number}对。检查{number}次。普法不够。明年普法。"
        figures = [
            figure(f"{number}对", "结婚登记", str(number), indicator=MARRIED, qualifier="about"),
            figure(f"{number}次", "检查", str(number), unit="次"),
        ]
        report = make_report(text, figures, bureau=bureau, year=year, plans=["明年普法"])
        make_problem(report, "普法不够", category=make_category())
        reports.append(report)
    return reports


def test_an_indicator_in_the_order_its_page_has(client: Client, three_reports: list[Report]) -> None:
    for order in ("", "?sort=value", "?sort=-value", "?y=2022&sort=place"):
        shown = client.get(f"/indicators/{MARRIED}/{order}").context["table"].page.object_list
        rows = csv_rows(client, f"/indicators/{MARRIED}.csv{order}")
        assert [row["数字编号"] for row in rows] == [str(row.record.pk) for row in shown]
    assert {(row["民政局"], row["每万人"]) for row in rows} == {
        ("海盐县民政局", "0.16"),
        ("桐乡市民政局", ""),
    }
    assert [(row["可比性"], row["理由"]) for row in rows] == [("有保留", "是约数")] * 2


def test_a_bureau_over_its_years(client: Client, three_reports: list[Report]) -> None:
    rows = csv_rows(client, "/bureaus/330424.csv")
    wide = csv_rows(client, "/bureaus/330424.csv?shape=wide")

    assert [(row["年份"], row["值"]) for row in rows] == [("2021", "7"), ("2022", "8")]
    assert [(row["海盐县2021"], row["海盐县2022"]) for row in wide] == [("7", "8")]
    assert "%E6%B5%B7%E7%9B%90%E5%8E%BF" in client.get("/bureaus/330424.csv")["Content-Disposition"]


@pytest.mark.parametrize(("table", "words"), [("problems", "普法不够"), ("plans", "明年普法")])
def test_what_a_bureau_says_newest_first(
    client: Client, three_reports: list[Report], table: str, words: str
) -> None:
    rows = csv_rows(client, f"/bureaus/330424.csv?table={table}")
    assert [(row["年份"], row["报告原话"]) for row in rows] == [("2022", words), ("2021", words)]


def test_a_report_with_its_figures_outside_the_catalogue(client: Client, three_reports: list[Report]) -> None:
    rows = csv_rows(client, f"/reports/{three_reports[0].pk}.csv")
    said = csv_rows(client, f"/reports/{three_reports[0].pk}.csv?table=problems")

    assert [(row["所计内容"], row["指标代码"]) for row in rows] == [("结婚登记", MARRIED), ("检查", "")]
    assert [row["报告原话"] for row in said] == ["普法不够"]


def test_a_report_that_waits_to_be_published_is_no_file(client: Client) -> None:
    report = make_full_report(published=False)
    assert client.get(f"/reports/{report.pk}.csv").status_code == 404


def test_shortcomings_in_counts_and_in_sentences(client: Client, three_reports: list[Report]) -> None:
    make_category("staffing", name_zh="人手", position=2)
    make_report("全年平安。", bureau=three_reports[2].bureau, year=2023)

    counts = csv_rows(client, "/problems.csv?y=2023&b=330424,330483")
    sentences = csv_rows(client, "/problems.csv?y=all&shape=long")

    assert [(row["海盐县"], row["桐乡市"]) for row in counts] == [("无报告", "未提及")] * 2
    assert [(row["民政局"], row["年份"]) for row in sentences] == [
        ("海盐县民政局", "2022"),
        ("海盐县民政局", "2021"),
        ("桐乡市民政局", "2022"),
    ]


def test_one_shortcoming_with_its_history(client: Client, three_reports: list[Report]) -> None:
    rows = csv_rows(client, "/problems/legal_awareness.csv?y=2022")
    told = [(row["民政局"], row["最早提及年份"], row["提及的报告数"]) for row in rows]
    assert told == [("海盐县民政局", "2021", "2"), ("桐乡市民政局", "2022", "1")]


def test_reports_of_a_year_in_the_order_of_the_page(client: Client, three_reports: list[Report]) -> None:
    for query in ("", "?year=2022", "?sort=figures", "?year=2022&sort=-bureau"):
        shown = client.get(f"/reports/{query}").context["table"].page.object_list
        rows = csv_rows(client, f"/reports.csv{query}")
        assert [row["报告编号"] for row in rows] == [str(row.record.pk) for row in shown]
    assert {(row["数字"], row["存在的问题"], row["计划"]) for row in rows} == {("2", "1", "1")}


def test_bureaus_that_a_word_finds(client: Client, three_reports: list[Report]) -> None:
    assert [row["民政局"] for row in csv_rows(client, "/bureaus.csv")] == ["海盐县民政局", "桐乡市民政局"]
    (row,) = csv_rows(client, "/bureaus.csv?q=海盐")
    assert (row["报告"], row["收录年份"]) == ("2", "2021、2022")


def test_what_a_search_finds(client: Client, three_reports: list[Report]) -> None:
    everything = csv_rows(client, "/search.csv?q=普法")
    kinds = {row["结果种类"] for row in everything}

    assert {"自述问题", "来年计划"} <= kinds
    assert len(csv_rows(client, "/search.csv?q=普法&in=problems")) == 3
    figures = csv_rows(client, "/search.csv?q=结婚&in=figures")
    (shown,) = client.get("/search/?q=结婚&in=figures").context["groups"]
    assert [row["数字编号"] for row in figures] == [str(one.pk) for one in shown.page.object_list]
    assert len(figures) == 3
    assert csv_rows(client, "/search.csv") == []


@pytest.mark.parametrize(
    ("address", "parameter"),
    [
        ("/reports.csv?year=20x", "year"),
        (f"/indicators/{MARRIED}.csv?y=x", "y"),
        ("/problems.csv?shape=round", "shape"),
        ("/problems.csv?b=999999", "b"),
        ("/bureaus/330424.csv?table=x", "table"),
        ("/search.xlsx?in=x", "in"),
    ],
)
def test_a_bad_parameter_is_named(
    client: Client, three_reports: list[Report], address: str, parameter: str
) -> None:
    response = client.get(address)
    assert response.status_code == 400
    assert f"<code>{parameter}</code>" in response.content.decode()


@pytest.mark.parametrize(
    "address", ["/bureaus/999999.csv", "/indicators/none.csv", "/problems/no.csv", "/reports/0.csv"]
)
def test_a_file_of_what_is_not_there_is_not_found(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    ("address", "queries"),
    [
        # The reports with their counts; residents.
        ("/reports.csv", 2),
        # Indicators, categories, the reports that hold the words, figures; residents; their own columns.
        ("/search.csv?q=结婚&in=figures", 6),
        # Bureaus, the regions before theirs, names, regions of names, reports; residents.
        ("/bureaus.csv", 6),
    ],
)
def test_a_file_costs_the_same_however_long(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, address: str, queries: int
) -> None:
    make_full_report()
    with django_assert_num_queries(queries):
        fetch(client, address)
    for number in range(2, 12):
        make_full_report(number)
    with django_assert_num_queries(queries):
        fetch(client, address)
