"""Beside a table's files its rows in the interface for programs: the same rows, where the interface has them."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from django.test import Client

from tests.factories import figure, make_bureau, make_category, make_indicator, make_region, make_report
from tests.factories import make_problem as problem
from tests.files import csv_rows

pytestmark = pytest.mark.django_db

MARRIED = "marriage.registrations"


@pytest.fixture(autouse=True)
def _two_bureaus() -> None:
    make_indicator(MARRIED)
    bureaus = [
        make_bureau(make_region(name, code)) for name, code in (("海盐县", "330424"), ("桐乡市", "330483"))
    ]
    for bureau, year, value in zip((*bureaus, *bureaus), (2021, 2021, 2022, 2022), "7283", strict=True):
        said = [figure(f"{value}对", "结婚", value, indicator=MARRIED)]
        report = make_report(
            f"结婚{value}对。普法不够。明年普法。", said, bureau=bureau, year=year, plans=["明年普法"]
        )
        problem(report, "普法不够", category=make_category())


def for_programs(client: Client, page: str) -> list[Any]:
    """What the links of a page to the interface give, in the page's order."""
    html = client.get(page).content.decode()
    links = re.findall(r'<a href="(/api/v1/[^"]*)" rel="nofollow">JSON', html)
    answers = [client.get(unescape(link)) for link in links]
    assert [answer.status_code for answer in answers] == [200] * len(links), links
    return [answer.json() for answer in answers]


def test_an_indicator_of_a_year(client: Client) -> None:
    (found,) = for_programs(client, f"/indicators/{MARRIED}/?y=2022")
    rows = csv_rows(client, f"/indicators/{MARRIED}.csv?y=2022")
    assert {str(one["id"]) for one in found["data"]} == {row["数字编号"] for row in rows}
    assert len(rows) == 2


def test_a_bureau_and_one_of_its_years(client: Client) -> None:
    for page, years in (("/bureaus/330424/", [2021, 2022]), ("/bureaus/330424/2022/", [2021, 2022])):
        answers = for_programs(client, page)
        (matrix,) = [one for one in answers if "columns" in one]
        assert [one["year"] for one in matrix["columns"]] == years
        told = [one["data"] for one in answers if "data" in one]
        assert all(told)
        for rows in told:
            assert {(one.get("report") or one)["bureau"]["code"] for one in rows} == {"330424"}
    assert len(for_programs(client, "/bureaus/330424/")) == 4


def test_reports_bureaus_and_search(client: Client) -> None:
    (found,) = for_programs(client, "/reports/?year=2021")
    assert {str(one["id"]) for one in found["data"]} == {
        row["报告编号"] for row in csv_rows(client, "/reports.csv?year=2021")
    }
    (found,) = for_programs(client, "/bureaus/?q=海盐")
    assert [one["code"] for one in found["data"]] == ["330424"]
    (found,) = for_programs(client, "/search/?q=普法&in=problems")
    assert [one["count"] for one in found["data"]] == [4]


@pytest.mark.parametrize(("query", "count"), [("?y=2021", 2), ("?y=all", 4), ("?y=2022&b=330424", 1)])
def test_shortcomings_of_a_year(client: Client, query: str, count: int) -> None:
    for page in ("/problems/", "/problems/legal_awareness/"):
        (found,) = for_programs(client, page + query)
        assert len(found["data"]) == count


def test_of_each_bureaus_latest_report_the_interface_has_no_list(client: Client) -> None:
    assert for_programs(client, "/problems/") == []
    assert for_programs(client, f"/indicators/{MARRIED}/?level=county") == []


def test_a_reports_figures(client: Client) -> None:
    (row,) = [one for one in csv_rows(client, "/reports.csv?year=2021") if one["民政局"] == "海盐县民政局"]
    (found,) = for_programs(client, f"/en/reports/{row['报告编号']}/")
    assert [one["printed"] for one in found["data"]] == ["7对"]
