"""The upload page: one text file through intake, each refusal under the field that remedies it, nothing half-saved."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.contrib.admin.models import ADDITION, LogEntry
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.translation import override
from pytest_django import Settings

from reports.models import Indicator, Report
from reports.refusals import SENTENCES
from tests import documents
from tests.cast import Response, log_in, said
from tests.documents import REFUSED, REPORT, everything_held

pytestmark = pytest.mark.django_db

ADDRESS = "/en/admin/reports/report/add/"

FIELD = {
    "no_report": "kind",
    "no_year": "year",
    "no_bureau": "adcode",
    "bureau_ambiguous": "adcode",
    "bureau_conflict": "adcode",
}


@pytest.fixture(autouse=True)
def reference(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "originals"
    documents.load_little()


@pytest.fixture(autouse=True)
def editor(client: Client) -> User:
    return log_in(client, "reports.view_report", "reports.add_report")


def upload(client: Client, data: bytes | str = REPORT, name: str = "海盐.txt", **fields: Any) -> Response:
    file = SimpleUploadedFile(name, data.encode() if isinstance(data, str) else data, "text/plain")
    return client.post(ADDRESS, {"file": file, **fields}, follow=True)


def errors(response: Response) -> dict[str, list[str]]:
    found: dict[str, list[str]] = dict(response.context["errors"])
    return found


def test_the_page_asks_for_a_file_and_offers_to_say_the_rest(client: Client) -> None:
    page = client.get(ADDRESS).content.decode()

    names = re.findall(r'<(?:input|select)[^>]* name="(\w+)"', page)
    assert [name for name in names if name != "csrfmiddlewaretoken"] == [
        "file",
        "source_url",
        "adcode",
        "year",
        "kind",
    ]
    assert 'enctype="multipart/form-data"' in page


def test_an_upload_leads_to_its_report_and_says_what_was_read(client: Client, editor: User) -> None:
    response = upload(client, source_url="https://example.org/1")

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
    entry = LogEntry.objects.get()
    assert (entry.user, entry.action_flag, entry.object_id) == (editor, ADDITION, str(report.pk))


def test_the_same_file_leads_to_the_report_already_held(client: Client) -> None:
    upload(client)
    before = everything_held()

    response = upload(client, name="other.txt", adcode="330483")

    assert response.redirect_chain[-1][0] == f"/en/admin/reports/report/{Report.objects.get().pk}/change/"
    assert said(response) == ["This very file is held already: this is the report it became."]
    assert everything_held() == before
    assert LogEntry.objects.count() == 1


@pytest.mark.parametrize("case", REFUSED)
def test_a_refusal_is_an_error_under_the_field_that_remedies_it(client: Client, case: str) -> None:
    name, data, code = REFUSED[case]
    before = everything_held()

    response = upload(client, data, name)

    assert response.status_code == 200
    found = errors(response)
    assert list(found) == [FIELD.get(code, "file")]
    with override("en"):
        sentence = str(SENTENCES[code]).partition("%(")[0]
    assert found[FIELD.get(code, "file")][0].startswith(sentence)
    assert sentence in unescape(response.content.decode())
    assert everything_held() == before
    assert not LogEntry.objects.exists()


def test_what_was_typed_is_kept_after_a_refusal(client: Client) -> None:
    typed = {"source_url": "https://example.org/1", "adcode": "330483", "kind": "half_year"}

    response = upload(client, documents.WITHOUT_YEAR, **typed)

    assert list(errors(response)) == ["year"]
    form = response.context["adminform"].form
    assert {name: form[name].value() for name in typed} == typed
    assert b"Nothing was kept of the file." in response.content


def test_the_remedy_works(client: Client) -> None:
    upload(client, documents.TWO_BUREAUS)
    response = upload(client, documents.TWO_BUREAUS, adcode="330483", year="2022", kind="work_summary")

    report = Report.objects.get()
    assert (report.bureau.name, report.year, report.kind) == ("桐乡市民政局", 2022, "work_summary")
    assert len(said(response)) == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("adcode", "33042"),
        ("adcode", "999999"),
        ("year", "202"),
        ("year", "two"),
        ("kind", "poem"),
        ("source_url", "javascript:alert(1)"),
        ("source_url", "ftp://example.org/a"),
    ],
)
def test_a_field_that_makes_no_sense_is_refused(client: Client, field: str, value: str) -> None:
    before = everything_held()

    assert list(errors(upload(client, **{field: value}))) == [field]
    assert everything_held() == before


def test_no_file_at_all(client: Client) -> None:
    response = client.post(ADDRESS, {"year": "2022"})

    assert errors(response) == {"file": ["Choose the .txt file that holds the report's text."]}


def test_fifty_megabytes_are_refused_by_their_size_without_being_read(client: Client) -> None:
    # Bytes of no encoding: had they been decoded, that would be the refusal.
    response = upload(client, b"\xff" * documents.TOO_LARGE)

    assert errors(response)["file"][0].startswith(f"The file has {documents.TOO_LARGE} bytes")
    assert not Report.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_report_the_database_refuses_is_said_and_leaves_nothing(client: Client) -> None:
    Indicator.objects.filter(code="marriage.registrations").delete()
    before = everything_held()

    response = upload(client)

    assert errors(response)["file"][0].startswith("The report was read but could not be saved")
    assert everything_held() == before


def test_the_sentence_is_in_the_readers_language(client: Client) -> None:
    file = SimpleUploadedFile("a.txt", documents.POEM.encode())

    response = client.post("/admin/reports/report/add/", {"file": file})

    with override("zh-hans"):
        assert errors(response)["kind"] == [str(SENTENCES["no_report"])]


def test_who_may_upload_but_not_look_is_told_all_the_same(client: Client) -> None:
    log_in(client, "reports.add_report")

    response = upload(client)

    assert response.redirect_chain == [("/en/admin/", 302)]
    assert len(said(response)) == 1


@pytest.mark.parametrize("permission", ["reports.view_report", "reports.change_report"])
def test_an_upload_needs_the_permission_to_add(client: Client, permission: str) -> None:
    log_in(client, permission)

    assert upload(client).status_code == 403
    assert not Report.objects.exists()
