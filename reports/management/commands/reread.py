"""Reads stored reports again with the present engine and tells what it reads otherwise; human decisions stay.

Without numbers, every report that an earlier engine has read. Each report is one transaction: a run that is ended goes
on where it stopped. What differs is kept and can be looked at in the admin; `--dry-run` keeps nothing.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import override
from tqdm import tqdm

from reports.extraction.engine import ENGINE_VERSION
from reports.intake import reread
from reports.models import Difference, DifferenceKind, Report


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("reports", nargs="*", type=int, metavar="REPORT", help="a report's number")
        parser.add_argument("--dry-run", action="store_true", help="tell what would differ, keep nothing")

    def handle(self, *args: Any, reports: list[int], dry_run: bool, **options: Any) -> None:
        outdated = Report.objects.exclude(engine_version=ENGINE_VERSION)
        chosen = Report.objects.filter(pk__in=reports) if reports else outdated
        keys = list(chosen.order_by("pk").values_list("pk", flat=True))
        if missing := set(reports) - set(keys):
            raise CommandError(f"No report has the number {', '.join(map(str, sorted(missing)))}.")
        told: Counter[str] = Counter()
        with override("en"):
            for key in tqdm(keys, unit="report", file=sys.stderr, disable=None):
                report = Report.objects.with_bureau().get(pk=key)
                told["read again"] += self._reread(report, told, dry_run)
            self._sum_up(told, len(keys), dry_run)

    def _reread(self, report: Report, told: Counter[str], dry_run: bool) -> bool:
        differing = reread(report, dry_run=dry_run)
        if differing:
            self.stdout.write(f"{report.pk} {report.bureau_name}{report.year}")
        for one in differing or ():
            told[one.kind] += 1
            self.stdout.write(f"  {one.get_kind_display()}: {_line(one)}")
        return differing is not None

    def _sum_up(self, told: Counter[str], asked: int, dry_run: bool) -> None:
        prefix = "Dry run, nothing kept: " if dry_run else ""
        counts = [f"{told['read again']} of {asked} read again by engine {ENGINE_VERSION}"]
        counts += [f"{told[kind]} {label}" for kind, label in DifferenceKind.choices if told[kind]]
        self.stdout.write(prefix + "; ".join(map(str, counts)))


def _line(one: Difference) -> str:
    fields = {*one.before, *one.after} if one.before and one.after else ()
    changed = ", ".join(f"{name} {one.before.get(name)} → {one.after.get(name)}" for name in sorted(fields))
    return f"{one.printed.replace(chr(10), ' ')} ({one.label or one.found}) {changed}".rstrip()
