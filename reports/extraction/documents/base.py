"""What all readers share: the document they return and the one error they raise."""

from __future__ import annotations

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
}
"""The code of each refusal with its English sentence; callers translate by the code and fill in the same parameters."""


@dataclass(frozen=True, slots=True)
class Document:
    """A file's text (正文) with the format and encoding it was read from; None where the format fixes it."""

    text: str
    format: str
    encoding: str | None


class DocumentError(EngineError):
    """A file that can't be read. `code` is stable, `parameters` fill the sentence of that code in any language."""

    def __init__(self, code: str, **parameters: str | int) -> None:
        self.code = code
        self.parameters = parameters
        super().__init__(MESSAGES[code].format(**parameters))


Reader = Callable[[bytes, str], Document]
"""A reader gets a file's bytes and name, and returns its document or raises `DocumentError`."""
