"""How well a wording of the catalogue fits the words around a figure (匹配依据): the scores, and what rules one out."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reports.extraction.matching.vocabulary import POINT, Entry, Row, Terms, Vocabulary, Wording

_DENSITY = re.compile(r"每[万千百]")
_GAP = "\x02"
"""Stands between stretches of words that aren't neighbours, so that no word is found across."""
_SHORT = 6
_MODIFIER_COST, _BORROWED_COST, _STEP, _FARTHEST = 3 * POINT, POINT, 3, 20
_NOTHING = -1000 * POINT
"""Fewer points than any wording can have."""
_NEW = re.compile(
    r"新增|新建|新成立|新登记|新注册|新设|新办|新纳入|新改扩建|新培育|新招|新发展|新创|净增|计划新|新认定|新评|增设|筹建|改扩?建|提升改造|改造提升"
)
_BUILT = re.compile(r"(?:建成|打造|创建|设立|建设|成立|投放|开办|新开)(?!等|的|了?标准)")
_RUNNING = re.compile(r"运营|累计|已|共建|现|全覆盖|目前")
_LOOKED_AT = re.compile(r"抽[检查]|检查|巡[查检]|走访|慰问|约谈")
"""What a list begins with (抽检社会组织26家、养老机构8家) holds for all that are in it."""
DONE_TO = re.compile(
    r"(?:停[发保业办用]|暂停|取消|清[退出理]|调[出入离]|核[查减增]|复[核查审]|比对|认证|公示|表彰|奖励|申请|申报|审批|通过|受理|整合|合并|撤并|"
    r"升级|提升|改造|维修|修缮|检[查修]|抽[查检]|培训|约谈|减少|增加|增长|追回|处理|发现|死亡|关停|关闭|变更|走访|慰问|看望|移交|更新|报废|培育)"
    r"[了共约达]{0,2}$"
)
"""What is done to some of them (孤儿核查126人, 养老机构关停3家) counts those, not what there is."""
_ENDING, _LEADING = 6, 12
_DOES = re.compile(
    r"(?:关停|关闭|整合|撤并|检查|抽[查检]|巡[查视]|督[导查]|走访|慰问|看望|探[视访]|回访|表彰|奖励|资助|改造|维修|修缮|升级|提升|审[核批]|受理|核查|复[核查]|"
    r"清退|停发|调出|增加|减少|注销|取消|约谈|约见|通报|曝光|处罚|引进|招[聘录]|解聘|辞退|转移|接收|移交|分流|安置|救助|帮扶|邀请|推荐|评选|命名|授予|扶持|"
    r"规划|谋划|立项|竣工|更新)了?(?:全[市县区州旗]|辖区内?|各[类级]|违规|不合格|民办|公办|农村|城乡|城市|乡镇|街道|社区|困难|散居|分散|优秀|注册|行政|老年|日间|养老|政务|事实|困难|残疾人|执法)*$"
)
"""What is done by name (关停养老机构3家, 看望孤儿20人) counts those, not what there is."""
_UNDER_WORK = re.compile(r"[^,]{2,14}?(?<!已)(?:新建|建设)(?:项目|工程|任务)?$")
"""推进12个公益性公墓建设: they are not there yet."""
_PREPOSITION = re.compile(
    r"(?:^|[\u4e00-\u9fff])?(?:对|为|向|给|在|深入|组织|走访|慰问|检查|抽查|指导|约谈|通报|联合|邀请|选派|培训)(?:全[市县区]|辖区内?|所?辖|了|其中)?$"
)
_ALL_OF_THEM = re.compile(r"[^全均都已]{1,14}?(?:已?全部|均|都)")
_MODIFIER = re.compile(r"[^的内中]{2,14}的(?=[\u4e00-\u9fff]{2})")
_OF_THE_REGION = re.compile(r"全[省市县区州旗盟]|[我本][省市县区州旗]|共|现")
_PAID = re.compile(r"购买|提供|发放|享受|落实[^,]{0,6}(?:补贴|津贴)")
_EACH = re.compile(r"(?:每人|[人户月日例件次]均|每户|每人次|标准)[^,;]{0,10}$")
_TAKES_PART = re.compile(
    r"参加|参与|接受|实现|获得|获评|收到|前往|走进|入住|返回|考[上取]|找到|重返|受到|荣获"
)


Words = Callable[[], str]
"""Words that few wordings ask for: put together when the first one does."""


@dataclass(frozen=True, slots=True)
class Choice:
    """An indicator chosen for a figure, how strongly, and the words it rests on."""

    indicator: int
    points: int
    how: str
    words: str


class Reach:
    """The words one figure can be named by: its own, those carried over, and the wider surroundings."""

    __slots__ = (
        "_carried",
        "_lender",
        "_surroundings",
        "after",
        "before",
        "change",
        "dense",
        "domain",
        "large",
        "lead",
        "near",
        "no_stock",
        "own",
        "total",
        "unit",
        "vocabulary",
    )

    def __init__(
        self,
        vocabulary: Vocabulary,
        unit: str,
        before: str,
        after: str,
        surroundings: Words,
        carried: Words | str = "",
        lender: Words | str = "",
        *,
        change: bool = False,
        total: bool = False,
        no_stock: bool = False,
        domain: str = "",
        lead: str = "",
        large: bool = False,
    ) -> None:
        self.vocabulary, self.unit = vocabulary, unit
        self.own = own = vocabulary.read_as(f"{before}{_GAP}{after}")
        before, _, after = own.partition(_GAP)
        self.before, self.after = before, after
        self._surroundings, self._carried, self._lender = surroundings, carried, lender
        self.change, self.total = change, total
        self.no_stock, self.domain, self.lead = no_stock, domain, lead
        self.large = large
        """An amount that no standard reaches: nobody is paid so much."""
        self.near = f"{before[-24:]}{_GAP}{after[:24]}"
        self.dense = "每" in before and _DENSITY.search(before) is not None

    @property
    def carried(self) -> str:
        """The clauses before it in the sentence."""
        if callable(self._carried):
            self._carried = self.vocabulary.read_as(self._carried())
        return self._carried

    @property
    def lender(self) -> str:
        """The clause that lends the figure words, as printed."""
        if callable(self._lender):
            self._lender = self._lender()
        return self._lender

    @property
    def surroundings(self) -> str:
        """The sentence, the two before it and the headings."""
        return self._surroundings()

    def lent(self, before: str, after: str, lender: str, *, no_stock: bool = False) -> Reach:
        """The same figure seen with the words of an earlier clause."""
        return Reach(
            self.vocabulary,
            self.unit,
            before,
            after,
            self._surroundings,
            lambda: self.carried,
            lender,
            no_stock=no_stock or self.no_stock,
            domain=self.domain,
            large=self.large,
        )

    def total_of(self, words: str) -> Reach:
        """The same figure seen as the total of what `words` name."""
        return Reach(self.vocabulary, self.unit, words, "", self._surroundings, total=True)


def best(reach: Reach) -> Choice | None:
    """The wording that fits best; in the words before, one that only modifies a later one stands back.

    Hits are asked from the figure outwards, and only wordings that could still win are held against the text.
    """
    length, last = len(reach.before), -1
    hits = reach.vocabulary.by_unit[reach.unit].hits(reach.own)
    top, chosen, how = _NOTHING, None, "words"
    for start, end, rows in reversed(hits):
        if start >= length:
            continue
        cost = _STEP * min(length - end, _FARTHEST) + (_MODIFIER_COST if end <= last else 0)
        least = top + cost if last >= 0 else _NOTHING
        if rows[0][0] < least:
            continue
        points, wording = _fit(reach, rows, least)
        if wording is None:
            continue
        if last < 0:
            last = start
        if points - cost >= top:
            top, chosen = points - cost, wording
    for start, _end, rows in hits:
        if start < length:
            continue
        cost = _STEP * min(start - length - 1, _FARTHEST)
        if rows[0][0] <= top + cost:
            continue
        points, wording = _fit(reach, rows, top + cost + 1)
        if wording is not None:
            top, chosen, how = points - cost, wording, "words_after"
    return Choice(chosen.terms.index, top, how, "+".join(chosen.atoms)) if chosen else None


def _fit(reach: Reach, rows: Sequence[Row], least: int) -> tuple[int, Wording | None]:
    """The best of the wordings with one word and its points, if any reaches `least` and nothing speaks against it."""
    top, first, chosen = least, 0, None
    own, carried = reach.own, None
    for most, atom, together, entry in rows:
        if most < top:
            break
        if atom and atom not in own:
            carried = carried if carried is not None else reach.carried
            if together or atom not in carried:
                continue
        points = most if entry.alone else _points(reach, entry)
        if points < top or (points == top and chosen is not None and entry.order > first):
            continue
        if not _ruled_out(reach, entry):
            top, first, chosen = points, entry.order, entry.wording
    return top, chosen


def _points(reach: Reach, entry: Entry) -> int:
    """What a wording is worth by its atoms, its contexts and the unit; less than nothing where an atom is missing."""
    points, own = entry.points, reach.own
    borrowed = 0
    for atom in entry.others:
        if atom in own:
            points += 2 * POINT * len(atom)
        elif entry.wording.together or atom not in reach.carried:
            return 2 * _NOTHING
        else:
            points += POINT * len(atom)
            borrowed = _BORROWED_COST
    for context in entry.wording.contexts:
        points += POINT * max([len(word) for word in context if word in own], default=0)
    return points - borrowed


def _ruled_out(reach: Reach, entry: Entry) -> bool:
    """Whether the text lacks something the wording asks for, or speaks against it."""
    wording, terms = entry.wording, entry.wording.terms
    spec = terms.spec
    if (reach.dense and not terms.dense) or (reach.change and not wording.change):
        return True
    if reach.domain and spec.domain != reach.domain:
        return True
    if (spec.kind == "stock" and reach.no_stock) or (spec.kind == "standard" and reach.large):
        return True
    for context in wording.contexts:
        if not _stands(reach, context):
            return True
    if not reach.total and not wording.together and _forbidden(reach, entry):
        return True
    if wording.plain and not _surrounded(reach, terms):
        return True
    if spec.kind == "amount":
        return _EACH.search(reach.before) is not None
    return spec.kind == "stock" and _is_new(reach, wording.atoms)


def _any_in(words: Sequence[str], stretch: str) -> bool:
    """Whether one of the words stands in the stretch. A plain loop: it runs thousands of times a report."""
    for word in words:  # noqa: SIM110
        if word in stretch:
            return True
    return False


def _forbidden(reach: Reach, entry: Entry) -> bool:
    """Words near the figure that speak against the indicator; in the clause before too where it lends a word."""
    terms = entry.wording.terms
    if _any_in(terms.forbidden, reach.near):
        return True
    if not terms.forbidden_before:
        return False
    if len(reach.own) > _SHORT and all(atom in reach.own for atom in entry.others):
        return False
    return _any_in(terms.forbidden_before, reach.lender)


def _surrounded(reach: Reach, terms: Terms) -> bool:
    required = terms.required
    if required and not (_any_in(required, reach.own) or _any_in(required, reach.carried)):
        return False
    return not terms.context or _stands(reach, terms.context)


def _stands(reach: Reach, words: Sequence[str]) -> bool:
    """Whether one of the words stands around the figure; what is near and at hand is asked first."""
    return _any_in(words, reach.own) or _any_in(words, reach.carried) or _any_in(words, reach.surroundings)


def _first_of(atoms: tuple[str, ...], words: str) -> int:
    """Where the first of the atoms stands in the words; 0 where none does."""
    return min((at for atom in atoms if (at := words.find(atom)) > 0), default=0)


def _is_new(reach: Reach, atoms: tuple[str, ...]) -> bool:
    """New, newly built or merely served things don't make up a stock."""
    own = reach.lead + reach.before
    if _NEW.search(own) or (reach.lead and _LOOKED_AT.search(reach.lead)):
        return True
    if (reach.after and _UNDER_WORK.match(reach.after)) or DONE_TO.search(reach.before[-_ENDING:]):
        return True
    at = _first_of(atoms, reach.before)
    if at > 1 and _DOES.search(reach.before[max(0, at - _LEADING) : at]):
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
