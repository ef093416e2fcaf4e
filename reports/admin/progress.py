"""How far the reading of what was handed in has come: a page that may be left, reloaded and come back to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports import intake
from reports.models import Report, Upload
from reports.models.upload import UploadState
from reports.refusals import Refusal
from reports.tasks import read_upload

if TYPE_CHECKING:
    from bureaus.admin import AnyAdmin

SHOWN_AT_MOST = 201


@dataclass(frozen=True, slots=True)
class Line:
    """One document: where it stands, why it was refused, or the report it had become before."""

    upload: Upload
    refusal: Refusal | None
    held: Report | None


def progress_of(uploads: Iterable[Upload]) -> str:
    """The address of the page that shows these."""
    keys = ",".join(str(upload.pk) for upload in uploads)
    return f"{reverse('admin:reports_upload_progress')}?{urlencode({'of': keys}, safe=',')}"


def become(upload: Upload) -> Upload | Report | Refusal:
    """What the only document of an upload has become; where that is no document to check, no note of it stays."""
    upload = Upload.objects.without_content().get(pk=upload.pk)
    outcome: Report | Refusal | None = None
    if upload.state == UploadState.REFUSED:
        outcome = intake.refusal_of(upload)
    elif upload.state == UploadState.HELD:
        outcome = Report.objects.filter(sha256=upload.sha256).first()
    if outcome is None:
        return upload
    upload.delete()
    return outcome


def progress(request: HttpRequest, model_admin: AnyAdmin) -> HttpResponse:
    """The documents named in the address. Three queries, however many they are."""
    if not model_admin.has_change_permission(request):
        raise PermissionDenied
    asked = _asked(request.GET.get("of", ""))
    if request.method == "POST":
        return _again(request, model_admin, asked)
    if settings.WORKER:
        _enqueue(intake.offer_again())
    found = Upload.objects.without_content().in_bulk(asked)
    uploads = [found[key] for key in asked if key in found]
    if len(asked) == len(uploads) == 1 and uploads[0].state == UploadState.READ:
        return HttpResponseRedirect(uploads[0].get_absolute_url())
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "title": _("Reading what was handed in"),
        "lines": _lines(uploads),
        "said": _said(uploads),
        "unfinished": any(one.is_unread and not one.is_broken_off for one in uploads),
        "stuck": any(one.is_broken_off or one.is_overdue for one in uploads),
        "gone": len(asked) - len(uploads),
    }
    return TemplateResponse(request, "admin/reports/upload/progress.html", context)


def _asked(typed: str) -> list[int]:
    """The keys in the address; what is none, or none that a database could hold, is passed over."""
    keys = [int(key) for key in typed.split(",") if key.isascii() and key.isdigit() and len(key) < 19]
    return list(dict.fromkeys(keys))[:SHOWN_AT_MOST]


def _again(request: HttpRequest, model_admin: AnyAdmin, asked: Sequence[int]) -> HttpResponse:
    """Have read again whatever broke off or was never begun."""
    here = f"{request.path}?{request.GET.urlencode(safe=',')}"
    found = Upload.objects.filter(pk__in=asked).without_content()
    _enqueue(one.pk for one in found if one.is_broken_off or one.is_overdue)
    model_admin.message_user(request, _("What had broken off is read again."), messages.INFO)
    return HttpResponseRedirect(here)


def _enqueue(keys: Iterable[int]) -> None:
    for key in keys:
        read_upload.enqueue(key)


def _lines(uploads: Sequence[Upload]) -> list[Line]:
    known = [one.sha256 for one in uploads if one.state == UploadState.HELD]
    reports = Report.objects.filter(sha256__in=known).with_bureau().without_text()
    held = {report.sha256: report for report in reports}
    return [Line(one, intake.refusal_of(one), held.get(one.sha256)) for one in uploads]


def _said(uploads: Sequence[Upload]) -> str:
    """How far it has come, in a sentence that a screen reader says whenever it changes."""
    done = sum(not one.is_unread for one in uploads)
    if done < len(uploads):
        return _("%(done)s of %(total)s documents are done.") % {"done": done, "total": len(uploads)}
    to_check = sum(one.state == UploadState.READ for one in uploads)
    return ngettext(
        "All is done: %(count)s document waits to be checked.",
        "All is done: %(count)s documents wait to be checked.",
        to_check,
    ) % {"count": to_check}
