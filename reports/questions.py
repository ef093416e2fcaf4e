"""What an address may be asked (可问的参数), and the answer where it is asked otherwise: 400, and why, in words.

A parameter that is misspelt and ignored gives the figures of another question, and nobody notices. So every parameter
is known, given once unless it is a list, and means one of the things it can mean. What other sites hang on an address
that is passed on (`utm_source`, WeChat's `from`) asks nothing and is let pass.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django_tables2 import RequestConfig

from reports.tables import PAGE

ALLOWED = "GET, HEAD, OPTIONS"
HUNG_ON = re.compile(r"utm_[a-z_]+|fbclid|gclid|msclkid|from|isappinstalled|scene|spm")
SOUND_PAGE = re.compile("0*[1-9][0-9]{0,8}")
MOST_SHOWN = 40
View = Callable[..., HttpResponseBase]


class OddQuestionError(Exception):
    """A parameter that means nothing here: its name, and a sentence with what it can be."""

    def __init__(self, parameter: str, sentence: str) -> None:
        super().__init__(f"{parameter}: {sentence}")
        self.parameter, self.sentence = parameter, sentence


def unknown(parameter: str, value: str, words: Iterable[object]) -> OddQuestionError:
    """The value is none of the words that the parameter can be."""
    told = {"value": value[:MOST_SHOWN], "words": ", ".join(str(word) for word in words)}
    return OddQuestionError(parameter, _("“%(value)s” is not known here; it can be: %(words)s.") % told)


def asking(view: View, once: str = "", often: str = "") -> View:
    """A view for reading only that is asked these parameters and no others: `once` at most, or `often` as lists."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **given: Any) -> HttpResponseBase:
        if request.method == "OPTIONS":
            return HttpResponse(status=204, headers={"Allow": ALLOWED})
        if request.method not in ("GET", "HEAD"):
            refusal = render(request, "405.html", status=405)
            refusal["Allow"] = ALLOWED
            return refusal
        try:
            _check(request, once.split(), often.split())
            return view(request, *args, **given)
        except OddQuestionError as odd:
            return _told(request, [(odd.parameter, odd.sentence)], request.path)

    # Nothing is ever written here: whoever asks in the wrong method is told so, not that a token is missing.
    answer.csrf_exempt = True  # type: ignore[attr-defined]
    return answer


def refused(request: HttpRequest, back: str, *questions: forms.Form, section: str = "") -> HttpResponse:
    """400, and in words what is wrong with which parameter of the first form that has a fault; `back` asks anew."""
    return _told(request, next(form for form in questions if form.errors), back, section)


def _told(
    request: HttpRequest, faults: forms.Form | list[tuple[str, str]], back: str, section: str = ""
) -> HttpResponse:
    context = {"form": faults, "back": back, "section": section}
    return render(request, "reports/question_error.html", context, status=400)


def _check(request: HttpRequest, once: list[str], often: list[str]) -> None:
    for name, values in request.GET.lists():
        if name in once:
            if len(set(values)) > 1:
                told = {"values": ", ".join(value[:MOST_SHOWN] for value in values[:5])}
                raise OddQuestionError(name, _("It can be given only once; given: %(values)s.") % told)
        elif name not in often and not HUNG_ON.fullmatch(name):
            raise OddQuestionError(name[:MOST_SHOWN], _no_such([*often, *once]))


def _no_such(known: list[str]) -> str:
    if not known:
        return _("There is no such parameter here; this address takes none.")
    return _("There is no such parameter here; there are: %(words)s.") % {"words": ", ".join(known)}


def page_number(request: HttpRequest) -> int:
    """The page asked for, from 1; beyond the last one the last is shown."""
    typed = request.GET.get("page", "1")
    if not SOUND_PAGE.fullmatch(typed):
        raise OddQuestionError("page", _("A page is a whole number from 1."))
    return int(typed)


def arranged(request: HttpRequest, table: Any, *, per_page: int | None = PAGE) -> None:
    """Order the table by the columns asked for and turn to the page asked for; all rows without `per_page`."""
    columns = [name for name, column in table.columns.columns.items() if column.orderable]
    for asked in request.GET.getlist("sort"):
        if asked and asked.removeprefix("-") not in columns:
            raise unknown("sort", asked, columns)
    if per_page is not None:
        page_number(request)
    RequestConfig(request, paginate={"per_page": per_page} if per_page else False).configure(table)
