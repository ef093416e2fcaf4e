"""Reads the clauses of one text in order: each figure's indicator, period, status, scope and confidence."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from reports.extraction.matching.candidates import choose, is_earlier, is_goal
from reports.extraction.matching.circumstances import When, goes_on, is_state, period_of, scope_of, status_of
from reports.extraction.matching.clauses import Clause, Sentences
from reports.extraction.matching.evidence import Choice
from reports.extraction.matching.labels import label_of, quote_span
from reports.extraction.matching.vocabulary import Vocabulary, bare
from reports.extraction.quantities import Quantity
from reports.extraction.records import (
    Confidence,
    IndicatorSpec,
    Metadata,
    Metric,
    MetricStatus,
    Period,
    ReportKind,
    Section,
    SectionKind,
)

_SURE, _LIKELY = 8.0, 3.0
_LONG, _OPENING, _TAIL, _BRIEF = 300, 60, 60, 8
_RAISED = re.compile(r"(?:统一|分别|再)?(?:提高|提升|调整|上调|增加|上涨|上浮|提|升)[到至为]")
_REMEDY = re.compile(r"(?:整改|措施|对策|打算|方向|下一步):(?!.*(?:问题|原因):)")
_PAIRED = re.compile(
    r"(?:统一|分别|再|逐步|又)?(?:提高|提升|调整|上调|增加|上涨|调|增|升|降低|下降|精简|压缩|减少)?[到至为]|[、和]?$"
)
_INCLUDING = re.compile(r"^其中")
_OWN_HEAD = re.compile(r"新|注销|撤销|办理|发放|开展|完成|支出|共|累计|全年")
_YEAR_AFTER = re.compile(r"^[^。;\n]{0,6}(?:其中)?(?:今年|本年|年内|当年)[^,。;]{0,10}\d")
_OPENED_SPAN = re.compile(
    r"^(?:今年)?(?:上半年|1[-~至]1?\d月|[一1]至[\u4e00-\u9fff]{1,2}月|前[\u4e00-\u9fff\d]{1,2}个月|前三季度)"
)
_CLOSES_SPAN = re.compile(r"全年|年内|截[至止]|目前")
_EACH_PLACE = re.compile(r"每个?(?:乡镇|镇|村|社区|街道|县|区|苏木|单位|科室|机构|镇街|镇街道)[^每]{0,12}$")
_PARTICIPANTS = re.compile(r"(?:参与|参加|参赛|出席)")


_Read = tuple[Clause, Period, IndicatorSpec | None]
"""A figure that was read, with its period and indicator."""


class Matcher:
    """Reads the clauses of one text in order."""

    def __init__(
        self,
        source: str,
        words: Vocabulary,
        sentences: Sentences,
        sections: Sequence[Section],
        metadata: Metadata,
    ) -> None:
        self.source = source
        self.words = words
        self.sentences = sentences
        self.paths = _paths(sections)
        self.starts = [section.start for section in sections]
        self.metadata = metadata
        self.default = Period.PART if metadata.kind is ReportKind.HALF_YEAR else Period.YEAR
        self._last: _Read | None = None
        self._part_of = False
        self._last_status: MetricStatus | None = None
        self._span: tuple[int, str] | None = None
        self._flow_head = False
        self._domain = ""
        self._around: tuple[tuple[int, int], str] = ((-1, -1), "")

    def read(self, clause: Clause) -> Metric | None:
        """The figure of one clause; None for a bare number that nothing names."""
        quantity = clause.quantity
        path = self._path(quantity.start)
        surroundings = self._surroundings(clause, path)
        earlier = (
            is_earlier(clause.before, self.sentences.masked[quantity.end : quantity.end + 16])
            or quantity.column == "earlier"
            or self._past_year(clause)
        )
        self._earlier = earlier
        barred = (
            earlier
            or (is_goal(clause.before, clause.after) and not (path and path[-1].kind is SectionKind.PLAN))
            or _EACH_PLACE.search(clause.before)
            or quantity.column in ("growth", "plan")
        )
        choice = None if barred else choose(self.words, clause, surroundings, *self._limits(clause))
        spec = self.words.indicators[choice.indicator] if choice else None
        if not quantity.unit:
            if spec is None and quantity.form != "cell":
                return None
            quantity = replace(quantity, unit=spec.unit if spec else "")
            clause.quantity = quantity
        return self._metric(clause, choice, earlier, path)

    def _metric(self, clause: Clause, choice: Choice | None, earlier: bool, path: list[Section]) -> Metric:
        quantity = clause.quantity
        spec = self.words.indicators[choice.indicator] if choice else None
        likely = self._without_past(clause, path) if earlier and quantity.form != "cell" else spec
        near = self._near(clause) + "\x02" + clause.after
        kind = path[-1].kind if path else None
        status = self._status(clause, spec, likely, kind, near)
        when = self._when(clause, likely, kind, near, status is MetricStatus.PLAN)
        period = period_of(clause, likely, when)
        self._last = (clause, period, spec)
        start, end = quote_span(self.source, clause)
        return Metric(
            mention=self.source[quantity.start : quantity.end],
            start=quantity.start,
            end=quantity.end,
            quote=self.source[start:end],
            quote_start=start,
            quote_end=end,
            label=label_of(clause, spec),
            indicator=spec.code if spec else None,
            value=quantity.value,
            value_max=quantity.value_max,
            unit=quantity.unit,
            qualifier=quantity.qualifier,
            period=period,
            status=status,
            scope=scope_of(near),
            confidence=_confidence(choice, quantity),
            reasons=tuple(_reasons(choice, quantity, earlier)),
        )

    def _without_past(self, clause: Clause, path: list[Section]) -> IndicatorSpec | None:
        """The indicator an earlier value would have if it were the present one: it decides period and status."""
        guess = choose(self.words, _present(clause), self._surroundings(clause, path))
        return self.words.indicators[guess.indicator] if guess else None

    def _status(
        self,
        clause: Clause,
        spec: IndicatorSpec | None,
        likely: IndicatorSpec | None,
        kind: SectionKind | None,
        near: str,
    ) -> MetricStatus:
        status = status_of(clause, likely, kind, near)
        if kind is SectionKind.PROBLEMS and self._is_remedy(clause.quantity.start):
            status = MetricStatus.PLAN
        elif spec is None and self._last_status is MetricStatus.STANDARD and _RAISED.match(clause.before):
            status = MetricStatus.STANDARD
        if self.metadata.year and near.startswith(f"{self.metadata.year + 1}年"):
            status = MetricStatus.PLAN
        self._last_status = status
        return status

    def _is_remedy(self, at: int) -> bool:
        """In a chapter of problems, the part of the line after 整改: or 措施: announces what will be done."""
        masked = self.sentences.masked
        line = masked[max(masked.rfind("\n", 0, at) + 1, at - _LONG) : at]
        return _REMEDY.search(line) is not None

    def _near(self, clause: Clause) -> str:
        """The sentence so far: all of it, or its opening and the nearest words where it is very long."""
        masked, start, end = self.sentences.masked, clause.sentence_start, clause.quantity.start
        if end - start <= _LONG:
            return bare(masked[start:end])
        return bare(masked[start : start + _OPENING] + "\x02" + masked[end - _LONG + _OPENING : end])

    def _limits(self, clause: Clause) -> tuple[bool, str]:
        """Whether a stock is out of the question, and the domain to keep to.

        Parts of a flow (抽查31家,其中…; 31宗(社团1间…)) and those who take part in an event are no stock.
        """
        masked, start, end = self.sentences.masked, clause.quantity.start, clause.quantity.end
        low = max(clause.sentence_start, start - _LONG)
        opened = masked.rfind("(", low, start) > masked.rfind(")", low, start)
        last = self._linked(clause)
        if last is None:
            self._flow_head = False
        elif opened or _INCLUDING.search(clause.before):
            head = last[2]
            if head is not None and head.kind == "flow":
                self._flow_head, self._domain = True, head.domain
        elif masked.startswith((",", ";"), last[0].quantity.end):
            self._flow_head = False
        tail = masked[end : min(clause.sentence_end, end + _TAIL)].partition(",")[0]
        joined = _PARTICIPANTS.search(tail) is not None and "年检" not in tail and "年报" not in tail
        return self._flow_head or joined, self._domain if self._flow_head and opened else ""

    def _linked(self, clause: Clause) -> _Read | None:
        """The figure before in the same sentence, as it was read."""
        last = self._last
        if last and clause.previous is not None and last[0].quantity is clause.previous.quantity:
            return last
        return None

    def _when(
        self, clause: Clause, spec: IndicatorSpec | None, kind: SectionKind | None, near: str, planned: bool
    ) -> When:
        last = self._linked(clause)
        same_unit = last is not None and last[0].quantity.unit == clause.quantity.unit
        end = clause.quantity.end
        following = self.sentences.masked[end : min(end + _TAIL, clause.sentence_end)]
        same = last is not None and spec is not None and last[2] is spec and last[1] is Period.YEAR
        same = same and same_unit
        listed = last is not None and last[1] in (Period.YEAR, Period.PART) and self._is_listed(clause)
        listed = listed or (last is not None and self._goes_on(clause, last))
        words = self._span_words(clause, near)
        return When(
            near=words,
            opening=self._opening(clause, words),
            segment=self._segment(clause),
            default=self.default,
            year=self.metadata.year,
            planned=planned,
            paired=last[1] if last and same_unit and _is_pair(clause, spec, last[2]) else None,
            breakdown=self._breakdown(clause, last, same_unit),
            listed=last[1] if last and listed else None,
            troubled=kind is SectionKind.PROBLEMS,
            earlier=self._earlier,
            year_follows=same or _YEAR_AFTER.search(following) is not None,
        )

    def _opening(self, clause: Clause, words: str) -> str:
        """The first clause of the sentence, after the span carried over from the sentence before."""
        masked, start = self.sentences.masked, clause.sentence_start
        first = masked[start : min(clause.quantity.start, start + _LONG)].partition(",")
        # 近三年,… and 2023年,… alone are no clause: the next one opens the sentence with them.
        head = first[0] if len(first[0]) > _BRIEF else first[0] + first[2].partition(",")[0]
        return words[:_BRIEF] + "\x02" + bare(head)

    def _breakdown(self, clause: Clause, last: _Read | None, same_unit: bool) -> Period | None:
        """The period of the total that the figure is a part of: after 其中, in the list that 其中 began, after 占."""
        part = same_unit and (
            _INCLUDING.search(clause.before) is not None
            or (self._part_of and not _OWN_HEAD.search(clause.before))
        )
        self._part_of = bool(last) and (part or clause.before.startswith("占"))
        return last[1] if last and (self._part_of or self._flow_head) else None

    def _is_listed(self, clause: Clause) -> bool:
        """Joined to the figure before by 、 or 和, and not a percentage or an amount."""
        if clause.previous is None or clause.quantity.unit in ("%", "元"):
            return False
        return self.sentences.masked.startswith(("、", "和", "及"), clause.previous.quantity.end)

    def _goes_on(self, clause: Clause, last: _Read) -> bool:
        """A bare noun after a comma goes on with what was done or held in the clause before (新登记4家,变更9家)."""
        if clause.quantity.unit != last[0].quantity.unit or not goes_on(clause):
            return False
        if not self.sentences.masked.startswith(",", last[0].quantity.end):
            return False
        done = last[2] is not None and last[2].kind == "flow"
        return done or not is_state(last[0])

    def _segment(self, clause: Clause) -> str:
        """The clause from its last comma to its next one."""
        masked, start, end = self.sentences.masked, clause.quantity.start, clause.quantity.end
        low = max(clause.sentence_start, start - _LONG)
        before = masked[low:start].rpartition(",")[2]
        return before + masked[start : min(clause.sentence_end, end + _LONG)].partition(",")[0]

    def _span_words(self, clause: Clause, near: str) -> str:
        """The sentence so far, with the span that the sentence before it in the paragraph opened (1至11月,…;…)."""
        stated = _OPENED_SPAN.findall(near)
        if stated:
            self._span = (clause.sentence_end, stated[-1])
        elif _CLOSES_SPAN.search(near):
            self._span = None
        elif self._span:
            gap = self.sentences.masked[self._span[0] : clause.sentence_start]
            if "\n" in gap or "。" in gap:
                self._span = None
            else:
                self._span = (clause.sentence_end, self._span[1])
                return self._span[1] + near
        return near

    def _path(self, at: int) -> list[Section]:
        index = bisect_right(self.starts, at)
        return [section for section in self.paths[index - 1] if at < section.body_end] if index else []

    def _surroundings(self, clause: Clause, path: list[Section]) -> str:
        """Headings, the two sentences before and the sentence itself; worked out once a sentence."""
        key = (clause.sentence, len(path) and path[-1].start)
        if key != self._around[0]:
            headings = "\x02".join(section.heading for section in path)
            prior = self.sentences.before(clause.sentence, 2)[-160:]
            whole = self.sentences.masked[
                clause.sentence_start : min(clause.sentence_end, clause.sentence_start + 240)
            ]
            self._around = (key, self.words.read_as(bare(f"{headings}\x02{prior}\x02{whole}")))
        names = clause.quantity.names
        return self.words.read_as(bare("\x02".join(names))) + self._around[1] if names else self._around[1]

    def _past_year(self, clause: Clause) -> bool:
        """The figure's own clause names a year before the report's (2020年为3000对)."""
        if self.metadata.year is None:
            return False
        stated = re.findall(r"(?:19|20)\d\d(?=年)", clause.before)
        if not stated or int(stated[-1]) >= self.metadata.year:
            return False
        return not re.search(r"以来|年起|至今|开始|-|至|施行|实施|到", clause.before)


def _is_pair(clause: Clause, spec: IndicatorSpec | None, last: IndicatorSpec | None) -> bool:
    """The later value of a pair (由500元提高到530元), or the next standard of a list that named its span once."""
    if _PAIRED.match(clause.before):
        return True
    standards = spec is not None and last is not None and spec.kind == last.kind == "standard"
    return standards and "年" not in clause.before


def _paths(sections: Sequence[Section]) -> list[list[Section]]:
    """For each heading, it and those above it that reach as far; worked out once, or each figure would ask them all."""
    paths: list[list[Section]] = []
    path: list[Section] = []
    for section in sections:
        path = [*(above for above in path if above.body_end > section.start), section]
        paths.append(path)
    return paths


def _present(clause: Clause) -> Clause:
    before = re.sub(r"(?:由|从)?(?:上年度?|去年|原来?|\d{4}年)的?", "", clause.before)
    return replace(clause, before=re.sub(r"[由从]((?:每人)?(?:每[月年])?)$", r"\1", before))


def _confidence(choice: Choice | None, quantity: Quantity) -> Confidence:
    if choice is None:
        return Confidence.LIKELY
    if choice.score >= _SURE and choice.how != "carried":
        return Confidence.SURE
    return Confidence.LIKELY if choice.score >= _LIKELY else Confidence.DOUBTFUL


def _reasons(choice: Choice | None, quantity: Quantity, earlier: bool) -> Iterator[str]:
    yield quantity.form
    if earlier:
        yield "earlier_value"
    if choice:
        yield f"{choice.how}:{choice.words}"
    else:
        yield "no_indicator"
