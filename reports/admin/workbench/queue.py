"""What waits for a person in one report, in which order, and where a decision leads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from reports.models import Decision, Metric, Plan, Problem, Report
from reports.models.findings import Confidence
from reports.voices import Decided

KINDS: dict[str, type[Metric] | type[Problem] | type[Plan]] = {
    "figures": Metric,
    "problems": Problem,
    "plans": Plan,
}
"""What is decided here, by the word that stands for it in the address."""


@dataclass(frozen=True, slots=True)
class Bench:
    """One report on the workbench: what is decided, the queue, and the finding that is open."""

    report: Report
    what: str
    findings: Sequence[Decided]
    queue: Sequence[Decided]
    current: Decided | None
    everything: bool

    def following(self, after: Decided | None) -> Decided | None:
        """The next that waits, in the order of the text; after the last, the first that was passed over."""
        place = self.queue.index(after) + 1 if after in self.queue else 0
        row = (*self.queue[place:], *self.queue[:place])
        return next((one for one in row if waits(one) and one != after), None)

    @property
    def query(self) -> str:
        """The beginning of an address within this queue: `?what=plans&`."""
        if self.what != "figures":
            return f"?what={self.what}&"
        return "?all=1&" if self.everything else "?"

    def address(self, finding: Decided | None = None, **more: str | int) -> str:
        """The page of this queue, with a finding opened."""
        query: dict[str, str | int] = {} if self.what == "figures" else {"what": self.what}
        if finding is not None:
            query["m"] = finding.pk
        if self.everything and self.what == "figures":
            query["all"] = 1
        query |= more
        path = reverse("admin:reports_report_review", args=[self.report.pk])
        return f"{path}?{urlencode(query)}#q" if query else path


def bench_of(report: Report, asked: QueryDict) -> Bench:
    """What the address asks for. Of figures the doubtful ones wait, of problems and plans, which are few, all."""
    what = asked.get("what", "")
    what = what if what in KINDS else "figures"
    rows = KINDS[what]._default_manager.filter(report=report).order_by("start", "pk")
    findings: list[Decided] = list(rows.select_related("indicator" if what == "figures" else "category"))
    for one in findings:
        one.report = report
    key = asked.get("m", "")
    opened = next((one for one in findings if str(one.pk) == key), None)
    everything = what != "figures" or "all" in asked or (opened is not None and not doubtful(opened))
    queue = findings if everything else [one for one in findings if doubtful(one)]
    waiting = next((one for one in queue if waits(one)), None)
    return Bench(report, what, findings, queue, opened or waiting, everything)


def doubtful(finding: Decided) -> bool:
    """Whether a person must decide it, because the machine was not sure."""
    return isinstance(finding, Metric) and finding.confidence == Confidence.DOUBTFUL


def unsure(finding: Decided) -> bool:
    """What is not confirmed with the rest: a doubtful figure, a statement that fell in no category."""
    return doubtful(finding) if isinstance(finding, Metric) else finding.category_id is None


def waits(finding: Decided) -> bool:
    return finding.decision == Decision.NONE
