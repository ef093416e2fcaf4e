"""The measured accuracy as a table (读数的准确率): sets beside each other, measures below each other. No query.

Shares are rounded down, so that 100 stands only where nothing was wrong.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from reports.accuracy.record import Record
from reports.accuracy.scoring import Score, Share, Tally

TENTH = Decimal("0.1")


class Sort(NamedTuple):
    """A set's name, and what a score on it proves."""

    name: Promise
    proves: Promise


_COMPOSED = gettext_lazy(
    "Composed in the manner of such reports, with invented figures; the rules were improved on them. "
    "A high score here proves little by itself."
)
_HELD_OUT = gettext_lazy(
    "Composed for this project and kept apart: the rules were not written with these texts in view. "
    "Their wording is free on purpose; this is what to expect of a new report at worst."
)
SETS = {
    "heldout_ordinary": Sort(gettext_lazy("Held-out texts, usual form"), _HELD_OUT),
    "heldout_unusual": Sort(gettext_lazy("Held-out texts, unusual form"), _HELD_OUT),
    "dev_ordinary": Sort(gettext_lazy("Composed texts, usual form"), _COMPOSED),
    "dev_unusual": Sort(gettext_lazy("Composed texts, unusual form"), _COMPOSED),
    "seeds": Sort(
        gettext_lazy("Real reports"),
        gettext_lazy("Published by five bureaus. The rules were written with these in view."),
    ),
}
"""In the order of the table: the most telling first."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A share in percent, cut at its point, and what it is a share of; all empty where there was nothing to judge."""

    whole: str = ""
    fraction: str = ""
    count: str = ""

    @classmethod
    def of(cls, rate: Decimal, count: str = "") -> Cell:
        whole, point, tenths = percent(rate).partition(".")
        return cls(whole, point + tenths, count)


class Row(NamedTuple):
    """One measure over all sets."""

    measure: Promise
    cells: tuple[Cell, ...]


class Group(NamedTuple):
    """Measures of one kind of finding."""

    name: Promise
    rows: tuple[Row, ...]


class Column(NamedTuple):
    """One set of annotated texts."""

    sort: Sort
    texts: int
    figures: int


@dataclass(frozen=True, slots=True)
class AccuracyTable:
    """The whole table, with the sentence that sums it up."""

    columns: tuple[Column, ...]
    groups: tuple[Group, ...]
    answer: str
    held_out: bool

    @property
    def width(self) -> int:
        """Columns on the page: the measure, and share and count of each set."""
        return 1 + 2 * len(self.columns)


Measure = tuple[Promise, Callable[[Score], Cell]]


def accuracy_table(record: Record) -> AccuracyTable:
    """The record as the page shows it; a set that this house has no words for is not shown."""
    scores = [(SETS[code], record.sets[code]) for code in SETS if code in record.sets]
    return AccuracyTable(
        tuple(Column(sort, score.texts, score.tallies["metrics"].gold) for sort, score in scores),
        tuple(
            Group(
                name, tuple(Row(said, tuple(cell(score) for _sort, score in scores)) for said, cell in rows)
            )
            for name, rows in _GROUPS
        ),
        _answer(record),
        any(code.startswith("heldout") for code in record.sets),
    )


def _answer(record: Record) -> str:
    """What can be expected, in one sentence: of unseen texts where some are kept, else of the real ones."""
    words = _(
        "In %(texts)s annotated texts stand %(figures)s figures. The machine finds %(found)s%% of them, and reads "
        "%(right)s%% wholly right: place, value, indicator, unit, period, nature and bound."
    )
    score = record.sets.get("heldout_ordinary") or record.sets["seeds"]
    figures = score.tallies["metrics"]
    return words % {
        "texts": score.texts,
        "figures": f"{figures.gold:,}",
        "found": percent(figures.recall),
        "right": percent(score.shares["wholly_right"].rate or Decimal(0)),
    }


def percent(rate: Decimal) -> str:
    """0.9954 → 99.5, 0.99999 → 99.9, 1 → 100."""
    return "100" if rate == 1 else str((rate * 100).quantize(TENTH, ROUND_DOWN))


def _recall(kind: str) -> Callable[[Score], Cell]:
    def cell(score: Score) -> Cell:
        tally = score.tallies[kind]
        return _of(tally.hit, tally.gold)

    return cell


def _precision(kind: str) -> Callable[[Score], Cell]:
    def cell(score: Score) -> Cell:
        tally = score.tallies[kind]
        return _of(tally.hit, tally.found)

    return cell


def _both(kind: str) -> Callable[[Score], Cell]:
    def cell(score: Score) -> Cell:
        tally: Tally = score.tallies[kind]
        return Cell.of(tally.f1) if tally.gold or tally.found else Cell()

    return cell


def _share(name: str) -> Callable[[Score], Cell]:
    def cell(score: Score) -> Cell:
        share: Share = score.shares[name]
        return _of(share.right, share.of)

    return cell


def _of(part: int, whole: int) -> Cell:
    return Cell.of(Decimal(part) / whole, f"{part:,}/{whole:,}") if whole else Cell()


_FOUND = gettext_lazy("of those in the text, found")
_TRUE = gettext_lazy("of those found, truly there")
_BOTH = gettext_lazy("the two as one (F1)")


def _findings(kind: str) -> tuple[Measure, ...]:
    return ((_FOUND, _recall(kind)), (_TRUE, _precision(kind)), (_BOTH, _both(kind)))


_GROUPS: tuple[tuple[Promise, tuple[Measure, ...]], ...] = (
    (pgettext_lazy("measured", "Figures"), _findings("metrics")),
    (
        pgettext_lazy("measured", "What was understood of the figures found"),
        (
            (gettext_lazy("indicator right"), _share("indicator")),
            (gettext_lazy("unit right"), _share("unit")),
            (gettext_lazy("period right"), _share("period")),
            (gettext_lazy("nature right"), _share("status")),
            (gettext_lazy("bound right"), _share("qualifier")),
        ),
    ),
    (
        pgettext_lazy("measured", "Figures wholly right"),
        (
            (gettext_lazy("of all in the text"), _share("wholly_right")),
            (gettext_lazy("of those that can be compared"), _share("comparable")),
        ),
    ),
    (pgettext_lazy("measured", "Self-stated shortcomings"), _findings("problems")),
    (pgettext_lazy("measured", "Plans for the year to come"), _findings("plans")),
    (
        pgettext_lazy("measured", "Subjects"),
        ((gettext_lazy("category of shortcomings and plans right"), _share("categories")),),
    ),
    (pgettext_lazy("measured", "Headings"), _findings("sections")),
    (
        pgettext_lazy("measured", "About the report"),
        ((gettext_lazy("bureau, year, day of publication, division right"), _share("metadata")),),
    ),
)
