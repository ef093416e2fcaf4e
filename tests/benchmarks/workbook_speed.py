"""Prints how long a workbook of so many rows takes, and how far memory grows while lists leave as CSV.

    python -m tests.benchmarks.workbook_speed [FIGURES]

The seed reports are copied to thousands of bureaus and years, on SQLite. Workbooks are written of figures in long form,
which have the most columns of all tables; the bound that the site sets (`MOST_CELLS`) comes from these times.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path
from typing import Any

FIGURES = 400_000
ROWS = (5_000, 10_000, 20_000, 40_000)
LISTS = ("reports.csv", "problems.csv?shape=long&y=all", "problems/legal_awareness.csv?y=all", "bureaus.csv",
         "indicators/marriage.registrations.csv")  # fmt: skip
MEASURED = "measured-here"


def main() -> None:
    figures = int(sys.argv[1]) if len(sys.argv) > 1 else FIGURES
    if MEASURED in sys.argv:
        measure(figures)
        return
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'figures.sqlite3'}"
        environment = os.environ | {"DATABASE_URL": url, "MEDIA_ROOT": folder}
        command = [sys.executable, "-m", "tests.benchmarks.workbook_speed", str(figures), MEASURED]
        subprocess.run(command, env=environment, check=True)


def measure(figures: int) -> None:
    """Fill the database, then write workbooks and take lists away."""
    from tests.benchmarks.export_speed import analyse, begin, count

    begin(figures)
    more_problems()
    analyse()
    print(f"{count():,} figures")
    for rows in ROWS:
        print(f"  XLSX of {rows:,} figures: {workbook(rows)}", flush=True)
    for address in LISTS:
        print(f"  {address}: {taken(address)}", flush=True)


def more_problems() -> None:
    """Twenty more shortcomings of one category in every report."""
    from reports.models import Problem, Report

    said = {"text": "普法宣传的形式还比较单一，效果还不够明显", "category_id": "legal_awareness"}
    rows = (
        Problem(report_id=report, position=100 + place, start=place, end=place + 1, **said)
        for report in Report.objects.order_by("pk").values_list("pk", flat=True)
        for place in range(20)
    )
    while some := list(islice(rows, 5_000)):
        Problem.objects.bulk_create(some)


def workbook(rows: int) -> str:
    """Seconds, processor seconds and megabytes of a workbook of so many figures in long form."""
    from reports.exports import lists
    from reports.exports.xlsx_file import write_workbook
    from reports.models import Metric
    from reports.views.files import placed

    figures = placed(Metric.objects.published().select_related("indicator__domain")).order_by("pk")[:rows]
    sheet = lists.figure_sheet(figures, "figures", "figures", "https://example.org", "https://example.org")
    clock, processor = time.perf_counter(), time.process_time()
    with tempfile.TemporaryFile() as file:
        write_workbook(sheet, file)
        size = file.tell()
    clock, processor = time.perf_counter() - clock, time.process_time() - processor
    return f"{clock:.1f} s (processor {processor:.1f} s), {size / 1e6:.1f} MB"


def taken(address: str) -> str:
    """Read a list to its end and throw it away: its lines, the time, and how far memory grew."""
    import psutil
    from django.conf import settings
    from django.test import Client

    settings.ALLOWED_HOSTS = ["testserver"]
    process = psutil.Process()
    before = top = process.memory_info().rss
    start, lines = time.perf_counter(), 0
    response: Any = Client().get(f"/{address}")
    for piece in response.streaming_content:
        lines += piece.count(b"\r\n")
        top = max(top, process.memory_info().rss)
    took = time.perf_counter() - start
    return f"{lines:,} lines in {took:.1f} s; memory grew by {(top - before) / 2**20:.0f} MiB"


if __name__ == "__main__":
    main()
