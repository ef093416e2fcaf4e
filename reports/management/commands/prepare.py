"""Makes a fresh machine ready: migrates, loads the reference data, imports the seed reports, creates `admin`.

Safe to repeat: the reference data follows its files, and everything else that is there stays as it is.
"""

from __future__ import annotations

import secrets
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import transaction

from reports.models import Report

ADMIN = "admin"


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write("Database …")
        call_command("migrate", verbosity=0)
        # Every time: a new version of the project may bring indicators that the next report needs.
        self.stdout.write("Reference data …")
        call_command("load_reference", stdout=self.stdout)
        if not Report.objects.exists():
            self.stdout.write("Seed reports …")
            # All or none: a run that is interrupted here starts over instead of leaving some for good.
            with transaction.atomic():
                call_command(
                    "import_reports",
                    settings.SEED_REPORTS_DIR,
                    publish=True,
                    stdout=self.stdout,
                    stderr=self.stderr,
                )
        self._admin()

    def _admin(self) -> None:
        """The first account gets a password of its own, shown this once; there is no default to guess."""
        if User.objects.filter(is_superuser=True).exists():
            return
        password = secrets.token_urlsafe(12)
        User.objects.create_superuser(ADMIN, password=password)
        self.stdout.write(
            f"\n  Account for /admin/:  {ADMIN}  password: {password}\n  It is shown only now.\n\n"
        )
