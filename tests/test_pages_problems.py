"""Shortcomings: the matrix of categories and bureaus, and one category in everybody's words."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.test import Client

from bureaus.models import Bureau
from tests.factories import make_bureau, make_category, make_problem, make_region, make_report

pytestmark = pytest.mark.django_db

QueryBudget = Callable[[int], AbstractContextManager[Any]]
SENTENCE = "法治学习还不够深入"


def stating(bureau: Bureau | None = None, code: str | None = "legal_awareness", **fields: Any) -> Bureau:
    """A bureau whose report names one shortcoming of this category."""
    report = make_report(bureau=bureau, **fields)
    make_problem(report, SENTENCE, category=make_category(code) if code else None)
    return report.bureau


def page(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status
    return str(response.content.decode())


def test_the_first_sentence_counts_bureaus_and_names_the_commonest_shortcoming(client: Client) -> None:
    stating()
    stating()
    make_report()

    assert (
        "2 of the 3 bureaus looked at state shortcomings, sentences in all: 2. "
        "“Legal awareness and study” is named most often, by 2 bureaus."
    ) in page(client, "/en/problems/")


def test_a_cell_counts_the_sentences_and_leads_to_them(client: Client) -> None:
    bureau = stating(make_bureau(make_region("甲县")))
    html = page(client, "/en/problems/")

    assert f'href="/en/problems/legal_awareness/?b={bureau.adcode}"' in html
    assert 'aria-label="Jia County, Legal awareness and study: 1 sentence"' in html


def test_silence_and_a_missing_report_are_told_apart(client: Client) -> None:
    silent, absent = make_report(year=2022).bureau, make_report(year=2021).bureau
    stating(year=2022)
    html = page(client, f"/en/problems/?y=2022&b={silent.adcode},{absent.adcode}")

    assert html.count('<span class="vh">not mentioned</span>') == 1
    assert html.count('<span aria-hidden="true">□</span><span class="vh">no report held</span>') == 1


@pytest.mark.parametrize(("year", "count"), [("", 0), ("2021", 1), ("all", 1)])
def test_the_latest_report_counts_unless_another_year_or_all_are_asked(
    client: Client, year: str, count: int
) -> None:
    bureau = stating(year=2021)
    make_report(bureau=bureau, year=2022)

    assert page(client, f"/en/problems/?y={year}").count(": 1 sentence") == count


def test_sentences_without_a_category_have_a_row_of_their_own(client: Client) -> None:
    stating(code=None)

    assert "No category" in page(client, "/en/problems/")
    assert SENTENCE in page(client, "/en/problems/none/")


def test_the_newest_twenty_stand_side_by_side_and_the_totals_are_over_all(client: Client) -> None:
    for _ in range(22):
        stating()
    html = page(client, "/en/problems/")

    assert html.count('<th scope="col">') == 20
    assert '<td class="count">22/22</td>' in html


def test_a_bureau_is_added_by_its_name_and_taken_away_by_a_link(client: Client) -> None:
    here, added = stating(), stating(make_bureau(make_region("乙县", "330999")))
    response = client.get(f"/en/problems/?b={here.adcode}&add=乙县")

    assert response["Location"] == f"/en/problems/?b={here.adcode},330999"
    html = page(client, response["Location"])
    assert f'<a href="?b={here.adcode}" aria-label="Remove Yi County">' in html
    assert added.adcode == "330999"


def test_a_name_that_fits_none_is_answered_with_the_way_back(client: Client) -> None:
    stating()

    assert "No bureau with a report here fits" in page(client, "/en/problems/?add=x")


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("y=20x2", "Not a year: 20x2."),
        ("y=3000", "Not a year: 3000."),
        ("b=000000", "has the division code 000000"),
        ("b=" + ",".join(str(n) for n in range(21)), "has the division code"),
        ("y=%00", "Null characters are not allowed."),
    ],
)
@pytest.mark.parametrize("address", ["/en/problems/", "/en/problems/legal_awareness/"])
def test_a_question_that_can_t_be_answered_is_told_why(
    client: Client, address: str, question: str, said: str
) -> None:
    make_category()

    assert said in page(client, f"{address}?{question}", status=400)


def test_more_bureaus_than_can_be_read_are_refused(client: Client) -> None:
    codes = [make_report().bureau.adcode for _ in range(21)]

    assert "choose at most 20" in page(client, f"/en/problems/?b={','.join(codes)}", status=400)


@pytest.mark.parametrize("code", ["x", "%00"])
def test_an_unknown_category_is_not_found(client: Client, code: str) -> None:
    assert client.get(f"/en/problems/{code}/").status_code == 404


def test_a_category_tells_who_in_what_words_since_when_and_who_not(client: Client) -> None:
    bureau = make_bureau(make_region("甲县"))
    for year in (2019, 2021):
        stating(bureau, year=year)
    make_report(bureau=bureau, year=2020)
    make_report(bureau=make_bureau(make_region("乙县")))
    html = page(client, "/en/problems/legal_awareness/")

    assert "1 of the 2 bureaus looked at names this shortcoming, sentences in all: 1." in html
    assert "First named in a report for 2019." in html
    assert html.count(SENTENCE + "</q>") == 1
    assert "since 2019; in 2 of its 3 reports" in html
    assert "Yi County" in html.partition("Who does not mention it")[2]


def test_years_are_told_apart_where_nothing_was_said_and_where_nothing_is_held(client: Client) -> None:
    stating(year=2019)
    make_report(year=2022)
    years = page(client, "/en/problems/legal_awareness/").partition("Since when")[2]

    assert years.count("□ no report held") == 2
    assert years.count("— not mentioned") == 2  # in 2022, and by the bureau that reported then


def test_a_category_may_be_asked_of_chosen_bureaus(client: Client) -> None:
    asked, other = stating(), stating()
    html = page(client, f"/en/problems/legal_awareness/?b={asked.adcode}")

    assert "1 of the 1 bureaus looked at names" in html
    assert f"/en/bureaus/{other.adcode}/" not in html


def test_nothing_unpublished_or_rejected_is_told(client: Client) -> None:
    stating(published=False)
    report = make_report()
    make_problem(report, SENTENCE, category=make_category(), decision="rejected")

    assert "0 of the 1 bureaus looked at" in page(client, "/en/problems/")
    assert SENTENCE not in page(client, "/en/problems/legal_awareness/?y=all")


@pytest.mark.parametrize("question", ["", "?y=2015"])
def test_an_empty_page_offers_a_next_step(client: Client, question: str) -> None:
    make_category()
    if question:
        stating()

    assert 'class="blank"' in page(client, f"/en/problems/{question}")
    assert 'class="blank"' in page(client, f"/en/problems/legal_awareness/{question}")


def test_sentences_stand_fifty_a_page(client: Client) -> None:
    for _ in range(51):
        stating()

    assert page(client, "/en/problems/legal_awareness/").count(SENTENCE + "</q>") == 50
    assert page(client, "/en/problems/legal_awareness/?page=2").count(SENTENCE + "</q>") == 1


@pytest.mark.parametrize("bureaus", [2, 30])
def test_the_matrix_takes_fourteen_queries(
    client: Client, django_assert_num_queries: QueryBudget, bureaus: int
) -> None:
    for _ in range(bureaus):
        stating()

    # What stands published; the last decision. The latest reports' keys, for the counts, the newest bureaus and the
    # columns; bureaus looked at; bureaus stating; counts by category. The newest bureaus; themselves; the years of
    # their reports; their sentences by category. The categories. The years held.
    with django_assert_num_queries(14):
        client.get("/en/problems/")
    # The three counts hold until something is published, withdrawn or decided.
    with django_assert_num_queries(10):
        client.get("/en/problems/")


@pytest.mark.parametrize("bureaus", [2, 70])
def test_a_category_takes_ten_queries(
    client: Client, django_assert_num_queries: QueryBudget, bureaus: int
) -> None:
    make_report()
    for _ in range(bureaus):
        stating()

    # The category. The latest reports' keys; counts; bureaus looked at; reports and sentences by year; the silent.
    # Years held. How many sentences there are; one page of them with their bureaus' history.
    with django_assert_num_queries(10):
        client.get("/en/problems/legal_awareness/")
