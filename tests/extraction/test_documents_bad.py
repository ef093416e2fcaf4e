"""Bad documents: each refused by its own code, in a sentence, by a process that can be ended and leaves nothing."""

from __future__ import annotations

import os
from pathlib import Path

import psutil
import pytest

from reports.extraction.documents import DocumentError, read_document, sandbox
from reports.extraction.documents.base import MESSAGES
from reports.extraction.documents.sandbox import Limits
from reports.refusals import SENTENCES
from tests.extraction.bad_documents import BAD, file, repacked


def refused(data: bytes, name: str) -> DocumentError:
    with pytest.raises(DocumentError) as caught:
        read_document(data, name)
    return caught.value


@pytest.mark.parametrize("case", BAD)
def test_a_bad_document_is_refused(case: str) -> None:
    bad = BAD[case]

    error = refused(bad.data(), bad.name)

    assert error.code == bad.code
    assert str(error) == MESSAGES[bad.code].format(**error.parameters)


@pytest.mark.parametrize("code", MESSAGES)
def test_every_refusal_has_its_sentence_on_the_site_too(code: str) -> None:
    assert code in SENTENCES


def test_a_server_that_has_much_memory_itself_tells_too_much_memory_from_damage() -> None:
    # A process begins its account of memory with that of the one that started it.
    large = bytearray(os.urandom(1024)) * (600 * 1024)

    error = refused(BAD["swollen Word"].data(), "report.docx")

    assert len(large) > 512 * 1024 * 1024
    assert error.code == "too_demanding"


def test_a_reading_that_takes_too_long_is_ended_with_all_that_it_started() -> None:
    before = children()

    with pytest.raises(DocumentError) as caught:
        sandbox.run("doc", file("tables.doc"), "report.doc", Limits(seconds=1))

    assert caught.value.code == "took_too_long"
    assert children() == before


def children() -> set[int]:
    return {process.pid for process in psutil.Process().children(recursive=True)}


def test_the_reader_works_in_an_empty_folder_that_is_gone_afterwards(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    read_document(file("000.docx"), "report.docx")
    refused(BAD["half a Word"].data(), "report.docx")

    assert list(tmp_path.iterdir()) == []


def test_the_reader_knows_no_secret_of_the_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "not to be seen")

    assert "SECRET_KEY" in os.environ
    assert "SECRET_KEY" not in sandbox._environment("/tmp")  # noqa: S108


def outcome(data: bytes, name: str) -> str:
    try:
        return "read" if read_document(data, name).text.strip() else "nothing"
    except DocumentError as error:
        return error.code


@pytest.mark.parametrize("name", ["000.docx", "000.html", "tables.rtf", "tables.pdf", "000.wps"])
def test_mutilated_files_are_read_or_refused_but_never_crash(name: str) -> None:
    data = file(name)

    for cut in (1, 7, 100, len(data) // 3, len(data) - 30):
        assert outcome(data[:cut] + data[cut + 13 :], name) in {"read", *MESSAGES}


def test_a_numbering_of_nonsense_leaves_the_text() -> None:
    nonsense = repacked("000.docx", numbers=b'<w:numbering xmlns:w="x"><w:num w:numId="7"/></w:numbering>')

    assert outcome(nonsense, "report.docx") == "read"
