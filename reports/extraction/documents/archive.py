"""Archives (.zip): one document after the other, each with a safe name, or the sentence why not.

Nothing is written to disk and nothing is read but what is declared: a member is unpacked only when it is asked for and
only if its declared size is within the limit, beyond which the standard library reads no byte. So this needs no
process of its own; the documents in it are read in theirs.
"""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import PurePosixPath

from reports.extraction.documents.base import DocumentError
from reports.extraction.documents.formats import ARCHIVE
from reports.extraction.documents.names import check_name
from reports.extraction.documents.packages import METHODS

MOST_MEMBERS = 500
MOST_UNPACKED = 500 * 1024 * 1024
"""Bytes of all members together."""

_LITTER = (".", "~$", "Thumbs.db", "desktop.ini")


@dataclass(frozen=True, slots=True)
class Member:
    """One file of an archive (压缩包): its own name without folders, and its bytes or why there are none."""

    name: str
    data: bytes = b""
    refusal: DocumentError | None = None


def unpack(data: bytes, name: str, *, limit: int) -> Iterator[Member]:
    """Every document in the archive `name`, in its order; what the system's programs left there is passed over.

    A member that can't be had is a result like any other and stops nothing. An archive that is damaged as a whole, or
    a bomb, raises `DocumentError` before the first.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        members = [member for member in archive.infolist() if not _is_litter(member)]
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError) as error:
        raise DocumentError("damaged", name=name) from error
    if len(members) > MOST_MEMBERS:
        raise DocumentError("too_many_files", name=name, files=len(members), limit=MOST_MEMBERS)
    size = sum(member.file_size for member in members)
    if size > MOST_UNPACKED:
        raise DocumentError("unpacks_too_large", name=name, size=size, limit=MOST_UNPACKED)
    if not members:
        raise DocumentError("no_text", name=name)
    return (_member(archive, member, limit) for member in members)


def _is_litter(member: zipfile.ZipInfo) -> bool:
    path = PurePosixPath(member.filename)
    return (
        member.is_dir() or "__MACOSX" in path.parts or (path.name != ".." and path.name.startswith(_LITTER))
    )


def _member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, limit: int) -> Member:
    name = _name(member)
    try:
        own_name = _own_name(name, member)
        return Member(own_name, _bytes(archive, member, own_name, limit))
    except DocumentError as refusal:
        return Member(name, refusal=refusal)


def _name(member: zipfile.ZipInfo) -> str:
    """The name as it was given: Windows in Chinese writes GBK and sets no sign, where the standard expects cp437."""
    name = member.filename
    if not member.flag_bits & 0x800:
        with suppress(UnicodeError):
            name = name.encode("cp437").decode("gb18030")
    return name.replace("\\", "/")


def _own_name(name: str, member: zipfile.ZipInfo) -> str:
    """The last part of an honest path. One that leads out of the archive or is a link is refused, not repaired."""
    parts = name.split("/")
    if name.startswith("/") or ".." in parts or stat.S_ISLNK(member.external_attr >> 16):
        raise DocumentError("unsafe_name", name=ascii(name[:255]))
    for part in parts:
        check_name(part)
    return parts[-1]


def _bytes(archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str, limit: int) -> bytes:
    if name.lower().endswith(ARCHIVE):
        raise DocumentError("archive", name=name)
    if member.flag_bits & 1:
        raise DocumentError("encrypted", name=name)
    if member.file_size > limit:
        raise DocumentError("too_large", name=name, size=member.file_size, limit=limit)
    if member.compress_type not in METHODS:
        raise DocumentError("damaged", name=name)
    try:
        return archive.read(member)
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError) as error:
        raise DocumentError("damaged", name=name) from error
