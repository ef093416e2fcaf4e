"""The catalogue's wordings compiled for search (词表): which words in a clause speak for which indicators.

A wording is a plain word (结婚登记) or a pattern `A+B@C/D`: A and B must both stand in the figure's own reach (one may
be carried over from the clause before), C or D somewhere in its surroundings (sentence before, heading); `A&B`:
nothing carried.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from operator import add

from reports.extraction.catalogue import Catalogue
from reports.extraction.quantities import Readers
from reports.extraction.quantities.chinese import ChineseReader
from reports.extraction.quantities.grammar import compile_grammar
from reports.extraction.quantities.zeros import ZeroReader
from reports.extraction.records import IndicatorSpec

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
class Wording:
    """One way of naming an indicator."""

    indicator: int
    atoms: tuple[str, ...]
    contexts: tuple[tuple[str, ...], ...]
    """Of each group one word must stand in the surroundings."""
    plain: bool
    together: bool = False
    """All atoms in the figure's own words (`A&B`); then no forbidden word speaks against it."""


Hit = tuple[int, int, str]
"""A word of the vocabulary in a stretch of text: start, end, the word. Plain, since thousands are made."""


class Vocabulary:
    """All wordings of a catalogue, found by the first two characters of each atom."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.indicators: tuple[IndicatorSpec, ...] = catalogue.indicators
        self.wordings: dict[str, list[Wording]] = defaultdict(list)
        self._fitting: dict[tuple[str, str], list[Wording]] = {}
        self.read_as = Equivalents(catalogue.lexicon.get("equivalents", ()))
        for index, spec in enumerate(catalogue.indicators):
            for wording in _wordings(index, spec, self.read_as):
                for atom in wording.atoms:
                    self.wordings[atom].append(wording)
        self._order = {word: place for place, word in enumerate(self.wordings)}
        self._lengths: dict[str, list[int]] = {}
        """How long the words are that begin with the same two characters, in rising order."""
        for length, pair in sorted({(len(word), word[:2]) for word in self.wordings}):
            self._lengths.setdefault(pair, []).append(length)
        self.forbidden = [
            tuple(self._word(w.lstrip("^")) for w in spec.forbidden) for spec in catalogue.indicators
        ]
        self.forbidden_before = [
            tuple(self._word(w[1:]) for w in spec.forbidden if w[0] == "^") for spec in catalogue.indicators
        ]
        self.required = [tuple(map(self._word, spec.required)) for spec in catalogue.indicators]
        self.context = [tuple(map(self._word, spec.context)) for spec in catalogue.indicators]
        accepts = {c.word: frozenset(c.accepts) | {c.unit} for c in catalogue.classifiers if c.accepts}
        self.accepts = [
            frozenset(spec.units) or accepts.get(spec.unit, frozenset({spec.unit}))
            for spec in catalogue.indicators
        ]
        self.kinds = tuple(catalogue.lexicon["kinds"])
        self.carriers = tuple(sorted(catalogue.lexicon["carriers"], key=lambda word: -len(word)))

    def _word(self, word: str) -> str:
        return self.read_as(bare(word))

    def fitting(self, word: str, unit: str) -> list[Wording]:
        """The wordings with this word whose indicators may be printed in this unit; any when the unit is unknown."""
        key = (word, unit)
        found = self._fitting.get(key)
        if found is None:
            every = self.wordings[word]
            found = [w for w in every if not unit or unit in self.accepts[w.indicator]]
            self._fitting[key] = found
        return found

    def hits(self, words: str) -> list[Hit]:
        """Every word of the vocabulary in `words`, by place; overlapping ones too."""
        order, lengths, last = self._order, self._lengths, len(words)
        found: list[Hit] = []
        for start, pair in enumerate(map(add, words, words[1:])):
            if pair not in lengths:
                continue
            before = len(found)
            for length in lengths[pair]:
                word = words[start : start + length]
                if word in order and start + length <= last:
                    found.append((start, start + length, word))
            if len(found) - before > 1:
                found[before:] = sorted(found[before:], key=lambda hit: order[hit[2]])
        return found


def _wordings(index: int, spec: IndicatorSpec, read_as: Equivalents) -> Iterable[Wording]:
    def words(written: Iterable[str]) -> tuple[str, ...]:
        return tuple(read_as(bare(word)) for word in written)

    seen = set()
    for word in words((spec.name_zh, *spec.synonyms)):
        if len(word) > 1 and word not in seen:
            seen.add(word)
            yield Wording(index, (word,), (), plain=True)
    for pattern in spec.patterns:
        atoms, *contexts = pattern.split("@")
        together = "&" in atoms
        parts = words(atoms.split("&" if together else "+"))
        around = tuple(words(context.split("/")) for context in contexts)
        yield Wording(index, parts, around, plain=False, together=together)


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
