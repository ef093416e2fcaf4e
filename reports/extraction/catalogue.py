"""The reviewed vocabulary (指标目录) the engine reads with: indicators, problem categories, classifiers."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from reports.extraction.records import CategorySpec, IndicatorSpec


@dataclass(frozen=True, slots=True)
class Classifier:
    """A unit or measure word (量词): its base unit and how it behaves."""

    word: str
    unit: str
    chinese: str
    """Whether one Chinese numeral before it makes a quantity: `strong`, `weak` (only with a verb), `span` (年), `no`."""
    accepts: tuple[str, ...]
    """The units in which reports print an indicator whose catalogue unit this is."""
    not_before: tuple[str, ...]
    """What may not follow: with it the character is part of another word (人民, 期间)."""


@dataclass(frozen=True, eq=False)
class Catalogue:
    """Everything the engine knows beyond the grammar of the language. Compared by identity: one object, one compile."""

    indicators: tuple[IndicatorSpec, ...]
    categories: tuple[CategorySpec, ...]
    classifiers: tuple[Classifier, ...]
    lexicon: Mapping[str, tuple[str, ...]]
    """Words by the part they play in a sentence (counting verbs, carrier nouns, events that can be none)."""


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
            patterns=_words(row.get("patterns")),
            units=_words(row.get("units")),
        )
        for row in _rows(folder / "indicators.csv")
    )
    categories = tuple(
        CategorySpec(row["code"], row["name_zh"], _words(row.get("keywords")))
        for row in _rows(folder / "problem_categories.csv")
    )
    classifiers = tuple(
        Classifier(
            row["classifier"], row["unit"], row["chinese"], _words(row["accepts"]), _words(row["not_before"])
        )
        for row in _rows(folder / "classifiers.csv")
    )
    lexicon = {row["role"]: _words(row["words"]) for row in _rows(folder / "lexicon.csv")}
    return Catalogue(indicators, categories, classifiers, lexicon)


def faults(catalogue: Catalogue) -> list[str]:
    """All faults of the catalogue at once, a sentence each."""
    return []
