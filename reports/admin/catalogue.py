"""The catalogue in the admin: to be looked up, not edited; it is a set of documents under version control."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

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

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Other words for an indicator too: a database may keep those of a list in a form it can't search."""
        found, doubled = super().get_search_results(request, queryset, search_term)
        words = queryset.values_list("pk", "synonyms") if search_term else ()
        also = [key for key, synonyms in words if any(search_term in str(word) for word in synonyms)]
        return found | queryset.filter(pk__in=also), doubled


@admin.register(ProblemCategory)
class ProblemCategoryAdmin(ReadOnlyAdmin):
    list_display = ("name_zh", "name_en", "code", "description_zh")
    search_fields = ("name_zh", "name_en", "code")
