"""Labels in front of statements (问题一:…, 【原因】…, 整改措施:…): behind one of them it decides, not the wording."""

from __future__ import annotations

import re
from enum import Enum

_NUMBER = "(?:[一二三四五六七八九十]{1,2}|[0-9]{1,2})"
_PROBLEM = (
    "(?:存在|主要|突出|当前|目前|自查|自评|发现|检视|工作中?|具体|面临|的){0,4}"
    "(?:问题|不足|短板|困难|差距|弱项|薄弱环节|薄弱点|难点|堵点)(?:之处|表现|描述|清单)?"
)
_CAUSE = "(?:主要|产生|问题|存在|深层次?|具体|的){0,3}(?:原因|成因|根源|症结)(?:分析|剖析)?"
_MEASURE = (
    "(?:整改|改进|下一步|下步|下阶段|明年|来年|20[0-9]{2}年|应对|解决|具体|今后|努力|拟采取|采取|工作|主要|完善|提升|的|及|和){0,4}"
    "(?:措施|举措|打算|计划|对策|思路|安排|方向|办法)(?:及?建议)?|(?:整改|改进)(?:情况|落实)?|下一步|下步"
)
LABEL_FORM = (
    rf"[【(\[〔“]?(?:{_PROBLEM}|{_CAUSE}|{_MEASURE}) ?{_NUMBER}? ?(?:[】)\]〕”][:、]?|:)"
    rf"|(?:问题|不足|短板){_NUMBER}[、.是]"
)
"""The form of a label, with its number and colon or inside brackets."""
LABEL = re.compile(LABEL_FORM)

_IS_CAUSE = re.compile("原因|成因|根源|症结")
_IS_PROBLEM = re.compile("问题|不足|短板|困难|差距|弱项|薄弱|难点|堵点")
_IS_MEASURE = re.compile("整改|改进|措施|举措|对策|打算|计划|安排|思路|方向|办法|下一?步")
_NUMBERED = re.compile(rf"{_NUMBER} ?[】)\]〕”:、.是]+$")
_BARE = re.compile(rf"[【(\[〔“]?(?:问题|不足|短板|原因){_NUMBER}?")


class Mode(Enum):
    """What the text is speaking of: a shortcoming, its cause, or a measure."""

    PROBLEM = "problem"
    CAUSE = "cause"
    PLAN = "plan"


def role_of(label: str) -> Mode:
    """What a label announces (存在问题: a problem, 原因分析: a cause, 整改措施: a measure)."""
    if _IS_CAUSE.search(label):
        return Mode.CAUSE
    if _IS_MEASURE.search(label):
        return Mode.PLAN
    return Mode.PROBLEM


def is_numbered(label: str) -> bool:
    """Whether a label counts its statement (问题一:), which then stays whole."""
    return _NUMBERED.search(label) is not None


def is_bare(label: str) -> bool:
    """Whether a label is the one word 问题 or the like: one label, one statement."""
    return _BARE.match(label) is not None
