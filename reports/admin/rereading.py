"""What differed when reports were read again with a newer engine: one re-reading, and the differences of many."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.contrib import admin
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bureaus.admin import ReadOnlyAdmin
from reports.admin.beside import BesideAdmin
from reports.admin.reading import Change, changes, named
from reports.certificates import clauses
from reports.differences import COMPARED
from reports.models import Difference, DifferenceKind, Metric, Rereading

TABS = {"metric": "figures", "problem": "problems", "plan": "plans"}
"""The queue of the workbench that each kind of finding stands in."""


CONCERNED = (DifferenceKind.OTHERWISE, DifferenceKind.GONE)
"""Differences that concern what a person decided."""


def _counted(which: Q) -> Coalesce:
    """How many differences a re-reading has: counted for the rows of the page alone, not for all that there are."""
    of_it = Difference.objects.filter(which, rereading=OuterRef("pk")).order_by().values("rereading")
    return Coalesce(Subquery(of_it.annotate(number=Count("pk")).values("number")), 0)


@dataclass(frozen=True, slots=True)
class Told:
    """One difference in words."""

    difference: Difference
    address: str
    changes: tuple[Change, ...]


def told(differences: Iterable[Difference]) -> list[Told]:
    """Differences in words, each with the way to it on the workbench. Two queries at most."""
    rows = list(differences)
    names = named(row for one in rows for row in (one.before, one.after))
    return [Told(one, _address(one), tuple(_changes(one, names))) for one in rows]


def _changes(one: Difference, names: dict[str, str]) -> Iterable[Change]:
    model: Any = apps.get_model("reports", one.found)
    return changes(model, COMPARED[one.found], one.before, one.after, names)


def _address(one: Difference) -> str:
    """The finding on the workbench; where it is gone, the workbench with its report."""
    path = reverse("admin:reports_report_review", args=[one.rereading.report_id])
    return f"{path}?what={TABS[one.found]}" + (f"&m={one.key}" if one.key else "") + "#q"


def _already_shown() -> set[str]:
    """Fields that have a column of their own in the list."""
    columns = [field for field in Metric._meta.fields if field.name in ("mention", "label")]
    return {capfirst(str(field.verbose_name)) for field in columns}


class DiffersFilter(admin.SimpleListFilter):
    """Re-readings in which something differed, and those in which a person's decision is concerned."""

    title = gettext_lazy("differences")
    parameter_name = "differs"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, Any]]:
        return [
            ("any", _("Something differs")),
            ("decided", _("Beside a decision")),
            ("none", _("Nothing differs")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        differing = Difference.objects.filter(rereading=OuterRef("pk"))
        wanted = {
            "any": Exists(differing),
            "decided": Exists(differing.filter(kind__in=CONCERNED)),
            "none": ~Exists(differing),
        }.get(self.value() or "")
        return queryset if wanted is None else queryset.filter(wanted)


class LookedAt(ReadOnlyAdmin):
    """Whoever may look at reports may look at how they were read."""

    show_full_result_count = False

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("reports.view_report")

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)


@admin.register(Rereading)
class RereadingAdmin(LookedAt, BesideAdmin):
    list_display = ("of_report", "engines", "made_at", "made_by", "beside_people", "others")
    list_filter = (DiffersFilter, "engine_after", "made_by")
    list_select_related = ("report__bureau__region", "report__region", "made_by")
    search_fields = ("report__bureau__name", "^report__region__adcode")
    date_hierarchy = "made_at"
    change_form_template = "admin/reports/rereading/change_form.html"
    fields = ("made_at", "made_by")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        counted = Rereading.objects.defer("report__text").annotate(
            all_count=_counted(Q()), people_count=_counted(Q(kind__in=CONCERNED))
        )
        return counted.select_related("report__bureau__region", "report__region", "made_by")

    @admin.display(description=gettext_lazy("report"), ordering="report")
    def of_report(self, one: Rereading) -> str:
        return f"{one.report.bureau_name}{one.report.year}"

    @admin.display(description=gettext_lazy("engines"), ordering="engine_after")
    def engines(self, one: Rereading) -> str:
        return f"{one.engine_before} → {one.engine_after}"

    @admin.display(description=gettext_lazy("beside a decision"), ordering="people_count")
    def beside_people(self, one: Rereading) -> int:
        return int(getattr(one, "people_count", 0))

    @admin.display(description=gettext_lazy("differences"), ordering="all_count")
    def others(self, one: Rereading) -> int:
        return int(getattr(one, "all_count", 0))

    def beside(self, request: HttpRequest, obj: Rereading) -> dict[str, Any]:
        rows = told(obj.differences.select_related("rereading"))
        words = {"report": self.of_report(obj), "before": obj.engine_before, "after": obj.engine_after}
        groups = [
            (label, [one for one in rows if one.difference.kind == kind])
            for kind, label in DifferenceKind.choices
        ]
        return {
            "subtitle": None,
            "title": _("%(report)s read again: engine %(before)s → %(after)s") % words,
            "rereading": obj,
            "groups": [(label, found) for label, found in groups if found],
            "number": len(rows),
        }


@admin.register(Difference)
class DifferenceAdmin(LookedAt):
    """The differences of many re-readings in one list."""

    list_display = ("place", "kind", "found", "label", "in_words", "of_report", "engine")
    list_display_links = None
    list_filter = ("kind", "found", "rereading__engine_after", ("rereading__report__region__level"))
    search_fields = ("printed", "label", "rereading__report__bureau__name")
    list_per_page = 100
    ordering = ("-rereading_id", "start")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows = Difference.objects.select_related(
            "rereading__report__bureau__region", "rereading__report__region"
        )
        return rows.defer("rereading__report__text")

    @admin.display(description=gettext_lazy("as printed"), ordering="printed")
    def place(self, one: Difference) -> SafeString:
        printed = Truncator(one.printed).chars(40)
        return format_html('<a class="printed" lang="zh-Hans" href="{}">{}</a>', _address(one), printed)

    @admin.display(description=gettext_lazy("before → after"))
    def in_words(self, one: Difference) -> str:
        rows = list(_changes(one, {}))
        if one.before and one.after:
            return clauses([f"{row.field} {row.before} → {row.after}" for row in rows])
        told = "before" if one.before else "after"
        return clauses(
            [f"{row.field} {getattr(row, told)}" for row in rows if row.field not in _already_shown()]
        )

    @admin.display(description=gettext_lazy("report"), ordering="rereading__report")
    def of_report(self, one: Difference) -> SafeString:
        address = reverse("admin:reports_rereading_change", args=[one.rereading_id])
        report = one.rereading.report
        return format_html('<a href="{}">{}{}</a>', address, report.bureau_name, report.year)

    @admin.display(description=gettext_lazy("engine now"), ordering="rereading__engine_after")
    def engine(self, one: Difference) -> str:
        return one.rereading.engine_after
