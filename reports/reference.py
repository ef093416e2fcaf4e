"""Mirrors the catalogue of fixtures/reference/ into the database; safe to repeat."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

from django.db import models, transaction

from reports.models import Domain, Indicator, ProblemCategory


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


@transaction.atomic
def load_catalogue_tables(folder: Path) -> dict[str, int]:
    """Bring domains, indicators and problem categories into the database; returns how many of each there are."""
    return {
        "domains": _mirror(Domain, [_named(row) for row in _rows(folder / "domains.csv")]),
        "indicators": _mirror(Indicator, [_indicator(row) for row in _rows(folder / "indicators.csv")]),
        "categories": _mirror(
            ProblemCategory,
            [
                _named(row) | {"description_zh": row["description_zh"]}
                for row in _rows(folder / "problem_categories.csv")
            ],
        ),
    }


def _mirror(model: type[models.Model], rows: list[dict[str, Any]]) -> int:
    objects = [model(position=position, **row) for position, row in enumerate(rows, start=1)]
    fields = [field for field in ("position", *rows[0]) if field != "code"]
    model._default_manager.bulk_create(
        objects, update_conflicts=True, unique_fields=["code"], update_fields=fields
    )
    return len(objects)


def _named(row: dict[str, str]) -> dict[str, Any]:
    return {"code": row["code"], "name_zh": row["name_zh"], "name_en": row["name_en"]}


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
