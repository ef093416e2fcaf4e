"""System checks: the catalogue is sound, and a production server lacks nothing (`manage.py check --deploy`)."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register

from reports.extraction.catalogue import faults, load_catalogue
from reports.extraction.records import EngineError


@register(Tags.models)
def catalogue_is_sound(**kwargs: Any) -> list[CheckMessage]:
    """Every fault of fixtures/reference/ at once, before a wrong word reads a wrong figure."""
    try:
        found = faults(load_catalogue(settings.REFERENCE_DIR))
    except (EngineError, OSError, KeyError) as error:
        found = [f"The catalogue can't be loaded: {error}"]
    return [Error(fault, id="reports.E001") for fault in found]


@register(Tags.security, deploy=True)
def ready_for_production(**kwargs: Any) -> list[CheckMessage]:
    """What the defaults leave open on purpose and a server has to set."""
    problems = []
    if not settings.SECRET_KEY_FROM_ENV:
        problems.append(
            Warning("SECRET_KEY is not set.", hint="Set it in the environment; all workers share it.", id="reports.W001")
        )
    if "sqlite" in settings.DATABASES["default"]["ENGINE"]:
        problems.append(
            Warning(
                "The database is SQLite.", hint="Set DATABASE_URL to a PostgreSQL server.", id="reports.W002"
            )
        )
    if not settings.STATIC_HASHED:
        problems.append(
            Warning(
                "Static files are served without hashed names.",
                hint="Set STATIC_HASHED=1 and run `manage.py collectstatic`.",
                id="reports.W003",
            )
        )
    if set(settings.ALLOWED_HOSTS) <= {"localhost", "127.0.0.1", "[::1]"}:
        problems.append(
            Warning("ALLOWED_HOSTS names no public host.", hint="Set ALLOWED_HOSTS.", id="reports.W004")
        )
    return problems
