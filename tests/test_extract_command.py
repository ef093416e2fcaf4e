"""`manage.py extract` and `python -m reports.extraction`: files in, JSON out, a sentence for each that fails."""

from __future__ import annotations

import json
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

ROOT = Path(__file__).parents[1]
SEEDS = sorted((ROOT / "fixtures" / "seed_reports").glob("*.txt"))
REPORT = "海盐县民政局2022年度法治政府建设报告\n\n2022年,我局依法履职。\n一、成效\n全年发放低保金200万元。\n"
# These tests ask for no database: pytest-django fails any that touches one.


def extract(*paths: Path, output: Path | None = None) -> tuple[str, str, int]:
    out, err = StringIO(), StringIO()
    try:
        call_command("extract", *map(str, paths), output=output, stdout=out, stderr=err)
    except SystemExit as stopped:
        return out.getvalue(), err.getvalue(), int(stopped.code or 0)
    return out.getvalue(), err.getvalue(), 0


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "海盐 2022.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


def test_one_file_is_printed_as_json(report: Path) -> None:
    out, err, status = extract(report)

    wire = json.loads(out)
    assert (wire["file"], wire["bureau"], wire["year"]) == ("海盐 2022.txt", "海盐县民政局", 2022)
    assert (err, status) == ("", 0)


def test_offsets_point_into_the_file_as_it_stands(tmp_path: Path) -> None:
    path = tmp_path / "crlf.txt"
    path.write_bytes(REPORT.replace("\n", "\r\n").encode("gb18030"))

    (metric,) = json.loads(extract(path)[0])["metrics"]

    source = path.read_bytes().decode("gb18030")
    assert source[metric["start"] : metric["end"]] == metric["mention"] == "200万元"


def test_the_seeds_are_written_one_file_each(tmp_path: Path) -> None:
    out, _err, status = extract(*SEEDS, output=tmp_path / "new" / "folder")

    assert (out, status) == ("", 0)
    written = sorted((tmp_path / "new" / "folder").iterdir())
    assert [path.name for path in written] == [f"{path.stem}.json" for path in SEEDS]
    assert all(json.loads(path.read_text("utf-8"))["metrics"] for path in written)


def test_a_bad_file_gets_a_sentence_and_the_others_go_on(report: Path, tmp_path: Path) -> None:
    empty, binary, missing = tmp_path / "empty.txt", tmp_path / "binary.txt", tmp_path / "missing.txt"
    empty.write_bytes(b"")
    binary.write_bytes(b"%PDF-1.7\n\x00")

    out, err, status = extract(empty, binary, missing, tmp_path, report)

    assert json.loads(out)["file"] == report.name
    assert status == 1
    assert [line.split("; ")[0] for line in err.splitlines()] == [
        "The file empty.txt is empty (0 bytes)",
        "The file binary.txt has the ending .txt but is a PDF document",
        f"The file {missing} can't be opened (No such file or directory)",
        f"The file {tmp_path} can't be opened (Is a directory)",
    ]


def test_a_file_of_50_mb_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(50 * 1024 * 1024)

    out, err, status = extract(path)

    assert (out, status) == ("", 1)
    assert "52428800 bytes, more than the 20971520 allowed" in err


def test_any_text_is_read_and_what_is_doubtful_is_said(tmp_path: Path) -> None:
    poem = tmp_path / "poem.txt"
    poem.write_text("床前明月光,疑是地上霜。", encoding="utf-8")

    out, err, status = extract(poem)

    assert json.loads(out)["bureau"] is None
    assert "poem.txt: The text does not read as a report or a summary; check that the file is right." in err
    assert status == 0


def test_two_files_of_one_stem_would_overwrite_each_other(report: Path, tmp_path: Path) -> None:
    other = tmp_path / "other" / report.name
    other.parent.mkdir()
    other.write_text(REPORT, encoding="utf-8")

    with pytest.raises(CommandError, match="same stem"):
        extract(report, other, output=tmp_path / "out")


def test_a_folder_that_can_not_be_made_is_said_before_anything_is_read(report: Path) -> None:
    with pytest.raises(CommandError, match="can't be made"):
        extract(report, output=report / "below-a-file")


def test_the_engine_runs_without_django(report: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b"")
    command = [sys.executable, "-X", "importtime", "-m", "reports.extraction", str(empty), str(report)]

    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)

    assert json.loads(done.stdout)["bureau"] == "海盐县民政局"
    assert done.returncode == 1
    assert "empty.txt is empty" in done.stderr
    assert " django" not in done.stderr
