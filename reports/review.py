"""What people decide: publish, withdraw, confirm, correct, reject. The only writer of human decisions.

Machine and reviewer are two voices. A decision changes what is shown; what the machine had read stays in the
correction beside it, with who, when and why.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import User
from django.db import models, transaction
from django.utils import timezone

from reports.models import Correction, Decision, Metric, Plan, Problem, Report, ReportStatus, ReviewState
from reports.refusals import refuse

Decided = Metric | Problem | Plan

METRIC_FIELDS = ("label", "indicator", "value", "value_max", "unit", "qualifier", "period", "claim", "scope")
STATEMENT_FIELDS = ("category", "heading", "is_cause")


@transaction.atomic
def publish(report: Report) -> None:
    """Let the public see a report. Raises `Refusal` where another of the same bureau, year and kind stands published."""
    # Locked, so that two editors can't both find the place free.
    rivals = (
        Report.objects.select_for_update()
        .published()
        .filter(bureau=report.bureau, year=report.year, kind=report.kind)
        .exclude(pk=report.pk)
    )
    if rivals.exists():
        raise refuse("published_already", bureau=report.bureau_name, year=report.year)
    report.status = ReportStatus.PUBLISHED
    report.released_at = timezone.now()
    report.save(update_fields=["status", "released_at"])


def withdraw(report: Report) -> None:
    """Take a report from the public; nothing of it is lost."""
    report.status = ReportStatus.WITHDRAWN
    report.save(update_fields=["status"])


def fields_of(finding: Decided) -> tuple[str, ...]:
    """The fields of a finding that a person may correct."""
    if isinstance(finding, Metric):
        return METRIC_FIELDS
    return tuple(name for name in STATEMENT_FIELDS if hasattr(finding, name))


def correct(finding: Decided, changes: Mapping[str, Any], *, by: User, reason: str = "") -> Correction:
    """Put a person's reading over the machine's. Equal values make it a confirmation."""
    stored = type(finding)._default_manager.get(pk=finding.pk)
    names = [name for name in fields_of(finding) if name in changes and getattr(stored, name) != changes[name]]
    for name in names:
        setattr(finding, name, changes[name])
    decision = Decision.CORRECTED if names else Decision.CONFIRMED
    return _decide(finding, decision, by=by, reason=reason, before=_snapshot(stored, names))


def confirm(finding: Decided, *, by: User, reason: str = "") -> Correction:
    """Say that the machine read rightly."""
    return _decide(finding, Decision.CONFIRMED, by=by, reason=reason, before={})


def reject(finding: Decided, *, by: User, reason: str = "") -> Correction:
    """Say that this is no finding at all; it stays in the record and leaves every public page."""
    return _decide(finding, Decision.REJECTED, by=by, reason=reason, before={})


@transaction.atomic
def _decide(finding: Decided, decision: Decision, *, by: User, reason: str, before: dict[str, Any]) -> Correction:
    # A report is reviewed once nothing in it waits; the lock keeps a re-reading from slipping in between.
    report = Report.objects.select_for_update().get(pk=finding.report_id)
    finding.decision = decision
    finding.full_clean(exclude=["report"])
    finding.save()
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
    waiting = Metric.objects.filter(report=report).undecided().exists()
    report.review_state = ReviewState.MACHINE if waiting else ReviewState.REVIEWED
    report.save(update_fields=["review_state"])


def _snapshot(finding: Decided, names: list[str]) -> dict[str, Any]:
    """The named fields as JSON can hold them: codes for references, text for decimals."""
    values = {name: getattr(finding, name) for name in names}
    return {
        name: value.pk if isinstance(value, models.Model) else value if value is None else str(value)
        for name, value in values.items()
    }
