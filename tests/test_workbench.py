"""The review workbench: which figures it asks for, in which order, and that every decision goes through review."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from reports.models import Correction, Decision, Metric, Report, ReviewState
from reports.voices import as_read
from tests.cast import EDITOR, Response, log_in, said
from tests.factories import figure, make_indicator, make_metric, make_problem, make_report

pytestmark = pytest.mark.django_db

TEXT = (
    "办理结婚登记1689对。\n救助3人次、检查12次、走访7户、发放5元。\n普法宣传不够。\n"
    "三次四次五次六次七次八次\n"
)


@pytest.fixture(autouse=True)
def originals(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "originals"


@pytest.fixture(autouse=True)
def editor(client: Client) -> User:
    return log_in(client, *EDITOR)


@pytest.fixture
def report() -> Report:
    """Two doubtful figures, the second and the fourth; the others are sure."""
    marriages = make_indicator()
    make_indicator("assistance.temporary", name_zh="临时救助", name_en="Temporary assistance", unit="人次")
    make_indicator(
        "assistance.vagrants",
        name_zh="流浪乞讨救助",
        name_en="Vagrants helped",
        unit="人次",
        synonyms=["站内救助"],
    )
    report = make_report(
        TEXT,
        [
            figure("1689对", "结婚登记", "1689", indicator=marriages),
            figure("3人次", "救助", "3", unit="人次", confidence="doubtful"),
            figure("12次", "检查", "12", unit="次"),
            figure("7户", "走访", "7", unit="户", confidence="doubtful"),
            figure("5元", "发放", "5", unit="元", confidence="likely"),
        ],
        published=False,
    )
    make_problem(report, "普法宣传不够")
    return report


def address(report: Report, query: str = "") -> str:
    return f"/en/admin/reports/report/{report.pk}/review/{query}"


def metric(mention: str) -> Metric:
    return Metric.objects.get(mention=mention)


def current(response: Response) -> str:
    row = response.context["row"]
    return row.finding.mention if row else ""


def decide(client: Client, report: Report, mention: str, button: str = "_decide", **changed: Any) -> Response:
    """Press a button at a figure, the form as it stands but for what is changed."""
    here = address(report, f"?m={metric(mention).pk}")
    form = client.get(here).context["form"]
    stands = {name: form[name].value() for name in form.fields}
    data = {name: "" if value is None else value for name, value in (stands | changed).items()}
    return client.post(here, data | {button: "1"}, follow=True)


# What is asked for ----------------------------------------------------------------------------------------------------


def test_only_the_doubtful_are_asked_for_and_the_first_that_waits_is_open(
    client: Client, report: Report
) -> None:
    response = client.get(address(report))

    assert [row.finding.mention for row in response.context["rows"]] == ["3人次", "7户"]
    assert current(response) == "3人次"
    page = response.content.decode()
    assert "2 of 5 figures need a person, 0 decided" in page
    assert "Confirm the other 3 that the machine is sure of" in page


def test_all_figures_on_request(client: Client, report: Report) -> None:
    rows = client.get(address(report, "?all=1")).context["rows"]

    assert [row.finding.mention for row in rows] == ["1689对", "3人次", "12次", "7户", "5元"]


def test_a_mark_of_the_text_leads_to_its_figure(client: Client, report: Report) -> None:
    page = client.get(address(report)).content.decode()

    marks = dict(re.findall(r'<a class="(mark-figure[^"]*)"[^>]*>([^<]+)</a>', page))
    assert set(re.findall(r'<a class="mark-figure[^"]*"[^>]*>([^<]+)</a>', page)) == {
        "1689对", "3人次", "12次", "7户", "5元",
    }  # fmt: skip
    assert marks["mark-figure current"] == "3人次"
    assert '<span class="mark-problem">普法宣传不够</span>' in page
    assert current(client.get(address(report, f"?m={metric('12次').pk}"))) == "12次"


@pytest.mark.parametrize("query", ["?m=0", "?m=x", "?m=", "?m=%00"])
def test_an_address_of_no_figure_opens_the_first_that_waits(
    client: Client, report: Report, query: str
) -> None:
    assert current(client.get(address(report, query))) == "3人次"


def test_a_report_without_doubt_asks_nothing(client: Client) -> None:
    report = make_report(TEXT, [figure("12次", "检查", "12", unit="次")], published=False)

    response = client.get(address(report))

    assert current(response) == ""
    assert "No figure waits in this list." in response.content.decode()


# Decisions ------------------------------------------------------------------------------------------------------------


def test_an_unchanged_form_confirms_and_leads_to_the_next(
    client: Client, editor: User, report: Report
) -> None:
    response = decide(client, report, "3人次")

    assert metric("3人次").decision == Decision.CONFIRMED
    correction = Correction.objects.get()
    assert (correction.made_by, correction.before, correction.after) == (editor, {}, {})
    assert current(response) == "7户"


def test_after_the_last_the_one_that_was_skipped_comes_again(client: Client, report: Report) -> None:
    assert current(decide(client, report, "7户")) == "3人次"
    assert current(decide(client, report, "3人次")) == ""


def test_a_changed_value_is_a_correction_with_its_reason(client: Client, report: Report) -> None:
    decide(client, report, "3人次", value="30", reason="原件为30人次")

    corrected = metric("3人次")
    assert (corrected.value, corrected.decision) == (Decimal(30), Decision.CORRECTED)
    assert as_read(corrected).value == 3
    assert Correction.objects.get().reason == "原件为30人次"


def test_machine_and_person_are_two_voices_on_the_page(client: Client, report: Report) -> None:
    decide(client, report, "3人次", value="30", reason="原件为30人次")

    response = client.get(address(report, f"?m={metric('3人次').pk}"))

    assert [(one.whose, one.words, one.said) for one in response.context["voices"]] == [
        ("The machine read", "救助", "3 person-times · year"),
        ("A person decided", "救助", "30 person-times · year"),
    ]
    page = response.content.decode()
    assert "<del>3</del> → <ins>30</ins>" in page
    assert "原件为30人次" in page


def test_every_decision_is_in_the_history_with_its_user(client: Client, editor: User, report: Report) -> None:
    decide(client, report, "3人次", value="30", reason="原件为30人次")
    decide(client, report, "7户", "_reject", reason="文号")
    client.post(address(report), {"_sure": "1"})

    entries = LogEntry.objects.filter(user=editor, action_flag=CHANGE).order_by("pk")
    assert [(entry.object_id, entry.get_change_message()) for entry in entries] == [
        (str(metric("3人次").pk), "Corrected 原件为30人次"),
        (str(metric("7户").pk), "Rejected 文号"),
        (str(report.pk), "figures: 3 confirmed."),
    ]


@pytest.mark.parametrize(
    "typed",
    [
        "流浪乞讨救助",
        "Vagrants helped",
        "assistance.vagrants",
        " 流浪乞讨救助 ",
        "流浪",
        "vagrants",
        "站内救助",
    ],
)
def test_an_indicator_is_assigned_by_typing_its_name(client: Client, report: Report, typed: str) -> None:
    decide(client, report, "3人次", indicator=typed, reason="目录里有")

    assert metric("3人次").indicator_id == "assistance.vagrants"


def test_an_indicator_is_taken_away_by_emptying_the_field(client: Client, report: Report) -> None:
    decide(client, report, "1689对", indicator="", reason="不是婚姻登记")

    assert metric("1689对").indicator is None


@pytest.mark.parametrize(
    ("field", "changed"),
    [
        ("indicator", {"indicator": "没有这项指标", "reason": "x"}),
        ("indicator", {"indicator": "救助", "reason": "x"}),  # fits several
        ("reason", {"value": "30"}),
        ("value", {"value": "many", "reason": "x"}),
        ("value_max", {"qualifier": "range", "reason": "x"}),
    ],
)
def test_what_makes_no_sense_is_said_at_its_field_and_decides_nothing(
    client: Client, report: Report, field: str, changed: dict[str, str]
) -> None:
    response = decide(client, report, "3人次", **changed)

    assert list(response.context["form"].errors) == [field]
    assert current(response) == "3人次"
    assert metric("3人次").decision == Decision.NONE
    assert not Correction.objects.exists()


def test_no_finding_at_all_is_rejected_whatever_else_is_typed(client: Client, report: Report) -> None:
    response = decide(client, report, "3人次", "_reject", value="many", reason="文号")

    assert metric("3人次").decision == Decision.REJECTED
    assert metric("3人次").value == 3
    assert Correction.objects.get().reason == "文号"
    assert current(response) == "7户"


def test_the_sure_ones_are_confirmed_at_once_and_the_doubtful_wait_on(
    client: Client, editor: User, report: Report
) -> None:
    response = client.post(address(report), {"_sure": "1"}, follow=True)

    assert said(response) == ["3 confirmed."]
    waiting = Metric.objects.filter(report=report).undecided()
    assert [one.mention for one in waiting] == ["3人次", "7户"]
    assert {(one.decision, one.made_by) for one in Correction.objects.all()} == {("confirmed", editor)}
    assert Correction.objects.count() == 3


def test_when_all_is_decided_the_report_is_reviewed(client: Client, report: Report) -> None:
    decide(client, report, "3人次")
    decide(client, report, "7户")
    report.refresh_from_db()
    assert report.review_state == ReviewState.MACHINE

    client.post(address(report), {"_sure": "1"})

    report.refresh_from_db()
    assert report.review_state == ReviewState.REVIEWED


def test_the_sure_of_another_report_are_left_alone(client: Client, report: Report) -> None:
    other = make_report(TEXT, [figure("12次", "检查", "12", unit="次")], published=False)

    client.post(address(report), {"_sure": "1"})

    assert other.metrics.get().decision == Decision.NONE


# Who, and at what cost ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "permissions", [("view_report",), ("change_metric",), ("view_report", "view_metric")]
)
def test_review_is_for_those_who_may_change_figures(
    client: Client, report: Report, permissions: tuple[str, ...]
) -> None:
    log_in(client, *(f"reports.{name}" for name in permissions))

    assert client.get(address(report)).status_code == 403
    assert client.post(address(report), {"_sure": "1"}).status_code == 403
    assert not Correction.objects.exists()


def test_a_stranger_is_asked_to_log_in(client: Client, report: Report) -> None:
    client.logout()

    assert client.get(address(report)).status_code == 302
    assert client.post(address(report), {"_sure": "1"}).status_code == 302
    assert not Correction.objects.exists()


def test_the_page_has_a_budget_whatever_the_number_of_figures(
    client: Client, report: Report, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client.get(address(report))

    # session, user and permissions (2), report and figures, the one in the form and its indicator's name; problems,
    # plans and headings of the text; how the one was read (2) and decided; the indicators on offer.
    with django_assert_max_num_queries(14):
        client.get(address(report))

    for number in range(3, 9):
        make_metric(report, f"{'零一二三四五六七八九'[number]}次", value=str(number), confidence="doubtful")
    with django_assert_max_num_queries(14):
        client.get(address(report))


def test_a_script_is_answered_with_what_has_changed_since(client: Client, report: Report) -> None:
    """From 3人次 to 7户: their two lines of the queue and the paragraph they stand in, nothing of the other 2."""
    first, second = metric("3人次"), metric("7户")
    bench = {"HTTP_X_BENCH": f"? {first.pk}"}

    response = client.get(address(report, f"?m={second.pk}"), **bench)  # type: ignore[arg-type]  # a header
    page = response.content.decode()

    assert [row.finding for row in response.context["rows"]] == [first, second]
    assert [one.start for one in response.context["paragraphs"]] == [TEXT.index("救助")]
    assert "<datalist" not in page
    assert "</html>" not in page
    decided = client.post(address(report, f"?m={first.pk}"), {"_reject": "1"}, follow=True, **bench)  # type: ignore[arg-type]
    assert decided.context["part"]
    assert "Rejected" in decided.content.decode()


@pytest.mark.parametrize("header", ["", "? x", "?all=1& 1", "?what=plans& 1", "?", "? 99999999999999999999"])
def test_anything_else_is_answered_with_the_whole_page(client: Client, report: Report, header: str) -> None:
    page = client.get(address(report), HTTP_X_BENCH=header).content.decode()

    assert "</html>" in page
    assert "办理结婚登记" in page


def test_the_report_leads_to_its_review(client: Client, report: Report) -> None:
    page = client.get(f"/en/admin/reports/report/{report.pk}/change/").content.decode()

    assert f'href="{address(report)}"' in page
