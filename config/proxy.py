"""Who asks, where a proxy stands before the site (BEHIND_PROXY=1)."""

from __future__ import annotations

from ipaddress import ip_address

from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """The address that our own proxy saw: the last of X-Forwarded-For, for those before it anyone can invent."""
    _before, _comma, last = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")
    try:
        return str(ip_address(last.strip()))
    except ValueError:
        return str(request.META.get("REMOTE_ADDR", ""))
