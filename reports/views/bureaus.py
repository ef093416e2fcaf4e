"""Bureaus: who is here, and what one of them has said of itself over the years."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bureaus.models import Bureau, local_place
from reports.certificates import bureau_then, counted, population_basis, report_title, span
from reports.comparison import Matrix, Question, compare
from reports.derived_rows import derived_rows
from reports.forms import BureausForm, PeersForm
from reports.holdings.bureaus import Profile, bureau_with_code, bureaus_held, profile
from reports.holdings.counts import edition
from reports.holdings.coverage import holdings
from reports.holdings.one_year import OneYear, one_year
from reports.holdings.peers import PeerKind, company, kinds_for, peer_group
from reports.matrix_table import faces
from reports.models import Metric, Plan, Problem, Report
from reports.profiles import (
    group_sentence,
    kind_word,
    lineage,
    lineage_sentence,
    nobody_sentence,
    peer_lines,
    place_sentence,
)
from reports.questions import arranged, refused
from reports.standing_figures import sentences
from reports.tables import BureauTable, ReportTable
from reports.views.unreported import places_above, without_report
from reports.year_beside_year import Beside, beside
from reports.year_beside_year import words as year_words

DIVISION_CODE = re.compile(r"[0-9]{6}(-[0-9]{4})?")
MOST_COMPARED = 10
"""So many bureaus are taken along to the comparison at once."""
MOST_FITTING = 8
"""So many years stand beside each other on a wide window; of more the table scrolls within itself."""
MOST_QUOTED = 5
"""Beside so many years there is room for the newest figure's own words."""
MOST_YEARS = 12
"""More years than this could not be read side by side; the newest are shown."""


def index(request: HttpRequest) -> HttpResponse:
    """The bureaus with a published report, all or those a word finds."""
    form = BureausForm(request.GET)
    if not form.is_valid():
        return refused(request, reverse("bureaus:bureaus"), form, section="bureaus")
    words = form.cleaned_data["q"]
    table = BureauTable(bureaus_held(words))
    arranged(request, table)
    context = {
        "section": "bureaus",
        "crumbs": [(_("Bureaus"), "")],
        "words": words,
        "table": table,
        "answer": _found(table.paginator.count, words),
        "provinces": [(tile, local_place(tile.name), share) for tile, share in holdings(edition()).provinces],
    }
    return render(request, "reports/bureau_list.html", context)


def _found(count: int, words: str) -> str:
    if words:
        return ngettext(
            "%(count)s bureau with a report here is found by “%(words)s”.",
            "%(count)s bureaus with a report here are found by “%(words)s”.",
            count,
        ) % {"count": f"{count:,}", "words": words}
    return ngettext("%(count)s bureau has a report here.", "%(count)s bureaus have a report here.", count) % {
        "count": f"{count:,}"
    }


def bureau(request: HttpRequest, adcode: str) -> HttpResponse:
    """One bureau; the code of a division that has since changed leads on to today's."""
    held = bureau_with_code(adcode) if DIVISION_CODE.fullmatch(adcode) else None
    if held is None:
        return without_report(request, adcode)
    if held.adcode != adcode:
        return HttpResponsePermanentRedirect(held.get_absolute_url())
    kinds = kinds_for(held)
    form = PeersForm(request.GET, kinds=kinds)
    if not form.is_valid():
        return refused(request, held.get_absolute_url(), form, section="bureaus")
    asked = form.cleaned_data["peers"]
    said = profile(held)
    past = lineage(held)
    matrix = compare(Question(bureaus=(held,), years=said.years[-MOST_YEARS:], every_row=True))
    newest = next((column.report for column in reversed(matrix.columns) if column.report), None)
    context = {
        "section": "bureaus",
        "crumbs": [*places_above(held), (held.local_name, "")],
        "bureau": held,
        "said": said,
        "past": past,
        "basis": population_basis(said.population) if said.population else "",
        "residents": f"{said.population.residents:,}" if said.population else "",
        "lineage_sentence": lineage_sentence(held, past),
        "reports": ReportTable(said.reports, exclude=("bureau",), orderable=False),
        "matrix": matrix,
        "years_asked": ",".join(str(year) for year in matrix.question.years),
        "groups": _with_words(matrix),
        "quoted": len(matrix.columns) <= MOST_QUOTED,
        "fits": len(matrix.columns) <= MOST_FITTING,
        "derived": derived_rows(matrix),
        "problems": _by_report(said.problems),
        "plans": _by_report(said.plans),
        "peers": [(peer, f"{held.adcode},{peer.adcode}") for peer in company(held).similar],
        "answer": _answer(said),
        **_beside_peers(held, said, newest, [PeerKind(asked)] if asked else kinds),
    }
    return render(request, "reports/bureau.html", context)


def bureau_called(adcode: str) -> Bureau:
    """The bureau with a published report by today's or a former code. Four queries."""
    held = bureau_with_code(adcode) if DIVISION_CODE.fullmatch(adcode) else None
    if held is None:
        raise Http404(_("No bureau with a report here has this division code."))
    return held


def _beside_peers(
    held: Bureau, said: Profile, newest: Report | None, kinds: Sequence[PeerKind]
) -> dict[str, Any]:
    """The report that speaks for its newest year, beside those of its peers for that year."""
    if newest is None:
        return {}
    group = peer_group(held, newest, kinds)
    among = [place_sentence(group)] if group.placed else []
    return {
        "group": group,
        "answer": sentences([_answer(said), *among]),
        "kinds": [(one.value, kind_word(one)) for one in kinds_for(held)],
        "group_sentence": (group_sentence if group.peers else nobody_sentence)(held, group),
        "peer_lines": peer_lines(group),
        "codes": ",".join([held.adcode, *(peer.bureau.adcode for peer in group.peers[: MOST_COMPARED - 1])]),
    }


def year(request: HttpRequest, adcode: str, year: int) -> HttpResponse:
    """One year of one bureau: its figures by domain beside the year before, its shortcomings and plans."""
    held = bureau_called(adcode)
    if held.adcode != adcode:
        return HttpResponsePermanentRedirect(reverse("bureaus:year", args=[held.adcode, year]))
    found = one_year(held, year)
    if year not in found.years:
        raise Http404(_("No report of this bureau is held for this year or for years around it."))
    matrix, lines = year_table(held, found)
    context = {
        "section": "bureaus",
        "crumbs": [*places_above(held), (held.local_name, held.get_absolute_url()), (str(year), "")],
        "bureau": held,
        "name": bureau_then(found.report) if found.report else held.local_name,
        "found": found,
        "title": report_title(found.report) if found.report else "",
        "answer": _year_answer(found, lines),
        "matrix": matrix,
        "years_asked": ",".join(str(year) for year in matrix.question.years),
        "groups": lines.groups if found.report else (),
        "derived": derived_rows(matrix) if found.report else (),
        "outside": found.report.figures - _with_indicator(lines) if found.report else 0,
        "problems": _by_report(found.problems),
        "plans": _by_report(found.plans),
    }
    return render(request, "reports/bureau_year.html", context)


def year_table(held: Bureau, found: OneYear) -> tuple[Matrix, Beside]:
    """The year and the one before side by side, and each line with its change. Seven queries."""
    years = (found.year,) if found.before is None else (found.before, found.year)
    matrix = compare(Question(bureaus=(held,), years=years, every_row=True))
    newest = [row.cells[-1].metric for row in matrix.rows]
    return matrix, beside(matrix, _clauses(newest))


def _year_answer(found: OneYear, lines: Beside) -> str:
    """What the report holds, and how it stands beside the year before."""
    if found.report is None:
        return _("No report for %(year)s is held.") % {"year": found.year}
    phrases = counted(found.report.figures, len(found.problems), len(found.plans))
    first = _("The report for %(year)s has %(figures)s, %(problems)s, %(plans)s.") % {
        **phrases,
        "year": found.year,
    }
    return sentences(part for part in (first, year_words(lines, found.year, found.before)) if part)


def _with_indicator(lines: Beside) -> int:
    """How many figures of the year stand in the table."""
    cells = [line.face.cells[-1] for line in lines.lines]
    return sum(1 + len(cell.also) for cell in cells if cell.metric)


def _answer(said: Profile) -> str:
    """How much it has said, and since when."""
    phrases = counted(said.figures, len(said.problems), len(said.plans))
    held = ngettext("%(n)s report", "%(n)s reports", len(said.reports)) % {"n": len(said.reports)}
    return _("%(reports)s held (%(years)s): %(figures)s, %(problems)s, %(plans)s.") % {
        **phrases,
        "reports": held,
        "years": span(said.years[0], said.years[-1]),
    }


def _with_words(matrix: Matrix) -> list[tuple[Any, list[tuple[Any, Metric | None]]]]:
    """The rows of each domain, each with its newest figure in the report's own words."""
    groups = faces(matrix)
    newest = {
        row.indicator.pk: next((cell.metric for cell in reversed(row.cells) if cell.figure), None)
        for group in groups
        for row in group.rows
    }
    clauses = _clauses(newest.values())
    return [
        (group.group, [(row, _quoted(newest[row.indicator.pk], clauses)) for row in group.rows])
        for group in groups
    ]


def _clauses(figures: Iterable[Metric | None]) -> dict[int, Metric]:
    """One query: the clauses of figures, since a comparison reads them without."""
    return Metric.objects.only("quote").in_bulk([metric.pk for metric in figures if metric])


def _quoted(metric: Metric | None, clauses: dict[int, Metric]) -> Metric | None:
    if metric is not None and metric.pk in clauses:
        metric.quote = clauses[metric.pk].quote
    return metric


def _by_report(statements: Iterable[Problem | Plan]) -> list[tuple[Report, list[Problem | Plan]]]:
    return [(report, list(said)) for report, said in groupby(statements, key=lambda one: one.report)]
