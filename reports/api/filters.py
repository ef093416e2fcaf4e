"""What a question means for the rows: the pages' own form says whether bureaus, years and indicators are held."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext as _

from reports.api.asked import FindingsAsked
from reports.api.faults import UNKNOWN, RefusalError, of_form
from reports.api.shapes import Fault
from reports.forms import CompareForm
from reports.models import Indicator, ProblemCategory, Report
from reports.models.findings import FindingQuerySet
from reports.models.report import ReportQuerySet

NO_CATEGORY = "none"


class FilterForm(CompareForm):
    """The comparison's parameters where nothing stands side by side: as many bureaus and years as are wanted."""

    def clean(self) -> dict[str, object]:
        return self.cleaned_data


def _filtered(request: HttpRequest) -> dict[str, Any]:
    form = FilterForm(request.GET)
    if not form.is_valid():
        raise of_form(form)
    return form.cleaned_data


def reports_of(request: HttpRequest) -> ReportQuerySet:
    """The published reports of the bureaus and years asked for; of all where none is named."""
    data = _filtered(request)
    reports = Report.objects.published()
    reports = reports.of_bureaus(data["b"]) if data["b"] else reports
    return reports.filter(year__in=data["y"]) if data["y"] else reports


def reports_behind(request: HttpRequest, asked: FindingsAsked) -> ReportQuerySet:
    """The same, or the one report asked for."""
    reports = reports_of(request)
    return reports.filter(pk=asked.report) if asked.report else reports


def chosen(request: HttpRequest) -> list[str] | None:
    """The codes of the indicators asked for, those of whole domains among them; None where none is named."""
    codes, domains = _filtered(request)["i"]
    if not domains:
        return codes or None
    asked = Indicator.objects.filter(Q(pk__in=codes) | Q(domain__in=domains)).order_by()
    return list(asked.values_list("pk", flat=True))


def of_category(statements: FindingQuerySet, code: str | None) -> FindingQuerySet:
    """Those of one category, or of none. Raises RefusalError where there is no such category."""
    if code is None:
        return statements
    if code == NO_CATEGORY:
        return statements.filter(category=None)
    known = list(ProblemCategory.objects.values_list("pk", flat=True))
    if code not in known:
        message = _("There is no such category of shortcomings.")
        raise RefusalError(
            UNKNOWN, Fault(parameter="category", message=message, allowed=[*known, NO_CATEGORY])
        )
    return statements.filter(category=code)
