"""Arithmetic that the text itself makes checkable (勾稽关系): sums, shares, growth and completion of its own figures.

Only what the text claims is checked: parts after 其中 that do not claim to be complete are no sum, a share needs its
two numbers beside it, a growth its earlier value, a completion its target. Values are compared in Decimal, with the
rounding of what is printed in mind.
"""

from __future__ import annotations

from collections.abc import Sequence

from reports.extraction.audit.completion import completions
from reports.extraction.audit.growth import gains, growths
from reports.extraction.audit.rows import rows
from reports.extraction.audit.runs import runs
from reports.extraction.audit.shares import shares
from reports.extraction.audit.sums import sums
from reports.extraction.audit.tables import tables
from reports.extraction.records import Metric, Relation, RelationKind


def relate(text: str, metrics: Sequence[Metric]) -> tuple[Relation, ...]:
    """Relations the text makes checkable, as indexes into `metrics`."""
    found: list[Relation] = []
    if any("cell" in metric.reasons for metric in metrics):
        found += [*tables(text, metrics), *rows(text, metrics)]
    taken = {relation.result for relation in found if relation.kind is RelationKind.COMPLETION}
    for run in runs(text, metrics):
        grown = list(growths(text, metrics, run)) if len(run) > 1 else []
        found += [*sums(text, metrics, run), *grown] if len(run) > 1 else []
        rates = [index for index in run if metrics[index].unit == "%"]
        if rates:
            known = {relation.result for relation in grown}
            found += (gain for gain in gains(text, metrics, run) if gain.result not in known)
            completed = list(completions(text, metrics, run))
            taken |= {relation.result for relation in completed}
            found += completed
            found += (share for share in shares(text, metrics, rates) if share.result not in taken)
    return tuple(sorted(found, key=lambda relation: relation.result))
