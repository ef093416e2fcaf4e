"""What a page says about where it comes from, beside the bureau's own name: titles, header, index number, the body.

Used for two questions: which of several namesakes is meant (鼓楼区民政局), and which place stands behind a bureau that
only gives its rank (市民政局). Both may stay without an answer; neither is ever guessed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from bureaus.naming import short_forms
from bureaus.resolver import Division, Gazetteer, mentions

RANK_WORDS = "旗县区市州盟省"
"""From the small to the large: where two ranks are named equally often, the report is the smaller one's."""
# What stands before a place that was visited or that is the one above; what stands behind the one above.
VISITED = re.compile(r"(?:赴|到|往|考察|学习|对口(?:帮扶|支援)|来自|配合|按照|上级)\Z")
ABOVE = re.compile(
    r"(?:委|政府|人民政府|民政局|民政厅|有关部门|[、和及]){0,6}的?[\u4e00-\u9fff]{0,4}?(?:指导|领导)"
)
# 各县(市、区): only a prefecture has them below it, so 市民政局 is no county-level city's.
SUBORDINATES = re.compile(r"县[(]?[、/]?市?[、/]?区|区县|县市|区市|县[(]市")
CODE = re.compile(r"(?:11)?(?P<code>[1-6]\d{5})")
# Bare names of prefectures that are also everyday words (长治久安, 平安安康); they prove nothing.
EVERYDAY = frozenset(
    {"长治", "来宾", "大同", "安康", "白银", "中山", "三明", "海东", "吉安", "自贡", "新乡", "平凉"}
)


@dataclass(frozen=True, slots=True)
class PlaceEvidence:
    """The whole text with its more trusted parts and the header's index number."""

    gazetteer: Gazetteer
    year: int | None
    text: str
    trusted: tuple[tuple[str, str], ...]
    """(source, words) of the title, the header, the opening and the signature."""
    index_number: str

    def settle(self, candidates: tuple[Division, ...]) -> tuple[Division, ...]:
        """Those of the namesakes that the evidence leaves: one if it decides, else all of them."""
        if len(candidates) < 2:
            return candidates
        by_code = tuple(division for division in candidates if division.adcode == self._code())
        if by_code:
            return by_code
        trusted = "\n".join(words for _, words in self.trusted)
        return _clear(candidates, trusted, least=1) or _clear(candidates, self.text, least=2) or candidates

    def of_rank(self, rank: str | None) -> tuple[tuple[Division, ...], str]:
        """The place a bureau of this rank belongs to, and the part of the page that says so."""
        rank = rank or self.usual_rank()
        coded = self.gazetteer.at(self._code(), self.year) or self.gazetteer.at(self._code())
        if rank is None:
            return ((coded,), "header") if coded else ((), "body")
        for source, words in self.trusted:
            if found := self._named(words, rank):
                return found, source
        if coded is not None and _has_rank(coded, rank):
            return (coded,), "header"
        return self._named(self.text, rank) or self._bare(rank), "body"

    def usual_rank(self) -> str | None:
        """县 where the text speaks of 县委, 全县 and 我县 more than of any other rank."""
        counts = {rank: sum(self.text.count(word + rank) for word in "全我") for rank in RANK_WORDS}
        counts = {rank: count + self.text.count(rank + "委") for rank, count in counts.items()}
        rank = max(counts, key=lambda rank: counts[rank])
        return rank if counts[rank] else None

    def _code(self) -> str:
        """Index numbers begin with the division's code, bare or as digits 3 to 8 of the office's credit code."""
        code = CODE.match(self.index_number)
        return code["code"] if code else ""

    def _named(self, text: str, rank: str) -> tuple[Division, ...]:
        counts: Counter[tuple[Division, ...]] = Counter()
        for mention in mentions(self.gazetteer, text, self.year):
            fitting = tuple(division for division in mention.candidates if _has_rank(division, rank))
            if fitting and not _is_elsewhere(text, mention.start, mention.end):
                # 《海门市社会救助办法》: a bureau writes of its own place in the names of its documents
                counts[fitting] += 2 if text[mention.start - 1 : mention.start] == "《" else 1
        if rank == "市" and SUBORDINATES.search(text):
            counts = _with_subordinates(counts)
        return self.settle(_outstanding(counts))

    def _bare(self, rank: str) -> tuple[Division, ...]:
        """Prefectures by their bare name (法治株洲, 幸福威海), where no official name stands in the text."""
        pairs = Counter(map("".join, zip(self.text, self.text[1:], strict=False)))
        counts: Counter[tuple[Division, ...]] = Counter()
        for division in self.gazetteer.in_force(self.year):
            if division.level == "prefecture" and _has_rank(division, rank):
                for form in short_forms(division.name)[-1:]:
                    if pairs[form[:2]] > 2 and form not in EVERYDAY:
                        counts[(division,)] = self.text.count(form)
        ranked = counts.most_common(2)
        if not ranked or ranked[0][1] < 3 or (len(ranked) == 2 and ranked[0][1] < 3 * ranked[1][1]):
            return ()
        return ranked[0][0]


def _has_rank(division: Division, rank: str) -> bool:
    """区 alone is a district: neither a 地区 nor an autonomous region."""
    return division.name.endswith(rank) and (rank != "区" or division.level == "county")


def _with_subordinates(counts: Counter[tuple[Division, ...]]) -> Counter[tuple[Division, ...]]:
    """各县(市、区) speaks for the prefecture; if a county-level city is named far more often, neither is clear."""
    upper = Counter({named: count for named, count in counts.items() if named[0].level != "county"})
    if not upper:
        return counts
    most = max(upper.values())
    if max(counts.values()) < 2 * most:
        return upper
    return Counter({named: 1 for named, count in counts.items() if count >= most})


def _is_elsewhere(text: str, start: int, end: int) -> bool:
    """赴南京市学习, 在南通市民政局的指导下: a place that was visited, or the one above."""
    return VISITED.search(text, max(0, start - 4), start) is not None or ABOVE.match(text, end) is not None


def _outstanding(counts: Counter[tuple[Division, ...]]) -> tuple[Division, ...]:
    """The one named at least twice as often as any other; all of them where none stands out."""
    ranked = counts.most_common()
    if not ranked:
        return ()
    if len(ranked) > 1 and ranked[0][1] < 2 * ranked[1][1]:
        close = [named for named, count in ranked if 2 * count > ranked[0][1]]
        return tuple({division.key: division for named in close for division in named}.values())
    return ranked[0][0]


def _clear(candidates: Iterable[Division], text: str, *, least: int) -> tuple[Division, ...]:
    """The candidate whose prefecture or province the text names, alone or at least three times as often.

    A municipality's name stands in many reports (赴北京市学习), so `least` times is asked of it.
    """
    scores = {division: _support(division, text) for division in candidates}
    ranked = sorted(scores, key=lambda division: scores[division], reverse=True)
    best, second = ranked[0], ranked[1]
    if scores[best] < (least if not best.prefecture else 1):
        return ()
    if scores[second] and scores[best] < max(3, 3 * scores[second]):
        return ()
    return (best,)


def _support(division: Division, text: str) -> int:
    forms = [division.province]
    if division.prefecture:
        bare = short_forms(division.prefecture)[-1:]
        telling = [form for form in bare if form not in division.name and form not in EVERYDAY]
        forms += telling or [division.prefecture]
    visits = sum(text.count(word + form) for form in forms for word in ("赴", "到"))
    return sum(text.count(form) + text.count("《" + form) for form in forms) - visits
