"""Figures, problems and plans in the admin: seen beside their sentence, then confirmed, corrected or rejected.

Nothing is added or deleted by hand here: the machine's reading stays, and a person's stands beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports import review
from reports.admin.beside import BesideAdmin
from reports.admin.correction import REJECT, CorrectionForm, MetricForm, StatementForm
from reports.admin.places import KEY
from reports.admin.reading import history, how_read, in_context
from reports.models import Decision, Metric, Plan, Problem, Report
from reports.numerals import figure, scale_of
from reports.voices import fields_of


class ReportFilter(admin.SimpleListFilter):
    """One report's findings: the newest reports to choose from, and always the one that is chosen."""

    title = gettext_lazy("report")
    parameter_name = "report"
    NEWEST = 20

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, str]]:
        reports = Report.objects.with_bureau().without_text().order_by("-received_at", "-pk")
        shown = list(reports[: self.NEWEST])
        chosen = request.GET.get(self.parameter_name, "")
        if KEY.fullmatch(chosen) and int(chosen) not in {report.pk for report in shown}:
            shown += reports.filter(pk=chosen)
        return [(str(report.pk), f"{report.bureau_name}{report.year}") for report in shown]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        chosen = self.value() or ""
        if chosen and not KEY.fullmatch(chosen):
            raise IncorrectLookupParameters  # the admin answers it with the whole list
        return queryset.filter(report=chosen) if chosen else queryset


class DomainFilter(admin.RelatedOnlyFieldListFilter):
    """The domains that figures fall in; a figure outside the catalogue falls in none."""

    include_empty_choice = True


class FindingAdmin(BesideAdmin):
    """What figures, problems and plans have in common."""

    form = CorrectionForm
    change_form_template = "admin/reports/finding_change_form.html"
    actions = ("confirm_selected", "reject_selected")
    list_per_page = 100
    show_full_result_count = False
    related: tuple[str, ...] = ("category",)
    rows: tuple[str | tuple[str, ...], ...] = ()
    """The fields a person may correct, by the lines they stand in."""

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows = super().get_queryset(request).defer("report__text")
        shown: QuerySet[Any] = rows.select_related("report__bureau__region", "report__region", *self.related)
        return shown

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Only who may change anything is asked for a reason."""
        return (*self.rows, "reason") if self.has_change_permission(request, obj) else self.rows

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description=gettext_lazy("report"), ordering="report")
    def of_report(self, finding: Any) -> str:
        return f"{finding.report.bureau_name}{finding.report.year}"

    # One finding --------------------------------------------------------------------------------------------------

    def beside(self, request: HttpRequest, obj: Any) -> dict[str, Any]:
        return {
            "title": str(obj),
            "subtitle": self.of_report(obj),
            "finding": obj,
            "parts": obj.parts.all() if isinstance(obj, Metric) else [],
            "place": in_context(obj),
            "steps": how_read(obj),
            "history": history(obj),
            "waiting": self._waiting(obj).count(),
            "show_save_and_continue": False,
        }

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """The only way in: a decision of review, which keeps what the machine had read."""
        assert isinstance(request.user, User)  # noqa: S101  (nobody else passes the admin's door)
        reason = form.cleaned_data["reason"]
        if REJECT in request.POST:
            review.reject(self.model._default_manager.get(pk=obj.pk), by=request.user, reason=reason)
        else:
            said = {name: form.cleaned_data[name] for name in fields_of(obj) if name in form.cleaned_data}
            review.correct(obj, said, by=request.user, reason=reason)

    def construct_change_message(
        self, request: HttpRequest, form: Any, formsets: Any, add: bool = False
    ) -> list[dict[str, dict[str, list[str]]]]:
        """For the log: what was decided, and the fields that were changed."""
        if REJECT in request.POST:
            return str(Decision.REJECTED.label)  # type: ignore[return-value]  # a plain sentence is as good
        if set(form.changed_data) <= {"reason"}:
            return str(Decision.CONFIRMED.label)  # type: ignore[return-value]
        return super().construct_change_message(request, form, formsets, add)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        """On to the next one that waits, in the order of the text; after the last, back to the report."""
        if REJECT not in request.POST and "_next" not in request.POST:
            return super().response_change(request, obj)
        self.message_user(request, _("Decided: %(finding)s.") % {"finding": obj}, messages.SUCCESS)
        waiting = self._waiting(obj)
        following = waiting.filter(start__gte=obj.start).first() or waiting.first()
        if following:
            return HttpResponseRedirect(
                reverse(f"admin:{obj._meta.label_lower.replace('.', '_')}_change", args=[following.pk])
            )
        return HttpResponseRedirect(reverse("admin:reports_report_change", args=[obj.report_id]))

    def _waiting(self, finding: Any) -> QuerySet[Any]:
        """What of the same report still waits for a person, but for this one."""
        of_report: QuerySet[Any] = self.model._default_manager.filter(report=finding.report_id)
        return of_report.filter(decision=Decision.NONE).exclude(pk=finding.pk).order_by("start", "pk")

    # Several at once ----------------------------------------------------------------------------------------------

    @admin.action(description=gettext_lazy("Confirm: the machine read these rightly"), permissions=["change"])
    def confirm_selected(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        self._decide_all(request, queryset, review.confirm, str(Decision.CONFIRMED.label))

    @admin.action(description=gettext_lazy("Reject: these are no findings"), permissions=["change"])
    def reject_selected(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        self._decide_all(request, queryset, review.reject, str(Decision.REJECTED.label))

    def _decide_all(
        self, request: HttpRequest, queryset: QuerySet[Any], decide: Callable[..., Any], word: str
    ) -> None:
        findings = list(queryset)
        for finding in findings:
            decide(finding, by=request.user)
            self.log_change(request, finding, word)
        self.message_user(
            request,
            _("Decided: %(word)s, %(count)s.") % {"count": len(findings), "word": word},
            messages.SUCCESS,
        )


@admin.register(Metric)
class MetricAdmin(FindingAdmin):
    form = MetricForm
    related = ("indicator",)
    rows = ("label", "indicator", ("value", "value_max", "unit"), ("qualifier", "period", "claim", "scope"))
    list_display = ("label", "mention", "compared", "indicator", "confidence", "decision", "of_report")
    list_filter = (
        ReportFilter,
        "decision",
        "confidence",
        "origin",
        "report__status",
        ("indicator__domain", DomainFilter),
        ("indicator", admin.RelatedOnlyFieldListFilter),
        "period",
        "claim",
    )
    search_fields = (
        "label",
        "mention",
        "sentence",
        "report__bureau__name",
        "indicator__name_zh",
        "indicator__name_en",
    )

    @admin.display(description=gettext_lazy("as compared"), ordering="value")
    def compared(self, metric: Metric) -> str:
        face = figure(metric, scale=scale_of(metric))
        return " ".join(filter(None, (face.text, face.unit, face.tag)))


class StatementAdmin(FindingAdmin):
    form = StatementForm
    list_filter = (
        ReportFilter,
        "decision",
        "report__status",
        ("category", admin.RelatedOnlyFieldListFilter),
    )
    search_fields = ("text", "heading", "report__bureau__name")

    @admin.display(description=gettext_lazy("text"), ordering="text")
    def in_short(self, statement: Any) -> str:
        return Truncator(statement.text).chars(60)


@admin.register(Problem)
class ProblemAdmin(StatementAdmin):
    rows = ("text", "category", "heading", "is_cause")
    list_display = ("in_short", "category", "is_cause", "of_report", "decision")


@admin.register(Plan)
class PlanAdmin(StatementAdmin):
    rows = ("text", "category", "heading")
    list_display = ("in_short", "category", "of_report", "decision")
