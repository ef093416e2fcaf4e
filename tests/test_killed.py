"""Processes that are killed or come at once: every document is whole or absent, one, and can be taken up again."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import call_command
from pytest_django import Settings

from tests import documents
from tests.documents import REPORT
from tests.extraction.published import PUBLISHED
from tests.machine import Machine, kill, own_machine, said, wait_until

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def machine(tmp_path: Path) -> Iterator[Machine]:
    with own_machine(tmp_path) as machine:
        yield machine


# Two at once ----------------------------------------------------------------------------------------------------------

UPLOAD = """
import sys
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from reports import intake
from reports.models import Upload

intake.reference()
root, client = User.objects.get(), Client()
client.force_login(root, backend="django.contrib.auth.backends.ModelBackend")
print("ready", flush=True)
data = sys.stdin.readline().encode().decode("unicode_escape").encode("latin-1")
answer = client.post("/admin/reports/report/add/", {"file": SimpleUploadedFile("report.txt", data)})
assert answer.status_code == 302, answer.status_code
for upload in Upload.objects.whole():
    intake.accept(upload, by=root)
"""

HELD = """
import json
from pathlib import Path
from django.conf import settings
from reports.models import Report, Upload
files = [path.name for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]
print(json.dumps([Report.objects.count(), Upload.objects.whole().count(), len(files)]))
"""


def test_one_file_uploaded_and_saved_by_three_processes_at_once_is_one_report(machine: Machine) -> None:
    processes = [machine.start(UPLOAD) for _ in range(3)]
    for process in processes:
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        assert process.stdin
        process.stdin.write(REPORT.encode().decode("latin-1").encode("unicode_escape").decode() + "\n")
        process.stdin.flush()

    for process in processes:
        said(process)
    assert json.loads(machine.run(HELD)) == [1, 0, 1]


# A worker is killed ---------------------------------------------------------------------------------------------------

HAND_IN = """
import sys
from pathlib import Path
from reports import intake
from reports.tasks import read_upload
read_upload.enqueue(intake.hold(Path(sys.argv[1]).read_bytes(), "scan.pdf").pk)
"""

WORK = """
from django.core.management import call_command
call_command("db_worker", batch=True, interval=0, startup_delay=False, verbosity=0)
"""

STATE = """
import json
from reports.models import Upload
one = Upload.objects.get()
print(json.dumps([one.state, len(one.data), one.recognised, one.pages, one.subject, bool(one.grade)]))
"""

LATER = """
from datetime import timedelta
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from reports.models import Upload
from reports.models.upload import LONGEST_READING
one = Upload.objects.get()
Upload.objects.update(since=timezone.now() - LONGEST_READING - timedelta(seconds=1))
client = Client()
client.force_login(User.objects.get(), backend="django.contrib.auth.backends.ModelBackend")
assert client.get(f"/admin/reports/upload/progress/?of={one.pk}").status_code == 200
"""


def test_a_scan_whose_worker_is_killed_is_read_by_the_next(machine: Machine) -> None:
    scan = PUBLISHED / "003_scan.pdf"
    machine.run(HAND_IN, scan, WORKER="1")
    worker = machine.start(WORK, WORKER="1")
    wait_until(lambda: json.loads(machine.run(STATE))[0] == "reading")

    kill(worker)

    whole = ["reading", scan.stat().st_size, False, None, "", False]
    assert json.loads(machine.run(STATE)) == whole  # nothing is lost
    machine.run(WORK, WORKER="1")
    assert json.loads(machine.run(STATE)) == whole  # it may still be in somebody's hands
    machine.run(LATER, WORKER="1")
    machine.run(WORK, WORKER="1")
    state, size, recognised, pages, _subject, checked = json.loads(machine.run(STATE))
    assert (state, size, recognised, checked) == ("read", scan.stat().st_size, True, True)
    assert pages > 0


# An import is killed --------------------------------------------------------------------------------------------------

IMPORT = """
import io, json, os, random, signal, sys, time
from pathlib import Path
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from reports import intake
from tests.documents import originals, reports_held

folder, kills, moments = sys.argv[1], int(sys.argv[2]), random.Random(7)
intake.read(next(Path(folder).iterdir()).read_bytes(), "warm.txt")
connections.close_all()

def start():
    # A fork of what has been loaded already: thirty fresh starts would cost a minute and test Python's imports.
    child = os.fork()
    if child == 0:
        call_command("import_reports", folder, stdout=io.StringIO(), stderr=sys.stderr)
        os._exit(0)
    return child

def kept():
    return sum(len(names) for _folder, _folders, names in os.walk(settings.MEDIA_ROOT))

killed = 0
for _ in range(kills):
    # So many files and moments, and not so many seconds: however busy the machine, it never comes to the end.
    enough = kept() + moments.randint(0, 4)
    child = start()
    while kept() < enough and os.waitpid(child, os.WNOHANG) == (0, 0):
        time.sleep(0.001)
    time.sleep(moments.uniform(0, 0.01))
    os.kill(child, signal.SIGKILL)
    killed += os.WIFSIGNALED(os.waitpid(child, 0)[1])
print(json.dumps([killed, reports_held()]))
assert os.waitpid(start(), 0)[1] == 0
print(json.dumps([len(originals()), reports_held()]))
"""

REPORTS = 200
KILLS = 30


def varied(number: int) -> str:
    """A small report like no other, with figures, shortcomings and plans in varying number."""
    figures = "".join(f"开展普法宣传{number + n}场次。" for n in range(number % 4))
    shortcoming = "三是信息化水平不高。" if number % 3 else ""
    return (
        REPORT.replace("1698", str(1000 + number))
        .replace("12家。", "12家。" + figures)
        .replace("比较单一。", "比较单一。" + shortcoming)
    )


@pytest.fixture
def unbroken(settings: Settings, tmp_path: Path) -> dict[str, list[object]]:
    """What an import that nobody disturbs makes of the folder, in the test's own database."""
    settings.MEDIA_ROOT = tmp_path / "unbroken"
    documents.load_little()
    folder = tmp_path / "reports"
    folder.mkdir()
    for number in range(REPORTS):
        (folder / f"{number}.txt").write_text(varied(number), encoding="utf-8")
    call_command("import_reports", folder, stdout=io.StringIO())
    return documents.reports_held()


def test_an_import_killed_thirty_times_leaves_every_report_whole_or_absent(
    unbroken: dict[str, list[object]], machine: Machine, tmp_path: Path
) -> None:
    assert len(unbroken) == REPORTS
    assert len({tuple(row[3:]) for row in unbroken.values()}) > 4  # they do differ

    after_the_kills, after_the_next = machine.run(IMPORT, tmp_path / "reports", KILLS).splitlines()

    killed, held = json.loads(after_the_kills)
    assert killed == KILLS
    assert 0 < len(held) < REPORTS
    assert held == {name: unbroken[name] for name in held}
    files, held = json.loads(after_the_next)
    assert held == unbroken
    assert files == REPORTS  # nor is a file left that belongs to no report
