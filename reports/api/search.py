"""The search: what the page finds, in the page's groups and order."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_noop
from ninja import Query, Router

from reports.api import shapes
from reports.api.asked import SearchAsked
from reports.api.faults import of_form
from reports.api.paging import Key, cursor_of, key_of, next_address
from reports.forms import SearchForm
from reports.holdings.search import MOST_COUNTED, wanted
from reports.views.search import FEW, Hit, counted, kinds_of

router = Router(tags=["search"])


@router.get(
    "/search",
    response=shapes.Found,
    summary=gettext_noop("Sentences, figures, shortcomings, plans, indicators and bureaus that hold words"),
    operation_id="search",
    url_name="search",
)
def search(request: HttpRequest, asked: Query[SearchAsked]) -> shapes.Found:
    """As many queries as the page needs. At most a thousand of a kind are listed, so that the last part costs little
    more than the first."""
    form = SearchForm(request.GET)
    if not form.is_valid():
        raise of_form(form)
    sought = wanted(form.cleaned_data["q"])
    start = _start(key_of(asked.cursor, (int,))) if asked.kind else 0
    groups, more = [], False
    for name, (_title, find, hits) in kinds_of(sought).items():
        if asked.kind in (None, name):
            rows = find()
            few = FEW if asked.kind is None else asked.limit
            found = list(rows[:MOST_COUNTED][start : start + few + 1])
            more = asked.kind is not None and len(found) > few
            groups.append(_group(name, rows, hits(found[:few], sought), request))
    return shapes.Found(
        words=form.cleaned_data["q"],
        synonyms=list(sought.synonyms),
        data=groups,
        next=next_address(request, cursor_of((start + asked.limit,))) if more else None,
    )


def _start(key: Key | None) -> int:
    return min(int(key[0]), MOST_COUNTED) if key else 0


def _group(name: str, rows: Any, hits: list[Hit], request: HttpRequest) -> shapes.Hits:
    count = counted(rows)
    return shapes.Hits(
        kind=shapes.SearchKind(name),
        count=min(count, MOST_COUNTED),
        is_capped=count > MOST_COUNTED,
        hits=[_hit(one, request) for one in hits],
    )


def _hit(one: Hit, request: HttpRequest) -> shapes.Hit:
    return shapes.Hit(
        name=one.name or None,
        text="".join(text for text, _marked in one.pieces),
        beside=one.beside or None,
        url=request.build_absolute_uri(one.url),
    )
