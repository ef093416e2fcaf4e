"""Indicators: what can be compared, and for one of them who reports it, how much, in which words."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django_tables2 import RequestConfig

from bureaus.models import Level
from reports.certificates import stated
from reports.holdings.counts import edition, reports_by_year
from reports.holdings.indicators import Standing, coverage, neighbours, standing
from reports.models import Indicator, IndicatorKind, Metric
from reports.numerals import Scale, digits, figure, quantity, scale_for, unit_name
from reports.tables import PAGE, StandingTable


def index(request: HttpRequest) -> HttpResponse:
    """The catalogue by domain, with how many bureaus report each indicator."""
    domains = coverage(edition())
    found = sum(len(domain.reported) for domain in domains)
    comparable = sum(domain.comparable for domain in domains)
    total = sum(len(domain.indicators) for domain in domains)
    answer = ngettext(
        "Of %(total)s indicator of the catalogue, %(found)s has a value, %(comparable)s two bureaus or more.",
        "Of %(total)s indicators of the catalogue, %(found)s have a value, %(comparable)s two bureaus or more.",
        total,
    ) % {"total": total, "found": found, "comparable": comparable}
    context = {
        "section": "indicators",
        "crumbs": [(_("Indicators"), "")],
        "domains": domains,
        "answer": answer,
    }
    return render(request, "reports/indicator_list.html", context)


def indicator(request: HttpRequest, code: str) -> HttpResponse:
    """One indicator: its definition and who reports it, for one year or by each bureau's latest report."""
    # PostgreSQL takes no NUL in a text; no code has one.
    asked = get_object_or_404(Indicator.objects.select_related("domain"), pk=code.replace("\x00", ""))
    years = reports_by_year()
    typed = request.GET.get("y", "")
    year = int(typed) if typed.isascii() and typed.isdigit() and len(typed) == 4 else None
    found = standing(asked, year)
    scale = scale_for(asked.unit, asked.kind, [*found.values[:1], *found.values[-1:]])
    table = StandingTable(found.figures, indicator=asked, scale=scale, beside=found.beside)
    RequestConfig(request, paginate={"per_page": PAGE}).configure(table)
    context = {
        "section": "indicators",
        "crumbs": [
            (_("Indicators"), reverse("reports:indicators")),
            (asked.domain.name, f"{reverse('reports:indicators')}#{asked.domain.pk}"),
            (asked.name, ""),
        ],
        "indicator": asked,
        "unit": unit_name(asked.unit),
        "kind": _KINDS[IndicatorKind(asked.kind)](),
        "years": years,
        "year": year,
        "found": found,
        "levels": [(Level(level).label, count, total) for level, count, total in found.by_level],
        "table": table,
        "answer": _answer(asked, found, scale),
        "neighbours": neighbours(asked),
    }
    return render(request, "reports/indicator.html", context)


_KINDS: dict[IndicatorKind, Any] = {
    IndicatorKind.STOCK: lambda: _("a stock, counted at one point in time; never added up over years"),
    IndicatorKind.FLOW: lambda: _(
        "a flow over the whole year; half-year and cumulative figures do not stand beside it"
    ),
    IndicatorKind.AMOUNT: lambda: _(
        "an amount over the whole year; half-year and cumulative amounts do not stand beside it"
    ),
    IndicatorKind.RATE: lambda: _("a rate; never added up"),
    IndicatorKind.STANDARD: lambda: _("a standard set by policy; never added up, never divided by residents"),
}


def _answer(asked: Indicator, found: Standing, scale: Scale) -> str:
    """Who reports it, from what to what, with the middle."""
    if not found.looked_at:
        return _("No report is held for this year.")
    counted = ngettext(
        "%(n)s of %(total)s bureaus reports %(name)s.",
        "%(n)s of %(total)s bureaus report %(name)s.",
        found.reporting,
    ) % {"n": found.reporting, "total": found.looked_at, "name": asked.name}
    low, high = found.lowest, found.highest
    if low is None or high is None or low == high:
        return counted
    return pgettext("list of sentences", "%(first)s %(second)s") % {
        "first": counted,
        "second": _range(found, low, high, scale),
    }


def _range(found: Standing, low: Metric, high: Metric, scale: Scale) -> str:
    said = {
        "low": _spoken(low, scale),
        "high": _spoken(high, scale),
    }
    if found.median is None:
        return _("From %(low)s to %(high)s.") % said
    middle = "".join(digits((found.median / scale.divisor).quantize(Decimal("0.01"))))
    return _("From %(low)s to %(high)s; the median is %(median)s.") % {
        **said,
        "median": quantity(middle, scale.unit),
    }


def _spoken(metric: Metric, scale: Scale) -> str:
    return _("%(value)s (%(place)s, %(year)s)") % {
        "value": stated(metric, figure(metric, scale=scale)),
        "place": metric.report.region.local_name,
        "year": metric.report.year,
    }
