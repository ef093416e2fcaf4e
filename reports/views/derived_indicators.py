"""One derived indicator: its formula, and where everyone stands for whom it can be worked out."""

from __future__ import annotations

from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from bureaus.models import Level
from reports.comparison import Basis
from reports.derivations import Derivation
from reports.derived_table import DerivedTable
from reports.forms import StandingForm
from reports.holdings.counts import reports_by_year
from reports.holdings.derived import derived_standing
from reports.holdings.standings import LEVELS
from reports.models import Indicator, IndicatorKind
from reports.models.catalogue import Better
from reports.numerals import Scale, unit_name
from reports.questions import arranged, refused
from reports.standing_figures import Measure, derived_answer, strips


def derived_indicator(request: HttpRequest, formula: Derivation) -> HttpResponse:
    """One derived indicator: its formula, and where everyone stands for whom it can be worked out."""
    form = asked_of_derived(request)
    if not form.is_valid():
        back = reverse("reports:indicator", args=[formula.code])
        return refused(request, back, form, section="indicators")
    year, level = form.cleaned_data["y"], form.cleaned_data["level"]
    parts = Indicator.objects.select_related("domain").in_bulk(formula.codes)
    found = derived_standing(formula, year, level)
    measure = Measure(
        _as_indicator(formula),
        per_resident=False,
        scale=Scale(Decimal(1), unit_name(formula.unit)),
        worked_out=True,
    )
    table = DerivedTable(found.rows, formula=formula, parts=parts, number=measure.spoken)
    arranged(request, table)
    context = {
        "section": "indicators",
        "crumbs": [(_("Indicators"), reverse("reports:indicators")), (formula.name, "")],
        "formula": formula,
        "above": parts.get(formula.numerator),
        "below": parts.get(formula.denominator),
        "instead": parts.get(formula.instead_of),
        "years": reports_by_year(),
        "year": year,
        "level": level,
        "all_levels": [(one, Level(one).label) for one in LEVELS if one in found.levels],
        "found": found,
        "measure": measure,
        "answer": derived_answer(found, measure),
        "strips": strips(found.spreads, found.levels, measure, one_year=year is not None),
        "table": table,
    }
    return render(request, "reports/indicator_derived.html", context)


def asked_of_derived(request: HttpRequest) -> StandingForm:
    """What is asked of a derived indicator: a year and a level, and no other basis."""
    form = StandingForm(request.GET)
    if form.is_valid() and form.cleaned_data["basis"] == Basis.PER_10K:
        form.add_error("basis", _("What is worked out from two figures is not divided by residents."))
    return form


def _as_indicator(formula: Derivation) -> Indicator:
    """As the drawings ask for it; never stored, or it would pass for one that is read."""
    return Indicator(
        code=formula.code,
        name_zh=formula.name_zh,
        name_en=formula.name_en,
        unit=formula.unit,
        kind=IndicatorKind.RATE,
        better=Better.NEUTRAL,
    )
