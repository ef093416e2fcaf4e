"""Reads a document in a process of its own, which is ended when it takes too long or too much memory.

Office files, pages and PDFs are parsed by libraries, some of them in C, and anyone can hand in anything. So each is
read by a fresh Python (`worker`) that knows nothing of ours: no settings, no secrets in its environment, an empty
folder to work in, its own session so that it can be ended together with whatever it has started. It is started by
`subprocess` and not by `multiprocessing`, which would import our main module once more (gunicorn's, pytest's, or none
at all), forbids children to daemons and is unsafe to fork from a threaded server.
"""

from __future__ import annotations

import json
import logging
import os
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from reports.extraction.documents import recognition
from reports.extraction.documents.base import Document, DocumentError

logger = logging.getLogger(__name__)

PROJECT = Path(__file__).resolve().parents[3]
WORKER = "reports.extraction.documents.worker"
OUT_OF_TIME = {signal.SIGXCPU, signal.SIGALRM}


@dataclass(frozen=True, slots=True)
class Limits:
    """What one reading may take: seconds on the clock, and megabytes in each process that takes part."""

    seconds: int = 9
    megabytes: int = 512


ORDINARY = Limits()
CONVERSION = Limits(seconds=30)
"""LibreOffice takes two to four seconds to start; bad documents are refused before that."""

SCAN = Limits(seconds=180)
"""Recognising text takes one to four seconds a page; the number of pages is limited as well."""


def read(code: str, data: bytes, name: str) -> Document:
    """Read a document of the format `code`; a scanned PDF is tried a second time by text recognition."""
    try:
        return run(code, data, name, CONVERSION if code == "doc" else ORDINARY)
    except DocumentError as error:
        # Asked only now: the recognition of text is a program that may be missing.
        if error.code != "scanned" or not recognition.installed():
            raise
    return run("scan", data, name, SCAN)


def run(code: str, data: bytes, name: str, limits: Limits) -> Document:
    """Have the worker read it, and turn what came back, or did not, into a document or a refusal."""
    order = json.dumps({"code": code, "name": name, "limits": asdict(limits)}).encode() + b"\n"
    with tempfile.TemporaryDirectory(prefix="document-", ignore_cleanup_errors=True) as folder:
        status, answer, said = _communicate(order + data, folder, limits, name)
    if status == 0:
        return _document(json.loads(answer))
    logger.warning("Reading %r as %s failed with status %s: %s", name, code, status, said.strip()[-2000:])
    if -status in OUT_OF_TIME:
        raise DocumentError("took_too_long", name=name, seconds=limits.seconds)
    if status < 0:
        raise DocumentError("too_demanding", name=name, megabytes=limits.megabytes)
    raise DocumentError("damaged", name=name)


def _communicate(order: bytes, folder: str, limits: Limits, name: str) -> tuple[int, bytes, str]:
    # -P: the folder, where a hostile document may come to lie, is no place to import from.
    process = subprocess.Popen(  # noqa: S603  (our own interpreter and our own module)
        [sys.executable, "-P", "-m", WORKER],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=folder,
        env=_environment(folder),
        start_new_session=True,
    )
    try:
        answer, said = process.communicate(order, timeout=limits.seconds)
    except subprocess.TimeoutExpired as error:
        raise DocumentError("took_too_long", name=name, seconds=limits.seconds) from error
    finally:
        if process.poll() != 0:
            _end(process)
    return process.returncode, answer, said.decode("utf-8", errors="replace")


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the whole session: LibreOffice and tesseract are children of the worker and may outlive it."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


def _environment(folder: str) -> dict[str, str]:
    """Nothing but what the programs need to run: the server's own environment holds its secrets."""
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "PYTHONPATH": str(PROJECT),
        "PYTHONUTF8": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "LC_ALL": "C.UTF-8",
        "HOME": folder,
        "TMPDIR": folder,
        "OMP_THREAD_LIMIT": "1",  # tesseract's threads cost more than they bring
    }


def _document(answer: dict[str, dict[str, Any]]) -> Document:
    if refusal := answer.get("refusal"):
        raise DocumentError(refusal["code"], **refusal["parameters"])
    document = answer["document"]
    return Document(**{**document, "pages": tuple(document["pages"])})
