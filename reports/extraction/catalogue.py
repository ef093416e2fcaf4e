"""The reviewed vocabulary (指标目录) the engine reads with: indicators, problem categories, classifiers."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from reports.extraction.records import CategorySpec, IndicatorSpec


@dataclass(frozen=True, slots=True)
class Classifier:
    """A unit or measure word (量词): its base unit and how it behaves."""

    word: str
    unit: str
    chinese: str
    """Whether one Chinese numeral before it counts: `strong`, `weak` (only with a verb), `span` (年), `no`."""
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


KINDS = ("stock", "flow", "amount", "rate", "standard")
STRENGTHS = ("strong", "weak", "span", "no")
ROLES = ("counting_verbs", "carriers", "events", "numeral_names", "kinds", "equivalents")
SHORTEST_ATOM = 2
"""The search looks words up by their first two characters."""


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
    """All faults of the catalogue at once, a sentence each; an empty list when it is sound."""
    units = {classifier.unit for classifier in catalogue.classifiers} | {
        c.word for c in catalogue.classifiers
    }
    found = [*_doubles("indicator code", [spec.code for spec in catalogue.indicators])]
    found += _doubles("indicator name", [spec.name_zh for spec in catalogue.indicators])
    found += _doubles("problem category", [category.code for category in catalogue.categories])
    found += _doubles("classifier", [classifier.word for classifier in catalogue.classifiers])
    found += [f"The lexicon has no words for {role}." for role in ROLES if not catalogue.lexicon.get(role)]
    for spec in catalogue.indicators:
        found += [f"{spec.code}: {fault}" for fault in _spec_faults(spec, units)]
    for classifier in catalogue.classifiers:
        found += [f"Classifier {classifier.word}: {fault}" for fault in _classifier_faults(classifier)]
    return found


def _doubles(what: str, names: Iterable[str]) -> list[str]:
    return [
        f"The {what} {name} is given {count} times." for name, count in Counter(names).items() if count > 1
    ]


def _spec_faults(spec: IndicatorSpec, units: set[str]) -> Iterator[str]:
    domain, _, name = spec.code.partition(".")
    if domain != spec.domain or not name:
        yield f"the code doesn't begin with its domain {spec.domain}."
    if spec.kind not in KINDS:
        yield f"the kind {spec.kind} is none of {', '.join(KINDS)}."
    if spec.kind == "amount" and spec.unit != "元":
        yield f"an amount is in 元, not {spec.unit}."
    for unit in (spec.unit, *spec.units):
        if unit not in units:
            yield f"the unit {unit} is no classifier."
    if not spec.synonyms:
        yield "no wording names it."
    for pattern in spec.patterns:
        yield from _pattern_faults(pattern)
    for word in {*spec.synonyms} & {*spec.forbidden}:
        yield f"the wording {word} is forbidden by itself."


def _pattern_faults(pattern: str) -> Iterator[str]:
    atoms, *contexts = pattern.split("@")
    if "&" in atoms and "+" in atoms:
        yield f"the pattern {pattern} mixes & and +."
    if not any(len(atom) >= SHORTEST_ATOM for atom in atoms.replace("&", "+").split("+")):
        yield f"the pattern {pattern} has no part of {SHORTEST_ATOM} characters to look it up by."
    for context in contexts:
        if not all(context.split("/")):
            yield f"the pattern {pattern} has an empty context."


def _classifier_faults(classifier: Classifier) -> Iterator[str]:
    if not classifier.unit:
        yield "it has no base unit."
    if classifier.chinese not in STRENGTHS:
        yield f"{classifier.chinese!r} is none of {', '.join(STRENGTHS)}."
