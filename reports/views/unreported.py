"""A bureau of which no report is published: who it is, and whose reports can be read instead.

The page is made from its division alone, so it is the same whether a document of it waits here or not.
"""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from bureaus.models import Bureau, local_place
from reports import summaries
from reports.certificates import population_basis
from reports.forms import PeersForm
from reports.holdings.bureaus import Unreported, bureaus_held, code_today, unreported
from reports.holdings.peers import Company, company, kinds_for
from reports.questions import refused
from reports.tables import BureauTable

MOST_COMPARED = 10
"""So many bureaus are taken along to the comparison at once."""


def places_above(held: Bureau) -> list[tuple[str, str]]:
    """The way down to a bureau: the directory, its province, its prefecture. A division's code begins with theirs."""
    region, crumbs = held.region, [(_("Bureaus"), reverse("bureaus:bureaus"))]
    if region.end_year is None and region.province:
        codes = {region.province: f"{region.adcode[:2]}0000", region.prefecture: f"{region.adcode[:4]}00"}
        places = [(name, code) for name, code in codes.items() if name]
        crumbs += [(local_place(name), reverse("reports:region", args=[code])) for name, code in places]
    return crumbs


def without_report(request: HttpRequest, adcode: str) -> HttpResponse:
    """The bureau of a division of today; the code of one that became another leads on to it."""
    digits = adcode.isascii() and adcode.isdigit()
    found = unreported(adcode) if digits else None
    if found is None:
        became = code_today(adcode) if digits else None
        if became is None:
            raise Http404(_("No bureau with a report here has this division code."))
        return redirect("bureaus:bureau", adcode=became)
    bureau, beside = found.bureau, company(found.bureau)
    form = PeersForm(request.GET, kinds=kinds_for(bureau))
    if not form.is_valid():
        return refused(request, bureau.get_absolute_url(), form, section="bureaus")
    context = {
        "section": "bureaus",
        "crumbs": [*places_above(bureau), (bureau.local_name, "")],
        "bureau": bureau,
        "found": found,
        "noindex": True,
        "answer": _("No report of %(name)s has been published here yet.") % {"name": bureau.local_name},
        "province": f"{bureau.region.adcode[:2]}0000",
        **_residents(found),
        **_instead(beside),
    }
    return render(request, "reports/bureau_unreported.html", context)


def _residents(found: Unreported) -> dict[str, Any]:
    held = found.population
    return {"residents": f"{held.residents:,}", "basis": population_basis(held)} if held else {}


def _instead(beside: Company) -> dict[str, Any]:
    """Its neighbours and those like it that have published, with what each sentence says of them."""
    everyone = beside.everyone
    groups = ((summaries.of_prefecture, beside.prefecture), (summaries.similar_to, beside.similar))
    rows = bureaus_held().filter(pk__in=[one.pk for one in everyone]).order_by("region__adcode")
    return {
        "sentences": [say(beside, others) for say, others in groups if others],
        "table": BureauTable(rows, orderable=False),
        "codes": ",".join(one.adcode for one in everyone[:MOST_COMPARED]),
    }
