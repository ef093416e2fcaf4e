"""One bureau over its years: what became of its plans, and which shortcomings it names again."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from bureaus.models import Bureau
from reports.answered_plans import EXPLAINED, OUTCOMES, Answers
from reports.certificates import span
from reports.holdings.promises import Promises, promises
from reports.holdings.recurring import Matter, Recurring, recurring
from reports.pairing.fulfilment import Outcome
from reports.questions import unknown
from reports.standing_figures import sentences
from reports.views.bureaus import bureau_called
from reports.views.unreported import places_above


def plans(request: HttpRequest, adcode: str) -> HttpResponse:
    """Every plan beside what the next year's report says of it; `?outcome=` keeps those of one verdict."""
    bureau = bureau_called(adcode)
    if bureau.adcode != adcode:
        return HttpResponsePermanentRedirect(reverse("bureaus:plans", args=[bureau.adcode]))
    found = promises(bureau)
    only = outcome_asked(request)
    context = {
        "section": "bureaus",
        "crumbs": _crumbs(bureau, _("Promised and reported")),
        "bureau": bureau,
        "found": found,
        "answer": _plans_answer(found),
        "outcomes": [(one, *OUTCOMES[one], EXPLAINED[one], count) for one, count in found.counts.items()],
        "only": only,
        "years": [Answers.of(year, only) for year in found.years],
    }
    return render(request, "reports/bureau_plans.html", context)


def outcome_asked(request: HttpRequest) -> Outcome | None:
    """The one verdict whose plans are asked for; None for all."""
    wanted = request.GET.get("outcome", "")
    if wanted and wanted not in set(Outcome):
        raise unknown("outcome", wanted, Outcome)
    return Outcome(wanted) if wanted else None


def _crumbs(bureau: Bureau, name: str) -> list[tuple[str, str]]:
    return [*places_above(bureau), (bureau.local_name, bureau.get_absolute_url()), (name, "")]


def _plans_answer(found: Promises) -> str:
    """How many plans can be followed up, and how they came out."""
    if not found.years:
        return _("Its reports announce no measure.")
    if not found.judged:
        return _("Its reports announce measures, but no report for the year after any of them is held.")
    outcomes = pgettext("list of names", ", ").join(
        pgettext("counted", "%(n)s %(name)s") % {"name": OUTCOMES[one][1], "n": count}
        for one, count in found.counts.items()
        if count
    )
    return ngettext(
        "%(n)s plan can be looked up in the next year's report: %(outcomes)s.",
        "%(n)s plans can be looked up in the next year's report: %(outcomes)s.",
        found.judged,
    ) % {"n": found.judged, "outcomes": outcomes}


def problems(request: HttpRequest, adcode: str) -> HttpResponse:
    """The shortcomings of all years by matter, those named most often first, each year's wording under the other."""
    bureau = bureau_called(adcode)
    if bureau.adcode != adcode:
        return HttpResponsePermanentRedirect(reverse("bureaus:problems", args=[bureau.adcode]))
    found = recurring(bureau)
    context = {
        "section": "bureaus",
        "crumbs": _crumbs(bureau, _("Shortcomings over the years")),
        "bureau": bureau,
        "found": found,
        "answer": _problems_answer(found),
        "parts": [
            (_("Named in more than one year"), "again", [(one, _course(one, found)) for one in found.again]),
            (_("Named in one year"), "once", [(one, _course(one, found)) for one in found.once]),
        ],
    }
    return render(request, "reports/bureau_problems.html", context)


def _problems_answer(found: Recurring) -> str:
    """How many matters recur, and which longest."""
    if not found.matters:
        return _("Its reports state no shortcoming.")
    years = span(found.held[0], found.held[-1])
    stated = ngettext(
        "Its reports (%(years)s) name %(n)s shortcoming.",
        "Its reports (%(years)s) name %(n)s shortcomings.",
        len(found.matters),
    ) % {"years": years, "n": len(found.matters)}
    if len(found.held) == 1:
        return sentences(
            [stated, _("With the report of one year alone, nothing can be said of their return.")]
        )
    if not found.again:
        return sentences([stated, _("None of them is named in more than one year.")])
    most = found.again[0]
    longest = ngettext(
        "%(again)s is named in more than one year; most often “%(name)s”, in %(n)s of %(total)s reports.",
        "%(again)s are named in more than one year; most often “%(name)s”, in %(n)s of %(total)s reports.",
        len(found.again),
    ) % {
        "again": len(found.again),
        "name": most.category.name if most.category else _("No category"),
        "n": len(most.years),
        "total": len(found.held),
    }
    return sentences([stated, longest])


def _course(matter: Matter, found: Recurring) -> list[tuple[int, str]]:
    """Each year with `named`, `silent` or `none`: no report of it is held."""
    held = set(found.held)
    return [
        (year, "named" if year in matter.years else "silent" if year in held else "none")
        for year in found.all_years
    ]
