"""The admin of who reports: divisions and populations to look up, bureaus with the names they have borne."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from bureaus.models import Bureau, BureauName, Population, Region

if TYPE_CHECKING:
    AnyAdmin = admin.ModelAdmin[Any]
    AnyInline = admin.TabularInline[Any, Any]
else:  # Django's own classes take no parameters
    AnyAdmin = admin.ModelAdmin
    AnyInline = admin.TabularInline


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


@admin.register(Population)
class PopulationAdmin(ReadOnlyAdmin):
    list_display = ("region", "year", "residents", "basis")
    list_select_related = ("region",)
    list_filter = ("year", "region__level")
    search_fields = ("region__name", "^region__adcode")
    show_full_result_count = False
