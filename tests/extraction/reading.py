"""How the tests of the figures read: a clause in, its figures out, without headings and for the year 2023."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from reports.extraction.catalogue import Catalogue, load_catalogue
from reports.extraction.matching import read_metrics
from reports.extraction.matching.vocabulary import readers
from reports.extraction.normalise import normalise
from reports.extraction.quantities import Reading, read_quantities
from reports.extraction.records import Metadata, Metric, NonMetric, Section, SectionKind

ROOT = Path(__file__).resolve().parents[2]
REFERENCE = ROOT / "fixtures" / "reference"
SEEDS = sorted((ROOT / "fixtures" / "seed_reports").glob("*.txt"))


@cache
def catalogue() -> Catalogue:
    return load_catalogue(REFERENCE)


def quantities(source: str) -> Reading:
    return read_quantities(normalise(source), readers(catalogue()), 2023)


def read(source: str, kind: SectionKind | None = None) -> tuple[tuple[Metric, ...], tuple[NonMetric, ...]]:
    """The figures of a text, all of it in a chapter of the given kind."""
    sections = () if kind is None else (Section(1, "一", "", kind, 0, 0, len(source)),)
    return read_metrics(source, normalise(source), sections, catalogue(), Metadata(year=2023))


def figures(source: str, kind: SectionKind | None = None) -> tuple[Metric, ...]:
    return read(source, kind)[0]


def figure(source: str, mention: str, kind: SectionKind | None = None) -> Metric:
    """The one figure of that mention."""
    found = [metric for metric in figures(source, kind) if metric.mention == mention]
    assert len(found) == 1, f"{mention}: {[metric.mention for metric in figures(source, kind)]}"
    return found[0]
