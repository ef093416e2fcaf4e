"""Whether a Chinese numeral counts something: 两家律所 does; 三项制度, 四社联动, 等四部门 and 一方面 do not."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reports.extraction.quantities.kinds import Quantity

_NEVER_AFTER = frozenset("第每某任同这那哪之等逐统其另唯漏落")
_VAGUE_START = frozenset("百千万亿")
_VAGUE_BEFORE = re.compile(r"(?:[近上逾超约达过]|超过|多达)$")
_ENDS = frozenset(",。;、)\n:!”")
_ONE_AND_ONE = re.compile(r"一[^十百千万亿点至到余多][^,。、]?[一二两三]")
_NEGATED = re.compile(r"(?:未收到|未发生|未接到|未出现|没有|未发现|无|未有)$")
_IDIOM = re.compile(
    r"一(?:次性|次办|次告知|次不跑|次也不|次跑|起(?!案|事|纠|行|信|投|交|火|安|矛)|件事|家亲|家人|家一|人一|户一|名名|年一|年来|年中|年之|"
    r"对一|期二期|期工程|期项目|例一|处一|位一|场硬|场仗|事一|期建|村一|镇一|盘棋|张网|张蓝图|本账|站式|把手|日游|体化|人户|年级|"
    r"人独|页纸|家之|份力|分子|分钱|份温|份爱|份责)|两(?:次全会|年来|会)|三(?:年行动|次产业|天两头|人行)|四(?:处)"
)
_CONDITION = re.compile(r"[未不没无][^,。;\n]{1,24}?的")
"""连续两年未参检的社会组织: the span tells which ones are meant."""
_SPAN_VERBS = re.compile(
    r"(?:连续|给予|为期|历时|持续|延长|暂停|缩短[到至]?|限期|禁入|有效期|期限|期为|不超过|执业|满)了?$"
)


class ChineseReader:
    """Decides by the words around it whether a Chinese numeral with a classifier is a quantity."""

    def __init__(
        self, strength: dict[str, str], verbs: Sequence[str], heads: Sequence[str], names: Sequence[str]
    ) -> None:
        self._strength = strength
        self._names = tuple(names)
        alternatives = "|".join(sorted(map(re.escape, verbs), key=len, reverse=True))
        self._verb = re.compile(rf"(?:{alternatives})[了过有]?(?:约|近|共|各|仅|的)?$")
        self._heads = re.compile("|".join(sorted(map(re.escape, heads), key=len, reverse=True)) or r"(?!)")

    def counts(self, text: str, quantity: Quantity, printed_unit: str, quoted: bool) -> bool:
        """True when the quantity read at this place states something countable."""
        start, end = quantity.start, quantity.end
        before = text[start - 1 : start]
        if (before in _NEVER_AFTER and before and not text.endswith("合同", 0, start)) or text.startswith(
            self._names, start
        ):
            return False
        numeral = text[start:end].rstrip()
        if _IDIOM.match(text, start) or (text[start] == "一" and _ONE_AND_ONE.match(text, start)):
            return False
        if (
            text[start] in _VAGUE_START
            and len(numeral) <= len(printed_unit) + 1
            and quantity.form != "fraction"
            and not _VAGUE_BEFORE.search(text[max(0, start - 3) : start])
        ):
            return False
        if quantity.form == "fraction" or quantity.unit in ("元", "%", "百分点"):
            return not (quoted and quantity.form != "fraction")
        if _NEGATED.search(text[max(0, start - 3) : start]):
            return False
        if text[start] in _VAGUE_START and "余" not in numeral and "多" not in numeral:
            return bool(_VAGUE_BEFORE.search(text[max(0, start - 3) : start]))
        if quoted:
            return False
        if numeral[0] in "零〇":
            return text[end : end + 1] in _ENDS and numeral[1:] == printed_unit
        if printed_unit == "年":
            named = _SPAN_VERBS.search(text[max(0, start - 5) : start])
            return bool(named) and not _CONDITION.match(text, end)
        long = quantity.value > 10 or "余" in numeral or "多" in numeral or quantity.value_max is not None
        strength = self._strength.get(printed_unit, "strong")
        if strength == "no":
            return False
        if long:
            return True
        return self._short(text, quantity, strength)

    def _short(self, text: str, quantity: Quantity, strength: str) -> bool:
        """A numeral of one character: what stands before and after decides."""
        start, end = quantity.start, quantity.end
        prior = text[max(0, start - 8) : start].rstrip()
        closes = text[end : end + 1] in _ENDS or end >= len(text)
        verb = bool(self._verb.search(prior))
        one = quantity.value == 1
        if verb:
            return not (one and strength == "weak" and not closes and not _few(prior))
        noun_before = bool(prior) and prior[-1] not in "、,。;:(\n和及与" and not prior.endswith("等")
        if closes:
            return noun_before and not (one and strength == "weak")
        if one:
            return False
        if noun_before:
            # 名称核准两项服务 recaps what was just named; 机构三家参加 goes on with a verb.
            return strength == "strong" and prior[-1] in "有共对为向由与从在,给的"
        if strength == "strong":
            return True
        return bool(self._heads.match(text, end))


def _few(prior: str) -> bool:
    return prior.endswith(
        ("至少", "仅", "共", "新增", "建成", "建有", "仅有", "只有", "增加", "设立", "成立", "打造", "建立")
    )
