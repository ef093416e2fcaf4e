"""Search: two characters, synonyms of the catalogue, pinyin, all kinds of results, the same on both databases."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any
from urllib.parse import quote

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bureaus.models import BureauName
from reports.segments import marked
from tests.factories import (
    figure,
    make_bureau,
    make_category,
    make_indicator,
    make_plan,
    make_problem,
    make_region,
    make_report,
)

pytestmark = pytest.mark.django_db

QueryBudget = Callable[[int], AbstractContextManager[Any]]
TEXT = "一、工作\n全年发放高龄津贴1129万元。存在的问题:低保核查不够及时。明年将加强低保核查。\n"


def make_everything() -> None:
    """One report with a figure, a shortcoming and a plan, of 海盐县."""
    allowance = make_indicator(
        "elderly.allowance",
        name_zh="高龄津贴资金",
        name_en="Old-age allowance funds",
        synonyms=["高龄津贴", "发放高龄津贴", "尊老金"],
        unit="元",
        kind="amount",
    )
    report = make_report(
        TEXT,
        figures=[
            figure(
                "1129万元", "高龄津贴", "11290000", unit="元", indicator=allowance, quote="高龄津贴1129万元"
            )
        ],
        headings=["一、工作"],
        bureau=make_bureau(make_region("海盐县", "330424")),
    )
    make_problem(report, "低保核查不够及时", category=make_category())
    make_plan(report, "明年将加强低保核查")


def page(client: Client, words: str, rest: str = "", status: int = 200) -> str:
    response = client.get(f"/en/search/?q={quote(words)}{rest}")
    assert response.status_code == status
    return str(response.content.decode())


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        ("低保", {"problems", "plans", "sentences"}),
        ("高龄", {"indicators", "figures", "sentences"}),
        ("尊老金", {"indicators", "figures", "sentences"}),
        ("allowance", {"indicators", "figures"}),
        ("Legal awareness", {"problems"}),
        ("海盐", {"bureaus"}),
        ("330424", {"bureaus"}),
        ("嘉兴", {"bureaus"}),
        ("hyx", {"bureaus"}),
        ("HY", {"bureaus"}),
        ("Haiyan", {"bureaus"}),
        ("低保 核查", {"problems", "plans", "sentences"}),
        ("低保 殡葬", set()),
        ("yx", set()),
        ("%", set()),
        ("_", set()),
        ("'\"><b>", set()),
    ],
)
def test_words_are_found_in_every_kind_of_thing(client: Client, words: str, kinds: set[str]) -> None:
    make_everything()
    html = page(client, words)
    every = {"indicators", "figures", "problems", "plans", "sentences", "bureaus"}

    assert {kind for kind in every if f'<h2 id="{kind}">' in html} == kinds
    assert "<b></h1>" not in html


def test_a_synonym_is_followed_and_said(client: Client) -> None:
    make_everything()
    html = page(client, "尊老金")

    assert "Words of the catalogue that mean the same are followed" in html
    assert "全年发放<mark>高龄津贴</mark>1129万元" in html


def test_a_former_name_is_found_by_its_initials(client: Client) -> None:
    city = make_region("海门市", "320684", end_year=2020)
    bureau = make_bureau(make_region("海门区", "320614", start_year=2020))
    BureauName.objects.create(bureau=bureau, region=city, name="海门市民政局")
    make_report(bureau=bureau)

    assert "/en/bureaus/320614/" in page(client, "hms")


def test_a_sentence_leads_to_the_place_before_it(client: Client) -> None:
    make_everything()
    html = page(client, "低保", "&in=sentences")

    assert f"#c{TEXT.index('1129万元')}:~:text=%E4%BD%8E%E4%BF%9D" in html


def test_a_figure_leads_to_its_certificate_with_its_value(client: Client) -> None:
    make_everything()
    html = page(client, "高龄津贴")

    assert 'href="/en/metrics/' in html
    assert "Old-age allowance funds: 11.29 million yuan" in html


def test_nothing_unpublished_or_rejected_is_found(client: Client) -> None:
    make_report("低保核查。", published=False, figures=[figure("低保", "低保")], problems=["低保核查"])
    make_problem(make_report("法治。低保不足。"), "低保不足", decision="rejected")
    html = page(client, "低保")

    assert '<h2 id="figures">' not in html
    assert '<h2 id="problems">' not in html


def test_one_kind_is_listed_page_by_page(client: Client) -> None:
    for _ in range(52):
        make_problem(make_report("低保不足。"), "低保不足")

    assert "All 52" in page(client, "低保")
    first = page(client, "低保", "&in=problems")
    assert first.count("<mark>") == 50
    assert "Page 1 of 2" in first
    assert page(client, "低保", "&in=problems&page=2").count("<mark>") == 2


@pytest.mark.parametrize("kind", ["figures", "problems", "plans"])
def test_the_newest_report_comes_first_whatever_its_division_or_year(client: Client, kind: str) -> None:
    for adcode, year in (("900002", 2020), ("900001", 2022), ("900003", 2018)):
        text = f"{year}年低保100人。"
        said: dict[str, Any] = {kind: [figure("100人", "低保", "100") if kind == "figures" else text]}
        make_report(text, bureau=make_bureau(make_region(adcode=adcode)), year=year, **said)
    html = page(client, "低保", f"&in={kind}")

    assert re.findall(r"report for (\d{4})", html) == ["2018", "2022", "2020"]


def test_no_more_than_a_thousand_are_counted(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reports.views.search.MOST_COUNTED", 10)
    for _ in range(12):
        make_problem(make_report("低保不足。"), "低保不足")

    assert "more than 10" in page(client, "低保")
    assert page(client, "低保", "&in=problems").count("<mark>") == 10


@pytest.mark.parametrize("rest", ["&in=x", "&in=%00"])
def test_a_kind_that_is_none_is_refused_in_words(client: Client, rest: str) -> None:
    assert "This question can" in page(client, "低保", rest, 400)


@pytest.mark.parametrize(("words", "said"), [("\0", "Null characters"), ("低" * 61, "at most 60 characters")])
def test_words_that_can_t_be_searched_for_are_refused_in_words(client: Client, words: str, said: str) -> None:
    assert said in page(client, words, status=400)


def test_without_words_the_box_alone_is_shown(client: Client) -> None:
    assert 'class="hits"' not in page(client, "  ")


def test_what_is_not_found_gets_a_next_step(client: Client) -> None:
    assert "A shorter word finds more" in page(client, "不存在")


@pytest.mark.parametrize(
    ("text", "words", "pieces"),
    [
        ("发放低保金", ["低保"], [("发放", False), ("低保", True), ("金", False)]),
        ("低保低保", ["低保"], [("低保", True), ("低保", True)]),
        ("低保金", ["低保", "低保金"], [("低保金", True)]),
        ("无此词", ["低保"], [("无此词", False)]),
        ("ABC", ["b"], [("A", False), ("B", True), ("C", False)]),
        ("a" * 200 + "低保", ["低保"], [("…" + "a" * 118, False), ("低保", True)]),
    ],
)
def test_the_words_are_marked_where_they_stand(
    text: str, words: list[str], pieces: list[tuple[str, bool]]
) -> None:
    assert marked(text, words) == pieces


def test_a_marked_text_loses_nothing() -> None:
    text = "深入推进低保专项治理,低保对象动态管理"

    assert "".join(piece for piece, _found in marked(text, ["低保", "对象"])) == text


@pytest.mark.parametrize("reports", [7, 30])
def test_a_search_takes_twenty_two_queries(
    client: Client, django_assert_num_queries: QueryBudget, reports: int
) -> None:
    for number in range(reports):
        bureau = make_bureau(make_region(f"低保{number}县"))
        report = make_report(
            "低保316人。低保不足。加强低保。", bureau=bureau, figures=[figure("316人", "低保")]
        )
        make_problem(report, "低保不足")
        make_plan(report, "加强低保")

    # The catalogue; categories. Bureaus with region; regions before theirs; names; their regions; their count. Of
    # figures, shortcomings and plans: the reports the index names; the first; their count. Of reports: those the index
    # names; whether it is whole; the first; their count; headings and figures they can be entered by.
    with django_assert_num_queries(22):
        client.get("/search/?q=低保")


def test_only_the_reports_shown_are_read_in_full(client: Client) -> None:
    make_everything()
    with CaptureQueriesContext(connection) as asked:
        client.get("/search/?q=低保")

    read = [
        query["sql"] for query in asked if '"reports_report"."text",' in query["sql"].partition(" FROM ")[0]
    ]
    assert len(read) == 1
    assert "LIMIT 6" in read[0]
