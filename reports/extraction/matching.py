"""From quantities to figures (数字): which indicator, period, status and scope each one has."""

from __future__ import annotations

from collections.abc import Sequence

from reports.extraction.catalogue import Catalogue
from reports.extraction.records import Metadata, Metric, NonMetric, Section


def read_metrics(
    source: str, text: str, sections: Sequence[Section], catalogue: Catalogue, metadata: Metadata
) -> tuple[tuple[Metric, ...], tuple[NonMetric, ...]]:
    """Every figure and every other numeral of the text."""
    return (), ()
