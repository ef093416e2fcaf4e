"""Upload and check: nothing is a report before a person has seen what was read and said so."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import timedelta
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.contrib.admin.models import ADDITION, LogEntry
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from django.utils.translation import override
from pytest_django import Settings

from reports import intake
from reports.extraction.documents import ADVERTISED
from reports.models import Indicator, Report, Upload
from reports.models.upload import KEPT
from reports.refusals import SENTENCES
from tests import documents
from tests.cast import Response, log_in, said
from tests.documents import REFUSED, REPORT, everything_held

pytestmark = pytest.mark.django_db

ADDRESS = "/en/admin/reports/report/add/"
WAITING = "/en/admin/reports/upload/"

UNSETTLED = {"no_report", "no_year", "no_bureau", "bureau_ambiguous", "bureau_conflict"}
"""What a person can remedy on the check page; any other refusal is the file's."""


@pytest.fixture(autouse=True)
def reference(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "originals"
    documents.load_little()


@pytest.fixture(autouse=True)
def editor(client: Client) -> User:
    return log_in(client, "reports.view_report", "reports.add_report")


def file(name: str, data: bytes | str = REPORT) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data.encode() if isinstance(data, str) else data)


def upload(client: Client, data: bytes | str = REPORT, name: str = "海盐.txt", **fields: Any) -> Response:
    return client.post(ADDRESS, {"file": file(name, data), **fields}, follow=True)


def decide(client: Client, button: str = "_save", **changed: Any) -> Response:
    """Press a button of the check page, as its form stands but for what is changed."""
    address = Upload.objects.get().get_absolute_url()
    form = client.get(f"/en{address}" if not address.startswith("/en") else address).context["adminform"].form
    stands = {name: form[name].value() or "" for name in form.fields}
    return client.post(address, stands | changed | {button: "1"}, follow=True)


def lines(response: Response) -> dict[str, str]:
    return {line.code: str(line.grade) for line in response.context["found"].lines}


def errors(response: Response) -> dict[str, list[str]]:
    found: dict[str, list[str]] = dict(response.context["errors"])
    return found


# Upload ---------------------------------------------------------------------------------------------------------------


def test_the_page_asks_for_files_of_every_format_that_is_read(client: Client) -> None:
    page = client.get(ADDRESS).content.decode()

    names = re.findall(r'<(?:input|select)[^>]* name="(\w+)"', page)
    assert [name for name in names if name != "csrfmiddlewaretoken"] == ["file", "source_url"]
    field = re.search(r'<input type="file"[^>]*>', page)
    assert field
    assert " multiple" in field[0]
    assert {*ADVERTISED, ".zip"} == set(re.findall(r"\.\w+", field[0]))
    assert 'enctype="multipart/form-data"' in page


def test_an_upload_leads_to_its_check_and_nothing_is_a_report_yet(client: Client, editor: User) -> None:
    response = upload(client, source_url="https://example.org/1")

    waiting = Upload.objects.get()
    assert response.redirect_chain == [(f"/en/admin/reports/upload/{waiting.pk}/change/", 302)]
    assert (waiting.name, waiting.uploaded_by, waiting.subject, waiting.grade) == (
        "海盐.txt",
        editor,
        "海盐县2023",
        "pass",
    )
    assert bytes(waiting.data).decode() == REPORT
    form = response.context["adminform"].form
    assert {name: form[name].value() for name in form.fields} == {
        "adcode": "330424",
        "year": 2023,
        "kind": "rule_of_law",
        "title": "海盐县民政局2023年度法治政府建设情况报告",
        "publisher": "",
        "published_on": None,
        "document_number": "",
        "index_number": "",
        "source_url": "https://example.org/1",
    }
    assert not Report.objects.exists()
    assert documents.originals() == []


def test_several_files_and_the_members_of_an_archive_each_have_a_result(client: Client) -> None:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("海盐/2022.txt", REPORT.replace("2023", "2022"))
        packed.writestr("picture.png", documents.PNG)
    intake.receive(REPORT.replace("2023", "2021").encode(), "old.txt")
    files = [
        file("2023.txt"),
        file("all.zip", archive.getvalue()),
        file("empty.txt", " "),
        file("again.txt", REPORT.replace("2023", "2021")),
    ]

    response = client.post(ADDRESS, {"file": files}, follow=True)

    assert [(line.upload.name, line.upload.state) for line in response.context["lines"]] == [
        ("2023.txt", "read"),
        ("2022.txt", "read"),
        ("picture.png", "refused"),
        ("empty.txt", "refused"),
        ("again.txt", "held"),
    ]
    listed = client.get(WAITING).context["cl"].result_list
    assert {row.subject for row in listed} == {"海盐县2023", "海盐县2022"}
    assert Report.objects.count() == 1


def test_more_documents_than_a_person_can_wait_for_are_not_read(client: Client) -> None:
    response = client.post(
        ADDRESS, {"file": [file(f"{n}.txt", "poem " * n) for n in range(1, 33)]}, follow=True
    )

    assert Upload.objects.whole().count() == 30
    last = response.context["lines"][-1]
    assert last.upload.name == "31.txt"
    assert str(last.refusal).startswith("More than 30 documents")


def test_the_same_file_leads_to_the_report_already_held(client: Client) -> None:
    intake.receive(REPORT.encode(), "海盐.txt")
    before = everything_held()

    response = upload(client, name="other.txt")

    assert response.redirect_chain[-1][0] == f"/en/admin/reports/report/{Report.objects.get().pk}/change/"
    assert said(response) == ["This very file is held already: this is the report it became."]
    assert everything_held() == before


def test_the_same_file_waits_once_with_what_was_stated_of_it(client: Client) -> None:
    upload(client)
    decide(client, "_check", year="2022")

    response = upload(client, name="other.txt", source_url="https://example.org/1")

    waiting = Upload.objects.get()
    given = intake.given_of(waiting)
    assert (waiting.name, given.year, given.source_url) == ("海盐.txt", 2022, "https://example.org/1")
    assert response.redirect_chain[-1][0].endswith(f"/upload/{waiting.pk}/change/")


@pytest.mark.parametrize("case", REFUSED)
def test_a_file_that_cant_be_read_is_refused_and_one_that_leaves_questions_waits(
    client: Client, case: str
) -> None:
    name, data, code = REFUSED[case]

    response = upload(client, data, name)

    with override("en"):
        sentence = str(SENTENCES[code]).partition("%(")[0]
    assert sentence in unescape(response.content.decode())
    if code in UNSETTLED:
        assert lines(response)[code] == "fail"
        assert Upload.objects.get().grade == "fail"
    else:
        assert list(errors(response)) == ["file"]
        assert not Upload.objects.exists()
    assert not Report.objects.exists()
    assert not LogEntry.objects.exists()


@pytest.mark.parametrize("address", ["javascript:alert(1)", "ftp://example.org/a"])
def test_an_address_that_is_none_of_the_web_is_refused(client: Client, address: str) -> None:
    assert list(errors(upload(client, source_url=address))) == ["source_url"]
    assert not Upload.objects.exists()


def test_a_real_report_is_refused_among_made_up_ones(client: Client) -> None:
    intake.receive(REPORT.encode(), "demo.txt", given=intake.Given(synthetic=True))

    assert list(errors(upload(client, f"{REPORT}\n"))) == ["file"]
    assert not Upload.objects.exists()


def test_no_file_at_all(client: Client) -> None:
    response = client.post(ADDRESS, {})

    assert errors(response) == {"file": ["Choose the file that holds the report."]}


def test_fifty_megabytes_are_refused_by_their_size_without_being_read(client: Client) -> None:
    # Bytes of no encoding: had they been decoded, that would be the refusal.
    response = upload(client, b"\xff" * documents.TOO_LARGE)

    assert errors(response)["file"][0].startswith(f"The file has {documents.TOO_LARGE} bytes")
    assert not Upload.objects.exists()


def test_what_nobody_checked_is_forgotten_when_the_next_comes_in(client: Client) -> None:
    upload(client)
    Upload.objects.update(uploaded_at=timezone.now() - KEPT - timedelta(minutes=1))

    upload(client, REPORT.replace("2023", "2022"))

    assert [row.subject for row in Upload.objects.all()] == ["海盐县2022"]


# Check ----------------------------------------------------------------------------------------------------------------


def test_confirmed_it_becomes_a_report_and_waits_no_more(client: Client, editor: User) -> None:
    upload(client, source_url="https://example.org/1")

    response = decide(client)

    report = Report.objects.get()
    assert response.redirect_chain == [(f"/en/admin/reports/report/{report.pk}/change/", 302)]
    assert said(response) == [
        "Read: figures 3, of which doubtful 0; problems 2; plans 2. Nothing is public before you publish it."
    ]
    assert (report.received_by, report.source_url, report.original_name) == (
        editor,
        "https://example.org/1",
        "海盐.txt",
    )
    with report.original.open("rb") as original:
        assert original.read() == REPORT.encode()
    entry = LogEntry.objects.get()
    assert (entry.user, entry.action_flag, entry.object_id) == (editor, ADDITION, str(report.pk))
    assert not Upload.objects.exists()


def test_who_corrects_something_sees_what_follows_before_it_is_saved(client: Client) -> None:
    intake.receive(REPORT.replace("1698", "1699").encode(), "held.txt", given=intake.Given(year=2022))
    upload(client)

    response = decide(client, year="2022", title="另一个题目")

    assert Report.objects.count() == 1
    assert lines(response)["held"] == "warning"
    assert said(response) == ["Checked again with what you stated. Nothing is saved yet."]
    decide(client)
    assert {(report.year, report.title) for report in Report.objects.all()} >= {(2022, "另一个题目")}


def test_the_remedy_of_a_failing_line_is_on_the_page(client: Client) -> None:
    response = upload(client, documents.TWO_BUREAUS)
    assert response.context["adminform"].form["adcode"].value() == ""  # the text names two, so none

    refused = decide(client)
    assert not Report.objects.exists()
    assert "names more than one bureau" in said(refused)[0]

    decide(client, adcode="330424")
    decide(client)
    report = Report.objects.get()
    assert (report.bureau.name, report.year) == ("海盐县民政局", 2023)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("adcode", "33042"),
        ("year", "202"),
        ("year", "two"),
        ("kind", "poem"),
        ("source_url", "javascript:alert(1)"),
        ("title", "长" * 201),
    ],
)
def test_a_field_that_makes_no_sense_is_refused(client: Client, field: str, value: str) -> None:
    upload(client)
    before = everything_held()

    assert list(errors(decide(client, **{field: value}))) == [field]
    assert everything_held() == before


def test_a_code_that_was_not_in_force_fails(client: Client) -> None:
    upload(client)

    assert lines(decide(client, adcode="999999"))["code_not_in_force"] == "fail"


def test_checking_again_saves_nothing(client: Client) -> None:
    upload(client)

    response = decide(client, "_check")

    assert response.redirect_chain[-1][0].endswith("/change/")
    assert not Report.objects.exists()


def test_a_file_may_be_discarded(client: Client) -> None:
    upload(client)
    address = f"{WAITING}{Upload.objects.get().pk}/"

    client.post(f"{address}delete/", {"post": "yes"})

    assert not Upload.objects.exists()
    response = client.get(f"{address}change/", follow=True)
    assert response.redirect_chain == [(WAITING, 302)]


@pytest.mark.django_db(transaction=True)
def test_a_report_the_database_refuses_is_said_and_waits_on(client: Client) -> None:
    upload(client)
    Indicator.objects.filter(code="marriage.registrations").delete()
    before = everything_held()

    response = decide(client)

    assert said(response)[0].startswith("The report was read but could not be saved")
    assert everything_held() == before


def test_the_lines_are_in_the_readers_language(client: Client) -> None:
    client.post("/admin/reports/report/add/", {"file": file("a.txt", documents.POEM)})

    page = client.get(f"/admin/reports/upload/{Upload.objects.get().pk}/change/").content.decode()

    with override("zh-hans"):
        assert str(SENTENCES["no_report"]) in page


def test_who_may_upload_but_not_look_is_told_all_the_same(client: Client) -> None:
    log_in(client, "reports.add_report")
    upload(client)

    response = decide(client)

    assert response.redirect_chain == [("/en/admin/", 302)]
    assert len(said(response)) == 1


@pytest.mark.parametrize(
    "permission", ["reports.view_report", "reports.change_report", "reports.view_upload"]
)
def test_upload_and_check_need_the_permission_to_add(client: Client, permission: str) -> None:
    upload(client)
    address = f"{WAITING}{Upload.objects.get().pk}/"
    log_in(client, permission)

    assert upload(client, "other").status_code == 403
    for path in (WAITING, f"{address}change/", f"{address}delete/"):
        assert client.get(path).status_code == 403
        assert client.post(path, {"_save": "1"}).status_code == 403
    assert not Report.objects.exists()
    assert Upload.objects.count() == 1
