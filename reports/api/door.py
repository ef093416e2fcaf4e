"""The door of the interface (接口之门): language, method, rate, freshness, and an answer in the one shape whatever
happens behind it."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.utils.translation import override
from django.utils.translation.trans_real import parse_accept_lang_header
from django.views.decorators.csrf import csrf_exempt

from reports import rate
from reports.api.faults import refusal
from reports.holdings.edition import Edition, edition_now

log = logging.getLogger("django.request")
View = Callable[..., HttpResponseBase]

CHINESE, ENGLISH = "zh-hans", "en"
READING = ("GET", "HEAD")
ALLOWED = "GET, HEAD, OPTIONS"


def language_of(request: HttpRequest) -> str:
    """The language asked for: by parameter, else by header, else Chinese."""
    asked = request.GET.get("lang")
    if asked in ("zh", "en"):
        return ENGLISH if asked == "en" else CHINESE
    for code, _quality in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        if code.partition("-")[0] in ("zh", "en"):
            return ENGLISH if code.startswith("en") else CHINESE
    return CHINESE


def door(view: View) -> View:
    """Every address of the interface passes through here."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **given: Any) -> HttpResponseBase:
        language = language_of(request)
        with override(language):
            try:
                response = _answer(request, view, *args, **given)
            except Exception:
                # The last door before the reader: whatever it was, it is noted and said in the one shape.
                log.exception("The interface failed at %s", request.path)
                response = refusal(request, "broken", 500)
        response["Content-Language"] = "en" if language == ENGLISH else "zh-Hans"
        return response

    # Nothing is ever written here, and a question in the wrong method must be told so in the one shape.
    return csrf_exempt(answer)


def _answer(request: HttpRequest, view: View, *args: Any, **given: Any) -> HttpResponseBase:
    if request.method == "OPTIONS":
        return HttpResponse(status=204, headers={"Allow": ALLOWED})
    if request.method not in READING:
        response = refusal(request, "method", 405)
        response["Allow"] = ALLOWED
        return response
    if (seconds := rate.seconds_to_wait(request, "api")) is not None:
        response = refusal(request, "too_many", 429)
        response["Retry-After"] = str(seconds)
        return response
    edition = edition_now()
    etag = _etag(request, edition)
    since = int(edition.since.timestamp())
    found: HttpResponseBase | None = get_conditional_response(request, etag, since)
    if found is None:
        # The server leaves the body out itself where only the head is asked for.
        method, request.method = request.method, "GET"
        found = view(request, *args, **given)
        request.method = method
    if found.status_code in (200, 304):
        found["ETag"] = etag
        found["Last-Modified"] = http_date(since)
        found["Cache-Control"] = "public, no-cache"
    return found


def _etag(request: HttpRequest, edition: Edition) -> str:
    """One answer's name: what was asked, at which address, in which language, of which state of the data."""
    asked = "\n".join([request.build_absolute_uri(), language_of(request), edition.name])
    return f'W/"{hashlib.sha256(asked.encode()).hexdigest()[:32]}"'


def nowhere(request: HttpRequest, path: str = "") -> HttpResponse:
    """Any address under /api/ at which nothing stands."""
    return refusal(request, "not_found", 404)
