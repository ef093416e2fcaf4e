"""Measures how right the reading is on the annotated texts the project keeps, and prints a table for each set.

`--write` keeps the counts in fixtures/accuracy.json, from which the page on method is made. Needs no database.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from reports.accuracy.record import KEPT, written
from reports.accuracy.scoring import FIELDS, Score, Share
from reports.accuracy.sets import AnnotatedSet, Measurement, UnusableSetError, annotated, kept_sets, measure

SHARES = {
    "wholly_right": "figures wholly right",
    "comparable": "of those with an indicator",
    "categories": "categories right",
    "metadata": "metadata right",
}


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "folders",
            nargs="*",
            type=Path,
            metavar="FOLDER",
            help="other annotated texts (NAME.txt, NAME.json)",
        )
        parser.add_argument("--errors", action="store_true", help="list all that was not read as annotated")
        parser.add_argument("--write", action="store_true", help=f"keep the counts in {KEPT.name}")

    def handle(self, *args: Any, folders: list[Path], errors: bool, write: bool, **options: Any) -> None:
        if folders and write:
            raise CommandError(
                "Only the project's own sets are kept: leave out either the folder or --write."
            )
        measurements = []
        try:
            for chosen in self._chosen(folders):
                measurements.append(measure(chosen))
                self._tell(measurements[-1], errors)
        except UnusableSetError as error:
            raise CommandError(str(error)) from error
        if write:
            KEPT.write_text(written(measurements), encoding="utf-8")
            self.stdout.write(f"Kept in {KEPT}.")

    @staticmethod
    def _chosen(folders: list[Path]) -> Iterator[AnnotatedSet]:
        if not folders:
            yield from kept_sets()
        for folder in folders:
            yield AnnotatedSet(folder.name, annotated(folder))

    def _tell(self, measurement: Measurement, errors: bool) -> None:
        count = measurement.score.texts
        heading = f"{measurement.code}: {count} text{'' if count == 1 else 's'}"
        self.stdout.write(self.style.MIGRATE_HEADING(heading))
        if errors:
            self.stdout.writelines(f"  {fault}\n" for fault in measurement.faults)
        self.stdout.writelines(f"  {line}\n" for line in table(measurement.score))
        self.stdout.write("")


def table(score: Score) -> Iterator[str]:
    """The lines of one set's table."""
    yield f"{'':27}{'in text':>8}{'found':>8}{'precision':>11}{'recall':>8}{'F1':>8}"
    for name, tally in score.tallies.items():
        rates = f"{tally.precision:11.3f}{tally.recall:8.3f}{tally.f1:8.3f}"
        yield f"{name:27}{tally.gold:8}{tally.found:8}{rates}"
    for name in FIELDS:
        yield _share(f"{name} right", score.shares[name])
    for name, words in SHARES.items():
        yield _share(words, score.shares[name])


def _share(words: str, share: Share) -> str:
    rate: Decimal | None = share.rate
    return f"{words:27}{'–' if rate is None else f'{rate:.3f}':>8}  of {share.of}"
