"""What a later reading of a report gives otherwise than the one that stood. Pure: rows in, unsaved rows out.

What nobody has decided is simply new, changed or vanished. Of what a person decided only that is told in which the
engine has moved since: a figure put right is no news as long as the engine goes on to misread it as before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from reports.models import Decision, Difference, DifferenceKind, Metric, Origin
from reports.voices import Decided, Row, as_json, as_read

COMPARED = {
    "metric": ("mention", "label", "indicator", "value", "value_max", "unit", "qualifier", "period", "claim", "scope"),
    "problem": ("text", "category", "heading", "is_cause"),
    "plan": ("text", "category", "heading"),
}  # fmt: skip
"""What is compared of each kind of finding."""
WORDING = frozenset({"label", "mention", "heading"})
"""Fields in which engine and person may differ and still mean the same."""


def differences(rows: Sequence[Row], found: Sequence[Row], earlier: Sequence[Row | None]) -> list[Difference]:
    """`found` are the later reading's rows, `earlier` beside each the row among `rows` that it continues, if any."""
    continued: set[int] = {row.pk for row in earlier if row is not None}
    told = [*_of_found(found, earlier), *_of_missing([row for row in rows if row.pk not in continued])]
    return sorted(told, key=lambda one: (one.start, one.end))


def _of_found(found: Sequence[Row], earlier: Sequence[Row | None]) -> Iterator[Difference]:
    for one, row in zip(found, earlier, strict=True):
        now = _fields(one)
        if row is None:
            yield _difference(DifferenceKind.NEW, one, {}, now)
        elif row.decision == Decision.NONE:
            if was := _other(_fields(row), now):
                yield _difference(DifferenceKind.CHANGED, one, was, _only(now, was), key=row.pk)
        else:
            yield from _beside_a_person(row, one)


def _beside_a_person(row: Row, found: Row) -> Iterator[Difference]:
    """What the engine now reads where a person has decided, unless it reads the same as then."""
    decided, now = _fields(row), _fields(found)
    read_then = None if _is_a_persons(row) else _fields(as_read(row))
    if read_then is not None and not _other(read_then, now):
        return
    was = _other(decided, now)
    agrees = row.decision != Decision.REJECTED and not was.keys() - WORDING
    kind = DifferenceKind.AGREES if agrees else DifferenceKind.OTHERWISE
    yield _difference(kind, row, was, _only(now, was))


def _of_missing(rows: Sequence[Row]) -> Iterator[Difference]:
    for row in rows:
        if row.decision == Decision.NONE:
            yield _difference(DifferenceKind.VANISHED, row, _fields(row), {}, gone=True)
        elif not _is_a_persons(row):
            agrees = row.decision == Decision.REJECTED
            yield _difference(DifferenceKind.AGREES if agrees else DifferenceKind.GONE, row, _fields(row), {})


def _is_a_persons(row: Decided) -> bool:
    return isinstance(row, Metric) and row.origin == Origin.PERSON


def _fields(row: Decided) -> dict[str, Any]:
    return as_json(row, COMPARED[str(row._meta.model_name)])


def _other(was: dict[str, Any], now: dict[str, Any]) -> dict[str, Any]:
    """Of what was, that which is otherwise now."""
    return {name: value for name, value in was.items() if value != now[name]}


def _only(fields: dict[str, Any], names: dict[str, Any]) -> dict[str, Any]:
    return {name: fields[name] for name in names}


def _difference(
    kind: DifferenceKind,
    row: Decided,
    before: dict[str, Any],
    after: dict[str, Any],
    *,
    key: int | None = None,
    gone: bool = False,
) -> Difference:
    return Difference(
        kind=kind,
        found=str(row._meta.model_name),
        key=None if gone else key or row.pk,
        start=row.start,
        end=row.end,
        printed=row.mention if isinstance(row, Metric) else row.text,
        label=row.label if isinstance(row, Metric) else "",
        before=before,
        after=after,
    )
