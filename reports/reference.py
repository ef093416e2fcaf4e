"""Mirrors the catalogue of fixtures/reference/ into the database; safe to repeat."""

from __future__ import annotations

import csv
import logging
from pathlib import Path
from typing import Any

from django.db import models, transaction
from django.db.models import ProtectedError

from reports.models import Domain, Indicator, ProblemCategory

logger = logging.getLogger(__name__)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


@transaction.atomic
def load_catalogue_tables(folder: Path) -> dict[str, int]:
    """Bring domains, indicators and problem categories into the database; returns how many of each there are."""
    tables: dict[type[models.Model], list[dict[str, Any]]] = {
        Domain: [_named(row) for row in _rows(folder / "domains.csv")],
        Indicator: [_indicator(row) for row in _rows(folder / "indicators.csv")],
        ProblemCategory: [_category(row) for row in _rows(folder / "problem_categories.csv")],
    }
    for model, rows in tables.items():
        _mirror(model, rows)
    # Indicators before the domains they belong to.
    for model in (Indicator, Domain, ProblemCategory):
        _forget(model, keep=[row["code"] for row in tables[model]])
    return {str(model._meta.model_name): len(rows) for model, rows in tables.items()}


def _mirror(model: type[models.Model], rows: list[dict[str, Any]]) -> None:
    model._default_manager.bulk_create(
        [model(position=position, **row) for position, row in enumerate(rows, start=1)],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=[field for field in ("position", *rows[0]) if field != "code"],
    )


def _forget(model: type[models.Model], *, keep: list[str]) -> None:
    """Drop what the files no longer hold, unless a report's finding still rests on it."""
    for gone in model._default_manager.exclude(pk__in=keep):
        try:
            with transaction.atomic():
                gone.delete()
        except ProtectedError:
            logger.warning("%s is no longer in the reference files, but reports still use it", gone.pk)


def _named(row: dict[str, str]) -> dict[str, Any]:
    return {"code": row["code"], "name_zh": row["name_zh"], "name_en": row["name_en"]}


def _category(row: dict[str, str]) -> dict[str, Any]:
    return _named(row) | {"description_zh": row["description_zh"]}


def _indicator(row: dict[str, str]) -> dict[str, Any]:
    return _named(row) | {
        "domain_id": row["domain"],
        "unit": row["unit"],
        "kind": row["kind"],
        "per_capita": row["per_capita"] == "yes",
        "better": row["better"],
        "synonyms": [word for word in row["synonyms"].split("|") if word],
        "definition_zh": row["definition_zh"],
    }
