"""No change may make the reading worse: what was once reached on a set of annotated texts is its floor.

A floor is raised whenever the reading gets better (`python manage.py measure` prints the figures) and never lowered to
let a change pass: a rule that helps one report and harms another is not yet the rule.
"""

from __future__ import annotations

from decimal import Decimal

import pytest

from reports.accuracy.scoring import Score
from reports.accuracy.sets import kept_sets, measure

MEASURES = (
    "metrics",
    "indicator",
    "unit",
    "period",
    "status",
    "qualifier",
    "wholly_right",
    "problems",
    "plans",
    "sections",
    "categories",
    "metadata",
)

# F1 where findings are counted, the share right elsewhere; in the order of MEASURES. Measured anew when a set grows.
FLOORS = {
    "heldout_ordinary": "0.986 0.813 0.993 0.926 0.980 1     0.727 0.923 1     1     0.782 1",
    "heldout_unusual":  "0.988 0.838 1     0.951 0.983 1     0.771 0.857 0.857 1     1     0.625",
    "dev_ordinary":     "0.998 0.969 0.998 0.963 0.994 0.999 0.931 1     1     1     0.938 0.985",
    "dev_unusual":      "0.999 0.963 0.998 0.982 0.992 0.998 0.940 1     0.955 0.992 0.968 1",
    "seeds":            "1     1     1     0.981 1     1     0.981 1     1     1     0.900 1",
}  # fmt: skip


@pytest.fixture(scope="module")
def scores() -> dict[str, Score]:
    return {one.code: measure(one).score for one in kept_sets()}


def reached(score: Score, measure: str) -> Decimal:
    if measure in score.tallies:
        return score.tallies[measure].f1
    rate = score.shares[measure].rate
    assert rate is not None, f"the set holds nothing to judge {measure} by"
    return rate


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize("code", FLOORS)
def test_the_reading_is_no_worse_than_it_was(scores: dict[str, Score], code: str, measure: str) -> None:
    floor = Decimal(FLOORS[code].split()[MEASURES.index(measure)])
    assert reached(scores[code], measure) >= floor


def test_every_set_has_its_floor(scores: dict[str, Score]) -> None:
    assert set(scores) == set(FLOORS)
    assert all(len(floors.split()) == len(MEASURES) for floors in FLOORS.values())
