"""Prints how fast all figures leave in long form as CSV, from two million of them, on PostgreSQL and on SQLite.

    python -m tests.benchmarks.export_speed [FIGURES]

The seed reports are copied to thousands of bureaus and years, so sentences and numbers are as long as real ones. For
each database: rows and megabytes a second of the whole answer as the server gives it, growth of resident memory while
it does, and the time to its first byte and its first row. On PostgreSQL beside it, in the same run and by turns, the
database's own COPY of the same columns, plain and in no order, thrown away as it arrives. Processor time is told
beside the clock's, of this process and the database's together: where others use the machine it is the fairer of both.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

FIGURES = 2_000_000
ROUNDS = 3
MEASURED = "measured-here"


def main() -> None:
    figures = int(sys.argv[1]) if len(sys.argv) > 1 else FIGURES
    if MEASURED in sys.argv:
        measure(figures)
        return
    from tests.plugins import postgresql  # starts the server and names it in DATABASE_URL

    with tempfile.TemporaryDirectory() as folder:
        for url in (os.environ["DATABASE_URL"], f"sqlite:///{Path(folder) / 'figures.sqlite3'}"):
            environment = os.environ | {"DATABASE_URL": url, "MEDIA_ROOT": folder}
            command = [sys.executable, "-m", "tests.benchmarks.export_speed", str(figures), MEASURED]
            subprocess.run(command, env=environment, check=True)
    assert postgresql


def measure(figures: int) -> None:
    """One database: fill it, then take everything away a few times."""
    begin(figures)
    analyse()
    from django.db import connection

    print(f"{connection.vendor}: {count():,} figures")
    rows = count()
    ours, theirs = [], []
    for _ in range(ROUNDS):
        ours.append(timed("CSV", rows, take_away))
        if connection.vendor == "postgresql":
            theirs.append(timed("COPY of the same columns", rows, plain_copy))
    if theirs:
        clock, processor = (min(one) for one in zip(*ours, strict=True))
        their_clock, their_processor = (min(one) for one in zip(*theirs, strict=True))
        print(f"  best of both: {their_clock / clock:.0%} of COPY's rows a second by the clock, ", end="")
        print(f"{their_processor / processor:.0%} by processor time")


def begin(figures: int) -> None:
    """Django on an empty database, with so many figures published in it."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    from django.core.management import call_command

    from tests.seeds import load_seeds

    call_command("migrate", verbosity=0)
    load_seeds()
    multiply(figures)


def analyse() -> None:
    """Let the database count what it plans by, as one in use has done by itself."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def timed(name: str, rows: int, work: Callable[[], str]) -> tuple[float, float]:
    """Do the work and print how long it took: (seconds, processor seconds)."""
    spent, clock = processor_seconds(), time.perf_counter()
    said = work()
    clock, spent = time.perf_counter() - clock, processor_seconds() - spent
    print(
        f"  {name}: {rows / clock:,.0f} rows a second ({clock:.1f} s; processor {spent:.1f} s){said}",
        flush=True,
    )
    return clock, spent


def processor_seconds() -> float:
    """Of this process, and of the process of PostgreSQL that serves it."""
    import psutil
    from django.db import connection

    processes = [os.getpid()]
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            processes.append(cursor.fetchone()[0])
    times = (psutil.Process(one).cpu_times() for one in processes)
    return float(sum(one.user + one.system for one in times))


def count() -> int:
    from reports.models import Metric

    return Metric.objects.published().count()


def take_away() -> str:
    """Read the whole answer of /data/figures.csv and throw it away; its size, first byte and memory in words."""
    import psutil
    from django.test import RequestFactory

    from reports.views.data import figures_csv

    process = psutil.Process()
    before = top = process.memory_info().rss
    start = time.perf_counter()
    response: Any = figures_csv(RequestFactory().get("/data/figures.csv", headers={"host": "localhost"}))
    size, first, second = 0, 0.0, 0.0
    for number, piece in enumerate(response.streaming_content):
        size += len(piece)
        if number == 0:
            first = time.perf_counter() - start
        elif number == 1:
            second = time.perf_counter() - start
        top = max(top, process.memory_info().rss)
    return (
        f", {size / 1e6:,.0f} MB; first byte {first * 1000:.0f} ms, first row {second * 1000:.0f} ms; "
        f"memory grew by {(top - before) / 2**20:.0f} MiB"
    )


class Sink:
    """A file that keeps nothing."""

    def write(self, data: bytes) -> None:
        pass


def plain_copy() -> str:
    """Do PostgreSQL's COPY of the same columns: joined, as they are stored, in whatever order they come."""
    from django.db import connection
    from django.db.models import F, Value
    from django.db.models.functions import Concat

    from reports.models import Metric

    report = ("title", "kind", "review_state", "published_on", "source_url", "sha256", "pk")
    region = ("adcode", "province", "name", "level")
    columns = [
        "report__bureau__name",
        "report__bureau__region__adcode",
        *(f"report__region__{name}" for name in region),
        "report__bureau__region__populations__residents",
        "report__year",
        "indicator__domain__name_zh", "indicator_id", "indicator__name_zh", "indicator__name_en",
        "label", "value", "value_max", "unit", "mention", "qualifier", "period", "claim", "scope", "origin",
        "decision", "confidence", "sentence", "pk",
        *(f"report__{name}" for name in report),
    ]  # fmt: skip
    # What has no column of its own stands in for it: both voices' values, nothing, comparability, reason, addresses.
    made = {
        "machine": F("value"),
        "reviewer": F("value"),
        "nothing": F("qualifier"),
        "comparability": F("period"),
        "reason": F("claim"),
        "permalink": Concat(Value("http://localhost/metrics/"), F("pk"), Value("/"), output_field=_text()),
        "address": Concat(
            Value("http://localhost/reports/"), F("report_id"), Value("/"), output_field=_text()
        ),
    }
    rows = Metric.objects.published().order_by().annotate(**made).values_list(*columns, *made)
    with connection.cursor() as cursor:
        query = cursor.mogrify(*rows.query.sql_with_params()).decode()
        cursor.copy_expert(f"COPY ({query}) TO STDOUT WITH (FORMAT csv)", Sink())
    return ""


def _text() -> Any:
    from django.db.models import TextField

    return TextField()


def multiply(figures: int) -> None:
    """Give every division a bureau with reports for many years, each with the figures of a seed report."""
    from django.db import connection, transaction

    from reports.models import Metric, Report

    seeds = list(Report.objects.published())
    each = Metric.objects.count() / len(seeds)
    with transaction.atomic():
        reports = copies(seeds, round(figures / each) - len(seeds))
        Report.objects.bulk_create(reports, batch_size=500)
        own = [
            field.column for field in Metric._meta.concrete_fields if field.column not in ("id", "report_id")
        ]
        names = ", ".join(f'"{name}"' for name in own)
        told = ", ".join(f'metric."{name}"' for name in own)
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO reports_metric (report_id, {names}) SELECT report.id, {told} FROM reports_report report "  # noqa: S608
                "JOIN reports_metric metric ON CAST(metric.report_id AS text) = report.index_number "
                "ORDER BY report.id, metric.start"
            )


def copies(seeds: list[Any], wanted: int) -> list[Any]:
    """So many reports of other bureaus and years, each naming the seed report whose figures it is to have."""
    from django.utils import timezone

    from bureaus.models import Bureau, Region
    from reports.models import Report, ReportStatus

    free = Region.objects.in_force().filter(bureau__isnull=True)
    Bureau.objects.bulk_create(Bureau(region=region, name=f"{region.name}民政局") for region in free)
    bureaus = list(Bureau.objects.exclude(pk__in=[seed.bureau_id for seed in seeds]).select_related("region"))
    made = []
    for number in range(wanted):
        year, place = divmod(number, len(bureaus))
        seed, bureau = seeds[number % len(seeds)], bureaus[place]
        made.append(
            Report(
                bureau=bureau, region=bureau.region, year=2024 - year, kind=seed.kind, title=seed.title,
                published_on=seed.published_on, index_number=str(seed.pk), sha256=f"{number:064x}",
                source_url=f"https://example.org/{bureau.region.adcode}/{number}.html", original_name="report.txt",
                status=ReportStatus.PUBLISHED, released_at=timezone.now(), engine_version=seed.engine_version,
            )
        )  # fmt: skip
    return made


if __name__ == "__main__":
    main()
