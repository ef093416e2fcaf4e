"""Bytes → text: which encodings are read, that nothing is translated on the way, and how a file is refused."""

from __future__ import annotations

import codecs
import random
from pathlib import Path

import pytest

from reports.extraction.documents import DEFAULT_LIMIT, DocumentError, read_document
from reports.extraction.documents.base import MESSAGES
from reports.extraction.records import EngineError

ROOT = Path(__file__).parents[2]
SEEDS = sorted((ROOT / "fixtures" / "seed_reports").glob("*.txt"))
TEXT = "海盐县民政局2022年度法治政府建设报告\n\n一、主要成效\n全年发放低保金2781.01万元,占比98.5%。\n"
CHINESE_ONLY = "民政工作" * 40


def refused(data: bytes, name: str = "report.txt", limit: int = DEFAULT_LIMIT) -> DocumentError:
    with pytest.raises(DocumentError) as caught:
        read_document(data, name, limit=limit)
    return caught.value


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode("utf-8"), "utf-8"),
        (codecs.BOM_UTF8 + TEXT.encode("utf-8"), "utf-8"),
        (TEXT.encode("gb18030"), "gb18030"),
        (TEXT.encode("gbk"), "gb18030"),
        (TEXT.encode("gb2312"), "gb18030"),
        (CHINESE_ONLY.encode("gb2312"), "gb18030"),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "utf-16-le"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16-be"),
        (codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"), "utf-32-le"),
        (TEXT.encode("utf-16-le"), "utf-16-le"),
        (TEXT.encode("utf-16-be"), "utf-16-be"),
        (b"\x84\x31\x95\x33" + TEXT.encode("gb18030"), "gb18030"),
    ],
)
def test_the_encoding_is_found(data: bytes, encoding: str) -> None:
    document = read_document(data, "report.txt")

    assert document.encoding == encoding
    assert document.format == "txt"
    assert document.text in (TEXT, CHINESE_ONLY)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem[:3])
def test_real_reports_are_read_in_every_encoding(path: Path, encoding: str) -> None:
    text = path.read_bytes().decode("utf-8")

    document = read_document(text.encode(encoding), path.name)

    assert (document.text, document.encoding) == (text, encoding)


def test_rare_characters_of_place_names_survive_gb18030() -> None:
    text = "㐀𠮷濮阳市㵐塘\u3000禄劝、歙县、砀山\n" * 5

    assert read_document(text.encode("gb18030"), "rare.txt").text == text


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r", "\u2028", "\x0b"])
def test_newlines_and_blanks_stay_as_they_are_so_that_offsets_hold(newline: str) -> None:
    text = f"  海盐县民政局{newline}{newline}\u3000一、成效{newline}\t200万元  {newline}"

    assert read_document(text.encode(), "report.txt").text == text


def test_a_stray_control_character_is_dirt_not_a_binary() -> None:
    text = TEXT * 5 + "\x0c\x1a"

    assert read_document(text.encode(), "report.txt").text == text


@pytest.mark.parametrize("name", ["report.txt", "REPORT.TXT", "report", "2022.报告.text"])
def test_names_of_plain_text(name: str) -> None:
    assert read_document(TEXT.encode(), name).text == TEXT


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"", "report.txt", "empty"),
        (b" \n\t\r\n\xe3\x80\x80", "report.txt", "no_text"),
        (codecs.BOM_UTF8, "report.txt", "no_text"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "report.txt", "wrong_extension"),
        (b"PK\x03\x04\x14\x00\x06\x00", "report.txt", "wrong_extension"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(64), "report.txt", "wrong_extension"),
        (b"\x89PNG\r\n\x1a\n", "report.txt", "binary"),
        (bytes(range(256)) * 20, "report.txt", "binary"),
        (b"report\x00with a NUL", "report.txt", "binary"),
        (TEXT.encode(), "report.docx", "wrong_extension"),
        (TEXT.encode(), "report.exe", "unsupported_format"),
        (codecs.BOM_UTF8 + TEXT.encode("gb18030"), "report.txt", "undecodable"),
        (b"\x81\x20\xff\xff" * 50, "report.txt", "undecodable"),
    ],
)
def test_what_is_refused(data: bytes, name: str, code: str) -> None:
    assert refused(data, name).code == code


def test_damaged_utf8_is_refused_and_not_read_as_nonsense() -> None:
    data = bytearray((TEXT * 20).encode("utf-8"))
    del data[1000]

    error = refused(bytes(data))

    assert error.code == "undecodable"
    assert abs(int(error.parameters["position"]) - 1000) < 4


def test_an_overlong_file_is_refused_before_it_is_decoded() -> None:
    undecodable = b"\xff" * (50 * 1024 * 1024)

    assert refused(undecodable).code == "too_large"
    assert refused(TEXT.encode(), limit=20).code == "too_large"


def test_random_bytes_are_refused_in_words_and_never_crash() -> None:
    chance = random.Random(20221)  # noqa: S311 (no secret depends on it)

    for length in (1, 2, 3, 100, 1001, 4096):
        for _ in range(20):
            assert _outcome(chance.randbytes(length)) in {"read", *MESSAGES}


def _outcome(data: bytes) -> str:
    try:
        return "read" if read_document(data, "random.txt").text.strip() else "blank"
    except DocumentError as error:
        return error.code


def test_a_refusal_is_a_sentence_that_says_what_to_do() -> None:
    error = refused(b"", "年度报告.txt")

    assert isinstance(error, EngineError)
    assert str(error) == "The file 年度报告.txt is empty (0 bytes); choose the file that holds the report."
    assert MESSAGES[error.code].format(**error.parameters) == str(error)
