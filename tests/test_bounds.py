"""What is too large is refused by its declared length before a byte of it is written anywhere."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.translation import override
from pytest_django import Settings

from reports.models import Upload
from reports.refusals import SENTENCES
from tests import documents
from tests.cast import log_in

pytestmark = pytest.mark.django_db

ADDRESS = "/admin/reports/report/add/"
MEGABYTE = 1024 * 1024


@pytest.fixture(autouse=True)
def scratch(tmp_path: Path, settings: Settings) -> Path:
    """Where large files of a request would be put."""
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path / "scratch"
    settings.FILE_UPLOAD_TEMP_DIR.mkdir()
    return Path(settings.FILE_UPLOAD_TEMP_DIR)


class Counting(BytesIO):
    """A body that tells how much of it was read."""

    def __init__(self, size: int) -> None:
        super().__init__(b"--limit\r\n" + bytes(size - 9))
        self.size, self.taken = size, 0

    def read(self, size: int | None = -1, /) -> bytes:
        piece = super().read(size)
        self.taken += len(piece)
        return piece


def post(client: Client, body: Counting, address: str = ADDRESS) -> Any:
    declared: Any = {"CONTENT_LENGTH": str(body.size), "wsgi.input": body}
    return client.generic("POST", address, content_type="multipart/form-data; boundary=limit", **declared)


@pytest.mark.parametrize("address", [ADDRESS, "/en/admin/login/", "/compare/", "/nowhere/"])
@pytest.mark.parametrize("who", ["a stranger", "a reader of the staff"])
def test_nothing_large_is_read_from_who_may_not_upload(
    client: Client, scratch: Path, address: str, who: str
) -> None:
    if who != "a stranger":
        log_in(client, "reports.view_report")
    body = Counting(3 * MEGABYTE)

    response = post(client, body, address)

    assert response.status_code == 413
    assert body.taken == 0
    with override("en" if address.startswith("/en/") else "zh-hans"):
        words = {"size": body.size, "limit": 2 * MEGABYTE}
        assert str(SENTENCES["request_too_large"]) % words in response.content.decode()
    assert list(scratch.iterdir()) == []


def test_who_may_upload_is_told_the_bound_and_nothing_is_written(
    client: Client, scratch: Path, settings: Settings
) -> None:
    log_in(client, "reports.view_report", "reports.add_report")
    settings.UPLOAD_MAX_BYTES = 4 * MEGABYTE
    body = Counting(5 * MEGABYTE)

    response = post(client, body)

    assert response.status_code == 413
    assert str(SENTENCES["upload_too_large"]).partition("%(")[0] in response.content.decode()
    assert body.taken == body.size  # else a browser that is still sending would show a broken connection
    assert list(scratch.iterdir()) == []


def test_a_long_scan_comes_in(client: Client, tmp_path: Path, settings: Settings) -> None:
    settings.MEDIA_ROOT = tmp_path / "originals"
    documents.load_little()
    log_in(client, "reports.view_report", "reports.add_report")
    scan = b"%PDF-1.7\n" + bytes(15 * MEGABYTE)  # no reader takes it, but its size is no reason

    response = client.post(ADDRESS, {"file": SimpleUploadedFile("scan.pdf", scan)})

    assert response.status_code == 200
    with override("zh-hans"):
        assert response.context["errors"]["file"] == [str(SENTENCES["damaged"])]
    assert not Upload.objects.exists()


@pytest.mark.parametrize("declared", ["", "x", "-1", "１"])
def test_a_length_that_is_none_is_no_length(client: Client, declared: str) -> None:
    assert client.generic("POST", "/compare/", CONTENT_LENGTH=declared).status_code in (200, 403, 405)
