"""Self-stated shortcomings: who names which, side by side in counts; and one of them in everybody's own words."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from reports.forms import EVERY_YEAR, ShortcomingForm, scope_query
from reports.holdings.counts import edition, reports_by_year
from reports.holdings.shortcomings import Scope, Shortcomings, Wordings, shortcomings, wordings
from reports.models import ProblemCategory
from reports.questions import arranged, refused
from reports.tables import WordingTable
from reports.views.picking import Page, add, chips

UNSORTED = "none"
"""Stands in the address for the shortcomings without a category."""


def index(request: HttpRequest) -> HttpResponse:
    """Categories × bureaus in counts; each leads to the sentences behind it."""
    form = ShortcomingForm(request.GET)
    if not form.is_valid():
        return _refused(request, form)
    scope = form.scope()
    if words := form.cleaned_data["add"]:
        return add(request, _page(scope), words)
    found = shortcomings(scope, edition())
    context = {
        "section": "problems",
        "crumbs": [(_("Shortcomings"), "")],
        "scope": scope,
        "found": found,
        "query": scope_query(scope),
        "programs_ask": _programs_ask(scope),
        "of_all": scope_query(scope, b=()),
        "years": _years(scope),
        "chips": chips(_page(scope)),
        "columns": [(column, scope_query(scope, b=[column.bureau.adcode])) for column in found.columns],
        "rows": [(row, row.category.pk if row.category else UNSORTED) for row in found.rows],
        "codes": ",".join(column.bureau.adcode for column in found.columns if column.years),
        "answer": _answer(found),
    }
    return render(request, "reports/problem_matrix.html", context)


def category(request: HttpRequest, code: str) -> HttpResponse:
    """One category: who names it, in what words, since when, and who does not."""
    # PostgreSQL takes no NUL in a text; no code has one.
    if "\x00" in code:
        raise Http404(_("There is no such category of shortcomings."))
    asked = None if code == UNSORTED else get_object_or_404(ProblemCategory, pk=code)
    form = ShortcomingForm(request.GET)
    if not form.is_valid():
        return _refused(request, form)
    scope = form.scope()
    found = wordings(asked, scope)
    table = WordingTable(found.problems)
    arranged(request, table)
    name = asked.name if asked else _("No category")
    context = {
        "section": "problems",
        "crumbs": [(_("Shortcomings"), f"{reverse('reports:problems')}?{scope_query(scope)}"), (name, "")],
        "name": name,
        "category": asked,
        "scope": scope,
        "found": found,
        "programs_ask": _programs_ask(scope, code),
        "of_all": scope_query(scope, b=()),
        "every_year": scope_query(scope, y=EVERY_YEAR),
        "years": _years(scope),
        "by_year": [(one, scope_query(scope, y=one.year)) for one in found.by_year],
        "chips": chips(_page(scope)),
        "table": table,
        "answer": _category_answer(found),
    }
    return render(request, "reports/problem_category.html", context)


def _programs_ask(scope: Scope, category: str = "") -> dict[str, str] | None:
    """What the interface is asked for the same sentences; it knows years, and no latest report of each."""
    if scope.year is None and not scope.every_year:
        return None
    codes = ",".join(bureau.adcode for bureau in scope.bureaus)
    return {"b": codes, "y": str(scope.year or ""), "category": category}


def _refused(request: HttpRequest, form: ShortcomingForm) -> HttpResponse:
    return refused(request, reverse("reports:problems"), form, section="problems")


def _page(scope: Scope) -> Page:
    return Page(
        section="problems",
        address=reverse("reports:problems"),
        name=_("Shortcomings"),
        back=_("Back to the shortcomings"),
        chosen=scope.bureaus,
        asking=lambda bureaus: scope_query(scope, b=[bureau.adcode for bureau in bureaus]),
    )


def _years(scope: Scope) -> list[tuple[str, str, bool, bool]]:
    """(word, query, whether it is looked at, whether a report is held): the latest, each year, all of them."""
    latest = scope.year is None and not scope.every_year
    years = reports_by_year().items()
    return [
        (_("Latest of each bureau"), scope_query(scope, y=""), latest, True),
        *((str(year), scope_query(scope, y=year), year == scope.year, count > 0) for year, count in years),
        (_("All years"), scope_query(scope, y=EVERY_YEAR), scope.every_year, True),
    ]


def _answer(found: Shortcomings) -> str:
    """How many bureaus state shortcomings, how many, and which most often."""
    if not found.looked_at:
        return _("No report is held for this year.")
    stated = ngettext(
        "%(stating)s of the %(total)s bureaus looked at states shortcomings, sentences in all: %(sentences)s.",
        "%(stating)s of the %(total)s bureaus looked at state shortcomings, sentences in all: %(sentences)s.",
        found.stating,
    ) % {
        "stating": f"{found.stating:,}",
        "total": f"{found.looked_at:,}",
        "sentences": f"{found.sentences:,}",
    }
    if not found.found:
        return stated
    most = found.found[0]
    often = ngettext(
        "“%(name)s” is named most often, by %(n)s bureau.",
        "“%(name)s” is named most often, by %(n)s bureaus.",
        most.bureaus,
    ) % {"name": most.category.name if most.category else "", "n": f"{most.bureaus:,}"}
    return pgettext("list of sentences", "%(first)s %(second)s") % {"first": stated, "second": often}


def _category_answer(found: Wordings) -> str:
    """How many bureaus name it, in how many sentences, and since when."""
    if not found.looked_at:
        return _("No report is held for this year.")
    naming = ngettext(
        "%(n)s of the %(total)s bureaus looked at names this shortcoming, sentences in all: %(sentences)s.",
        "%(n)s of the %(total)s bureaus looked at name this shortcoming, sentences in all: %(sentences)s.",
        found.bureaus,
    ) % {"n": f"{found.bureaus:,}", "total": f"{found.looked_at:,}", "sentences": f"{found.sentences:,}"}
    if found.first_year is None:
        return naming
    since = _("First named in a report for %(year)s.") % {"year": found.first_year}
    return pgettext("list of sentences", "%(first)s %(second)s") % {"first": naming, "second": since}
