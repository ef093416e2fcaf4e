"""Search (搜索): what holds a word, or one that means the same: sentences, figures, shortcomings, plans, bureaus.

The index names the reports that may hold the words, the newest first; in these the words are looked for where they
stand, so that the answer is exact, words of two characters are found, and SQLite and PostgreSQL answer alike. Only the
first thousand of a kind are counted: a word in every report costs no more than a rare one.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from bureaus.models import Bureau
from reports.gram_index import holding, is_whole
from reports.grams import is_one
from reports.holdings.bureaus import bureaus_spelled
from reports.models import Indicator, Metric, Plan, Problem, ProblemCategory, Report, Section

MOST_COUNTED = 1000
MOST_LOOKED_INTO = 4000
"""So many reports are looked into where a report that may hold the words need not."""
STATEMENTS: dict[str, type[Problem | Plan]] = {"problems": Problem, "plans": Plan}
MOST_WORDS = 5
MOST_SYNONYMS = 8


@dataclass(frozen=True, slots=True)
class Word:
    """A word asked for, the words that mean the same, and what of the catalogue bears it."""

    typed: str
    synonyms: tuple[str, ...]
    indicators: frozenset[str]
    categories: frozenset[str]

    @property
    def forms(self) -> tuple[str, ...]:
        return (self.typed, *self.synonyms)

    def stands_in(self, column: str) -> Q:
        """One of its forms stands in the column."""
        found = Q()
        for form in self.forms:
            found |= _holds(column, form)
        return found


def _holds(column: str, form: str) -> Q:
    # Latin letters in either case, on both databases; Chinese has no case, and `contains` is faster.
    return Q(**{f"{column}__{'icontains' if form.isascii() else 'contains'}": form})


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is searched for: every word must be met."""

    words: tuple[Word, ...]
    indicators: tuple[Indicator, ...]
    """Those whose name or synonym holds every word."""

    @property
    def forms(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(form for word in self.words for form in word.forms))

    @property
    def synonyms(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(form for word in self.words for form in word.synonyms))


def wanted(typed: str) -> Wanted:
    """Two queries: the catalogue's indicators and categories, through which synonyms are followed."""
    catalogue = list(Indicator.objects.select_related("domain").order_by("domain__position", "position"))
    categories = list(ProblemCategory.objects.all())
    words = tuple(_word(one, catalogue, categories) for one in typed.split()[:MOST_WORDS])
    found = [one for one in catalogue if all(one.pk in word.indicators for word in words)]
    return Wanted(words, tuple(found))


def _word(typed: str, catalogue: Iterable[Indicator], categories: Iterable[ProblemCategory]) -> Word:
    low = typed.lower()
    bearing: set[str] = set()
    same: list[str] = []
    for one in catalogue:
        names = (one.name_zh, *one.synonyms)
        if low in one.name_en.lower() or any(typed in name for name in names):
            bearing.add(one.pk)
        if typed in names:
            same += names
    of_category = {one.pk for one in categories if typed in one.name_zh or low in one.name_en.lower()}
    return Word(typed, _shortest(typed, same), frozenset(bearing), frozenset(of_category))


def _shortest(typed: str, names: Iterable[str]) -> tuple[str, ...]:
    """The names without those that hold a shorter one, or the word itself: they are found with it."""
    kept: list[str] = []
    for name in sorted(set(names), key=len):
        if not any(shorter in name for shorter in (typed, *kept)):
            kept.append(name)
    return tuple(kept[:MOST_SYNONYMS])


def reports_with(asked: Wanted) -> QuerySet[Report]:
    """Published reports whose text holds every word, the newest first. One or two queries for their keys."""
    found = Report.objects.filter(pk__in=_candidates(asked, "text"))
    # Where the index alone can tell, a thousand long texts need not be read to count them.
    is_told = all(is_one(form) for form in asked.forms) and is_whole()
    for word in asked.words if not is_told else ():
        found = found.filter(word.stands_in("text"))
    return found.select_related("region", "bureau__region").order_by("-pk")


def _candidates(asked: Wanted, kind: str) -> list[int]:
    """The newest published reports that may hold the words in their text or in findings of this kind. One query.

    Each holds one of what is counted at least, unless several words, or longer ones, are far apart in it: then more
    are taken, and of what stands in reports older than these nothing is said.
    """
    reports = Report.objects.published()
    for word in asked.words:
        reports = reports.filter(holding(kind, word.forms) | _bearing(kind, word))
    is_sure = len(asked.words) == 1 and all(is_one(form) for form in asked.forms)
    most = MOST_COUNTED + 1 if is_sure else MOST_LOOKED_INTO
    return list(reports.order_by("-pk").values_list("pk", flat=True)[:most])


def _bearing(kind: str, word: Word) -> Q:
    """Reports with a finding that the catalogue puts under the word, whatever its own words are."""
    if kind == "figures" and word.indicators:
        of_it: QuerySet[Any] = Metric.objects.standing().filter(indicator__in=sorted(word.indicators))
    elif kind in STATEMENTS and word.categories:
        of_it = STATEMENTS[kind].objects.standing().filter(category__in=sorted(word.categories))
    else:
        return Q(pk__in=[])
    return Q(pk__in=of_it.order_by().values("report"))


def figures_with(asked: Wanted) -> QuerySet[Any]:
    """Figures whose name or clause holds every word, or whose indicator bears it. One query for their reports."""
    found: QuerySet[Any] = Metric.objects.standing().filter(report__in=_candidates(asked, "figures"))
    for word in asked.words:
        bearing = Q(indicator__in=sorted(word.indicators)) if word.indicators else Q()
        # Clauses with a synonym are those of the indicator that bears it; looking for each in a million is not needed.
        found = found.filter(word.stands_in("label") | _holds("quote", word.typed) | bearing)
    related = found.select_related("indicator", "report__region").order_by("-report_id", "start", "pk")
    return related.defer("report__text", "reasons", "sentence", "indicator__synonyms")


def statements_with(asked: Wanted, kind: str) -> QuerySet[Any]:
    """Shortcomings or plans whose text holds every word, or whose category bears it. One query for their reports."""
    model = STATEMENTS[kind]
    found: QuerySet[Any] = model.objects.standing().filter(report__in=_candidates(asked, kind))
    for word in asked.words:
        bearing = Q(category__in=sorted(word.categories)) if word.categories else Q()
        found = found.filter(word.stands_in("text") | bearing)
    related = found.select_related("category", "report__region").defer("report__text")
    return related.order_by("-report_id", "position", "pk")


def bureaus_with(asked: Wanted) -> QuerySet[Bureau]:
    """Bureaus with a published report: by name, former name, code, place, pinyin or its initials."""
    published = Report.objects.published().filter(bureau=OuterRef("pk"))
    found = Bureau.objects.filter(Exists(published))
    for word in asked.words:
        typed = word.typed
        named = Bureau.objects.named_like(typed).values("pk")
        place = Q(region__province__contains=typed) | Q(region__prefecture__contains=typed)
        spelled = Q(pk__in=bureaus_spelled(typed)) if typed.isascii() and typed.isalpha() else Q()
        found = found.filter(Q(pk__in=named) | place | spelled)
    return found.with_lineage().order_by("region__adcode")


def first_place(text: str, forms: Sequence[str]) -> int:
    """Where the first of the words stands; 0 where none does."""
    low = text.lower()
    places = [at for at in (low.find(form.lower()) for form in forms) if at >= 0]
    return min(places, default=0)


def anchors(reports: Iterable[Report]) -> dict[int, list[tuple[int, str]]]:
    """The addressable places of each report in their order: its headings and figures. Two queries."""
    found: dict[int, list[tuple[int, str]]] = defaultdict(list)
    keys = [report.pk for report in reports]
    for report, start in Section.objects.filter(report__in=keys).order_by().values_list("report", "start"):
        found[report].append((start, f"s{start}"))
    figures = Metric.objects.standing().filter(report__in=keys).order_by()
    for report, start in figures.values_list("report", "start"):
        found[report].append((start, f"c{start}"))
    return {report: sorted(places) for report, places in found.items()}


def nearest(places: Sequence[tuple[int, str]], at: int) -> str:
    """The last addressable place that begins at or before `at`; empty where there is none."""
    index = bisect_right(places, at, key=lambda place: place[0])
    return places[index - 1][1] if index else ""
