"""Old formats: .doc and .wps through LibreOffice or its stand-ins, rich text, names that Word itself mixes up."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from reports.extraction.documents import Document, DocumentError, read_document
from tests.extraction.published import (
    PUBLISHED,
    TEXTS,
    agreement,
    assert_same_reading,
    expected,
    findings,
    published,
)


@pytest.mark.parametrize(("name", "stem"), [("000.wps", "000"), ("tables.doc", "tables")])
def test_old_word_and_wps_files_give_the_figures_of_their_text(name: str, stem: str) -> None:
    document = published(name)

    assert document.format == "doc"
    assert_same_reading(stem, document)


@pytest.mark.parametrize("stem", ["000", "tables"])
def test_rich_text_gives_the_figures_of_its_text(stem: str) -> None:
    document = published(f"{stem}.rtf")

    assert document.format == "rtf"
    assert_same_reading(stem, document)


def only(program: str, folder: Path) -> str:
    """A PATH on which this program is the only one."""
    found = shutil.which(program)
    assert found, f"{program} must be installed for these tests"
    (folder / program).symlink_to(found)
    return str(folder)


@pytest.mark.parametrize("program", ["antiword", "catdoc"])
def test_without_libreoffice_the_figures_are_still_read(
    program: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", only(program, tmp_path))

    found = findings(published("tables.doc").text)

    assert agreement(found.figures, expected("tables").figures) >= 0.9
    assert found.about == expected("tables").about


def test_without_any_of_them_it_is_refused_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")

    with pytest.raises(
        DocumentError, match=r"neither LibreOffice nor antiword nor catdoc .* save it as \.docx"
    ) as caught:
        published("tables.doc")

    assert caught.value.code == "no_converter"


@pytest.mark.parametrize(
    ("source", "name", "format"),
    [
        ("000.docx", "report.doc", "docx"),
        ("000.docx", "report.wps", "docx"),
        ("000.rtf", "report.doc", "rtf"),
        ("000.html", "report.doc", "html"),
        ("000.docx", "report", "docx"),
        ("000.pdf", "REPORT.PDF", "pdf"),
    ],
)
def test_the_bytes_decide_where_word_itself_mixes_the_names_up(source: str, name: str, format: str) -> None:
    document = read_document((PUBLISHED / source).read_bytes(), name)

    assert document.format == format
    assert "海盐县民政局2022年度法治政府建设报告" in document.text


def rich(inside: str) -> Document:
    return read_document(
        rf"{{\rtf1\ansi\ansicpg936{{\fonttbl{{\f0\fcharset134 SimSun;}}}}\f0 {inside}}}".encode(), "a.rtf"
    )


def escaped(text: str, encoding: str = "gbk") -> str:
    return "".join(f"\\'{byte:02x}" for byte in text.encode(encoding))


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        (escaped("全年发放98万元"), "全年发放98万元\n"),
        (r"\u20840 ?\u24180 ?98", "全年98\n"),
        (rf"{escaped('甲')}\par {escaped('乙')}", "甲\n乙\n"),
        (rf"{{\listtext\pard {escaped('一、')}\tab}}{escaped('成效')}", "一、成效\n"),
        (rf"\trowd\cellx1\cellx2 {escaped('低保')}\cell 98\cell\row", "低保\t98\n"),
        (
            rf"\trowd\cellx1\cellx2 {escaped('低保')}\par {escaped('特困')}\cell 98\cell\row",
            "低保 特困\t98\n",
        ),
        (rf"{{\header {escaped('页眉')}}}{escaped('正文')}", "正文\n"),
    ],
    ids=[
        "GBK",
        "Unicode",
        "paragraphs",
        "number of a list",
        "row",
        "two paragraphs in a cell",
        "running head",
    ],
)
def test_rich_text_case_by_case(inside: str, text: str) -> None:
    assert rich(inside).text == text


def test_the_texts_of_all_formats_are_at_hand() -> None:
    formats = {path.suffix for path in PUBLISHED.glob("[0-9t]*.*")} - {".py"}

    assert formats == {".docx", ".pdf", ".html", ".rtf", ".doc", ".wps"}
    assert set(TEXTS) == {"000", "001", "002", "003", "004", "tables"}
