"""The files of a page: its own address with another ending, asked by its own parameters."""

from __future__ import annotations

from typing import Any

from django import template

register = template.Library()

OF_THE_PAGE = ("page", "peers", "show")
"""What arranges or marks a page and asks its tables nothing."""


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
