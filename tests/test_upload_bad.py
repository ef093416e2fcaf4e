"""Every bad document through the admin's upload: its own sentence in both languages, and nothing of it is kept."""

from __future__ import annotations

from html import unescape
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.translation import override
from pytest_django import Settings

from reports import intake
from reports.models import Report, Upload
from tests import documents
from tests.cast import Response, log_in
from tests.extraction.bad_documents import BAD, archive, file

pytestmark = pytest.mark.django_db

ADDRESS = "/admin/reports/report/add/"
NAMES = {case for case, bad in BAD.items() if bad.code == "unsafe_name"}
"""Names that a browser would never send; Django takes the tricks off before anybody sees them."""


@pytest.fixture(autouse=True)
def editor(client: Client, settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "originals"
    documents.load_little()
    log_in(client, "reports.view_report", "reports.add_report")


def nothing_is_kept() -> bool:
    """But the names and the sentences on the page of the progress."""
    bytes_of_notes = {bytes(note.data) for note in Upload.objects.all()}
    kept = Upload.objects.whole().exists() or Report.objects.exists() or documents.originals()
    return bytes_of_notes <= {b""} and not kept


@pytest.mark.parametrize("case", sorted(set(BAD) - NAMES - {"an archive"}))
def test_a_bad_document_is_refused_in_both_languages_and_nothing_of_it_is_kept(
    client: Client, case: str
) -> None:
    bad = BAD[case]
    files = [SimpleUploadedFile(bad.name, bad.data()), SimpleUploadedFile("blank.txt", b" ")]

    chinese = client.post(ADDRESS, {"file": files}, follow=True)
    english = client.get(f"/en{chinese.redirect_chain[-1][0]}")

    said = set()
    for language, page in (("zh-hans", chinese), ("en", english)):
        refusal = page.context["lines"][0].refusal
        assert refusal.code == bad.code
        with override(language):
            assert str(refusal) in unescape(page.content.decode())
            said.add(str(refusal))
    assert len(said) == 2
    assert nothing_is_kept()


def test_one_bad_document_alone_is_refused_in_the_form_and_leaves_no_line(client: Client) -> None:
    response = client.post(ADDRESS, {"file": SimpleUploadedFile("报告.pdf", BAD["locked PDF"].data())})

    assert response.status_code == 200
    with override("zh-hans"):
        assert response.context["errors"]["file"] == [str(intake.Refusal("encrypted", {}))]
    assert not Upload.objects.exists()


def post_named(client: Client, name: str, data: bytes) -> Response:
    """As a program posts that writes the name as it likes."""
    head = f'--limit\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
    body = head.encode() + data + b"\r\n--limit--\r\n"
    return client.generic("POST", ADDRESS, body, content_type="multipart/form-data; boundary=limit")


@pytest.mark.parametrize("case", sorted(NAMES))
def test_a_name_that_plays_tricks_is_a_harmless_name_or_refused(client: Client, case: str) -> None:
    bad = BAD[case]

    response = post_named(client, bad.name, bad.data())

    assert response.status_code == 302
    names = list(Upload.objects.values_list("name", flat=True))
    assert set(names) <= {"report.docx", "reportxcod.exe.docx"}
    assert documents.originals() == []


@pytest.mark.parametrize("name", ["../../etc/报告.txt", "/etc/报告.txt", "C:\\报告.txt", "a\u202e/报告.txt"])
def test_a_member_that_leads_out_of_its_archive_is_refused(client: Client, name: str) -> None:
    packed = archive((name, documents.REPORT.encode()), ("2023.txt", documents.REPORT.encode()))

    response = client.post(ADDRESS, {"file": SimpleUploadedFile("all.zip", packed)}, follow=True)

    tricky, honest = response.context["lines"]
    assert tricky.refusal.code == "unsafe_name"
    assert (honest.upload.name, honest.upload.state) == ("2023.txt", "read")


def test_an_archive_that_is_a_bomb_or_none_is_one_refusal(client: Client) -> None:
    for data, code in ((b"PK\x03\x04", "damaged"), (archive(), "no_text")):
        response = client.post(ADDRESS, {"file": SimpleUploadedFile("all.zip", data)})
        with override("zh-hans"):
            assert response.context["errors"]["file"] == [str(intake.Refusal(code, {}))]
    assert nothing_is_kept()


def test_a_good_document_beside_bad_ones_goes_on(client: Client) -> None:
    files = [
        SimpleUploadedFile("half.docx", BAD["half a Word"].data()),
        SimpleUploadedFile("000.docx", file("000.docx")),
    ]

    response = client.post(ADDRESS, {"file": files}, follow=True)

    assert [line.upload.state for line in response.context["lines"]] == ["refused", "read"]
