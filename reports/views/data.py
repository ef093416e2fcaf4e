"""Everything at once: the data package with a dictionary of every column, and all figures as one CSV."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override, pgettext

from reports.exports import package
from reports.exports.asked import FiguresForm
from reports.exports.csv_file import download
from reports.exports.fields import Field, Kind
from reports.exports.figure_stream import figure_lines
from reports.exports.licence import ATTRIBUTION, LICENCE_TITLE, LICENCE_URL, definitions
from reports.exports.matrix_sheets import COMPARED
from reports.exports.package_fields import CLOSED
from reports.exports.package_readme import conventions
from reports.exports.package_tables import Table, tables
from reports.questions import refused
from reports.views.files import site_of


@dataclass(frozen=True, slots=True)
class Explained:
    """A column in the dictionary: its key, its names in both languages, and what it holds."""

    key: str
    chinese: str
    english: str
    kind: str
    about: str
    codes: list[tuple[str, Any]]
    """Of a closed list each code with its word."""

    @classmethod
    def of(cls, field: Field, codes: dict[str, Any] | None = None) -> Explained:
        with override("zh-hans"):
            chinese = str(field.head)
        with override("en"):
            english = str(field.head)
        unit = f" ({field.unit})" if field.unit else ""
        told = list((codes or {}).items())
        return cls(field.key, chinese, english, kind_word(field.kind), f"{field.about}{unit}", told)


def kind_word(kind: Kind) -> str:
    """What a cell of this kind holds, in a word."""
    return {
        Kind.TEXT: pgettext("kind of cell", "text"),
        Kind.WHOLE: pgettext("kind of cell", "whole number"),
        Kind.NUMBER: pgettext("kind of cell", "number"),
        Kind.DATE: pgettext("kind of cell", "date"),
        Kind.TIME: pgettext("kind of cell", "moment"),
        Kind.YES: pgettext("kind of cell", "true or false"),
    }[kind]


def page(request: HttpRequest) -> HttpResponse:
    """What is given away: the package, its files, the dictionary, the licence."""
    held = package.ready()
    written = {file.name: file for file in held.files} if held else {}
    everything = tables()
    context = {
        "section": "data",
        "crumbs": [(_("Data"), "")],
        "package": held,
        "built": parse_datetime(held.built) if held else None,
        "current": held.is_current if held else True,
        "files": [(table, written.get(table.name)) for table in everything],
        "dictionary": [(table, _columns(table)) for table in everything],
        "long": [Explained.of(field) for field in COMPARED],
        "said": [*definitions(), *conventions()],
        "licence": (LICENCE_TITLE, LICENCE_URL),
        "attribution": ATTRIBUTION,
        "answer": _answer(held),
    }
    return render(request, "reports/data.html", context)


def _columns(table: Table) -> list[Explained]:
    closed = CLOSED.get(table.name, {})
    return [Explained.of(field, closed.get(field.key)) for field in table.fields]


def _answer(held: package.Package | None) -> str:
    if held is None:
        return _("The package has not been built yet; every table of the site can be taken from its page.")
    rows = {file.name: file.rows for file in held.files}
    return ngettext(
        "%(figures)s figure of %(reports)s reports in %(files)s files, with their schema and a README.",
        "%(figures)s figures of %(reports)s reports in %(files)s files, with their schema and a README.",
        rows["figures"],
    ) % {"figures": f"{rows['figures']:,}", "reports": f"{rows['reports']:,}", "files": len(held.files)}


def archive(request: HttpRequest) -> FileResponse:
    """The package as it lies ready."""
    held = package.ready()
    if held is None:
        raise Http404(_("The package has not been built yet."))
    response = FileResponse(held.path.open("rb"), as_attachment=True, filename=f"{package.NAME}.zip")
    response["ETag"] = f'"{held.sha256[:32]}"'
    return response


def figures_csv(request: HttpRequest) -> HttpResponseBase:
    """All published figures in long form, or those of the bureaus, years and indicators asked for, as they come."""
    form = FiguresForm(request.GET)
    if not form.is_valid():
        return refused(request, reverse("reports:data"), form)
    years = form.cleaned_data["y"]
    span = f"_{years[0]}" if len(years) == 1 else f"_{years[0]}-{years[-1]}" if years else ""
    return download(figure_lines(form.selection(), site_of(request)), _("figures_of_bureaus") + span)
