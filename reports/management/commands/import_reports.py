"""Imports report files, archives or folders through the same intake as the admin; one bad file never stops the others.

A folder may hold a `manifest.csv` with the columns file, adcode, year, kind, source_url: what is known of a file beyond
its text. Empty cells say nothing and the text decides. `--dry-run` prints the lines of the check that the admin shows
before anything is saved, and keeps nothing. Exit status 1 if any file failed.
"""

from __future__ import annotations

import csv
import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from bureaus.reference import refresh_statistics
from reports.extraction.documents import ADVERTISED, ARCHIVE
from reports.intake import Outcome, check_size, documents_in, held_as, keep, read, receive
from reports.models import ReportStatus
from reports.refusals import Refusal, refuse
from reports.review import publish
from reports.screening import Grade, screen
from reports.settling import Given, check_given

MANIFEST = "manifest.csv"
READ = (*ADVERTISED, ARCHIVE)

Source = tuple[Path, dict[str, str]]
"""A file and its row in the manifest."""


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "paths", nargs="+", type=Path, metavar="PATH", help="a file, or a folder of files"
        )
        parser.add_argument(
            "--publish", action="store_true", help="publish what was never published, as machine-read"
        )
        parser.add_argument("--dry-run", action="store_true", help="read and check everything, keep nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        counts = Counter({"new": 0, "same": 0, "failed": 0})
        files = list(_files(options["paths"]))
        for path, row in tqdm(files, unit="file", file=sys.stderr, disable=None):
            for name, document in _documents(path):
                where = path if name == path.name else f"{path}: {name}"
                try:
                    for word in self._import(where, name, document, row, options):
                        counts[word] += 1
                except Refusal as refusal:
                    counts["failed"] += 1
                    self.stderr.write(f"{where}: {refusal}")
        if counts["new"]:
            refresh_statistics()
        prefix = "Dry run, nothing kept: " if options["dry_run"] else ""
        self.stdout.write(prefix + ", ".join(f"{number} {name}" for name, number in counts.items()))
        if left := _left_aside(options["paths"]):
            self.stdout.write(f"left aside, only {', '.join(READ)} are read: " + ", ".join(left))
        _fail_if_any(counts)

    def _import(
        self,
        where: Path | str,
        name: str,
        document: bytes | Refusal,
        row: dict[str, str],
        options: dict[str, Any],
    ) -> Iterator[str]:
        """What became of a document, a word for each count; a report that can't be published stays received."""
        if isinstance(document, Refusal):
            raise document
        if options["dry_run"]:
            yield self._rehearse(where, name, document, _given(row))
            return
        receipt = receive(document, name, given=_given(row))
        yield receipt.outcome
        # Also what an earlier run received and did not come to publish; what was withdrawn stays so.
        if options["publish"] and receipt.report.status == ReportStatus.TO_REVIEW:
            publish(receipt.report)

    def _rehearse(self, where: Path | str, name: str, data: bytes, given: Given) -> str:
        """Everything an import does, kept nothing; what a person should look at is printed."""
        if held_as(data):
            return Outcome.SAME
        check_given(given)
        reading = read(data, name, given)
        found = screen(reading.text, reading.extraction, given, recognised=reading.recognised)
        self.stdout.write(f"{where}: {found.subject}")
        for line in found.lines:
            if line.grade is not Grade.FAIL:  # a failure is told with the files that failed
                self.stdout.write(f"  {line.grade.label} {line} {line.shown}".rstrip())
        return keep(reading, given=given, dry_run=True).outcome


def _fail_if_any(counts: Counter[str]) -> None:
    if counts["failed"]:
        raise CommandError(
            f"{counts['failed']} of {counts.total()} failed; what a text does not say can be stated in {MANIFEST} "
            "beside it (columns file, adcode, year, kind, source_url).",
            returncode=1,
        )


def _documents(path: Path) -> Iterator[tuple[str, bytes | Refusal]]:
    try:
        data = _bytes(path)
    except Refusal as refusal:
        yield path.name, refusal
        return
    yield from documents_in(data, path.name)


def _bytes(path: Path) -> bytes:
    try:
        check_size(path.stat().st_size, path.name)
        return path.read_bytes()
    except OSError as error:
        raise refuse("unreadable_file", why=error.strerror or type(error).__name__) from error


def _files(paths: list[Path]) -> Iterator[Source]:
    for path in paths:
        if not path.is_dir():
            yield path, {}
            continue
        rows = _manifest(path / MANIFEST)
        for file in sorted(path.rglob("*")):
            if file.suffix.lower() in READ:
                yield file, rows.pop(file.relative_to(path).as_posix(), {})
        # A row whose file is not there is a fault to report, not to pass over.
        yield from ((path / name, row) for name, row in rows.items())


def _left_aside(paths: list[Path]) -> list[str]:
    inside = (file for path in paths if path.is_dir() for file in sorted(path.rglob("*")))
    return [f.name for f in inside if f.is_file() and f.suffix.lower() not in READ and f.name != MANIFEST]


def _manifest(path: Path) -> dict[str, dict[str, str]]:
    if not path.exists():
        return {}
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            rows = [
                {name: (cell or "").strip() for name, cell in row.items() if name}
                for row in csv.DictReader(lines)
            ]
        return {row["file"]: row for row in rows if row["file"]}
    except (OSError, ValueError, KeyError, csv.Error) as error:
        raise CommandError(
            f"{path} can't be read ({error}); it is a UTF-8 table with the columns "
            "file, adcode, year, kind, source_url."
        ) from error


def _given(row: dict[str, str]) -> Given:
    year = row.get("year", "")
    if year and not (year.isascii() and year.isdigit()):
        raise refuse("manifest_unsound", why=f"year {year}")
    return Given(
        adcode=row.get("adcode", ""),
        year=int(year) if year else None,
        kind=row.get("kind", ""),
        source_url=row.get("source_url", ""),
    )
