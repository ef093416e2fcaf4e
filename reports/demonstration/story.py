"""What a bureau says is wrong, what it promises, and what becomes of it: a thread through its years."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from random import Random

from reports.demonstration.vocabulary import Theme, dice


class Fate(StrEnum):
    """What the next report says of a plan."""

    DONE = "done"
    PARTLY = "partly"
    CHANGED = "changed"
    SILENT = "silent"


FATES, ODDS = list(Fate), (45, 20, 10, 25)
STAYS = {Fate.DONE: 0.15, Fate.PARTLY: 0.7, Fate.CHANGED: 0.45, Fate.SILENT: 0.6}
"""How likely a shortcoming is named again, by what became of its plan."""
WITH_PLAN = 0.85
SAME_WORDS = 0.45


@dataclass(frozen=True, slots=True)
class Promise:
    """A plan as printed, and the sentence about it in the next year's report, empty where it says nothing."""

    theme: Theme
    plan: str
    fate: Fate
    answer: str


@dataclass(frozen=True, slots=True)
class Year:
    """One year of the thread: shortcomings with their themes, and the plans for the year after."""

    problems: tuple[tuple[Theme, str], ...]
    promises: tuple[Promise, ...]


def story(themes: Sequence[Theme], years: Sequence[int], *of: object) -> dict[int, Year]:
    """The thread over all years, those for which no report will be held among them."""
    told: dict[int, Year] = {}
    before = Year((), ())
    for year in years:
        chance = dice(*of, "story", year)
        before = told[year] = _year(themes, before, chance)
    return told


def _year(themes: Sequence[Theme], before: Year, chance: Random) -> Year:
    fates = {promise.theme.key: promise.fate for promise in before.promises}
    problems: list[tuple[Theme, str]] = []
    for theme, words in before.problems:
        if chance.random() < STAYS[fates.get(theme.key, Fate.SILENT)]:
            again = words if chance.random() < SAME_WORDS else chance.choice(theme.problems)
            problems.append((theme, again))
    known = {theme.key for theme, _words in problems}
    fresh = [theme for theme in themes if theme.key not in known]
    chance.shuffle(fresh)
    wanted = chance.choice((2, 3, 3, 4))
    problems = problems[:4]
    problems += [(theme, chance.choice(theme.problems)) for theme in fresh[: max(0, wanted - len(problems))]]
    planned = [theme for theme, _words in problems if chance.random() < WITH_PLAN]
    if chance.random() < 0.3:
        planned += fresh[-1:]
    once = {theme.key: theme for theme in planned}
    return Year(tuple(problems), tuple(_promise(theme, chance) for theme in once.values()))


def _promise(theme: Theme, chance: Random) -> Promise:
    fate = chance.choices(FATES, ODDS)[0]
    answers: tuple[str, ...] = () if fate is Fate.SILENT else getattr(theme, fate)
    # The answer in the same place of the list speaks of the same plan.
    which = chance.randrange(len(answers) or len(theme.plans))
    low, high = theme.n
    n = chance.randint(low, high) if high else 0
    m = max(1, round(n * chance.uniform(0.4, 0.8)))
    answer = answers[which] if answers else ""
    return Promise(theme, _numbered(theme.plans[which], n, m), fate, _numbered(answer, n, m))


def _numbered(sentence: str, n: int, m: int) -> str:
    return sentence.replace("{n}", str(n)).replace("{m}", str(min(m, max(1, n - 1))))
