"""Lists part by part (游标分页): each part goes on after the last row of the one before, so that none costs more than
the first however deep it lies, and rows that come in meanwhile move nothing."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _

from reports.api.asked import LARGEST_KEY, Listing
from reports.api.faults import UNKNOWN, RefusalError
from reports.api.shapes import Fault
from reports.models.findings import FindingQuerySet
from reports.models.report import ReportQuerySet

Key = tuple[int | str, ...]
Item = TypeVar("Item")
Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True, slots=True)
class Part(Generic[Item]):
    """Some rows of a list, and the address of those after them."""

    rows: list[Item]
    next: str | None


def cursor_of(key: Key) -> str:
    """A place in a list as an address can hold it."""
    return base64.urlsafe_b64encode(json.dumps(key).encode()).decode().rstrip("=")


def key_of(cursor: str | None, kinds: Sequence[type]) -> Key | None:
    """The place that a cursor names; None for the beginning. Raises RefusalError where it names none of this list."""
    if cursor is None:
        return None
    try:
        key = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (binascii.Error, ValueError, RecursionError):
        key = None
    if isinstance(key, list) and [type(part) for part in key] == list(kinds) and all(map(_sound, key)):
        return tuple(key)
    message = _("No place of this list: a cursor is taken from “next” of the part before.")
    raise RefusalError(UNKNOWN, Fault(parameter="cursor", message=message, allowed=None))


def _sound(part: int | str) -> bool:
    # Neither NUL nor half a character: no database can even look for these.
    return part.isprintable() if isinstance(part, str) else 0 <= part <= LARGEST_KEY


def part_of(
    request: HttpRequest, asked: Listing, rows: Sequence[Item], key: Callable[[Item], Key]
) -> Part[Item]:
    """Of one row more than are asked for, those asked for; the one more tells that the list goes on."""
    if len(rows) <= asked.limit:
        return Part(list(rows), None)
    shown = list(rows[: asked.limit])
    return Part(shown, next_address(request, cursor_of(key(shown[-1]))))


def next_address(request: HttpRequest, cursor: str) -> str:
    """The same question, to go on at the cursor."""
    query = request.GET.copy()
    query["cursor"] = cursor
    return request.build_absolute_uri(f"{request.path}?{query.urlencode(safe=',')}")


def after(rows: QuerySet[Row], by: Sequence[str], key: Key | None) -> QuerySet[Row]:
    """The rows after `key`, in the order of these columns."""
    ordered = rows.order_by(*by)
    if key is None:
        return ordered
    beyond, same = Q(), Q()
    for column, value in zip(by, key, strict=True):
        beyond |= same & Q(**{f"{column}__gt": value})
        same &= Q(**{column: value})
    return ordered.filter(beyond)


def findings_after(
    reports: ReportQuerySet, findings: FindingQuerySet, key: Key | None, limit: int
) -> FindingQuerySet:
    """Findings in the order of reports and, within one, of the text; one more than `limit`. One query, and those of the
    answer another.

    First the few reports that the part can come from, then their findings: two million figures are never sorted, and a
    rare indicator is looked for once a report.
    """
    with_any = reports.filter(Exists(findings.filter(report=OuterRef("pk")))).order_by("pk")
    if key is not None:
        with_any = with_any.filter(pk__gte=key[0])
    # Each has at least one; all of the first may have been shown.
    few = list(with_any.values_list("pk", flat=True)[: limit + 2])
    found: Any = after(findings.filter(report__in=few), ("report_id", "start", "pk"), key)
    shown: FindingQuerySet = found[: limit + 1]
    return shown


def finding_key(finding: Any) -> Key:
    return finding.report_id, finding.start, finding.pk
