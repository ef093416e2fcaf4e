"""The catalogue's wordings compiled for search (词表): which words in a clause speak for which indicators.

A wording is a plain word (结婚登记) or a pattern `A+B@C/D`: A and B must both stand in the figure's own reach (one may
be carried over from the clause before), C or D somewhere in its surroundings (sentence before, heading); `A&B`:
nothing carried.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import add

from reports.extraction.catalogue import SHORTEST_ATOM, Catalogue
from reports.extraction.quantities import Readers
from reports.extraction.quantities.chinese import ChineseReader
from reports.extraction.quantities.grammar import compile_grammar
from reports.extraction.quantities.zeros import ZeroReader
from reports.extraction.records import IndicatorSpec

_CHANGE = re.compile(r"增长|涨幅|提高幅度|增幅")
_STRIPPED = re.compile("[“”‘’\"'《》<>〈〉 \x00\x01\n\t、]+")


def bare(words: str) -> str:
    """The words without quotes, spaces and masked characters: 婚育“一件事” and 婚育一件事 are one wording."""
    # Most stretches are nothing but characters and digits: to see that costs less than to search them.
    return words if words.isalnum() else _STRIPPED.sub("", words)


def _tree(words: set[str]) -> str:
    """`婚登处`, `婚登员`, `婚登` as one pattern, 婚登(?:处|员)?: no character is looked at twice; the longest wins."""
    rests: dict[str, set[str]] = {}
    for word in words - {""}:
        rests.setdefault(word[0], set()).add(word[1:])
    branches = "|".join(re.escape(first) + _tree(rest) for first, rest in sorted(rests.items()))
    return f"(?:{branches}){'?' if '' in words else ''}" if branches else ""


class Equivalents:
    """Words read as others (同义词): 婚登 as 婚姻登记; a compound as one name, so that nothing is found in it."""

    def __init__(self, pairs: Iterable[str]) -> None:
        split = (pair.partition("=") for pair in pairs)
        self._read = {bare(written): bare(read) for written, _, read in split}
        self._words = re.compile(_tree(set(self._read)) or "(?!)")

    def __call__(self, words: str) -> str:
        return self._words.sub(lambda match: self._read[match[0]], words)


@dataclass(frozen=True, slots=True, eq=False)
class Terms:
    """What an indicator asks of the words around a figure, whichever wording names it."""

    index: int
    spec: IndicatorSpec
    forbidden: tuple[str, ...]
    forbidden_before: tuple[str, ...]
    """Those of the forbidden words that speak against it from the clause before too, where that lends a word."""
    required: tuple[str, ...]
    context: tuple[str, ...]
    accepts: frozenset[str]
    """The units in which it may be printed."""
    dense: bool
    """Counted for so many residents (每万人…)."""


@dataclass(frozen=True, slots=True, eq=False)
class Wording:
    """One way of naming an indicator."""

    terms: Terms
    atoms: tuple[str, ...]
    contexts: tuple[tuple[str, ...], ...]
    """Of each group one word must stand in the surroundings."""
    plain: bool
    together: bool
    """All atoms in the figure's own words (`A&B`); then no forbidden word speaks against it."""
    change: bool
    """Names a growth or a fall itself."""


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """A wording under one of its words, and what it is worth to a figure of one unit before the text is asked."""

    wording: Wording
    order: int
    """Its place among the wordings with this word: of two as good, the first in the catalogue is taken."""
    others: tuple[str, ...]
    points: int
    most: int
    """The points where all other atoms and the longest contexts stand in the figure's own words."""
    alone: bool
    """Nothing but this word and the unit is asked for."""


Row = tuple[int, str, bool, Entry]
"""An entry behind what nearly all fall by: its most points, its first other atom or "", whether none may be lent."""

Hit = tuple[int, int, Sequence[Row]]
"""A word of the vocabulary in a stretch of text: start, end, its wordings. Plain, since thousands are made."""

POINT = 10
"""Points are counted in whole tenths, so that equal ones are equal."""
_CHARACTER, _SAME_UNIT = 2 * POINT, 15


class UnitWords:
    """The words that can name a figure of one unit, found by their first two characters, the longest first."""

    def __init__(self, wordings: Mapping[str, Sequence[Wording]], unit: str) -> None:
        rows: dict[str, tuple[Row, ...]] = {}
        self._lengths: dict[str, list[int]] = {}
        """How long the words are that begin with the same two characters, in falling order."""
        for word, named in wordings.items():
            fitting = [wording for wording in named if not unit or unit in wording.terms.accepts]
            if fitting:
                known = [_entry(word, wording, unit, order) for order, wording in enumerate(fitting)]
                rows[word] = tuple(_row(entry) for entry in sorted(known, key=lambda entry: -entry.most))
        for length, pair in sorted({(-len(word), word[:2]) for word in rows}):
            self._lengths.setdefault(pair, []).append(-length)
        order = {word: place for place, word in enumerate(rows)}
        self._within = {word: _beginnings(word, rows, order) for word in rows}

    def hits(self, words: str) -> list[Hit]:
        """Every word that can name the figure in `words`, by place; overlapping ones too."""
        within, all_lengths = self._within, self._lengths
        found: list[Hit] = []
        for start, pair in enumerate(map(add, words, words[1:])):
            if pair in all_lengths:
                for length in all_lengths[pair]:
                    word = words[start : start + length]
                    if word in within:
                        for size, rows in within[word]:
                            found.append((start, start + size, rows))
                        break
        return found


def _beginnings(
    word: str, rows: Mapping[str, tuple[Row, ...]], order: Mapping[str, int]
) -> list[tuple[int, tuple[Row, ...]]]:
    """The lengths of the words that `word` begins with, itself too, in the order of the catalogue."""
    known = [word[:length] for length in range(SHORTEST_ATOM, len(word) + 1) if word[:length] in rows]
    return [(len(beginning), rows[beginning]) for beginning in sorted(known, key=order.__getitem__)]


def _row(entry: Entry) -> Row:
    return entry.most, entry.others[0] if entry.others else "", entry.wording.together, entry


def _entry(word: str, wording: Wording, unit: str, order: int) -> Entry:
    others = tuple(atom for atom in wording.atoms if atom != word)
    points = _CHARACTER * (sum(map(len, wording.atoms)) - sum(map(len, others)))
    points += _SAME_UNIT if unit == wording.terms.spec.unit else 0
    most = points + _CHARACTER * sum(map(len, others))
    most += POINT * sum(max(map(len, context)) for context in wording.contexts)
    return Entry(wording, order, others, points, most, not others and not wording.contexts)


class _ByUnit(dict[str, UnitWords]):
    """The words whose indicators may be printed in a unit, put together at the first figure in it.

    All of them for the empty unit, which is an unknown one.
    """

    def __init__(self, wordings: Mapping[str, Sequence[Wording]]) -> None:
        super().__init__()
        self._wordings = wordings

    def __missing__(self, unit: str) -> UnitWords:
        found = self[unit] = UnitWords(self._wordings, unit)
        return found


class Vocabulary:
    """All wordings of a catalogue, by the units they can name."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.indicators: tuple[IndicatorSpec, ...] = catalogue.indicators
        self.kind_of = {spec.code: spec.kind for spec in catalogue.indicators}
        self.units_of = {spec.code: (spec.unit, *spec.units) for spec in catalogue.indicators}
        self.read_as = Equivalents(catalogue.lexicon.get("equivalents", ()))
        accepts = {c.word: frozenset(c.accepts) | {c.unit} for c in catalogue.classifiers if c.accepts}
        wordings: dict[str, list[Wording]] = defaultdict(list)
        for index, spec in enumerate(catalogue.indicators):
            terms = _terms(index, spec, accepts.get(spec.unit, frozenset({spec.unit})), self._word)
            for wording in _wordings(terms, self._word):
                for atom in wording.atoms:
                    wordings[atom].append(wording)
        self.by_unit = _ByUnit(wordings)
        self.kinds = tuple(catalogue.lexicon["kinds"])
        self.carriers = tuple(sorted(catalogue.lexicon["carriers"], key=lambda word: -len(word)))
        self.carried_away = dict.fromkeys(map(ord, "".join(self.carriers)))
        """For `translate`: takes away every character that stands in a carrier noun."""

    def _word(self, word: str) -> str:
        return self.read_as(bare(word))


def _terms(index: int, spec: IndicatorSpec, accepts: frozenset[str], read: Callable[[str], str]) -> Terms:
    return Terms(
        index=index,
        spec=spec,
        forbidden=tuple(read(word.lstrip("^")) for word in spec.forbidden),
        forbidden_before=tuple(read(word[1:]) for word in spec.forbidden if word[0] == "^"),
        required=tuple(map(read, spec.required)),
        context=tuple(map(read, spec.context)),
        accepts=frozenset(spec.units) or accepts,
        dense="每" in spec.name_zh,
    )


def _wordings(terms: Terms, read: Callable[[str], str]) -> Iterable[Wording]:
    seen = set()
    for word in map(read, (terms.spec.name_zh, *terms.spec.synonyms)):
        if len(word) > 1 and word not in seen:
            seen.add(word)
            yield _wording(terms, (word,), (), plain=True, together=False)
    for pattern in terms.spec.patterns:
        atoms, *contexts = pattern.split("@")
        together = "&" in atoms
        parts = tuple(map(read, atoms.split("&" if together else "+")))
        around = tuple(tuple(map(read, context.split("/"))) for context in contexts)
        yield _wording(terms, parts, around, plain=False, together=together)


def _wording(
    terms: Terms,
    atoms: tuple[str, ...],
    contexts: tuple[tuple[str, ...], ...],
    *,
    plain: bool,
    together: bool,
) -> Wording:
    change = any(_CHANGE.search(atom) for atom in atoms)
    return Wording(terms, atoms, contexts, plain=plain, together=together, change=change)


@lru_cache(maxsize=4)
def vocabulary(catalogue: Catalogue) -> Vocabulary:
    """The compiled vocabulary of a catalogue; a catalogue object is compiled once."""
    return Vocabulary(catalogue)


@lru_cache(maxsize=4)
def readers(catalogue: Catalogue) -> Readers:
    """The compiled quantity readers of a catalogue."""
    grammar = compile_grammar(catalogue.classifiers)
    heads = {word for spec in catalogue.indicators if spec.kind == "stock" for word in spec.synonyms}
    chinese = ChineseReader(
        grammar.strength,
        catalogue.lexicon["counting_verbs"],
        sorted(heads),
        catalogue.lexicon["numeral_names"],
    )
    return Readers(grammar, chinese, ZeroReader(catalogue.lexicon["events"]))
