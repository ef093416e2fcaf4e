"""Documents that no reader should trust, one for each way of being bad: broken, locked, armed, or a bomb."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

from tests.extraction.published import PUBLISHED

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Bad:
    """A file's name and bytes, and the code of the refusal that it deserves."""

    name: str
    data: Callable[[], bytes]
    code: str


def file(name: str) -> bytes:
    return (PUBLISHED / name).read_bytes()


def repacked(source: str, **changes: bytes) -> bytes:
    """The Word file with parts replaced or added; `word_document` stands for word/document.xml."""
    parts = {
        "word_document": "word/document.xml",
        "content_types": "[Content_Types].xml",
        "macros": "word/vbaProject.bin",
        "numbers": "word/numbering.xml",
    }
    named = {parts[name]: data for name, data in changes.items()}
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(file(source))) as old,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for member in old.namelist():
            new.writestr(member, named.pop(member) if member in named else old.read(member))
        for member, data in named.items():
            new.writestr(member, data)
    return packed.getvalue()


def body(inside: bytes) -> bytes:
    space = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return b'<w:document xmlns:w="%s"><w:body>%s</w:body></w:document>' % (space, inside)


def entity_bomb() -> bytes:
    """Ten entities, each ten times the one before."""
    entities = b"".join(
        b'<!ENTITY e%d "%s">' % (n, b"&e%d;" % (n - 1) * 10 if n else b"98") for n in range(10)
    )
    text = body(b"<w:p><w:r><w:t>&e9;</w:t></w:r></w:p>")
    return repacked("000.docx", word_document=b"<!DOCTYPE w:document [" + entities + b"]>" + text)


def zip_bomb() -> bytes:
    return repacked("000.docx", word_document=b" " * (200 * MEGABYTE))


def swollen() -> bytes:
    """Within what may be unpacked, but a tree of millions of elements once it is parsed."""
    return repacked("000.docx", word_document=body(b"<w:p><w:r/></w:p>" * 5_500_000))


def deep() -> bytes:
    """Elements within elements, deeper than anyone nests them."""
    return repacked("000.docx", word_document=body(b"<w:sdt>" * 100_000 + b"</w:sdt>" * 100_000))


def encrypted_member() -> bytes:
    """The sign of a password set on every part."""
    data = bytearray(file("000.docx"))
    for signature, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(signature)
        while at >= 0:
            data[at + place] |= 1
            at = data.find(signature, at + 4)
    return bytes(data)


def with_entry(source: str, old: str, new: str) -> bytes:
    """An OLE file one of whose entries is called otherwise."""
    data, wide = file(source), "utf-16-le"
    entry, length = old.encode(wide).ljust(64, b"\0"), (len(old) + 1) * 2
    assert data.count(entry + length.to_bytes(2, "little")) == 1
    renamed = new.encode(wide).ljust(64, b"\0") + ((len(new) + 1) * 2).to_bytes(2, "little")
    return data.replace(entry + length.to_bytes(2, "little"), renamed)


def locked_word() -> bytes:
    """The flag of an encrypted text in the header of its stream, which begins with EC A5."""
    data = bytearray(file("000.wps"))
    data[data.index(b"\xec\xa5") + 0x0B] |= 0x01
    return bytes(data)


def pdf_of(pages: int, drawing: bytes = b"") -> bytes:
    kids = b" ".join(b"%d 0 R" % (n + 4) for n in range(pages))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count %d/Kids[%s]>>" % (pages, kids),
        b"<</Length %d>>stream\n%s\nendstream" % (len(drawing), drawing),
        *[b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 3 0 R>>"] * pages,
    ]
    data, places = bytearray(b"%PDF-1.4\n"), []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj%s\nendobj\n" % (number, content)
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    data += b"".join(b"%010d 00000 n \n" % place for place in places)
    data += b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(data)


def half(name: str) -> bytes:
    data = file(name)
    return data[: len(data) // 2]


BAD = {
    "0 bytes": Bad("report.pdf", lambda: b"", "empty"),
    "no text at all: PDF": Bad("report.pdf", lambda: pdf_of(1), "no_text"),
    "no text at all: Word": Bad(
        "report.docx", lambda: repacked("000.docx", word_document=body(b"<w:p/>")), "no_text"
    ),
    "no text at all: page": Bad(
        "report.html", lambda: b"<html><body><img src='a.png'></body></html>", "no_text"
    ),
    "no text at all: rich text": Bad("report.rtf", lambda: rb"{\rtf1\ansi\par}", "no_text"),
    "locked PDF": Bad("report.pdf", lambda: file("locked.pdf"), "encrypted"),
    "locked Word": Bad(
        "report.docx", lambda: with_entry("000.wps", "WordDocument", "EncryptedPackage"), "encrypted"
    ),
    "locked old Word": Bad("report.doc", locked_word, "encrypted"),
    "locked parts": Bad("report.docx", encrypted_member, "encrypted"),
    "half a PDF": Bad("report.pdf", lambda: half("000.pdf"), "damaged"),
    "half a Word": Bad("report.docx", lambda: half("000.docx"), "damaged"),
    "half an old Word": Bad("report.doc", lambda: half("tables.doc"), "damaged"),
    "half a rich text": Bad("report.rtf", lambda: half("000.rtf"), "damaged"),
    "Word with a part of nonsense": Bad(
        "report.docx", lambda: repacked("000.docx", word_document=b"<w:document"), "damaged"
    ),
    "macros": Bad("report.docm", lambda: repacked("000.docx", macros=b"Sub AutoOpen()"), "macros"),
    "macros under a false name": Bad("report.docx", lambda: repacked("000.docx", macros=b"Sub"), "macros"),
    "macros in old Word": Bad("report.doc", lambda: with_entry("000.wps", "1Table", "VBA"), "macros"),
    "zip bomb": Bad("report.docx", zip_bomb, "unpacks_too_large"),
    "swollen Word": Bad("report.docx", swollen, "too_demanding"),
    "deep Word": Bad("report.docx", deep, "damaged"),
    "entity bomb": Bad("report.docx", entity_bomb, "entities"),
    "a text of 17 MB": Bad(
        "report.txt", lambda: "全年办理结婚登记1698对。\n".encode() * 500_000, "too_much_text"
    ),
    "a page of 18 MB": Bad(
        "report.html",
        lambda: b"<html><body>" + "<p>全年办理结婚登记1698对。</p>".encode() * 450_000,
        "too_demanding",
    ),
    "10,000 pages": Bad("report.pdf", lambda: pdf_of(10_000), "too_many_pages"),
    "endless drawing": Bad("report.pdf", lambda: pdf_of(200, b"0 0 m 1 1 l S " * 150_000), "took_too_long"),
    "Word called PDF": Bad("report.pdf", lambda: file("000.docx"), "wrong_extension"),
    "PDF called Word": Bad("report.docx", lambda: file("000.pdf"), "wrong_extension"),
    "page called text": Bad("report.txt", lambda: file("000.html"), "wrong_extension"),
    "text called page": Bad("report.html", lambda: "全年办理98件".encode(), "wrong_extension"),
    "picture called PDF": Bad("report.pdf", lambda: b"\x89PNG\r\n\x1a\n" + bytes(50), "binary"),
    "spreadsheet called Word": Bad(
        "report.doc", lambda: with_entry("000.wps", "WordDocument", "Workbook"), "binary"
    ),
    "a program": Bad("report.doc", lambda: b"MZ\x90\0" + bytes(100), "binary"),
    "an unknown ending": Bad("report.xlsx", lambda: b"PK\x03\x04", "unsupported_format"),
    "an archive": Bad("report.zip", lambda: archive(("报告.txt", b"98")), "archive"),
    "a path": Bad("../../etc/report.docx", lambda: file("000.docx"), "unsafe_name"),
    "a Windows path": Bad("C:\\Windows\\report.docx", lambda: file("000.docx"), "unsafe_name"),
    "a name with a line break": Bad("report\n.docx", lambda: file("000.docx"), "unsafe_name"),
    "a name that runs backwards": Bad("report\u202excod.exe.docx", lambda: file("000.docx"), "unsafe_name"),
}
"""What it is called, its bytes (made when asked for), and how it is refused."""


def archive(*members: tuple[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in members:
            new.writestr(name, data)
    return packed.getvalue()
