"""Who asks: the address of the asker, also where a proxy stands before the site (BEHIND_PROXY=1)."""

from __future__ import annotations

from ipaddress import ip_address, ip_network

from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """The address that our own proxy saw: the last of X-Forwarded-For, for those before it anyone can invent."""
    _before, _comma, last = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")
    try:
        return str(ip_address(last.strip()))
    except ValueError:
        return str(request.META.get("REMOTE_ADDR", ""))


def asker(group: str, request: HttpRequest) -> str:
    """Whose questions are counted together, by the address that the server itself saw."""
    return _household(str(request.META.get("REMOTE_ADDR", "")))


def asker_behind_proxy(group: str, request: HttpRequest) -> str:
    """The same by the address that the proxy saw."""
    return _household(client_address(request))


def _household(address: str) -> str:
    """The address; of the newer kind (IPv6) its first half, for the other half is anyone's to choose."""
    try:
        return str(ip_network(f"{address}/64", strict=False)) if ":" in address else str(ip_address(address))
    except ValueError:
        return address  # a socket without addresses: all are counted together
