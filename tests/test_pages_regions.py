"""Regions above the bureaus: who of their divisions reports, and what they say together without adding up too much."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from decimal import Decimal
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import translation

from bureaus.models import Level, Region
from bureaus.reference import load_regions
from bureaus.resolver import Gazetteer
from reports.holdings.regions import Territory, Together, territory, together
from reports.models import Report
from reports.region_figures import division_rows
from tests.factories import figure, make_bureau, make_indicator, make_region, make_report

pytestmark = pytest.mark.django_db

QueryBudget = Callable[[int], AbstractContextManager[Any]]
CODE = "marriage.registrations"


@pytest.fixture(autouse=True)
def _in_chinese() -> Iterator[None]:
    with translation.override("zh-hans"):
        yield


@pytest.fixture
def prefecture() -> Region:
    """嘉兴市 of 浙江省 with three counties; a county of another prefecture beside it."""
    make_region("浙江省", "330000", level="province", prefecture="")
    found = make_region("嘉兴市", "330400", level="prefecture")
    for name, code in (("南湖区", "330402"), ("海盐县", "330424"), ("海宁市", "330481")):
        make_region(name, code)
    make_region("湖州市", "330500", level="prefecture", prefecture="湖州市")
    make_region("德清县", "330521", prefecture="湖州市")
    return found


def made(adcode: str, value: str, *, year: int = 2022, **fields: Any) -> Report:
    region = Region.objects.filter(adcode=adcode).latest("start_year")
    bureau = getattr(region, "bureau", None) or make_bureau(region)
    figures = [figure(f"{value}对", value=value, indicator=CODE, **fields)]
    return make_report(f"登记{value}对。", figures, bureau=bureau, year=year)


def only(found: Territory, level: str = Level.COUNTY, year: int = 2022) -> Together:
    [row] = together(found, level, year)
    return row


def page(client: Client, adcode: str, query: str = "") -> str:
    response = client.get(f"/regions/{adcode}/{query}")
    assert response.status_code == 200
    return str(response.content.decode())


def test_a_sum_stands_only_where_every_part_states_one(client: Client, prefecture: Region) -> None:
    made("330402", "100")
    made("330424", "200")

    assert only(territory(prefecture)).total is None
    assert "仅2/3有数" in page(client, "330400")
    made("330481", "300")
    assert only(territory(prefecture)).total == Decimal(600)
    assert '<td class="count">600</td>' in page(client, "330400")


@pytest.mark.parametrize(
    "fields", [{"qualifier": "over"}, {"period": "part"}, {"claim": "plan"}, {"unit": "件"}]
)
def test_a_bound_a_part_of_the_year_or_another_unit_adds_nothing(
    prefecture: Region, fields: dict[str, Any]
) -> None:
    made("330402", "100")
    made("330424", "200")
    made("330481", "300", **fields)

    assert only(territory(prefecture)).total is None
    assert only(territory(prefecture)).stated == 2


@pytest.mark.parametrize("kind", ["rate", "standard"])
def test_rates_and_standards_are_never_added_up(client: Client, prefecture: Region, kind: str) -> None:
    make_indicator(CODE, kind=kind, unit="对", per_capita=False)
    for code in ("330402", "330424", "330481"):
        made(code, "95")

    assert only(territory(prefecture)).total is None
    assert "不相加" in page(client, "330400")


def test_the_region_s_own_figure_stands_beside_and_is_no_part(client: Client, prefecture: Region) -> None:
    for code in ("330402", "330424", "330481"):
        made(code, "100")
    made("330400", "350")
    row = only(territory(prefecture))

    assert (row.total, row.spread.n) == (Decimal(300), 3)
    assert row.own is not None
    assert row.own.value == Decimal(350)


def test_a_province_is_looked_at_by_prefectures_or_by_counties(client: Client, prefecture: Region) -> None:
    whole = make_region("东莞市", "330600", level="prefecture", prefecture="东莞市")
    direct = make_region("直管县", "339001", prefecture="")
    found = territory(Region.objects.get(adcode="330000"))

    by_prefecture = {one.name for one in found.parts(Level.PREFECTURE)}
    by_county = {one.name for one in found.parts(Level.COUNTY)}
    assert by_prefecture == {"嘉兴市", "湖州市", whole.name, direct.name}
    assert by_county == {"南湖区", "海盐县", "海宁市", "德清县", whole.name, direct.name}


def test_parts_are_those_of_the_year_and_a_report_counts_for_what_its_division_became(
    prefecture: Region,
) -> None:
    former = make_region("海宁县", "330419", start_year=1981, end_year=2020)
    made("330481", "100", year=2019)
    Report.objects.update(region=former)
    Region.objects.filter(adcode="330481").update(start_year=2020)
    found = territory(prefecture)

    assert former in found.parts(Level.COUNTY, 2019)
    assert former not in found.parts(Level.COUNTY, 2020)
    assert found.share(Level.COUNTY, 2019).held == 1


def test_every_division_is_listed_with_its_years_and_what_is_missing(
    client: Client, prefecture: Region
) -> None:
    made("330424", "100", year=2020)
    made("330424", "100", year=2022)
    html = page(client, "330400")

    assert "下辖3个区划里有1个的民政局有报告（2020至2022）" in html
    assert "海宁市" in html
    assert 'href="/bureaus/330424/2022/"' in html
    assert 'href="/bureaus/330424/2021/"' not in html
    assert 'href="/regions/330400/"' in page(client, "330000")
    assert 'href="/regions/330000/"' in html


def test_a_division_that_is_new_could_not_report_before_unless_another_went_before_it(
    client: Client, prefecture: Region
) -> None:
    made("330424", "100", year=2018)
    make_region("新设区", "330431", start_year=2020)
    renamed = make_region("改名区", "330432", start_year=2020)
    make_region("旧名县", "330433", end_year=2020).successors.add(renamed)
    rows = {row.division.name: row for row in division_rows(territory(prefecture))}

    assert [mark.existed for mark in rows["新设区"].marks] == [False]
    assert [mark.existed for mark in rows["改名区"].marks] == [True]


def test_a_region_without_any_report_says_so(client: Client, prefecture: Region) -> None:
    assert "都没有报告" in page(client, "330400")


def test_the_code_of_a_county_leads_to_its_bureau_and_a_former_one_to_what_it_became(
    client: Client, prefecture: Region
) -> None:
    made("330424", "100")
    past = make_region("嘉兴地区", "332400", level="prefecture", end_year=1983)
    past.successors.add(prefecture)

    assert client.get("/regions/330424/")["Location"] == "/bureaus/330424/"
    assert client.get("/regions/332400/")["Location"] == "/regions/330400/"
    assert client.get("/regions/330402/")["Location"] == "/bureaus/330402/"
    for code in ("999999", "x", "%00", "３３０４００"):
        assert client.get(f"/regions/{code}/").status_code == 404


@pytest.mark.parametrize("query", ["?y=abc", "?level=village"])
def test_a_question_without_an_answer_is_answered_in_a_sentence(
    client: Client, prefecture: Region, query: str
) -> None:
    assert client.get(f"/regions/330400/{query}").status_code == 400


def test_the_directory_and_a_bureau_lead_to_its_regions(client: Client, prefecture: Region) -> None:
    report = made("330424", "100")
    html = client.get(f"/bureaus/{report.bureau.adcode}/").content.decode()

    assert 'href="/regions/330000/">浙江省</a>' in html
    assert 'href="/regions/330400/">嘉兴市</a>' in html
    assert 'href="/regions/330000/">浙江省</a>' in client.get("/bureaus/").content.decode()


@pytest.mark.parametrize("counties", [1, 40])
def test_a_prefecture_takes_seven_queries(
    client: Client, django_assert_num_queries: QueryBudget, prefecture: Region, counties: int
) -> None:
    for number in range(counties):
        code = str(330430 + number)
        make_region(f"第{number}区", code)
        for year in (2021, 2022):
            made(code, "100", year=year)

    # The region; those below with predecessors; the divisions below; reports; its province. What they say together:
    # figures; indicators.
    with django_assert_num_queries(7):
        client.get("/regions/330400/")


def test_the_code_of_every_division_begins_with_those_of_its_province_and_prefecture() -> None:
    load_regions(Gazetteer.from_csv(settings.REFERENCE_DIR / "divisions.csv"))
    today = {region.adcode: region.name for region in Region.objects.in_force()}
    below = Region.objects.in_force().filter(level__in=(Level.PREFECTURE, Level.COUNTY))

    assert [one for one in below if today.get(f"{one.adcode[:2]}0000") != one.province] == []
    counties = [one for one in below if one.level == Level.COUNTY and one.prefecture]
    assert [one for one in counties if today.get(f"{one.adcode[:4]}00") != one.prefecture] == []
    assert len(counties) > 2500
