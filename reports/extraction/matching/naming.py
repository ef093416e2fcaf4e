"""The first pass over the figures of a text: what each one counts (命名), in the order of the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from reports.extraction.matching.candidates import choose, is_earlier, is_goal
from reports.extraction.matching.clauses import Clause, Sentences
from reports.extraction.matching.evidence import Choice
from reports.extraction.matching.headings import Headings
from reports.extraction.matching.vocabulary import Vocabulary, bare
from reports.extraction.quantities.exclusions import within
from reports.extraction.records import IndicatorSpec, Period, Section, SectionKind, Statement

_LONG, _TAIL = 300, 60
_EACH_PLACE = re.compile(r"每个?(?:乡镇|镇|村|社区|街道|县|区|苏木|单位|科室|机构|镇街|镇街道)[^每]{0,12}$")
_ON_AVERAGE = re.compile(r"(?:[人户次]均|平均每)[^,;]{0,8}$")
_YEAR = re.compile(r"(?:19|20)\d\d(?=年)")
# A year that dates the thing counted (2023年底以前印发的5件), or from which on it is counted, is no earlier value.
_SINCE = re.compile(
    r"以来|年起|至今|开始|-|至|施行|实施|到|以前|之前|(?:印发|制定|出台|发布|签订|登记|成立)的"
)
_YEAR_BEFORE = re.compile(r"(?:由|从)?(?:上年度?|去年|原来?|\d{4}年)的?")
_RAISED_FROM = re.compile(r"[由从]((?:每人)?(?:每[月年])?)$")
_PARTICIPANTS = re.compile(r"参与|参加|参赛|出席")


@dataclass(slots=True)
class Named:
    """A figure with the indicator chosen for it, if any; the next pass adds the period."""

    clause: Clause
    kind: SectionKind | None
    """What the chapter is about in which it stands; a plan wherever a measure is announced."""
    choice: Choice | None
    spec: IndicatorSpec | None
    likely: IndicatorSpec | None
    """The indicator; of an earlier value given for comparison, the one it would have if it were the present one."""
    earlier: bool
    in_flow: bool
    """A part of a flow."""
    last: Named | None
    """The figure before in the same sentence."""
    period: Period = Period.YEAR

    @property
    def same_unit(self) -> bool:
        """Printed in the unit of the figure before."""
        return self.last is not None and self.last.clause.quantity.unit == self.clause.quantity.unit


class Naming:
    """Names the figures of one text, each in the light of those before it."""

    def __init__(
        self,
        words: Vocabulary,
        sentences: Sentences,
        sections: Sequence[Section],
        plans: Sequence[Statement],
        year: int | None,
    ) -> None:
        self._words, self._sentences, self._year = words, sentences, year
        self._announced = [(plan.start, plan.end) for plan in plans]
        self._headings = Headings(sections)
        self._last: Named | None = None
        self._in_flow, self._domain = False, ""
        self._around: tuple[tuple[int, int], str] = ((-1, -1), "")

    def name(self, clauses: Iterable[Clause]) -> Iterator[Named]:
        """Every figure of the clauses; a bare number that nothing names is none and keeps its empty unit."""
        for clause in clauses:
            named = self._named(clause)
            if clause.quantity.unit or clause.quantity.form in ("cell", "chosen"):
                self._last = named
                yield named

    def _named(self, clause: Clause) -> Named:
        quantity = clause.quantity
        kind = self._kind(quantity.start)
        earlier = self._is_earlier(clause)
        last = self._linked(clause)
        choice = None if earlier or _is_no_headline(clause, kind) else self._choose(clause, last)
        spec = self._words.indicators[choice.indicator] if choice else None
        if not quantity.unit and spec is not None:
            clause.quantity = replace(quantity, unit=spec.unit)
        likely = self._without_past(clause) if earlier and quantity.form != "cell" else spec
        return Named(clause, kind, choice, spec, likely, earlier, self._in_flow, last)

    def _kind(self, at: int) -> SectionKind | None:
        announced = within(self._announced, at)
        return SectionKind.PLAN if announced else self._headings.kind(at)

    def _linked(self, clause: Clause) -> Named | None:
        """The figure before in the same sentence, as it was named."""
        last, previous = self._last, clause.previous
        return last if last and previous and last.clause.quantity is previous.quantity else None

    def _choose(self, clause: Clause, last: Named | None) -> Choice | None:
        no_stock, domain = self._limits(clause, last)
        return choose(self._words, clause, lambda: self._surroundings(clause), no_stock, domain)

    def _without_past(self, clause: Clause) -> IndicatorSpec | None:
        """The indicator an earlier value would have if it were the present one: it decides period and status."""
        guess = choose(self._words, _present(clause), lambda: self._surroundings(clause))
        return self._words.indicators[guess.indicator] if guess else None

    def _limits(self, clause: Clause, last: Named | None) -> tuple[bool, str]:
        """Whether a stock is out of the question, and the domain to keep to.

        Parts of a flow (抽查31家,其中…; 31宗(社团1间…)) and those who take part in an event are no stock.
        """
        masked, start, end = self._sentences.masked, clause.quantity.start, clause.quantity.end
        low = max(clause.sentence_start, start - _LONG)
        bracket = masked.rfind("(", low, start)
        opened = bracket >= 0 and masked.find(")", bracket, start) < 0
        if last is None:
            self._in_flow = False
        elif opened or clause.before.startswith("其中"):
            if last.spec is not None and last.spec.kind == "flow":
                self._in_flow, self._domain = True, last.spec.domain
        elif masked.startswith((",", ";"), last.clause.quantity.end):
            self._in_flow = False
        high = min(clause.sentence_end, end + _TAIL)
        joined = _PARTICIPANTS.search(masked, end, high) is not None and _takes_part(masked[end:high])
        return self._in_flow or joined, self._domain if self._in_flow and opened else ""

    def _is_earlier(self, clause: Clause) -> bool:
        """An earlier value given for comparison: by its words, its column or its year."""
        end = clause.quantity.end
        return (
            is_earlier(clause.before, self._sentences.masked[end : end + 16])
            or clause.quantity.column == "earlier"
            or self._is_past_year(clause.before)
        )

    def _is_past_year(self, before: str) -> bool:
        """The figure's own clause names a year before the report's (2020年为3000对)."""
        if self._year is None or "年" not in before:
            return False
        stated = _YEAR.findall(before)
        return bool(stated) and int(stated[-1]) < self._year and not _SINCE.search(before)

    def _surroundings(self, clause: Clause) -> str:
        """Headings, the two sentences before and the sentence itself; worked out once a sentence."""
        path = self._headings.path(clause.quantity.start)
        key = (clause.sentence, path[-1].start if path else 0)
        if key != self._around[0]:
            headings = "\x02".join(section.heading for section in path)
            prior = self._sentences.before(clause.sentence, 2)[-160:]
            end = min(clause.sentence_end, clause.sentence_start + 240)
            whole = self._sentences.masked[clause.sentence_start : end]
            self._around = (key, self._words.read_as(bare(f"{headings}\x02{prior}\x02{whole}")))
        names = clause.quantity.names
        return self._words.read_as(bare("\x02".join(names))) + self._around[1] if names else self._around[1]


def _is_no_headline(clause: Clause, kind: SectionKind | None) -> bool:
    """A target beside the actual value, a number for each place or person, a growth or a plan in a table."""
    if clause.quantity.column in ("growth", "plan"):
        return True
    before = clause.before
    if clause.quantity.unit not in ("元", "%") and _ON_AVERAGE.search(before):
        return True
    if "每" in before and _EACH_PLACE.search(before):
        return True
    return kind is not SectionKind.PLAN and is_goal(before, clause.after)


def _takes_part(following: str) -> bool:
    """Whether the words up to the next comma tell of people at an event, not of organisations at their inspection."""
    tail = following.partition(",")[0]
    return _PARTICIPANTS.search(tail) is not None and "年检" not in tail and "年报" not in tail


def _present(clause: Clause) -> Clause:
    before = _YEAR_BEFORE.sub("", clause.before)
    return replace(clause, before=_RAISED_FROM.sub(r"\1", before))
