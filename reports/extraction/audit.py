"""Arithmetic that the text itself makes checkable (勾稽关系): sums and ratios of its figures."""

from __future__ import annotations

from collections.abc import Sequence

from reports.extraction.records import Metric, Relation


def relate(text: str, metrics: Sequence[Metric]) -> tuple[Relation, ...]:
    """Relations the text makes checkable, as indexes into `metrics`."""
    return ()
