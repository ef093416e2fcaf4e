"""Bytes → what the engine reads in them: each document of a file, read or refused in a sentence. Nothing is written."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath

from django.conf import settings

from reports.extraction.documents import ARCHIVE, Document, DocumentError, read_document, unpack
from reports.extraction.engine import extract
from reports.extraction.records import Extraction, ReportKind
from reports.models import Report
from reports.refusals import Refusal, refuse
from reports.settling import Given, reference


def check_size(size: int, name: str = "") -> None:
    """Refuse a file by its size alone, before anyone reads it into memory. An archive may hold several reports."""
    limit = settings.REPORT_MAX_BYTES * (10 if PurePath(name).suffix.lower() == ARCHIVE else 1)
    if size > limit:
        raise refuse("too_large", size=size, limit=limit)


def digest(data: bytes) -> str:
    """A document's identity."""
    return hashlib.sha256(data).hexdigest()


@dataclass(frozen=True, slots=True)
class Reading:
    """One document as it was read, before anything of it is written."""

    name: str
    data: bytes
    text: str
    extraction: Extraction
    recognised: bool = False
    """Whether the text was recognised from pictures."""
    pages: int | None = None
    """How many pages it has; None where the format knows no pages."""

    @property
    def sha256(self) -> str:
        return digest(self.data)


def held_as(data: bytes) -> Report | None:
    """The report that these very bytes have become before."""
    return Report.objects.filter(sha256=digest(data)).first()


def read(data: bytes, name: str, given: Given | None = None) -> Reading:
    """Read one document, or say in a sentence why not (`Refusal`)."""
    document = text_of(data, name)
    extraction = extraction_of(document.text, given or Given())
    return Reading(name, data, document.text, extraction, document.ocr, len(document.pages) or None)


def extraction_of(text: str, given: Given) -> Extraction:
    """What the engine reads in a text, by the kind and year that a person states."""
    kind = ReportKind(given.kind) if given.kind else None
    return extract(text, *reference(), kind=kind, year=given.year)


def documents_in(data: bytes, name: str) -> Iterator[tuple[str, bytes | Refusal]]:
    """The documents a file holds, with their names: itself, or each one of an archive or why it can't be had."""
    if PurePath(name).suffix.lower() != ARCHIVE:
        yield name, data
        return
    try:
        for member in unpack(data, name, limit=settings.REPORT_MAX_BYTES):
            why = member.refusal
            yield member.name, refuse(why.code, **why.parameters) if why else member.data
    except DocumentError as error:
        yield name, refuse(error.code, **error.parameters)


def text_of(data: bytes, name: str) -> Document:
    """The document's text, or why it can't be had (`Refusal`). Minutes for a long scan, in a process of its own."""
    try:
        document = read_document(data, name, limit=settings.REPORT_MAX_BYTES)
    except DocumentError as error:
        raise refuse(error.code, **error.parameters) from error
    if "\0" in document.text:
        # No text has NUL characters, and PostgreSQL can't store them.
        raise refuse("binary")
    return document
