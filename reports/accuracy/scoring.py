"""One text's gold annotation against what was found in it: counts that add up over texts, and every fault by name.

Both are dicts as the annotation contract writes them (`extraction.wire`). Nothing is rounded and nothing averaged: a
score holds whole counts, so that the score of a set is the sum of its texts' and every rate can be worked out again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any

from reports.extraction.wire import Json

FIELDS = ("indicator", "unit", "period", "status", "qualifier")
"""What must be right of a figure besides its place and value for it to be wholly right."""

STATEMENTS = ("problems", "plans")
TALLIES = ("metrics", *STATEMENTS, "sections")
SHARES = (*FIELDS, "wholly_right", "comparable", "categories", "metadata")
SAME_SPAN = Fraction(4, 5)
"""Two statements are the same one when their spans share at least this much of what they cover together."""

METADATA = ("bureau", "year", "published_on")
Pairs = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Tally:
    """Findings of one kind: how many there are in the text, how many were found, how many of both agree."""

    hit: int = 0
    gold: int = 0
    found: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.hit + other.hit, self.gold + other.gold, self.found + other.found)

    @property
    def precision(self) -> Decimal:
        """The share of what was found that is truly there (查准率)."""
        return Decimal(self.hit) / self.found if self.found else Decimal(self.gold == 0)

    @property
    def recall(self) -> Decimal:
        """The share of what is there that was found (查全率)."""
        return Decimal(self.hit) / self.gold if self.gold else Decimal(1)

    @property
    def f1(self) -> Decimal:
        """The harmonic mean of the two (F1值): high only where both are."""
        return Decimal(2 * self.hit) / (self.gold + self.found) if self.gold + self.found else Decimal(1)


@dataclass(frozen=True, slots=True)
class Share:
    """How many of some were right; of none there is no rate."""

    right: int = 0
    of: int = 0

    def __add__(self, other: Share) -> Share:
        return Share(self.right + other.right, self.of + other.of)

    @property
    def rate(self) -> Decimal | None:
        return Decimal(self.right) / self.of if self.of else None


@dataclass(frozen=True, slots=True)
class Score:
    """The counts of any number of texts. Scores are added, never averaged."""

    texts: int = 0
    tallies: dict[str, Tally] = field(default_factory=lambda: dict.fromkeys(TALLIES, Tally()))
    shares: dict[str, Share] = field(default_factory=lambda: dict.fromkeys(SHARES, Share()))

    def __add__(self, other: Score) -> Score:
        return Score(
            self.texts + other.texts,
            {name: self.tallies[name] + other.tallies[name] for name in TALLIES},
            {name: self.shares[name] + other.shares[name] for name in SHARES},
        )


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that was not read as the annotation has it: in which text, of what sort, in words."""

    text: str
    sort: str
    said: str

    def __str__(self) -> str:
        return f"{self.text}  {self.sort:8}  {self.said}"


@dataclass(slots=True)
class _Comparison:
    """One text being compared: what has been counted and what was wrong so far."""

    text: str
    tallies: dict[str, Tally] = field(default_factory=dict)
    shares: dict[str, Share] = field(default_factory=lambda: dict.fromkeys(SHARES, Share()))
    faults: list[Fault] = field(default_factory=list)

    def count(self, share: str, right: bool) -> None:
        self.shares[share] += Share(int(right), 1)

    def blame(self, sort: str, said: str) -> None:
        self.faults.append(Fault(self.text, sort, said))

    def tally(self, kind: str, pairs: Pairs, gold: Sequence[Json], found: Sequence[Json]) -> None:
        """Count what was paired; what was not is missed or false."""
        self.tallies[kind] = Tally(len(pairs), len(gold), len(found))
        hit, used = {i for i, _ in pairs}, {j for _, j in pairs}
        for i, item in enumerate(gold):
            if i not in hit:
                self.blame("MISSED", _describe(kind, item))
        for j, item in enumerate(found):
            if j not in used:
                self.blame("FALSE", _describe(kind, item))


def compare_text(name: str, gold: Json, found: Json) -> tuple[Score, list[Fault]]:
    """The score of one text and its faults, figures first."""
    comparison = _Comparison(name)
    _compare_metrics(comparison, gold["metrics"], found.get("metrics") or [])
    for kind in STATEMENTS:
        _compare_statements(comparison, kind, gold.get(kind) or [], found.get(kind) or [])
    _compare_sections(comparison, gold.get("sections") or [], found.get("sections") or [])
    _compare_metadata(comparison, gold, found)
    return Score(1, comparison.tallies, comparison.shares), comparison.faults


def _compare_metrics(comparison: _Comparison, gold: Sequence[Json], found: Sequence[Json]) -> None:
    pairs = _pair(gold, found, lambda g, f: _overlap(g, f) > 0 and _values(g) == _values(f))
    comparison.tally("metrics", pairs, gold, found)
    whole = set()
    for i, j in pairs:
        g, f = gold[i], found[j]
        wrong = [name for name in FIELDS if g.get(name) != f.get(name)]
        for name in FIELDS:
            comparison.count(name, name not in wrong)
        if wrong:
            amends = ", ".join(f"{name} {f.get(name)!r} should be {g.get(name)!r}" for name in wrong)
            comparison.blame("WRONG", f"{_describe('metrics', g)}: {amends}")
        else:
            whole.add(i)
    # Of all figures in the text, so that a missed one counts as wrong.
    for i, g in enumerate(gold):
        comparison.count("wholly_right", i in whole)
        if g.get("indicator"):
            comparison.count("comparable", i in whole)


def _compare_statements(
    comparison: _Comparison, kind: str, gold: Sequence[Json], found: Sequence[Json]
) -> None:
    pairs = _pair(gold, found, lambda g, f: _shared(g, f) >= SAME_SPAN)
    comparison.tally(kind, pairs, gold, found)
    for i, j in pairs:
        want, got = gold[i].get("category"), found[j].get("category")
        comparison.count("categories", want == got)
        if want != got:
            comparison.blame("CATEGORY", f"{_describe(kind, gold[i])}: {got!r} should be {want!r}")


def _compare_sections(comparison: _Comparison, gold: Sequence[Json], found: Sequence[Json]) -> None:
    """A heading is the same when level and place are; how its end was cut does not matter."""
    wanted = {(item["level"], item["start"]): item for item in gold}
    got = {(item.get("level"), item.get("start")): item for item in found}
    common = [key for key in wanted if key in got]
    comparison.tallies["sections"] = Tally(len(common), len(wanted), len(got))
    for key, item in wanted.items():
        if key not in got:
            comparison.blame("MISSED", _describe("sections", item))
    for key, item in got.items():
        if key not in wanted:
            comparison.blame("FALSE", _describe("sections", item))


def _compare_metadata(comparison: _Comparison, gold: Json, found: Json) -> None:
    """Bureau, year, day of publication and division code, each where the gold has something to say of it."""
    facts = [(name, gold[name], found.get(name)) for name in METADATA if name in gold]
    if gold.get("region"):
        adcode = (found.get("region") or {}).get("adcode")
        facts.append(("adcode", gold["region"].get("adcode"), adcode))
    for name, want, got in facts:
        comparison.count("metadata", want == got)
        if want != got:
            comparison.blame("METADATA", f"{name} {got!r} should be {want!r}")


def _pair(gold: Sequence[Json], found: Sequence[Json], same: Callable[[Json, Json], bool]) -> Pairs:
    """One-to-one pairs in the order of the gold, each with the free finding that covers it best (贪心配对)."""
    free = list(range(len(found)))
    pairs: Pairs = []
    for i, g in enumerate(gold):
        candidates = [j for j in free if same(g, found[j])]
        if candidates:
            best = max(candidates, key=lambda j: _shared(g, found[j]))
            free.remove(best)
            pairs.append((i, best))
    return pairs


def _overlap(one: Json, other: Json) -> int:
    return max(0, min(int(one["end"]), int(other["end"])) - max(int(one["start"]), int(other["start"])))


def _shared(one: Json, other: Json) -> Fraction:
    """Intersection over union of two spans (交并比)."""
    common = _overlap(one, other)
    if not common:
        return Fraction(0)
    together = (one["end"] - one["start"]) + (other["end"] - other["start"]) - common
    return Fraction(common, together)


def _values(metric: Json) -> tuple[Decimal | None, Decimal | None]:
    return _number(metric.get("value")), _number(metric.get("value_max"))


def _number(written: Any) -> Decimal | None:
    """A value as a number, so that 98.50 and 98.5 are one; what is no number is none."""
    if written is None:
        return None
    try:
        return Decimal(str(written))
    except InvalidOperation:
        return None


def _describe(kind: str, item: Json) -> str:
    if kind == "metrics":
        return f"{item.get('mention')!r} = {item.get('value')} {item.get('label')!r} in {item.get('quote')!r}"
    words = item.get("heading") if kind == "sections" else item.get("text")
    return f"{kind} {str(words)[:40]!r}"


def total(scores: Iterable[Score]) -> Score:
    """The score of several texts taken together."""
    return sum(scores, Score())
