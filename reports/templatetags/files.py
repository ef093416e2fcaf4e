"""The files of a page: its own address with another ending, asked by its own parameters."""

from __future__ import annotations

from typing import Any

from django import template

register = template.Library()


@register.inclusion_tag("reports/_files.html", takes_context=True)
def files(context: dict[str, Any], what: str = "", **asked: str) -> dict[str, Any]:
    """Links to a table of the page as CSV and XLSX.

    `what` says which table; `asked` sets parameters of the page's, or with nothing leaves them out.
    """
    request = context["request"]
    query = request.GET.copy()
    query.pop("page", None)
    for name, value in asked.items():
        query.pop(name, None)
        if value:
            query[name] = value
    told = f"?{query.urlencode()}" if query else ""
    path = request.path.rstrip("/")
    return {"links": [(ending.upper(), f"{path}.{ending}{told}") for ending in ("csv", "xlsx")], "what": what}
