"""/compare/: one question, one table, in both languages; its files are in test_files_of_comparisons.py."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.test import Client
from pytest_django.fixtures import DjangoAssertNumQueries

from bureaus.models import Bureau
from reports.models import Report
from tests.cast import TWO_BUREAUS_TEXT, make_two_bureaus
from tests.factories import (
    figure,
    make_bureau,
    make_domain,
    make_population,
    make_region,
    make_report,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def two_bureaus() -> tuple[Bureau, Bureau]:
    return make_two_bureaus()


def test_with_no_parameters_the_page_compares_the_bureaus_held(client: Client, two_bureaus: object) -> None:
    page = client.get("/compare/").content.decode()
    for words in ("海盐县", "桐乡市", "结婚登记", "2,781", ".01", "≈", "普法宣传不够", "万元"):
        assert words in page


def test_a_bureau_with_many_reports_leaves_room_for_the_others(client: Client, two_bureaus: object) -> None:
    first = make_bureau()
    for year in range(1990, 2020):
        make_report(bureau=first, year=year)
    Report.objects.filter(bureau=first).update(released_at=datetime(2020, 1, 1, tzinfo=UTC))
    shown = [column.bureau.adcode for column in client.get("/compare/").context["matrix"].columns]
    assert shown == [first.adcode, "330424", "330483"]


def test_the_page_is_english_under_en(client: Client, two_bureaus: object) -> None:
    page = client.get("/en/compare/").content.decode()
    for words in ("Haiyan County", "Marriage registrations", "million yuan", 'lang="en"'):
        assert words in page


def test_every_figure_links_to_its_certificate(client: Client, two_bureaus: object) -> None:
    metric = Bureau.objects.get(region__adcode="330424").reports.get().metrics.get(value=1698)
    page = client.get("/compare/").content.decode()
    assert f'href="/metrics/{metric.pk}/"' in page


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("?b=999999", "999999"),
        ("?y=abc", "abc"),
        ("?y=" + "1" * 5000, "11111"),
        ("?i=no.such", "no.such"),
        ("?b=%00", "空字符"),
        ("?b=330424,330483&y=" + ",".join(str(year) for year in range(1990, 2025)), "60"),
    ],
)
def test_a_question_that_cannot_be_answered_says_what_is_wrong(
    client: Client, two_bureaus: object, query: str, words: str
) -> None:
    for address in ("/compare/", "/compare.csv"):
        response = client.get(address + query)
        assert response.status_code == 400
        assert words in response.content.decode()


def test_a_bureau_typed_into_the_box_joins_the_address(client: Client, two_bureaus: object) -> None:
    response = client.get("/compare/?b=330424&add=桐乡")
    assert response.status_code == 302
    assert response["Location"] == "/compare/?b=330424,330483"


def test_a_bureau_whose_report_waits_to_be_published_is_not_offered(
    client: Client, two_bureaus: object
) -> None:
    make_report(bureau=make_bureau(make_region("海宁市", "330481")), published=False)
    assert "海宁市民政局" not in client.get("/compare/", {"add": "海宁"}).content.decode()
    assert "海宁市民政局" not in client.get("/problems/", {"add": "海宁"}).content.decode()


def test_a_name_that_fits_several_bureaus_offers_them(client: Client, two_bureaus: object) -> None:
    make_report(TWO_BUREAUS_TEXT, bureau=make_bureau(make_region("桐城市", "340881")), year=2022)
    page = client.get("/compare/?b=330424&add=桐").content.decode()
    assert "?b=330424,330483" in page
    assert "?b=330424,340881" in page


def test_a_name_that_fits_none_says_so(client: Client, two_bureaus: object) -> None:
    page = client.get("/compare/?b=330424&y=2022&add=无此地").content.decode()
    assert "没有与“无此地”相符的" in page


def test_a_name_that_fits_none_can_be_typed_anew_and_nothing_chosen_is_lost(
    client: Client, two_bureaus: object
) -> None:
    page = client.get("/compare/?b=330424&y=2022&add=无此地").content.decode()
    for name, value in (("b", "330424"), ("y", "2022")):
        assert f'<input type="hidden" name="{name}" value="{value}">' in page
    assert 'name="add" value="无此地"' in page


def test_a_former_code_finds_the_bureau_of_today(client: Client) -> None:
    old, new = (
        make_region("海门市", "320684", end_year=2020),
        make_region("海门区", "320614", start_year=2020),
    )
    bureau = make_bureau(new)
    bureau.names.create(region=old, name="海门市民政局")
    married = figure("1698对", "结婚登记", "1698", indicator="marriage.registrations")
    make_report(TWO_BUREAUS_TEXT, [married], bureau=bureau, region=old, year=2019)
    page = client.get("/compare/?b=320684").content.decode()
    assert "海门市" in page
    assert "今海门区" in page


def test_nothing_published_gives_a_page_all_the_same(client: Client) -> None:
    make_domain()
    response = client.get("/compare/")
    assert response.status_code == 200
    assert "没有一份报告" in response.content.decode()


def test_the_chart_has_explicit_nulls_and_the_text_of_every_value(
    client: Client, two_bureaus: object
) -> None:
    chart = client.get("/compare/?chart=marriage.registrations").context["chart"]
    assert chart.config["years"] == ["2022", "2023"]
    assert [series["points"] for series in chart.config["series"]] == [[1698.0, None], [None, 1698.0]]
    assert "海盐县2022年1,698对" in chart.spoken


def test_the_page_costs_the_same_however_much_it_shows(
    client: Client,
    django_assert_max_num_queries: DjangoAssertNumQueries,
    two_bureaus: object,
) -> None:
    # Form: bureaus, predecessors, names, regions of names. Matrix: reports, what became of their regions, populations,
    # figures, indicators, problems. Charts: reports, their regions, populations, figures. Choices: years held, domains,
    # the first bureau's residents, its prefecture, its like.
    with django_assert_max_num_queries(19):
        client.get("/compare/?b=330424,330483")
    for number in range(6):
        make_report(
            TWO_BUREAUS_TEXT, bureau=make_bureau(make_region(f"甲{number}县", f"33060{number}")), year=2022
        )
    codes = ",".join(["330424", "330483", *(f"33060{number}" for number in range(6))])
    with django_assert_max_num_queries(19):
        client.get(f"/compare/?b={codes}&y=2021,2022,2023&rows=all")


def test_the_chart_is_drawn_on_the_basis_of_the_table(
    client: Client, two_bureaus: tuple[Bureau, Bureau]
) -> None:
    make_population(two_bureaus[0].region, 500_000)
    chart = client.get("/compare/?chart=marriage.registrations&as=per10k").context["chart"]
    assert chart.unit == "对／万人"
    assert chart.config["series"][0]["texts"] == ["33.96", ""]


def test_bureaus_beyond_the_eight_that_can_be_told_apart_are_listed_not_drawn(client: Client) -> None:
    married = figure("1698对", "结婚登记", "1698", indicator="marriage.registrations")
    codes = [f"33070{number}" for number in range(9)]
    for code in codes:
        make_report(
            TWO_BUREAUS_TEXT, [married], bureau=make_bureau(make_region(f"乙{code[-1]}县", code)), year=2022
        )
    chart = client.get(f"/compare/?b={','.join(codes)}").context["chart"]
    assert len(chart.config["series"]) == 8
    assert [line.place for line in chart.rug] == [1, 2, 3, 4, 5, 6, 7, 8, 0]
    assert "前8个局" in chart.caption


def test_years_without_a_report_lead_to_the_latest_and_say_nothing_of_shortcomings(
    client: Client, two_bureaus: object
) -> None:
    page = client.get("/compare/?b=330424,330483&y=1999&as=raw").content.decode()
    assert "所选的局和年份，本站没有一份报告。" in page
    assert 'href="?b=330424,330483">看各局最新的报告</a>' in page
    assert "这些报告都没有写存在的问题" not in page
