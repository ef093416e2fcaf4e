"""Documents as bureaus publish them, and what is read in them, in a form that does not depend on their places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bureaus.resolver import Gazetteer
from reports.extraction.batch import REFERENCE
from reports.extraction.catalogue import Catalogue, load_catalogue
from reports.extraction.documents import Document, read_document
from reports.extraction.engine import extract
from reports.extraction.records import Section, Statement

ROOT = Path(__file__).parents[2]
PUBLISHED = ROOT / "tests" / "published"
TEXTS = {
    **{path.stem[:3]: path for path in sorted((ROOT / "fixtures" / "seed_reports").glob("*.txt"))},
    "tables": ROOT / "tests" / "corpus" / "dev" / "unusual_04_tables.txt",
}
"""The text that each published document was made of."""

Found = Counter[tuple[object, ...]]


@dataclass(frozen=True)
class Findings:
    """What is read in one text: figures, shortcomings and plans, headings, and whose report it is."""

    figures: Found
    statements: Found
    headings: Found
    about: tuple[object, ...]


@cache
def reference() -> tuple[Catalogue, Gazetteer]:
    return load_catalogue(REFERENCE), Gazetteer.from_csv(REFERENCE / "divisions.csv")


def published(name: str) -> Document:
    return read_document((PUBLISHED / name).read_bytes(), name)


def findings(text: str) -> Findings:
    """Words are compared without white space, which a printed page can't tell."""

    def words(one: Section | Statement) -> str:
        return bare(text[one.start : one.end])

    found = extract(text, *reference())
    meta = found.metadata
    figures = (
        (bare(m.mention), m.value, m.value_max, m.unit, m.indicator, m.period, m.status, m.qualifier)
        for m in found.metrics
    )
    return Findings(
        Counter(figures),
        Counter((words(item), item.category) for item in [*found.problems, *found.plans]),
        Counter((item.level, words(item), item.kind) for item in found.sections),
        (meta.bureau, meta.place and meta.place.adcode, meta.year, meta.kind, meta.published_on),
    )


@cache
def expected(stem: str) -> Findings:
    """What is read in the text itself."""
    return findings(TEXTS[stem].read_text(encoding="utf-8"))


def agreement(one: Found, other: Found) -> float:
    """The F1 of two readings: 1 where they agree in everything."""
    together = one.total() + other.total()
    return 2 * (one & other).total() / together if together else 1.0


def bare(text: str) -> str:
    return "".join(text.split())


def paragraphs(lines: Iterable[str]) -> list[str]:
    return [bare(line) for line in lines if line.strip()]


def assert_same_reading(stem: str, document: Document) -> None:
    """Every format of a report gives the figures that its text gives, but for one in a hundred."""
    want, got = expected(stem), findings(document.text)

    assert agreement(want.figures, got.figures) >= 0.99, (
        want.figures - got.figures,
        got.figures - want.figures,
    )
    assert agreement(want.statements, got.statements) >= 0.99, want.statements - got.statements
    assert agreement(want.headings, got.headings) >= 0.99, want.headings - got.headings
    assert got.about == want.about
