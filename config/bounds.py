"""No request is larger than its sender may send: told by its declared length, before a byte of it is put anywhere.

A server reads no more of a request than it declares, so the declared length is a true bound. Parsing a form comes after
this, the check of its token included: else anybody could have large files written to the server's disk.
"""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from reports.refusals import Refusal, refuse

MAY_UPLOAD = "reports.add_report"
PIECE = 64 * 1024


def bounded(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware that stands after the one that says who is there."""

    def answer(request: HttpRequest) -> HttpResponse:
        refusal = _refusal(request)
        if refusal is None:
            return get_response(request)
        return render(request, "413.html", {"why": refusal}, status=413)

    return answer


def _refusal(request: HttpRequest) -> Refusal | None:
    declared = request.META.get("CONTENT_LENGTH") or "0"
    size = int(declared) if declared.isascii() and declared.isdigit() else 0
    if size <= settings.REQUEST_MAX_BYTES:
        return None
    if not request.user.has_perm(MAY_UPLOAD):
        return refuse("request_too_large", size=size, limit=settings.REQUEST_MAX_BYTES)
    if size <= settings.UPLOAD_MAX_BYTES:
        return None
    _pass_over(request)
    return refuse("upload_too_large", size=size, limit=settings.UPLOAD_MAX_BYTES)


def _pass_over(request: HttpRequest) -> None:
    """Read what an editor sends and keep nothing: a browser that is still sending would not listen to the answer."""
    left = 2 * settings.UPLOAD_MAX_BYTES
    while left > 0 and (piece := request.read(min(PIECE, left))):
        left -= len(piece)
