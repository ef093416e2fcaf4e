"""Bureaus: who is here, and what one of them has said of itself over the years."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django_tables2 import RequestConfig

from bureaus.models import Bureau
from reports.certificates import counted, population_basis, span
from reports.comparison import Matrix, Question, compare
from reports.holdings.bureaus import Profile, bureaus_held, profile
from reports.matrix_table import faces
from reports.models import Metric, Plan, Problem, Report
from reports.tables import PAGE, BureauTable, ReportTable

DIVISION_CODE = re.compile(r"[0-9]{6}(-[0-9]{4})?")
MOST_YEARS = 12
"""More years than this could not be read side by side; the newest are shown."""


def index(request: HttpRequest) -> HttpResponse:
    """The bureaus with a published report, all or those a word finds."""
    words = request.GET.get("q", "").replace("\x00", "").strip()[:40]
    table = BureauTable(bureaus_held(words))
    RequestConfig(request, paginate={"per_page": PAGE}).configure(table)
    context = {
        "section": "bureaus",
        "crumbs": [(_("Bureaus"), "")],
        "words": words,
        "table": table,
        "answer": _found(table.paginator.count, words),
    }
    return render(request, "reports/bureau_list.html", context)


def _found(count: int, words: str) -> str:
    if words:
        return ngettext(
            "%(count)s bureau with a report here is found by “%(words)s”.",
            "%(count)s bureaus with a report here are found by “%(words)s”.",
            count,
        ) % {"count": f"{count:,}", "words": words}
    return ngettext("%(count)s bureau has a report here.", "%(count)s bureaus have a report here.", count) % {
        "count": f"{count:,}"
    }


def bureau(request: HttpRequest, adcode: str) -> HttpResponse:
    """One bureau; the code of a division that has since changed leads on to today's."""
    # Four queries: the bureau by today's or a former code, the regions before its own, its names, their regions.
    held = Bureau.objects.by_code([adcode]).get(adcode) if DIVISION_CODE.fullmatch(adcode) else None
    if held is None:
        raise Http404(_("No bureau with a report here has this division code."))
    if held.adcode != adcode:
        return HttpResponsePermanentRedirect(held.get_absolute_url())
    said = profile(held)
    matrix = compare(Question(bureaus=(held,), years=said.years[-MOST_YEARS:], every_row=True))
    context = {
        "section": "bureaus",
        "crumbs": [(_("Bureaus"), reverse("bureaus:bureaus")), (held.local_name, "")],
        "bureau": held,
        "said": said,
        "formerly": [name for name in held.names.all() if name.region_id != held.region_id],
        "basis": population_basis(said.population) if said.population else "",
        "residents": f"{said.population.residents:,}" if said.population else "",
        "answer": _answer(said),
        "reports": ReportTable(said.reports, exclude=("bureau",), orderable=False),
        "matrix": matrix,
        "groups": _with_words(matrix),
        "problems": _by_report(said.problems),
        "plans": _by_report(said.plans),
        "peers": [(peer, f"{held.adcode},{peer.adcode}") for peer in said.peers],
    }
    return render(request, "reports/bureau.html", context)


def _answer(said: Profile) -> str:
    """How much it has said, and since when."""
    if not said.reports:
        return _("No report of this bureau is held.")
    phrases = counted(said.figures, len(said.problems), len(said.plans))
    held = ngettext("%(n)s report", "%(n)s reports", len(said.reports)) % {"n": len(said.reports)}
    return _("%(reports)s held (%(years)s): %(figures)s, %(problems)s, %(plans)s.") % {
        **phrases,
        "reports": held,
        "years": span(said.years[0], said.years[-1]),
    }


def _with_words(matrix: Matrix) -> list[tuple[Any, list[tuple[Any, Metric | None]]]]:
    """The rows of each domain, each with its newest figure in the report's own words."""
    groups = faces(matrix)
    newest = {
        row.indicator.pk: next((cell.metric for cell in reversed(row.cells) if cell.figure), None)
        for group in groups
        for row in group.rows
    }
    # One query: the comparison reads figures without their clauses.
    clauses = Metric.objects.only("quote").in_bulk([metric.pk for metric in newest.values() if metric])
    return [
        (group.group, [(row, _quoted(newest[row.indicator.pk], clauses)) for row in group.rows])
        for group in groups
    ]


def _quoted(metric: Metric | None, clauses: dict[int, Metric]) -> Metric | None:
    if metric is not None and metric.pk in clauses:
        metric.quote = clauses[metric.pk].quote
    return metric


def _by_report(statements: Iterable[Problem | Plan]) -> list[tuple[Report, list[Problem | Plan]]]:
    return [(report, list(said)) for report, said in groupby(statements, key=lambda one: one.report)]
