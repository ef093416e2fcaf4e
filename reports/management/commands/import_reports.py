"""Imports report files (or folders of them) through the same intake as the admin; one bad file never stops the others.

A folder may hold a `manifest.csv` with the columns file, adcode, year, kind, source_url: what is known of a file beyond
its text. Empty cells say nothing and the text decides. Exit status 1 if any file failed.
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

from reports.extraction.documents import ADVERTISED, SUFFIXES
from reports.intake import Given, Outcome, check_size, receive
from reports.refusals import Refusal, refuse
from reports.review import publish

MANIFEST = "manifest.csv"

Source = tuple[Path, dict[str, str]]
"""A file and its row in the manifest."""


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "paths", nargs="+", type=Path, metavar="PATH", help="a file, or a folder of files"
        )
        parser.add_argument("--publish", action="store_true", help="publish what is new, as machine-read")
        parser.add_argument("--dry-run", action="store_true", help="read and check everything, keep nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        counts = Counter({"new": 0, "same": 0, "failed": 0})
        files = list(_files(options["paths"]))
        for path, row in tqdm(files, unit="file", file=sys.stderr, disable=None):
            try:
                for word in self._import(
                    path, row, publishing=options["publish"], dry_run=options["dry_run"]
                ):
                    counts[word] += 1
            except Refusal as refusal:
                counts["failed"] += 1
                self.stderr.write(f"{path}: {refusal}")
        prefix = "Dry run, nothing kept: " if options["dry_run"] else ""
        self.stdout.write(prefix + ", ".join(f"{number} {name}" for name, number in counts.items()))
        if left := _left_aside(options["paths"]):
            self.stdout.write(f"left aside, only {', '.join(ADVERTISED)} are read: " + ", ".join(left))
        if counts["failed"]:
            raise CommandError(
                f"{counts['failed']} of {len(files)} failed; what a text does not say can be stated in {MANIFEST} "
                "beside it (columns file, adcode, year, kind, source_url).",
                returncode=1,
            )

    def _import(self, path: Path, row: dict[str, str], *, publishing: bool, dry_run: bool) -> Iterator[str]:
        """What became of the file, a word for each count; a report that can't be published stays received."""
        receipt = receive(_bytes(path), path.name, given=_given(row), dry_run=dry_run)
        yield receipt.outcome
        if publishing and not dry_run and receipt.outcome is Outcome.NEW:
            publish(receipt.report)


def _bytes(path: Path) -> bytes:
    try:
        check_size(path.stat().st_size)
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
            if file.suffix.lower() in SUFFIXES:
                yield file, rows.pop(file.relative_to(path).as_posix(), {})
        # A row whose file is not there is a fault to report, not to pass over.
        yield from ((path / name, row) for name, row in rows.items())


def _left_aside(paths: list[Path]) -> list[str]:
    inside = (file for path in paths if path.is_dir() for file in sorted(path.rglob("*")))
    return [f.name for f in inside if f.is_file() and f.suffix.lower() not in SUFFIXES and f.name != MANIFEST]


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
