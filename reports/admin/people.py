"""People in the admin: an administrator gives them roles, no rights beyond those, and leaves superusers alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import User
from django.http import HttpRequest

if TYPE_CHECKING:
    AnyUserAdmin = UserAdmin[User]
else:  # Django's own class takes no parameter
    AnyUserAdmin = UserAdmin

# Django's own lets whoever may change people make superusers of them.
admin.site.unregister(User)


@admin.register(User)
class PeopleAdmin(AnyUserAdmin):
    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        fields = super().get_readonly_fields(request, obj)
        return fields if _is_superuser(request) else (*fields, "is_superuser", "user_permissions")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        beyond = obj is not None and obj.is_superuser and not _is_superuser(request)
        return super().has_change_permission(request, obj) and not beyond


def _is_superuser(request: HttpRequest) -> bool:
    return bool(request.user.is_active and request.user.is_superuser)
