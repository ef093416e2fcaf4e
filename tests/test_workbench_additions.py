"""The workbench without any script: a figure is added by the words of the text, and one is split into two."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.contrib.admin.models import ADDITION, LogEntry
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import Settings

from reports.models import Correction, Decision, Metric, Origin, Report
from tests.cast import EDITOR, Response, log_in, said
from tests.factories import figure, make_indicator, make_report

pytestmark = pytest.mark.django_db

TEXT = "全年办理结婚登记1689对。\n救助4667户6135人,走访12次,复查12次。\n监管率、执法率均达100%。\n"


@pytest.fixture(autouse=True)
def originals(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "originals"


@pytest.fixture(autouse=True)
def editor(client: Client) -> User:
    return log_in(client, *EDITOR)


@pytest.fixture
def report() -> Report:
    make_indicator()
    return make_report(
        TEXT, [figure("4667户6135人", "救助", "6135", unit="人", confidence="doubtful")], published=False
    )


def address(report: Report, query: str = "") -> str:
    return f"/en/admin/reports/report/{report.pk}/review/{query}"


def filled(form: Any) -> dict[str, Any]:
    """A form as the page shows it."""
    values = {form[name].html_name: form[name].value() for name in form.fields}
    return {name: "" if value is None else value for name, value in values.items()}


def ask(client: Client, report: Report, words: str, start: int | None = None) -> Response:
    return client.get(
        address(report), {"add": "1", "quote": words, "start": "" if start is None else str(start)}
    )


def added() -> list[Metric]:
    return list(Metric.objects.filter(origin=Origin.PERSON).order_by("start", "pk"))


# Adding ---------------------------------------------------------------------------------------------------------------


def test_the_engine_proposes_what_the_words_say(client: Client, report: Report) -> None:
    response = ask(client, report, "办理结婚登记1689对")

    part = filled(response.context["part"])
    assert (part["quote"], part["start"], part["value"], part["unit"]) == (
        "1689对",
        TEXT.index("1689"),
        Decimal(1689),
        "对",
    )
    assert (part["indicator"], part["period"], part["qualifier"]) == (
        "Marriage registrations",
        "year",
        "exact",
    )
    assert not added()


def test_a_figure_is_added_as_proposed(client: Client, editor: User, report: Report) -> None:
    form = ask(client, report, "1689对").context
    data = filled(form["part"]) | filled(form["why"])

    response = client.post(address(report, "?add=1"), data, follow=True)

    (metric,) = added()
    assert (metric.mention, metric.value, metric.indicator_id) == (
        "1689对",
        Decimal(1689),
        "marriage.registrations",
    )
    correction = Correction.objects.get()
    assert (correction.made_by, correction.reason) == (editor, "Overlooked by the machine")
    assert said(response) == [f"Added: {metric}."]
    assert LogEntry.objects.get(action_flag=ADDITION).object_id == str(metric.pk)
    page = client.get(address(report, f"?m={metric.pk}"))
    assert [(one.whose, one.said) for one in page.context["voices"]] == [
        ("The machine read", "nothing here"),
        ("A person decided", "1,689 couples · Marriage registrations · year"),
    ]


def test_every_field_of_the_proposal_can_be_changed(client: Client, report: Report) -> None:
    form = ask(client, report, "1689对").context
    changed = {"value": "1600", "qualifier": "range", "value_max": "1700", "label": "登记", "period": "part"}

    client.post(address(report, "?add=1"), filled(form["part"]) | filled(form["why"]) | changed)

    (metric,) = added()
    assert (metric.value, metric.value_max, metric.label, metric.period) == (
        Decimal(1600),
        Decimal(1700),
        "登记",
        "part",
    )


def test_words_that_stand_twice_are_asked_for_by_their_place(client: Client, report: Report) -> None:
    response = ask(client, report, "12次")

    found = response.context["places"]
    assert [TEXT[one.start - 2 : one.start] for one in found] == ["走访", "复查"]
    second = ask(client, report, "12次", found[1].start).context["part"]
    assert second["start"].value() == TEXT.index("12次。")
    assert f"start={found[1].start}" in response.content.decode()


def test_the_end_of_a_longer_number_is_not_meant(client: Client) -> None:
    report = make_report("建成79个,撤销9个。", published=False)

    assert ask(client, report, "9个").context["part"]["start"].value() == 8


@pytest.mark.parametrize("start", ["0", "999999", "123456789012345678"])
def test_a_place_that_is_not_quite_right_leads_to_the_nearest(
    client: Client, report: Report, start: str
) -> None:
    part = ask(client, report, "1689对", int(start)).context["part"]

    assert part["start"].value() == TEXT.index("1689对")


@pytest.mark.parametrize("words", ["1690对", "\x00", "   "])
def test_words_that_are_not_in_the_text_are_asked_for_again(
    client: Client, report: Report, words: str
) -> None:
    response = ask(client, report, words)

    assert response.context["panel"] == "find"
    assert ("The text does not have these words" in response.content.decode()) == bool(words.strip())


def test_words_without_a_number_may_still_be_a_figure(client: Client, report: Report) -> None:
    part = filled(ask(client, report, "监管率").context["part"])

    assert (part["quote"], part["value"]) == ("监管率", "")


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("quote", {"quote": "1690对"}),
        ("quote", {"quote": "1" * 61}),
        ("value", {"value": "many"}),
        ("value_max", {"qualifier": "range"}),
        ("label", {"label": ""}),
        ("indicator", {"indicator": "没有"}),
        ("unit", {"unit": ""}),
    ],
)
def test_what_makes_no_sense_is_said_at_its_field_and_adds_nothing(
    client: Client, report: Report, field: str, wrong: dict[str, str]
) -> None:
    form = ask(client, report, "1689对").context

    response = client.post(address(report, "?add=1"), filled(form["part"]) | filled(form["why"]) | wrong)

    assert list(response.context["part"].errors) == [field]
    assert not added()


def test_a_reason_is_always_given(client: Client, report: Report) -> None:
    form = ask(client, report, "1689对").context

    response = client.post(address(report, "?add=1"), filled(form["part"]) | {"reason": " "})

    assert list(response.context["why"].errors) == ["reason"]
    assert not added()


def test_the_same_figure_is_not_added_twice(client: Client, report: Report) -> None:
    form = ask(client, report, "1689对").context
    data = filled(form["part"]) | filled(form["why"])
    client.post(address(report, "?add=1"), data)

    response = client.post(address(report, "?add=1"), data)

    assert "A person has added this figure under this name before." in response.content.decode()
    assert len(added()) == 1


# Splitting ------------------------------------------------------------------------------------------------------------


def split_form(client: Client, report: Report, metric: Metric) -> dict[str, Any]:
    context = client.get(address(report, f"?m={metric.pk}&split=1")).context
    first, second = context["parts"]
    return filled(first) | filled(second) | filled(context["why"])


def test_figures_run_together_are_split_as_the_engine_reads_them(client: Client, report: Report) -> None:
    whole = report.metrics.get()
    data = split_form(client, report, whole)
    assert (data["a-quote"], data["a-value"], data["b-quote"], data["b-value"]) == (
        "4667户",
        4667,
        "6135人",
        6135,
    )

    response = client.post(address(report, f"?m={whole.pk}&split=1"), data, follow=True)

    assert [(one.mention, one.value, one.split_from_id) for one in added()] == [
        ("4667户", Decimal(4667), whole.pk),
        ("6135人", Decimal(6135), whole.pk),
    ]
    whole.refresh_from_db()
    assert whole.decision == Decision.REJECTED
    assert {one.reason for one in Correction.objects.all()} == {"Two figures read as one"}
    assert said(response) == ["Split: 救助 4667户6135人."]
    for one, words in ((whole, "Split into 4667户"), (added()[0], "The figure it was split from")):
        assert words in client.get(f"/en/admin/reports/metric/{one.pk}/change/").content.decode()
    text = response.content.decode().partition('<div class="side"')[0]
    assert ">4667户</a>" in text
    assert ">4667户6135人</a>" not in text


def test_one_number_under_two_names_becomes_two_figures(client: Client, report: Report) -> None:
    whole = report.metrics.create(
        start=TEXT.index("100%"),
        end=TEXT.index("100%") + 4,
        mention="100%",
        quote="x",
        sentence="监管率、执法率均达100%",
        sentence_start=TEXT.index("监管率"),
        label="监管率",
        value=100,
        unit="%",
        qualifier="exact",
        period="year",
        claim="actual",
        confidence="doubtful",
    )
    data = split_form(client, report, whole)
    assert (data["a-quote"], data["b-quote"], data["b-value"]) == ("100%", "100%", "100")

    client.post(address(report, f"?m={whole.pk}&split=1"), data | {"b-label": "执法率"})

    assert [(one.mention, one.label) for one in added()] == [("100%", "监管率"), ("100%", "执法率")]


def test_other_words_for_a_part_are_read_anew_and_nothing_is_written(client: Client, report: Report) -> None:
    whole = report.metrics.get()
    data = split_form(client, report, whole)

    response = client.post(
        address(report, f"?m={whole.pk}&split=1"),
        data | {"b-quote": "12次", "b-start": TEXT.index("12次。"), "again": "1"},
    )

    second = response.context["parts"][1]
    assert (second["quote"].value(), second["value"].value()) == ("12次", 12)
    assert second["start"].value() == TEXT.index("12次。")
    assert not added()
    assert Metric.objects.get().decision == Decision.NONE


def test_a_split_with_a_fault_leaves_the_figure_whole(client: Client, report: Report) -> None:
    whole = report.metrics.get()
    data = split_form(client, report, whole)

    response = client.post(
        address(report, f"?m={whole.pk}&split=1"),
        data | {"a-value": "", "a-label": "", "b-quote": "6136人", "reason": ""},
    )

    first, second = response.context["parts"]
    assert (list(first.errors), list(second.errors)) == (["label"], ["quote"])
    assert list(response.context["why"].errors) == ["reason"]
    assert Metric.objects.get().decision == Decision.NONE


@pytest.mark.parametrize("query", ["?add=1", "?split=1&m={m}"])
def test_adding_and_splitting_are_for_those_who_may_change_figures(
    client: Client, report: Report, query: str
) -> None:
    there = address(report, query.format(m=report.metrics.get().pk))
    data = split_form(client, report, report.metrics.get())
    log_in(client, "reports.view_report", "reports.view_metric", "reports.change_problem")
    assert client.get(there).status_code == client.post(there, data).status_code == 403
    client.logout()
    assert client.get(there).status_code == client.post(there, data).status_code == 302
    assert not added()
