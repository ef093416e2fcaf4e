"""The reach of each figure (小句): the words around it that can name what it counts, and what it carries over."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from reports.extraction.matching.vocabulary import bare
from reports.extraction.quantities import Quantity

_HARD = re.compile(r"[。;!?\n]")
_LINK = re.compile(r"\s*(?:、\s*)?(?:和(?![谐解好睦])|及(?![格时其至])|与(?![会时])|以及)?")
_JOINED = re.compile(r"[\u4e00-\u9fff](?:[、和与及]|以及)$")
_PREFIX = 90
_LONG, _OPENING = 300, 60
_STOP = re.compile(r"[,:()。;!?\n、]")
_SOFT = re.compile(r"[,:()\[\]]")
_QUOTED = re.compile(r"“[^“”\n]{1,24}”|《[^《》\n]{1,80}》")
_PARENTHESIS = re.compile(r"\([^()\n]{0,40}\)")
_ALONE = re.compile(r"[共计约近为]*[\d.,]+[余多]?[\u4e00-\u9fff%]{1,4}\)")
"""A figure with nothing beside it in its brackets."""
_SPLIT = re.compile(
    r"[、]|(?<=[\u4e00-\u9fff])(?:和(?![谐解好睦])|及(?![格时其至])|与(?![会时]))(?=[\u4e00-\u9fff\d])|以及|并(?=[\u4e00-\u9fff])"
)
# In a hard-wrapped text a line ends in the middle of a sentence and the next one goes on without indent or number.
_WRAP = re.compile(
    r"\n(?<=[^\n]{20}\n)(?<=[\u4e00-\u9fff\d,、%“”)]\n)(?=[\u4e00-\u9fff\d“”,、%])(?![一二三四五六七八九十]{1,3}、|\d{1,2}[.、])"
)
_WRAPPED_LINES = 6
_SOME_OF_THEM = re.compile(r"[\u4e00-\u9fff()]{2,24}(?<!中)有")
"""5个服务中心有3个…: the noun is the first figure's, and the second is a part of it."""
_APART = re.compile(r"占|其中|较上|较年|比上|同比")
_OPEN = re.compile(
    r"^[为向给对]|依托$|利用$|(?:[向为给对由在有了共达将从至于被把获]|开展|举办|完成|组织|发放|召开|新增|建成|设立|运营|配备|查处|办理|受理|培训|"
    r"救助|慰问|走访|检查|抽查|全[市县区省州旗局]|先后|累计|其中|聘请|公布|确定|打造|创建|评选|指导|命名|免除|减免|资助|拨付|落实|覆盖|惠及|涉及|"
    r"奖励|表彰|责令|约谈|取缔|注销|撤销|清理|拆除|整治|迁移|安置|护送|帮助|服务|招募|发动|动员|引导|支持|扶持|吸纳|带动|认定|评定|备案|审查|审核|"
    r"制定|出台|印发|修订|废止|保留|公开|发布|推送|接收|收到|接到|解答|化解|调解|处理|答复|承办|办结|出动|抽取|聘任|选聘|招聘|购买|购置|新建|改造|"
    r"设置|安装|更换|核查|核对|评估|排查|发现|整改|通过|参加|支持|保障|纳入|劝散|列入|处置|移送|转介|接待|回复|解决|邀请|选派|培育|孵化|实施)$"
)
_INNER = str.maketrans("、,;:。", "\x01\x01\x01\x01\x01")


@dataclass(slots=True)
class Clause:
    """One figure with the stretches of text around it, as printed (offsets) and bare (strings)."""

    quantity: Quantity
    sentence: int
    sentence_start: int
    sentence_end: int
    segment_start: int
    segment_end: int
    before: str
    after: str
    """Bare words from the last boundary or figure to this figure, and from it to the next."""
    prefix: str
    """Bare words of the sentence up to this figure's own reach."""
    shared_name: str | None = None
    previous: Clause | None = None
    """The figure before in the same sentence."""
    led: str = ""
    """Bare words behind the figure before that name other members of its list: 资助养老、助残 before 救孤项目18个."""
    listed: bool = False
    """Joined to the figure before by 、 or 和: what its verb says (新建, 拆除) holds for this one too."""

    @property
    def own(self) -> str:
        """The figure's own words, the stretch before and the stretch after."""
        return self.before + "\x02" + self.after


class Sentences:
    """The masked text cut into sentences; what stands in quotes and parentheses doesn't cut."""

    def __init__(self, text: str, quantities: Sequence[Quantity]) -> None:
        masked = _QUOTED.sub(lambda m: m[0].translate(_INNER), text)
        if len(_WRAP.findall(masked)) >= _WRAPPED_LINES:
            masked = _WRAP.sub("\x01", masked)
        starts = [q.start for q in quantities]
        self.masked = _PARENTHESIS.sub(lambda m: _mask(m, starts), masked)
        self.ends = [m.start() for m in _HARD.finditer(self.masked)]
        self._so_far = (-1, 0, "")

    def so_far(self, clause: Clause) -> str:
        """The sentence up to the figure, bare; of a very long one its opening and the nearest words."""
        start, end = clause.sentence_start, clause.quantity.start
        if end - start > _LONG:
            masked = self.masked
            return bare(masked[start : start + _OPENING] + "\x02" + masked[end - _LONG + _OPENING : end])
        begun, at, words = self._so_far
        if begun != start or at > end:
            at, words = start, ""
        words += bare(self.masked[at:end])
        self._so_far = (start, end, words)
        return words

    def bounds(self, at: int) -> tuple[int, int, int]:
        """Number, start and end of the sentence that covers `at`."""
        index = bisect_right(self.ends, at)
        start = self.ends[index - 1] + 1 if index else 0
        end = self.ends[index] if index < len(self.ends) else len(self.masked)
        return index, start, end

    def before(self, number: int, count: int) -> str:
        """The `count` sentences before sentence `number`, bare."""
        if number == 0:
            return ""
        first = max(0, number - count)
        start = self.ends[first - 1] + 1 if first else 0
        return bare(self.masked[start : self.ends[number - 1]])


def _mask(match: re.Match[str], starts: Sequence[int]) -> str:
    """Hide a parenthesis, unless a figure stands in it."""
    index = bisect_left(starts, match.end())
    if index and starts[index - 1] >= match.start():
        return match[0]
    return "\x00" * len(match[0])


def clauses(text: str, quantities: Sequence[Quantity]) -> tuple[list[Clause], Sentences]:
    """The clause of every quantity; `quantities` stand in the order of the text."""
    sentences = Sentences(text, quantities)
    found: list[Clause] = []
    for number, quantity in enumerate(quantities):
        index, start, end = sentences.bounds(quantity.start)
        previous = found[-1] if found and found[-1].sentence == index else None
        following = quantities[number + 1 : number + 3]
        found.append(_clause(sentences.masked, quantity, (index, start, end), previous, following))
    return found, sentences


def _clause(
    masked: str,
    quantity: Quantity,
    bounds: tuple[int, int, int],
    previous: Clause | None,
    later: Sequence[Quantity],
) -> Clause:
    index, start, end = bounds
    low = previous.quantity.end if previous else start
    segment_start = _segment_start(masked, low, quantity.start)
    following = later[0] if later else None
    high = min(following.start, end) if following else end
    stop = _SOFT.search(masked, quantity.end, high)
    segment_end = stop.start() if stop else high
    before, led = masked[segment_start : quantity.start].replace("(", ""), ""
    after = masked[quantity.end : segment_end]
    if segment_start == low and previous and quantity.start >= low:
        led, before = _cut_before(before)
    if stop is None and following is not None and following.start == high:
        after = _own_part_after(masked, after, _lead(masked, quantity, previous, before), later)
    cut = _APART.search(after)
    if cut:
        after = after[: cut.start()]
    link = _LINK.match(before)
    before = bare(before[link.end() :] if link else before)
    return Clause(
        quantity,
        index,
        start,
        end,
        segment_start,
        segment_end,
        before,
        bare(after),
        bare(masked[max(start, segment_start - _PREFIX) : segment_start]),
        previous=previous,
        led=led,
        listed=previous is not None and masked.startswith(("、", "和", "及"), previous.quantity.end),
    )


def _segment_start(masked: str, low: int, at: int) -> int:
    """Where the figure's own words begin: behind the last comma, colon or bracket since the figure before.

    共计, 为 and the like after a comma with nothing else keep the comma's other side in reach by carrying over.
    """
    soft = [low, *(m.end() for m in _SOFT.finditer(masked, low, at))]
    if len(soft) > 1 and masked[soft[-1] - 1] == "(" and _ALONE.match(masked, soft[-1]):
        # 行政许可(36件)、行政处罚(2件): what stands before the bracket is the figure's name.
        soft.pop()
    return soft[-1]


def _lead(masked: str, quantity: Quantity, previous: Clause | None, before: str) -> str:
    """The words before the figure, or before its twin: 150户404人 have the same ones."""
    if previous is not None and not masked[previous.quantity.end : quantity.start].strip():
        return previous.before
    return bare(before)


def _own_part_before(stretch: str) -> str:
    """Of the words between two figures, those that belong to the second one: `名称、` belongs to the first."""
    if _JOINED.search(stretch):
        return ""
    parts = _SPLIT.split(stretch)
    return parts[-1] if len(parts) > 1 else stretch


def _cut_before(stretch: str) -> tuple[str, str]:
    """The words between two figures: those that lead on to the second one's own, bare, and its own."""
    own = "有" if _SOME_OF_THEM.fullmatch(stretch) else _own_part_before(stretch)
    return bare(stretch.removesuffix(own)) if own != stretch else "", own


def _own_part_after(masked: str, stretch: str, before: str, later: Sequence[Quantity]) -> str:
    """Of the words between two figures, those that belong to the first one.

    `150户404人` share what follows the second; in `机构5所床位386张` 床位 is the second one's own.
    """
    following = later[0]
    if not stretch.strip():
        high = later[1].start if len(later) > 1 else len(masked)
        stop = _STOP.search(masked, following.end, high)
        if stop is None and len(later) > 1 and len(before) >= 2 and not _OPEN.search(before):
            return ""
        return masked[following.end : stop.start() if stop else min(high, following.end + 40)]
    if _SOME_OF_THEM.fullmatch(stretch):
        return stretch[:-1]
    if len(before) >= 2 and not _OPEN.search(before) and not _SPLIT.search(stretch):
        return ""
    return _SPLIT.split(stretch)[0]
