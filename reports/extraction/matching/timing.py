"""What is known of the time around a figure (时间线索): the sentence so far, the spans it opens, the figure before."""

from __future__ import annotations

import re

from reports.extraction.matching.clauses import Clause, Sentences
from reports.extraction.matching.naming import Named
from reports.extraction.matching.vocabulary import bare
from reports.extraction.records import Period, SectionKind

_LONG, _TAIL, _BRIEF = 300, 60, 8
_PAIRED = re.compile(
    r"(?:统一|分别|再|逐步|又)?(?:提高|提升|提标|调整|上调|上浮|增加|上涨|调|增|升|提|降低|下降|精简|压缩|减少)?[到至为]|[、和]?$"
)
_YEAR_AFTER = re.compile(r"^[^。;\n]{0,6}(?:其中)?(?:今年|本年|年内|当年)[^,。;]{0,10}\d")
_OPENED_SPAN = re.compile(
    r"(?:今年)?(?:上半年|1[-~至]1?\d月|[一1]至[\u4e00-\u9fff]{1,2}月|前[\u4e00-\u9fff\d]{1,2}个月|前三季度)"
)
_CLOSES_SPAN = re.compile(r"全年|年内|截[至止]|目前")


class When:
    """What is known of the time around a figure. What few figures ask for is put together on demand."""

    __slots__ = ("_masked", "_named", "breakdown", "default", "listed", "near", "planned", "year")

    def __init__(
        self,
        named: Named,
        masked: str,
        near: str,
        *,
        default: Period,
        year: int | None,
        planned: bool,
        breakdown: Period | None,
        listed: Period | None,
    ) -> None:
        self._named, self._masked = named, masked
        self.near = near
        """The sentence so far, after the span that the sentence before it opened (1至11月)."""
        self.default, self.year, self.planned = default, year, planned
        self.breakdown = breakdown
        """The period of the total that this figure is a part of (其中)."""
        self.listed = listed
        """The period of the figure before in the same list (、)."""

    @property
    def troubled(self) -> bool:
        """In a chapter of problems."""
        return self._named.kind is SectionKind.PROBLEMS

    @property
    def earlier(self) -> bool:
        """An earlier value given for comparison."""
        return self._named.earlier

    @property
    def paired(self) -> Period | None:
        """The period of the earlier value of a pair (由300元提高到600元), or of the standard before in a list."""
        last, spec, before = self._named.last, self._named.likely, self._named.clause.before
        if last is None or not self._named.same_unit:
            return None
        standards = spec is not None and last.spec is not None and spec.kind == last.spec.kind == "standard"
        standards = standards or "标准" in before
        # The next standard of a list that named its span once.
        return last.period if _PAIRED.match(before) or (standards and "年" not in before) else None

    @property
    def opening(self) -> str:
        """The first clause of the sentence: a span of years named there holds to its end, one named later doesn't."""
        clause = self._named.clause
        start = clause.sentence_start
        first = self._masked[start : min(clause.quantity.start, start + _LONG)].partition(",")
        # 近三年,… and 2023年,… alone are no clause: the next one opens the sentence with them.
        head = first[0] if len(first[0]) > _BRIEF else first[0] + first[2].partition(",")[0]
        return self.near[:_BRIEF] + "\x02" + bare(head)

    @property
    def segment(self) -> str:
        """The clause from its last comma to its next one."""
        masked, clause = self._masked, self._named.clause
        start, end = clause.quantity.start, clause.quantity.end
        before = masked[max(clause.sentence_start, start - _LONG) : start].rpartition(",")[2]
        return before + masked[start : min(clause.sentence_end, end + _LONG)].partition(",")[0]

    @property
    def year_follows(self) -> bool:
        """The sentence sets the year's own figure beside this cumulative one."""
        last, spec, clause = self._named.last, self._named.likely, self._named.clause
        same = last is not None and self._named.same_unit and spec is not None and last.spec is spec
        if same and last is not None and last.period is Period.YEAR:
            return True
        end = clause.quantity.end
        following = self._masked[end : min(end + _TAIL, clause.sentence_end)]
        return _YEAR_AFTER.search(following) is not None


class Spans:
    """Spans that a sentence opens for those after it in the paragraph (1至11月,…;…)."""

    def __init__(self, sentences: Sentences) -> None:
        self._masked = sentences.masked
        self._open: tuple[int, str] | None = None

    def words(self, clause: Clause, near: str) -> str:
        """The sentence so far, with the span carried over to it."""
        stated = _OPENED_SPAN.match(near)
        if stated:
            self._open = (clause.sentence_end, stated[0])
        elif self._open is None or _CLOSES_SPAN.search(near):
            self._open = None
        else:
            gap = self._masked[self._open[0] : clause.sentence_start]
            if "\n" in gap or "。" in gap:
                self._open = None
            else:
                self._open = (clause.sentence_end, self._open[1])
                return self._open[1] + near
        return near
