"""Imports report files (or folders of them) through the same intake as the admin; one bad file never stops the others.

A folder may hold a `manifest.csv` with the columns file, adcode, year, kind, source_url: what is known of a file beyond
its text. Empty cells say nothing and the text decides.
"""

from __future__ import annotations

import csv
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from reports.intake import Given, Outcome, receive
from reports.refusals import Refusal, refuse
from reports.review import publish

MANIFEST = "manifest.csv"
SUFFIXES = {".txt"}


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="a file, or a folder of files")
        parser.add_argument("--publish", action="store_true", help="publish what is new, as machine-read")
        parser.add_argument("--dry-run", action="store_true", help="read and check everything, keep nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        counts = {"new": 0, "same": 0, "failed": 0}
        files = list(_files(options["paths"]))
        for path, given in tqdm(files, unit="file", file=sys.stderr, disable=None):
            try:
                outcome = self._import(path, given, publishing=options["publish"], dry_run=options["dry_run"])
                counts[outcome] += 1
            except Refusal as refusal:
                counts["failed"] += 1
                self.stderr.write(f"{path.name}: {refusal}")
        prefix = "dry run, nothing kept: " if options["dry_run"] else ""
        self.stdout.write(prefix + ", ".join(f"{number} {name}" for name, number in counts.items()))
        if counts["failed"]:
            raise CommandError(f"{counts['failed']} of {len(files)} files could not be imported", returncode=1)

    def _import(self, path: Path, given: Given, *, publishing: bool, dry_run: bool) -> Outcome:
        try:
            data = path.read_bytes()
        except OSError as error:
            raise refuse("unreadable_file", why=error.strerror or str(error)) from error
        receipt = receive(data, path.name, given=given, dry_run=dry_run)
        if publishing and not dry_run and receipt.outcome is Outcome.NEW:
            publish(receipt.report)
        return receipt.outcome


def _files(paths: list[Path]) -> Iterator[tuple[Path, Given]]:
    for path in paths:
        if not path.is_dir():
            yield path, Given()
            continue
        known = _manifest(path / MANIFEST)
        for file in sorted(path.rglob("*")):
            if file.suffix.lower() in SUFFIXES:
                yield file, known.get(str(file.relative_to(path)), Given())


def _manifest(path: Path) -> dict[str, Given]:
    if not path.exists():
        return {}
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return {
            row["file"]: Given(
                adcode=row.get("adcode") or "",
                year=int(row["year"]) if row.get("year") else None,
                kind=row.get("kind") or "",
                source_url=row.get("source_url") or "",
            )
            for row in csv.DictReader(lines)
        }
