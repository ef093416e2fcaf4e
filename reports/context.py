"""What every page's frame needs: this page in the other language. No query."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import translate_url
from django.utils.translation import get_language


def site(request: HttpRequest) -> dict[str, Any]:
    """`other_language` and the address of this very page, parameters included, in that language."""
    other = "zh-hans" if (get_language() or "").startswith("en") else "en"
    return {"other_language": other, "other_url": translate_url(request.get_full_path(), other)}
