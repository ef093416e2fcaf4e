"""The lists as files: an indicator's standing, shortcomings, reports, bureaus, and what a search finds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from bureaus.models import Level
from reports.comparison import Basis
from reports.derivations import Derivation, with_code
from reports.derived_table import DerivedTable
from reports.exports import derived_sheets, lists, report_sheets
from reports.exports.asked import (
    FIGURES,
    LONG,
    YEARS,
    CategoryFileForm,
    ReportsForm,
    ShapeForm,
    StandingFileForm,
)
from reports.exports.sheet import Sheet
from reports.exports.spreadsheets import Value
from reports.forms import BureausForm, SearchForm, ShortcomingForm, StandingForm, scope_query
from reports.holdings.bureaus import bureaus_held
from reports.holdings.counts import edition, with_counts
from reports.holdings.derived import derived_standing
from reports.holdings.over_years import over_years
from reports.holdings.search import MOST_COUNTED, Wanted, wanted
from reports.holdings.shortcomings import Scope, shortcomings, wordings
from reports.holdings.standings import standing
from reports.models import Indicator, ProblemCategory, Report
from reports.numerals import scale_for
from reports.questions import refused, unknown
from reports.tables import BureauTable, ReportTable, StandingTable, WordingTable
from reports.views.derived_indicators import asked_of_derived
from reports.views.files import given, ordered, page_of, placed, site_of
from reports.views.indicators import course_level
from reports.views.problems import UNSORTED
from reports.views.search import kinds_of


def indicator(request: HttpRequest, code: str, ending: str) -> HttpResponseBase:
    """One indicator: every figure of its page, in the page's order."""
    formula = with_code(code)
    if formula:
        return _derived(request, formula, ending)
    asked = get_object_or_404(Indicator.objects.select_related("domain"), pk=code.replace("\x00", ""))
    form, wanted = StandingForm(request.GET), StandingFileForm(request.GET)
    if not (form.is_valid() and wanted.is_valid()):
        return refused(request, asked.get_absolute_url(), form, wanted)
    if wanted.cleaned_data["table"] == YEARS:
        return _course(request, asked, form, ending)
    year = form.cleaned_data["y"]
    found = standing(asked, year, form.cleaned_data["level"])
    table = StandingTable(
        placed(found.figures),
        indicator=asked,
        scale=scale_for(asked.unit, asked.kind, ()),
        beside=found.beside,
        per_resident=asked.per_capita and form.cleaned_data["basis"] == Basis.PER_10K,
    )
    ordered(request, table)
    name = f"{asked.name}_{year}" if year else asked.name
    address = page_of(request, "reports:indicator", asked.pk, query=request.GET.urlencode())
    return given(request, ending, lists.standing_sheet(table, asked, name, address, site_of(request)))


def _course(request: HttpRequest, asked: Indicator, form: StandingForm, ending: str) -> HttpResponseBase:
    """The years of one indicator at the level and on the basis of its page."""
    per_resident = asked.per_capita and form.cleaned_data["basis"] == Basis.PER_10K
    found = standing(asked, form.cleaned_data["y"], form.cleaned_data["level"], per_resident=per_resident)
    level = course_level(found)
    years = over_years(asked, edition(), level, per_resident=per_resident) if level else ()
    word = str(Level(level).label) if level else ""
    name = "_".join(part for part in (asked.name, _("Years"), word) if part)
    address = page_of(request, "reports:indicator", asked.pk, query=request.GET.urlencode())
    sheet = report_sheets.course_sheet(asked, word, years, name, address, per_resident=per_resident)
    return given(request, ending, sheet)


def _derived(request: HttpRequest, formula: Derivation, ending: str) -> HttpResponseBase:
    """One derived indicator: every ratio of its page, in the page's order."""
    address = page_of(request, "reports:indicator", formula.code, query=request.GET.urlencode())
    form = asked_of_derived(request)
    if not form.is_valid():
        return refused(request, reverse("reports:indicator", args=[formula.code]), form)
    if (table := request.GET.get("table", FIGURES)) != FIGURES:
        raise unknown("table", table, [FIGURES])
    year = form.cleaned_data["y"]
    found = derived_standing(formula, year, form.cleaned_data["level"])
    # The page's table for its order alone; what it writes into its cells is for eyes.
    rows = ordered(request, DerivedTable(found.rows, formula=formula, parts={}, number=str))
    name = f"{formula.name}_{year}" if year else formula.name
    return given(
        request, ending, derived_sheets.standing_sheet(formula, rows, name, address, site_of(request))
    )


def problems(request: HttpRequest, ending: str) -> HttpResponseBase:
    """Categories × bureaus in counts as on the page; with `shape=long` every sentence behind them."""
    form, asked = ShortcomingForm(request.GET), ShapeForm(request.GET)
    if not (form.is_valid() and asked.is_valid()):
        return refused(request, reverse("reports:problems"), form, asked)
    scope = form.scope()
    address = page_of(request, "reports:problems", query=scope_query(scope))
    title = _("Self-stated shortcomings")
    name = _named(title, scope)
    if asked.cleaned_data["shape"] == LONG:
        said = placed(scope.problems().select_related("category"))
        said = said.order_by("category__position", "report__bureau__region__adcode", "-report__year", "pk")
        return given(request, ending, lists.statement_sheet(said, title, name, address, site_of(request)))
    return given(request, ending, lists.counts_sheet(shortcomings(scope, edition()), title, name, address))


def problem(request: HttpRequest, code: str, ending: str) -> HttpResponseBase:
    """One category of shortcomings: every sentence of its page, in the page's order."""
    if "\x00" in code:
        raise Http404(_("There is no such category of shortcomings."))
    asked = None if code == UNSORTED else get_object_or_404(ProblemCategory, pk=code)
    form, wanted = ShortcomingForm(request.GET), CategoryFileForm(request.GET)
    if not (form.is_valid() and wanted.is_valid()):
        return refused(request, reverse("reports:problem", args=[code]), form, wanted)
    scope = form.scope()
    title = asked.name if asked else _("No category")
    address = page_of(request, "reports:problem", code, query=request.GET.urlencode())
    found = wordings(asked, scope)
    if wanted.cleaned_data["table"] == YEARS:
        name = f"{title}_{_('Years')}"
        return given(request, ending, report_sheets.since_sheet(found.by_year, title, name, address))
    table = WordingTable(placed(found.problems.select_related("category")))
    rows = ordered(request, table)
    sheet = lists.wording_sheet(rows, title, _named(title, scope), address, site_of(request))
    return given(request, ending, sheet)


def _named(title: str, scope: Scope) -> str:
    year = _("all years") if scope.every_year else str(scope.year or "")
    return f"{title}_{year}" if year else title


def reports(request: HttpRequest, ending: str) -> HttpResponseBase:
    """The reports held, all or those of one year, in the page's order."""
    form = ReportsForm(request.GET)
    if not form.is_valid():
        return refused(request, reverse("reports:reports"), form)
    year = form.cleaned_data["year"]
    held = Report.objects.published().with_bureau().without_text()
    table = ReportTable(with_counts(held.for_year(year) if year else held))
    title = _("Reports held")
    address = page_of(request, "reports:reports", query=request.GET.urlencode())
    rows = ordered(request, table)
    name = f"{title}_{year}" if year else title
    return given(request, ending, lists.reports_sheet(rows, title, name, address, site_of(request)))


def bureaus(request: HttpRequest, ending: str) -> HttpResponseBase:
    """The bureaus with a report here, all or those a word finds, in the page's order."""
    form = BureausForm(request.GET)
    if not form.is_valid():
        return refused(request, reverse("bureaus:bureaus"), form)
    words = form.cleaned_data["q"]
    rows = ordered(request, BureauTable(bureaus_held(words)))
    title = _("Bureaus with a report here")
    address = page_of(request, "bureaus:bureaus", query=request.GET.urlencode())
    name = f"{title}_{words}" if words else title
    return given(request, ending, lists.bureaus_sheet(rows, title, name, address))


def search(request: HttpRequest, ending: str) -> HttpResponseBase:
    """What a search finds, at most a thousand of a kind: figures and statements with all their columns."""
    form = SearchForm(request.GET)
    if not form.is_valid():
        return refused(request, reverse("reports:search"), form)
    words, kind = form.cleaned_data["q"], form.cleaned_data["kind"]
    title = _("Search: %(words)s") % {"words": words}
    address = page_of(request, "reports:search", query=request.GET.urlencode())
    site = site_of(request)
    asked = wanted(words) if words else None
    rows: Any = kinds_of(asked)[kind][1]()[:MOST_COUNTED] if asked and kind else ()
    name = "_".join(part for part in (_("search"), words, kind) if part)
    if kind == "figures" and asked:
        sheet = lists.figure_sheet(
            placed(rows.select_related("indicator__domain")), title, name, address, site
        )
    elif kind in ("problems", "plans") and asked:
        said = placed(rows.select_related("category"))
        sheet = lists.statement_sheet(said, title, name, address, site)
    else:
        sheet = Sheet(name, title, lists.HITS, _hits(asked, kind, request), address)
    return given(request, ending, sheet)


def _hits(asked: Wanted | None, kind: str, request: HttpRequest) -> Iterator[list[Value]]:
    """Every kind as the page words it: kind, what it is, the words found, what stands beside, where it is."""
    kinds: dict[str, Any] = kinds_of(asked) if asked else {}
    for name, (title, find, hits) in kinds.items():
        if asked and kind in ("", name):
            for hit in hits(find()[:MOST_COUNTED], asked):
                found = "".join(text for text, _marked in hit.pieces)
                yield [title, hit.name or None, found, hit.beside, request.build_absolute_uri(hit.url)]
