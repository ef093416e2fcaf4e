"""What a question means for the rows: the pages' own form says whether bureaus, years and indicators are held."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext as _

from bureaus.models import Bureau
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


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a list is asked for: the bureaus, years and indicators named; empty where none is."""

    bureaus: tuple[Bureau, ...]
    years: tuple[int, ...]
    indicators: tuple[str, ...]
    domains: tuple[str, ...]

    def reports(self, key: int | None = None) -> ReportQuerySet:
        """The published reports of these bureaus and years, or the one of them with this key."""
        reports = Report.objects.published()
        reports = reports.of_bureaus(list(self.bureaus)) if self.bureaus else reports
        reports = reports.filter(year__in=self.years) if self.years else reports
        return reports.filter(pk=key) if key else reports

    def codes(self) -> list[str] | None:
        """The codes of the indicators, those of whole domains among them; None for all. One query for domains."""
        if not self.domains:
            return list(self.indicators) or None
        named = Q(pk__in=self.indicators) | Q(domain__in=self.domains)
        return list(Indicator.objects.filter(named).order_by().values_list("pk", flat=True))


def chosen(request: HttpRequest) -> Chosen:
    """What the parameters name. Four queries for bureaus, two for indicators. Raises RefusalError."""
    form = FilterForm(request.GET)
    if not form.is_valid():
        raise of_form(form)
    data = form.cleaned_data
    indicators, domains = data["i"]
    return Chosen(tuple(data["b"]), tuple(data["y"]), tuple(indicators), tuple(domains))


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
