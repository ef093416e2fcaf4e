"""The comparison: one question from the URL, one matrix, and its face on the page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from reports import wording
from reports.charts import Chart, draw
from reports.comparison import Basis, Matrix, compare, trend
from reports.forms import Address, CompareForm, basis_value, years_held
from reports.holdings.bureaus import bureaus_called
from reports.matrix_table import MatrixTable
from reports.models import Domain, Indicator

MOST_FOUND = 10


def page(request: HttpRequest) -> HttpResponse:
    """The comparison as a page; a bureau typed into the box first becomes part of the address."""
    form = CompareForm(request.GET)
    if not form.is_valid():
        return render(request, "reports/compare_error.html", {"form": form, "section": "compare"}, status=400)
    if words := form.cleaned_data["add"]:
        return _add(request, form, words)
    question = form.question()
    matrix = compare(question)
    address = Address(question, form.cleaned_data["chart"])
    context = {
        "section": "compare",
        "crumbs": [(_("Compare"), "")],
        "matrix": matrix,
        "table": MatrixTable(matrix),
        "title": wording.title(matrix),
        "answer": wording.answer(matrix),
        "reservation": wording.reservation(matrix),
        "address": address,
        "chart": _chart(matrix, form.cleaned_data["chart"]),
        "cite": request.build_absolute_uri(f"{reverse('reports:compare')}?{address.query(chart='')}"),
        **_choices(matrix, address),
    }
    return render(request, "reports/compare.html", context)


def _add(request: HttpRequest, form: CompareForm, words: str) -> HttpResponse:
    """One match joins the question; several are offered; none is said."""
    question = form.question()
    address = Address(question, form.cleaned_data["chart"])
    codes = [bureau.adcode for bureau in question.bureaus]
    found = list(bureaus_called(words)[: MOST_FOUND + 1])
    fresh = [bureau for bureau in found if bureau not in question.bureaus]
    if len(fresh) == 1 or (found and not fresh):
        added = [bureau.adcode for bureau in fresh]
        return HttpResponseRedirect(f"{reverse('reports:compare')}?{address.query(b=[*codes, *added])}")
    context = {
        "section": "compare",
        "crumbs": [
            (_("Compare"), f"{reverse('reports:compare')}?{address.query()}"),
            (_("Add a bureau"), ""),
        ],
        "words": words,
        "page": reverse("reports:compare"),
        "found": [(bureau, address.query(b=[*codes, bureau.adcode])) for bureau in fresh],
        "back": address.query(),
        "back_words": _("Back to the comparison"),
    }
    return render(request, "reports/compare_add.html", context)


def _chart(matrix: Matrix, code: str) -> Chart | None:
    """The indicator asked for, or the one that most bureaus of the table report."""
    by_code = {row.indicator.code: row.indicator for row in matrix.rows}
    indicator = by_code.get(code) or (Indicator.objects.filter(code=code).first() if code else None)
    if indicator is None:
        comparable = [row for row in matrix.rows if row.judgement is None or row.n > 1]
        best = max(comparable, key=lambda row: row.n, default=None)
        indicator = best.indicator if best else None
    return draw(trend(matrix.question.bureaus, indicator, matrix.question.basis)) if indicator else None


def _choices(matrix: Matrix, address: Address) -> dict[str, Any]:
    """Everything the reader can change with one click, each as an address."""
    question = matrix.question
    held = years_held(question.bureaus)
    return {
        "chips": [(bureau, address.without(bureau)) for bureau in question.bureaus],
        "years": [(year, count, year in question.years) for year, count in held.items()],
        "latest": not question.years,
        "domains": [(domain, domain.code in question.domains) for domain in Domain.objects.all()],
        "bases": [
            (wording.basis_word(basis), address.query(**{"as": basis_value(basis)}), basis is question.basis)
            for basis in Basis
        ],
        "all_rows": address.query(rows="all"),
        "shared_rows": address.query(rows=""),
        "with_apart": address.query(hide=""),
        "without_apart": address.query(hide="apart"),
        "kept": [
            (name, value)
            for name, value in (
                ("as", basis_value(question.basis)),
                ("rows", "all" if question.every_row else ""),
                ("hide", "apart" if question.hide_apart else ""),
            )
            if value
        ],
    }
