"""Rich-text documents (.rtf): striprtf reads the text; tables and list numbers are made ready for it first."""

from __future__ import annotations

import re

from striprtf.striprtf import rtf_to_text

from reports.extraction.documents.base import Document, DocumentError, row

_BRACE = re.compile(r"\\[\\{}]|([{}])")
_ROW = re.compile(r"\\trowd(?![a-z]).*?\\row(?![a-z])", re.DOTALL)
_BREAK = re.compile(r"\\(?:par|line)(?![a-z])")
_CELL = re.compile(r"\\(?:nest)?cell(?![a-z])")
_NUMBER = re.compile(r"\{\\listtext(?:[^{}]|\{[^{}]*\})*\}")
_TAB = re.compile(r"\\tab(?![a-z])")


def read(data: bytes, name: str) -> Document:
    """The document's text; what is not ASCII in it is escaped or in the code page that it names."""
    source = data.decode("latin-1")
    if "\\bin" not in source and _is_cut_off(source):
        raise DocumentError("damaged", name=name)
    source = _ROW.sub(lambda match: _CELL.sub(r"\\tab ", _BREAK.sub(" ", match[0])), source)
    # The number of a list's entry is written out, with a tab behind it that would make a table of the paragraph.
    source = _NUMBER.sub(lambda match: _TAB.sub("", match[0]), source)
    text: str = rtf_to_text(source, errors="replace")  # type: ignore[no-untyped-call]
    lines = (_line(line) for line in text.split("\n"))
    return Document("\n".join(lines).strip("\n") + "\n", "rtf", None)


def _line(line: str) -> str:
    return row(line.rstrip("\t").split("\t")) if "\t" in line else line.rstrip()


def _is_cut_off(source: str) -> bool:
    """Every brace of a whole file is closed; what follows the last one does not matter."""
    depth = 0
    for brace in _BRACE.finditer(source):
        if brace[1]:
            depth += 1 if brace[1] == "{" else -1
            if depth == 0:
                return False
    return True
