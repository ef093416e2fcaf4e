"""`manage.py extract FILE… [--output DIR]`: the extraction of any text file as JSON, without a database."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from reports.extraction.batch import as_json, read_files
from reports.extraction.wire import Json


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
        if output is not None:
            output.mkdir(parents=True, exist_ok=True)
        failed = False
        for reading in read_files(files):
            if reading.wire is None:
                failed = True
                self.stderr.write(reading.failure or "")
            else:
                self._deliver(reading.wire, reading.path, output)
        if failed:
            sys.exit(1)

    def _deliver(self, wire: Json, path: Path, output: Path | None) -> None:
        if output is None:
            self.stdout.write(as_json(wire), ending="")
        else:
            (output / f"{path.stem}.json").write_text(as_json(wire), encoding="utf-8")
