"""The five seed reports as a new user has them: reference data loaded, reports through the real intake, published."""

from __future__ import annotations

import io

from django.conf import settings
from django.core.management import call_command


def load_seeds() -> None:
    call_command("load_reference", stdout=io.StringIO())
    call_command("import_reports", settings.SEED_REPORTS_DIR, publish=True, stdout=io.StringIO())
