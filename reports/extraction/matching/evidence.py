"""How well a wording of the catalogue fits the words around a figure (匹配依据): the scores, and what rules one out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reports.extraction.matching.vocabulary import Hit, Vocabulary, Wording

_DENSITY = re.compile(r"每[万千百]")
_GAP = "\x02"
"""Stands between stretches of words that aren't neighbours, so that no word is found across."""
_SHORT = 6
_SAME_UNIT, _MODIFIER_COST, _BORROWED_COST, _STEP, _FARTHEST = 1.5, 3.0, 1.0, 0.3, 20
_NEW = re.compile(
    r"新增|新建|新成立|新登记|新注册|新设|新办|新纳入|新改扩建|新培育|新招|新发展|新创|净增|计划新|新认定|新评|增设|筹建|改扩?建|提升改造|改造提升"
)
_BUILT = re.compile(r"(?:建成|打造|创建|设立|建设|成立)(?!等|的|了?标准)")
_RUNNING = re.compile(r"运营|累计|已|共建|现|全覆盖|目前")
_PREPOSITION = re.compile(
    r"(?:^|[\u4e00-\u9fff])?(?:对|为|向|给|在|深入|组织|走访|慰问|检查|抽查|指导|约谈|通报|联合|邀请|选派|培训)(?:全[市县区]|辖区内?|所?辖|了|其中)?$"
)
_ALL_OF_THEM = re.compile(r"[^全均都已]{1,14}?(?:已?全部|均|都)")
_MODIFIER = re.compile(r"[^的内中]{2,14}的(?=[\u4e00-\u9fff]{2})")
_OF_THE_REGION = re.compile(r"全[省市县区州旗盟]|[我本][省市县区州旗]|共|现")
_PAID = re.compile(r"购买|提供|发放|享受|落实[^,]{0,6}(?:补贴|津贴)")
_EACH = re.compile(r"(?:每人|人均|户均|每户|每人次|标准)[^,;]{0,10}$")
_TAKES_PART = re.compile(
    r"参加|参与|接受|实现|获得|获评|收到|前往|走进|入住|返回|考[上取]|找到|重返|受到|荣获"
)
_CHANGE_WORD = re.compile(r"增长|涨幅|提高幅度|增幅")


@dataclass(frozen=True, slots=True)
class Choice:
    """An indicator chosen for a figure, how strongly, and the words it rests on."""

    indicator: int
    score: float
    how: str
    words: str


class Reach:
    """The words one figure can be named by: its own, those carried over, and the wider surroundings."""

    __slots__ = (
        "after",
        "before",
        "carried",
        "change",
        "dense",
        "domain",
        "lead",
        "lender",
        "near",
        "no_stock",
        "own",
        "surroundings",
        "total",
        "unit",
        "vocabulary",
        "wide",
    )

    def __init__(
        self,
        vocabulary: Vocabulary,
        unit: str,
        before: str,
        after: str,
        carried: str = "",
        surroundings: str = "",
        lender: str = "",
        *,
        change: bool = False,
        total: bool = False,
        no_stock: bool = False,
        domain: str = "",
        lead: str = "",
    ) -> None:
        self.vocabulary, self.unit = vocabulary, unit
        read_as = vocabulary.read_as
        self.before, self.after = read_as(before), read_as(after)
        before, after = self.before, self.after
        self.carried = carried = read_as(carried)
        self.lender, self.change, self.total = lender, change, total
        self.no_stock, self.domain, self.lead = no_stock, domain, lead
        self.own = f"{before}{_GAP}{after}"
        self.near = f"{before[-24:]}{_GAP}{after[:24]}"
        self.wide = f"{self.own}{_GAP}{carried}{_GAP}{surroundings}"
        self.surroundings = surroundings
        self.dense = _DENSITY.search(before) is not None

    def lent(self, before: str, after: str, lender: str) -> Reach:
        """The same figure seen with the words of an earlier clause."""
        return Reach(
            self.vocabulary,
            self.unit,
            before,
            after,
            self.carried,
            self.surroundings,
            lender,
            no_stock=self.no_stock,
            domain=self.domain,
        )


def best(reach: Reach) -> Choice | None:
    """The wording that fits best; in the words before, one that only modifies a later one stands back."""
    vocabulary, length = reach.vocabulary, len(reach.before)
    scored = [
        (hit, wording, score)
        for hit in vocabulary.hits(reach.before)
        for wording, score in _scores(reach, hit, length - hit[1])
    ]
    last = max((hit[0] for hit, _, _ in scored), default=0)
    chosen: tuple[float, Wording, str] | None = None
    for hit, wording, score in scored:
        score -= _MODIFIER_COST if hit[1] <= last else 0
        if chosen is None or score > chosen[0]:
            chosen = score, wording, "words"
    for hit in vocabulary.hits(reach.after):
        for wording, score in _scores(reach, hit, hit[0]):
            if chosen is None or score > chosen[0]:
                chosen = score, wording, "words_after"
    if chosen is None:
        return None
    score, wording, how = chosen
    return Choice(wording.indicator, score, how, "+".join(wording.atoms))


def _scores(reach: Reach, hit: Hit, distance: int) -> Iterator[tuple[Wording, float]]:
    """How well each wording with the word fits; none that lacks a part or that something speaks against."""
    own, carried, unit, word = reach.own, reach.carried, reach.unit, hit[2]
    nearness = -_STEP * min(distance, _FARTHEST)
    for wording in reach.vocabulary.fitting(word, unit):
        score, borrowed = nearness, False
        for atom in wording.atoms:
            if atom is word or atom in own:
                score += 2 * len(atom)
            elif wording.together or atom not in carried:
                break
            else:
                score += len(atom)
                borrowed = True
        else:
            if not _ruled_out(reach, wording, borrowed):
                yield wording, score + _bonus(reach, wording) - (_BORROWED_COST if borrowed else 0)


def _bonus(reach: Reach, wording: Wording) -> float:
    """Contexts among the figure's own words and the indicator's own unit speak for a wording in addition."""
    bonus = 0.0
    for context in wording.contexts:
        bonus += max((len(word) for word in context if word in reach.own), default=0)
    spec = reach.vocabulary.indicators[wording.indicator]
    return bonus + (_SAME_UNIT if reach.unit == spec.unit else 0)


def _ruled_out(reach: Reach, wording: Wording, borrowed: bool) -> bool:
    vocabulary, index = reach.vocabulary, wording.indicator
    for context in wording.contexts:
        if not any(word in reach.wide for word in context):
            return True
    if not reach.total and not wording.together and _forbidden(reach, index, borrowed):
        return True
    if wording.plain and not _surrounded(reach, index):
        return True
    spec = vocabulary.indicators[index]
    if reach.dense and "每" not in spec.name_zh:
        return True
    if reach.domain and spec.domain != reach.domain:
        return True
    if reach.change and not any(_CHANGE_WORD.search(atom) for atom in wording.atoms):
        return True
    if spec.kind == "amount" and _EACH.search(reach.before):
        return True
    return spec.kind == "stock" and (reach.no_stock or _is_new(reach, wording.atoms))


def _forbidden(reach: Reach, index: int, borrowed: bool) -> bool:
    """Words near the figure that speak against the indicator; in the clause before too where it lends a word."""
    vocabulary, near = reach.vocabulary, reach.near
    for word in vocabulary.forbidden[index]:
        if word in near:
            return True
    before = vocabulary.forbidden_before[index]
    if not before or not (borrowed or len(reach.own) <= _SHORT):
        return False
    return any(word in reach.lender for word in before)


def _surrounded(reach: Reach, index: int) -> bool:
    required, context = reach.vocabulary.required[index], reach.vocabulary.context[index]
    if required and not any(word in reach.own or word in reach.carried for word in required):
        return False
    return not context or any(word in reach.wide for word in context)


def _is_new(reach: Reach, atoms: tuple[str, ...]) -> bool:
    """New, newly built or merely served things don't make up a stock."""
    own = reach.lead + reach.before
    if _NEW.search(own):
        return True
    if _BUILT.search(own) and not _RUNNING.search(own):
        return True
    if _PAID.search(reach.after) or any("补贴" in atom or "残疾人" in atom for atom in atoms):
        return False
    if not any(atom in own for atom in atoms):
        if reach.unit == "人" and not own and _TAKES_PART.search(reach.after):
            return True
        # 全县126个村委会全部…: the county's whole stock all the same.
        for pattern in (_MODIFIER,) if _OF_THE_REGION.search(own) else (_ALL_OF_THEM, _MODIFIER):
            part = pattern.match(reach.after)
            if part and all(atom in part[0] for atom in atoms):
                return True
    return bool(reach.after) and bool(_PREPOSITION.search(own[-16:]))
