"""The front page: counts in words, the newest bureaus by year, specimens by rule; the pages of things gone wrong."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.template.loader import get_template
from django.test import Client

from reports.holdings.specimens import Case, examples
from tests.factories import (
    figure,
    make_bureau,
    make_category,
    make_indicator,
    make_problem,
    make_region,
    make_report,
)

QueryBudget = Callable[[int], AbstractContextManager[Any]]
CODE = "marriage.registrations"

pytestmark = pytest.mark.django_db


def page(client: Client, address: str = "/en/") -> str:
    response = client.get(address)
    assert response.status_code == 200
    return str(response.content.decode())


def test_the_first_sentence_counts_what_is_published(client: Client) -> None:
    for year in (2021, 2022):
        report = make_report(
            figures=[figure("1698对", value="1698", indicator=CODE)], plans=["明年将加强普法宣传"], year=year
        )
        make_problem(report, "法治学习还不够深入", category=make_category())
    make_report(figures=[figure("1698对", value="1698")], published=False)

    assert (
        "Read so far: 2 reports of 2 bureaus (2021 to 2022), with 2 figures, 2 self-stated shortcomings and 2 plans "
        "for the year to come. Of the catalogue&#x27;s indicators, 1 have a value and 1 can be compared across bureaus."
    ) in page(client)


def test_without_any_report_it_says_what_is_missing(client: Client) -> None:
    html = page(client)

    assert "No report has been published here yet." in html
    assert "From sentence to figure" not in html


def test_a_bureau_stands_in_one_row_with_the_years_it_has_reported(client: Client) -> None:
    bureau = make_bureau(make_region("甲县"))
    for year in (2020, 2022):
        make_report(figures=[figure("1698对")], bureau=bureau, year=year)
    html = page(client)

    assert html.count(f'<th scope="row" class="who"><a href="/en/bureaus/{bureau.adcode}/">') == 1
    assert 'aria-label="Jia County, report for 2022, 1 figure"' in html
    assert html.count('<span class="vh">no report held</span>') == 1


def test_of_two_reports_of_a_year_the_rule_of_law_report_leads(client: Client) -> None:
    bureau = make_bureau()
    make_report(bureau=bureau, kind="half_year")
    report = make_report(bureau=bureau)

    [held] = client.get("/").context["held"].bureaus
    assert held.by_year == (report,)


def test_only_the_twelve_newest_bureaus_are_shown_with_the_way_to_all(client: Client) -> None:
    reports = [make_report() for _ in range(13)]
    html = page(client)

    assert html.count('<th scope="row"') == 12
    assert f'href="/en/bureaus/{reports[0].bureau.adcode}/"' not in html
    assert "All 13 bureaus" in html


def test_the_specimen_shows_one_figure_of_each_sort() -> None:
    report = make_report(
        "发放救助资金539万元。全市有4200多支志愿团队。年内无行政复议案件。疫情期间新增低保316人。",
        figures=[
            figure(
                "539万元",
                value="5390000",
                unit="元",
                indicator=make_indicator("assistance.funds", kind="amount"),
            ),
            figure("4200多支", value="4200", qualifier="over", indicator="social_work.teams"),
            figure("无", value="0", indicator="oversight.overturned"),
            figure("316人", value="316", period="part", indicator="assistance.new"),
        ],
    )
    found = {example.case: example.metric.mention for example in examples([report.pk]) if example.metric}

    assert found == {Case.EXACT: "539万元", Case.BOUND: "4200多支", Case.ZERO: "无", Case.PART: "316人"}


def test_a_line_of_the_specimen_without_a_figure_is_left_out() -> None:
    report = make_report(figures=[figure("1698对", value="1698", indicator=CODE)])

    assert examples([report.pk]) == []


def test_silence_is_shown_on_what_others_report() -> None:
    reports = [make_report(figures=[figure("1698对", value="1698", indicator=CODE)]) for _ in range(2)]
    silent = make_report("离婚491对。", figures=[figure("491对", value="491", indicator="marriage.divorces")])
    (example,) = examples([report.pk for report in (*reports, silent)])

    assert (example.case, example.report, example.indicator.code) == (Case.SILENT, silent, CODE)


def test_figures_of_targets_and_long_clauses_are_no_specimen() -> None:
    long = "为" + "保障" * 30 + "发放539万元"
    amount = make_indicator("assistance.funds", kind="amount")
    report = make_report(
        f"计划发放100万元资金。{long}。",
        figures=[
            figure("100万元", value="1000000", claim="plan", indicator=amount),
            figure("539万元", value="5390000", indicator=amount),
        ],
    )

    assert examples([report.pk]) == []


def test_problems_are_counted_by_category_and_lead_to_their_sentences(client: Client) -> None:
    make_category("oversight", name_en="Oversight", position=2)
    report = make_report()
    make_problem(report, "法治学习还不够深入", category=make_category())
    html = page(client)

    assert 'href="/en/problems/legal_awareness/">Legal awareness and study</a>' in html
    assert "1 bureau, 1 sentence" in html
    assert "named by none" in html


@pytest.mark.parametrize("reports", [2, 40])
def test_the_front_page_takes_seventeen_queries(
    client: Client, django_assert_num_queries: QueryBudget, reports: int
) -> None:
    for _ in range(reports):
        report = make_report(figures=[figure("1698对", value="1698", indicator=CODE)])
        make_problem(report, "法治学习还不够深入", category=make_category())

    # What stands published; the last decision. Counts of reports, figures, shortcomings, plans. Bureaus behind each
    # indicator; the catalogue. The newest bureaus; themselves; the regions before theirs; names; their regions; their
    # reports with counts. Specimens. Shortcomings by category; the categories.
    with django_assert_num_queries(17):
        client.get("/en/")
    # The six counts hold until something is published, withdrawn or decided.
    with django_assert_num_queries(11):
        client.get("/en/")


def test_an_address_that_leads_nowhere_offers_ways_on(client: Client) -> None:
    response = client.get("/en/no-such-page/")

    assert response.status_code == 404
    assert "Nothing stands at this address" in response.content.decode()


def test_the_page_of_a_failure_needs_neither_context_nor_database(
    django_assert_num_queries: QueryBudget,
) -> None:
    with django_assert_num_queries(0):
        html = get_template("500.html").render()

    assert "这一页没能打开" in html
    assert "This page could not be shown" in html


@pytest.mark.parametrize("address", ["/", "/bureaus/", "/reports/", "/indicators/"])
def test_every_page_stands_in_both_languages(client: Client, address: str) -> None:
    make_report()

    assert 'lang="zh-Hans"' in page(client, address)[:60]
    assert 'lang="en"' in page(client, f"/en{address}")[:60]
