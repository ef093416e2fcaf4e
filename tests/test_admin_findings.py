"""Figures, problems and plans in the admin: seen in their sentence, corrected through review, never lost."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import User
from django.db.models import Model
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from reports.models import Correction, Decision, Metric, Plan, Problem, Report, ReviewState
from tests.cast import EDITOR, Response, log_in, make_full_report, said
from tests.factories import make_category, make_domain, make_indicator, make_metric, make_report

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def originals(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "originals"


@pytest.fixture(autouse=True)
def editor(client: Client) -> User:
    return log_in(client, *EDITOR)


@pytest.fixture
def report() -> Report:
    return make_full_report(7, published=False)


@pytest.fixture
def marriages(report: Report) -> Metric:
    return report.metrics.get(mention="7对")


def address(row: Model) -> str:
    return f"/en/admin/{row._meta.label_lower.replace('.', '/')}/{row.pk}/change/"


def as_typed(metric: Metric, **changes: Any) -> dict[str, Any]:
    """The form as the page shows it, but for the changes."""
    names = ("label", "value", "value_max", "unit", "qualifier", "period", "claim", "scope")
    shown = {name: getattr(metric, name) for name in names} | {"indicator": metric.indicator_id, "reason": ""}
    return {name: "" if value is None else value for name, value in (shown | changes).items()}


def save(client: Client, metric: Metric, button: str = "_save", **changes: Any) -> Response:
    return client.post(address(metric), as_typed(metric, **changes) | {button: "1"}, follow=True)


# Seen -----------------------------------------------------------------------------------------------------------------


def test_a_figure_is_shown_in_its_sentence_with_the_machines_reasons(client: Client) -> None:
    report = make_report("前文。全年办理结婚登记1698对,检查12次。后文。", published=False)
    metric = make_metric(
        report, "1698对", "结婚登记", "1698", reasons=["arabic", "words:办理结婚登记", "new_code:x"]
    )

    response = client.get(address(metric))

    page = response.content.decode()
    assert "…前文。</span>全年办理结婚登记<mark>1698对</mark>,检查12次<span" in page
    assert response.context["steps"][2:] == [
        ("Written in Arabic digits", ""),
        ("These words name the indicator", "办理结婚登记"),
        ("new_code", "x"),  # a code without words is shown rather than hidden
    ]
    assert f'href="{metric.get_absolute_url()}"' in page


def test_a_value_is_shown_with_as_many_decimals_as_the_report_gives(
    client: Client, marriages: Metric
) -> None:
    Metric.objects.filter(pk=marriages.pk).update(value=Decimal("27810100"))
    assert 'name="value" value="27810100"' in client.get(address(marriages)).content.decode()

    Metric.objects.filter(pk=marriages.pk).update(value=Decimal("50.85"))
    assert 'name="value" value="50.85"' in client.get(address(marriages)).content.decode()


def test_the_place_of_a_figure_is_never_a_field(client: Client, marriages: Metric) -> None:
    fields = client.get(address(marriages)).context["adminform"].form.fields

    assert not {"start", "end", "mention", "sentence", "quote", "report", "decision", "confidence"} & set(
        fields
    )


def test_indicators_stand_under_their_domains(client: Client, marriages: Metric) -> None:
    make_indicator(
        "aid.funds",
        domain=make_domain("aid", name_zh="社会救助", name_en="Assistance", position=2),
        name_en="Funds",
    )

    page = client.get(address(marriages)).content.decode()

    assert page.index('<optgroup label="Marriage registration">') < page.index(
        '<optgroup label="Assistance">'
    )


@pytest.mark.parametrize("kind", ["metric", "problem", "plan"])
def test_findings_are_neither_added_nor_deleted_by_hand(client: Client, report: Report, kind: str) -> None:
    row = getattr(report, f"{kind}s").first()
    base = f"/admin/reports/{kind}/"

    assert client.get(f"{base}add/").status_code == 403
    assert client.post(f"{base}{row.pk}/delete/", {"post": "yes"}).status_code == 403
    client.post(base, {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes"})
    assert type(row).objects.filter(pk=row.pk).exists()


# Corrected ------------------------------------------------------------------------------------------------------------


def test_saving_goes_through_review_and_keeps_the_machines_value(
    client: Client, marriages: Metric, editor: User
) -> None:
    save(client, marriages, value="70", reason="原文为70对")

    changed = Metric.objects.get(pk=marriages.pk)
    assert (changed.value, changed.decision) == (Decimal(70), Decision.CORRECTED)
    correction = Correction.objects.get()
    assert (correction.before, correction.after) == ({"value": "7"}, {"value": "70"})
    assert (correction.reason, correction.made_by) == ("原文为70对", editor)
    entry = LogEntry.objects.get()
    assert (entry.user, entry.action_flag, entry.object_id) == (editor, CHANGE, str(marriages.pk))
    assert "Value" in entry.get_change_message()


def test_what_was_decided_is_told_on_the_page(client: Client, marriages: Metric, editor: User) -> None:
    funds = make_indicator("aid.funds", name_en="Funds")
    save(client, marriages, value="70", indicator=funds.pk, qualifier="about", reason="原文为70对")

    response = client.get(address(marriages))

    assert ("Read as: 7 couples", "") in response.context["steps"]  # the machine's voice stays its own
    (entry,) = response.context["history"]
    assert (entry.decision, entry.made_by, entry.reason) == ("Corrected", editor.get_username(), "原文为70对")
    assert [(change.field, change.before, change.after) for change in entry.changes] == [
        ("Indicator", "Marriage registrations", "Funds"),
        ("Value", "7", "70"),
        ("Qualifier", "exactly", "about"),
    ]


def test_saving_without_a_change_confirms_and_needs_no_reason(client: Client, marriages: Metric) -> None:
    save(client, marriages)

    assert Metric.objects.get(pk=marriages.pk).decision == Decision.CONFIRMED
    assert Correction.objects.get().before == {}
    assert LogEntry.objects.get().get_change_message() == "Confirmed"


def test_a_change_without_a_reason_is_refused(client: Client, marriages: Metric) -> None:
    response = save(client, marriages, value="70")

    assert response.context["errors"] == [["Say in a few words why you change the machine's reading."]]
    assert Metric.objects.get(pk=marriages.pk).decision == Decision.NONE
    assert not Correction.objects.exists()
    assert not LogEntry.objects.exists()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"qualifier": "range"}, "value_max"),
        ({"value_max": "9"}, "value_max"),
        ({"qualifier": "range", "value_max": "5"}, "value_max"),
        ({"qualifier": "range", "value": "", "value_max": "9"}, "value"),
        ({"value": "many"}, "value"),
        ({"label": ""}, "label"),
        ({"period": "fortnight"}, "period"),
        ({"indicator": "no.such_code"}, "indicator"),
    ],
)
def test_a_correction_that_makes_no_sense_is_said_under_its_field(
    client: Client, marriages: Metric, changes: dict[str, str], field: str
) -> None:
    response = save(client, marriages, reason="试", **changes)

    assert list(response.context["adminform"].form.errors) == [field]
    assert "onstraint" not in response.content.decode()  # no sentence of the database's
    assert not Correction.objects.exists()


def test_a_range_is_corrected_into_and_out_of(client: Client, marriages: Metric) -> None:
    save(client, marriages, qualifier="range", value_max="9", reason="原文为7至9对")
    ranged = Metric.objects.get(pk=marriages.pk)
    assert (ranged.qualifier, ranged.value_max) == ("range", Decimal(9))

    save(client, ranged, qualifier="exact", value_max="", reason="看错")
    assert Metric.objects.get(pk=marriages.pk).value_max is None


def test_rejecting_ignores_what_else_was_typed(client: Client, marriages: Metric) -> None:
    save(client, marriages, "_reject", value="70", reason="不是指标")

    rejected = Metric.objects.get(pk=marriages.pk)
    assert (rejected.value, rejected.decision) == (Decimal(7), Decision.REJECTED)
    assert Correction.objects.get().reason == "不是指标"
    assert LogEntry.objects.get().get_change_message() == "Rejected"


def test_from_one_figure_to_the_next_and_back_to_the_report(client: Client, report: Report) -> None:
    first, second = report.metrics.all()

    response = save(client, first, "_next")
    assert response.redirect_chain[-1][0] == address(second)
    assert said(response) == ["Decided: 结婚登记 7对."]

    response = save(client, second, "_next")
    assert response.redirect_chain[-1][0] == address(report)
    assert Report.objects.get().review_state == ReviewState.REVIEWED


@pytest.mark.parametrize("kind", ["problem", "plan"])
def test_problems_and_plans_are_corrected_alike(client: Client, report: Report, kind: str) -> None:
    row: Problem | Plan = getattr(report, f"{kind}s").get()
    other = make_category("staffing", name_en="Staffing")

    data = {"text": row.text, "category": other.pk, "heading": "", "reason": "归类有误", "_save": "1"}
    client.post(address(row), data)

    row.refresh_from_db()
    assert (row.category, row.decision) == (other, Decision.CORRECTED)
    assert row.corrections.get().before == {"category": "legal_awareness"}
    page = client.get(address(row)).content.decode()
    assert f"<mark>{row.text}</mark>" in page
    assert "Legal awareness and study" in page


# Lists ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("chosen", ["abc", "1" * 30, "1" * 5000, "\x00", "٣"])
def test_a_report_that_is_none_in_the_address_is_answered_with_all(
    client: Client, report: Report, editor: User, chosen: str
) -> None:
    response = client.get("/admin/reports/metric/", {"report": chosen})
    assert response.status_code == 302
    assert response["Location"].endswith("/admin/reports/metric/?e=1")


@pytest.mark.parametrize(
    ("action", "decision"), [("confirm_selected", Decision.CONFIRMED), ("reject_selected", Decision.REJECTED)]
)
def test_several_are_decided_at_once(
    client: Client, report: Report, editor: User, action: str, decision: Decision
) -> None:
    chosen = list(report.metrics.values_list("pk", flat=True))

    response = client.post(
        "/en/admin/reports/metric/", {"action": action, "_selected_action": chosen}, follow=True
    )

    assert set(report.metrics.values_list("decision", flat=True)) == {decision}
    assert Correction.objects.filter(made_by=editor).count() == 2
    assert LogEntry.objects.filter(user=editor).count() == 2
    assert said(response) == [f"Decided: {decision.label}, 2."]
    assert Report.objects.get().review_state == ReviewState.REVIEWED


def test_who_may_only_look_decides_nothing(client: Client, report: Report) -> None:
    log_in(client, "reports.view_metric")
    chosen = list(report.metrics.values_list("pk", flat=True))

    client.post("/admin/reports/metric/", {"action": "confirm_selected", "_selected_action": chosen})

    assert not Correction.objects.exists()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["7对", "7次", "8对", "8次"]),
        ("report={first}", ["7对", "7次"]),
        ("indicator__code__exact=marriage.registrations", ["7对", "8对"]),
        ("indicator__isnull=True", ["7次", "8次"]),
        ("indicator__domain__code__exact=marriage", ["7对", "8对"]),
        ("confidence__exact=doubtful", ["8次"]),
        ("decision__exact=none&report={first}", ["7对", "7次"]),
        ("decision__exact=rejected", []),
        ("report__status__exact=published", ["8对", "8次"]),
        ("period__exact=point", []),
        ("indicator__domain__isnull=True", ["7次", "8次"]),
        ("claim__exact=plan&q=检查", []),
        ("q=结婚登记8对", ["8对", "8次"]),  # both stand in that sentence
        ("q=Marriage", ["7对", "8对"]),
    ],
)
def test_figures_are_found(client: Client, report: Report, query: str, found: list[str]) -> None:
    other = make_full_report(8)
    other.metrics.filter(unit="次").update(confidence="doubtful")

    response = client.get(f"/admin/reports/metric/?{query.format(first=report.pk)}")

    assert sorted(row.mention for row in response.context["cl"].result_list) == sorted(found)


@pytest.mark.parametrize("kind", ["problem", "plan"])
def test_problems_and_plans_are_found(client: Client, report: Report, kind: str) -> None:
    make_full_report(8)

    def found(query: str) -> int:
        count: int = client.get(f"/admin/reports/{kind}/?{query}").context["cl"].result_count
        return count

    assert [found("q=普法"), found("q=没有"), found(f"report={report.pk}")] == [2, 0, 1]
    assert [found("category__code__exact=legal_awareness"), found("report__status__exact=published")] == [
        2,
        1,
    ]


def test_the_filter_by_report_offers_the_newest_and_the_chosen(client: Client, report: Report) -> None:
    for number in range(30, 52):
        make_full_report(number)

    page = client.get(f"/admin/reports/metric/?report={report.pk}").content.decode()

    assert f"{report.bureau.name}2022</a>" in page
    assert len(set(re.findall(r'href="\?report=\d+"', page))) == 21


def test_the_page_of_a_figure_has_a_budget(
    client: Client, marriages: Metric, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    save(client, marriages, value="70", reason="试")
    save(client, Metric.objects.get(pk=marriages.pk), value="71", reason="再试")

    # Session and user 2, permissions 2; the figure three times (ours, Django's, its text); history 3, waiting 1,
    # indicators and the choices they are checked against 3.
    with django_assert_max_num_queries(16):
        client.get(address(marriages))
