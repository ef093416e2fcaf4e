"""Loads made-up reports of many bureaus and years, to try the dashboard with; never into a database of real ones.

The texts are written by chance, the same for the same --seed, and go through the same intake as any report. Safe to
repeat: what is there is left as it is, and a larger number adds to it.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from tqdm import tqdm

from bureaus.reference import refresh_statistics
from reports.demonstration.cast import choose, residents_by_code
from reports.demonstration.vocabulary import load_vocabulary
from reports.demonstration.writing import Written, write_all
from reports.intake import Outcome, Refusal, receive
from reports.review import publish
from reports.settling import Given, reference

LAST_YEAR = 2024
MOST_YEARS = 15
AT_ONCE = 50
"""So many reports share a transaction: a disk that syncs each alone takes longer than the reading."""


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--bureaus", type=int, default=200, help="how many bureaus (200)")
        parser.add_argument(
            "--years", type=int, default=8, help=f"how many years, the last is {LAST_YEAR} (8)"
        )
        parser.add_argument("--seed", type=int, default=1, help="another seed, another demonstration (1)")

    def handle(self, *args: Any, bureaus: int, years: int, seed: int, **options: Any) -> None:
        if bureaus < 1 or not 1 <= years <= MOST_YEARS:
            raise CommandError(f"--bureaus must be at least 1 and --years between 1 and {MOST_YEARS}.")
        self.stdout.write("Database …")
        call_command("migrate", verbosity=0)
        call_command("load_reference", stdout=self.stdout)
        self.stdout.write("Made-up reports …")
        counts: Counter[Outcome] = Counter()
        documents = list(_documents(bureaus, years, seed))
        with tqdm(total=len(documents), unit="report", file=sys.stderr, disable=None) as progress:
            for start in range(0, len(documents), AT_ONCE):
                with transaction.atomic():
                    for document in documents[start : start + AT_ONCE]:
                        counts[_load(document)] += 1
                        progress.update()
        refresh_statistics()
        self.stdout.write(", ".join(f"{number} {outcome}" for outcome, number in sorted(counts.items())))
        # There are reports now, so it brings no real ones and only makes the first account.
        call_command("prepare", stdout=self.stdout)


def _documents(bureaus: int, years: int, seed: int) -> Iterator[Written]:
    vocabulary = load_vocabulary(settings.DEMONSTRATION_DIR)
    _catalogue, gazetteer = reference()
    residents = residents_by_code(settings.REFERENCE_DIR / "population_2020.csv")
    for writer in choose(gazetteer, residents, bureaus, seed):
        yield from write_all(vocabulary, gazetteer, writer, range(LAST_YEAR - years + 1, LAST_YEAR + 1), seed)


def _load(document: Written) -> Outcome:
    try:
        receipt = receive(document.text.encode(), document.name, given=Given(synthetic=True))
    except Refusal as refusal:
        raise CommandError(f"{document.name}: {refusal}") from refusal
    if receipt.outcome is Outcome.NEW:
        publish(receipt.report)
    return receipt.outcome
