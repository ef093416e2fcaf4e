"""Proves an office package (OOXML, a ZIP of XML parts) harmless before a library opens it."""

from __future__ import annotations

import io
import zipfile
import zlib

from reports.extraction.documents.base import DocumentError

MOST_UNPACKED = 100 * 1024 * 1024
"""Bytes of all parts together. A report with its pictures has a few; no part is unpacked beyond its declared size."""

METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""How members of an office package are packed; others may ask for gigabytes of memory to unpack."""

_DEFINITIONS = tuple(
    word.encode(encoding)
    for word in ("<!DOCTYPE", "<!ENTITY")
    for encoding in ("utf-8", "utf-16-le", "utf-16-be")
)


def prove(data: bytes, name: str) -> None:
    """Refuse a package that is damaged, encrypted, a bomb, or brings programs."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            _prove_members(package.infolist(), name)
            for member in package.infolist():
                _prove_part(member, package.read(member), name)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError) as error:
        raise DocumentError("damaged", name=name) from error


def _prove_members(members: list[zipfile.ZipInfo], name: str) -> None:
    if any(member.flag_bits & 1 for member in members):
        raise DocumentError("encrypted", name=name)
    size = sum(member.file_size for member in members)
    if size > MOST_UNPACKED:
        raise DocumentError("unpacks_too_large", name=name, size=size, limit=MOST_UNPACKED)
    if any(member.compress_type not in METHODS for member in members):
        raise DocumentError("damaged", name=name)
    if any(member.filename.lower().endswith("vbaproject.bin") for member in members):
        raise DocumentError("macros", name=name)


def _prove_part(member: zipfile.ZipInfo, part: bytes, name: str) -> None:
    """No part of an office document defines its own entities; those that do grow without end when read."""
    if member.filename == "[Content_Types].xml" and b"macroEnabled" in part:
        raise DocumentError("macros", name=name)
    if member.filename.lower().endswith((".xml", ".rels")) and any(word in part for word in _DEFINITIONS):
        raise DocumentError("entities", name=name)
