"""What people decide: publish, withdraw, confirm, correct, reject. The only writer of human decisions.

Machine and reviewer are two voices. A decision changes what is shown; what the machine had read stays in the
correction beside it, with who, when and why.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from bureaus.models import Bureau
from reports import gram_index
from reports.extraction.sentences import sentence_bounds
from reports.models import (
    Correction,
    Decision,
    Metric,
    Origin,
    Plan,
    Problem,
    Report,
    ReportStatus,
    ReviewState,
)
from reports.refusals import refuse
from reports.voices import METRIC_FIELDS, Decided, as_json, fields_of


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
    if not isinstance(finding, Metric):
        _check_place(report, finding.start, finding.end, finding.text)
    finding.full_clean()
    decision = Decision.CORRECTED if names else Decision.CONFIRMED
    correction = _decide(report, finding, decision, by=by, reason=reason, before=as_json(stored, names))
    if names:
        gram_index.put(report)
    return correction


@transaction.atomic
def confirm(finding: Decided, *, by: User, reason: str = "") -> Correction:
    """Say that the machine read rightly."""
    return _decide(_locked_report(finding), finding, Decision.CONFIRMED, by=by, reason=reason, before={})


@transaction.atomic
def reject(finding: Decided, *, by: User, reason: str = "") -> Correction:
    """Say that this is no finding at all; it stays in the record and leaves every public page."""
    return _decide(_locked_report(finding), finding, Decision.REJECTED, by=by, reason=reason, before={})


@dataclass(frozen=True, slots=True)
class Addition:
    """A figure as a person states it: where its printed form stands in the text, and the fields it has."""

    start: int
    end: int
    mention: str
    fields: Mapping[str, Any]


@transaction.atomic
def add(report: Report, said: Addition, *, by: User, reason: str) -> Metric:
    """Add a figure that the machine had overlooked. Raises `Refusal` if the text has something else at its place."""
    stored = Report.objects.select_for_update().get(pk=report.pk)
    metric = _added(stored, said, by=by, reason=reason)
    gram_index.put(stored)
    _settle_state(stored)
    return metric


@transaction.atomic
def split(metric: Metric, parts: Sequence[Addition], *, by: User, reason: str) -> list[Metric]:
    """Put two figures in the place of one: the one is rejected and stays in the record, the parts are a person's."""
    stored = Report.objects.select_for_update().get(pk=metric.report_id)
    made = [_added(stored, part, by=by, reason=reason, split_from=metric) for part in parts]
    _decide(stored, metric, Decision.REJECTED, by=by, reason=reason, before={})
    gram_index.put(stored)
    return made


def _added(
    report: Report, said: Addition, *, by: User, reason: str, split_from: Metric | None = None
) -> Metric:
    _check_place(report, said.start, said.end, said.mention)
    low, high = sentence_bounds(report.text, said.start)
    metric = Metric(
        report=report,
        start=said.start,
        end=said.end,
        mention=said.mention,
        quote=report.text[low:high].strip(),
        sentence=report.text[low : max(high, said.end)].strip(),
        sentence_start=low,
        confidence="",
        decision=Decision.ADDED,
        origin=Origin.PERSON,
        split_from=split_from,
        **{name: said.fields[name] for name in METRIC_FIELDS if name in said.fields},
    )
    metric.full_clean(exclude=["split_from"])
    metric.save()
    # The machine read nothing here: everything a person put stands beside nothing.
    nothing = as_json(Metric(), METRIC_FIELDS)
    after = as_json(metric, METRIC_FIELDS)
    Correction.objects.create(
        metric=metric, decision=Decision.ADDED, before=nothing, after=after, reason=reason, made_by=by
    )
    return metric


def _check_place(report: Report, start: int, end: int, printed: str) -> None:
    """What a person marks must be the bureau's own words, character by character."""
    if not printed.strip() or report.text[start:end] != printed:
        raise refuse("not_in_text", words=printed[:60])


@transaction.atomic
def confirm_all(report: Report, findings: Sequence[Decided], *, by: User) -> int:
    """Confirm at once those of the report's findings that still wait; how many these were."""
    stored = Report.objects.select_for_update().without_text().get(pk=report.pk)
    count = 0
    for model in (Metric, Problem, Plan):
        keys = [one.pk for one in findings if isinstance(one, model)]
        waiting = list(model._default_manager.filter(report=stored, pk__in=keys, decision=Decision.NONE))
        model._default_manager.filter(pk__in=[one.pk for one in waiting]).update(decision=Decision.CONFIRMED)
        Correction.objects.bulk_create(
            Correction(**{str(model._meta.model_name): one}, decision=Decision.CONFIRMED, made_by=by)
            for one in waiting
        )
        count += len(waiting)
    _settle_state(stored)
    return count


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
        after=as_json(finding, before),
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
