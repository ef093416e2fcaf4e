"""What all readers share: the document they return and the one error they raise."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass

from reports.extraction.records import EngineError

MESSAGES = {
    "empty": "The file {name} is empty (0 bytes); choose the file that holds the report.",
    "too_large": (
        "The file {name} has {size} bytes, more than the {limit} allowed; "
        "a report's text is far shorter, so export the report alone as plain text."
    ),
    "unsupported_format": (
        "The file {name} has the ending {suffix}, which can't be read; save the report as one of: {known}."
    ),
    "binary": (
        "The file {name} is not text but {what}; open it in its own program and save the report as plain text."
    ),
    "undecodable": (
        "The file {name} is in no known encoding (UTF-8, UTF-16 and GB18030 all fail, the last at byte {position}); "
        "open it in an editor and save it as UTF-8."
    ),
    "no_text": "The file {name} holds only blanks and no text; choose the file that holds the report.",
    "unsafe_name": (
        "The name {name} holds a path or characters that no file name needs; rename the file and hand it in again."
    ),
    "wrong_extension": (
        "The file {name} has the ending {suffix} but is {what}; give it the ending {right} or choose the right file."
    ),
    "damaged": "The file {name} is damaged or incomplete; fetch it once more or save it anew in its own program.",
    "encrypted": "The file {name} is protected by a password; save it without one and hand it in again.",
    "macros": "The file {name} holds macros, which no report needs; save it as .docx without them.",
    "entities": (
        "The file {name} defines entities in its XML, which no office program does and attacks do; "
        "save the report anew in an office program."
    ),
    "unpacks_too_large": (
        "The file {name} unpacks to {size} bytes, more than the {limit} allowed; hand in the report alone."
    ),
    "too_many_pages": (
        "The file {name} has {pages} pages, more than the {limit} allowed; hand in the pages of the report alone."
    ),
    "too_much_text": (
        "The file {name} holds {size} characters, more than the {limit} allowed; hand in the report alone."
    ),
    "scanned": (
        "The file {name} is a scan: {pages} of its pages are pictures without text, and tesseract with its Chinese "
        "data (chi_sim), which could read them, is not installed here; hand in the report as text."
    ),
    "no_converter": (
        "The file {name} is an old Word or WPS document, and neither LibreOffice nor antiword nor catdoc is "
        "installed here to read it; save it as .docx and hand in that file."
    ),
    "took_too_long": (
        "Reading the file {name} took more than {seconds} seconds and was stopped; save the report as plain text."
    ),
    "too_demanding": (
        "Reading the file {name} broke off, as it needs more than {megabytes} MB of memory or breaks its reader; "
        "save the report as plain text."
    ),
    "archive": "The file {name} is an archive; unpack it and hand in the documents in it one by one.",
    "too_many_files": (
        "The archive {name} holds {files} files, more than the {limit} allowed; divide it into smaller ones."
    ),
}
"""The code of each refusal with its English sentence; callers translate by the code and fill in the same parameters."""

_NOT_STORABLE = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")

MOST_CHARACTERS = 2_000_000
"""Thirty times the longest report known; what holds or unpacks to more text is none."""


@dataclass(frozen=True, slots=True)
class Document:
    """A file's text (正文) with the format and encoding it was read from; None where the format fixes it."""

    text: str
    format: str
    encoding: str | None
    pages: tuple[int, ...] = ()
    """Where each page (页) begins in the text; empty where the format knows no pages."""
    ocr: bool = False
    """Whether any of the text was recognised from a picture (文字识别) and may hold misread characters."""

    def page_at(self, offset: int) -> int | None:
        """The number, from 1, of the page that holds this place; None where the format knows no pages."""
        return max(1, bisect_right(self.pages, offset)) if self.pages else None

    def paragraph_at(self, offset: int) -> int:
        """The number, from 1, of the paragraph (段落) that holds this place: blank lines don't count, rows do."""
        before = self.text[:offset].split("\n")
        return sum(1 for line in before[:-1] if line.strip()) + 1


class DocumentError(EngineError):
    """A file that can't be read. `code` is stable, `parameters` fill the sentence of that code in any language."""

    def __init__(self, code: str, **parameters: str | int) -> None:
        self.code = code
        self.parameters = parameters
        super().__init__(MESSAGES[code].format(**parameters))


Reader = Callable[[bytes, str], Document]
"""A reader gets a file's bytes and name, and returns its document or raises `DocumentError`."""


def storable(text: str) -> str:
    """The text without what no database stores and no reader means: NUL and other controls, halves of characters."""
    return _NOT_STORABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def row(cells: list[str]) -> str:
    """One row of a table (表格行) as the engine reads it: cells parted by tabs, an empty one a blank."""
    return "\t".join(" ".join(cell.split()) or " " for cell in cells).rstrip()
