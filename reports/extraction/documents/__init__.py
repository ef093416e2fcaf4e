"""Bytes → text, one reader a format behind one door: `read_document`.

Everything the readers refuse is a `DocumentError` with a stable `code`, so that the admin and the commands can say it
in the reader's own language; the message itself is a full English sentence. The text comes back as decoded: no newline
translation, no stripping, so that every later offset points into exactly this string.
"""

from __future__ import annotations

from pathlib import PurePath

from reports.extraction.documents import plain
from reports.extraction.documents.base import Document, DocumentError, Reader

__all__ = ["DEFAULT_LIMIT", "Document", "DocumentError", "check_size", "read_document"]

DEFAULT_LIMIT = 5 * 1024 * 1024
"""Bytes. The longest report known has some 60,000 characters; 5 MB is far beyond any of them."""

READERS: dict[str, Reader] = {".txt": plain.read, ".text": plain.read, "": plain.read}


def check_size(size: int, name: str, *, limit: int = DEFAULT_LIMIT) -> None:
    """Refuse an empty or an overlong file; a caller that knows the size can ask before it reads a byte."""
    if size == 0:
        raise DocumentError("empty", name=name)
    if size > limit:
        raise DocumentError("too_large", name=name, size=size, limit=limit)


def read_document(data: bytes, name: str, *, limit: int = DEFAULT_LIMIT) -> Document:
    """The text of the file `name`, whose bytes are `data`; `limit` is checked before anything is decoded."""
    check_size(len(data), name, limit=limit)
    suffix = PurePath(name).suffix.lower()
    reader = READERS.get(suffix)
    if reader is None:
        raise DocumentError(
            "unsupported_format", name=name, suffix=suffix, known=", ".join(filter(None, READERS))
        )
    document = reader(data, name)
    if not document.text.strip():
        raise DocumentError("no_text", name=name)
    return document
