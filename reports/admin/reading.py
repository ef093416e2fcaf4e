"""What a person sees of a finding before deciding: its sentence, how the machine came to it, what was decided."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Field
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from reports.certificates import steps
from reports.models import Correction, Indicator, Metric, ProblemCategory
from reports.voices import Decided, as_read, fields_of

AROUND = 60
"""Characters shown before and after the sentence, so that it can be understood alone."""


@dataclass(frozen=True, slots=True)
class InContext:
    """The printed form in its sentence, and a little of what stands around that."""

    earlier: str
    before: str
    printed: str
    after: str
    later: str


@dataclass(frozen=True, slots=True)
class Change:
    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One decision of the past."""

    made_at: datetime
    made_by: str
    decision: str
    reason: str
    changes: tuple[Change, ...]


def in_context(finding: Decided) -> InContext:
    """The finding where it stands. A statement is its own sentence."""
    text, start, end = finding.report.text, finding.start, finding.end
    low, high = start, end
    if isinstance(finding, Metric):
        low = min(finding.sentence_start, start)
        high = max(finding.sentence_start + len(finding.sentence), end)
    return InContext(
        earlier=text[max(0, low - AROUND) : low].lstrip(),
        before=text[low:start],
        printed=text[start:end],
        after=text[end:high],
        later=text[high : high + AROUND].rstrip(),
    )


def how_read(finding: Decided) -> list[tuple[str, str]]:
    """How the machine came to a figure, as its certificate tells it: (what was done, the words it rests on)."""
    if not isinstance(finding, Metric):
        return []
    return steps(as_read(finding))


def history(finding: Decided) -> list[Entry]:
    """Everything people decided about it, the latest first. Three queries at most."""
    corrections = list(finding.corrections.select_related("made_by"))
    names = _names(corrections)
    return [
        Entry(
            made_at=one.made_at,
            made_by=one.made_by.get_username(),
            decision=one.get_decision_display(),
            reason=one.reason,
            changes=tuple(_changes(finding, one, names)),
        )
        for one in corrections
    ]


LATEST = 200
"""Decisions shown in the history of a report."""


def decisions_of(report: int) -> list[tuple[Correction, Decided, str]]:
    """What people decided of a report's findings, the latest first: each with the finding and its page. Three queries.

    One for each kind: no database finds its way quickly through an alternative of three joins.
    """
    found: list[tuple[Correction, Decided, str]] = []
    for kind in ("metric", "problem", "plan"):
        rows = Correction.objects.filter(**{f"{kind}__report": report}).select_related("made_by", kind)
        for one in rows[:LATEST]:
            finding = getattr(one, kind)
            found.append((one, finding, reverse(f"admin:reports_{kind}_change", args=[finding.pk])))
    return sorted(found, key=lambda row: (row[0].made_at, row[0].pk), reverse=True)[:LATEST]


def _names(corrections: Iterable[Correction]) -> dict[str, str]:
    """Names for the codes that stand in the corrections."""
    return named(row for one in corrections for row in (one.before, one.after))


def named(rows: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Names for the codes that stand in fields kept as JSON. Two queries at most."""
    codes = {row.get(name) for row in rows for name in ("indicator", "category")} - {None, ""}
    found: dict[str, str] = {}
    for model in (Indicator, ProblemCategory) if codes else ():
        found |= {row.pk: row.name for row in model._default_manager.filter(pk__in=codes)}
    return found


def _changes(finding: Decided, correction: Correction, names: dict[str, str]) -> Iterator[Change]:
    # The place of a statement goes with its words.
    order = [name for name in fields_of(finding) if name not in ("start", "end")]
    yield from changes(type(finding), order, correction.before, correction.after, names)


def changes(
    model: type[Decided],
    order: Iterable[str],
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    names: dict[str, str],
) -> Iterator[Change]:
    """Fields kept as JSON in words, in the order of the form: a database may hand their keys back in any other."""
    for name in order:
        field = model._meta.get_field(name)
        if (name in before or name in after) and isinstance(field, Field):
            was, now = (_shown(field, row.get(name), names) for row in (before, after))
            if was != now:
                yield Change(capfirst(str(field.verbose_name)), was, now)


def _shown(field: Field[Any, Any], value: Any, names: dict[str, str]) -> str:
    if value in (None, ""):
        return _("none")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    choices = dict(field.flatchoices)
    return str(choices.get(value) or names.get(str(value)) or value)
