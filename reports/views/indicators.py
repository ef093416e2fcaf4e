"""Indicators: what can be compared, and for one of them who reports it, how much, in which words."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bureaus.models import Level
from reports.comparison import Basis
from reports.derivations import Derivation, derivations, using, with_code
from reports.forms import StandingForm
from reports.holdings.counts import edition, reports_by_year
from reports.holdings.indicators import coverage, neighbours
from reports.holdings.over_years import over_years
from reports.holdings.standings import LEVELS, Standing, standing
from reports.models import Indicator, IndicatorKind
from reports.numerals import scale_for, unit_name
from reports.official_terms import official_term
from reports.questions import arranged, refused
from reports.standing_figures import CourseFigure, Measure, answer, over_years_figure, strips
from reports.tables import StandingTable
from reports.views.derived_indicators import derived_indicator


def index(request: HttpRequest) -> HttpResponse:
    """The catalogue by domain, with how many bureaus report each indicator."""
    domains = coverage(edition())
    found = sum(len(domain.reported) for domain in domains)
    comparable = sum(domain.comparable for domain in domains)
    total = sum(len(domain.indicators) for domain in domains)
    said = ngettext(
        "Of %(total)s indicator of the catalogue, %(found)s has a value, %(comparable)s from two bureaus or more.",
        "Of %(total)s indicators of the catalogue, %(found)s have a value, %(comparable)s from two bureaus or more.",
        total,
    ) % {"total": total, "found": found, "comparable": comparable}
    context = {
        "section": "indicators",
        "crumbs": [(_("Indicators"), "")],
        "domains": [
            (
                domain,
                [(one, unit_name(one.indicator.unit)) for one in domain.reported],
                _of_domain(domain.domain.pk),
            )
            for domain in domains
        ],
        "answer": said,
    }
    return render(request, "reports/indicator_list.html", context)


def _of_domain(code: str) -> list[Derivation]:
    return [formula for formula in derivations() if formula.domain == code]


def indicator(request: HttpRequest, code: str) -> HttpResponse:
    """One indicator: where everyone stands in one year or by each bureau's latest report, and over the years."""
    formula = with_code(code)
    if formula:
        return derived_indicator(request, formula)
    # PostgreSQL takes no NUL in a text; no code has one.
    asked = get_object_or_404(Indicator.objects.select_related("domain"), pk=code.replace("\x00", ""))
    form = StandingForm(request.GET)
    if not form.is_valid():
        return refused(request, asked.get_absolute_url(), form, section="indicators")
    year, level = form.cleaned_data["y"], form.cleaned_data["level"]
    per_resident = asked.per_capita and form.cleaned_data["basis"] == Basis.PER_10K
    found = standing(asked, year, level, per_resident=per_resident)
    measure = Measure.of(asked, [point.value for point in found.points], per_resident=per_resident)
    context = {
        "section": "indicators",
        "crumbs": [
            (_("Indicators"), reverse("reports:indicators")),
            (asked.domain.name, f"{reverse('reports:indicators')}#{asked.domain.pk}"),
            (asked.name, ""),
        ],
        "indicator": asked,
        "years": reports_by_year(),
        "year": year,
        "level": level,
        "found": found,
        "table": _table(request, asked, found, per_resident=per_resident),
        "measure": measure,
        "answer": answer(found, measure),
        "strips": strips(found.spreads, found.levels, measure, one_year=year is not None),
        "course": _course(asked, found, measure),
        **_about(asked, found),
    }
    return render(request, "reports/indicator.html", context)


def _table(request: HttpRequest, asked: Indicator, found: Standing, *, per_resident: bool) -> StandingTable:
    """Every figure, in one unit whatever the basis: the values per residents stand in a column of their own."""
    scale = scale_for(asked.unit, asked.kind, [point.value for point in found.points])
    table = StandingTable(
        found.figures, indicator=asked, scale=scale, beside=found.beside, per_resident=per_resident
    )
    arranged(request, table)
    return table


def _about(asked: Indicator, found: Standing) -> dict[str, Any]:
    """Its definition, and who reports it at which level."""
    return {
        "unit": unit_name(asked.unit),
        "kind": _KINDS[IndicatorKind(asked.kind)](),
        "all_levels": [(one, Level(one).label) for one in LEVELS if one in found.levels],
        "levels": [(Level(one).label, count, total) for one, count, total in found.by_level],
        "neighbours": neighbours(asked),
        "formulas": using(asked.pk),
        "official": official_term(asked.pk),
    }


def course_level(found: Standing) -> str:
    """The level whose years are shown: that asked for, or that of most values; nothing where there is none."""
    return str(found.level or (found.main[0] if found.main else ""))


def _course(asked: Indicator, found: Standing, measure: Measure) -> CourseFigure | None:
    """The years at the level asked for, or at that of most values."""
    level = course_level(found)
    if not level:
        return None
    years = over_years(asked, edition(), level, per_resident=measure.per_resident)
    values = [one.median for one in years]
    return over_years_figure(years, level, Measure.of(asked, values, per_resident=measure.per_resident))


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
