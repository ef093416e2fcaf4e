"""The comparison: one question from the URL, one matrix, and its face on the page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from reports import summaries, wording
from reports.charts import Chart, bars, draw
from reports.comparability import Verdict
from reports.comparison import Basis, Matrix, Row, Trend, compare, trends
from reports.derived_rows import shared_rows
from reports.forms import BY_BUREAU, Address, CompareForm, basis_value, years_held
from reports.holdings.peers import Company, company
from reports.matrix_table import MatrixTable, by_bureau
from reports.models import Domain, Indicator
from reports.views.picking import Page, add, add_indicator, chips

MOST_SMALL = 6


def page(request: HttpRequest) -> HttpResponse:
    """The comparison as a page; a bureau typed into the box first becomes part of the address."""
    form = CompareForm(request.GET)
    if not form.is_valid():
        return render(request, "reports/compare_error.html", {"form": form, "section": "compare"}, status=400)
    question, asked = form.question(), form.cleaned_data
    address = Address(question, asked["chart"], asked["view"])
    if words := asked["add"]:
        return add(request, _page(address), words)
    if words := asked["find"]:
        return add_indicator(request, _page(address), words, address.with_indicators)
    matrix = compare(question)
    context = {
        "section": "compare",
        "crumbs": [(_("Compare"), "")],
        "matrix": matrix,
        "figures_shown": f"{matrix.figures:,}",
        "title": wording.title(matrix),
        "answer": wording.answer(matrix),
        "notes": summaries.notes(matrix, index_refused=asked["basis"] == Basis.INDEX != question.basis),
        "summaries": summaries.of_rows(matrix),
        "sources": summaries.sources(matrix),
        "derived": shared_rows(matrix),
        "shortcomings": [
            (group, wording.all_named(group.silent, years=len(question.years) > 1))
            for group in matrix.problems
        ],
        "address": address,
        "cite": request.build_absolute_uri(f"{reverse('reports:compare')}?{address.query(chart='')}"),
        **_table(matrix, address),
        **_figures(matrix, asked["chart"]),
        **_choices(matrix, address),
        **_picker(matrix, address),
    }
    return render(request, "reports/compare.html", context)


def _page(address: Address) -> Page:
    return Page(
        section="compare",
        address=reverse("reports:compare"),
        name=_("Compare"),
        back=_("Back to the comparison"),
        chosen=address.question.bureaus,
        asking=address.of_bureaus,
    )


def _table(matrix: Matrix, address: Address) -> dict[str, Any]:
    """The table as asked: a row for each indicator, or one for each bureau."""
    if address.view == BY_BUREAU:
        return {"bureau_rows": by_bureau(matrix, address.query)}
    return {"table": MatrixTable(matrix)}


def _figures(matrix: Matrix, code: str) -> dict[str, Any]:
    """Lines and bars of one indicator, and small lines of the others that most bureaus report."""
    question, rows = matrix.question, {row.indicator.code: row for row in matrix.rows}
    comparable = [row for row in matrix.rows if row.judgement is None or row.n > 1]
    most = sorted((row for row in comparable if row.n), key=lambda row: (_is_apart(row), -row.n))
    main = (
        rows[code].indicator
        if code in rows
        else Indicator.objects.filter(code=code).first()
        if code
        else None
    )
    main = main or (most[0].indicator if most else None)
    if main is None:
        return {"chart": None}
    others = [row.indicator for row in most if row.indicator != main][:MOST_SMALL]
    first, *rest = trends(question.bureaus, [main, *others], question.basis, question.first_year)
    row = rows.get(main.code)
    return {
        "chart": draw(first),
        "drawn": main,
        "bars": bars(matrix, row) if row and row.n else None,
        "multiples": _small(rest) if len(first.years) > 1 else [],
    }


def _is_apart(row: Row) -> bool:
    return row.judgement is not None and row.judgement.verdict is Verdict.APART


def _small(found: Sequence[Trend]) -> list[Chart]:
    """The small drawings; of several bureaus those alone in which two or more can be seen."""
    charts = [draw(one) for one in found]
    return [one for one in charts if one.drawn > 1 or len(one.rug) == 1]


def _choices(matrix: Matrix, address: Address) -> dict[str, Any]:
    """Everything the reader can change with one click, each as an address."""
    question = matrix.question
    return {
        "bases": [
            (wording.basis_word(basis), address.query(**{"as": basis_value(basis)}), basis is question.basis)
            for basis in Basis
        ],
        "views": [
            (word, address.query(view=view), view == address.view)
            for view, word in (("", _("By indicator")), (BY_BUREAU, _("By bureau")))
        ],
        "all_rows": address.query(rows="all"),
        "shared_rows": address.query(rows=""),
        "latest": address.query(y=""),
        "with_apart": address.query(hide=""),
        "without_apart": address.query(hide="apart"),
        "charted": address.fields("chart"),
        "arranged": address.fields("base", "sort"),
        "sorted_by": question.sort.removeprefix("-"),
        "sorted_unseen": _sorted_unseen(matrix),
        "from_highest": question.sort.startswith("-"),
    }


def _sorted_unseen(matrix: Matrix) -> Indicator | None:
    """The indicator whose values order the bureaus, where it has no row of its own. One query."""
    code = matrix.question.sort.removeprefix("-")
    if not code or any(row.indicator.code == code for row in matrix.rows):
        return None
    return Indicator.objects.filter(code=code).first()


def _picker(matrix: Matrix, address: Address) -> dict[str, Any]:
    """What can be added and taken away: bureaus, years, domains, and company for the first of the bureaus."""
    question = matrix.question
    around = question.base or next(iter(question.bureaus), None)
    return {
        "chips": chips(_page(address)),
        "years": [
            (year, count, year in question.years) for year, count in years_held(question.bureaus).items()
        ],
        "domains": [(domain, domain.code in question.domains) for domain in Domain.objects.all()],
        "indicators": [
            (row.indicator, address.without_indicator(row.indicator.code))
            for row in matrix.rows
            if row.indicator.code in question.indicators
        ],
        "company": _company(company(around), address) if around else [],
        "kept": address.fields("b", "y", "i"),
    }


def _company(found: Company, address: Address) -> list[tuple[str, str, str]]:
    """(the group in one sentence, what the link says, its query): groups with nobody new are left out."""
    chosen = address.question.bureaus
    groups = (
        (summaries.of_prefecture, [one for one in found.prefecture if one not in chosen]),
        (summaries.similar_to, [one for one in found.similar if one not in chosen]),
    )
    return [
        (said(found, fresh), summaries.add_these(fresh), address.with_bureaus(fresh))
        for said, fresh in groups
        if fresh
    ]
