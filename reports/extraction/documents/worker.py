"""The process that reads one document: limits itself, reads, answers in one line of JSON. Started by `sandbox`."""

from __future__ import annotations

import importlib
import json
import os
import re
import resource
import signal
import sys
import traceback
from contextlib import suppress
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from reports.extraction.documents.base import MOST_CHARACTERS, Document, DocumentError, Reader, storable

READERS = {
    "html": "web_page",
    "docx": "word",
    "pdf": "pdf",
    "rtf": "rich_text",
    "doc": "legacy_word",
    "scan": "scan",
}
"""The module of each format; one is imported a process, as the libraries are large."""

WRITTEN_MEGABYTES = 64


def main() -> None:
    # Libraries print; the answer goes out by a way of its own.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    order = json.loads(sys.stdin.buffer.readline())
    _limit(**order["limits"])
    name, before = order["name"], _most_used()
    try:
        document = _reader(order["code"])(sys.stdin.buffer.read(), name)
        answer: dict[str, Any] = {"document": asdict(_checked(document, name))}
    except DocumentError as error:
        answer = {"refusal": {"code": error.code, "parameters": error.parameters}}
    except Exception as error:  # whatever a library says of hostile bytes, it means that it can't read them
        traceback.print_exc()
        answer = {"refusal": _refusal(error, name, order["limits"]["megabytes"], before)}
    answers.write(json.dumps(answer).encode())
    answers.close()


def _limit(seconds: int, megabytes: int) -> None:
    """Memory, processor time, size of files written; the clock as well, should our parent be gone by then."""
    limits = (
        (resource.RLIMIT_AS, megabytes * 1024 * 1024),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, WRITTEN_MEGABYTES * 1024 * 1024),
        (resource.RLIMIT_CORE, 0),
    )
    for kind, most in limits:
        # Not every system has every limit (macOS lacks that of memory); the clock holds everywhere.
        with suppress(ValueError, OSError):
            resource.setrlimit(kind, (most, most))
    signal.alarm(seconds + 1)


def _refusal(error: Exception, name: str, megabytes: int, before: int) -> dict[str, Any]:
    """Damage, or too much memory; libxml2 calls the latter an unknown error, so what was used is asked as well."""
    if isinstance(error, MemoryError) or _most_used() > max(before, megabytes // 2):
        return {"code": "too_demanding", "parameters": {"name": name, "megabytes": megabytes}}
    return {"code": "damaged", "parameters": {"name": name}}


def _most_used() -> int:
    """Megabytes of memory at the highest.

    Where the system doesn't tell it of this program alone, it begins with what the process had that started this one.
    """
    with suppress(OSError):
        if told := re.search(r"^VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text(), re.MULTILINE):
            return int(told[1]) // 1024
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit // (1024 * 1024)


def _reader(code: str) -> Reader:
    reader: Reader = importlib.import_module(f"reports.extraction.documents.{READERS[code]}").read
    return reader


def _checked(document: Document, name: str) -> Document:
    if len(document.text) > MOST_CHARACTERS:
        raise DocumentError("too_much_text", name=name, size=len(document.text), limit=MOST_CHARACTERS)
    text = storable(document.text)
    if len(text) != len(document.text) and document.pages:
        pages = tuple(len(storable(document.text[:start])) for start in document.pages)
        return replace(document, text=text, pages=pages)
    return replace(document, text=text)


if __name__ == "__main__":
    main()
