"""Plain text (.txt): finds the encoding by proof, not by likelihood.

In this order: a byte-order mark, strict UTF-8, UTF-16 (told by its share of NUL bytes or of Chinese code units),
GB18030 (the legal superset of GB2312 and GBK, which Chinese offices still write). Each guess must decode the whole file
without an error, or the next one is tried.
"""

from __future__ import annotations

import codecs

from reports.extraction.documents.base import Document, DocumentError

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with UTF-16's
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
CONTROLS = frozenset(range(0x20)) - frozenset(b"\t\n\v\f\r\x1a")


def read(data: bytes, name: str) -> Document:
    """Decode a plain-text file."""
    for signature, what in SIGNATURES:
        if data.startswith(signature):
            raise DocumentError("binary", name=name, what=what)
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _marked(data[len(mark) :], encoding, name)
    return _unmarked(data, name)


def _marked(data: bytes, encoding: str, name: str) -> Document:
    try:
        return Document(data.decode(encoding), "txt", encoding)
    except UnicodeDecodeError as error:
        raise DocumentError("undecodable", name=name, position=error.start) from error


def _unmarked(data: bytes, name: str) -> Document:
    nul_share = data.count(0) / len(data)
    candidates = _wide_candidates(data) if nul_share else ["utf-8", "gb18030"]
    position = 0
    for encoding in candidates:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError as error:
            position = error.start
            continue
        if _is_text(text):
            return Document(text, "txt", encoding)
    if nul_share or _control_share(data) > 0.01:
        raise DocumentError("binary", name=name, what="binary data")
    raise DocumentError("undecodable", name=name, position=position)


def _wide_candidates(data: bytes) -> list[str]:
    """UTF-16 by where its NUL bytes stand: ASCII characters leave them in the odd bytes when little-endian."""
    if len(data) % 2:
        return []
    even, odd = data[::2].count(0), data[1::2].count(0)
    return ["utf-16-le", "utf-16-be"] if odd >= even else ["utf-16-be", "utf-16-le"]


def _is_text(text: str) -> bool:
    """Text has next to no control characters, private-use characters or unassigned code points."""
    odd = sum(text.count(chr(code)) for code in CONTROLS)
    return odd * 100 <= len(text)


def _control_share(data: bytes) -> float:
    return sum(data.count(code) for code in CONTROLS) / len(data)
