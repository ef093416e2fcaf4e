"""The interface under /api/v1/: what it lists, how it goes on, what it refuses and in which words."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import DjangoAssertNumQueries

from bureaus.models import Bureau
from reports import review
from reports.models import Metric, Plan, Problem, Report
from tests.cast import make_full_report
from tests.factories import figure, make_bureau, make_population, make_region, make_report
from tests.seeds import load_seeds

pytestmark = pytest.mark.django_db


def ask(client: Client, address: str, **headers: str) -> Any:
    response = client.get(address, headers=headers)
    assert response.status_code == 200, response.content.decode()
    return response.json()


def walk(client: Client, address: str) -> list[Any]:
    """Every row of a list, part by part."""
    rows: list[Any] = []
    following: str | None = address
    while following:
        part = ask(client, following)
        rows += part["data"]
        following = part["next"]
    return rows


@pytest.fixture
def two() -> tuple[Report, Report]:
    """海盐县 for 2022, another for 2023; a third waits to be published."""
    region = make_region("海盐县", "330424")
    make_population(region, 456_775)
    held = make_full_report(1, bureau=make_bureau(region)), make_full_report(2, year=2023)
    make_full_report(3, published=False)
    return held


def test_the_start_leads_to_every_list(client: Client, two: object) -> None:
    start = ask(client, "/api/v1/")
    for name, address in start["lists"].items():
        assert client.get(address + ("?q=登记" if name == "search" else "")).status_code == 200
    assert client.get(start["description"]).json()["openapi"] == "3.1.0"
    assert client.get(start["reference"]).status_code == 200
    assert client.get("/api/v1").headers["Location"] == "/api/v1/"


def test_a_figure_comes_with_its_sentence_its_source_and_its_address(
    client: Client, two: tuple[Report, Report]
) -> None:
    (told,) = ask(client, "/api/v1/metrics?b=330424&i=marriage")["data"]
    stored = two[0].metrics.get(indicator="marriage.registrations")

    assert told["value"] == "1"
    assert told["printed"] == "1对"
    assert told["sentence"] == stored.sentence
    assert two[0].text[told["start"] : told["end"]] == "1对"
    assert told["report"]["sha256"] == two[0].sha256
    assert told["report"]["bureau"]["name_zh"] == "海盐县民政局"
    assert told["report"]["bureau"]["name_en"] == "Haiyan County Civil Affairs Bureau"
    assert client.get(told["permalink"]).status_code == 200
    assert ask(client, f"/api/v1/metrics/{stored.pk}") == told


def test_zero_nothing_and_unreadable_are_three_things(client: Client) -> None:
    make_report(
        "复议无,诉讼若干件,来信3件。",
        [figure("无", "复议", "0"), figure("若干件", "诉讼", None), figure("3件", "来信", "3")],
    )
    told = ask(client, "/api/v1/metrics")["data"]
    assert [(one["value"], one["nothing"]) for one in told] == [
        ("0", "zero"),
        (None, "unreadable"),
        ("3", None),
    ]


def test_only_what_is_published_is_told(client: Client, two: tuple[Report, Report]) -> None:
    hidden = Report.objects.get(status="to_review")
    review.withdraw(two[1])

    for name in ("reports", "metrics", "problems", "plans", "bureaus"):
        assert "海盐县" in json.dumps(ask(client, f"/api/v1/{name}"), ensure_ascii=False)
        assert len(walk(client, f"/api/v1/{name}")) == (2 if name == "metrics" else 1)
    for report in (hidden, two[1]):
        assert client.get(f"/api/v1/reports/{report.pk}").status_code == 404
        assert client.get(f"/api/v1/metrics/{report.metrics.all()[0].pk}").status_code == 404
        assert client.get(f"/api/v1/bureaus/{report.bureau.adcode}").status_code == 404


@pytest.mark.parametrize("limit", [1, 2, 7, 500])
def test_the_parts_of_a_list_are_the_whole_list(client: Client, limit: int) -> None:
    load_seeds()
    in_order = {
        "metrics": Metric.objects.order_by("report_id", "start", "pk"),
        "problems": Problem.objects.order_by("report_id", "start", "pk"),
        "plans": Plan.objects.order_by("report_id", "start", "pk"),
        "reports": Report.objects.order_by("pk"),
    }
    for name, rows in in_order.items():
        if limit > 1 or name != "metrics":
            told = [one["id"] for one in walk(client, f"/api/v1/{name}?limit={limit}")]
            assert told == list(rows.values_list("pk", flat=True))
    codes = [one["code"] for one in walk(client, f"/api/v1/bureaus?limit={limit}")]
    assert codes == [one.adcode for one in Bureau.objects.order_by("region__adcode")]


def test_rows_that_come_in_meanwhile_move_nothing(client: Client, two: tuple[Report, Report]) -> None:
    first = ask(client, "/api/v1/reports?limit=1")
    review.withdraw(two[0])
    make_full_report(4)
    then = ask(client, first["next"])
    assert [one["id"] for one in then["data"]] == [two[1].pk]


def test_lists_take_the_parameters_of_the_pages(client: Client, two: tuple[Report, Report]) -> None:
    def keys(query: str) -> list[int]:
        return [one["id"] for one in walk(client, f"/api/v1/reports?{query}")]

    first, second = two
    assert keys("b=330424") == [first.pk]
    assert keys("y=2023") == [second.pk]
    assert keys("y=2022,2023") == keys("y=2022&y=2023") == keys("") == [first.pk, second.pk]
    assert keys("kind=half_year") == []
    assert len(walk(client, f"/api/v1/metrics?report={first.pk}")) == 2
    assert len(walk(client, "/api/v1/problems?category=legal_awareness")) == 2
    assert walk(client, "/api/v1/problems?category=none") == []
    assert [one["code"] for one in walk(client, "/api/v1/indicators?i=marriage")] == [
        "marriage.registrations"
    ]
    assert [one["bureau_code"] for one in walk(client, "/api/v1/regions?adcode=330424")] == ["330424"]
    assert [one["code"] for one in walk(client, "/api/v1/bureaus?q=海盐")] == ["330424"]


def test_a_report_comes_with_its_text_and_a_bureau_with_its_names(
    client: Client, two: tuple[Report, Report]
) -> None:
    report = ask(client, f"/api/v1/reports/{two[0].pk}")
    assert report["text"] == two[0].text
    assert (report["figures"], report["problems"], report["plans"]) == (2, 1, 1)
    bureau = ask(client, "/api/v1/bureaus/330424")
    assert bureau["names"][0]["name_zh"] == "海盐县民政局"
    assert (bureau["residents"], bureau["years"]) == (456_775, [2022])
    assert ask(client, "/api/v1/indicators/marriage.registrations")["bureaus"] == 2


def test_the_search_finds_what_the_page_finds(client: Client, two: object) -> None:
    groups = {one["kind"]: one for one in ask(client, "/api/v1/search?q=登记")["data"]}
    assert groups["sentences"]["count"] == 2
    assert groups["figures"]["hits"][0]["url"].startswith("http://testserver/metrics/")
    part = ask(client, "/api/v1/search?q=登记&in=sentences&limit=1")
    rest = ask(client, part["next"])
    assert rest["next"] is None
    assert rest["data"][0]["hits"] != part["data"][0]["hits"]


REFUSED = [
    ("metrics?y=20x2", "malformed", "y", None),
    ("metrics?limit=0", "malformed", "limit", None),
    ("metrics?limit=x", "malformed", "limit", None),
    ("metrics?limit=1_0", "malformed", "limit", None),
    ("metrics?limit=%2B5", "malformed", "limit", None),
    ("metrics?limit=5.0", "malformed", "limit", None),
    ("metrics?limit=1&limit=5", "malformed", "limit", None),
    ("regions?y=2020&y=2021", "malformed", "y", None),
    ("metrics?b=330424&misspelt=1", "malformed", "misspelt", ["b", "cursor", "i", "lang", "limit", "report", "y"]),
    ("metrics?cursor=zz", "unknown", "cursor", None),
    ("bureaus?cursor=WyJcdTAwMDAiLCAxXQ", "unknown", "cursor", None),
    ("bureaus?cursor=WyJcdWQ4MDAiLCAxXQ", "unknown", "cursor", None),
    ("metrics?b=999999", "unknown", "b", None),
    ("metrics?i=no.such", "unknown", "i", None),
    ("problems?category=none_such", "unknown", "category", ["legal_awareness", "none"]),
    ("comparison?as=share", "malformed", "as", ["raw", "per10k", "index"]),
    ("comparison?rows=some", "malformed", "rows", ["all"]),
    ("search", "malformed", "q", None),
    ("search?q=登记&in=dreams", "malformed", "in",
     ["sentences", "figures", "problems", "plans", "indicators", "bureaus"]),
]  # fmt: skip


@pytest.mark.parametrize(("query", "code", "parameter", "allowed"), REFUSED)
def test_a_bad_parameter_is_named_with_what_it_may_be(
    client: Client, two: object, query: str, code: str, parameter: str, allowed: list[str] | None
) -> None:
    response = client.get(f"/api/v1/{query}")
    said = response.json()

    assert response.status_code == said["status"] == 400
    assert response.headers["Content-Type"] == "application/problem+json"
    assert said["code"] == code
    assert [(one["parameter"], one["allowed"]) for one in said["faults"]] == [(parameter, allowed)]
    assert all(one["message"] for one in said["faults"])
    english = client.get(f"/api/v1/{query}&lang=en" if "?" in query else f"/api/v1/{query}?lang=en").json()
    assert said["title"] != english["title"]
    assert english["title"].isascii()


BUDGETS = {
    # Each: what the edition asks (published, decided, re-read, changed in the admin) and its own.
    "bureaus": 4 + 6,  # bureaus, predecessors, names, regions of names, reports, residents
    "regions": 4 + 2,  # regions, residents
    "reports?b=330424": 4 + 5,  # the form's four for bureaus, reports
    "metrics?b=330424": 4 + 7,  # the form's four, reports with any, figures, their columns
    "problems?b=330424": 4 + 6,  # the form's four, reports with any, shortcomings
    "plans?b=330424": 4 + 6,
    "indicators": 4 + 5,  # indicators, edition of the counts (two), counts, catalogue
    "comparison?b=330424": 4 + 11,  # the page's ten, the figures' columns
    "search?q=登记": 4 + 22,  # catalogue, categories; each kind's rows, counts and what their words need
}


@pytest.mark.parametrize("query", BUDGETS)
def test_a_list_costs_the_same_however_much_it_holds(
    client: Client, two: object, query: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(BUDGETS[query]):
        ask(client, f"/api/v1/{query}")
    for number in range(5, 15):
        make_full_report(number, bureau=Bureau.objects.get(region__adcode="330424"), year=2000 + number)
        make_full_report(100 + number)
    with django_assert_max_num_queries(BUDGETS[query]):
        ask(client, f"/api/v1/{query}")
