"""The report beside what is held: an earlier version of it, and the year before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bureaus.models import Bureau
from reports.models import IndicatorKind, Metric, Report
from reports.models.findings import Claim
from reports.screening.lines import Line, passed, warn
from reports.screening.whose import Whose

JUMP = 5
"""A figure this many times larger or smaller than last year's is rather a misprint or a misreading than a change."""
LARGE = 50
"""Below, a figure may well grow or shrink by so much."""
TELLING = 100
"""From here on it is no chance that two years have the same figure to the digit."""


@dataclass(frozen=True, slots=True)
class Change:
    """A figure that would differ from the version held; None on the side where it is not stated."""

    held: Metric | None
    new: Metric | None


def version_held(bureau: Bureau | None, year: int | None, kind: str | None) -> Report | None:
    """The version in use: the published one, else the newest."""
    if bureau is None or year is None or kind is None:
        return None
    versions = Report.objects.filter(bureau=bureau, year=year, kind=kind).without_text()
    return versions.published().first() or versions.order_by("-received_at", "-pk").first()


def year_before(bureau: Bureau | None, year: int | None, kind: str | None) -> Report | None:
    return version_held(bureau, year - 1 if year else None, kind)


def version_lines(whose: Whose, held: Report | None) -> Iterator[Line]:
    if held:
        yield warn("held", state=held.get_status_display())
    elif whose.region:
        yield passed("new")


def standing(report: Report) -> list[Metric]:
    return list(Metric.objects.filter(report=report).standing().select_related("indicator").defer("reasons"))


def name_of(metric: Metric) -> str:
    return metric.indicator.name if metric.indicator else metric.label


def lines_on_the_year_before(figures: Sequence[Metric], before: Report | None) -> Iterator[Line]:
    if before is None:
        yield passed("no_year_before")
        return
    pairs = list(_pairs(standing(before), figures))
    equal = [new for old, new in pairs if _suspiciously_equal(old, new)]
    jumps = [
        f"{name_of(new)} {old.mention} → {new.mention}" for old, new in pairs if _jumps(old.value, new.value)
    ]
    if equal:
        said = [f"{name_of(one)} {one.mention}" for one in equal]
        yield warn("equal", said, year=before.year, count=len(equal))
    if jumps:
        yield warn("jumps", jumps, year=before.year, count=len(jumps))
    if not equal and not jumps:
        yield passed("unlike_year_before", year=before.year)


def _pairs(old: Iterable[Metric], new: Iterable[Metric]) -> Iterator[tuple[Metric, Metric]]:
    """The headline figures of both years: of each indicator the first actual one of the same unit, period, scope."""
    earlier: dict[tuple[object, ...], Metric] = {}
    for metric in old:
        earlier.setdefault(_headline(metric), metric)
    seen = set()
    for metric in new:
        key = _headline(metric)
        if metric.indicator_id and metric.claim != Claim.PLAN and key in earlier and key not in seen:
            seen.add(key)
            yield earlier[key], metric


def _headline(metric: Metric) -> tuple[object, ...]:
    return metric.indicator_id, metric.unit, metric.period, metric.claim, metric.scope


def _suspiciously_equal(old: Metric, new: Metric) -> bool:
    """What happened in a year hardly happens as often in the next; what exists, or is set by policy, may well stay."""
    kind = new.indicator.kind if new.indicator else ""
    happens = kind in (IndicatorKind.FLOW, IndicatorKind.AMOUNT)
    return happens and new.value is not None and new.value == old.value and new.value >= TELLING


def _jumps(old: Decimal | None, new: Decimal | None) -> bool:
    if not old or not new or max(abs(old), abs(new)) < LARGE:
        return False
    return abs(new) >= JUMP * abs(old) or abs(old) >= JUMP * abs(new)


def changes(held: Sequence[Metric], new: Sequence[Metric]) -> Iterator[Change]:
    """What the version held says otherwise, or alone, and what is new; equal figures are passed over."""
    earlier: dict[tuple[object, ...], list[Metric]] = {}
    for metric in held:
        earlier.setdefault(_same_statement(metric), []).append(metric)
    for metric in new:
        others = earlier.get(_same_statement(metric))
        old = others.pop(0) if others else None
        if old is None or (old.value, old.value_max) != (metric.value, metric.value_max):
            yield Change(old, metric)
    for others in earlier.values():
        yield from (Change(old, None) for old in others)


def _same_statement(metric: Metric) -> tuple[object, ...]:
    # Outside the catalogue two figures are one statement if they are printed alike: their names are the machine's.
    what = metric.indicator_id or metric.mention
    return what, metric.unit, metric.period, metric.claim, metric.scope
