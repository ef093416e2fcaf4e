"""The engine's one front door: text in, `Extraction` out, through the steps named in the package's docstring."""

from __future__ import annotations

from dataclasses import replace

from bureaus.resolver import Gazetteer
from reports.extraction.audit import relate
from reports.extraction.catalogue import Catalogue
from reports.extraction.matching import read_metrics
from reports.extraction.metadata import read_metadata
from reports.extraction.normalise import normalise
from reports.extraction.outline import outline
from reports.extraction.problems import read_statements
from reports.extraction.records import Extraction, ReportKind

ENGINE_VERSION = "1.2"
"""Raised whenever a change can alter what is read, so that stored rows can be told from newer ones."""


def extract(
    source: str,
    catalogue: Catalogue,
    gazetteer: Gazetteer,
    *,
    kind: ReportKind | None = None,
    year: int | None = None,
) -> Extraction:
    """Read one report. `source` is never changed; all offsets in the result point into it.

    A kind or year that a person states is what the figures are read by (those of half a year are part of one); the
    metadata in the answer stay what the text says. Any text gives an answer: what it does not state is None or empty.
    Raises nothing on odd input.
    """
    text = normalise(source)
    sections = outline(source, text)
    metadata = read_metadata(source, text, sections, gazetteer)
    problems, plans = read_statements(source, text, sections, catalogue)
    meant = replace(metadata, kind=kind or metadata.kind, year=year or metadata.year)
    metrics, non_metrics = read_metrics(source, text, sections, catalogue, meant, plans)
    return Extraction(
        metadata=metadata,
        sections=sections,
        metrics=metrics,
        non_metrics=non_metrics,
        problems=problems,
        plans=plans,
        relations=relate(text, metrics),
        engine_version=ENGINE_VERSION,
    )
