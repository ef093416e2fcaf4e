"""What waits for a person in one report, in which order, and where a decision leads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
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
    findings = _findings(report, what)
    key = asked.get("m", "")
    opened = next((one for one in findings if str(one.pk) == key), None)
    everything = what != "figures" or "all" in asked or (opened is not None and not doubtful(opened))
    queue = findings if everything else [one for one in findings if doubtful(one)]
    current = opened or next((one for one in queue if waits(one)), None)
    if current is not None:
        current = _whole(current, report)
    return Bench(report, what, findings, queue, current, everything)


def _findings(report: Report, what: str) -> list[Decided]:
    """All of one kind in the order of the text. Hundreds are only listed: what is long of them stays where it is."""
    rows: QuerySet[Any] = KINDS[what]._default_manager.filter(report=report).order_by("start", "pk")
    if what == "figures":
        catalogue = ("indicator__synonyms", "indicator__definition_zh")
        rows = rows.select_related("indicator").defer("quote", "sentence", "reasons", *catalogue)
    else:
        rows = rows.select_related("category")
    return list(rows)


def _whole(finding: Decided, report: Report) -> Decided:
    """The finding that is open, with all its fields."""
    related = "indicator" if isinstance(finding, Metric) else "category"
    whole: Decided = type(finding)._default_manager.select_related(related).get(pk=finding.pk)
    whole.report = report
    return whole


def doubtful(finding: Decided) -> bool:
    """Whether a person must decide it, because the machine was not sure."""
    return isinstance(finding, Metric) and finding.confidence == Confidence.DOUBTFUL


def unsure(finding: Decided) -> bool:
    """What is not confirmed with the rest: a doubtful figure, a statement that fell in no category."""
    return doubtful(finding) if isinstance(finding, Metric) else finding.category_id is None


def waits(finding: Decided) -> bool:
    return finding.decision == Decision.NONE
