"""Promised and reported (计划与落实): each plan of a bureau beside what its next year's report says of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from bureaus.models import Bureau
from reports.holdings.successive import Sentence, Telling, amounts, lexicon, tellings
from reports.models import Plan, Report
from reports.pairing.fulfilment import Outcome, Pairing, Reported, Said


@dataclass(frozen=True, slots=True)
class Promise:
    """A plan, the verdict, and the sentence it rests on with the place that leads there."""

    plan: Plan
    pairing: Pairing
    sentence: Sentence | None
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Promised:
    """The plans of one report, and the report for the year after, None where none is held."""

    report: Report
    told_in: Report | None
    promises: tuple[Promise, ...]
    """Where the next report is not held, none has a verdict and `unanswered` holds the plans."""
    unanswered: tuple[Plan, ...] = ()

    @property
    def next_year(self) -> int:
        return self.report.year + 1


@dataclass(frozen=True, slots=True)
class Promises:
    """All plans of a bureau, newest first, and how many of those with a later report came out in which way."""

    years: tuple[Promised, ...]

    @property
    def counts(self) -> dict[Outcome, int]:
        found = Counter(one.pairing.outcome for year in self.years for one in year.promises)
        return {outcome: found[outcome] for outcome in Outcome}

    @property
    def judged(self) -> int:
        return sum(len(year.promises) for year in self.years)

    @property
    def waiting(self) -> int:
        return sum(len(year.unanswered) for year in self.years)


def promises(bureau: Bureau) -> Promises:
    """Five queries, whatever the years: reports, headings, figures, shortcomings, plans."""
    told = {one.year: one for one in tellings(bureau)}
    found = [_promised(one, told.get(one.year + 1)) for one in told.values() if one.plans]
    return Promises(tuple(reversed(found)))


def _promised(said: Telling, later: Telling | None) -> Promised:
    if later is None:
        return Promised(said.report, None, (), said.plans)
    sentences = later.sentences()
    reported = Reported([one.said for one in sentences], lexicon())
    return Promised(
        said.report,
        later.report,
        tuple(_promise(plan, said, later, sentences, reported) for plan in said.plans),
    )


def _promise(
    plan: Plan, said: Telling, later: Telling, sentences: list[Sentence], reported: Reported
) -> Promise:
    pairing = reported.of(Said(plan.text, amounts(said.figures_in(plan.start, plan.end))))
    if pairing.place is None:
        return Promise(plan, pairing, None)
    sentence = sentences[pairing.place]
    return Promise(plan, pairing, sentence, later.anchor(sentence.start))
