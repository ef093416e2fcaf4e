"""Reports in the admin: upload, the list of all, one report with what was read in it and the steps it can take."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import admin, messages
from django.contrib.admin.helpers import AdminForm
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from bureaus.admin import AnyAdmin
from reports.admin.beside import BesideAdmin
from reports.admin.places import KEY
from reports.admin.progress import become, progress_of
from reports.admin.reading import decisions_of
from reports.admin.steps import STEPS, Step
from reports.admin.upload import UploadForm
from reports.admin.workbench import workbench
from reports.holdings.counts import with_counts
from reports.intake import Outcome, Receipt, discard, reread
from reports.models import Decision, Metric, Report, Upload
from reports.models.findings import Confidence
from reports.refusals import Refusal


def says(report: Report) -> str:
    """A report as the admin names it: 海盐县民政局2022."""
    return f"{report.bureau_name}{report.year}"


@admin.register(Report)
class ReportAdmin(BesideAdmin):
    list_display = ("who", "region", "year", "kind", "status", "review_state", "figure_count", "received_at")
    list_filter = (
        "status",
        "review_state",
        "kind",
        ("year", admin.AllValuesFieldListFilter),
        "region__level",
    )
    date_hierarchy = "received_at"
    ordering = ("-received_at", "-pk")
    search_fields = ("bureau__name", "bureau__names__name", "region__name", "^region__adcode", "title")
    list_per_page = 50
    show_full_result_count = False
    actions = ("publish_selected", "withdraw_selected", "reread_selected")
    add_form_template = "admin/reports/report/upload.html"
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}
    fieldsets = (
        (
            gettext_lazy("What the document says of itself"),
            {
                "fields": (
                    "title",
                    "published_on",
                    "publisher",
                    "index_number",
                    "document_number",
                    "source_url",
                    "kind",
                )
            },
        ),
        (
            gettext_lazy("Settled when it was received"),
            {
                "fields": (
                    "bureau",
                    "region",
                    "year",
                    "original_file",
                    "pages",
                    "recognised",
                    "sha256",
                    "received_at",
                    "received_by",
                ),
                "description": gettext_lazy(
                    "A report under the wrong bureau or year is deleted and handed in again with the right ones stated."
                ),
            },
        ),
        (gettext_lazy("Text"), {"fields": ("text_as_read",), "classes": ("collapse",)}),
    )
    readonly_fields = (
        "bureau",
        "region",
        "year",
        "original_file",
        "pages",
        "recognised",
        "sha256",
        "received_at",
        "received_by",
        "text_as_read",
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return with_counts(Report.objects.with_bureau().without_text())

    # The list -----------------------------------------------------------------------------------------------------

    @admin.display(description=gettext_lazy("report"), ordering="bureau__region__adcode")
    def who(self, report: Report) -> str:
        return report.bureau_name

    @admin.display(description=gettext_lazy("figures"))
    def figure_count(self, report: Report) -> int:
        return int(getattr(report, "figures", 0))

    @admin.action(description=gettext_lazy("Publish the selected reports"), permissions=["change"])
    def publish_selected(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        self._take_all(request, STEPS[0], queryset)

    @admin.action(description=gettext_lazy("Withdraw the selected reports"), permissions=["change"])
    def withdraw_selected(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        self._take_all(request, STEPS[1], queryset)

    @admin.action(
        description=gettext_lazy("Read the selected reports again with the present engine"),
        permissions=["change"],
    )
    def reread_selected(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        self._take_all(request, STEPS[2], queryset)
        link = format_html(
            '<a href="{}">{}</a>', reverse("admin:reports_difference_changelist"), _("What differs")
        )
        self.message_user(request, link, messages.INFO)

    def _take_all(self, request: HttpRequest, step: Step, queryset: QuerySet[Any]) -> None:
        for report in queryset:
            self._take(request, step, report)

    def _take(self, request: HttpRequest, step: Step, report: Report) -> bool:
        """One step with one report: done and logged, needless, or refused; the reader is told which."""
        words = {"report": says(report)}
        try:
            done = isinstance(request.user, User) and step.run(report, request.user)
        except Refusal as refusal:
            self.message_user(request, str(refusal), messages.ERROR)
            return False
        if done:
            self.log_change(request, report, str(step.label))
            self.message_user(request, str(step.done) % words, messages.SUCCESS)
        else:
            self.message_user(request, str(step.needless) % words, messages.INFO)
        return done

    # Upload -------------------------------------------------------------------------------------------------------

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The upload page in place of an empty form: a report comes in through intake or not at all."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
        answer = None
        if form.is_valid() and isinstance(request.user, User):
            try:
                answer = self._handed_in(request, form, form.hand_in(request.user))
            except Refusal as refusal:  # of what is stated, before anything is taken in
                field = "source_url" if refusal.code == "source_unsound" else "file"
                form.add_error(field, ValidationError(str(refusal), code=refusal.code))
        if answer:
            return answer
        fieldsets: list[Any] = [(None, {"fields": ("file", "source_url")})]
        context = {
            **self.admin_site.each_context(request),
            "title": _("Upload reports"),
            "adminform": AdminForm(cast(Any, form), fieldsets, {}, model_admin=self),
            "errors": form.errors,
            "media": self.media + form.media,
            "inline_admin_formsets": [],
        }
        return self.render_change_form(request, context, add=True, form_url=form_url)

    def _handed_in(
        self, request: HttpRequest, form: UploadForm, results: list[Upload | Refusal]
    ) -> HttpResponse | None:
        """One document leads to its check, or its refusal into the form; several lead to the page of their progress."""
        one: Upload | Report | Refusal = results[0]
        if isinstance(one, Upload) and len(results) == 1:
            one = become(one)
        if isinstance(one, Refusal):
            form.add_error("file", ValidationError(str(one), code=one.code))
            return None
        if isinstance(one, Report):
            return received(self, request, Receipt(Outcome.SAME, one))
        if len(results) == 1 and not one.is_unread:
            return HttpResponseRedirect(one.get_absolute_url())
        return HttpResponseRedirect(progress_of([one for one in results if isinstance(one, Upload)]))

    # One report ---------------------------------------------------------------------------------------------------

    def get_readonly_fields(self, request: HttpRequest, obj: Report | None = None) -> tuple[str, ...]:
        # A published report keeps the place it was published under.
        return (*self.readonly_fields, "kind") if obj and obj.is_reachable else self.readonly_fields

    def save_model(self, request: HttpRequest, obj: Report, form: Any, change: bool) -> None:
        """Under another kind the same words are other figures: those of half a year are part of one.

        Only what the form has changed is written: meanwhile the report may have been read anew, reviewed or withdrawn.
        """
        if form.changed_data:
            obj.save(update_fields=form.changed_data)
        if "kind" in form.changed_data and isinstance(request.user, User):
            reread(obj, by=request.user, anew=True)
            self.message_user(
                request, _("The figures were read again for this kind of report."), messages.INFO
            )

    def beside(self, request: HttpRequest, obj: Report) -> dict[str, Any]:
        may_change = self.has_change_permission(request, obj)
        return {
            "title": says(obj),
            "subtitle": obj.title or None,
            "counts": _counts(obj),
            "may_review": request.user.has_perm("reports.change_metric"),
            "rereading": obj.rereadings.first(),
            "steps": [step for step in STEPS if may_change and step.fits(obj)],
            "show_save_and_add_another": False,
        }

    @admin.display(description=gettext_lazy("original file"))
    def original_file(self, report: Report) -> SafeString:
        address = reverse("reports:original", args=[report.pk])
        return format_html('<a href="{}">{}</a>', address, report.original_name)

    @admin.display(description=gettext_lazy("text as read"))
    def text_as_read(self, report: Report) -> SafeString:
        return format_html('<div class="as-printed" lang="zh-Hans">{}</div>', report.text)

    def get_urls(self) -> list[URLPattern]:
        steps = [
            path(
                f"<int:pk>/{step.name}/",
                self.admin_site.admin_view(self._step_view(step)),
                name=f"reports_report_{step.name}",
            )
            for step in STEPS
        ]
        bench = path(
            "<int:pk>/review/",
            self.admin_site.admin_view(lambda request, pk: workbench(request, pk, self.admin_site)),
            name="reports_report_review",
        )
        return [*steps, bench, *super().get_urls()]

    def _step_view(self, step: Step) -> Any:
        @require_POST
        def view(request: HttpRequest, pk: int) -> HttpResponse:
            report = get_object_or_404(self.get_queryset(request), pk=pk)
            if not self.has_change_permission(request, report):
                raise PermissionDenied
            done = self._take(request, step, report)
            after = step.leads_to(report) if done and step.leads_to else None
            return HttpResponseRedirect(after or reverse("admin:reports_report_change", args=[pk]))

        return view

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """What was done with the report as a whole, and beside it what was decided of its findings."""
        decided = decisions_of(int(object_id)) if KEY.fullmatch(object_id) else []
        return super().history_view(request, object_id, {"decided": decided, **(extra_context or {})})

    # Deletion: what came in by mistake ----------------------------------------------------------------------------

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Reports are deleted one at a time, each seen before."""
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    def has_delete_permission(self, request: HttpRequest, obj: Report | None = None) -> bool:
        return super().has_delete_permission(request, obj) and not (obj and obj.is_reachable)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Findings go with their report, though nobody may delete one of them alone."""
        found, counts, _needed, protected = super().get_deleted_objects(objs, request)
        return found, counts, set(), protected

    def delete_model(self, request: HttpRequest, obj: Report) -> None:
        discard(obj)


def received(model_admin: AnyAdmin, request: HttpRequest, receipt: Receipt) -> HttpResponse:
    """On to the report that a document became, now or before, saying which."""
    report = receipt.report
    if receipt.outcome is Outcome.SAME:
        text, level = _("This very file is held already: this is the report it became."), messages.WARNING
    else:
        model_admin.log_addition(request, report, [{"added": {}}])
        text, level = _what_was_read(report), messages.SUCCESS
    model_admin.message_user(request, text, level)
    if request.user.has_perm("reports.view_report") or request.user.has_perm("reports.change_report"):
        return HttpResponseRedirect(reverse("admin:reports_report_change", args=[report.pk]))
    return HttpResponseRedirect(reverse("admin:index"))


def _what_was_read(report: Report) -> str:
    counts = _counts(report)
    return _(
        "Read: figures %(figures)s, of which doubtful %(doubtful)s; problems %(problems)s; plans %(plans)s. "
        "Nothing is public before you publish it."
    ) % {name: counts[name] for name in ("figures", "doubtful", "problems", "plans")}


def _counts(report: Report) -> dict[str, int]:
    """What was read in a report, and what of it waits for a person. Two queries."""
    waiting = Q(decision=Decision.NONE)
    figures = Metric.objects.filter(report=report).aggregate(
        figures=Count("pk"),
        doubtful=Count("pk", filter=waiting & Q(confidence=Confidence.DOUBTFUL)),
        undecided=Count("pk", filter=waiting),
    )
    others = Report.objects.filter(pk=report.pk).aggregate(
        problems=Count("problems", distinct=True),
        plans=Count("plans", distinct=True),
        sections=Count("sections", distinct=True),
        failing=Count("relations", filter=Q(relations__holds=False), distinct=True),
    )
    return {**figures, **others}
