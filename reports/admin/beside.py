"""What a page of the admin tells beside the fields of its object."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from bureaus.admin import AnyAdmin


class BesideAdmin(AnyAdmin):
    """A change page with more on it than its form: whoever may look at the object is told `beside`."""

    view_on_site = False

    def beside(self, request: HttpRequest, obj: Any) -> dict[str, Any]:
        """What the page's template is handed beside the form."""
        raise NotImplementedError

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        obj = self.get_object(request, object_id)
        told: dict[str, Any] = {}
        if obj is not None and self.has_view_or_change_permission(request, obj):
            told = self.beside(request, obj)
        return super().change_view(request, object_id, form_url, {**told, **(extra_context or {})})
