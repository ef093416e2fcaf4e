"""The certificate of one figure: as printed, as compared, its sentence, how it was read, how to cite it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from reports.audit_wording import equation
from reports.certificates import (
    citation,
    clauses,
    figure_title,
    name_of,
    per_10k_face,
    reservations,
    scope_word,
    steps,
)
from reports.holdings.figures import Surroundings, surroundings
from reports.models import Decision, Metric
from reports.numerals import digits, figure, scale_of
from reports.segments import setting
from reports.voices import as_read

PERSONS = "人"


def certificate(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything there is to say of one figure. What the public may not see, staff with the right may."""
    metrics = (
        Metric.objects.all() if request.user.has_perm("reports.view_report") else Metric.objects.reachable()
    )
    # One query: the figure with its report's text, bureau and regions, and its indicator.
    places = metrics.select_related("report__bureau__region", "report__region", "indicator__domain")
    metric = get_object_or_404(places, pk=pk)
    report = metric.report
    around = surroundings(metric)
    face = figure(metric, scale=scale_of(metric), indicator=metric.indicator)
    context = {
        "section": "reports",
        "crumbs": [
            (report.bureau.local_name, report.bureau.get_absolute_url()),
            (_("Report for %(year)s") % {"year": report.year}, report.get_absolute_url()),
            (name_of(metric), ""),
        ],
        "metric": metric,
        "report": report,
        "newer": report.version_published() if not report.is_published else None,
        "face": face,
        "name": name_of(metric),
        "title": figure_title(metric, face),
        "reservation": clauses(reservations(metric)),
        "setting": setting(report.text, metric.start, metric.end),
        "scope": scope_word(metric),
        "path": [report.text[one.start : one.end].strip() for one in around.path],
        "characters": (f"{metric.start + 1:,}", f"{metric.end:,}"),
        "around": around,
        "arithmetic": [(one.relation, equation(one)) for one in around.arithmetic],
        "steps": steps(as_read(metric) if metric.decision == Decision.CORRECTED else metric),
        "citation": citation(metric, face),
        "address": request.build_absolute_uri(request.path),
        **_checks(metric, around),
    }
    return render(request, "reports/metric.html", context)


def _checks(metric: Metric, around: Surroundings) -> dict[str, Any]:
    """The figure per 10,000 residents, as a share of them, and beside the year before."""
    found: dict[str, Any] = {}
    residents = around.population.residents if around.population else 0
    indicator = metric.indicator
    if indicator:
        found["per_10k"] = per_10k_face(metric, indicator, residents)
        found["residents"] = f"{residents:,}"
    if residents and metric.value and metric.unit == PERSONS:
        found["share"] = "".join(digits((metric.value * 100 / residents).quantize(Decimal("0.01"))))
        found["share_sound"] = metric.value <= residents
    before = around.year_before
    if before and before.metric:
        found["before"] = figure(before.metric, scale=scale_of(before.metric), indicator=indicator)
        found["unchanged"] = metric.value is not None and before.metric.value == metric.value
    return found
