"""Bureaus: found by any name or code they have borne, and told about by what they have published."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.test import Client

from bureaus.models import Bureau, BureauName
from reports import review
from tests.factories import (
    figure,
    make_bureau,
    make_category,
    make_population,
    make_problem,
    make_region,
    make_report,
)

pytestmark = pytest.mark.django_db

QueryBudget = Callable[[int], AbstractContextManager[Any]]
CODE = "marriage.registrations"


def make_renamed_bureau() -> Bureau:
    """海门区民政局, which was 海门市民政局 until 2020 and had reported as such."""
    city = make_region(
        "海门市", "320684", province="江苏省", prefecture="南通市", start_year=1994, end_year=2020
    )
    district = make_region("海门区", "320614", province="江苏省", prefecture="南通市", start_year=2020)
    city.successors.add(district)
    bureau = make_bureau(district)
    BureauName.objects.create(bureau=bureau, region=city, name="海门市民政局")
    make_report(
        "结婚6669对。",
        figures=[figure("6669对", value="6669", indicator=CODE)],
        bureau=bureau,
        region=city,
        year=2019,
    )
    return bureau


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return str(response.content.decode())


def test_a_former_code_leads_on_to_today_s_for_good(client: Client) -> None:
    make_renamed_bureau()
    response = client.get("/en/bureaus/320684/")

    assert response.status_code == 301
    assert response["Location"] == "/en/bureaus/320614/"


def test_a_code_that_was_given_again_leads_to_today_s_and_the_former_bearer_keeps_an_address(
    client: Client,
) -> None:
    former = make_bureau(make_region("桥东区", "130502", start_year=1983, end_year=2020))
    today = make_bureau(make_region("襄都区", "130502", start_year=2020))
    for bureau, year in ((former, 2019), (today, 2022)):
        make_report(bureau=bureau, year=year)

    assert today.get_absolute_url().endswith("/bureaus/130502/")
    assert client.get(today.get_absolute_url()).context["bureau"] == today
    assert former.get_absolute_url().endswith("/bureaus/130502-1983/")
    assert client.get(former.get_absolute_url()).context["bureau"] == former
    columns = client.get("/compare/?b=130502,130502-1983").context["matrix"].columns
    assert [column.bureau for column in columns] == [today, former]


def test_the_code_alone_finds_a_bureau_of_the_past_while_nobody_else_bears_it(client: Client) -> None:
    make_report(
        bureau=make_bureau(make_region("港闸区", "320611", start_year=1991, end_year=2020)), year=2019
    )
    response = client.get("/bureaus/320611/")

    assert (response.status_code, response["Location"]) == (301, "/bureaus/320611-1991/")
    assert client.get("/compare/?b=320611").status_code == 200


@pytest.mark.parametrize("code", ["130502-1984", "130502-", "130502-1983-1", "３３０４２４", "1305"])
def test_half_a_code_is_not_found(client: Client, code: str) -> None:
    make_report(
        bureau=make_bureau(make_region("桥东区", "130502", start_year=1983, end_year=2020)), year=2019
    )
    assert client.get(f"/bureaus/{code}/").status_code == 404


def test_an_unknown_code_is_not_found(client: Client) -> None:
    assert client.get("/en/bureaus/999999/").status_code == 404


def test_a_bureau_tells_its_names_codes_place_and_residents(client: Client) -> None:
    make_population(make_renamed_bureau().region, 991_782)
    html = page(client, "/en/bureaus/320614/")

    assert "海门市民政局" in html
    assert "320684" in html
    assert "1994 to 2020" in html
    assert "Haimen District, Nantong City, Jiangsu Province" in html
    assert "991,782" in html
    assert "2020 census" in html


def test_a_bureau_without_a_population_says_so(client: Client) -> None:
    make_renamed_bureau()

    assert "no population held" in page(client, "/en/bureaus/320614/")


@pytest.mark.parametrize("words", ["海门区", "海门市", "海门", "320614", "320684", "南通", "江苏省"])
def test_a_bureau_is_found_by_name_former_name_code_and_place(client: Client, words: str) -> None:
    make_renamed_bureau()
    make_report(bureau=make_bureau(make_region("海盐县", "330424")))
    html = page(client, f"/en/bureaus/?q={words}")

    assert "/en/bureaus/320614/" in html
    assert "/en/bureaus/330424/" not in html


@pytest.mark.parametrize("words", ["不存在", "%", "'\"><b>", "0" * 60])
def test_words_that_find_nothing_are_answered_with_a_next_step(client: Client, words: str) -> None:
    make_renamed_bureau()
    html = str(client.get("/en/bureaus/", {"q": words}).content.decode())

    assert "Show all bureaus" in html
    assert "<b>" not in html


def test_its_figures_stand_by_year_and_lead_to_their_certificates(client: Client) -> None:
    bureau = make_bureau()
    reports = [
        make_report(
            f"登记{n}对。", figures=[figure(f"{n}对", value=str(n), indicator=CODE)], bureau=bureau, year=year
        )
        for year, n in ((2021, 1500), (2022, 1698))
    ]
    html = page(client, f"/en/bureaus/{bureau.adcode}/")

    for report in reports:
        assert f'href="/en/metrics/{report.metrics.get().pk}/"' in html
    assert html.index("1,500") < html.index("1,698")
    assert '<span class="printed" lang="zh-Hans">登记1698对</span>' in html


def test_a_year_whose_report_is_silent_says_so(client: Client) -> None:
    bureau = make_bureau()
    make_report(
        "登记1698对。", figures=[figure("1698对", value="1698", indicator=CODE)], bureau=bureau, year=2022
    )
    make_report(bureau=bureau, year=2021)

    assert '<span class="f">not mentioned</span>' in page(client, f"/en/bureaus/{bureau.adcode}/")


def test_its_shortcomings_and_plans_are_quoted_by_report(client: Client) -> None:
    report = make_report(plans=["明年将加强普法宣传"])
    make_problem(report, "法治学习还不够深入", category=make_category())
    html = page(client, f"/en/bureaus/{report.bureau.adcode}/")

    assert '<q class="printed" lang="zh-Hans">法治学习还不够深入</q>' in html
    assert '<q class="printed" lang="zh-Hans">明年将加强普法宣传</q>' in html
    assert f"/en/reports/{report.pk}/#q{report.problems.get().start}" in html


def test_withdrawn_reports_leave_the_profile(client: Client) -> None:
    report = make_report("登记1698对。", figures=[figure("1698对", value="1698", indicator=CODE)])
    review.withdraw(report)

    assert "1,698" not in page(client, f"/en/bureaus/{report.bureau.adcode}/")


def test_bureaus_of_its_level_are_offered_for_comparison_its_own_province_first(client: Client) -> None:
    own = make_bureau(make_region("甲县", "330401"))
    far = make_bureau(make_region("乙县", "110101", province="北京市", prefecture=""))
    near = make_bureau(make_region("丙县", "330402"))
    other_level = make_bureau(make_region("丁市", "330400", level="prefecture"))
    for bureau in (own, far, near, other_level):
        make_report(bureau=bureau)
    html = page(client, "/en/bureaus/330401/")

    assert html.index("?b=330401,330402") < html.index("?b=330401,110101")
    assert "?b=330401,330400" not in html


@pytest.mark.parametrize("years", [1, 10])
@pytest.mark.parametrize(("peers", "queries"), [(0, 24), (1, 23), (30, 23)])
def test_a_profile_takes_twenty_three_queries(
    client: Client, django_assert_num_queries: QueryBudget, years: int, peers: int, queries: int
) -> None:
    bureau = make_bureau()
    for year in range(2023 - years, 2023):
        report = make_report(
            figures=[figure("1698对", value="1698", indicator=CODE)],
            plans=["明年将加强普法宣传"],
            bureau=bureau,
            year=year,
        )
        make_problem(report, "法治学习还不够深入", category=make_category())
    for _ in range(peers):
        make_report(figures=[figure("1698对", value="1698", indicator=CODE)], year=2022)

    # The bureau; the regions before its own; its names; their regions. Its reports with counts; shortcomings; plans;
    # population; its residents, its prefecture and those like it. The comparison: reports, what became of their
    # regions, population, figures, indicators, shortcomings. The newest clauses. The group: which reports lead;
    # figures; indicators; and where there are peers, their keys and their reports; else which reports lead in the two
    # other groups, and its residents.
    with django_assert_num_queries(queries):
        client.get(f"/en/bureaus/{bureau.adcode}/")


@pytest.mark.parametrize("bureaus", [1, 60])
def test_the_list_takes_eight_queries_and_four_that_are_kept(
    client: Client, django_assert_num_queries: QueryBudget, bureaus: int
) -> None:
    for _ in range(bureaus):
        make_report()

    # How many; one page of bureaus with region and counts; the regions before theirs; names; their regions; reports.
    # What stands published, the last decision; and once an edition reports and divisions by year and by province.
    with django_assert_num_queries(12):
        client.get("/en/bureaus/")
    with django_assert_num_queries(8):
        client.get("/en/bureaus/")
