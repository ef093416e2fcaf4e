"""The catalogue in the admin: to be looked up, not edited; it is a set of documents under version control."""

from __future__ import annotations

from django.contrib import admin

from bureaus.admin import ReadOnlyAdmin
from reports.models import Domain, Indicator, ProblemCategory


@admin.register(Domain)
class DomainAdmin(ReadOnlyAdmin):
    list_display = ("name_zh", "name_en", "code")
    search_fields = ("name_zh", "name_en", "code")


@admin.register(Indicator)
class IndicatorAdmin(ReadOnlyAdmin):
    list_display = ("name_zh", "name_en", "code", "domain", "unit", "kind", "better")
    list_select_related = ("domain",)
    list_filter = ("domain", "kind", "better", "per_capita")
    search_fields = ("name_zh", "name_en", "code", "definition_zh")


@admin.register(ProblemCategory)
class ProblemCategoryAdmin(ReadOnlyAdmin):
    list_display = ("name_zh", "name_en", "code", "description_zh")
    search_fields = ("name_zh", "name_en", "code")
