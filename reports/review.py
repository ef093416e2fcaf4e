"""What people decide: publish, withdraw, confirm, correct, reject. The only writer of human decisions.

Machine and reviewer are two voices. A decision changes what is shown; what the machine had read stays in the
correction beside it, with who, when and why.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from decimal import Decimal
from typing import Any, TypeVar

from django.contrib.auth.models import User
from django.db import models, transaction
from django.utils import timezone

from bureaus.models import Bureau
from reports.models import Correction, Decision, Metric, Plan, Problem, Report, ReportStatus, ReviewState
from reports.models.findings import Confidence
from reports.refusals import refuse

Decided = Metric | Problem | Plan
Row = TypeVar("Row", Metric, Problem, Plan)

METRIC_FIELDS = ("label", "indicator", "value", "value_max", "unit", "qualifier", "period", "claim", "scope")
STATEMENT_FIELDS = ("category", "heading", "is_cause")


@transaction.atomic
def publish(report: Report, *, replacing: bool = False) -> None:
    """Let the public see a report; one that is published already keeps its date.

    Where another of the same bureau, year and kind stands published, this raises `Refusal`, or with `replacing` takes
    its place: the earlier version leaves all comparisons and stays at its address.
    """
    # The bureau is locked, so that two editors can't both find the place free.
    Bureau.objects.select_for_update().get(pk=report.bureau_id)
    stored = Report.objects.get(pk=report.pk)
    if not stored.is_published:
        rivals = Report.objects.published().filter(
            bureau=stored.bureau_id, year=stored.year, kind=stored.kind
        )
        if replacing:
            rivals.update(status=ReportStatus.SUPERSEDED)
        elif rivals.exists():
            raise refuse("published_already", bureau=report.bureau_name, year=stored.year)
        stored.status, stored.released_at = ReportStatus.PUBLISHED, timezone.now()
        stored.save(update_fields=["status", "released_at"])
    report.status, report.released_at = stored.status, stored.released_at


def withdraw(report: Report) -> None:
    """Take a report from the public; nothing of it is lost."""
    report.status = ReportStatus.WITHDRAWN
    report.save(update_fields=["status"])


def fields_of(finding: Decided) -> tuple[str, ...]:
    """The fields of a finding that a person may correct."""
    if isinstance(finding, Metric):
        return METRIC_FIELDS
    return tuple(name for name in STATEMENT_FIELDS if hasattr(finding, name))


def as_read(finding: Row) -> Row:
    """The finding in the machine's voice: a copy with every correction undone, the latest first. One query."""
    read = copy(finding)
    for correction in finding.corrections.order_by("-made_at", "-pk"):
        for name, value in correction.before.items():
            field = finding._meta.get_field(name)
            if isinstance(field, models.Field):
                setattr(read, field.attname, field.to_python(value))
    return read


@transaction.atomic
def correct(finding: Decided, changes: Mapping[str, Any], *, by: User, reason: str = "") -> Correction:
    """Put a person's reading over the machine's. Equal values make it a confirmation."""
    report = _locked_report(finding)
    stored = type(finding)._default_manager.get(pk=finding.pk)
    names = [
        name for name in fields_of(finding) if name in changes and getattr(stored, name) != changes[name]
    ]
    for name in names:
        setattr(finding, name, changes[name])
    finding.full_clean(exclude=["report"])
    decision = Decision.CORRECTED if names else Decision.CONFIRMED
    return _decide(report, finding, decision, by=by, reason=reason, before=_snapshot(stored, names))


@transaction.atomic
def confirm(finding: Decided, *, by: User, reason: str = "") -> Correction:
    """Say that the machine read rightly."""
    return _decide(_locked_report(finding), finding, Decision.CONFIRMED, by=by, reason=reason, before={})


@transaction.atomic
def reject(finding: Decided, *, by: User, reason: str = "") -> Correction:
    """Say that this is no finding at all; it stays in the record and leaves every public page."""
    return _decide(_locked_report(finding), finding, Decision.REJECTED, by=by, reason=reason, before={})


@transaction.atomic
def confirm_sure(report: Report, *, by: User) -> int:
    """Confirm at once every figure that waits and that the machine is sure of; how many these were."""
    stored = Report.objects.select_for_update().without_text().get(pk=report.pk)
    waiting = Metric.objects.filter(report=stored).undecided()
    sure = list(waiting.exclude(confidence=Confidence.DOUBTFUL))
    Metric.objects.filter(pk__in=[one.pk for one in sure]).update(decision=Decision.CONFIRMED)
    Correction.objects.bulk_create(
        Correction(metric=one, decision=Decision.CONFIRMED, made_by=by) for one in sure
    )
    _settle_state(stored)
    return len(sure)


def _locked_report(finding: Decided) -> Report:
    """The finding's report, held until the decision is written, so that no re-reading slips in between."""
    return Report.objects.select_for_update().without_text().get(pk=finding.report_id)


def _decide(
    report: Report, finding: Decided, decision: Decision, *, by: User, reason: str, before: dict[str, Any]
) -> Correction:
    finding.decision = decision
    finding.save(update_fields=["decision", *before])
    correction = Correction.objects.create(
        **{finding._meta.model_name or "": finding},
        decision=decision,
        before=before,
        after=_snapshot(finding, list(before)),
        reason=reason,
        made_by=by,
    )
    _settle_state(report)
    return correction


def _settle_state(report: Report) -> None:
    """A report is reviewed once none of its figures waits for a decision."""
    waiting = Metric.objects.filter(report=report).undecided().exists()
    report.review_state = ReviewState.MACHINE if waiting else ReviewState.REVIEWED
    report.save(update_fields=["review_state"])


def _snapshot(finding: Decided, names: list[str]) -> dict[str, Any]:
    """The named fields as JSON can hold them: codes for references, plain digits for decimals."""
    return {name: _as_json(getattr(finding, name)) for name in names}


def _as_json(value: Any) -> str | bool | None:
    if isinstance(value, models.Model):
        return str(value.pk)
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return value if value is None or isinstance(value, bool) else str(value)
