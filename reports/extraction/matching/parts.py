"""What a figure is a part of (分项): parts of a flow are no stock and cover the period of their total."""

from __future__ import annotations

import re

from reports.extraction.matching.circumstances import goes_on, is_state
from reports.extraction.matching.clauses import Clause, Sentences
from reports.extraction.matching.timing import Read
from reports.extraction.records import Period

_LONG, _TAIL = 300, 60
_OWN_HEAD = re.compile(r"新|注销|撤销|办理|发放|开展|完成|支出|共|累计|全年")
_PARTICIPANTS = re.compile(r"参与|参加|参赛|出席")
_NO_LIST = ("%", "元")


class Parts:
    """Follows the figures of a text in order and says of each what those before it make of it."""

    def __init__(self, sentences: Sentences) -> None:
        self._masked = sentences.masked
        self._flow_head = False
        self._domain = ""
        self._part_of = False

    def limits(self, clause: Clause, last: Read | None) -> tuple[bool, str]:
        """Whether a stock is out of the question, and the domain to keep to.

        Parts of a flow (抽查31家,其中…; 31宗(社团1间…)) and those who take part in an event are no stock.
        """
        masked, start, end = self._masked, clause.quantity.start, clause.quantity.end
        low = max(clause.sentence_start, start - _LONG)
        opened = masked.rfind("(", low, start) > masked.rfind(")", low, start)
        if last is None:
            self._flow_head = False
        elif opened or clause.before.startswith("其中"):
            head = last.spec
            if head is not None and head.kind == "flow":
                self._flow_head, self._domain = True, head.domain
        elif masked.startswith((",", ";"), last.clause.quantity.end):
            self._flow_head = False
        tail = masked[end : min(clause.sentence_end, end + _TAIL)].partition(",")[0]
        joined = _PARTICIPANTS.search(tail) is not None and "年检" not in tail and "年报" not in tail
        return self._flow_head or joined, self._domain if self._flow_head and opened else ""

    def breakdown(self, clause: Clause, last: Read | None) -> Period | None:
        """The period of the total that the figure is a part of: after 其中, in the list that 其中 began, after 占."""
        before = clause.before
        if last is None:
            self._part_of = False
            return None
        part = last.clause.quantity.unit == clause.quantity.unit and (
            before.startswith("其中") or (self._part_of and not _OWN_HEAD.search(before))
        )
        self._part_of = part or before.startswith("占")
        return last.period if self._part_of or self._flow_head else None

    def listed(self, clause: Clause, last: Read | None) -> Period | None:
        """The period of the figure before, where both are members of one list."""
        if last is None or clause.quantity.unit in _NO_LIST:
            return None
        if last.period in (Period.YEAR, Period.PART) and self._is_joined(clause):
            return last.period
        return last.period if self._goes_on(clause, last) else None

    def _is_joined(self, clause: Clause) -> bool:
        """Joined to the figure before by 、 or 和."""
        previous = clause.previous
        return previous is not None and self._masked.startswith(("、", "和", "及"), previous.quantity.end)

    def _goes_on(self, clause: Clause, last: Read) -> bool:
        """A bare noun after a comma goes on with what was done or held in the clause before (新登记4家,变更9家)."""
        if clause.quantity.unit != last.clause.quantity.unit or not goes_on(clause):
            return False
        if not self._masked.startswith(",", last.clause.quantity.end):
            return False
        done = last.spec is not None and last.spec.kind == "flow"
        return done or not is_state(last.clause)
