"""Prints how long a search takes over many reports, on SQLite and on PostgreSQL, with the index and without.

    python -m tests.benchmarks.search_speed [--reports 32000] [--postgresql]

The reports are made-up ones of the demonstration, some thousand of them read by the engine and repeated until there are
enough; three texts to a report, so that each is as long as a real one. Times are of the whole page, the best of three.
"""

from __future__ import annotations

# ruff: noqa: E402 - the settings must be there before a model is imported
import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from copy import copy
from dataclasses import dataclass
from io import StringIO
from itertools import islice
from typing import Any, TypeVar

import django

SCRATCH = tempfile.mkdtemp(prefix="search-speed-")
os.environ.update(DJANGO_SETTINGS_MODULE="config.settings", MEDIA_ROOT=SCRATCH)
if "--postgresql" in sys.argv:
    from tests.plugins.postgresql import named_server, start_server

    os.environ["DATABASE_URL"] = named_server() or start_server()
else:
    os.environ["DATABASE_URL"] = f"sqlite:///{SCRATCH}/search.sqlite3"
django.setup()

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

from bureaus.models import Bureau, Region
from reports import gram_index
from reports.demonstration.cast import choose, residents_by_code
from reports.demonstration.vocabulary import load_vocabulary
from reports.demonstration.writing import write_all
from reports.extraction.engine import extract
from reports.extraction.records import Extraction, Statement
from reports.findings import figures_in
from reports.grams import grams
from reports.models import Metric, Plan, Problem, Report, SearchRow
from reports.settling import reference

Row = TypeVar("Row", Metric, Problem, Plan)
RARE = "鲁班锁"
WORDS = ("低保", "殡葬", "僵尸", "执法记录", "尊老金", "低保 核查", RARE, "海门", "区块链")
READ = 900


def patterns() -> list[Pattern]:
    """Some hundred made-up reports as the engine reads them."""
    catalogue, gazetteer = reference()
    vocabulary = load_vocabulary(settings.DEMONSTRATION_DIR)
    residents = residents_by_code(settings.REFERENCE_DIR / "population_2020.csv")
    writers = choose(gazetteer, residents, READ, 1)
    written = (
        one for writer in writers for one in write_all(vocabulary, gazetteer, writer, range(2016, 2025), 1)
    )
    return [Pattern.of(one.text, extract(one.text, catalogue, gazetteer)) for one in islice(written, READ)]


@dataclass(frozen=True)
class Pattern:
    """One text with the rows it becomes and the pairs it holds, to be copied."""

    text: str
    figures: list[Metric]
    problems: list[Problem]
    plans: list[Plan]
    grams: tuple[frozenset[int], ...]

    @classmethod
    def of(cls, text: str, read: Extraction) -> Pattern:
        figures = figures_in(Report(text=text), read)
        said = "\n".join(f"{one.label}\n{one.quote}" for one in figures)
        problems, plans = ([_said(one) for one in found] for found in (read.problems, read.plans))
        held = (text, said, *("\n".join(one["text"] for one in found) for found in (problems, plans)))
        return cls(
            text,
            figures,
            [Problem(**one) for one in problems],
            [Plan(**one) for one in plans],
            tuple(grams(document) for document in held),
        )


def _said(one: Statement) -> dict[str, Any]:
    found = {"start": one.start, "end": one.end, "text": one.text, "position": one.order}
    return {**found, "category_id": one.category}


def _copied(rows: Iterable[Row], report: Report) -> Iterator[Row]:
    for row in rows:
        made = copy(row)
        made.report = report
        yield made


def fill(count: int) -> None:
    """So many published reports with figures, shortcomings and plans, each in the index."""
    known = patterns()
    regions = list(Region.objects.in_force().exclude(level="country"))
    Bureau.objects.bulk_create(Bureau(region=one, name=f"{one.name}民政局") for one in regions)
    bureaus = list(Bureau.objects.select_related("region"))
    for start in range(0, count, 500):
        with transaction.atomic():
            _some(range(start, min(start + 500, count)), bureaus, known)


def _some(numbers: range, bureaus: list[Bureau], known: list[Pattern]) -> None:
    made: list[tuple[Report, Pattern, frozenset[int]]] = []
    for number in numbers:
        # Steps that share no factor with the number of patterns lead to ever other threesomes.
        first, *others = (known[number * step % len(known)] for step in (1, 7, 13))
        text = first.text + (RARE if number % 8000 == 17 else "") + "".join(one.text for one in others)
        bureau = bureaus[number % len(bureaus)]
        report = Report(
            bureau=bureau,
            region=bureau.region,
            year=1990 + number // len(bureaus),
            kind="rule_of_law",
            sha256=f"{number:064}",
            original_name="x.txt",
            engine_version="1",
            status="published",
            released_at=timezone.now(),
            synthetic=True,
            text=text,
        )
        pairs = frozenset().union(
            grams(RARE) if RARE in text else (), *(one.grams[0] for one in (first, *others))
        )
        made.append((report, first, pairs))
    Report.objects.bulk_create(report for report, _pattern, _pairs in made)
    Metric.objects.bulk_create(row for report, one, _ in made for row in _copied(one.figures, report))
    Problem.objects.bulk_create(row for report, one, _ in made for row in _copied(one.problems, report))
    Plan.objects.bulk_create(row for report, one, _ in made for row in _copied(one.plans, report))
    rows = SearchRow.objects.bulk_create(SearchRow(report=report) for report, _, _ in made)
    for row, (_report, one, pairs) in zip(rows, made, strict=True):
        gram_index.store(connection, row.pk, [pairs, *one.grams[1:]])


def best(work: Callable[[], object]) -> float:
    """The shortest of three runs, in milliseconds."""
    times = []
    for _ in range(3):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times) * 1000


def scanned(word: str) -> list[Any]:
    """What it would take without an index: the newest six texts that hold the word, all read one by one."""
    found = Report.objects.published().filter(text__contains=word).order_by("-pk")
    return list(found.values_list("pk")[:6])


def main() -> None:
    """Fill, then search."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=32_000)
    parser.add_argument("--postgresql", action="store_true")
    asked = parser.parse_args()
    call_command("migrate", verbosity=0)
    call_command("load_reference", stdout=StringIO())
    start = time.perf_counter()
    fill(asked.reports)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    filled = time.perf_counter() - start
    counts = f"{Report.objects.count():,} reports, {Metric.objects.count():,} figures"
    print(f"{connection.vendor}: {counts}, filled in {filled:.0f} s", flush=True)
    client = Client(HTTP_HOST="localhost")
    for words in WORDS:
        page = best(lambda words=words: client.get("/search/", {"q": words}))  # type: ignore[misc]
        scan = best(lambda words=words: scanned(words.split()[0]))  # type: ignore[misc]
        print(f"  {words:8} the page {page:6.0f} ms; six texts without the index {scan:6.0f} ms", flush=True)


if __name__ == "__main__":
    main()
