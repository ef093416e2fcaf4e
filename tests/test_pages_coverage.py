"""Coverage: years, provinces and bureaus, what is held and which kind of nothing is not."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.test import Client

from bureaus.models import BureauName
from reports.holdings.coverage import tiles
from tests.factories import make_bureau, make_region, make_report

pytestmark = pytest.mark.django_db

QueryBudget = Callable[[int], AbstractContextManager[Any]]


def page(client: Client, address: str = "/en/coverage/", status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status
    return str(response.content.decode())


def test_every_province_has_a_tile_of_its_own() -> None:
    assert len({(tile.col, tile.row) for tile in tiles()}) == 34
    assert len({tile.iso for tile in tiles()}) == 34


def test_the_first_sentence_says_how_much_of_the_country_is_here(client: Client) -> None:
    make_region("乙县", "330425")
    make_report(bureau=make_bureau(make_region("海盐县", "330424")), year=2022)

    assert (
        "Of 2 divisions in force, 1 has a bureau with a report here, in 1 of 34 provinces. "
        "The year best covered is 2022, with 1."
    ) in page(client)


def test_a_tile_counts_its_divisions_and_leads_to_its_region(client: Client) -> None:
    make_region("乙县", "330425")
    make_region("丙县", "330426", end_year=2001)
    make_report(bureau=make_bureau(make_region("海盐县", "330424")))
    html = page(client)

    assert '<span class="vh">Zhejiang Province: 1 of 2</span>' in html
    assert "/en/regions/330000/" in html
    assert html.count('class="most-held"') == 1
    assert html.count('class="none-held"') == 33


def test_the_table_beside_the_map_names_every_province(client: Client) -> None:
    table = page(client).partition("The map as a table")[2]

    assert all(f'<span class="quiet">{tile.iso}</span>' in table for tile in tiles())


def test_what_is_missing_in_a_province_is_named(client: Client) -> None:
    make_region("乙县", "330425")
    make_report(bureau=make_bureau(make_region("海盐县", "330424")))
    make_report(bureau=make_bureau(make_region("丙县", "330426")), published=False)
    missing = page(client, "/en/coverage/?p=330000").partition('id="missing"')[2].partition("</section>")[0]

    assert "Jiaxing City" in missing
    assert "Yi County" in missing
    assert "Bing County" in missing
    assert "Haiyan County" not in missing


def test_a_year_counts_the_divisions_then_in_force(client: Client) -> None:
    make_region("甲县", "330421", end_year=2020)
    make_report(bureau=make_bureau(make_region("海盐县", "330424", start_year=2021)), year=2022)
    make_report(bureau=make_bureau(make_region("乙县", "330425")), year=2019)
    rows = page(client).partition('id="by-year"')[2].partition("</table>")[0]

    assert rows.count('<td class="count">1/2</td>') == 4  # 2019 and 2022: county, and all
    assert rows.count('<td class="count">0/1</td>') == 1  # 2020: 甲县 went in that year


def test_a_report_not_held_and_a_division_not_yet_there_are_told_apart(client: Client) -> None:
    young = make_bureau(make_region("甲区", "330411", start_year=2021))
    make_report(bureau=young, year=2022)
    make_report(year=2020)
    table = page(client).partition('id="bureaus"')[2].partition("</table>")[0]

    assert table.count('<span class="vh">not applicable</span>') == 1
    assert table.count('<span class="vh">no report held</span>') == 3


def test_the_coverage_and_the_comparison_agree_which_nothing_it_is(client: Client) -> None:
    city = make_region("海门市", "320684", start_year=1994, end_year=2020)
    district = make_region("海门区", "320614", start_year=2020)
    city.successors.add(district)
    make_report(bureau=make_bureau(district), year=2022)
    make_report(bureau=make_bureau(make_region("甲县", "330421")), year=2019)
    table = page(client).partition('id="bureaus"')[2].partition("</table>")[0]
    columns = client.get("/compare/?b=320614&y=2019").context["matrix"].columns

    assert '<span class="vh">not applicable</span>' not in table
    assert [column.nothing for column in columns] == ["no_report"]


def test_a_report_of_the_division_before_stands_in_its_year(client: Client) -> None:
    city = make_region("海门市", "320684", start_year=1994, end_year=2020)
    bureau = make_bureau(make_region("海门区", "320614", start_year=2020))
    BureauName.objects.create(bureau=bureau, region=city, name="海门市民政局")
    report = make_report(bureau=bureau, region=city, year=2019)
    table = page(client).partition('id="bureaus"')[2]

    assert f'href="/en/reports/{report.pk}/"' in table
    assert "formerly Haimen City" in table


@pytest.mark.parametrize("code", ["33", "999999", "x", "330424"])
def test_a_province_that_is_none_is_told(client: Client, code: str) -> None:
    assert f"No province has the division code {code}." in page(client, f"/en/coverage/?p={code}", 400)


def test_a_word_too_long_for_a_code_is_refused(client: Client) -> None:
    assert "at most 6 characters" in page(client, "/en/coverage/?p=3300000", 400)


def test_without_any_report_it_says_so(client: Client) -> None:
    html = page(client)

    assert "No report has been published here yet." in html
    assert 'class="blank"' in html


def test_nothing_unpublished_counts(client: Client) -> None:
    make_report(bureau=make_bureau(make_region("海盐县", "330424")), published=False)

    assert "Zhejiang Province: " not in page(client).partition("</ul>")[0]


@pytest.mark.parametrize("bureaus", [2, 60])
def test_the_page_takes_twelve_queries(
    client: Client, django_assert_num_queries: QueryBudget, bureaus: int
) -> None:
    for number in range(bureaus):
        make_report(year=2015 + number % 9)

    # What stands published; the last decision. Reports by year and level; divisions by their years; divisions by
    # province; those with a report. How many bureaus there are; one page of them; the regions before theirs, the
    # names they have borne, the regions of those; their reports.
    with django_assert_num_queries(12):
        client.get("/en/coverage/")
    # The four counts hold until something is published, withdrawn or decided.
    with django_assert_num_queries(8):
        client.get("/en/coverage/")
