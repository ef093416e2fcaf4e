"""Regions above the bureaus: a province or prefecture, who of its divisions reports, and what they say together."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from bureaus.models import Level, Region
from reports.forms import RegionForm
from reports.holdings.bureaus import bureau_with_code
from reports.holdings.regions import Territory, above, region_with_code, territory, together
from reports.questions import refused, unknown
from reports.region_figures import MOST_YEARS, answer, division_rows, together_lines, year_rows

MOST_COMPARED = 10
"""So many bureaus are taken along to the comparison at once."""


def region(request: HttpRequest, adcode: str) -> HttpResponse:
    """One province or prefecture; the code of a county leads to its bureau."""
    asked = region_with_code(adcode)
    if asked is None:
        return _elsewhere(adcode)
    form = RegionForm(request.GET)
    if not form.is_valid():
        return refused(request, reverse("reports:region", args=[adcode]), form, section="bureaus")
    found = territory(asked)
    province = above(asked)
    links = [(province.local_name, reverse("reports:region", args=[province.adcode]))] if province else []
    context = {
        "section": "bureaus",
        "crumbs": [(_("Bureaus"), reverse("bureaus:bureaus")), *links, (asked.local_name, "")],
        "region": asked,
        "found": found,
        "answer": answer(found),
        "own": next((one.adcode for one in found.reports if one.region_today == asked.pk), ""),
        "years": found.years[-MOST_YEARS:],
        "rows": division_rows(found),
        "levels": [Level(level).label for level in found.levels],
        "by_year": year_rows(found),
        **_together(found, form.cleaned_data["level"], form.cleaned_data["y"]),
    }
    return render(request, "reports/region.html", context)


def _together(found: Territory, level: str, asked: int | None) -> dict[str, Any]:
    """What its parts say in one year: the one asked for, or that of most reports; by prefectures or by counties."""
    level, year = asked_together(found, level, asked)
    if year is None or not level:
        return {}
    parts = {part.pk for part in found.parts(level, year)}
    of_year = [report for report in found.reports if report.year == year]
    codes = [report.adcode for report in of_year if {report.region, report.region_today} & parts]
    return {
        "year": year,
        "level": level,
        "level_name": Level(level).label,
        "switch": [(one, Level(one).label) for one in found.levels],
        "share": found.share(level, year),
        "lines": together_lines(together(found, level, year)),
        "codes": ",".join(codes[:MOST_COMPARED]),
        "compared": min(len(codes), MOST_COMPARED),
    }


def asked_together(found: Territory, level: str, asked: int | None) -> tuple[str, int | None]:
    """(level, year) asked for, or those of most reports; nothing where no report is held. Raises OddQuestionError."""
    if level and level not in found.levels:
        raise unknown("level", level, found.levels)
    if asked is not None and found.years and asked not in found.years:
        raise unknown("y", str(asked), found.years)
    level = level or max(found.levels, key=lambda one: _most(found, one), default="")
    return level, asked if asked in found.years else found.fullest(level)


def _most(found: Territory, level: str) -> int:
    return max((found.share(level, year).held for year in found.years), default=0)


def _elsewhere(adcode: str) -> HttpResponse:
    """A county has no page but its bureau's; a division of the past leads to the one it became."""
    if not (adcode.isascii() and adcode.isdigit()):
        raise Http404(_("No province or prefecture has this division code."))
    if Region.objects.in_force().filter(adcode=adcode, level=Level.COUNTY).exists() or bureau_with_code(
        adcode
    ):
        return redirect("bureaus:bureau", adcode=adcode)
    past = Region.objects.filter(
        adcode=adcode, successors__end_year=None, successors__level__in=("province", "prefecture")
    )
    became = past.values_list("successors__adcode", flat=True).first()
    if became is None:
        raise Http404(_("No province or prefecture has this division code."))
    return redirect("reports:region", adcode=became, permanent=True)
