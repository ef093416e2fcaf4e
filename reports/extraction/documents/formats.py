"""Which format (文件格式) the bytes of a file are in, told by the bytes themselves and never by the name alone."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Format:
    """A format: what to call it, and the endings under which such files are met, the proper one first.

    A format without endings is only recognised, so that a refusal can name it.
    """

    what: str
    suffixes: tuple[str, ...] = ()


# Word and WPS themselves write .doc and .wps files that are rich text, web pages or the newer format, and open them.
FORMATS = {
    "txt": Format("plain text", (".txt", ".text")),
    "html": Format("a web page", (".html", ".htm", ".shtml", ".doc", ".wps")),
    "docx": Format("a Word document", (".docx", ".doc", ".wps", ".docm")),
    "pdf": Format("a PDF document", (".pdf",)),
    "rtf": Format("a rich-text document", (".rtf", ".doc", ".wps")),
    "doc": Format("an old Word or WPS document", (".doc", ".wps", ".docx")),  # as .docx: one with a password
    "zip": Format("a ZIP archive", (".zip",)),
    "spreadsheet": Format("a spreadsheet"),
    "slides": Format("a presentation"),
    "ofd": Format("an OFD document"),
    "opendocument": Format("an OpenDocument file"),
    "picture": Format("a picture"),
    "compressed": Format("a compressed file"),
    "program": Format("a program"),
}
ARCHIVE = ".zip"
ADVERTISED = (".txt", ".html", ".htm", ".docx", ".doc", ".wps", ".rtf", ".pdf")
"""The endings that are named to people; the others are read as well."""

SUFFIXES = frozenset(suffix for known in FORMATS.values() for suffix in known.suffixes) - {ARCHIVE}
"""Every ending that `read_document` accepts."""

_SIGNATURES = (
    (b"%PDF-", "pdf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "doc"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"II*\0", "picture"),
    (b"MM\0*", "picture"),
    (b"\x1f\x8b", "compressed"),
    (b"7z\xbc\xaf\x27\x1c", "compressed"),
    (b"Rar!\x1a\x07", "compressed"),
    (b"MZ\x90\0", "program"),
    (b"\x7fELF", "program"),
)
_INSIDE = (
    ("word/", "docx"),
    ("xl/", "spreadsheet"),
    ("ppt/", "slides"),
    ("OFD.xml", "ofd"),
    ("META-INF/manifest.xml", "opendocument"),
)
_PAGE_START = re.compile(
    r"\s*(?:(?:<!--.*?-->|<\?xml[^>]*>)\s*)*<(?:!doctype\s+html|html|head|body|meta|title|link|script|style|div|table)\b",
    re.IGNORECASE | re.DOTALL,
)
_PAGE_TAG = re.compile(r"<(?:html|body|div|p|table|span|meta)\b[^<>]*>", re.IGNORECASE)


def detect(data: bytes, suffix: str = "") -> str:
    """The code of the format in `FORMATS`; what shows no sign of any other is taken for plain text."""
    # A PDF may carry a few bytes of a mail gateway or a byte-order mark in front.
    if b"%PDF-" in data[:1024] and not data.startswith(b"PK"):
        return "pdf"
    for signature, code in _SIGNATURES:
        if data.startswith(signature):
            return code
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zipped(data, suffix)
    head = _readable(data[:65_536])
    if _PAGE_START.match(head[:4096]):
        return "html"
    # A saved page may begin with anything; one that calls itself a page needs to show a tag only.
    return "html" if suffix in (".html", ".htm", ".shtml") and _PAGE_TAG.search(head) else "txt"


def _readable(head: bytes) -> str:
    """The markup of the head, whose signs are ASCII in every encoding but the wide ones."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head[: len(head) // 2 * 2].decode("utf-16", errors="replace")
    return head.removeprefix(b"\xef\xbb\xbf").decode("latin-1")


def _zipped(data: bytes, suffix: str) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError):
        # Cut off, so that the directory at its end is lost: then it may be what it claims to be.
        return "docx" if suffix in FORMATS["docx"].suffixes else "zip"
    for beginning, code in _INSIDE:
        if any(name.startswith(beginning) for name in names) and _is_office(code, names):
            return code
    return "zip"


def _is_office(code: str, names: list[str]) -> bool:
    """An archive of somebody's files may have a folder called word; only an office document lists its types."""
    return "[Content_Types].xml" in names if code in ("docx", "spreadsheet", "slides") else True
