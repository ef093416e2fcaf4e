"""A bureau over its years: plans beside what the next report says of them, and shortcomings that come back."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.test import Client

from bureaus.models import Bureau, BureauName
from reports.models import Report
from tests.factories import (
    make_bureau,
    make_category,
    make_plan,
    make_problem,
    make_region,
    make_report,
    make_section,
)

pytestmark = pytest.mark.django_db

QueryBudget = Callable[[int], AbstractContextManager[Any]]
FIRST = (
    "海门市民政局2019年法治报告\n一、工作\n办理结婚登记1698对。\n二、问题\n普法宣传形式单一，以发放资料为主。执法力量薄弱。\n"
    "三、计划\n成立婚姻家庭纠纷调解室。新建老年助餐点13个。编制殡葬设施规划。\n"
)
SECOND = (
    "海门区民政局2020年法治报告\n一、工作\n（一）婚姻家庭纠纷调解室挂牌成立。新建老年助餐点8个，其余正在选址。\n"
    "二、问题\n普法宣传形式单一，以发放资料为主。\n三、计划\n丰富普法载体。\n"
)


def make_years() -> Bureau:
    """海门区 with a report for 2019 under its former name, one for 2020, and half a year's for 2021."""
    city = make_region("海门市", "320684", end_year=2020)
    bureau = make_bureau(make_region("海门区", "320614", start_year=2020))
    BureauName.objects.create(bureau=bureau, region=city, name="海门市民政局")
    figures = [{"mention": "13个", "label": "助餐点", "value": "13", "unit": "个"}]
    first = make_report(FIRST, figures, bureau=bureau, region=city, year=2019, title=FIRST.partition("\n")[0])
    told = [{"mention": "8个", "label": "助餐点", "value": "8", "unit": "个"}]
    second = make_report(SECOND, told, bureau=bureau, year=2020, title=SECOND.partition("\n")[0])
    make_report("上半年。", bureau=bureau, year=2021, kind="half_year")
    publicity = make_category("publicity", name_zh="普法宣传", name_en="Legal publicity", position=2)
    for report, plans in (
        (first, ("成立婚姻家庭纠纷调解室", "新建老年助餐点13个", "编制殡葬设施规划")),
        (second, ("丰富普法载体",)),
    ):
        make_section(report, "一、工作")
        make_section(report, "二、问题", kind="problems")
        make_problem(report, "普法宣传形式单一，以发放资料为主", category=publicity)
        for plan in plans:
            make_plan(report, plan)
    make_problem(first, "执法力量薄弱", category=make_category())
    return bureau


def page(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status
    return str(response.content.decode())


# Plans ----------------------------------------------------------------------------------------------------------------


def test_plans_stand_beside_what_the_next_report_says(client: Client) -> None:
    make_years()
    html = page(client, "/en/bureaus/320614/plans/")

    assert (
        "3 plans can be looked up in the next year&#x27;s report: 1 done, 1 partly, 1 not mentioned." in html
    )
    assert "<mark>成立</mark><mark>婚姻家庭纠纷调解室</mark>" in html
    assert "<mark>婚姻家庭纠纷调解室</mark>挂牌<mark>成立</mark>" in html
    assert "promised 13, reported 8" in html
    assert "nothing resembles it" in html
    assert "no one has reviewed it" in html


def test_an_answer_leads_to_its_sentence(client: Client) -> None:
    make_years()
    second = Report.objects.get(year=2020)

    assert f"/en/reports/{second.pk}/#s{SECOND.index('一、工作')}:~:text=%E5%A9%9A" in page(
        client, "/en/bureaus/320614/plans/"
    )


def test_plans_wait_for_a_report_of_a_whole_year(client: Client) -> None:
    make_years()
    html = page(client, "/en/bureaus/320614/plans/")

    assert "丰富普法载体" in html
    assert "cannot be told before a report for 2021 is held" in html


def test_plans_of_one_verdict_can_be_asked_for(client: Client) -> None:
    make_years()
    html = page(client, "/en/bureaus/320614/plans/?outcome=silent")

    assert "编制殡葬设施规划" in html
    assert "婚姻家庭纠纷调解室" not in html
    assert "丰富普法载体" not in html


def test_a_bureau_without_plans_says_so(client: Client) -> None:
    report = make_report()

    assert "Its reports announce no measure." in page(client, f"/en/bureaus/{report.bureau.adcode}/plans/")


def test_what_a_reviewer_rejected_is_no_plan(client: Client) -> None:
    bureau = make_years()
    bureau.reports.get(year=2019).plans.update(decision="rejected")

    assert "编制殡葬设施规划" not in page(client, "/en/bureaus/320614/plans/")


# Shortcomings ---------------------------------------------------------------------------------------------------------


def test_a_shortcoming_that_comes_back_is_told_with_its_years_and_words(client: Client) -> None:
    make_years()
    html = page(client, "/en/bureaus/320614/problems/")

    assert "name 2 shortcomings." in html
    assert "1 is named in more than one year; most often “Legal publicity”, in 2 of 2 reports." in html
    assert "same words as 2019" in html
    assert html.index('id="again"') < html.index('id="once"') < html.index("执法力量薄弱")


def test_a_year_without_a_report_is_told_from_one_that_is_silent(client: Client) -> None:
    bureau = make_years()
    make_report("无。", bureau=bureau, year=2022)
    html = page(client, "/en/bureaus/320614/problems/")

    assert '□</span> 2021<span class="vh"> no report held' in html
    assert '—</span> 2022<span class="vh"> not mentioned' in html


def test_a_bureau_without_shortcomings_says_so(client: Client) -> None:
    report = make_report()

    assert "state no shortcoming" in page(client, f"/en/bureaus/{report.bureau.adcode}/problems/")


# Both -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["plans", "problems"])
def test_a_former_code_leads_to_today_s(client: Client, name: str) -> None:
    make_years()

    assert client.get(f"/bureaus/320684/{name}/")["Location"] == f"/bureaus/320614/{name}/"


@pytest.mark.parametrize("name", ["plans", "problems"])
@pytest.mark.parametrize("code", ["999999", "x", "%00"])
def test_an_unknown_code_is_not_found(client: Client, name: str, code: str) -> None:
    page(client, f"/bureaus/{code}/{name}/", 404)


@pytest.mark.parametrize("name", ["plans", "problems"])
def test_the_bureau_s_page_leads_there(client: Client, name: str) -> None:
    make_years()

    assert f"/bureaus/320614/{name}/" in page(client, "/bureaus/320614/")


@pytest.mark.parametrize("name", ["plans", "problems"])
@pytest.mark.parametrize("years", [2, 9])
def test_the_years_cost_no_more_queries(
    client: Client, django_assert_num_queries: QueryBudget, name: str, years: int
) -> None:
    bureau = make_bureau(make_region("海门区", "320614"))
    for year in range(2010, 2010 + years):
        report = make_report(FIRST, bureau=bureau, year=year)
        make_plan(report, "成立婚姻家庭纠纷调解室")
        make_problem(report, "执法力量薄弱", category=make_category())

    # The bureau; the regions before its own; its names; their regions. Reports; headings; figures; shortcomings; plans.
    with django_assert_num_queries(9):
        page(client, f"/bureaus/320614/{name}/")
