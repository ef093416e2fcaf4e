"""Imports populations from a CSV file with the columns adcode, year, residents, basis: whole or not at all.

Each wrong line is told by its number and in words; `--dry-run` checks everything and keeps nothing. Exit status 1 if a
line is wrong.
"""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from bureaus.populations import import_populations


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", type=Path, metavar="FILE")
        parser.add_argument("--dry-run", action="store_true", help="check everything, keep nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            data = options["path"].read_bytes()
        except OSError as error:
            raise CommandError(f"{options['path']} can't be opened: {error.strerror}") from error
        found = import_populations(data, dry_run=options["dry_run"])
        for fault in found.faults:
            self.stderr.write(f"line {fault.line}: {fault}")
        if found.faults:
            raise CommandError(f"Nothing was kept: {len(found.faults)} wrong.", returncode=1)
        prefix = "Dry run, nothing kept: " if options["dry_run"] else ""
        self.stdout.write(f"{prefix}{found.new} new, {found.changed} changed, {found.same} same")
