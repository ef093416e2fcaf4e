"""Chooses the indicator of a figure (指标匹配): unit first, then the words nearest to it, then what it carries over."""

from __future__ import annotations

import re

from reports.extraction.matching.clauses import Clause
from reports.extraction.matching.evidence import DONE_TO, Choice, Reach, Words, best
from reports.extraction.matching.vocabulary import POINT, Vocabulary

_SUM = re.compile(r"(?:合计|共计|总计|总数|共)(?:为|达|有)?(?:约)?$")
_CHANGE = re.compile(
    r"(?:增长|增幅|涨幅|降幅|增加|上升|下降|减少|提高|提升|上涨|上浮|降低|下调|上调|提标|压缩|压减|缩短|节约|翻|增)(?:幅度)?(?:率|比例)?[了约近超为达]*(?:到)?(?:约|近|超)?$"
)
_REACHED = re.compile(r"(?:到|至|为|达)(?:了)?(?:每人)?(?:每[月年天])?(?:约|近|超过?)?$")
_COMPARED = re.compile(
    r"(?:同比|环比|比上年|较上年|比去年|较去年|比上一年|较上一年|与上年|与去年|比同期)[^\x02]{0,12}$"
)
_FROM = re.compile(
    r"(?:由|从)(?:[^,;]{2,12}[初末底时]的|原来的?|原先的?|原|上年的?|去年的?|上年度的?|此前的?|过去的?|之前的?|年初的?|法定的?|\d{4}年(?:底|末)?的?)?"
    r"(?:最低|最高)?(?:[年月]标准|标准)?(?:每人|每户|每位)?(?:每[月年天次]|年人均|月人均)?(?:约|近)?$"
)
_EARLIER_HINT = re.compile(r"[由从上去前原]")
# 由家庭月人均1000元上调至: whatever stands between, where the next words say plainly that it rises or falls.
_FROM_SOME = re.compile(r"(?:由|从)[\u4e00-\u9fff]{1,10}$")
_RISES_TO = re.compile(
    r"(?:统一|分别|逐步|再)?(?:提高|提升|提标|上调|调整|增加|增长|上升|上涨|上浮|下降|降低|下调|减少|压缩|缩短|精简|扩大|提|增|升|降|减|调)[到至为]"
)
_RISES = re.compile(r"[^,。;、]{0,12}?(?:到|至|为|增|升|降|减|下调|上调|压|缩|扩|提)")
_LAST_YEAR = re.compile(
    r"(?:上年|去年|上年同期|去年同期|上一年度?|上年度|前年)(?:末|底)?(?:的|为|是|仅为|只有|同期)?(?:约|近)?$|"
    r"原(?:标准|来)?(?:为|是|的)?(?:每人)?(?:每[月年])?$"
)
_GOAL = re.compile(
    r"^(?:的|这一)?(?:年度)?(?:任务指标|目标任务|任务目标|任务数|目标值|年度目标|年度任务|任务(?!$)|目标|考核指标)"
)
_SET = re.compile(r"^(?!.*完成)[^,]{0,20}任务(?:数)?(?:为)?$|计划(?!新|完成|建)[\u4e00-\u9fff]{1,6}$")
_SET_HINT = re.compile(r"任务|计划")
_STANDARD = re.compile(r"标准.*|每人.*|[提上]高[到至].*")
_NUMBER = re.compile(r"\d+(?:年|月|日)?")
_AVERAGE = re.compile(r"(?:[人户月日例件次]均)[^,;]{0,6}$")
"""户均1830元 is no total, whatever the clause before names."""
_NEWLY = re.compile(r"新[增评认授创批核]")
_NEAR = 30
"""The patterns that end at the figure look no farther back than this."""
_CARRIED_STEPS = 2
_LARGE = 200_000


def choose(
    vocabulary: Vocabulary, clause: Clause, surroundings: Words, no_stock: bool = False, domain: str = ""
) -> Choice | None:
    """The indicator of the figure, or None when the catalogue has none for it."""
    before, after, unit = clause.before, clause.after, clause.quantity.unit
    if clause.shared_name is not None:
        before, after = clause.shared_name, ""
    if before.endswith("等") and after.startswith(vocabulary.kinds):
        # 社会团体的设立等6个事项: matters are counted, and what stands before 等 are examples of them.
        return best(Reach(vocabulary, unit, "", after, surroundings, domain=domain))
    change = is_change(before)
    reach = Reach(
        vocabulary,
        unit,
        before,
        after,
        surroundings,
        lambda: carried_words(clause),
        lambda: _lender(clause, before),
        change=change,
        no_stock=no_stock,
        domain=domain,
        lead=clause.previous.before if clause.listed and clause.previous else "",
        large=clause.quantity.unit == "元" and clause.quantity.value >= _LARGE,
    )
    found = best(reach)
    if found is not None or change or not thin(vocabulary, before + after):
        return found
    if unit == "元" and _AVERAGE.search(before):
        return None
    return _total(reach, clause) or _carry(reach, clause)


def _lender(clause: Clause, before: str) -> str:
    """The clause before, in which words may speak against an indicator that borrows from it."""
    previous = clause.previous
    if previous is None:
        return clause.prefix[-30:]
    if "满意" in before and previous.quantity.unit == "%":
        # Of what people are content with is said before the rate before: 受理工单…件,办结率…,满意率….
        return f"{previous.own}\x02{carried_words(clause)[-_NEAR:]}"
    return previous.own


def _total(reach: Reach, clause: Clause) -> Choice | None:
    """合计 after two figures: what both together are (人大建议, 政协提案 → 建议提案)."""
    previous = clause.previous
    if previous is None or previous.previous is None or not _SUM.search(clause.before):
        return None
    choice = best(reach.total_of(previous.previous.before + previous.before))
    return Choice(choice.indicator, choice.points - 3 * POINT, "total", choice.words) if choice else None


def is_change(before: str) -> bool:
    """True for a growth, a fall or a difference (增长, 比上年减少), false for what was reached (提高到)."""
    before = before[-_NEAR:]
    if _REACHED.search(before) and not _COMPARED.search(before):
        return bool(re.search(r"(?:增幅|涨幅|降幅|增长|增长率|提高幅度)(?:为|达到?)$", before))
    return bool(_COMPARED.search(before)) or (bool(_CHANGE.search(before)) and not before.endswith("新增"))


def is_earlier(before: str, following: str) -> bool:
    """True for an earlier value given for comparison (由300元提高到, 上年为); 由3名律师组成 is none."""
    if not _EARLIER_HINT.search(before):
        return False
    before = before[-_NEAR:]
    if _FROM.search(before):
        return bool(_RISES.match(following))
    if _FROM_SOME.search(before) and _RISES_TO.match(following):
        return True
    return bool(_LAST_YEAR.search(before))


def is_goal(before: str, after: str) -> bool:
    """True for a target that stands beside the actual value (197个的任务指标)."""
    if _GOAL.match(after):
        return True
    return _SET_HINT.search(before) is not None and _SET.search(before[-_NEAR:]) is not None


def carried_words(clause: Clause) -> str:
    """What the figure may complete its own words with: the clauses before it in the sentence."""
    parts = []
    at = clause.previous
    for _ in range(3):
        if at is None:
            break
        parts.append(at.own)
        at = at.previous
    return "\x02".join(reversed(parts)) + "\x02" + clause.prefix[-60:]


def thin(vocabulary: Vocabulary, words: str) -> bool:
    """True when the words name nothing themselves (共计, 发放资金, 惠及群众): the name is carried over."""
    if len(words.translate(vocabulary.carried_away)) > 1 and not _NUMBER.search(words):
        return False
    words = vocabulary.read_as(_NUMBER.sub("", words))
    for carrier in vocabulary.carriers:
        if carrier in words:
            words = words.replace(carrier, "")
            if not words:
                return True
    return len(words) <= 1


def _carry(reach: Reach, clause: Clause) -> Choice | None:
    """The name stands in an earlier clause of the sentence."""
    at = clause.previous
    new = _NEWLY.search(clause.before) is not None or DONE_TO.search(clause.before[-6:]) is not None
    for steps in range(_CARRIED_STEPS):
        if at is None:
            break
        before = at.shared_name or at.before
        if reach.unit != at.quantity.unit == "元":
            # 补贴标准提高到每人每月110元,惠及…: of the amount's clause only the name is carried, not the standard.
            before = _STANDARD.sub("", before)
        lender = at.previous.own if at.previous else ""
        choice = best(reach.lent(before, at.after, lender, no_stock=new))
        if choice:
            return Choice(choice.indicator, choice.points - (4 + steps) * POINT, "carried", choice.words)
        if not thin(reach.vocabulary, before + at.after):
            break
        at = at.previous
    if clause.previous is None and clause.prefix:
        choice = best(reach.lent(clause.prefix[-40:], "", ""))
        if choice:
            return Choice(choice.indicator, choice.points - 5 * POINT, "carried", choice.words)
    return None
