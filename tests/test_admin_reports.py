"""One report in the admin: what was read in it, the steps it can take, what may be put right, and its deletion."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.contrib.admin import site
from django.contrib.admin.models import CHANGE, DELETION, LogEntry
from django.contrib.auth.models import User
from django.test import Client, RequestFactory
from pytest_django import DjangoAssertNumQueries, Settings

from reports import intake, review
from reports.models import Report
from reports.review import confirm
from tests import documents
from tests.cast import EDITOR, Response, log_in, make_full_report, said
from tests.documents import REPORT, everything_held

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def originals(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "originals"


@pytest.fixture(autouse=True)
def editor(client: Client) -> User:
    return log_in(client, *EDITOR)


def test_the_page_of_a_report_counts_what_was_read_and_leads_to_it(client: Client, editor: User) -> None:
    report = make_full_report(1, published=False)
    report.metrics.filter(unit="次").update(confidence="doubtful")

    response = client.get(f"/en/admin/reports/report/{report.pk}/change/")

    counts = response.context["counts"]
    assert counts == {
        "figures": 2,
        "doubtful": 1,
        "undecided": 2,
        "problems": 1,
        "plans": 1,
        "sections": 0,
        "failing": 0,
    }
    page = response.content.decode()
    for name in ("metric", "problem", "plan"):
        assert f'/en/admin/reports/{name}/?report={report.pk}"' in page
        listed = client.get(f"/admin/reports/{name}/?report={report.pk}").context["cl"]
        assert listed.result_count == (2 if name == "metric" else 1)
    assert f'href="/en/reports/{report.pk}/"' in page  # the public reader
    assert report.text in page


def test_a_new_version_is_offered_to_take_the_place_of_the_published_one(
    client: Client, editor: User
) -> None:
    old = make_full_report(1)
    new = make_full_report(2, bureau=old.bureau, published=False)
    address = f"/en/admin/reports/report/{new.pk}/"
    offered = [step.name for step in client.get(f"{address}change/").context["steps"]]
    assert "replace" in offered
    assert "publish" not in offered

    client.post(f"{address}replace/")

    assert list(Report.objects.published()) == [new]
    # What anybody may have cited is withdrawn before it is deleted, and keeps its place until then.
    old_address = f"/en/admin/reports/report/{old.pk}/"
    assert client.post(f"{old_address}delete/", {"post": "yes"}).status_code == 403
    client.post(f"{old_address}withdraw/")
    assert client.post(f"{old_address}delete/", {"post": "yes"}).status_code == 302


def test_the_page_of_a_report_has_a_budget(
    client: Client, editor: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    report = make_full_report(1)
    # Session, user and permissions 4; the report twice, its text; two counts; a savepoint around; choices none.
    with django_assert_max_num_queries(14):
        client.get(f"/admin/reports/report/{report.pk}/change/")


@pytest.mark.parametrize("by", ["button", "list"])
def test_publish_and_withdraw(client: Client, editor: User, by: str) -> None:
    report = make_full_report(1, published=False)

    def step(name: str) -> Response:
        if by == "button":
            return client.post(f"/en/admin/reports/report/{report.pk}/{name}/", follow=True)
        action = {"action": f"{name}_selected", "_selected_action": [report.pk]}
        return client.post("/en/admin/reports/report/", action, follow=True)

    assert said(step("publish")) == [f"{report.bureau.name}2022 is published."]
    assert client.get(report.get_absolute_url()).status_code == 200
    assert said(step("publish")) == [f"{report.bureau.name}2022 was published before."]
    assert said(step("withdraw")) == [f"{report.bureau.name}2022 is withdrawn; nothing of it is lost."]
    assert Client().get(report.get_absolute_url()).status_code == 404
    entries = LogEntry.objects.filter(user=editor, action_flag=CHANGE).order_by("pk")
    assert [entry.get_change_message() for entry in entries] == ["Publish", "Withdraw"]


def test_a_conflict_is_said_and_nothing_happens(client: Client, editor: User) -> None:
    first = make_full_report(1)
    second = make_full_report(2, bureau=first.bureau, published=False)

    response = client.post(f"/en/admin/reports/report/{second.pk}/publish/", follow=True)

    assert said(response) == [
        f"A report of {first.bureau.name} for 2022 of this kind is already published. "
        "Publish this one in its place, or withdraw that one first."
    ]
    assert Report.objects.published().get() == first
    assert not LogEntry.objects.exists()


def test_a_report_is_read_again(client: Client, editor: User) -> None:
    documents.load_little()
    report = intake.receive(REPORT.encode(), "report.txt").report
    Report.objects.update(engine_version="0.1")
    report.metrics.update(label="misread")

    response = client.post(f"/en/admin/reports/report/{report.pk}/reread/", follow=True)

    assert said(response) == ["海盐县民政局2023 was read again; what people had decided was kept."]
    assert not report.metrics.filter(label="misread").exists()
    assert b"/reread/" not in response.content  # there is nothing new to read


def test_what_the_document_says_of_itself_can_be_put_right(client: Client, editor: User) -> None:
    report = make_full_report(1, published=False)
    sound = {
        "title": "新题",
        "published_on": "2023-02-28",
        "publisher": "局办",
        "source_url": "example.org/a",
    }

    client.post(
        f"/admin/reports/report/{report.pk}/change/",
        {**sound, "kind": report.kind, "year": "1999", "text": "x"},
    )

    changed = Report.objects.get(pk=report.pk)
    assert (changed.title, str(changed.published_on), changed.publisher) == ("新题", "2023-02-28", "局办")
    assert changed.source_url == "https://example.org/a"
    assert (changed.year, changed.text, changed.bureau_id) == (2022, report.text, report.bureau_id)
    assert LogEntry.objects.get().object_id == str(report.pk)


def test_under_another_kind_the_figures_are_read_again_and_decisions_stay(
    client: Client, editor: User
) -> None:
    documents.load_little()
    report = intake.receive(REPORT.encode(), "report.txt").report
    decided = report.metrics.get(mention="1698对")
    confirm(decided, by=editor)

    client.post(f"/admin/reports/report/{report.pk}/change/", {"title": report.title, "kind": "half_year"})

    report.refresh_from_db()
    assert report.kind == "half_year"
    periods = {row.mention: (row.period, row.decision) for row in report.metrics.all()}
    assert periods["46.98万元"] == ("part", "none")
    assert periods["1698对"] == ("year", "confirmed")
    assert report.rereadings.get().differences.exists()


def test_saving_the_form_leaves_alone_what_has_happened_meanwhile(rf: RequestFactory, editor: User) -> None:
    report = make_full_report(1)
    desk = site.get_model_admin(Report)
    seen = Report.objects.get(pk=report.pk)
    request = rf.post("/")
    request.user = editor
    sent = {"title": "新题", "published_on": "", "publisher": seen.publisher, "source_url": seen.source_url}
    form = desk.get_form(request, seen)(sent, instance=seen)
    assert form.is_valid()
    review.withdraw(Report.objects.get(pk=report.pk))
    desk.save_model(request, form.save(commit=False), form, True)

    report.refresh_from_db()
    assert (report.title, report.status) == ("新题", "withdrawn")


def test_the_kind_of_a_published_report_stays(client: Client, editor: User) -> None:
    report = make_full_report(1)

    client.post(f"/admin/reports/report/{report.pk}/change/", {"title": "新题", "kind": "half_year"})

    changed = Report.objects.get(pk=report.pk)
    assert (changed.title, changed.kind) == ("新题", "rule_of_law")


def test_a_link_that_is_none_is_refused(client: Client, editor: User) -> None:
    report = make_full_report(1)

    response = client.post(
        f"/admin/reports/report/{report.pk}/change/", {"source_url": "javascript:alert(1)"}
    )

    assert response.context["errors"]
    assert Report.objects.get(pk=report.pk).source_url == ""


def test_the_history_of_a_report_tells_steps_and_decisions_with_user_and_time(
    client: Client, editor: User
) -> None:
    report = make_full_report(1, published=False)
    figure, problem = report.metrics.all()[0], report.problems.get()
    review.confirm(figure, by=editor)
    review.reject(problem, by=editor, reason="是口号")
    client.post(f"/admin/reports/report/{report.pk}/publish/")

    response = client.get(f"/en/admin/reports/report/{report.pk}/history/")

    page = response.content.decode()
    assert [(one.get_decision_display(), finding) for one, finding, _page in response.context["decided"]] == [
        ("Rejected", problem),
        ("Confirmed", figure),
    ]
    assert page.count(editor.username) >= 4  # who looks, the step, and twice in the decisions
    assert "是口号" in page
    assert f'href="/en/admin/reports/metric/{figure.pk}/change/"' in page


# Deletion -------------------------------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_what_came_in_by_mistake_is_deleted_with_its_findings_and_its_file(
    client: Client, editor: User
) -> None:
    report = make_full_report(1, published=False)
    address = f"/admin/reports/report/{report.pk}/delete/"
    assert client.get(address).status_code == 200

    client.post(address, {"post": "yes"})

    held = everything_held()
    assert held["Report"] == held["Metric"] == held["Problem"] == held["Plan"] == 0
    assert documents.originals() == []
    assert LogEntry.objects.get().action_flag == DELETION


def test_a_published_report_is_not_deleted(client: Client) -> None:
    report = make_full_report(1)

    assert client.post(f"/admin/reports/report/{report.pk}/delete/", {"post": "yes"}).status_code == 403
    client.post(
        "/admin/reports/report/",
        {"action": "delete_selected", "_selected_action": [report.pk], "post": "yes"},
    )

    assert Report.objects.filter(pk=report.pk).exists()
