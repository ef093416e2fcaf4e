"""The annotated texts the project keeps, in sets that are reported apart, and the engine run over each.

Sets differ in what a score on them proves: little where the rules were written with the texts in view, something where
they were not. They are never added up into one figure.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from reports.accuracy.scoring import Fault, Score, compare_text, total
from reports.extraction.batch import read_files

PROJECT = Path(__file__).resolve().parents[2]
CORPUS = PROJECT / "tests" / "corpus"
CORPORA = ("heldout", "dev")


class UnusableSetError(Exception):
    """A folder that can't be measured. The message is a sentence for whoever named it."""


@dataclass(frozen=True, slots=True)
class AnnotatedText:
    """A text and what a careful reader took out of it."""

    text: Path
    gold: Path


@dataclass(frozen=True, slots=True)
class AnnotatedSet:
    """Texts of one sort (标注集)."""

    code: str
    texts: tuple[AnnotatedText, ...]


@dataclass(frozen=True, slots=True)
class Measurement:
    """What the engine made of one set."""

    code: str
    score: Score
    faults: tuple[Fault, ...]


def kept_sets() -> Iterator[AnnotatedSet]:
    """Those of the project, the most telling first; a corpus that is not there is left out."""
    for corpus in CORPORA:
        texts = annotated(CORPUS / corpus) if (CORPUS / corpus).is_dir() else ()
        ordinary = tuple(one for one in texts if one.text.name.startswith("ordinary_"))
        unusual = tuple(one for one in texts if one not in ordinary)
        if ordinary:
            yield AnnotatedSet(f"{corpus}_ordinary", ordinary)
        if unusual:
            yield AnnotatedSet(f"{corpus}_unusual", unusual)
    yield AnnotatedSet("seeds", annotated(PROJECT / "tests" / "gold", PROJECT / "fixtures" / "seed_reports"))


def annotated(folder: Path, texts: Path | None = None) -> tuple[AnnotatedText, ...]:
    """The pairs NAME.json and NAME.txt of a folder, in the order of their names; the texts may lie elsewhere."""
    golds = sorted(folder.glob("*.json"))
    if not golds:
        raise UnusableSetError(f"{folder} holds no annotation; NAME.json is wanted beside each NAME.txt.")
    pairs = tuple(AnnotatedText((texts or folder) / f"{gold.stem}.txt", gold) for gold in golds)
    if lost := [pair.text for pair in pairs if not pair.text.is_file()]:
        raise UnusableSetError(f"{lost[0]} is missing; its annotation can't be compared with anything.")
    return pairs


def measure(chosen: AnnotatedSet) -> Measurement:
    """Read every text of the set anew and compare. A text that can't be read has nothing found in it."""
    scores: list[Score] = []
    faults: list[Fault] = []
    readings = read_files([one.text for one in chosen.texts])
    for one, reading in zip(chosen.texts, readings, strict=True):
        if reading.failure:
            faults.append(Fault(one.text.stem, "FAILED", reading.failure))
        gold = json.loads(one.gold.read_text(encoding="utf-8"))
        score, found_wanting = compare_text(one.text.stem, gold, reading.wire or {})
        scores.append(score)
        faults.extend(found_wanting)
    return Measurement(chosen.code, total(scores), tuple(faults))
