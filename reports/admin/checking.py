"""The check: what was read in a waiting document is seen, its metadata corrected, and only then it becomes a report."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import admin, messages
from django.contrib.admin.helpers import AdminForm
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from bureaus.admin import AnyAdmin
from reports import intake
from reports.admin.check_form import CHOSEN, FILED_UNDER, CheckForm, initial
from reports.admin.progress import progress, progress_of
from reports.admin.reports import received
from reports.certificates import name_of, steps
from reports.models import Metric, Upload
from reports.models.upload import UploadState
from reports.numerals import Figure, figure, scale_of
from reports.refusals import Refusal
from reports.screening import Change, Grade, Screening
from reports.settling import PRINTED, Given
from reports.tasks import check

AGAIN = "_check"
"""The button that has the document checked again and saves nothing."""


@admin.register(Upload)
class UploadAdmin(AnyAdmin):
    """Files that wait: the list of them, the check of one, and the way to forget it. For those who may upload."""

    list_display = ("name", "subject", "state", "grade", "uploaded_at", "uploaded_by")
    list_filter = ("grade",)
    search_fields = ("name", "subject")
    list_select_related = ("uploaded_by",)
    change_form_template = "admin/reports/upload/check.html"
    actions = None
    view_on_site = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return Upload.objects.whole().without_content()

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("reports.add_report")

    has_view_permission = has_change_permission
    has_delete_permission = has_change_permission

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_change_permission(request)

    def get_urls(self) -> list[URLPattern]:
        page = self.admin_site.admin_view(lambda request: progress(request, self))
        return [path("progress/", page, name="reports_upload_progress"), *super().get_urls()]

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """The check. What is saved is what was seen: whoever corrects something sees first what follows from it."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        upload = self.get_object(request, object_id)
        if upload is None:
            return self._forgotten(request)
        if upload.state != UploadState.READ:
            return HttpResponseRedirect(progress_of([upload]))
        metadata = intake.reading_of(upload).extraction.metadata
        form = CheckForm(
            request.POST if request.method == "POST" else None,
            initial=initial(metadata, intake.given_of(upload)),
        )
        if form.is_valid() and (answer := self._decided(request, upload, form.given(metadata))):
            return answer
        return self._page(request, upload, form)

    def _forgotten(self, request: HttpRequest) -> HttpResponse:
        text = _("This file does not wait any more: it was saved or discarded.")
        self.message_user(request, text, messages.WARNING)
        return HttpResponseRedirect(reverse("admin:reports_upload_changelist"))

    def _decided(self, request: HttpRequest, upload: Upload, given: Given) -> HttpResponse | None:
        """The answer to a sound form; None where the report can't be saved as it is."""
        here = HttpResponseRedirect(upload.get_absolute_url())
        try:
            if given != intake.given_of(upload):
                intake.restate(upload, given)
                self.message_user(request, _("Checked again with what you stated. Nothing is saved yet."))
                return here
            if AGAIN in request.POST:
                return here
            receipt = intake.accept(upload, by=cast(User, request.user))
        except Refusal as refusal:
            self.message_user(request, str(refusal), messages.ERROR)
            return None
        return received(self, request, receipt)

    def _page(self, request: HttpRequest, upload: Upload, form: CheckForm) -> HttpResponse:
        found = check(upload)
        fieldsets: list[Any] = [
            (_("What the report is filed under"), {"fields": FILED_UNDER}),
            (_("What the document says of itself"), {"fields": (*PRINTED, "source_url")}),
        ]
        context = {
            **self.admin_site.each_context(request),
            "title": upload.name,
            "original": upload,
            "subtitle": None,
            "adminform": AdminForm(cast(Any, form), fieldsets, {}, model_admin=self),
            "errors": form.errors,
            "media": self.media + form.media,
            "inline_admin_formsets": [],
            "again": AGAIN,
            "found": found,
            "grades": [(grade.label, found.count(grade)) for grade in reversed(Grade)],
            "doubtful": [_seen(one) for one in found.doubtful],
            "divisions": form.candidates(),
            "choose": CHOSEN,
            "changes": [_changed(one) for one in found.changes],
            "fits": _fits(found),
        }
        return self.render_change_form(request, context, change=True, obj=upload)


def _fits(found: Screening) -> int:
    """How many figures of the version held stay as they are."""
    return len(found.figures) - sum(change.new is not None for change in found.changes)


def _seen(metric: Metric) -> tuple[str, str, Figure, list[tuple[str, str]]]:
    """A doubtful figure: as printed, what it counts, what was read, and how."""
    face = figure(metric, scale=scale_of(metric))
    return metric.mention, name_of(metric), face, steps(metric)[2:]


def _changed(change: Change) -> tuple[str, Figure | None, Figure | None]:
    sides = [figure(one, scale=scale_of(one)) if one else None for one in (change.held, change.new)]
    either = change.new or change.held
    return name_of(either) if either else "", sides[0], sides[1]
