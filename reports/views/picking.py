"""Bureaus typed into a box, and the chips of those chosen: the same on every page that asks for bureaus."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from bureaus.models import Bureau
from reports.holdings.bureaus import bureaus_called
from reports.holdings.peers import bureaus_of_prefecture
from reports.holdings.search import wanted
from reports.models import Indicator
from reports.numerals import unit_name

MOST_FOUND = 10
MOST_INDICATORS = 30


@dataclass(frozen=True, slots=True)
class Page:
    """A page that asks for bureaus: its address, what it is called, and the query that asks it for some."""

    section: str
    address: str
    name: str
    back: str
    chosen: Sequence[Bureau]
    asking: Callable[[Iterable[Bureau]], str]
    """The query string that asks for just these bureaus."""

    def with_bureaus(self, bureaus: Iterable[Bureau]) -> str:
        return self.asking([*self.chosen, *bureaus])


def add(request: HttpRequest, page: Page, words: str) -> HttpResponse:
    """One match joins the question; several are offered, a whole prefecture at once; none is said."""
    found = list(bureaus_called(words)[: MOST_FOUND + 1])
    prefecture = [bureau for bureau in bureaus_of_prefecture(words) if bureau not in page.chosen]
    fresh = [bureau for bureau in found if bureau not in page.chosen]
    several = len(fresh) > 1 or len(prefecture) > 1
    if found and not several:
        return HttpResponseRedirect(f"{page.address}?{page.with_bureaus(fresh)}")
    context = {
        "section": page.section,
        "crumbs": [
            (page.name, f"{page.address}?{page.with_bureaus(())}"),
            (_("Add a bureau"), ""),
        ],
        "words": words,
        "page": page.address,
        "found": [(bureau, page.with_bureaus([bureau])) for bureau in fresh],
        "prefecture": (prefecture, page.with_bureaus(prefecture)) if len(prefecture) > 1 else None,
        "again": parse_qsl(page.with_bureaus(())),
        "back": page.with_bureaus(()),
        "back_words": page.back,
    }
    return render(request, "reports/compare_add.html", context)


def add_indicator(
    request: HttpRequest, page: Page, words: str, asking: Callable[[Iterable[str]], str]
) -> HttpResponse:
    """One indicator of that name or synonym joins the question; several are offered; none is said."""
    found = wanted(words).indicators
    if len(found) == 1:
        return HttpResponseRedirect(f"{page.address}?{asking([found[0].code])}")
    context = {
        "section": page.section,
        "crumbs": [(page.name, f"{page.address}?{page.with_bureaus(())}"), (_("Add an indicator"), "")],
        "words": words,
        "page": page.address,
        "found": [
            (indicator, _beside(indicator), asking([indicator.code])) for indicator in found[:MOST_INDICATORS]
        ],
        "all_of_them": asking([indicator.code for indicator in found[:MOST_INDICATORS]]),
        "back": page.with_bureaus(()),
        "back_words": page.back,
    }
    return render(request, "reports/compare_find.html", context)


def _beside(indicator: Indicator) -> str:
    """What tells indicators of like names apart: the domain, and what is counted."""
    return pgettext("list", ", ").join((indicator.domain.name, unit_name(indicator.unit)))


def chips(page: Page) -> list[tuple[Bureau, str]]:
    """The bureaus asked for, each with the query without it."""
    return [(one, page.asking([other for other in page.chosen if other != one])) for one in page.chosen]
