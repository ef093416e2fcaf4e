"""Chooses the indicator of a figure (指标匹配): unit first, then the words nearest to it, then what it carries over."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reports.extraction.matching.clauses import Clause
from reports.extraction.matching.vocabulary import Hit, Vocabulary, Wording

_NEW = re.compile(
    r"新增|新建|新成立|新登记|新注册|新设|新办|新纳入|新改扩建|新培育|新招|新发展|新创|净增|计划新|新认定|新评|增设|筹建|改扩?建|提升改造|改造提升"
)
_BUILT = re.compile(r"(?:建成|打造|创建|设立|建设|成立)(?!等|的|了?标准)")
_RUNNING = re.compile(r"运营|累计|已|共建|现|全覆盖|目前")
_PREPOSITION = re.compile(
    r"(?:^|[\u4e00-\u9fff])?(?:对|为|向|给|在|深入|组织|走访|慰问|检查|抽查|指导|约谈|通报|联合|邀请|选派|培训)(?:全[市县区]|辖区内?|所?辖|了|其中)?$"
)
_ALL_OF_THEM = re.compile(r"[^全均都已]{1,14}?(?:已?全部|均|都)")
_PAID = re.compile(r"购买|提供|发放|享受|落实[^,]{0,6}(?:补贴|津贴)")
_SUM = re.compile(r"(?:合计|共计|总计|总数|共)(?:为|达|有)?(?:约)?$")
_CHANGE = re.compile(
    r"(?:增长|增幅|涨幅|降幅|增加|上升|下降|减少|提高|提升|上涨|上浮|降低|下调|上调|压缩|压减|缩短|节约|翻|增)(?:幅度)?(?:率|比例)?[了约近超为达]*(?:到)?(?:约|近|超)?$"
)
_REACHED = re.compile(r"(?:到|至|为|达)(?:了)?(?:每人)?(?:每[月年天])?(?:约|近|超过?)?$")
_COMPARED = re.compile(
    r"(?:同比|环比|比上年|较上年|比去年|较去年|比上一年|较上一年|与上年|与去年|比同期)[^\x02]{0,12}$"
)
_FROM = re.compile(
    r"(?:由|从)(?:[^,;]{2,12}[初末底时]的|原来的?|原先的?|原|上年的?|去年的?|上年度的?|此前的?|过去的?|之前的?|年初的?|法定的?|\d{4}年(?:底|末)?的?)?"
    r"(?:最低|最高)?(?:每人|每户|每位)?(?:每[月年天次]|年人均|月人均)?(?:约|近)?$"
)
_RISES = re.compile(r"[^,。;、]{0,12}?(?:到|至|为|增|升|降|减|下调|上调|压|缩|扩|提)")
_LAST_YEAR = re.compile(
    r"(?:上年|去年|上年同期|去年同期|上一年度?|上年度|前年)(?:末|底)?(?:的|为|是|仅为|只有|同期)?(?:约|近)?$|"
    r"原(?:标准|来)?(?:为|是|的)?(?:每人)?(?:每[月年])?$"
)
_CHANGE_WORD = re.compile(r"增长|涨幅|提高幅度|增幅")
_GOAL = re.compile(
    r"^(?:的|这一)?(?:年度)?(?:任务指标|目标任务|任务目标|任务数|目标值|年度目标|年度任务|任务(?!$)|目标|考核指标)"
)
_PER_UNIT = re.compile(r"(?:占比?|占[^\x02]{1,20})(?:的|约|达|为|近)*$")


@dataclass(frozen=True, slots=True)
class Choice:
    """An indicator chosen for a figure, how strongly, and the words it rests on."""

    indicator: int
    score: float
    how: str
    words: str


def choose(
    vocabulary: Vocabulary, clause: Clause, surroundings: str, no_stock: bool = False, domain: str = ""
) -> Choice | None:
    """The indicator of the figure, or None when the catalogue has none for it."""
    before, after = clause.before, clause.after
    if clause.shared_name is not None:
        before, after = clause.shared_name, ""
    change = is_change(before)
    carried = carried_words(clause)
    lender = clause.previous.own if clause.previous else clause.prefix[-30:]
    reach = _Reach(
        vocabulary,
        clause.quantity.unit,
        before,
        after,
        carried,
        surroundings,
        change,
        lender,
        no_stock=no_stock,
        domain=domain,
    )
    best = _best(reach)
    if best is not None:
        return best
    if change or not thin(vocabulary, before + after):
        return None
    return _total(reach, clause) or _carry(reach, clause)


def _total(reach: _Reach, clause: Clause) -> Choice | None:
    """合计 after two figures: what both together are (人大建议, 政协提案 → 建议提案)."""
    previous = clause.previous
    if previous is None or previous.previous is None or not _SUM.search(clause.before):
        return None
    joined = previous.previous.before + previous.before
    choice = _best(
        _Reach(reach.vocabulary, reach.unit, joined, "", "", reach.surroundings, False, total=True)
    )
    return Choice(choice.indicator, choice.score - 3, "total", choice.words) if choice else None


def is_change(before: str) -> bool:
    """True for a growth, a fall or a difference (增长, 比上年减少), false for what was reached (提高到)."""
    if _REACHED.search(before) and not _COMPARED.search(before):
        return bool(re.search(r"(?:增幅|涨幅|降幅|增长|增长率|提高幅度)(?:为|达到?)$", before))
    return bool(_COMPARED.search(before)) or (bool(_CHANGE.search(before)) and not before.endswith("新增"))


def is_earlier(before: str, following: str) -> bool:
    """True for an earlier value given for comparison (由300元提高到, 上年为); 由3名律师组成 is none."""
    if _FROM.search(before):
        return bool(_RISES.match(following))
    return bool(_LAST_YEAR.search(before))


def is_goal(after: str) -> bool:
    """True for a target that stands beside the actual value (197个的任务指标)."""
    return bool(_GOAL.match(after))


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


@dataclass(slots=True)
class _Reach:
    vocabulary: Vocabulary
    unit: str
    before: str
    after: str
    carried: str
    surroundings: str
    change: bool
    lender: str = ""
    total: bool = False
    no_stock: bool = False
    domain: str = ""


def _best(reach: _Reach) -> Choice | None:
    vocabulary = reach.vocabulary
    before_hits = vocabulary.hits(reach.before) if reach.before else []
    after_hits = vocabulary.hits(reach.after) if reach.after else []
    best: Choice | None = None
    length = len(reach.before)
    scored: list[tuple[Hit, Choice]] = []
    for hit in before_hits:
        for wording in vocabulary.fitting(hit.word, reach.unit):
            score = _score(reach, wording, length - hit.end)
            if score is not None:
                scored.append((hit, Choice(wording.indicator, score, "words", "+".join(wording.atoms))))
    last = max((hit.start for hit, _ in scored), default=0)
    for hit, choice in scored:
        score = choice.score - (3 if hit.end <= last else 0)
        if best is None or score > best.score:
            best = Choice(choice.indicator, score, choice.how, choice.words)
    for hit in after_hits:
        for wording in vocabulary.fitting(hit.word, reach.unit):
            score = _score(reach, wording, hit.start)
            if score is not None and (best is None or score > best.score):
                best = Choice(wording.indicator, score, "words_after", "+".join(wording.atoms))
    return best


def _score(reach: _Reach, wording: Wording, distance: int) -> float | None:
    """How well a wording fits; None when unit, forbidden words, context or novelty speak against it."""
    vocabulary, index = reach.vocabulary, wording.indicator
    own = reach.before + "\x02" + reach.after
    score = -min(distance, 20) * 0.3
    borrowed = False
    for atom in wording.atoms:
        if atom in own:
            score += 2 * len(atom)
        elif atom in reach.carried and not wording.together:
            score += len(atom)
            borrowed = True
        else:
            return None
    wide = own + reach.carried + reach.surroundings
    for context in wording.contexts:
        if not any(word in wide for word in context.split("/")):
            return None
    if not reach.total and not wording.together and _forbidden(reach, index, borrowed):
        return None
    if wording.plain and not _surrounded(vocabulary, index, own + reach.carried, wide):
        return None
    spec = vocabulary.indicators[index]
    if reach.domain and spec.domain != reach.domain:
        return None
    if reach.change and not any(_CHANGE_WORD.search(atom) for atom in wording.atoms):
        return None
    if spec.kind == "stock" and (reach.no_stock or _is_new(reach, wording.atoms)):
        return None
    return score + (1.5 if reach.unit == spec.unit else 0)


def _forbidden(reach: _Reach, index: int, borrowed: bool) -> bool:
    """Words near the figure that speak against the indicator; in the clause before too where it lends a word."""
    near = reach.before[-24:] + "\x02" + reach.after[:24]
    vocabulary = reach.vocabulary
    if any(word in near for word in vocabulary.forbidden[index]):
        return True
    lent = borrowed or len(reach.before) + len(reach.after) <= 5
    return lent and any(word in reach.lender for word in vocabulary.forbidden_before[index])


def _surrounded(vocabulary: Vocabulary, index: int, near: str, wide: str) -> bool:
    required, context = vocabulary.required[index], vocabulary.context[index]
    if required and not any(word in near for word in required):
        return False
    return not context or any(word in wide for word in context)


def _is_new(reach: _Reach, atoms: tuple[str, ...]) -> bool:
    """New, newly built or merely served things don't make up a stock."""
    own = reach.before
    if _NEW.search(own):
        return True
    if _BUILT.search(own) and not _RUNNING.search(own):
        return True
    if _PAID.search(reach.after):
        return False
    if _ALL_OF_THEM.match(reach.after) and not any(atom in own for atom in atoms):
        part = reach.after[: _ALL_OF_THEM.match(reach.after).end()]  # type: ignore[union-attr]
        if all(atom in part for atom in atoms):
            return True
    return bool(reach.after) and bool(_PREPOSITION.search(own))


def thin(vocabulary: Vocabulary, words: str) -> bool:
    """True when the words name nothing themselves (共计, 发放资金, 惠及群众): the name is carried over."""
    words = re.sub(r"\d+(?:年|月|日)?", "", words)
    for carrier in vocabulary.carriers:
        if carrier in words:
            words = words.replace(carrier, "")
            if not words:
                return True
    return len(words) <= 1


def _carry(reach: _Reach, clause: Clause) -> Choice | None:
    """The name stands in an earlier clause of the sentence."""
    at = clause.previous
    for steps in range(2):
        if at is None:
            break
        carried = _Reach(
            reach.vocabulary,
            reach.unit,
            at.shared_name or at.before,
            at.after,
            reach.carried,
            reach.surroundings,
            False,
            at.previous.own if at.previous else "",
            no_stock=reach.no_stock,
            domain=reach.domain,
        )
        choice = _best(carried)
        if choice:
            return Choice(choice.indicator, choice.score - 4 - steps, "carried", choice.words)
        if not thin(reach.vocabulary, (at.shared_name or at.before) + at.after):
            break
        at = at.previous
    if clause.previous is None and clause.prefix:
        carried = _Reach(
            reach.vocabulary, reach.unit, clause.prefix[-40:], "", reach.carried, reach.surroundings, False
        )
        choice = _best(carried)
        if choice:
            return Choice(choice.indicator, choice.score - 5, "carried", choice.words)
    return None


def sequence(choices: Sequence[Choice | None]) -> int:
    """How many figures found an indicator."""
    return sum(choice is not None for choice in choices)
