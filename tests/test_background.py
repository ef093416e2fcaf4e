"""Reading outside the request: a queue, a page that shows how far it is, and nothing lost when a reader is killed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from html import unescape
from pathlib import Path
from threading import Barrier

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, connections
from django.test import Client
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import override
from django_tasks import task_backends
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult
from pytest_django import DjangoAssertNumQueries, Settings

from reports import intake
from reports.models import Report, Upload
from reports.models.upload import LONGEST_READING, UploadState
from reports.tasks import read_upload
from tests import documents
from tests.cast import Response, log_in, said
from tests.documents import REPORT
from tests.extraction.bad_documents import BAD

pytestmark = pytest.mark.django_db

ADDRESS = "/en/admin/reports/report/add/"
PROGRESS = "/en/admin/reports/upload/progress/"
QUEUE = "django_tasks_db.DatabaseBackend"


@pytest.fixture(autouse=True)
def reference(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "originals"
    documents.load_little()


@pytest.fixture(autouse=True)
def editor(client: Client) -> User:
    return log_in(client, "reports.view_report", "reports.add_report")


@pytest.fixture
def queue(settings: Settings) -> Iterator[None]:
    """As on a server with a worker: nothing is read within the request."""
    settings.WORKER = True
    at_once = task_backends["default"]
    task_backends["default"] = import_string(QUEUE)("default", {})
    yield
    task_backends["default"] = at_once


def work() -> None:
    """Do whatever is queued, as the worker does; its endless round would close the test's connection."""
    worker = Worker(
        queue_names=["default"],
        excluded_queue_names=[],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id="test",
    )
    for queued in DBTaskResult.objects.ready():
        queued.claim(worker.worker_id)
        worker.run_task(queued)


def hand_in(client: Client, *files: tuple[str, bytes | str]) -> Response:
    sent = [
        SimpleUploadedFile(name, data.encode() if isinstance(data, str) else data) for name, data in files
    ]
    return client.post(ADDRESS, {"file": sent}, follow=True)


def marks(response: Response) -> dict[str, str]:
    """Each file's mark on the page of the progress."""
    assert response.templates[0].name == "admin/reports/upload/progress.html"
    return {line.upload.name: line.upload.state for line in response.context["lines"]}


def silent(upload: Upload) -> None:
    """Its reader has given no sign of life for long."""
    then = timezone.now() - LONGEST_READING - timedelta(seconds=1)
    Upload.objects.filter(pk=upload.pk).update(state=UploadState.READING, since=then)


# With a worker --------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("queue")
def test_an_upload_waits_for_the_worker_and_its_page_leads_to_the_check(client: Client) -> None:
    response = hand_in(client, ("海盐.txt", REPORT))

    waiting = Upload.objects.get()
    here = f"{PROGRESS}?of={waiting.pk}"
    assert response.redirect_chain == [(here, 302)]
    assert (waiting.state, waiting.text, bytes(waiting.data)) == ("waiting", "", REPORT.encode())
    page = response.content.decode()
    assert "0 of 1 documents are done." in page
    assert '<noscript><meta http-equiv="refresh" content="3"></noscript>' in page

    work()
    response = client.get(here, follow=True)
    assert response.redirect_chain == [(f"/en/admin/reports/upload/{waiting.pk}/change/", 302)]
    assert response.context["found"].subject == "海盐县2023"


@pytest.mark.usefixtures("queue")
def test_several_documents_each_have_their_line_and_the_page_ends_its_asking(client: Client) -> None:
    intake.receive(REPORT.replace("2023", "2021").encode(), "2021.txt")
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("2022.txt", REPORT.replace("2023", "2022"))
        packed.writestr("locked.pdf", b"%PDF-1.7 ...")
    files: list[tuple[str, bytes | str]] = [
        ("2023.txt", REPORT),
        ("all.zip", archive.getvalue()),
        ("again.txt", REPORT.replace("2023", "2021")),
    ]

    before = hand_in(client, *files)
    assert marks(before) == {
        "2023.txt": "waiting",
        "2022.txt": "waiting",
        "locked.pdf": "waiting",
        "again.txt": "held",
    }
    work()
    after = client.get(before.redirect_chain[-1][0])

    assert marks(after) == {
        "2023.txt": "read",
        "2022.txt": "read",
        "locked.pdf": "refused",
        "again.txt": "held",
    }
    page = unescape(after.content.decode())
    assert "All is done: 2 documents wait to be checked." in page
    assert "The file is damaged or incomplete." in page
    assert ">海盐县民政局2021</a>" in page
    assert "meta http-equiv" not in page
    assert "data-unfinished" not in page


@pytest.mark.usefixtures("queue")
def test_nothing_is_kept_of_a_refused_document_but_its_name_and_the_sentence(client: Client) -> None:
    hand_in(client, ("海盐.txt", REPORT), ("locked.pdf", BAD["locked PDF"].data()))
    work()

    note = Upload.objects.get(name="locked.pdf")
    assert (bytes(note.data), note.text, note.state) == (b"", "", "refused")
    for language, address in (("en", PROGRESS), ("zh-hans", PROGRESS.removeprefix("/en"))):
        page = unescape(client.get(address, {"of": note.pk}).content.decode())
        with override(language):
            assert str(intake.refusal_of(note)) in page
    # It may be handed in again, and is read again.
    hand_in(client, ("locked.pdf", BAD["locked PDF"].data()))
    assert Upload.objects.filter(name="locked.pdf").count() == 2


@pytest.mark.usefixtures("queue")
def test_who_asks_for_the_check_too_early_is_shown_the_progress(client: Client) -> None:
    hand_in(client, ("海盐.txt", REPORT))
    waiting = Upload.objects.get()

    response = client.get(f"/en/admin/reports/upload/{waiting.pk}/change/", follow=True)

    assert response.redirect_chain == [(f"{PROGRESS}?of={waiting.pk}", 302)]
    listed = client.get("/en/admin/reports/upload/").content.decode()
    assert "waits to be read" in listed


def test_without_a_worker_the_page_shows_what_was_read_in_the_request(client: Client) -> None:
    response = hand_in(client, ("海盐.txt", REPORT), ("poem.txt", documents.POEM))

    assert marks(response) == {"海盐.txt": "read", "poem.txt": "read"}
    assert not DBTaskResult.objects.exists()


def test_the_page_asks_as_little_for_thirty_documents_as_for_two(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    intake.receive(REPORT.encode(), "0.txt")
    keys = [str(intake.hold(f"{REPORT}{n or ''}".encode(), f"{n}.txt").pk) for n in range(30)]

    for some in (keys[:2], keys):
        # session, user, her permissions (user's, groups'), the documents, the reports they are
        with django_assert_num_queries(6):
            client.get(PROGRESS, {"of": ",".join(some)})


@pytest.mark.parametrize("asked", ["", "x", "-1", "9" * 40, "１", "0,,7"])
def test_keys_that_are_none_show_an_empty_page(client: Client, asked: str) -> None:
    assert client.get(PROGRESS, {"of": asked}).status_code == 200


def test_the_progress_is_for_those_who_may_upload(client: Client) -> None:
    log_in(client, "reports.view_report", "reports.view_upload")

    assert client.get(PROGRESS).status_code == 403
    assert client.post(PROGRESS).status_code == 403


# A reader who was killed ----------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("queue")
def test_what_was_being_read_when_its_reader_fell_silent_is_offered_again(client: Client) -> None:
    waiting = intake.hold(REPORT.encode(), "海盐.txt")
    silent(waiting)

    page = client.get(PROGRESS, {"of": waiting.pk})
    assert marks(page) == {"海盐.txt": "waiting"}
    client.get(PROGRESS, {"of": waiting.pk})
    assert DBTaskResult.objects.count() == 1  # offered once, however often somebody looks

    work()
    waiting.refresh_from_db()
    assert (waiting.state, waiting.subject) == ("read", "海盐县2023")


def test_without_a_worker_a_person_has_it_read_again(client: Client) -> None:
    waiting = intake.hold(REPORT.encode(), "海盐.txt")
    silent(waiting)
    page = client.get(PROGRESS, {"of": waiting.pk})
    assert "Its reading came to a sudden end. Nothing is lost" in page.content.decode()

    response = client.post(f"{PROGRESS}?of={waiting.pk}", follow=True)

    assert said(response) == ["What had broken off is read again."]
    assert response.context["found"].subject == "海盐县2023"


@pytest.mark.usefixtures("queue")
def test_what_only_waits_for_long_is_not_said_to_have_broken_off(client: Client) -> None:
    waiting = intake.hold(REPORT.encode(), "海盐.txt")
    then = timezone.now() - LONGEST_READING - timedelta(seconds=1)
    Upload.objects.filter(pk=waiting.pk).update(since=then)

    page = client.get(PROGRESS, {"of": waiting.pk}).content.decode()

    assert "sudden end" not in page
    assert "Nobody has begun to read it for five minutes" in page
    client.post(f"{PROGRESS}?of={waiting.pk}")
    work()
    waiting.refresh_from_db()
    assert waiting.state == "read"


def test_a_document_in_a_readers_hands_is_left_there() -> None:
    waiting = intake.hold(REPORT.encode(), "海盐.txt")
    assert intake.claim(waiting.pk)

    assert intake.claim(waiting.pk) is None
    assert intake.offer_again() == []
    read_upload.enqueue(waiting.pk)
    waiting.refresh_from_db()
    assert waiting.state == "reading"


def test_a_reader_thought_dead_does_not_write_over_its_successor() -> None:
    waiting = intake.hold(REPORT.encode(), "海盐.txt")
    first = intake.claim(waiting.pk)
    assert first
    silent(waiting)
    second = intake.claim(waiting.pk)
    assert second

    assert not intake.read_claimed(first)
    waiting.refresh_from_db()
    assert (waiting.state, waiting.text) == ("reading", "")
    assert intake.read_claimed(second)


def test_a_reading_that_fails_in_our_own_code_keeps_the_bytes(
    client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr("reports.extraction.documents.plain.read", None)
        response = hand_in(client, ("海盐.txt", REPORT))

    waiting = Upload.objects.get()
    assert marks(response) == {"海盐.txt": "broken_off"}
    assert bytes(waiting.data) == REPORT.encode()
    assert "broke off" in caplog.text
    again = client.post(f"{PROGRESS}?of={waiting.pk}", follow=True)
    assert again.context["found"].subject == "海盐县2023"


# Two at once ----------------------------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_the_same_file_uploaded_by_several_at_once_waits_once_and_is_one_report() -> None:
    # SQLite's test database knows one connection; test_killed has processes on a file.
    people = 4 if connection.features.test_db_allows_multiple_connections else 1
    together = Barrier(people)
    clients = [Client() for _ in range(people)]
    for number, client in enumerate(clients):
        user = User.objects.create_superuser(f"root{number}", password="a long pass phrase")
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")

    def at_once(action: Callable[[Client], Response]) -> list[Response]:
        def one(client: Client) -> Response:
            together.wait(timeout=30)
            try:
                return action(client)
            finally:
                connections.close_all()

        with ThreadPoolExecutor(people) as pool:
            return list(pool.map(one, clients))

    at_once(lambda client: hand_in(client, ("海盐.txt", REPORT)))
    address = f"/en/admin/reports/upload/{Upload.objects.get().pk}/change/"
    form = {"adcode": "330424", "year": "2023", "kind": "rule_of_law", "_save": "1"}
    title = "海盐县民政局2023年度法治政府建设情况报告"
    answers = at_once(lambda client: client.post(address, {**form, "title": title}, follow=True))

    assert Report.objects.count() == 1
    assert {answer.status_code for answer in answers} == {200}
    assert not Upload.objects.exists()
    assert len(documents.originals()) == 1
