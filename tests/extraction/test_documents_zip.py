"""Archives: one result a document, by its own safe name; one bad member never stops the others."""

from __future__ import annotations

import io
import stat
import zipfile

import pytest

from reports.extraction.documents import DocumentError, Member, read_document, unpack
from tests.extraction.bad_documents import archive, file
from tests.extraction.published import TEXTS, assert_same_reading

LIMIT = 1024 * 1024


def members(data: bytes, limit: int = LIMIT) -> list[Member]:
    return list(unpack(data, "reports.zip", limit=limit))


def refused(data: bytes) -> str:
    with pytest.raises(DocumentError) as caught:
        members(data)
    return caught.value.code


def test_each_document_comes_out_with_its_bytes() -> None:
    text = TEXTS["003"].read_bytes()
    packed = archive(("2023/海盐.docx", file("000.docx")), ("威海.txt", text), ("003.pdf", file("003.pdf")))

    found = members(packed)

    assert [member.name for member in found] == ["海盐.docx", "威海.txt", "003.pdf"]
    for member, stem in zip(found, ("000", "003", "003"), strict=True):
        assert member.refusal is None
        assert_same_reading(stem, read_document(member.data, member.name))


def test_a_member_is_unpacked_only_when_it_is_asked_for() -> None:
    packed = bytearray(archive(("good.txt", b"98"), ("bad.txt", b"a" * 1000)))
    packed[packed.index(b"bad.txt") + 9] ^= 0xFF

    found = unpack(bytes(packed), "reports.zip", limit=LIMIT)

    assert next(found).data == b"98"
    refusal = next(found).refusal
    assert refusal is not None
    assert refusal.code == "damaged"


def named(name: str, raw: bytes, mode: int = 0) -> bytes:
    """An archive with one member whose name is stored as these bytes, without the sign of UTF-8."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as new:
        info = zipfile.ZipInfo(name)
        info.external_attr = mode << 16
        new.writestr(info, b"98")
    return packed.getvalue().replace(name.encode(), raw)


def test_names_in_gbk_as_windows_writes_them() -> None:
    assert (
        members(named("A" * 12 + ".txt", "民政局报告".encode("gbk") + b"22.txt"))[0].name
        == "民政局报告22.txt"
    )


@pytest.mark.parametrize(
    "name",
    [
        "../report.txt",
        "a/../../report.txt",
        "/etc/passwd",
        "..",
        "C:/report.txt",
        "a\u202eb.txt",
        "a\nb.txt",
        "//a/b.txt",
    ],
)
def test_names_that_lead_elsewhere_are_refused(name: str) -> None:
    (member,) = members(archive((name, b"98")))

    assert member.refusal is not None
    assert member.refusal.code == "unsafe_name"
    assert member.data == b""


def test_a_link_is_refused() -> None:
    (member,) = members(named("link.txt", b"link.txt", stat.S_IFLNK | 0o777))

    assert member.refusal is not None
    assert member.refusal.code == "unsafe_name"


@pytest.mark.parametrize(
    "name", ["folder/", "__MACOSX/._report.txt", ".DS_Store", "a/Thumbs.db", "~$report.docx", "desktop.ini"]
)
def test_what_systems_leave_behind_is_passed_over(name: str) -> None:
    assert [member.name for member in members(archive((name, b""), ("report.txt", b"98")))] == ["report.txt"]


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("inner.zip", b"PK\x05\x06", "archive"),
        ("large.txt", b"a" * (LIMIT + 1), "too_large"),
    ],
)
def test_a_bad_member_is_a_result_and_the_others_go_on(name: str, data: bytes, code: str) -> None:
    bad, good = members(archive((name, data), ("good.txt", b"98")))

    assert bad.refusal is not None
    assert (bad.name, bad.refusal.code) == (name, code)
    assert good == Member("good.txt", b"98")


def test_a_member_with_a_password_is_refused() -> None:
    packed = bytearray(archive(("report.txt", b"98")))
    packed[6] |= 1
    packed[packed.index(b"PK\x01\x02") + 8] |= 1

    (member,) = members(bytes(packed))

    assert member.refusal is not None
    assert member.refusal.code == "encrypted"


def test_a_member_that_asks_for_memory_to_unpack_is_refused() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_LZMA) as new:
        new.writestr("report.txt", b"98")

    (member,) = members(packed.getvalue())

    assert member.refusal is not None
    assert member.refusal.code == "damaged"


def bomb() -> bytes:
    """Sixty files of ten megabytes in sixty kilobytes each."""
    return archive(*[(f"{n}.txt", b"0" * 10_000_000) for n in range(60)])


def test_archives_that_are_bad_as_a_whole() -> None:
    assert refused(b"PK\x03\x04 and no more") == "damaged"
    assert refused(archive(("report.txt", b"98"))[:-30]) == "damaged"
    assert refused(archive()) == "no_text"
    assert refused(archive(*[(f"{n}.txt", b"98") for n in range(501)])) == "too_many_files"
    assert refused(bomb()) == "unpacks_too_large"


def test_the_door_for_one_document_sends_archives_to_the_other() -> None:
    with pytest.raises(DocumentError, match="is an archive; unpack it") as caught:
        read_document(archive(("report.txt", b"98")), "reports.zip")

    assert caught.value.code == "archive"
