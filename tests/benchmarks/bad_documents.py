"""Prints how long each document takes to be read or refused, and the memory that its processes need at the highest.

    python -m tests.benchmarks.bad_documents

First the good ones of tests/published, then every bad one. Nothing may take 10 s (conversion 30, scan 180) or 512 MB.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time

from reports.extraction.documents import DocumentError, read_document
from tests.extraction.bad_documents import BAD
from tests.extraction.published import PUBLISHED

KINDS = {".docx", ".pdf", ".html", ".rtf", ".doc", ".wps"}


def measure(name: str, data: bytes) -> tuple[str, float]:
    start = time.perf_counter()
    try:
        document = read_document(data, name)
        outcome = f"{len(document.text):,} characters{' (recognised)' if document.ocr else ''}"
    except DocumentError as error:
        outcome = error.code
    return outcome, time.perf_counter() - start


def main() -> None:
    """Each in a process of its own, as the memory of children is only known at its highest."""
    if len(sys.argv) > 1:
        kind, case = sys.argv[1:]
        bad = BAD.get(case)
        name, data = (
            (bad.name, bad.data()) if bad and kind == "bad" else (case, (PUBLISHED / case).read_bytes())
        )
        outcome, seconds = measure(name, data)
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
        print(f"{case:28} {seconds:6.2f} s {peak:5} MB  {outcome}")
        return
    files = sorted(path.name for path in PUBLISHED.iterdir() if path.suffix in KINDS)
    for kind, case in [*(("good", name) for name in files), *(("bad", case) for case in BAD)]:
        subprocess.run([sys.executable, "-m", "tests.benchmarks.bad_documents", kind, case], check=True)


if __name__ == "__main__":
    main()
