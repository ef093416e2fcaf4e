"""Shortcomings and plans on the workbench: confirmed, cut anew, put in another category, rejected."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import Settings

from reports.models import Correction, Decision, Plan, Problem, Report, ReviewState
from reports.voices import as_read
from tests.cast import EDITOR, Response, log_in, said
from tests.factories import figure, make_category, make_plan, make_problem, make_report

pytestmark = pytest.mark.django_db

TEXT = "检查12次。\n一是普法宣传不够,执法力量不足。\n二是制度不健全,\n落实不到位。\n明年加强普法。\n"


@pytest.fixture(autouse=True)
def originals(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "originals"


@pytest.fixture(autouse=True)
def editor(client: Client) -> User:
    return log_in(client, *EDITOR)


@pytest.fixture
def report() -> Report:
    report = make_report(TEXT, [figure("12次", "检查", "12", unit="次")], published=False)
    make_problem(report, "普法宣传不够,执法力量不足", category=make_category())
    make_problem(report, "制度不健全,\n落实不到位")
    make_plan(report, "明年加强普法", category=make_category())
    return report


def address(report: Report, query: str = "") -> str:
    return f"/en/admin/reports/report/{report.pk}/review/{query}"


def decide(
    client: Client, report: Report, row: Problem | Plan, button: str = "_decide", **changed: Any
) -> Response:
    here = address(report, f"?what={row._meta.model_name}s&m={row.pk}")
    form = client.get(here).context["form"]
    stands = {name: form[name].value() for name in form.fields}
    data = {name: "" if value is None else value for name, value in (stands | changed).items()}
    data = {name: value for name, value in data.items() if value is not False}
    return client.post(here, data | {button: "1"}, follow=True)


def problems() -> tuple[Problem, Problem]:
    first, second = Problem.objects.order_by("start")
    return first, second


def test_all_shortcomings_are_asked_for_in_the_order_of_the_text(client: Client, report: Report) -> None:
    response = client.get(address(report, "?what=problems"))

    assert [row.finding for row in response.context["rows"]] == list(problems())
    assert [row.why for row in response.context["rows"]] == ["", "fell in no category"]
    page = response.content.decode()
    assert '<span class="mark-problem current">普法宣传不够,执法力量不足</span>' in page
    assert [(name, count) for _address, name, count, _open in response.context["tabs"]] == [
        ("Figures", 0),
        ("Shortcomings", 2),
        ("Plans", 1),
    ]


def test_an_unchanged_form_confirms_even_across_lines_and_leads_on(client: Client, report: Report) -> None:
    first, second = problems()
    response = decide(client, report, first)
    assert response.context["row"].finding == second

    response = decide(client, report, second, text=second.text.replace("\n", "\r\n"))

    assert response.context["row"] is None or response.context["panel"] == "done"
    assert {one.decision for one in problems()} == {Decision.CONFIRMED}
    assert problems()[1].text == second.text


def test_a_statement_is_cut_to_other_words_of_the_text(client: Client, editor: User, report: Report) -> None:
    first, _second = problems()

    decide(client, report, first, text="执法力量不足", reason="两条写在一起")

    first.refresh_from_db()
    assert (first.text, TEXT[first.start : first.end]) == ("执法力量不足", "执法力量不足")
    assert first.decision == Decision.CORRECTED
    assert as_read(first).text == "普法宣传不够,执法力量不足"
    correction = Correction.objects.get()
    assert (correction.made_by, correction.reason, correction.problem) == (editor, "两条写在一起", first)
    page = client.get(address(report, f"?what=problems&m={first.pk}"))
    assert [(one.words, one.said) for one in page.context["voices"]] == [
        ("普法宣传不够,执法力量不足", "Legal awareness and study"),
        ("执法力量不足", "Legal awareness and study"),
    ]
    assert LogEntry.objects.get().get_change_message() == "Corrected 两条写在一起"


def test_a_statement_is_put_into_another_category(client: Client, report: Report) -> None:
    staff = make_category("staffing", name_zh="人员", name_en="Staffing", position=2)
    _first, second = problems()

    decide(client, report, second, category="staffing", is_cause="on", reason="讲的是人手")

    second.refresh_from_db()
    assert (second.category, second.is_cause) == (staff, True)


def test_a_plan_is_decided_too(client: Client, report: Report) -> None:
    plan = Plan.objects.get()

    decide(client, report, plan, "_reject", reason="是口号")

    plan.refresh_from_db()
    assert plan.decision == Decision.REJECTED
    assert client.get(address(report, "?what=plans")).context["panel"] == "done"


@pytest.mark.parametrize(
    ("field", "changed"),
    [
        ("text", {"text": "普法宣传还不够", "reason": "x"}),
        ("reason", {"text": "执法力量不足"}),
        ("category", {"category": "none_such", "reason": "x"}),
        ("text", {"text": "", "reason": "x"}),
    ],
)
def test_what_makes_no_sense_is_said_at_its_field(
    client: Client, report: Report, field: str, changed: dict[str, str]
) -> None:
    response = decide(client, report, problems()[0], **changed)

    assert list(response.context["form"].errors) == [field]
    assert not Correction.objects.exists()


def test_a_statement_is_not_cut_onto_the_place_of_another(client: Client, report: Report) -> None:
    response = decide(client, report, problems()[0], text="制度不健全", reason="x")

    assert list(response.context["form"].errors) == ["text"]
    assert not Correction.objects.exists()


def test_those_with_a_category_are_confirmed_at_once(client: Client, report: Report) -> None:
    response = client.post(address(report, "?what=problems"), {"_sure": "1"}, follow=True)

    assert said(response) == ["1 confirmed."]
    assert [one.decision for one in problems()] == [Decision.CONFIRMED, Decision.NONE]
    report.refresh_from_db()
    assert report.review_state == ReviewState.MACHINE  # its figure waits


@pytest.mark.parametrize("what", ["problem", "plan"])
def test_each_kind_is_for_those_who_may_change_it(client: Client, report: Report, what: str) -> None:
    log_in(client, "reports.view_report", "reports.change_metric")

    assert client.get(address(report, f"?what={what}s")).status_code == 403
    assert client.post(address(report, f"?what={what}s"), {"_sure": "1"}).status_code == 403


def test_a_statement_is_cut_anew_in_the_admin_as_well(client: Client, report: Report) -> None:
    first, _second = problems()
    data = {"text": "执法力量不足", "category": first.category_id, "heading": "", "reason": "两条"}

    client.post(f"/en/admin/reports/problem/{first.pk}/change/", data | {"_save": "1"})

    first.refresh_from_db()
    assert first.text == "执法力量不足" == TEXT[first.start : first.end]
