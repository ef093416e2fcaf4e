"""Every table as a file: the same question, rows and order as its page, as CSV or XLSX."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from reports.certificates import report_title
from reports.comparison import Matrix, compare
from reports.derived_rows import shared_rows
from reports.exports import derived_sheets, lists, matrix_sheets, report_sheets, wide_sheets
from reports.exports.asked import (
    BESIDE,
    DERIVED,
    PLANS,
    PROBLEMS,
    WIDE,
    AuditFileForm,
    ComparisonFileForm,
    ContentsForm,
)
from reports.exports.csv_file import csv_response
from reports.exports.sheet import Sheet
from reports.exports.xlsx_file import most_rows, xlsx_response
from reports.forms import BY_BUREAU, Address, CompareForm
from reports.holdings.looked_at import leads
from reports.models import Metric, Plan, Problem, Report
from reports.questions import arranged, refused
from reports.views.audit import beside_year_before, in_order

FORMATS: dict[str, Callable[[Sheet], HttpResponseBase]] = {"csv": csv_response, "xlsx": xlsx_response}


def site_of(request: HttpRequest) -> str:
    """What every address within a file begins with: the site in the reader's language."""
    return request.build_absolute_uri(reverse("reports:home")).rstrip("/")


def page_of(request: HttpRequest, name: str, *args: Any, query: str = "") -> str:
    """The whole address of the page that shows the same table."""
    return request.build_absolute_uri(reverse(name, args=args)) + (f"?{query}" if query else "")


def given(request: HttpRequest, ending: str, sheet: Sheet) -> HttpResponseBase:
    """The sheet as the file that the address ends in; 400 in words where a workbook would be too long."""
    rows, most = (sheet.count() if ending == "xlsx" and sheet.count else 0), most_rows(sheet)
    if rows > most:
        csv = f"{request.path.removesuffix(ending)}csv"
        query = request.META.get("QUERY_STRING", "")
        context = {"rows": f"{rows:,}", "most": f"{most:,}", "csv": f"{csv}?{query}" if query else csv}
        return render(request, "reports/too_long.html", context, status=400)
    return FORMATS[ending](sheet)


def comparison(request: HttpRequest, ending: str) -> HttpResponseBase:
    """The comparison: a line a cell, the table itself, or the shortcomings below it."""
    form, asked = CompareForm(request.GET), ComparisonFileForm(request.GET)
    if not (form.is_valid() and asked.is_valid()):
        return refused(request, reverse("reports:compare"), form, asked)
    question = form.question()
    address = page_of(
        request, "reports:compare", query=Address(question, view=form.cleaned_data["view"]).query()
    )
    make = _of_comparison(asked, form.cleaned_data["view"])
    return given(request, ending, make(compare(question), address, site_of(request)))


def _of_comparison(asked: ComparisonFileForm, view: str) -> Callable[[Matrix, str, str], Sheet]:
    """Which of the page's tables, in which shape; the wide one lies as the page's does."""
    table = asked.cleaned_data["table"]
    if table == PROBLEMS:
        return matrix_sheets.problem_sheet
    if table == DERIVED:
        return lambda matrix, *told: derived_sheets.compared_sheet(matrix, shared_rows(matrix), *told)
    if asked.cleaned_data["shape"] != WIDE:
        return matrix_sheets.long_sheet
    return wide_sheets.turned_sheet if view == BY_BUREAU else wide_sheets.wide_sheet


def report(request: HttpRequest, pk: int, ending: str) -> HttpResponseBase:
    """Everything that was read out of one report, also figures outside the catalogue."""
    held = get_object_or_404(Report.objects.reachable().with_bureau().without_text(), pk=pk)
    asked = ContentsForm(request.GET)
    if not asked.is_valid():
        return refused(request, held.get_absolute_url(), asked)
    address, site = page_of(request, "reports:report", pk), site_of(request)
    table = asked.cleaned_data["table"]
    name = f"{held.bureau_name}_{held.year}"
    if table in (PROBLEMS, PLANS):
        said = said_in(table, published=False).filter(report=held).order_by("position")
        sheet = lists.statement_sheet(said, report_title(held), f"{name}_{words_of(table)}", address, site)
    else:
        figures = Metric.objects.standing().filter(report=held).select_related("indicator__domain")
        figures = placed(figures).order_by("start", "pk")
        sheet = lists.report_sheet(held, figures, name, address, site)
    return given(request, ending, sheet)


def audit(request: HttpRequest, pk: int, ending: str) -> HttpResponseBase:
    """Every sum and share of one report with its verdict, those that fail first; or what repeats over a year."""
    held = get_object_or_404(Report.objects.reachable().with_bureau().without_text(), pk=pk)
    asked = AuditFileForm(request.GET)
    if not asked.is_valid():
        return refused(request, reverse("reports:audit", args=[pk]), asked)
    address, site = page_of(request, "reports:audit", pk), site_of(request)
    name = f"{held.bureau_name}_{held.year}_{_('Arithmetic')}"
    if asked.cleaned_data["table"] == BESIDE:
        found = beside_year_before(held) if leads(held) else []
        rows = [(one.indicator, one.before, one.now, one.why) for one in found]
        sheet = report_sheets.beside_sheet(held, rows, name, address, site)
    else:
        failing, holding = in_order(held)
        sheet = report_sheets.sums_sheet(held, [*failing, *holding], name, address, site)
    return given(request, ending, sheet)


def placed(findings: Any) -> Any:
    """With what their lines say of the report: its bureau and both regions; without its text."""
    return findings.select_related("report__bureau__region", "report__region").defer("report__text")


def said_in(table: str, *, published: bool = True) -> Any:
    """Shortcomings or plans with what their lines say; of a report withdrawn later, too, where not `published`."""
    model: type[Problem | Plan] = Problem if table == PROBLEMS else Plan
    found = model.objects.published() if published else model.objects.standing()
    return placed(found.select_related("category"))


def words_of(table: str) -> str:
    """The table in a word, for the file's name."""
    return _("shortcomings") if table == PROBLEMS else _("plans")


def ordered(request: HttpRequest, table: Any) -> Any:
    """The rows of a page's table, all of them, in the order that the address asks for."""
    arranged(request, table, per_page=None)
    return table.data.data
