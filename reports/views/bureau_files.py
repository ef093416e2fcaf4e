"""One bureau's tables as files: its figures, peers, reports, one of its years, its plans and shortcomings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from bureaus.models import Bureau
from reports.answered_plans import Answers
from reports.comparison import Question, compare
from reports.derived_rows import derived_rows
from reports.exports import bureau_sheets, derived_sheets, lists, matrix_sheets, wide_sheets
from reports.exports.asked import (
    DERIVED,
    PEERS,
    PLANS,
    PROBLEMS,
    REPORTS,
    WIDE,
    BureauFileForm,
    BureauYearFileForm,
)
from reports.exports.sheet import Sheet
from reports.forms import PeersForm
from reports.holdings.bureaus import profile
from reports.holdings.counts import with_counts
from reports.holdings.one_year import one_year
from reports.holdings.peers import PeerKind, kinds_for, peer_group
from reports.holdings.promises import promises
from reports.holdings.recurring import recurring
from reports.models import Report
from reports.models.report import BY_LEAD
from reports.profiles import kind_word
from reports.questions import refused
from reports.views.bureaus import MOST_YEARS, bureau_called, year_table
from reports.views.files import given, page_of, said_in, site_of, words_of
from reports.views.over_years import outcome_asked


def bureau(request: HttpRequest, adcode: str, ending: str) -> HttpResponseBase:
    """What one bureau has reported over the years: figures, derived ones, shortcomings, plans; reports and peers."""
    held = bureau_called(adcode)
    asked, peers = BureauFileForm(request.GET), PeersForm(request.GET, kinds=kinds_for(held))
    if not (asked.is_valid() and peers.is_valid()):
        return refused(request, held.get_absolute_url(), asked, peers)
    address, site = page_of(request, "bureaus:bureau", held.adcode), site_of(request)
    table = asked.cleaned_data["table"]
    if table in (PROBLEMS, PLANS):
        mine = said_in(table).filter(report__bureau=held).order_by("-report__year", "report_id", "position")
        name = f"{held.name}_{words_of(table)}"
        sheet = lists.statement_sheet(mine, held.local_name, name, address, site)
    elif table == PEERS:
        kind = peers.cleaned_data["peers"]
        kinds = [PeerKind(kind)] if kind else kinds_for(held)
        sheet = _beside_peers(held, kinds, address, site)
    elif table == REPORTS:
        sheet = _reports(held, address, site)
    else:
        sheet = _figures(held, table, asked.cleaned_data["shape"], address, site)
    return given(request, ending, sheet)


def _figures(held: Bureau, table: str, shape: str, address: str, site: str) -> Sheet:
    years = Report.objects.published().filter(bureau=held).order_by("year").values_list("year", flat=True)
    question = Question(bureaus=(held,), years=tuple(dict.fromkeys(years))[-MOST_YEARS:], every_row=True)
    matrix = compare(question)
    if table == DERIVED:
        return derived_sheets.compared_sheet(matrix, derived_rows(matrix), address, site)
    make = wide_sheets.wide_sheet if shape == WIDE else matrix_sheets.long_sheet
    return make(matrix, address, site)


def _reports(held: Bureau, address: str, site: str) -> Sheet:
    mine = with_counts(Report.objects.published().filter(bureau=held).with_bureau().without_text())
    title = _("Its reports")
    rows = mine.order_by("-year", BY_LEAD, "pk")
    return lists.reports_sheet(rows, title, f"{held.name}_{title}", address, site)


def _beside_peers(held: Bureau, kinds: Sequence[PeerKind], address: str, site: str) -> Sheet:
    years = profile(held).years
    newest = one_year(held, years[-1]).report if years else None
    if newest is None:
        raise Http404(_("No report of this bureau is held."))
    group = peer_group(held, newest, kinds)
    name = f"{held.name}_{group.year}_{kind_word(group.kind)}"
    return bureau_sheets.peers_sheet(group, held.local_name, name, f"{address}?peers={group.kind}", site)


def year(request: HttpRequest, adcode: str, year: int, ending: str) -> HttpResponseBase:
    """One year of one bureau: its figures beside the year before, derived ones, shortcomings or plans."""
    held = bureau_called(adcode)
    back = reverse("bureaus:year", args=[held.adcode, year])
    asked = BureauYearFileForm(request.GET)
    if not asked.is_valid():
        return refused(request, back, asked)
    found = one_year(held, year)
    if found.report is None:
        raise Http404(_("No report for %(year)s is held.") % {"year": year})
    address, site = request.build_absolute_uri(back), site_of(request)
    table, name = asked.cleaned_data["table"], f"{held.name}_{year}"
    title = str(found.report)
    if table in (PROBLEMS, PLANS):
        said = said_in(table).filter(report=found.report).order_by("position")
        sheet = lists.statement_sheet(said, title, f"{name}_{words_of(table)}", address, site)
    else:
        matrix, lines = year_table(held, found)
        if table == DERIVED:
            sheet = derived_sheets.compared_sheet(matrix, derived_rows(matrix), address, site)
        else:
            sheet = bureau_sheets.year_sheet(matrix, lines.lines, title, name, address, site)
    return given(request, ending, sheet)


def plans(request: HttpRequest, adcode: str, ending: str) -> HttpResponseBase:
    """Every plan beside what the next year's report says of it; `?outcome=` keeps those of one verdict."""
    held = bureau_called(adcode)
    only = outcome_asked(request)
    years: list[Any] = [Answers.of(one, only) for one in promises(held).years]
    title = _("Promised and reported")
    address = page_of(request, "bureaus:plans", held.adcode, query=request.GET.urlencode())
    name = f"{held.name}_{title}"
    return given(
        request, ending, bureau_sheets.answered_sheet(held, years, title, name, address, site_of(request))
    )


def problems(request: HttpRequest, adcode: str, ending: str) -> HttpResponseBase:
    """The shortcomings of all years by matter, those named in most years first."""
    held = bureau_called(adcode)
    found, title = recurring(held), _("Shortcomings over the years")
    address = page_of(request, "bureaus:problems", held.adcode)
    name = f"{held.name}_{title}"
    matters = (*found.again, *found.once)
    return given(
        request, ending, bureau_sheets.matters_sheet(held, matters, title, name, address, site_of(request))
    )
