"""Builds the data package that /data/ offers; does nothing while the data have stayed as they were.

Run it after publishing, or every night: cron, systemd timer or a task of the host.
"""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from reports.exports.package import build


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--anew", action="store_true", help="build it even if nothing has changed")

    def handle(self, *args: Any, **options: Any) -> None:
        package = build(anew=options["anew"], say=self.stdout.write)
        self.stdout.write(f"{package.path}: {package.size:,} bytes, built {package.built}")
