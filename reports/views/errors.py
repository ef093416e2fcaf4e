"""What a visitor sees when an address leads nowhere or the house itself fails: a sentence, never a trace."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import get_template


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "404.html", status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """No request, no context, no database: whatever broke must not break this page too."""
    return HttpResponse(get_template("500.html").render(), status=500)
