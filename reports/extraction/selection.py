"""What the engine makes of words a person selects: it proposes, the person decides.

The selection is taken for a figure whatever the engine thinks of it (a document number, a slogan); only its own
grammar reads the value, and the matcher names it as it would any other figure at this place.
"""

from __future__ import annotations

from dataclasses import replace

from bureaus.resolver import Gazetteer
from reports.extraction.catalogue import Catalogue
from reports.extraction.matching import read_at
from reports.extraction.matching.vocabulary import readers
from reports.extraction.metadata import read_metadata
from reports.extraction.normalise import normalise
from reports.extraction.outline import outline
from reports.extraction.quantities import Quantity, Readers, read_quantities
from reports.extraction.quantities.grammar import qualify, read_arabic, read_chinese
from reports.extraction.records import Metric, ReportKind


def read_selection(
    source: str,
    start: int,
    end: int,
    catalogue: Catalogue,
    gazetteer: Gazetteer,
    *,
    kind: ReportKind | None = None,
    year: int | None = None,
) -> tuple[Metric, ...]:
    """The figures in `source[start:end]`, in their order; none where the words hold no quantity.

    They are read by the `kind` and `year` that a person states, else by the text's own, as the whole text is.
    """
    text = normalise(source)
    sections = outline(source, text)
    said = read_metadata(source, text, sections, gazetteer)
    metadata = replace(said, kind=kind or said.kind, year=year or said.year)
    reading = read_quantities(text, readers(catalogue), metadata.year)
    known = [*reading.quantities, *(zero.quantity for zero in reading.zeros)]
    inside = [one for one in known if start <= one.start and one.end <= end]
    # What the engine reads by itself it reads with the table or the list around it.
    chosen = inside or _selected(text, start, end, readers(catalogue))
    apart = [one for one in known if all(one.end <= c.start or one.start >= c.end for c in chosen)]
    found = read_at(
        source, text, sorted([*apart, *chosen], key=lambda one: one.start), sections, catalogue, metadata
    )
    starts = {one.start for one in chosen}
    once = {metric.start: metric for metric in reversed(found) if metric.start in starts}
    return tuple(once[start] for start in sorted(once))


def _selected(text: str, start: int, end: int, read: Readers) -> list[Quantity]:
    """The quantities of a stretch by the grammar alone: nothing beyond its end belongs to them."""
    cut, at = text[:end], start
    chosen: list[Quantity] = []
    while at < end:
        arabic = read_arabic(read.grammar, cut, at) if cut[at].isdecimal() else None
        quantity = arabic or read_chinese(read.grammar, cut, at)
        if quantity is None:
            at += 1
            continue
        chosen.append(replace(quantity, qualifier=qualify(text, quantity, 0), form="chosen"))
        at = max(quantity.end, at + 1)
    return chosen
