"""What a reader sees of a figure (标签、引文): a label that reads alone and the shortest clause that explains it."""

from __future__ import annotations

import re

from reports.extraction.matching.clauses import Clause
from reports.extraction.records import IndicatorSpec

_LEAD = re.compile(
    r"(?:截[至止](?:到)?(?:目前|年底|\d+年底|\d+月底)?|目前|全年|年内|今年以来|今年|本年度?|一年来|同时|其中|另外|此外|并|还|已经?|我局|本局|全局|累计|共计|共|"
    r"\d{4}年度?|全[市县区省州]|我[市县区省]|一是|二是|三是|四是|五是|六是|七是|八是|九是)+"
)
_TAIL = re.compile(
    r"(?:不低于|不少于|不超过|不高于|不足|至少|接近|突破|占|共计|合计|累计|总计|共有|共|均|分别|已经?|达到?了?|为|是|有|约|近|超过?|仅|了|由|从|提高[到至]|提升[到至]|增加[到至]|增至|降[到至]|下降[到至]|调整[为到至]|每人|每[月年]|至|到|的|予以|进行|对|向|给予|于|等)+$"
)
_TAIL_ENDS = frozenset("于少过高足至近破占计共均别经已到了达为是有约超仅由从人月年的以行对向给予等")
"""The last characters of `_TAIL`'s words: the search from every place on is worth its time only before one."""
_PREPOSITION = re.compile(r"[对在将按为向给由会利通经]")
_SHORTEST, _LONGEST, _VERB, _FAR = 3, 18, 6, 30
_REACH = 120
_COUNT_SUFFIX = {
    "元": "",
    "%": "",
    "人次": "人次",
    "户": "户数",
    "户次": "户次",
    "次": "次数",
    "人": "人数",
    "百分点": "",
}


def label_of(clause: Clause, spec: IndicatorSpec | None) -> str:
    """The name of what is counted in the text's own words; the indicator's name where those don't read alone."""
    names = clause.quantity.names
    if names:
        return " ".join(dict.fromkeys(name for name in names[:2] if name)) or (spec.name_zh if spec else "")
    own = clause.shared_name if clause.shared_name is not None else _phrase(clause)
    if spec is not None and (len(own) < _SHORTEST or len(own) > _LONGEST or _PREPOSITION.match(own)):
        return spec.name_zh
    if len(own) < _SHORTEST - 1 and clause.previous is not None:
        own = _phrase(clause.previous) + own
    if not own:
        return spec.name_zh if spec else clause.quantity.unit
    suffix = _COUNT_SUFFIX.get(clause.quantity.unit, "数")
    return own if not suffix or own.endswith(("数", "率", "人次", "次数", "比例", "金额")) else own + suffix


def _phrase(clause: Clause) -> str:
    """The words before the figure, or, where it stands before its noun (8家社会组织), the verb and that noun."""
    lead = _LEAD.match(clause.before)
    before = (clause.before[lead.end() :] if lead else clause.before)[-_FAR:]
    if before[-1:] in _TAIL_ENDS:
        before = _TAIL.sub("", before)
    if not clause.after or len(clause.after) > _FAR:
        return before[-_FAR:]
    verb = before if len(before) <= _VERB and not _PREPOSITION.match(before) else ""
    return f"{verb}{clause.after}"[:_FAR]


def quote_span(text: str, clause: Clause) -> tuple[int, int]:
    """The shortest clause around the figure; with the clause before it where its own words name nothing."""
    start, end = (
        min(clause.segment_start, clause.quantity.start),
        max(clause.segment_end, clause.quantity.end),
    )
    if len(clause.before) + len(clause.after) < 6 and clause.previous is not None:
        start = min(start, max(clause.previous.segment_start, clause.sentence_start))
    elif len(clause.before) + len(clause.after) < 4:
        low, high = max(clause.sentence_start, start - _REACH), max(clause.sentence_start, start - 1)
        comma = max(text.rfind(mark, low, high) for mark in ",:")
        start = max(clause.sentence_start, comma + 1)
    while start < end and text[start] in " ,、;:。\n\t()":
        start += 1
    while end > start and text[end - 1] in " ,、;:\n\t(":
        end -= 1
    return min(start, clause.quantity.start), max(end, clause.quantity.end)
