"""What every page's frame needs: its own address, in both languages, and whether what it shows is made up."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import translate_url
from django.utils.translation import get_language

from reports.holdings.counts import holds_made_up

ASKS = frozenset({"b", "y", "i", "d", "as", "year", "level", "q", "in"})
"""Parameters that make another page; order, place in a list and what is folded away do not."""


def site(request: HttpRequest) -> dict[str, Any]:
    """`other_language` and the address of this very page, parameters included, in that language.

    `canonical` is the page's own address without what only arranges it, `alternates` the same in each language.
    `made_up` is asked only where a template shows it: a query, kept for all pages.
    """
    other = "zh-hans" if (get_language() or "").startswith("en") else "en"
    asked = [
        (name, value) for name, values in sorted(request.GET.lists()) if name in ASKS for value in values
    ]
    own = request.path + (f"?{urlencode(asked)}" if asked else "")
    site_address = f"{request.scheme}://{request.get_host()}"
    chinese, english = (site_address + translate_url(own, code) for code in ("zh-hans", "en"))
    return {
        "other_language": other,
        "other_url": translate_url(request.get_full_path(), other),
        "made_up": holds_made_up,
        "site_address": site_address,
        "canonical": site_address + own,
        "alternates": [("zh-Hans", chinese), ("en", english), ("x-default", chinese)],
    }
