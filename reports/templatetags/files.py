"""The files of a page: its own address with another ending, asked by its own parameters; and its rows for programs."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django import template
from django.urls import reverse

register = template.Library()

OF_THE_PAGE = ("page", "peers", "show")
"""What arranges or marks a page and asks its tables nothing."""


@register.inclusion_tag("reports/_files.html")
def programs(operation: str, what: str = "", **asked: Any) -> dict[str, Any]:
    """A link to the same rows in the interface for programs, asked these parameters; nothing asks nothing."""
    parts = {"in" if name == "kind" else name: value for name, value in asked.items() if value}
    query = urlencode(parts, safe=",")
    address = reverse(f"api-v1:{operation}")
    return {"links": [("JSON", f"{address}?{query}" if query else address)], "what": what}


@register.inclusion_tag("reports/_files.html", takes_context=True)
def files(context: dict[str, Any], what: str = "", **asked: str) -> dict[str, Any]:
    """Links to a table of the page as CSV and XLSX.

    `what` says which table; `asked` sets parameters of the page's, or with nothing leaves them out.
    """
    request = context["request"]
    query = request.GET.copy()
    for name in (*OF_THE_PAGE, *asked):
        query.pop(name, None)
    query.update({name: value for name, value in asked.items() if value})
    told = f"?{query.urlencode()}" if query else ""
    path = request.path.rstrip("/")
    return {"links": [(ending.upper(), f"{path}.{ending}{told}") for ending in ("csv", "xlsx")], "what": what}
