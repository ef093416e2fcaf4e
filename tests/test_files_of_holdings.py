"""What is held and what is missing as files: the tables of the page on coverage and of the regions' pages."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from lxml import html
from pytest_django.fixtures import DjangoAssertNumQueries

from bureaus.models import Region
from tests.factories import figure, make_bureau, make_indicator, make_region, make_report
from tests.files import csv_cells, csv_rows, fetch, workbook_as_csv

pytestmark = pytest.mark.django_db

MARRIED = "marriage.registrations"


@pytest.fixture
def prefecture() -> Region:
    """嘉兴市 with three counties, two of which have reports of 2021 and 2022; one of them is of 2022 on."""
    make_region("浙江省", "330000", level="province", prefecture="")
    found = make_region("嘉兴市", "330400", level="prefecture")
    for name, code, start in (
        ("南湖区", "330402", 1981),
        ("海盐县", "330424", 1981),
        ("新县", "330481", 2022),
    ):
        make_region(name, code, start_year=start)
    make_region("德清县", "330521", prefecture="湖州市")
    make_indicator(MARRIED)
    for code, year, value in (("330424", 2021, "7"), ("330424", 2022, "80"), ("330402", 2022, "3")):
        region = Region.objects.get(adcode=code)
        bureau = getattr(region, "bureau", None) or make_bureau(region)
        said = [figure(f"{value}对", value=value, indicator=MARRIED)]
        make_report(f"登记{value}对。", said, bureau=bureau, year=year)
    return found


def of_page(client: Client, address: str, label: str) -> list[list[str]]:
    """The cells of a page's table, a row each: its words without those only for eyes, a share as its two numbers."""
    page = html.fromstring(client.get(address).content.decode())
    (table,) = page.xpath(f"//*[@aria-labelledby='{label}' or @aria-label='{label}']/table")
    rows = []
    for row in table.xpath("./tbody/tr[not(contains(@class,'domain'))]"):
        cells: list[str] = []
        for cell in row.xpath("./th|./td"):
            for part in cell.xpath(".//*[contains(@class,'quiet') or contains(@class,'unit')]"):
                part.drop_tree()
            text = " ".join(cell.text_content().split())
            cells += text.replace(",", "").split("/") if re.fullmatch(r"[\d,]+/[\d,]+", text) else [text]
        rows.append(cells)
    return rows


MARKS = {"●": "有报告", "□无报告": "无报告", "/不适用": "不适用"}


def test_bureaus_by_year_in_the_order_of_the_page(client: Client, prefecture: Region) -> None:
    for order in ("", "?sort=-report_count"):
        shown = of_page(client, f"/coverage/{order}", "各局各年的报告")
        rows = csv_rows(client, f"/coverage.csv{order}")
        assert [[row["民政局"], row["报告"], row["2021"], row["2022"]] for row in rows] == [
            [name, count, *(MARKS.get(one, one) for one in marks)] for name, count, *marks in shown
        ]
    assert [row["2021"] for row in rows] == ["有报告", "无报告"]


def test_provinces_and_years_with_both_numbers(client: Client, prefecture: Region) -> None:
    provinces = csv_rows(client, "/coverage.csv?table=provinces")
    years = csv_rows(client, "/coverage.csv?table=years")

    assert [list(row.values())[1:] for row in provinces] == of_page(client, "/coverage/", "各省")
    zhejiang = next(row for row in provinces if row["区划代码"] == "330000")
    assert (zhejiang["有报告"], zhejiang["现行"], zhejiang["缺"]) == ("2", "6", "4")
    assert [(row["年份"], row["县级：有报告"], row["县级：现行"]) for row in years] == [
        ("2021", "1", "3"),
        ("2022", "2", "4"),
    ]
    assert (years[1]["全部：有报告"], years[1]["全部：现行"]) == ("2", "6")


def test_what_is_missing_by_name_of_one_province_or_all(client: Client, prefecture: Region) -> None:
    make_region("某县", "440100", province="广东省", prefecture="广州市")

    rows = csv_rows(client, "/coverage.csv?table=missing&p=330000")
    everywhere = csv_rows(client, "/coverage.csv?table=missing")

    assert [row["区划"] for row in rows] == ["浙江省", "嘉兴市", "新县", "德清县"]
    assert [row["区划"] for row in everywhere] == ["浙江省", "嘉兴市", "新县", "德清县", "某县"]
    assert rows[3]["上级区划"] == "浙江省湖州市"


def test_a_regions_divisions_by_year(client: Client, prefecture: Region) -> None:
    shown = of_page(client, "/regions/330400/", "divisions")
    rows = csv_rows(client, "/regions/330400.csv")

    assert [[row["区划"], row["2021"], row["2022"]] for row in rows] == [
        [name, *(MARKS[one] for one in marks)] for name, *marks in shown
    ]
    assert [row["2021"] for row in rows] == ["无报告", "有报告", "不适用"]
    years = csv_rows(client, "/regions/330400.csv?table=years")
    assert [(row["年份"], row["县级：有报告"], row["县级：现行"]) for row in years] == [
        ("2021", "1", "2"),
        ("2022", "2", "3"),
    ]
    assert of_page(client, "/regions/330400/", "by-year") == [list(row.values()) for row in years]


def test_a_province_counts_the_counties_of_each_prefecture(client: Client, prefecture: Region) -> None:
    rows = {row["区划"]: row for row in csv_rows(client, "/regions/330000.csv")}
    assert (rows["嘉兴市"]["有报告的县"], rows["嘉兴市"]["县数"]) == ("2", "3")


def test_what_a_regions_parts_say_together(client: Client, prefecture: Region) -> None:
    (shown,) = of_page(client, "/regions/330400/", "together")
    (row,) = csv_rows(client, "/regions/330400.csv?table=together")

    ends = [row["最低"], row["最低：谁"], row["中位数"] or "–", row["最高"], row["最高：谁"]]
    assert shown == ["结婚登记", row["报告数"], *ends, "", "—未提及"]
    assert (row["年份"], row["最低：谁"], row["最高：谁"]) == ("2022", "南湖区", "海盐县")
    assert (row["各部分之和"], row["说出的部分数"], row["部分数"]) == ("", "2", "3")
    assert client.get(row["最高：永久地址"].removeprefix("http://testserver")).status_code == 200
    (before,) = csv_rows(client, "/regions/330400.csv?table=together&y=2021&level=county")
    assert (before["最低"], before["最高"]) == ("7", "")


@pytest.mark.parametrize(
    "address",
    [
        "/coverage.{}",
        "/coverage.{}?table=provinces",
        "/coverage.{}?table=years",
        "/coverage.{}?table=missing",
        "/regions/330400.{}",
        "/regions/330000.{}?table=together",
        "/en/regions/330400.{}?table=years",
        "/en/coverage.{}",
    ],
)
def test_csv_and_workbook_hold_the_same_cells(client: Client, prefecture: Region, address: str) -> None:
    lines = csv_cells(fetch(client, address.format("csv")))
    assert workbook_as_csv(fetch(client, address.format("xlsx"))) == lines
    assert len(lines) > 1
    assert len(set(lines[0])) == len(lines[0])


@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        ("/coverage.csv?table=x", 400, "<code>table</code>"),
        ("/coverage.csv?p=999999", 400, "<code>p</code>"),
        ("/regions/330400.csv?y=x", 400, "<code>y</code>"),
        ("/regions/330400.xlsx?table=x", 400, "divisions, together, years"),
        ("/regions/330424.csv", 404, ""),
    ],
)
def test_a_bad_question_is_named(
    client: Client, prefecture: Region, address: str, status: int, said: str
) -> None:
    response = client.get(address)
    assert response.status_code == status
    assert said in response.content.decode()


def test_nothing_held_is_an_empty_file(client: Client) -> None:
    make_region("嘉兴市", "330400", level="prefecture")
    for address in ("/coverage.csv", "/coverage.csv?table=years", "/regions/330400.csv?table=together"):
        assert csv_rows(client, address) == []


def test_every_table_leads_to_its_files(client: Client, prefecture: Region) -> None:
    page = client.get("/coverage/?p=330000").content.decode()
    for link in ("/coverage.csv", "/coverage.csv?table=provinces", "/coverage.csv?table=years"):
        assert f'href="{link}"' in page
    assert 'href="/coverage.xlsx?p=330000&amp;table=missing"' in page
    page = client.get("/en/regions/330400/?y=2021&level=county").content.decode()
    assert 'href="/en/regions/330400.csv"' in page
    assert 'href="/en/regions/330400.csv?y=2021&amp;level=county&amp;table=together"' in page


def test_it_costs_the_same_however_long(
    client: Client, prefecture: Region, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for more in (0, 12):
        for _ in range(more):
            make_report(bureau=make_bureau())
        # Two of the edition, four of the counts; bureaus, the regions before theirs, names, regions of names,
        # reports; residents.
        with django_assert_num_queries(12):
            fetch(client, "/coverage.csv")
