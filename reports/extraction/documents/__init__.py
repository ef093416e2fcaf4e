"""Bytes → text, one reader a format behind one door: `read_document`.

The format is told by the bytes and must fit the name's ending. Plain text is decoded here; everything else is read in
a process of its own that is ended when it takes too long or too much (`sandbox`). Everything the readers refuse is a
`DocumentError` with a stable `code`, so that the admin and the commands can say it in the reader's own language; the
message itself is a full English sentence. Plain text comes back as decoded: no newline translation, no stripping, so
that every later offset points into exactly this string. `unpack` opens an archive, one document after the other.
"""

from __future__ import annotations

from pathlib import PurePath

from reports.extraction.documents import plain, sandbox
from reports.extraction.documents.archive import Member, unpack
from reports.extraction.documents.base import MOST_CHARACTERS, Document, DocumentError
from reports.extraction.documents.formats import ADVERTISED, ARCHIVE, FORMATS, SUFFIXES, detect
from reports.extraction.documents.names import check_name

__all__ = [
    "ADVERTISED",
    "ARCHIVE",
    "DEFAULT_LIMIT",
    "SUFFIXES",
    "Document",
    "DocumentError",
    "Member",
    "check_size",
    "read_document",
    "unpack",
]

DEFAULT_LIMIT = 20 * 1024 * 1024
"""Bytes. The longest report known has some 60,000 characters; it is scans that are large, up to 1 MB a page."""


def check_size(size: int, name: str, *, limit: int = DEFAULT_LIMIT) -> None:
    """Refuse an empty or an overlong file; a caller that knows the size can ask before it reads a byte."""
    if size == 0:
        raise DocumentError("empty", name=name)
    if size > limit:
        raise DocumentError("too_large", name=name, size=size, limit=limit)


def read_document(data: bytes, name: str, *, limit: int = DEFAULT_LIMIT) -> Document:
    """The text of the file `name`, whose bytes are `data`; `limit` is checked before anything is decoded."""
    check_name(name)
    check_size(len(data), name, limit=limit)
    code = _format(data, name)
    document = plain.read(data, name) if code == "txt" else sandbox.read(code, data, name)
    if len(document.text) > MOST_CHARACTERS:
        raise DocumentError("too_much_text", name=name, size=len(document.text), limit=MOST_CHARACTERS)
    if not document.text.strip():
        raise DocumentError("no_text", name=name)
    return document


def _format(data: bytes, name: str) -> str:
    """The format the bytes are in, if it is one that is read and the name's ending does not say otherwise."""
    suffix = PurePath(name).suffix.lower()
    if suffix and suffix not in SUFFIXES and suffix != ARCHIVE:
        raise DocumentError("unsupported_format", name=name, suffix=suffix, known=", ".join(ADVERTISED))
    code = detect(data, suffix)
    found = FORMATS[code]
    if not found.suffixes:
        raise DocumentError("binary", name=name, what=found.what)
    if suffix and suffix not in found.suffixes:
        raise DocumentError(
            "wrong_extension", name=name, suffix=suffix, what=found.what, right=found.suffixes[0]
        )
    if code == "zip":
        raise DocumentError("archive", name=name)
    return code
