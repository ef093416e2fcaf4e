"""Refusals (错误): every one in one shape, in the reader's language, with the parameter and what it may be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from ninja.errors import ValidationError as Malformed

from reports.api.shapes import Fault, Refusal

MEDIA_TYPE = "application/problem+json"
MALFORMED, UNKNOWN = "malformed", "unknown"
CODES = (MALFORMED, UNKNOWN, "not_found", "method", "too_many", "broken")


class RefusalError(Exception):
    """A question that can't be answered: the code tells programs why, the faults tell readers where."""

    def __init__(self, code: str, *faults: Fault, status: int = 400) -> None:
        super().__init__(code)
        self.code, self.faults, self.status = code, faults, status


def sentence(code: str) -> str:
    """What is wrong, in the reader's language."""
    return {
        MALFORMED: _("A parameter is not written as it must be."),
        UNKNOWN: _("A parameter names something that is not here, or that can't be answered together."),
        "not_found": _("Nothing stands at this address, or it is not published."),
        "method": _("This interface is for reading only: GET, HEAD and OPTIONS."),
        "too_many": _("Too many questions in a short time from your address; please go on in a moment."),
        "broken": _("Something went wrong here; it has been noted. Please try again later."),
    }[code]


def refusal(request: HttpRequest, code: str, status: int, faults: Iterable[Fault] = ()) -> HttpResponse:
    """The answer that says why there is none."""
    reference = request.build_absolute_uri(reverse("reports:api"))
    said = Refusal(
        type=f"{reference}#{code}", code=code, title=sentence(code), status=status, faults=list(faults)
    )
    return JsonResponse(
        said.model_dump(), status=status, content_type=MEDIA_TYPE, json_dumps_params={"ensure_ascii": False}
    )


def of_form(form: forms.Form) -> RefusalError:
    """What a page's form finds wrong: its sentences, and what may be chosen where it is a choice."""
    faults = []
    for name, errors in form.errors.items():
        field = form.fields.get(name)
        choices = [str(code) for code, _word in getattr(field, "choices", ())] or None
        parameter = form.add_prefix(name) if field else ""
        faults += [Fault(parameter=parameter, message=str(one), allowed=choices) for one in errors]
    return RefusalError(UNKNOWN, *faults)


def of_request(error: Malformed) -> RefusalError:
    """What the description forbids: a sentence for each parameter."""
    # What may be left out is either absent or sound; that it might also be absent is no news.
    told = [one for one in error.errors if one["type"] != "none_required"]
    return RefusalError(MALFORMED, *(_malformed(one) for one in told))


def _malformed(error: Mapping[str, Any]) -> Fault:
    place = [str(part) for part in error["loc"]]
    # ("query", "asked", "y", 0): where from, our own name for all of them, the parameter, its place in a list.
    parameter = next((part for part in place[2:] if not part.isdigit()), place[-1])
    told: Mapping[str, Any] = error.get("ctx") or {}
    return Fault(parameter=parameter, message=_said(str(error["type"]), told), allowed=_allowed(told))


def _said(kind: str, told: Mapping[str, Any]) -> str:
    sentences = {
        "missing": _("This parameter must be given."),
        "literal_error": _("It must be one of the values allowed."),
        "enum": _("It must be one of the values allowed."),
        "int_parsing": _("It must be a whole number."),
        "int_from_float": _("It must be a whole number."),
        "int_parsing_size": _("The number is too large."),
        "greater_than_equal": _("It must be at least %(least)s."),
        "less_than_equal": _("It must be at most %(most)s."),
        "string_too_long": _("It may have at most %(length)s characters."),
        "string_too_short": _("It must not be empty."),
        "string_pattern_mismatch": _("It must be written like this pattern: %(pattern)s"),
    }
    told = {
        "least": told.get("ge"),
        "most": told.get("le"),
        "length": told.get("max_length"),
        "pattern": told.get("pattern"),
    }
    return sentences.get(kind, _("It can't be read.")) % told


def _allowed(told: Mapping[str, Any]) -> list[str] | None:
    """'raw' or 'per10k', as the validation lists them."""
    listed = str(told.get("expected", ""))
    parts = [part.strip().strip("'") for part in listed.replace(" or ", ", ").split(",")]
    return [part for part in parts if part] or None


def unasked(given: Iterable[str], known: Iterable[str]) -> None:
    """Refuse parameters that mean nothing here: a filter that is misspelt and ignored would give wrong numbers."""
    allowed = sorted(known)
    strange = [name for name in given if name not in allowed]
    if strange:
        message = _("There is no such parameter here.")
        raise RefusalError(
            MALFORMED, *(Fault(parameter=name, message=message, allowed=allowed) for name in strange)
        )


def given_twice(given: QueryDict, single: Iterable[str]) -> None:
    """Refuse several values where only one can be meant: the last would be taken, and nobody would notice."""
    several = {name: values for name in single if len(set(values := given.getlist(name))) > 1}
    if several:
        message = _("It can be given only once; given: %(values)s.")
        raise RefusalError(
            MALFORMED,
            *(
                Fault(parameter=name, message=message % {"values": ", ".join(values[:5])[:200]}, allowed=None)
                for name, values in several.items()
            ),
        )
