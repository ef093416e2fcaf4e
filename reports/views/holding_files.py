"""What is held and what is missing as files: the tables of the page on coverage and of the regions' pages."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from bureaus.models import Level, local_place
from reports.exports import holding_sheets
from reports.exports.asked import MISSING, PROVINCES, TOGETHER, YEARS, CoverageFileForm, RegionFileForm
from reports.exports.sheet import Sheet
from reports.forms import CoverageForm, RegionForm
from reports.holdings.bureaus import bureaus_held
from reports.holdings.counts import edition
from reports.holdings.coverage import LEVELS, Tile, holdings, missing
from reports.holdings.regions import Territory, region_with_code, territory, together
from reports.questions import refused
from reports.region_figures import MOST_YEARS, division_rows, year_rows
from reports.tables import BureauYearTable
from reports.views.coverage import years_shown
from reports.views.files import given, ordered, page_of, site_of
from reports.views.regions import asked_together


def coverage(request: HttpRequest, ending: str) -> HttpResponseBase:
    """Bureaus by year in the page's order; provinces; years; or the divisions without a report."""
    form, asked = CoverageForm(request.GET), CoverageFileForm(request.GET)
    if not (form.is_valid() and asked.is_valid()):
        return refused(request, reverse("reports:coverage"), form, asked)
    address = page_of(request, "reports:coverage", query=request.GET.urlencode())
    table, found = asked.cleaned_data["table"], holdings(edition())
    if table == MISSING:
        sheet = _missing(form.cleaned_data["p"], address)
    elif table == PROVINCES:
        title = _("Divisions with a report here, by province")
        sheet = holding_sheets.provinces_sheet(found, title, address)
    elif table == YEARS:
        title = _("Bureaus with a report, by year and level")
        levels = [*(str(Level(level).label) for level in LEVELS), _("All")]
        years = ((one.year, (*one.levels, one.total)) for one in found.years)
        sheet = holding_sheets.years_sheet(years, levels, title, title, address)
    else:
        shown = years_shown(found)
        rows = ordered(request, BureauYearTable(bureaus_held(), years=shown))
        sheet = holding_sheets.bureaus_by_year(rows, shown, str(BureauYearTable.caption), address)
    return given(request, ending, sheet)


def _missing(province: Tile | None, address: str) -> Sheet:
    title = _("Divisions without a report")
    named = f"{title}_{local_place(province.name)}" if province else title
    return holding_sheets.missing_sheet(missing(province), named, address)


def region(request: HttpRequest, adcode: str, ending: str) -> HttpResponseBase:
    """A province's or prefecture's divisions by year; what they say together in one year; or the years."""
    asked = region_with_code(adcode)
    if asked is None:
        raise Http404(_("No province or prefecture has this division code."))
    form, wanted = RegionForm(request.GET), RegionFileForm(request.GET)
    if not (form.is_valid() and wanted.is_valid()):
        return refused(request, reverse("reports:region", args=[adcode]), form, wanted)
    address = page_of(request, "reports:region", adcode, query=request.GET.urlencode())
    found, table = territory(asked), wanted.cleaned_data["table"]
    if table == TOGETHER:
        level, year = asked_together(found, form.cleaned_data["level"], form.cleaned_data["y"])
        sheet = _together(found, level, year, address, site_of(request))
    elif table == YEARS:
        levels = [str(Level(level).label) for level in found.levels]
        named = _named(found, _("Years"))
        sheet = holding_sheets.years_sheet(year_rows(found), levels, named, named, address)
    else:
        years = found.years[-MOST_YEARS:]
        named = _named(found, _("Its divisions"))
        sheet = holding_sheets.divisions_sheet(division_rows(found), years, named, named, address)
    return given(request, ending, sheet)


def _together(found: Territory, level: str, year: int | None, address: str, site: str) -> Sheet:
    rows: Any = together(found, level, year) if level and year is not None else ()
    parts = [str(year or ""), str(Level(level).label) if level else ""]
    named = "_".join(part for part in (_named(found, _("What they say together")), *parts) if part)
    return holding_sheets.together_sheet(rows, year or 0, named, named, address, site)


def _named(found: Territory, table: str) -> str:
    return f"{found.region.local_name}_{table}"
