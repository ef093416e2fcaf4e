"""Indicators: the catalogue with who reports what, and one indicator's table with every kind of nothing beside it."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from bureaus.models import Bureau
from reports import review
from reports.charts import draw
from reports.comparison import Question, compare, trend
from reports.holdings.counts import edition
from reports.holdings.indicators import coverage
from reports.holdings.looked_at import MOST_NAMED
from reports.holdings.standings import standing
from reports.models import Report
from tests.factories import (
    figure,
    make_bureau,
    make_domain,
    make_indicator,
    make_metric,
    make_population,
    make_region,
    make_report,
    make_staff,
)

pytestmark = pytest.mark.django_db

QueryBudget = Callable[[int], AbstractContextManager[Any]]
CODE = "marriage.registrations"


def make_reporting(
    value: str | None, *, name: str = "", year: int = 2022, bureau: Bureau | None = None, **fields: Any
) -> Report:
    bureau = bureau or make_bureau(make_region(name))
    return make_report(
        f"全年办理结婚登记{value}对。",
        figures=[figure(f"{value}对", "结婚登记", value, indicator=CODE, **fields)],
        bureau=bureau,
        year=year,
    )


def values(year: int | None = None) -> tuple[Decimal, ...]:
    """Those of the counties that may stand beside each other."""
    return standing(make_indicator(CODE), year).spreads["county"].values


def page(client: Client, query: str = "") -> str:
    response = client.get(f"/en/indicators/{CODE}/{query}")
    assert response.status_code == 200
    return str(response.content.decode())


def names_in_table(html: str) -> list[str]:
    return re.findall(r'<th scope="row" class="who"><a href="/en/bureaus/\d+/">([^<]+)</a>', html)


def test_it_says_who_reports_from_what_to_what_with_the_median(client: Client) -> None:
    for name, value in (("甲县", "1698"), ("乙县", "6669"), ("丙县", "4279")):
        make_reporting(value, name=name)
    make_report(bureau=make_bureau(make_region("丁县")))

    html = page(client)

    assert "3 of 4 bureaus report Marriage registrations." in html
    assert (
        "At the county level from 1,698 couples (Jia County, 2022) to 6,669 couples (Yi County, 2022)" in html
    )
    assert "the median is 4,279 couples" in html


def test_only_what_may_stand_beside_a_year_s_result_makes_the_range(client: Client) -> None:
    make_reporting("100", period="part")
    make_reporting("9000", claim="plan")
    for value in ("300", "200"):
        make_reporting(value)

    assert values() == (Decimal(200), Decimal(300))
    assert standing(make_indicator(CODE), None).spreads["county"].median is None
    assert page(client).count('<tr class="apart') == 2


def test_each_bureau_counts_once_by_its_latest_report(client: Client) -> None:
    bureau = make_bureau(make_region("甲县"))
    make_reporting("100", bureau=bureau, year=2020)
    make_reporting("200", bureau=bureau, year=2023)

    assert values() == (Decimal(200),)
    assert values(2020) == (Decimal(100),)


def test_the_headline_figure_of_a_report_is_a_year_s_result(client: Client) -> None:
    report = make_report("计划登记900对,疫情期间登记50对,全年登记300对。")
    figures: tuple[tuple[str, dict[str, Any]], ...] = (
        ("900对", {"claim": "plan"}),
        ("50对", {"period": "part"}),
        ("300对", {}),
    )
    for mention, fields in figures:
        make_metric(report, mention, value=mention[:-1], indicator=CODE, **fields)

    assert values() == (Decimal(300),)


def test_a_bureau_that_wrote_two_reports_for_a_year_is_counted_once(client: Client) -> None:
    report = make_reporting("100", year=2022)
    half = figure("50对", value="50", indicator=CODE, period="part")
    make_report("上半年登记50对。", [half], bureau=report.bureau, year=2022, kind="half_year")
    make_report(bureau=report.bureau, year=2022, kind="work_summary")
    make_reporting("200", year=2022)

    found = standing(make_indicator(CODE), 2022)
    assert (found.reporting, found.looked_at, found.silent.count) == (2, 2, 0)
    assert values() == values(2022) == (Decimal(100), Decimal(200))
    assert "2 of 2 bureaus" in page(client, "?y=2022")


def test_the_figure_that_stands_for_a_report_is_that_of_the_comparison() -> None:
    report = make_report("累计登记900对,上半年登记50对。")
    make_metric(report, "900对", value="900", indicator=CODE, period="cumulative")
    make_metric(report, "50对", value="50", indicator=CODE, period="part")
    bureau = Bureau.objects.with_lineage().get()

    [cell] = compare(Question((bureau,))).rows[0].cells
    assert [one.value for one in standing(make_indicator(CODE), None).figures] == [cell.value]


def test_a_flow_of_a_half_year_report_is_no_year_s(client: Client) -> None:
    make_reporting("100")
    half = figure("50对", value="50", indicator=CODE)
    report = make_report("全年登记50对。", [half], kind="half_year")

    assert values() == (Decimal(100),)
    assert "not comparable</span>: Half-year summary" in page(client)
    bureau = Bureau.objects.with_lineage().get(pk=report.bureau_id)
    [line] = draw(trend([bureau], make_indicator(CODE))).rug
    assert [cell.plotted for cell in line.cells] == [False]


def test_the_range_is_of_one_sort_of_period_and_counts_what_is_only_reserved(client: Client) -> None:
    make_reporting("3800")
    make_reporting("4200")
    make_reporting("530", period="recurring")
    make_reporting("4000", unit="件")

    assert values() == (Decimal(3800), Decimal(4000), Decimal(4200))
    apart = re.findall(r'<tr class="apart[^"]*">.*?</tr>', page(client), re.DOTALL)
    assert len(apart) == 1
    assert "530" in apart[0]
    assert "not comparable</span>: monthly" in apart[0]


def test_those_without_a_figure_are_listed_by_reason(client: Client) -> None:
    make_reporting("100", name="甲县", year=2022)
    make_report(bureau=make_bureau(make_region("乙县")), year=2022)
    make_report(bureau=make_bureau(make_region("丙县")), year=2021)
    unreadable = make_report("登记若干对。", bureau=make_bureau(make_region("丁县")), year=2022)
    make_metric(unreadable, "若干对", indicator=CODE)
    html = page(client, "?y=2022")
    reasons = dict(re.findall(r"</span> ([a-z ]+)</dt><dd>(.*?)</dd>", html))

    assert names_in_table(html) == ["Jia County"]
    assert "Yi County 2022" in reasons["not mentioned"]
    assert "Bing County" in reasons["no report held"]
    assert "Ding County 2022" in reasons["not readable"]


def test_a_long_list_of_silent_reports_is_cut_and_counted(client: Client) -> None:
    for _ in range(MOST_NAMED + 3):
        make_report()
    make_indicator(CODE)

    assert "and 3 more" in page(client)


def test_bureaus_are_sorted_by_residents_and_those_without_a_population_come_last(client: Client) -> None:
    for name, value, residents in (
        ("甲县", "100", 10_000),
        ("乙县", "100", 1_000_000),
        ("丙县", "900", None),
    ):
        report = make_reporting(value, name=name)
        if residents:
            make_population(report.region, residents)

    assert names_in_table(page(client)) == ["Bing County", "Jia County", "Yi County"]
    assert names_in_table(page(client, "?as=per10k")) == ["Jia County", "Yi County", "Bing County"]
    assert names_in_table(page(client, "?sort=per_10k")) == ["Yi County", "Jia County", "Bing County"]
    assert names_in_table(page(client, "?sort=-value"))[0] == "Bing County"


def test_per_resident_values_are_exact(client: Client) -> None:
    report = make_reporting("1698")
    make_population(report.region, 456_789)

    assert '37<span class="f">.17</span>' in page(client)


@pytest.mark.parametrize(("level", "said"), [("county", False), ("province", True)])
def test_bureaus_of_different_levels_are_a_reservation(client: Client, level: str, said: bool) -> None:
    make_reporting("100")
    make_reporting("9000", bureau=make_bureau(make_region(level=level)))

    assert ("Bureaus of different levels" in page(client)) is said


def test_a_rate_is_never_divided_by_residents(client: Client) -> None:
    make_indicator(CODE, per_capita=False, kind="rate", unit="%")
    make_reporting("95", unit="%")
    html = page(client)

    assert "Per 10,000 residents</a>" not in html
    assert 'aria-sort="descending"' in html


def test_every_value_leads_to_its_sentence_and_its_certificate(client: Client) -> None:
    metric = make_reporting("1698").metrics.get()
    html = page(client)

    assert f'href="/en/reports/{metric.report_id}/#c{metric.start}"' in html
    assert f'href="/en/metrics/{metric.pk}/"' in html


def test_unpublished_reports_are_neither_counted_nor_shown(client: Client) -> None:
    make_reporting("100")
    make_report("登记77777对。", figures=[figure("77777对", value="77777", indicator=CODE)], published=False)

    html = page(client)

    assert "77,777" not in html
    assert "1 of 1 bureaus" in html


def test_an_indicator_nobody_reports_offers_a_next_step(client: Client) -> None:
    make_indicator(CODE)

    assert "No report held mentions this indicator." in page(client)
    assert "No report for 2022 is held." in page(client, "?y=2022")
    make_report(year=2022)
    assert "No report for 2022 mentions this indicator." in page(client, "?y=2022")


@pytest.mark.parametrize("query", ["?y=abc", "?y=%00", "?y=99999", "?level=village", "?as=index"])
def test_a_question_without_an_answer_is_answered_in_a_sentence(client: Client, query: str) -> None:
    make_indicator(CODE)
    response = client.get(f"/en/indicators/{CODE}/{query}")

    assert response.status_code == 400
    assert "This question can't be answered" in response.content.decode()


def test_an_unknown_code_is_not_found(client: Client) -> None:
    assert client.get("/en/indicators/no.such/").status_code == 404


def test_a_figure_that_could_not_be_read_is_no_value() -> None:
    make_report("登记若干对。", [figure("若干对", indicator=CODE)])

    assert [one.bureaus for domain in coverage(edition()) for one in domain.indicators] == [0]


def test_the_catalogue_counts_bureaus_and_lists_what_nobody_reports(client: Client) -> None:
    elderly = make_domain("elderly", name_en="Elderly care", position=2)
    make_indicator("elderly.beds", domain=elderly, name_en="Elderly care beds", position=2)
    for value in ("100", "200"):
        make_reporting(value)
    marriage, care = coverage(edition())
    html = str(client.get("/en/indicators/").content.decode())

    assert [one.bureaus for one in marriage.reported] == [2]
    assert (marriage.comparable, care.comparable) == (1, 0)
    assert [one.indicator.code for one in care.unreported] == ["elderly.beds"]
    assert "<span>2 bureaus</span>" in html
    assert "Elderly care beds" in html


@pytest.mark.parametrize("bureaus", [1, 60])
def test_one_indicator_takes_thirteen_queries_and_three_that_are_kept(
    client: Client, django_assert_num_queries: QueryBudget, bureaus: int
) -> None:
    for number in range(bureaus):
        make_reporting(str(100 + number))
        make_report()

    # The indicator with its domain; the reports looked at; their levels; their headline figures; these as points; the
    # lowest, the highest and the unreadable ones; silent reports (and how many, where they are too many to name); the
    # years held; how many rows; one page of rows; the indicators beside it. What stands published, the last decision.
    # Over the years, once an edition: reports of each year; those that another leads; figures.
    more = 1 if bureaus == 60 and MOST_NAMED < 60 else 0
    with django_assert_num_queries(16 + more):
        client.get(f"/en/indicators/{CODE}/")
    with django_assert_num_queries(13 + more):
        client.get(f"/en/indicators/{CODE}/")


def test_a_single_year_takes_four_queries_more(
    client: Client, django_assert_num_queries: QueryBudget
) -> None:
    make_reporting("100", year=2022)

    make_report(year=2021)

    # Which reports lead instead of which are the latest; who ever published; who did for the year; the others.
    page(client, "?y=2022")
    with django_assert_num_queries(16):
        page(client, "?y=2022")


@pytest.mark.parametrize("indicators", [1, 40])
def test_the_catalogue_takes_four_queries(
    client: Client, django_assert_num_queries: QueryBudget, indicators: int
) -> None:
    report = make_report("登记1698对。")
    for number in range(indicators):
        make_metric(
            report, "1698对", value="1698", indicator=make_indicator(f"marriage.{number}", position=number)
        )

    # What stands published; the last decision. How many bureaus report each; the catalogue with its domains.
    with django_assert_num_queries(4):
        client.get("/en/indicators/")
    # The counts hold until something is published, withdrawn or decided.
    with django_assert_num_queries(3):
        client.get("/en/indicators/")


def test_counts_follow_every_publication_withdrawal_and_decision(client: Client) -> None:
    def bureaus() -> list[int]:
        return [one.bureaus for domain in coverage(edition()) for one in domain.indicators]

    first, second = make_reporting("100"), make_reporting("200")
    assert bureaus() == [2]
    review.reject(second.metrics.get(), by=make_staff())
    assert bureaus() == [1]
    review.withdraw(first)
    assert bureaus() == [0]
    review.publish(first)
    assert bureaus() == [1]
