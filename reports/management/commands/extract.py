"""`manage.py extract FILE… [--output DIR]`: the extraction of any text file as JSON, without a database."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from reports.extraction.batch import Reading, as_json, read_files


class Command(BaseCommand):
    """One sentence on stderr for each file that can't be read; the others go on; exit status 1 if any failed."""

    help = "Read report files and print what was extracted as JSON, or write one .json for each to --output."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument(
            "--output", type=Path, metavar="DIR", help="write DIR/<stem>.json instead of printing"
        )

    def handle(self, *args: Any, files: list[Path], output: Path | None, **options: Any) -> None:
        self._check(files, output)
        failed = False
        for reading in read_files(files):
            failed |= reading.failure is not None
            self._tell(reading)
            if reading.wire is not None and output is None:
                self.stdout.write(as_json(reading.wire), ending="")
            elif reading.wire is not None and output is not None:
                (output / f"{reading.path.stem}.json").write_text(as_json(reading.wire), encoding="utf-8")
        if failed:
            sys.exit(1)

    @staticmethod
    def _check(files: list[Path], output: Path | None) -> None:
        """Say before the first file is read that the results can't all be written."""
        if output is None:
            return
        if len({path.stem for path in files}) < len(files):
            raise CommandError(
                "Two of the files have the same stem and would overwrite each other in --output."
            )
        try:
            output.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise CommandError(
                f"The folder {output} can't be made ({error.strerror}); choose another."
            ) from error

    def _tell(self, reading: Reading) -> None:
        if reading.failure is not None:
            self.stderr.write(reading.failure)
        for doubt in reading.doubts:
            self.stderr.write(f"{reading.path.name}: {doubt}", self.style.WARNING)
