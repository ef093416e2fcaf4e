"""The description of the interface (OpenAPI 3.1), made from the code: what the library knows, and what holds for every
address besides; in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Choices
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from bureaus.models import Level
from reports.api import service, shapes
from reports.api.faults import MEDIA_TYPE, sentence
from reports.comparability import Verdict
from reports.comparison import Basis, Nothing
from reports.exports import fields
from reports.exports.licence import LICENCE_TITLE, LICENCE_URL
from reports.exports.lists import FIGURES, PLANS, PROBLEMS
from reports.models import Decision, IndicatorKind, Origin, ReviewState
from reports.models.catalogue import Better
from reports.models.findings import Claim, Confidence, Period, Qualifier, SectionKind
from reports.models.report import ReportKind
from reports.wording import basis_word, nothing_word, verdict_word

Schema = dict[str, Any]

WORDS: dict[str, type[Choices]] = {
    one.__name__: one
    for one in (
        Better, Claim, Confidence, Decision, IndicatorKind, Level, Origin, Period, Qualifier, ReportKind, ReviewState,
        SectionKind,
    )
}  # fmt: skip
"""Closed lists whose words the models hold."""

SHARED = (
    *fields.LONG,
    *fields.STATEMENTS,
    fields.IS_CAUSE,
    fields.N,
    fields.APPLICABLE,
    FIGURES,
    PROBLEMS,
    PLANS,
)
WHOLE_HERE = ("bureau", "region", "report", "indicator", "domain", "category")
"""Names under which the files have a word or a number, and the answers a shape of its own."""
MEANINGS = {field.key: field for field in SHARED if field.key not in WHOLE_HERE} | {
    "title": fields.REPORT_TITLE
}
"""What a field means that the files have too."""


def description(request: HttpRequest) -> Schema:
    """The whole document in the language of the moment."""
    made: Schema = service.api.get_openapi_schema(path_prefix=service.ROOT)
    document: Schema = _plain(made)
    document["info"] |= {"license": {"name": LICENCE_TITLE, "url": LICENCE_URL}}
    document["servers"] = [{"url": request.build_absolute_uri("/").rstrip("/")}]
    document["components"]["schemas"] |= _refusal_schemas()
    keys = {
        "code": _("The code by which it is told, as its list gives it."),
        "number": _("Its number, as its list gives it."),
    }
    for operation in operations(document):
        for parameter in operation["parameters"]:
            if parameter["in"] == "path":
                parameter["description"] = keys[parameter["name"]]
        operation["responses"] = {
            str(status): answer for status, answer in operation["responses"].items()
        } | _refusals(operation["parameters"])
        operation["responses"]["200"] |= {"description": _("What was asked for."), "headers": _freshness()}
    for name, schema in document["components"]["schemas"].items():
        _explain(name, schema)
    _translate(document)
    document["info"]["title"] = _(document["info"]["title"])
    return document


def operations(document: Schema) -> Iterator[Schema]:
    for methods in document["paths"].values():
        yield from methods.values()


def _plain(made: Any) -> Any:
    """A copy without the titles that the library makes of the names."""
    if isinstance(made, dict):
        return {key: _plain(value) for key, value in made.items() if key != "title" or not _is_made(made)}
    return [_plain(one) for one in made] if isinstance(made, (list, tuple)) else made


def _is_made(schema: Schema) -> bool:
    """A schema's own title, and neither a property of that name nor the document's."""
    return isinstance(schema.get("title"), str) and "version" not in schema


def _refusal_schemas() -> Schema:
    made = shapes.Refusal.model_json_schema(ref_template="#/components/schemas/{model}")
    parts = made.pop("$defs")
    schemas: Schema = _plain({"Refusal": made} | parts)
    return schemas


def _refusals(parameters: Iterable[Schema]) -> Schema:
    """What else may be answered: by every address, and by those that take something."""
    codes = {"400": "malformed", "405": "method", "429": "too_many", "500": "broken"}
    if any(parameter["in"] == "path" for parameter in parameters):
        codes["404"] = "not_found"
    schema = {"$ref": "#/components/schemas/Refusal"}
    found: Schema = {
        status: {"description": sentence(code), "content": {MEDIA_TYPE: {"schema": schema}}}
        for status, code in sorted(codes.items())
    }
    found["304"] = {"description": _("Nothing has changed since the answer that the header names.")}
    found["429"]["headers"] = {
        "Retry-After": {
            "description": _("In how many seconds to ask again."),
            "required": True,
            "schema": {"type": "integer", "minimum": 1},
        }
    }
    return found


def _freshness() -> Schema:
    text = {"type": "string"}
    return {
        "ETag": {"description": _("The name of this answer; send it back as If-None-Match."), "schema": text},
        "Last-Modified": {
            "description": _("When the data last changed; send it back as If-Modified-Since."),
            "schema": text,
        },
    }


def _explain(name: str, schema: Schema) -> None:
    """Closed lists get their words; fields that the files have too get the files' explanation."""
    schema.pop("description", None)  # the code's own, for those who read the code
    if words := _words(name):
        schema["description"] = "; ".join(f"{code}: {word}" for code, word in words.items())
    for key, one in schema.get("properties", {}).items():
        if "description" not in one and key in MEANINGS:
            one["description"] = str(MEANINGS[key].about)


def _words(name: str) -> dict[str, str]:
    """The codes of a closed list with their words in the reader's language."""
    if name in WORDS:
        return {str(code): str(word) for code, word in WORDS[name].choices}
    if name == "Void":
        return {
            "zero": pgettext("nothing", "reported zero"),
            **{one.value: nothing_word(one) for one in Nothing},
        }
    if name == "Comparability":
        return {one.name.lower(): verdict_word(one) for one in Verdict}
    return {basis.value: basis_word(basis) for basis in Basis} if name == "Basis" else {}


def _translate(part: Any) -> None:
    """Sentences that stand in the code in English, put into the reader's language where they are known."""
    if isinstance(part, list):
        for one in part:
            _translate(one)
    if isinstance(part, dict):
        for key, value in part.items():
            if key in ("description", "summary") and isinstance(value, str) and value:
                part[key] = _(value)
            _translate(value)
