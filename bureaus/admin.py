"""The admin of who reports: divisions and populations to look up, bureaus with the names they have borne."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.models import ADDITION, LogEntry
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from bureaus.models import Bureau, BureauName, Population, Region
from bureaus.populations import Imported, import_populations

if TYPE_CHECKING:
    AnyAdmin = admin.ModelAdmin[Any]
    AnyInline = admin.TabularInline[Any, Any]
else:  # Django's own classes take no parameters
    AnyAdmin = admin.ModelAdmin
    AnyInline = admin.TabularInline


MOST_FAULTS = 50
"""Wrong lines shown at once; whoever has more puts these right first."""


class ReadOnlyAdmin(AnyAdmin):
    """Reference data: reviewed and versioned as files under fixtures/reference/, here only to be looked up."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class InForceFilter(admin.SimpleListFilter):
    """Divisions that exist today, or those that have ended."""

    title = _("in force")
    parameter_name = "in_force"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, Any]]:
        return [("today", _("Today")), ("ended", _("No longer"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() is None:
            return queryset
        return queryset.filter(end_year__isnull=self.value() == "today")


@admin.register(Region)
class RegionAdmin(ReadOnlyAdmin):
    list_display = ("adcode", "name", "level", "province", "prefecture", "start_year", "end_year")
    list_display_links = ("adcode", "name")
    list_filter = (InForceFilter, "level", ("province", admin.AllValuesFieldListFilter))
    search_fields = ("name", "prefecture", "^adcode")
    show_full_result_count = False


class BureauNameInline(AnyInline):
    model = BureauName
    extra = 0
    autocomplete_fields = ("region",)


@admin.register(Bureau)
class BureauAdmin(AnyAdmin):
    """A bureau comes with its first report; its region follows the division's successors and is not chosen here."""

    list_display = ("name", "adcode", "level", "province", "names_borne")
    list_filter = ("region__level", ("region__province", admin.AllValuesFieldListFilter))
    search_fields = ("name", "names__name", "region__name", "^region__adcode")
    fields = ("name", "region")
    readonly_fields = ("region",)
    inlines = (BureauNameInline,)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows: QuerySet[Any] = super().get_queryset(request)
        return rows.select_related("region").prefetch_related("names")

    @admin.display(description=_("division code"), ordering="region__adcode")
    def adcode(self, bureau: Bureau) -> str:
        return bureau.region.adcode

    @admin.display(description=_("level"), ordering="region__level")
    def level(self, bureau: Bureau) -> str:
        return bureau.region.get_level_display()

    @admin.display(description=_("province"), ordering="region__province")
    def province(self, bureau: Bureau) -> str:
        return bureau.region.province or ""

    @admin.display(description=_("names borne"))
    def names_borne(self, bureau: Bureau) -> str:
        return "、".join(dict.fromkeys(borne.name for borne in bureau.names.all()))

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class PopulationsForm(forms.Form):
    table = forms.FileField(
        label=_("Table"),
        help_text=_(
            "A CSV file with the columns adcode, year, residents, basis. A wrong line keeps the whole of it out."
        ),
        widget=forms.FileInput(attrs={"accept": ".csv"}),
        error_messages={"required": _("Choose the file that holds the table.")},
    )


@admin.register(Population)
class PopulationAdmin(ReadOnlyAdmin):
    """Looked up here; they come from the census in the reference files, and from tables that are imported whole."""

    list_display = ("region", "year", "residents", "basis")
    list_select_related = ("region",)
    list_filter = ("year", "region__level")
    search_fields = ("region__name", "^region__adcode")
    show_full_result_count = False
    change_list_template = "admin/bureaus/population/change_list.html"

    def get_urls(self) -> list[URLPattern]:
        page = self.admin_site.admin_view(self.import_view)
        return [path("import/", page, name="bureaus_population_import"), *super().get_urls()]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        may_import = request.user.has_perm("bureaus.add_population")
        return super().changelist_view(request, {"may_import": may_import, **(extra_context or {})})

    def import_view(self, request: HttpRequest) -> HttpResponse:
        """A table is checked, or imported whole; what is wrong with it is told line by line."""
        if not request.user.has_perm("bureaus.add_population"):
            raise PermissionDenied
        form = PopulationsForm(request.POST or None, request.FILES or None)
        found = None
        if form.is_valid():
            keep = "_import" in request.POST
            found = import_populations(form.cleaned_data["table"].read(), dry_run=not keep)
            if keep and not found.faults:
                self._log(request, form.cleaned_data["table"].name, found)
                self.message_user(request, _done(found), messages.SUCCESS)
                return HttpResponseRedirect(reverse("admin:bureaus_population_changelist"))
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Import populations"),
            "form": form,
            "found": found,
            "done": _done(found) if found and not found.faults else "",
            "faults": found.faults[:MOST_FAULTS] if found else (),
        }
        return TemplateResponse(request, "admin/bureaus/population/import.html", context)

    def _log(self, request: HttpRequest, name: str, found: Imported) -> None:
        """One entry for the table; its rows are thousands."""
        LogEntry.objects.create(
            user=cast(User, request.user),
            content_type_id=ContentType.objects.get_for_model(Population).pk,
            object_repr=name[:200],
            action_flag=ADDITION,
            change_message=f"{found.new} new, {found.changed} changed, {found.same} same",
        )


def _done(found: Imported) -> str:
    return gettext("New: %(new)s; changed: %(changed)s; as before: %(same)s.") % {
        "new": found.new,
        "changed": found.changed,
        "same": found.same,
    }
