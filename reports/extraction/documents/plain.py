"""Plain text (.txt): finds the encoding by proof, not by likelihood.

In this order: a byte-order mark, strict UTF-8, UTF-16 (told by its NUL bytes), GB18030 (the legal superset of GB2312
and GBK, which Chinese offices still write). An encoding counts only if it decodes the whole file and what comes out
reads as text.
"""

from __future__ import annotations

import codecs
import re

from reports.extraction.documents.base import Document, DocumentError

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
SIGNATURES = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or an Office document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document"),
    (b"{\\rtf", "a rich-text document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
)
CONTROLS = re.compile(r"[\x00-\x08\x0e-\x19\x1b-\x1f\x7f]")
READABLE = re.compile(r"[\t\n\r -~\u00a0-\u00ff\u2000-\u206f\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
SAMPLE = 20_000
"""Characters looked at when a decoded text is asked whether it reads as text."""


def read(data: bytes, name: str) -> Document:
    """Decode a plain-text file."""
    for signature, what in SIGNATURES:
        if data.startswith(signature):
            raise DocumentError("binary", name=name, what=what)
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _checked(_decoded(data[len(mark) :], encoding, name), encoding, name)
    try:
        return _checked(data.decode("utf-8"), "utf-8", name)
    except UnicodeDecodeError as error:
        return _not_utf8(data, name, error.start)


def _decoded(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise DocumentError("undecodable", name=name, position=error.start) from error


def _checked(text: str, encoding: str, name: str) -> Document:
    """A NUL never belongs to a text (no database can store it); other control characters only as rare dirt."""
    if encoding == "utf-8" and text.count("\0") * 4 > len(text):  # Latin letters in UTF-16 are valid UTF-8
        return _wide(text.encode(), name)
    if "\0" in text or len(CONTROLS.findall(text, 0, SAMPLE)) * 50 > len(text[:SAMPLE]):
        raise DocumentError("binary", name=name, what="binary data")
    return Document(text, "txt", encoding)


def _not_utf8(data: bytes, name: str, position: int) -> Document:
    if b"\0" in data:
        return _wide(data, name)
    # Damaged UTF-8 would mostly decode as GB18030 too, into nonsense; a few bad bytes among many good are damage.
    attempt = data.decode("utf-8", errors="replace")
    if attempt.count("\ufffd") * 20 < len(attempt) - len(attempt.encode("ascii", errors="ignore")):
        raise DocumentError("undecodable", name=name, position=position)
    return _checked(_decoded(data, "gb18030", name), "gb18030", name)


def _wide(data: bytes, name: str) -> Document:
    """UTF-16 without a mark: ASCII characters leave their NUL in the odd bytes when it is little-endian."""
    little = data[1::2].count(0) >= data[::2].count(0)
    for encoding in ("utf-16-le", "utf-16-be") if little else ("utf-16-be", "utf-16-le"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if len(READABLE.findall(text, 0, SAMPLE)) * 10 > len(text[:SAMPLE]) * 8:
            return _checked(text, encoding, name)
    raise DocumentError("binary", name=name, what="binary data")
