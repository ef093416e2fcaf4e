"""Reads the clauses of one text in order: each figure's indicator, period, status, scope and confidence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from reports.extraction.matching.candidates import choose, is_earlier, is_goal
from reports.extraction.matching.circumstances import period_of, scope_of, status_of
from reports.extraction.matching.clauses import Clause, Sentences
from reports.extraction.matching.evidence import Choice
from reports.extraction.matching.headings import Headings
from reports.extraction.matching.labels import label_of, quote_span
from reports.extraction.matching.parts import Parts
from reports.extraction.matching.timing import Read, Spans, When
from reports.extraction.matching.vocabulary import POINT, Vocabulary, bare
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

_SURE, _LIKELY = 8 * POINT, 3 * POINT
_FAR = 300
_RAISED = re.compile(r"(?:统一|分别|再)?(?:提高|提升|调整|上调|增加|上涨|上浮|提|升)[到至为]")
_REMEDY = re.compile(r"(?:整改|措施|对策|打算|方向|下一步):(?!.*(?:问题|原因):)")
_EACH_PLACE = re.compile(r"每个?(?:乡镇|镇|村|社区|街道|县|区|苏木|单位|科室|机构|镇街|镇街道)[^每]{0,12}$")
_YEAR = re.compile(r"(?:19|20)\d\d(?=年)")
_SINCE = re.compile(r"以来|年起|至今|开始|-|至|施行|实施|到")
_YEAR_BEFORE = re.compile(r"(?:由|从)?(?:上年度?|去年|原来?|\d{4}年)的?")
_RAISED_FROM = re.compile(r"[由从]((?:每人)?(?:每[月年])?)$")


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
        self.headings = Headings(sections)
        self.parts = Parts(sentences)
        self.spans = Spans(sentences)
        self.year = metadata.year
        self.next_year = f"{metadata.year + 1}年" if metadata.year else None
        self.default = Period.PART if metadata.kind is ReportKind.HALF_YEAR else Period.YEAR
        self._last: Read | None = None
        self._last_status: MetricStatus | None = None
        self._around: tuple[tuple[int, int], str] = ((-1, -1), "")

    def read(self, clause: Clause) -> Metric | None:
        """The figure of one clause; None for a bare number that nothing names."""
        quantity = clause.quantity
        kind = self.headings.kind(quantity.start)
        earlier = self._is_earlier(clause)
        last = self._linked(clause)
        choice = None if earlier or _is_no_headline(clause, kind) else self._choose(clause, last)
        spec = self.words.indicators[choice.indicator] if choice else None
        if not quantity.unit:
            if spec is None and quantity.form != "cell":
                return None
            quantity = clause.quantity = replace(quantity, unit=spec.unit if spec else "")
        near = self.sentences.so_far(clause)
        around = near + "\x02" + clause.after
        likely = self._without_past(clause) if earlier and quantity.form != "cell" else spec
        status = self._status(clause, spec, likely, kind, around)
        when = When(
            clause,
            self.sentences.masked,
            self.spans.words(clause, around),
            likely,
            last,
            default=self.default,
            year=self.year,
            planned=status is MetricStatus.PLAN,
            troubled=kind is SectionKind.PROBLEMS,
            earlier=earlier,
            breakdown=self.parts.breakdown(clause, last),
            listed=self.parts.listed(clause, last) if likely is None else None,
        )
        period = period_of(clause, likely, when)
        self._last = Read(clause, period, spec)
        return self._metric(clause, choice, period, status, scope_of(around), earlier)

    def _metric(
        self,
        clause: Clause,
        choice: Choice | None,
        period: Period,
        status: MetricStatus,
        scope: str | None,
        earlier: bool,
    ) -> Metric:
        quantity = clause.quantity
        spec = self.words.indicators[choice.indicator] if choice else None
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
            scope=scope,
            confidence=_confidence(choice),
            reasons=tuple(_reasons(choice, quantity, earlier)),
        )

    def _choose(self, clause: Clause, last: Read | None) -> Choice | None:
        no_stock, domain = self.parts.limits(clause, last)
        return choose(self.words, clause, lambda: self._surroundings(clause), no_stock, domain)

    def _without_past(self, clause: Clause) -> IndicatorSpec | None:
        """The indicator an earlier value would have if it were the present one: it decides period and status."""
        guess = choose(self.words, _present(clause), lambda: self._surroundings(clause))
        return self.words.indicators[guess.indicator] if guess else None

    def _is_earlier(self, clause: Clause) -> bool:
        """An earlier value given for comparison: by its words, its column or its year."""
        end = clause.quantity.end
        return (
            is_earlier(clause.before, self.sentences.masked[end : end + 16])
            or clause.quantity.column == "earlier"
            or self._is_past_year(clause.before)
        )

    def _is_past_year(self, before: str) -> bool:
        """The figure's own clause names a year before the report's (2020年为3000对)."""
        if self.year is None or "年" not in before:
            return False
        stated = _YEAR.findall(before)
        return bool(stated) and int(stated[-1]) < self.year and not _SINCE.search(before)

    def _linked(self, clause: Clause) -> Read | None:
        """The figure before in the same sentence, as it was read."""
        last = self._last
        if last and clause.previous is not None and last.clause.quantity is clause.previous.quantity:
            return last
        return None

    def _status(
        self,
        clause: Clause,
        spec: IndicatorSpec | None,
        likely: IndicatorSpec | None,
        kind: SectionKind | None,
        around: str,
    ) -> MetricStatus:
        status = status_of(clause, likely, kind, around)
        if kind is SectionKind.PROBLEMS and self._is_remedy(clause.quantity.start):
            status = MetricStatus.PLAN
        elif spec is None and self._last_status is MetricStatus.STANDARD and _RAISED.match(clause.before):
            status = MetricStatus.STANDARD
        if self.next_year and around.startswith(self.next_year):
            status = MetricStatus.PLAN
        self._last_status = status
        return status

    def _is_remedy(self, at: int) -> bool:
        """In a chapter of problems, the part of the line after 整改: or 措施: announces what will be done."""
        masked = self.sentences.masked
        line = masked[max(masked.rfind("\n", 0, at) + 1, at - _FAR) : at]
        return _REMEDY.search(line) is not None

    def _surroundings(self, clause: Clause) -> str:
        """Headings, the two sentences before and the sentence itself; worked out once a sentence."""
        path = self.headings.path(clause.quantity.start)
        key = (clause.sentence, path[-1].start if path else 0)
        if key != self._around[0]:
            headings = "\x02".join(section.heading for section in path)
            prior = self.sentences.before(clause.sentence, 2)[-160:]
            whole = self.sentences.masked[
                clause.sentence_start : min(clause.sentence_end, clause.sentence_start + 240)
            ]
            self._around = (key, self.words.read_as(bare(f"{headings}\x02{prior}\x02{whole}")))
        names = clause.quantity.names
        return self.words.read_as(bare("\x02".join(names))) + self._around[1] if names else self._around[1]


def _is_no_headline(clause: Clause, kind: SectionKind | None) -> bool:
    """A target beside the actual value, a number for each place, a growth or a plan in a table."""
    if clause.quantity.column in ("growth", "plan"):
        return True
    before = clause.before
    if "每" in before and _EACH_PLACE.search(before):
        return True
    return kind is not SectionKind.PLAN and is_goal(before, clause.after)


def _present(clause: Clause) -> Clause:
    before = _YEAR_BEFORE.sub("", clause.before)
    return replace(clause, before=_RAISED_FROM.sub(r"\1", before))


def _confidence(choice: Choice | None) -> Confidence:
    if choice is None:
        return Confidence.LIKELY
    if choice.points >= _SURE and choice.how != "carried":
        return Confidence.SURE
    return Confidence.LIKELY if choice.points >= _LIKELY else Confidence.DOUBTFUL


def _reasons(choice: Choice | None, quantity: Quantity, earlier: bool) -> Iterator[str]:
    yield quantity.form
    if earlier:
        yield "earlier_value"
    if choice:
        yield f"{choice.how}:{choice.words}"
    else:
        yield "no_indicator"
