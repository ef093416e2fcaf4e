"""The second pass over the figures of a text: status, period and scope (状态、时期、范围), in the order of the text."""

from __future__ import annotations

import re
from typing import NamedTuple

from reports.extraction.matching.candidates import is_change
from reports.extraction.matching.circumstances import goes_on, is_state, period_of, scope_of, status_of
from reports.extraction.matching.clauses import Clause, Sentences
from reports.extraction.matching.naming import Named
from reports.extraction.matching.timing import Spans, When
from reports.extraction.matching.vocabulary import bare
from reports.extraction.records import Metadata, MetricStatus, Period, ReportKind, SectionKind

_LONG = 300
_RAISED = re.compile(r"(?:统一|分别|再)?(?:提高|提升|提标|调整|上调|增加|上涨|上浮|提|升|调)[到至为]")
_REMEDY = re.compile(r"(?:整改|措施|对策|打算|方向|下一步):(?!.*(?:问题|原因):)")
_OWN_HEAD = re.compile(r"新|注销|撤销|办理|发放|开展|完成|支出|共|累计|全年")
_PART = re.compile(r"其中|其余|另外的|剩余")
_NEW_PART = re.compile(r"其中(?:本年度?|今年|当年|年内|本期)?新[增建评登注成认]")
"""Of those in hand, those that came in the year: they are no part of the stock's time."""
_BRACKETED = 40
_PLANNED = re.compile(r"(?<![按据照成])(?:计划|拟|将|打算|预计|力争)(?:于|在|到)?$")
_BY_YEAR = re.compile(r"[^,;\x02]{0,6}?(?<![截由])到(?P<year>20\d\d)年")
_NO_LIST = ("%", "元")


class Dated(NamedTuple):
    """What a figure's words and its place say of it beside its name."""

    period: Period
    status: MetricStatus
    scope: str | None


class Dating:
    """Dates the figures of one text, each in the light of those before it."""

    def __init__(self, sentences: Sentences, metadata: Metadata) -> None:
        self._sentences = sentences
        self._masked = sentences.masked
        self._spans = Spans(sentences)
        self._year = metadata.year
        self._next_year = f"{metadata.year + 1}年" if metadata.year else None
        self._default = Period.PART if metadata.kind is ReportKind.HALF_YEAR else Period.YEAR
        self._last_status: MetricStatus | None = None
        self._part_of = False

    def date(self, named: Named) -> Dated:
        """Period, status and scope; the period is noted on the figure for those that follow."""
        clause = named.clause
        around = self._sentences.so_far(clause) + "\x02" + clause.after
        status = self._last_status = self._status(named, around)
        when = When(
            named,
            self._masked,
            _headed(clause) + self._spans.words(clause, around),
            default=self._default,
            year=self._year,
            planned=status is MetricStatus.PLAN,
            breakdown=self._breakdown(named),
            listed=self._listed(named) if named.likely is None else None,
        )
        named.period = period_of(clause, named.likely, when)
        return Dated(named.period, status, scope_of(around))

    def _status(self, named: Named, around: str) -> MetricStatus:
        if self._next_year and self._next_year in around and self._is_announced(around):
            return MetricStatus.PLAN
        if self._year and "到20" in around and self._is_target(around):
            return MetricStatus.PLAN
        if named.kind is SectionKind.PROBLEMS and self._is_remedy(named.clause.quantity.start):
            return MetricStatus.PLAN
        if self._goes_on_paying(named):
            return MetricStatus.STANDARD
        raised = named.spec is None and self._last_status is MetricStatus.STANDARD
        if raised and _RAISED.match(named.clause.before):
            return MetricStatus.STANDARD
        return status_of(named.clause, named.likely, named.kind, around)

    def _goes_on_paying(self, named: Named) -> bool:
        """The next of the standards that were named together (标准分别为120元、320元和640元)."""
        clause = named.clause
        amount = clause.quantity.unit == "元" and named.same_unit and not clause.before
        return self._last_status is MetricStatus.STANDARD and amount and self._is_joined(clause)

    def _is_announced(self, around: str) -> bool:
        """The sentence begins with the coming year, or plans for it (计划2024年新建20个,改造300户)."""
        head = around.partition(self._next_year or "")[0]
        return not head or _PLANNED.search(head) is not None

    def _is_target(self, around: str) -> bool:
        """The sentence begins with what shall be by a year to come (到2025年,每万人拥有20人)."""
        stated = _BY_YEAR.match(around)
        return stated is not None and self._year is not None and int(stated["year"]) > self._year

    def _is_remedy(self, at: int) -> bool:
        """In a chapter of problems, the part of the line after 整改: or 措施: announces what will be done."""
        line = self._masked[max(self._masked.rfind("\n", 0, at) + 1, at - _LONG) : at]
        return _REMEDY.search(line) is not None

    def _breakdown(self, named: Named) -> Period | None:
        """The period of the total that the figure is a part of: after 其中, in the list that 其中 began, after 占."""
        clause, last = named.clause, named.last
        before = clause.before
        if last is None:
            self._part_of = False
            return None
        begins = _PART.match(before) or self._in_brackets(clause)
        part = begins or (self._part_of and not _OWN_HEAD.search(before))
        part = (
            part and not is_change(before) and not (_NEW_PART.match(before) and last.period is Period.POINT)
        )
        self._part_of = (part and named.same_unit) or before.startswith("占")
        return last.period if self._part_of or named.in_flow else None

    def _in_brackets(self, clause: Clause) -> bool:
        """The parts of a total may stand in brackets behind it (96家(公办31家、民办65家))."""
        previous = clause.previous
        if previous is None or not self._masked.startswith("(", previous.quantity.end):
            return False
        end = clause.quantity.end
        return ")" in self._masked[end : end + _BRACKETED] and not _OWN_HEAD.search(clause.before)

    def _listed(self, named: Named) -> Period | None:
        """The period of the figure before, where both are members of one list."""
        clause, last = named.clause, named.last
        if last is None or clause.quantity.unit in _NO_LIST:
            return None
        alone = not clause.before and last.period is Period.POINT and named.same_unit
        if (alone or last.period in (Period.YEAR, Period.PART)) and self._is_joined(clause):
            return last.period
        return last.period if self._goes_on(named, last) else None

    def _is_joined(self, clause: Clause) -> bool:
        """Joined to the figure before by 、 or 和."""
        previous = clause.previous
        return previous is not None and self._masked.startswith(("、", "和", "及"), previous.quantity.end)

    def _goes_on(self, named: Named, last: Named) -> bool:
        """A bare noun after a comma goes on with what was done or held in the clause before (新登记4家,变更9家)."""
        if not named.same_unit or not goes_on(named.clause):
            return False
        if not self._masked.startswith(",", last.clause.quantity.end):
            return False
        done = last.spec is not None and last.spec.kind == "flow"
        return done or not is_state(last.clause)


def _headed(clause: Clause) -> str:
    """What stands over a cell: the heading of its column and the caption may name a part of the year."""
    over = clause.quantity.names[1:]
    return bare("\x02".join(over)) + "\x02" if over else ""
