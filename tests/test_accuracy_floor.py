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
    "heldout_ordinary": "1     0.982 1     0.970 0.994 0.994 0.952 1     1     1     0.958 1",
    "heldout_unusual":  "1     1     1     0.990 1     1     0.990 1     1     1     1     1",
    "dev_ordinary":     "0.997 0.967 0.997 0.961 0.993 0.999 0.926 0.991 1     1     0.923 0.986",
    "dev_unusual":      "0.998 0.965 0.998 0.981 0.993 0.998 0.942 0.991 0.948 0.992 0.970 0.986",
    "seeds":            "1     1     1     0.986 1     1     0.986 1     1     1     0.900 1",
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
