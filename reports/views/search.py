"""Search: every kind of result in its own group, the word marked, each with the way to its place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import npgettext, pgettext

from bureaus.models import Bureau
from reports.certificates import name_of, stated
from reports.extraction.sentences import sentence_bounds
from reports.forms import SearchForm
from reports.holdings import search as holdings
from reports.holdings.search import MOST_COUNTED, Wanted, wanted
from reports.models import Indicator, Report
from reports.numerals import figure, scale_of
from reports.questions import page_number, refused
from reports.segments import marked
from reports.tables import PAGE

EXAMPLES = ("低保", "殡葬", "执法", "投诉", "婚姻登记", "zzs", "330424")
"""What can be looked for: words of the reports, a bureau's initials, a division's code."""
FEW = 5
"""So many of each kind stand on the page of all kinds."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One result: where it is, the words with those searched for marked, and what stands beside it."""

    url: str
    name: str
    pieces: list[tuple[str, bool]]
    beside: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """The results of one kind, or the first of them."""

    kind: str
    title: str
    hits: list[Hit]
    count: int
    query: str
    page: Page[Any] | None = None

    @property
    def is_capped(self) -> bool:
        return self.count > MOST_COUNTED

    @property
    def counted(self) -> str:
        """How many there are, in words."""
        if self.is_capped:
            return _("more than %(n)s") % {"n": f"{MOST_COUNTED:,}"}
        return f"{self.count:,}"


def counted(rows: Any) -> int:
    """How many, up to one more than are listed. One query for rows of the database."""
    if isinstance(rows, (list, tuple)):
        return len(rows)
    return int(rows.order_by().values("pk")[: MOST_COUNTED + 1].count())


def search(request: HttpRequest) -> HttpResponse:
    """All kinds in groups, or one kind page by page."""
    form = SearchForm(request.GET)
    if not form.is_valid():
        return refused(request, reverse("reports:search"), form, section="search")
    words, kind = form.cleaned_data["q"], form.cleaned_data["kind"]
    asked = wanted(words) if words else None
    groups = _groups(asked, words, kind, page_number(request)) if asked else []
    found = [group for group in groups if group.count]
    context = {
        "section": "search",
        "crumbs": [(_("Search"), "")],
        "words": words,
        "examples": () if words else EXAMPLES,
        "kind": kind,
        "groups": found,
        "synonyms": asked.synonyms if asked else (),
        "everything": urlencode({"q": words}),
        "answer": _answer(words, found),
    }
    return render(request, "reports/search.html", context)


def _answer(words: str, found: Sequence[Group]) -> str:
    if not words:
        return _(
            "Sentences, figures, shortcomings, plans, indicators and bureaus, found by the words they hold."
        )
    if not found:
        return _("Nothing here holds “%(words)s”.") % {"words": words}
    counts = pgettext("list of names", ", ").join(_in_words(group) for group in found)
    return _("Found for “%(words)s”: %(counts)s.") % {"words": words, "counts": counts}


def _in_words(group: Group) -> str:
    """How many of its kind were found."""
    n = group.count
    sentence = {
        "indicators": npgettext("search", "%(n)s indicator", "%(n)s indicators", n),
        "bureaus": npgettext("search", "%(n)s bureau", "%(n)s bureaus", n),
        "figures": npgettext("search", "%(n)s figure", "%(n)s figures", n),
        "problems": npgettext("search", "%(n)s shortcoming", "%(n)s shortcomings", n),
        "plans": npgettext("search", "%(n)s plan", "%(n)s plans", n),
        "sentences": npgettext("search", "%(n)s report", "%(n)s reports", n),
    }[group.kind]
    return sentence % {"n": group.counted}


def kinds_of(asked: Wanted) -> dict[str, tuple[str, Callable[[], Any], Callable[[Any, Wanted], list[Hit]]]]:
    """Each kind of result in the page's order: its title, its rows when asked for, and how they become hits."""
    return {
        "indicators": (_("Indicators"), lambda: asked.indicators, _indicators),
        "bureaus": (_("Bureaus"), lambda: holdings.bureaus_with(asked), _bureaus),
        "figures": (_("Figures"), lambda: holdings.figures_with(asked), _figures),
        "problems": (_("Shortcomings"), lambda: holdings.statements_with(asked, "problems"), _statements),
        "plans": (_("Plans"), lambda: holdings.statements_with(asked, "plans"), _statements),
        "sentences": (_("Reports, by sentence"), lambda: holdings.reports_with(asked), _sentences),
    }


def _groups(asked: Wanted, words: str, kind: str, number: int) -> list[Group]:
    """Each kind at most: few rows and their count; the one asked for: a page of them."""
    groups = []
    for name, (title, find, hits) in kinds_of(asked).items():
        if kind and kind != name:
            continue
        rows = find()
        query = urlencode({"q": words, "in": name})
        if kind:
            page = Paginator(rows[:MOST_COUNTED], PAGE).get_page(number)
            groups.append(Group(name, title, hits(page.object_list, asked), counted(rows), query, page))
        else:
            few = list(rows[: FEW + 1])
            count = len(few) if len(few) <= FEW else counted(rows)
            groups.append(Group(name, title, hits(few[:FEW], asked), count, query))
    return groups


def _indicators(rows: Iterable[Indicator], asked: Wanted) -> list[Hit]:
    return [
        Hit(
            one.get_absolute_url(),
            "",
            marked(one.name, asked.forms),
            pgettext("list of names", ", ").join([one.domain.name, *one.synonyms[:4]]),
        )
        for one in rows
    ]


def _bureaus(rows: Iterable[Bureau], asked: Wanted) -> list[Hit]:
    return [
        Hit(
            one.get_absolute_url(),
            "",
            marked(one.local_name, asked.forms),
            " ".join(part for part in (one.region.local_above, one.adcode) if part),
        )
        for one in rows
    ]


def _figures(rows: Iterable[Any], asked: Wanted) -> list[Hit]:
    hits = []
    for one in rows:
        face = figure(one, scale=scale_of(one), indicator=one.indicator)
        said = pgettext("search", "%(kind)s: %(count)s") % {"kind": name_of(one), "count": stated(one, face)}
        hits.append(
            Hit(
                reverse("reports:metric", args=[one.pk]),
                said,
                marked(one.quote, asked.forms),
                _place(one.report),
            )
        )
    return hits


def _statements(rows: Iterable[Any], asked: Wanted) -> list[Hit]:
    return [
        Hit(
            one.get_absolute_url(),
            one.category.name if one.category else _("No category"),
            marked(one.text, asked.forms),
            _place(one.report),
        )
        for one in rows
    ]


def _sentences(rows: Iterable[Report], asked: Wanted) -> list[Hit]:
    reports = list(rows)
    anchors = holdings.anchors(reports)
    hits = []
    for report in reports:
        at = holdings.first_place(report.text, asked.forms)
        start, end = sentence_bounds(report.text, at)
        anchor = holdings.nearest(anchors.get(report.pk, []), at)
        # A browser that knows text fragments marks the words in the report; others go to the place before them.
        fragment = f"#{anchor}:~:text={quote(report.text[at : min(end, at + 20)], safe='')}"
        hits.append(
            Hit(
                report.get_absolute_url() + fragment,
                "",
                marked(report.text[start:end], asked.forms),
                _place(report),
            )
        )
    return hits


def _place(report: Report) -> str:
    return _("%(place)s, report for %(year)s") % {"place": report.region.local_name, "year": report.year}
