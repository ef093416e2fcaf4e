"""What every page's frame needs: this page in the other language, and whether what it shows is made up."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import translate_url
from django.utils.translation import get_language

from reports.holdings.counts import holds_made_up


def site(request: HttpRequest) -> dict[str, Any]:
    """`other_language` and the address of this very page, parameters included, in that language.

    `made_up` is asked only where a template shows it: a query, kept for all pages.
    """
    other = "zh-hans" if (get_language() or "").startswith("en") else "en"
    address = translate_url(request.get_full_path(), other)
    return {"other_language": other, "other_url": address, "made_up": holds_made_up}
