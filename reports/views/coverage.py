"""Coverage: which bureaus and years exist here and which are missing, by year, by province and by bureau."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bureaus.models import Level, local_place
from reports.forms import CoverageForm
from reports.holdings.bureaus import bureaus_held
from reports.holdings.counts import edition
from reports.holdings.coverage import LEVELS, Holdings, Share, holdings, without_report
from reports.questions import arranged, refused
from reports.tables import BureauYearTable

MOST_YEARS = 12
"""More years than this could not be read side by side; the newest are shown."""


def coverage(request: HttpRequest) -> HttpResponse:
    """What is held and what is not; with a province also the names of what is missing there."""
    form = CoverageForm(request.GET)
    if not form.is_valid():
        return refused(request, reverse("reports:coverage"), form, section="coverage")
    found = holdings(edition())
    table = BureauYearTable(bureaus_held(), years=years_shown(found))
    arranged(request, table)
    province = form.cleaned_data["p"]
    context = {
        "section": "coverage",
        "crumbs": [(_("Coverage"), "")],
        "found": found,
        "levels": [Level(level).label for level in LEVELS],
        "tiles": [(tile, local_place(tile.name), share, _tone(share)) for tile, share in found.provinces],
        "province": province,
        "province_name": local_place(province.name) if province else "",
        "missing": without_report(province) if province else [],
        "table": table,
        "answer": _answer(found),
    }
    return render(request, "reports/coverage.html", context)


def years_shown(found: Holdings) -> list[int]:
    """The years of the table of bureaus."""
    return [one.year for one in found.years][-MOST_YEARS:]


def _tone(share: Share) -> str:
    """How a tile is drawn; the number in it says the same."""
    if not share.held:
        return "none-held"
    return "most-held" if share.held * 2 >= share.divisions else "some-held"


def _answer(found: Holdings) -> str:
    """Of how many divisions a report is held, and for which of the years most."""
    total = found.total
    if not found.years:
        return _("No report has been published here yet.")
    provinces = sum(share.held > 0 for _tile, share in found.provinces)
    fullest = max(found.years, key=lambda one: (one.total.held, one.year))
    return ngettext(
        "Of %(divisions)s divisions in force, %(held)s has a bureau with a report here, in %(provinces)s of "
        "%(all)s provinces. The year best covered is %(year)s, with %(most)s.",
        "Of %(divisions)s divisions in force, %(held)s have a bureau with a report here, in %(provinces)s of "
        "%(all)s provinces. The year best covered is %(year)s, with %(most)s.",
        total.held,
    ) % {
        "divisions": f"{total.divisions:,}",
        "held": f"{total.held:,}",
        "provinces": provinces,
        "all": len(found.provinces),
        "most": f"{fullest.total.held:,}",
        "year": fullest.year,
    }
