"""System checks: the catalogue is sound, and a production server lacks nothing (`manage.py check --deploy`)."""

from __future__ import annotations

import csv
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register

from reports import derivations, official_terms
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


@register(Tags.models)
def formulas_are_sound(**kwargs: Any) -> list[CheckMessage]:
    """Every fault of what rests on the indicators at once: derived ones and official terms, a code that is gone."""
    try:
        with (settings.REFERENCE_DIR / "indicators.csv").open(encoding="utf-8-sig", newline="") as lines:
            units = {row["code"]: (row["unit"], row["domain"]) for row in csv.DictReader(lines)}
        found = derivations.faults(derivations.load(settings.REFERENCE_DIR), units)
        found += official_terms.faults(official_terms.load(settings.REFERENCE_DIR), units)
    except (OSError, KeyError, TypeError, ArithmeticError) as error:
        found = [f"Derived indicators or official terms can't be loaded: {error!r}"]
    return [Error(fault, id="reports.E002") for fault in found]


LOCAL_HOSTS = {"localhost", "127.0.0.1", "[::1]"}


@register(Tags.security, deploy=True)
def ready_for_production(**kwargs: Any) -> list[CheckMessage]:
    """What the defaults leave open on purpose and a server has to set, each by the name it has in the environment."""
    return [
        Warning(sentence, hint=hint, id=f"reports.W{number:03}")
        for number, (missing, sentence, hint) in enumerate(_left_open(), start=1)
        if missing
    ]


def _left_open() -> list[tuple[bool, str, str]]:
    """Whether each setting is missing, what that means, and the remedy."""
    return [
        (
            not settings.SECRET_KEY_FROM_ENV,
            "SECRET_KEY is not set.",
            "Set it to fifty random characters; all workers share it.",
        ),
        (
            "sqlite" in settings.DATABASES["default"]["ENGINE"],
            "DATABASE_URL names no database server; the database is SQLite.",
            "Set DATABASE_URL=postgres://USER:PASSWORD@HOST/NAME.",
        ),
        (
            not settings.STATIC_HASHED,
            "STATIC_HASHED is off; static files are served without hashed names.",
            "Set STATIC_HASHED=1 and run `manage.py collectstatic`.",
        ),
        (
            set(settings.ALLOWED_HOSTS) <= LOCAL_HOSTS,
            "ALLOWED_HOSTS names no public host.",
            "Set ALLOWED_HOSTS=www.example.org; several are separated by commas.",
        ),
        (
            "*" in settings.ALLOWED_HOSTS,
            "ALLOWED_HOSTS allows every host, so that links can be forged.",
            "Name the hosts of this site in ALLOWED_HOSTS.",
        ),
        (
            not settings.SECURE_SSL_REDIRECT,
            "HTTPS is off; passwords would travel in the clear.",
            "Set HTTPS=1, and BEHIND_PROXY=1 where a proxy ends the encryption.",
        ),
        (
            not settings.WORKER,
            "WORKER is off; a long scan would be read within the request, which gunicorn ends after 30 s.",
            "Set WORKER=1 and run `make worker` beside the server.",
        ),
    ]
