"""How alike two sentences are in what they speak of: content words they share, rarer ones weighing more. Pure.

A sentence is reduced to the pairs of characters between its carrier words (加强, 进一步, 工作 …), its figures and its
marks, and to the words of the catalogue that stand in it. How much of one sentence another one covers is the shared
part of its weight; the shared words can be shown.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

CARRIERS = (
    "法治政府建设|法治政府|法治建设|依法行政|法治|"
    "进一步|不断|持续|切实|全面|深入|扎实|有效|积极|大力|认真|坚持|更加|逐步|及时|严格|明显|基本|充分|着力|稳步|加快|加大力度|加大"
    "|加强|推进|推动|开展|组织|实施|落实|建立|健全|完善|建设|制定|修订|做好|抓好|强化|提升|提高|优化|规范|创新|丰富|扩大|充实|补齐"
    "|完成|实现|形成|得到|取得|进展|成效|启动|运行|执行|覆盖面|覆盖|问题|不足|不够|不强|不高|不好|偏弱|偏少|薄弱|滞后|有待|存在|部分"
    "|个别|仍然|还|仍|较为|比较|难以|尚未|未能|工作|情况|方面|机制|制度|体系|能力|水平|力度|力量|任务|目标|要求|管理|服务|质量"
    "|今年|明年|本年度|年度|全年|年内|一年来|下一步|我局|全市|全县|全区|全局|民政局|民政|有关|相关|各项|各类|通过|围绕|按照|根据"
    "|以及|并|和|与|及|在|将|把|使|让|为|从|到|了|的|是|已经|已|正在|目前|其中|其余|新增|新建|不少于|不低于"
    "|一是|二是|三是|四是|五是|六是|七是|八是"
)
"""Words that carry any sentence of the genre and say nothing of its matter."""
TERM_WEIGHT = 1.5
"""A word of the catalogue counts so much beside its pairs of characters."""
_SPLIT = re.compile(rf"(?:{CARRIERS})|[^\u4e00-\u9fff]+")
_MOST_CHARACTERS = 90
_CLAUSE = re.compile(r"[^,，、:：]+[,，、:：]?")


@dataclass(frozen=True, slots=True)
class Words:
    """The content of one sentence, each word with its weight before rarity is looked at."""

    weights: dict[str, float]

    def __bool__(self) -> bool:
        return bool(self.weights)


class Lexicon:
    """The words of the catalogue, longest first, as one pattern."""

    def __init__(self, terms: Iterable[str]) -> None:
        known = sorted({term for term in terms if len(term) > 1}, key=lambda term: (-len(term), term))
        self._pattern = re.compile("|".join(map(re.escape, known))) if known else None

    def words(self, sentence: str) -> Words:
        """Pairs of characters of the content, and the catalogue's words in it."""
        weights: dict[str, float] = {}
        for stretch in _SPLIT.split(sentence):
            weights.update((stretch[at : at + 2], 1.0) for at in range(len(stretch) - 1))
        if self._pattern:
            weights.update((found[0], TERM_WEIGHT) for found in self._pattern.finditer(sentence))
        return Words(weights)


@dataclass(frozen=True, slots=True)
class Rarity:
    """How rare each word is among the sentences at hand; one that stands in a single one of them is the rarest."""

    counts: Counter[str]
    total: int

    @classmethod
    def among(cls, sentences: Iterable[Words]) -> Rarity:
        counts: Counter[str] = Counter()
        total = 0
        for words in sentences:
            counts.update(words.weights.keys())
            total += 1
        return cls(counts, total)

    def of(self, word: str) -> float:
        return math.log((self.total + 1) / max(self.counts[word], 1))

    def weight(self, words: Words) -> float:
        return sum(weight * self.of(word) for word, weight in words.weights.items())

    def covered(self, words: Words, by: Words) -> float:
        """The share of a sentence's weight that another sentence covers, 0 to 1."""
        whole = self.weight(words)
        both = sum(weight * self.of(word) for word, weight in words.weights.items() if word in by.weights)
        return both / whole if whole else 0.0


def shared_words(one: str, other: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The longest stretches of content that stand in both sentences, as printed in the first."""
    common = lexicon.words(one).weights.keys() & lexicon.words(other).weights.keys()
    marked = [False] * len(one)
    for word in common:
        at = one.find(word)
        while at >= 0:
            marked[at : at + len(word)] = [True] * len(word)
            at = one.find(word, at + 1)
    runs = "".join(character if mark else "\n" for character, mark in zip(one, marked, strict=True)).split(
        "\n"
    )
    return tuple(dict.fromkeys(part for run in runs for part in _standing(run, other)))


def _standing(run: str, other: str) -> list[str]:
    """A stretch cut into the longest pieces that stand in the other sentence as they are."""
    pieces: list[str] = []
    start = 0
    while start < len(run) - 1:
        end = len(run)
        while end > start + 1 and run[start:end] not in other:
            end -= 1
        if end > start + 1:
            pieces.append(run[start:end])
        start = max(end, start + 1)
    return pieces


def windows(sentence: str) -> Sequence[str]:
    """A long sentence in runs of clauses, so that what is said in passing is compared by itself."""
    if len(sentence) <= _MOST_CHARACTERS:
        return (sentence,)
    clauses = _CLAUSE.findall(sentence)
    found: list[str] = []
    for first in range(len(clauses)):
        run = ""
        for clause in clauses[first:]:
            if run and len(run) + len(clause) > _MOST_CHARACTERS:
                break
            run += clause
        found.append(run)
    return found or (sentence,)
