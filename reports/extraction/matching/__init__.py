"""From quantities to figures (数字): which indicator, period, status and scope each one has, and how sure that is."""

from __future__ import annotations

from collections.abc import Sequence

from reports.extraction.catalogue import Catalogue
from reports.extraction.matching.clauses import clauses
from reports.extraction.matching.headline import settle
from reports.extraction.matching.matcher import figures
from reports.extraction.matching.sharing import expand
from reports.extraction.matching.vocabulary import readers, vocabulary
from reports.extraction.quantities import Quantity, read_quantities
from reports.extraction.records import Metadata, Metric, NonMetric, Section, Statement


def read_metrics(
    source: str,
    text: str,
    sections: Sequence[Section],
    catalogue: Catalogue,
    metadata: Metadata,
    plans: Sequence[Statement] = (),
) -> tuple[tuple[Metric, ...], tuple[NonMetric, ...]]:
    """Every figure and every other numeral of the text; together they cover each Arabic digit once.

    `plans` are the measures that the text announces: a figure within one is a target.
    """
    reading = read_quantities(text, readers(catalogue), metadata.year)
    words = vocabulary(catalogue)
    names = {zero.quantity.start: zero.names for zero in reading.zeros}
    everything = sorted([*reading.quantities, *(z.quantity for z in reading.zeros)], key=lambda q: q.start)
    found, sentences = clauses(text, everything)
    each = list(expand(found, sentences.masked, names))
    metrics = figures(source, each, sentences, words, sections, plans, metadata)
    # What is left without a unit is a bare number that nothing names.
    bare = [clause.quantity for clause in each if not clause.quantity.unit and clause.quantity.form != "cell"]
    others = [NonMetric(source[o.start : o.end], o.start, o.end, o.why) for o in reading.others]
    others += [NonMetric(source[q.start : q.end], q.start, q.end, "other") for q in bare]
    return tuple(settle(metrics, words)), tuple(sorted(others, key=lambda o: o.start))


def read_at(
    source: str,
    text: str,
    quantities: Sequence[Quantity],
    sections: Sequence[Section],
    catalogue: Catalogue,
    metadata: Metadata,
) -> list[Metric]:
    """The figures that given quantities are, in their order; nothing is settled among them."""
    found, sentences = clauses(text, quantities)
    each = list(expand(found, sentences.masked, {}))
    return figures(source, each, sentences, vocabulary(catalogue), sections, (), metadata)
