"""What an editor may do with a report as a whole: publish it, withdraw it, have it read again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from reports import intake, review
from reports.extraction.engine import ENGINE_VERSION
from reports.models import Report


@dataclass(frozen=True, slots=True)
class Step:
    """One step: `run` may raise a `Refusal`, and answers False where nothing was to do."""

    name: str
    label: str | Promise
    done: str | Promise
    needless: str | Promise
    run: Callable[[Report, User], bool]
    fits: Callable[[Report], bool]
    leads_to: Callable[[Report], str] | None = None
    """Where to look once it is done, if not at the report."""


def _publish(report: Report, by: User) -> bool:
    fresh = not report.is_published
    review.publish(report)
    return fresh


def _replace(report: Report, by: User) -> bool:
    fresh = not report.is_published
    review.publish(report, replacing=True)
    return fresh


def _has_rival(report: Report) -> bool:
    return not report.is_published and report.version_published() is not None


def _withdraw(report: Report, by: User) -> bool:
    if not report.is_reachable:
        return False
    review.withdraw(report)
    return True


def _reread(report: Report, by: User) -> bool:
    return intake.reread(report, by=by) is not None


def _latest_differences(report: Report) -> str:
    return reverse("admin:reports_rereading_change", args=[report.rereadings.latest("made_at", "pk").pk])


STEPS = (
    Step(
        "publish",
        _("Publish"),
        _("%(report)s is published."),
        _("%(report)s was published before."),
        _publish,
        lambda report: not report.is_published and not _has_rival(report),
    ),
    Step(
        "withdraw",
        _("Withdraw"),
        _("%(report)s is withdrawn; nothing of it is lost."),
        _("%(report)s is not published."),
        _withdraw,
        lambda report: report.is_reachable,
    ),
    Step(
        "reread",
        _("Read again with the present engine"),
        _("%(report)s was read again; what people had decided was kept."),
        _("%(report)s was read by the present engine; there is nothing new to read."),
        _reread,
        lambda report: report.engine_version != ENGINE_VERSION,
        _latest_differences,
    ),
    Step(
        "replace",
        _("Publish in place of the version published"),
        _("%(report)s is published; the earlier version stays at its address and says so."),
        _("%(report)s was published before."),
        _replace,
        _has_rival,
    ),
)
