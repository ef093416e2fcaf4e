"""What a newer engine read otherwise, in the admin and by command: listed, kept, and leading to each finding."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from reports import intake, review
from reports.extraction.engine import ENGINE_VERSION
from reports.models import Difference, Report, Rereading
from tests import documents
from tests.cast import EDITOR, log_in, said
from tests.documents import REPORT

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def county(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "originals"
    documents.load_little()


@pytest.fixture(autouse=True)
def editor(client: Client) -> User:
    return log_in(client, *EDITOR)


@pytest.fixture
def report(editor: User) -> Report:
    """As an earlier engine had read it: 12家 as 9, which a person confirmed; an amount without its indicator."""
    report = intake.receive(REPORT.encode(), "report.txt").report
    Report.objects.update(engine_version="0.1")
    report.metrics.filter(mention="12家").update(value=9)
    report.metrics.filter(mention="46.98万元").update(indicator=None)
    report.metrics.get(mention="1698对").delete()
    review.confirm(report.metrics.get(mention="12家"), by=editor)
    report.refresh_from_db()
    return report


def reread(client: Client, report: Report) -> str:
    response = client.post(f"/en/admin/reports/report/{report.pk}/reread/", follow=True)
    assert said(response) == ["海盐县民政局2023 was read again; what people had decided was kept."]
    return str(response.content.decode())


def test_reading_again_leads_to_what_differs(client: Client, editor: User, report: Report) -> None:
    page = reread(client, report)

    kept = Rereading.objects.get()
    assert kept.made_by == editor
    assert "3 things are read otherwise than before" in page
    headings = ("A person decided, the engine now reads otherwise", "Changed", "New")
    places = [page.index(f">{heading} <span") for heading in headings]
    assert places == sorted(places)
    assert "Value: <del>9</del> → <ins>12</ins>" in page
    assert "Indicator: <del>none</del> → <ins>" in page
    decided = report.metrics.get(mention="12家")
    assert f"/en/admin/reports/report/{report.pk}/review/?what=figures&amp;m={decided.pk}#q" in page
    assert LogEntry.objects.get().get_change_message() == "Read again with the present engine"


def test_it_can_be_opened_later_from_the_report_and_the_list(client: Client, report: Report) -> None:
    reread(client, report)
    kept = Rereading.objects.get()

    address = f"/en/admin/reports/rereading/{kept.pk}/change/"
    assert f'href="{address}"' in client.get(f"/en/admin/reports/report/{report.pk}/change/").content.decode()
    listed = client.get("/en/admin/reports/rereading/")
    assert f'href="{address}"' in listed.content.decode()
    (row,) = listed.context["cl"].result_list
    assert (row.people_count, row.all_count) == (1, 3)
    assert client.get(address).status_code == 200


@pytest.mark.parametrize(("query", "count"), [("any", 1), ("decided", 1), ("none", 0), ("", 1), ("x", 1)])
def test_re_readings_in_which_something_differs_are_found(
    client: Client, report: Report, query: str, count: int
) -> None:
    reread(client, report)

    listed = client.get(f"/en/admin/reports/rereading/?differs={query}")

    assert listed.context["cl"].result_count == count


def test_the_differences_of_many_reports_stand_in_one_list(client: Client, report: Report) -> None:
    action = {"action": "reread_selected", "_selected_action": [report.pk]}
    response = client.post("/en/admin/reports/report/", action, follow=True)
    assert 'href="/en/admin/reports/difference/"' in response.content.decode()

    page = client.get("/en/admin/reports/difference/").content.decode()
    assert "Value 9 → 12" in page
    assert client.get("/en/admin/reports/difference/?kind__exact=new").context["cl"].result_count == 1
    assert client.get("/en/admin/reports/difference/?q=46.98").context["cl"].result_count == 1


def test_a_reading_that_differs_in_nothing_says_so(client: Client) -> None:
    report = intake.receive(REPORT.encode(), "report.txt").report
    Report.objects.update(engine_version="0.1")

    assert "The newer engine reads everything as the earlier one did." in reread(client, report)


@pytest.mark.parametrize("name", ["rereading", "difference"])
def test_nothing_of_it_can_be_written_or_seen_by_others(client: Client, report: Report, name: str) -> None:
    reread(client, report)
    row = Rereading.objects.get() if name == "rereading" else Difference.objects.all()[0]
    base = f"/admin/reports/{name}/"
    assert client.get(f"{base}add/").status_code == 403
    assert client.post(f"{base}{row.pk}/change/", {}).status_code == 403
    assert client.post(f"{base}{row.pk}/delete/", {"post": "yes"}).status_code == 403

    log_in(client, "reports.view_metric")
    assert client.get(base).status_code == client.get(f"{base}{row.pk}/change/").status_code == 403


@pytest.mark.parametrize("name", ["rereading", "difference"])
def test_a_longer_list_costs_no_more_queries(
    client: Client, report: Report, django_assert_max_num_queries: DjangoAssertNumQueries, name: str
) -> None:
    reread(client, report)
    client.get(f"/admin/reports/{name}/")
    # Session, user and permissions 4; facets of dates 3, of people and engines 2; the count and the rows.
    with django_assert_max_num_queries(14) as few:
        client.get(f"/admin/reports/{name}/")
    for _time in range(3):
        Report.objects.update(engine_version="0.1")
        report.metrics.update(label="x")
        intake.reread(Report.objects.get())

    with django_assert_max_num_queries(len(few)):
        client.get(f"/admin/reports/{name}/")


# By command -----------------------------------------------------------------------------------------------------------


def run(*arguments: object, **options: object) -> str:
    out = StringIO()
    call_command("reread", *map(str, arguments), stdout=out, **options)
    return out.getvalue()


def test_the_command_reads_all_that_is_outdated_and_tells_what_differs(report: Report) -> None:
    told = run()

    assert told.splitlines() == [
        f"{report.pk} 海盐县民政局2023",
        "  New: 1698对 (办理结婚登记数) ".rstrip(),
        "  Changed: 46.98万元 (发放临时救助金) indicator None → assistance.temporary_funds",
        "  A person decided, the engine now reads otherwise: 12家 (检查养老机构数) value 9 → 12",
        f"1 of 1 read again by engine {ENGINE_VERSION}; 1 A person decided, the engine now reads otherwise; "
        "1 Changed; 1 New",
    ]
    assert run() == f"0 of 0 read again by engine {ENGINE_VERSION}\n"
    assert Rereading.objects.get().made_by is None


def test_a_rehearsed_command_keeps_nothing(report: Report) -> None:
    assert run(dry_run=True).splitlines()[-1].startswith("Dry run, nothing kept: 1 of 1 read again")

    assert not Rereading.objects.exists()
    assert report.metrics.count() == 2


def test_chosen_reports_alone(report: Report) -> None:
    assert run(report.pk).splitlines()[0] == f"{report.pk} 海盐县民政局2023"
    assert run(report.pk) == f"0 of 1 read again by engine {ENGINE_VERSION}\n"
    with pytest.raises(CommandError, match="No report has the number 999"):
        run(999)
