"""What official statistics (民政统计) call an indicator, where they count it: official_terms.csv holds the terms."""

from __future__ import annotations

import csv
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings

FILE = "official_terms.csv"


@dataclass(frozen=True, slots=True)
class Term:
    """One term and the publication that uses it."""

    code: str
    term_zh: str
    source: str


def load(folder: Path) -> tuple[Term, ...]:
    """All terms of a folder, in the order of the file. TypeError for a column too many or too few."""
    with (folder / FILE).open(encoding="utf-8", newline="") as lines:
        return tuple(Term(**row) for row in csv.DictReader(lines))


@lru_cache(maxsize=1)
def _by_code() -> dict[str, Term]:
    return {term.code: term for term in load(settings.REFERENCE_DIR)}


def official_term(code: str) -> Term | None:
    """The official term for an indicator; None where official statistics are not known to count it."""
    return _by_code().get(code)


def faults(terms: Sequence[Term], codes: Collection[str]) -> list[str]:
    """All that is wrong with the terms, at once. `codes` are those of the indicators."""
    given = [term.code for term in terms]
    return [
        *(f"{code}: there is no such indicator to call officially" for code in given if code not in codes),
        *(f"{code}: it has two official terms" for code in sorted(set(given)) if given.count(code) > 1),
        *(f"{term.code}: term or source is missing" for term in terms if not (term.term_zh and term.source)),
    ]
