"""The interface itself: its parts together, and what becomes of a question that can't be answered."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, get_origin

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_noop
from ninja import NinjaAPI, Query
from ninja.errors import ValidationError
from ninja.renderers import JSONRenderer
from pydantic import BaseModel

from reports.api import comparison, findings, lists, search
from reports.api.asked import Asked
from reports.api.faults import RefusalError, given_twice, of_request, refusal, unasked
from reports.api.shapes import Start
from reports.exports.licence import LICENCE_URL

ROOT = "/api/v1/"
LISTS = (
    "bureaus",
    "regions",
    "reports",
    "metrics",
    "indicators",
    "problems",
    "plans",
    "comparison",
    "search",
)


class Readable(JSONRenderer):
    """Chinese as Chinese: shorter on the way, and to be read where it arrives."""

    json_dumps_params = {"ensure_ascii": False}


api = NinjaAPI(
    title=gettext_noop("Civil Affairs Compared"),
    version="1.0",
    description=gettext_noop(
        "What Chinese civil-affairs bureaus say in their own annual reports: every figure with its sentence, its "
        "report's sha256 and a permanent address. Read-only; published reports only. Decimal numbers are strings, "
        "null is nothing stated, and “nothing” says which kind of nothing it is."
    ),
    urls_namespace="api-v1",
    renderer=Readable(),
    docs_url=None,
    openapi_url=None,
)


def known_parameters_only(view: Callable[..., Any]) -> Callable[..., Any]:
    """An operation that refuses parameters it doesn't know, and of two values of one parameter takes neither."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **given: Any) -> Any:
        for one in given.values():
            if isinstance(one, BaseModel):
                fields = {field.alias or name: field for name, field in type(one).model_fields.items()}
                unasked(request.GET, fields)
                single = (name for name, field in fields.items() if get_origin(field.annotation) is not list)
                given_twice(request.GET, single)
        return view(request, *args, **given)

    return answer


api.add_decorator(known_parameters_only, mode="operation")


@api.get(
    "/",
    response=Start,
    summary=gettext_noop("Where everything is"),
    operation_id="start",
    url_name="start",
    tags=["lists"],
)
def start(request: HttpRequest, asked: Query[Asked]) -> Start:
    return Start(
        description=request.build_absolute_uri(f"{ROOT}openapi.json"),
        reference=request.build_absolute_uri(reverse("reports:api")),
        licence=LICENCE_URL,
        lists={name: request.build_absolute_uri(f"{ROOT}{name}") for name in LISTS},
    )


for part in (lists, findings, comparison, search):
    api.add_router("", part.router)


@api.exception_handler(RefusalError)
def _refused(request: HttpRequest, error: RefusalError) -> HttpResponse:
    return refusal(request, error.code, error.status, error.faults)


@api.exception_handler(ValidationError)
def _malformed(request: HttpRequest, error: ValidationError) -> HttpResponse:
    return _refused(request, of_request(error))


@api.exception_handler(Http404)
def _not_found(request: HttpRequest, error: Http404) -> HttpResponse:
    return refusal(request, "not_found", 404)


@api.exception_handler(Exception)
def _broken(request: HttpRequest, error: Exception) -> HttpResponse:
    """Whatever else goes wrong is the door's business, as are faults before and after."""
    raise error
