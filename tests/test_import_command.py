"""`manage.py import_reports`: files and folders through the one intake, counted, and no bad file stops a good one."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import tracemalloc
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core.management import CommandError, call_command
from django.utils.translation import override
from pytest_django import Settings

from reports.models import Indicator, Report, ReportStatus
from reports.refusals import SENTENCES
from tests import documents
from tests.documents import REFUSED, REPORT, everything_held

pytestmark = pytest.mark.django_db


@dataclass
class Run:
    """What a run of the command said and how it ended."""

    out: str
    errors: str
    status: int


def import_reports(*paths: Path, **options: bool) -> Run:
    out, errors = io.StringIO(), io.StringIO()
    try:
        call_command("import_reports", *paths, stdout=out, stderr=errors, **options)
    except CommandError as error:
        return Run(out.getvalue(), errors.getvalue() + str(error), error.returncode)
    return Run(out.getvalue(), errors.getvalue(), 0)


@pytest.fixture(autouse=True)
def reference_and_english(settings: Settings, tmp_path: Path) -> Iterator[None]:
    settings.MEDIA_ROOT = tmp_path / "originals"
    documents.load_little()
    with override("en"):
        yield


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "folder"
    folder.mkdir()
    return folder


def write(path: Path, data: bytes | str = REPORT) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


# Good files -----------------------------------------------------------------------------------------------------------


def test_new_files_are_counted_and_wait_for_review(folder: Path) -> None:
    write(folder / "2023.txt")
    write(folder / "2022.txt", REPORT.replace("2023", "2022"))

    run = import_reports(folder)

    assert (run.out, run.errors, run.status) == ("2 new, 0 same, 0 failed\n", "", 0)
    assert {report.year for report in Report.objects.all()} == {2022, 2023}
    assert not Report.objects.published().exists()


def test_a_second_run_finds_the_same(folder: Path) -> None:
    write(folder / "2023.txt")
    import_reports(folder)
    before = everything_held()

    assert import_reports(folder).out == "0 new, 1 same, 0 failed\n"
    assert everything_held() == before


def test_published_on_request(folder: Path) -> None:
    write(folder / "2023.txt")

    import_reports(folder, publish=True)

    assert Report.objects.published().get().review_state == "machine"


def test_what_a_run_received_and_did_not_come_to_publish_the_next_one_publishes(folder: Path) -> None:
    write(folder / "2023.txt")
    import_reports(folder)

    assert import_reports(folder, publish=True).out == "0 new, 1 same, 0 failed\n"
    assert Report.objects.published().exists()


def test_what_an_editor_withdrew_is_not_published_again(folder: Path) -> None:
    write(folder / "2023.txt")
    import_reports(folder, publish=True)
    Report.objects.update(status=ReportStatus.WITHDRAWN)

    import_reports(folder, publish=True)

    assert not Report.objects.published().exists()


def test_single_files_and_folders_within_folders(folder: Path) -> None:
    inner = write(folder / "2023" / "海盐.TXT")
    alone = write(folder.parent / "alone.txt", REPORT.replace("2023", "2022"))

    assert import_reports(folder, alone).out == "2 new, 0 same, 0 failed\n"
    assert set(Report.objects.values_list("original_name", flat=True)) == {inner.name, alone.name}


def test_files_of_other_kinds_in_a_folder_are_named_not_passed_over(folder: Path) -> None:
    write(folder / "2023.txt")
    write(folder / "2022.xlsx", documents.ZIP)
    write(folder / "manifest.csv", "file\n")

    run = import_reports(folder)

    assert run.status == 0
    assert (
        "left aside, only .txt, .html, .htm, .docx, .doc, .wps, .rtf, .pdf, .zip are read: 2022.xlsx\n"
        in run.out
    )


# Bad files ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("case", REFUSED)
def test_a_bad_file_fails_with_its_sentence_and_the_others_go_on(folder: Path, case: str) -> None:
    name, data, code = REFUSED[case]
    bad, good = write(folder / f"1-{name}", data), write(folder / "2-good.txt")

    run = import_reports(bad, good)

    assert run.out == "1 new, 0 same, 1 failed\n"
    assert run.status == 1
    assert f"{bad}: " in run.errors
    assert re.split(r"%\(", str(SENTENCES[code]))[0] in run.errors
    assert Report.objects.get().original_name == good.name


def test_fifty_megabytes_are_refused_without_being_read(folder: Path) -> None:
    path = folder / "large.txt"
    with path.open("wb") as file:
        file.truncate(documents.TOO_LARGE)

    tracemalloc.start()
    run = import_reports(path)
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert run.status == 1
    assert f"The file has {documents.TOO_LARGE} bytes" in run.errors
    assert most < documents.TOO_LARGE


def test_a_path_that_is_not_there_fails_alone(folder: Path) -> None:
    run = import_reports(folder / "missing.txt", write(folder / "2023.txt"))

    assert run.out == "1 new, 0 same, 1 failed\n"
    assert "can't be opened: No such file or directory" in run.errors


def test_a_folder_called_like_a_text_file_fails_alone(folder: Path) -> None:
    (folder / "a folder.txt").mkdir()
    write(folder / "2023.txt")

    run = import_reports(folder)

    assert run.out == "1 new, 0 same, 1 failed\n"
    assert "Is a directory" in run.errors


def test_a_rival_of_a_published_report_is_received_but_not_published(folder: Path) -> None:
    write(folder / "1.txt")
    write(folder / "2.txt", REPORT + "附件略。\n")

    run = import_reports(folder, publish=True)

    assert run.out == "2 new, 0 same, 1 failed\n"
    assert "is already published" in run.errors
    assert Report.objects.published().count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_report_the_database_refuses_fails_alone_and_leaves_nothing(folder: Path) -> None:
    Indicator.objects.filter(code="marriage.registrations").delete()
    write(folder / "1.txt")
    write(folder / "2.txt", REPORT.replace("办理结婚登记1698对,", ""))

    run = import_reports(folder)

    assert run.out == "1 new, 0 same, 1 failed\n"
    assert "could not be saved" in run.errors
    assert len(documents.originals()) == 1


# Rehearsal ------------------------------------------------------------------------------------------------------------


def test_a_dry_run_prints_the_lines_of_the_check(folder: Path) -> None:
    write(folder / "1.txt", REPORT.replace("46.98万元", "46.\ufffd8万元"))

    run = import_reports(folder, dry_run=True)

    assert f"{folder / '1.txt'}: 海盐县2023\n" in run.out
    assert "  WARNING Damaged characters in the text: 1." in run.out
    assert "  PASS It reports on 2023; source: the title.\n" in run.out


def test_each_document_of_an_archive_is_a_result_of_its_own(folder: Path) -> None:
    with zipfile.ZipFile(folder / "all.zip", "w") as archive:
        archive.writestr("a/2023.txt", REPORT)
        archive.writestr("poem.txt", documents.POEM)

    run = import_reports(folder)

    assert (run.out, run.status) == ("1 new, 0 same, 1 failed\n", 1)
    assert f"{folder / 'all.zip'}: poem.txt: This text does not read like" in run.errors


def test_a_dry_run_says_what_would_happen_and_keeps_nothing(folder: Path) -> None:
    write(folder / "1.txt")
    write(folder / "2.txt", documents.POEM)
    before = everything_held()

    run = import_reports(folder, dry_run=True, publish=True)

    assert run.out.endswith("\nDry run, nothing kept: 1 new, 0 same, 1 failed\n")
    assert run.status == 1
    assert everything_held() == before


# The manifest ---------------------------------------------------------------------------------------------------------


def test_a_manifest_says_what_the_texts_do_not(folder: Path) -> None:
    write(folder / "a.txt", documents.WITHOUT_BUREAU)
    write(folder / "sub" / "b.txt", documents.WITHOUT_YEAR)
    write(folder / "c.txt", REPORT)
    rows = "file,adcode,year,kind,source_url,note\na.txt,330483,,,https://example.org/a,x\nsub/b.txt,,2020,work_summary,,\n"
    write(folder / "manifest.csv", "\ufeff" + rows)

    run = import_reports(folder)

    assert (run.out, run.errors) == ("3 new, 0 same, 0 failed\n", "")
    by_name = {report.original_name: report for report in Report.objects.all()}
    assert by_name["a.txt"].bureau.name == "桐乡市民政局"
    assert by_name["a.txt"].source_url == "https://example.org/a"
    assert (by_name["b.txt"].year, by_name["b.txt"].kind) == (2020, "work_summary")


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("a.txt,,last year,,", "can't be read: year last year"),
        ("a.txt,,23,,", "23 can't be the year of a report"),
        ("a.txt,999999,,,", "No division with the code 999999"),
        ("a.txt,,,poem,", "no kind of report called poem"),
        ("a.txt,,,,javascript:alert(1)", "is not the address of a web page"),
        ("b.txt,,,,", "b.txt: The file can't be opened"),
    ],
)
def test_a_wrong_row_fails_alone(folder: Path, row: str, sentence: str) -> None:
    write(folder / "a.txt")
    write(folder / "c.txt", REPORT.replace("2023", "2022"))
    write(folder / "manifest.csv", f"file,adcode,year,kind,source_url\n{row}\n")

    run = import_reports(folder)

    assert run.status == 1
    assert sentence in run.errors
    assert Report.objects.filter(original_name="c.txt").exists()


@pytest.mark.parametrize(
    "table", [b"name,year\na.txt,2023\n", "file,year\n海盐.txt,2023\n".encode("gb18030")]
)
def test_a_manifest_that_is_none_is_said_before_anything_is_read(folder: Path, table: bytes) -> None:
    write(folder / "a.txt")
    write(folder / "manifest.csv", table)

    run = import_reports(folder)

    assert run.status == 1
    assert "manifest.csv can't be read" in run.errors
    assert not Report.objects.exists()


# In a shell of its own ------------------------------------------------------------------------------------------------


@pytest.fixture
def shell(tmp_path: Path) -> dict[str, str]:
    """The environment of a machine with a database of its own, migrated and with its reference data."""
    own = {"DATABASE_URL": f"sqlite:///{tmp_path / 'own.sqlite3'}", "MEDIA_ROOT": str(tmp_path / "own")}
    environment = {**os.environ, **own, "PYTHONUTF8": "1", "DJANGO_SETTINGS_MODULE": "config.settings"}
    code = (
        "import django; django.setup(); from django.core.management import call_command as run; "
        "run('migrate', verbosity=0); run('load_reference')"
    )
    subprocess.run([sys.executable, "-c", code], check=True, env=environment, cwd=django_settings.BASE_DIR)
    return environment


def manage(environment: dict[str, str], *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        check=False,
        capture_output=True,
        text=True,
        env=environment,
        cwd=django_settings.BASE_DIR,
    )


def test_two_imports_at_once_and_the_status_the_shell_sees(shell: dict[str, str], folder: Path) -> None:
    good, bad = write(folder / "2023.txt"), write(folder / "poem.txt", documents.POEM)

    with ThreadPoolExecutor(2) as pool:
        runs = list(pool.map(lambda _: manage(shell, "import_reports", good), range(2)))

    assert [run.returncode for run in runs] == [0, 0], [run.stderr for run in runs]
    assert sorted(run.stdout for run in runs) == ["0 new, 1 same, 0 failed\n", "1 new, 0 same, 0 failed\n"]
    assert len([path for path in Path(shell["MEDIA_ROOT"]).rglob("*") if path.is_file()]) == 1
    failed = manage(shell, "import_reports", bad)
    assert failed.returncode == 1
    assert failed.stdout == "0 new, 0 same, 1 failed\n"
    assert "poem.txt: " in failed.stderr
