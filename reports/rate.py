"""How much one address may ask for in a minute (访问频率): enough for every person, too little to bring a server down.

Pages are not counted at all; what costs more, the interface and the files, is. The counts are kept in the cache, which
the worker processes of a server share where CACHE_URL names one that they can.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django_ratelimit.core import get_usage

SHORTEST_WAIT = 1


def seconds_to_wait(request: HttpRequest, group: str) -> int | None:
    """Count one more question of this group ("api", "files") from the asker's address; None where it may be answered.

    What may be asked is `settings.RATES[group]`, such as "300/m"; None sets no limit.
    """
    usage = get_usage(request, group=group, key=settings.RATE_KEY, rate=settings.RATES[group], increment=True)
    if usage is None or not usage["should_limit"]:
        return None
    return max(SHORTEST_WAIT, int(usage["time_left"]))


def limited(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """A file that may be fetched only so often a minute from one address; else 429, with when to come again."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **given: Any) -> HttpResponseBase:
        seconds = seconds_to_wait(request, "files")
        if seconds is None:
            return view(request, *args, **given)
        response = render(request, "reports/too_many.html", {"seconds": seconds}, status=429)
        response["Retry-After"] = str(seconds)
        return response

    return answer
