"""The description to read: for programs as openapi.json, for people as a page made from it, without any script."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from reports.api.description import Schema, description
from reports.api.faults import CODES, sentence
from reports.api.service import ROOT
from reports.models import Report

QUESTIONS = {
    "bureaus": "?limit=5",
    "reports": "?limit=5",
    "metrics": "?i=marriage&limit=5",
    "indicators": "?limit=5",
    "problems": "?limit=5",
    "plans": "?limit=5",
    "comparison": "?as=per10k",
    "search": "?q=低保",
}
"""What may be asked of the lists."""


def _examples() -> dict[str, str]:
    """What stands after the fixed part of each address, to be tried; of what is held. Two queries."""
    report = Report.objects.published().select_related("bureau__region").without_text().order_by("pk").first()
    if report is None:
        return QUESTIONS
    figure = report.metrics.standing().order_by("start", "pk").first()
    code = report.bureau.adcode
    held = {"bureau": code, "regions": f"?adcode={code[:6]}", "report": report.pk}
    if figure:
        held |= {"metric": figure.pk, "indicator": figure.indicator_id or ""}
    return QUESTIONS | {name: str(value) for name, value in held.items() if value}


@dataclass(frozen=True, slots=True)
class Operation:
    """One address of the interface."""

    name: str
    path: str
    summary: str
    example: str
    answer: str
    parameters: list[tuple[str, str, str]]
    """(name, what it may be, what it means)."""


@dataclass(frozen=True, slots=True)
class Shape:
    """One shape of the answers, or a closed list of words."""

    name: str
    about: str
    fields: list[tuple[str, list[tuple[str, bool]], str]]
    """(name, its kind in pieces of which some are shapes, what it means)."""


def document(request: HttpRequest) -> HttpResponse:
    """The description as OpenAPI 3.1."""
    return JsonResponse(description(request), json_dumps_params={"ensure_ascii": False})


def page(request: HttpRequest) -> HttpResponse:
    """The same as a page."""
    described = description(request)
    context = {
        "crumbs": [(_("Interface for programs"), "")],
        "described": described,
        "operations": list(_operations(described)),
        "shapes": list(_shapes(described)),
        "faults": [(code, sentence(code)) for code in CODES],
        "root": request.build_absolute_uri(ROOT),
    }
    return render(request, "reports/api.html", context)


def _operations(described: Schema) -> Iterator[Operation]:
    examples = _examples()
    for path, methods in described["paths"].items():
        one = methods["get"]
        schema = one["responses"]["200"]["content"]["application/json"]["schema"]
        yield Operation(
            name=one["operationId"],
            path=path,
            summary=one["summary"],
            example=_example(path, examples.get(one["operationId"], "")),
            answer=_shape_name(schema),
            parameters=[
                (parameter["name"], _may_be(parameter["schema"]), _unmarked(parameter.get("description", "")))
                for parameter in one["parameters"]
            ],
        )


def _unmarked(words: str) -> str:
    """Without the marks of code that a description may hold (CommonMark)."""
    return words.replace("`", "")


def _example(path: str, asked: str) -> str:
    """An address to try; none where one of a kind is wanted and nothing is held."""
    fixed, key, _rest = path.partition("{")
    return "" if key and not asked else fixed + asked


def _may_be(schema: Schema) -> str:
    """The values of a parameter: a closed list, a range, or its pattern's plain name."""
    schema = (schema.get("allOf") or [schema])[0]
    if "enum" in schema or "const" in schema:
        return ", ".join(schema.get("enum", [schema.get("const")]))
    if schema["type"] == "integer":
        least, most = schema.get("minimum"), schema.get("maximum")
        return f"{least}–{most}" if most and most < 10**6 else _("whole number")
    return _("list") if schema["type"] == "array" else pgettext("kind of value", "text")


def _shapes(described: Schema) -> Iterator[Shape]:
    for name, schema in sorted(described["components"]["schemas"].items()):
        yield Shape(
            name=name,
            about=schema.get("description", ""),
            fields=[
                (key, list(_kind(one)), _unmarked(one.get("description", "")))
                for key, one in schema.get("properties", {}).items()
            ],
        )


def _kind(schema: Schema) -> Iterator[tuple[str, bool]]:
    """What a field holds: (words, whether they name a shape), one piece after another."""
    if "$ref" in schema:
        yield _shape_name(schema), True
    elif choices := schema.get("anyOf") or schema.get("allOf"):
        for position, one in enumerate(choices):
            if position:
                yield " | ", False
            yield from _kind(one)
    elif schema.get("type") == "array":
        yield "[", False
        yield from _kind(schema["items"])
        yield "]", False
    else:
        yield str(schema.get("format", schema.get("type", ""))), False


def _shape_name(schema: dict[str, Any]) -> str:
    return str(schema.get("$ref", "")).rpartition("/")[2]
