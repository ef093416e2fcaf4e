"""What the workbench shows: the text with its marks, the finding that is open, the queue. No decision is made here."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bureaus import romanise
from reports.admin.reading import history, how_read, in_context
from reports.admin.workbench.queue import KINDS, Bench, doubtful, unsure, waits
from reports.certificates import clauses, name_of, reservations
from reports.models import Decision, Indicator, Metric, Origin, Plan, Problem, Section
from reports.numerals import Figure, figure, scale_of, unit_name
from reports.segments import Mark, MarkKind, Paragraph, segment
from reports.voices import Decided, as_read

REASONS = (
    gettext_lazy("The value was misread"),
    gettext_lazy("It counts something else"),
    gettext_lazy("The period was misread"),
    gettext_lazy("It is a number of a document or a heading"),
    gettext_lazy("It is a slogan, not a figure"),
    gettext_lazy("Overlooked by the machine"),
    gettext_lazy("Two figures read as one"),
)
"""Frequent reasons, offered while one types; any other may be written."""
KIND_OF = {Metric: MarkKind.FIGURE, Problem: MarkKind.PROBLEM, Plan: MarkKind.PLAN}


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the queue."""

    number: int
    finding: Decided
    printed: str
    face: Figure | None
    name: str
    why: str
    current: bool

    @property
    def decided(self) -> bool:
        return not waits(self.finding)


@dataclass(frozen=True, slots=True)
class Voice:
    """One reading of the open finding: whose it is, the bureau's own words for it, and ours."""

    whose: str
    words: str
    said: str


def context(bench: Bench, panel: str, only: Collection[Decided] | None = None) -> dict[str, Any]:
    """Everything the template asks for, but for the forms; of text and queue `only` what shows these findings."""
    report, current = bench.report, bench.current
    place = bench.queue.index(current) + 1 if current in bench.queue else 0
    rows = list(_rows(bench, only))
    found = _found(bench)
    paragraphs = segment(report.text, _marks(bench, found))
    return {
        "title": _title(bench),
        "report": report,
        "name": f"{report.bureau_name}{report.year}",
        "panel": panel if current or panel != "decide" else "done",
        "tabs": _tabs(bench, found),
        "progress": _progress(bench),
        "paragraphs": paragraphs if only is None else [one for one in paragraphs if _shows(one, only)],
        "part": only is not None,
        "layout": "admin/base_site.html" if only is None else "admin/reports/report/_review_part.html",
        "rows": rows,
        "row": next((row for row in rows if row.current), None),
        "earlier": bench.address(bench.queue[place - 2]) if place > 1 else "",
        "later": bench.address(bench.queue[place]) if 0 < place < len(bench.queue) else "",
        "here": bench.address(current),
        "query": bench.query,
        "bench": bench,
        "setting": in_context(current) if current else None,
        "voices": _voices(current) if current else [],
        "steps": how_read(current) if current else [],
        "history": history(current) if current else [],
        "indicators": _indicators() if bench.what == "figures" and only is None else [],
        "frequent": REASONS,
        "sure": sum(waits(one) and not unsure(one) for one in bench.findings),
    }


def _title(bench: Bench) -> str:
    asked = [one for one in bench.findings if doubtful(one) or bench.what != "figures"]
    words = {
        "report": f"{bench.report.bureau_name}{bench.report.year}",
        "all": len(bench.findings),
        "asked": len(asked),
        "decided": sum(not waits(one) for one in asked),
    }
    return {
        "figures": _("%(report)s: %(asked)s of %(all)s figures need a person, %(decided)s decided"),
        "problems": _("%(report)s: %(all)s self-stated shortcomings, %(decided)s decided"),
        "plans": _("%(report)s: %(all)s plans, %(decided)s decided"),
    }[bench.what] % words


def _found(bench: Bench) -> dict[str, Sequence[Decided]]:
    """Everything that was read in the report, by the queue it stands in. One query for each that is not open."""
    return {
        what: bench.findings
        if what == bench.what
        else list(model._default_manager.filter(report=bench.report).order_by("start", "pk"))
        for what, model in KINDS.items()
    }


def _tabs(bench: Bench, found: Mapping[str, Sequence[Decided]]) -> list[tuple[str, str, int, bool]]:
    """The three queues: address, name, how many wait, whether it is open."""
    names = {"figures": _("Figures"), "problems": _("Shortcomings"), "plans": _("Plans")}
    return [
        (
            "?" if what == "figures" else f"?what={what}",
            names[what],
            sum(waits(one) and (what != "figures" or doubtful(one)) for one in rows),
            what == bench.what,
        )
        for what, rows in found.items()
    ]


def _progress(bench: Bench) -> list[tuple[str, int]]:
    def decided(decision: Decision) -> int:
        return sum(one.decision == decision for one in bench.findings)

    first = []
    if bench.what == "figures":
        doubts = sum(doubtful(one) for one in bench.findings)
        mine = sum(isinstance(one, Metric) and one.origin == Origin.PERSON for one in bench.findings)
        first = [(_("machine is sure"), len(bench.findings) - doubts - mine), (_("doubtful"), doubts)]
    return [
        *first,
        (_("confirmed"), decided(Decision.CONFIRMED)),
        (_("corrected"), decided(Decision.CORRECTED)),
        (_("rejected"), decided(Decision.REJECTED)),
        *([(_("added"), mine)] if first and mine else []),
    ]


def _shows(paragraph: Paragraph, findings: Collection[Decided]) -> bool:
    return any(one.start < paragraph.end and paragraph.start < one.end for one in findings)


def _rows(bench: Bench, only: Collection[Decided] | None) -> Iterator[Row]:
    for number, one in enumerate(bench.queue, 1):
        if only is not None and one not in only:
            continue
        current = one == bench.current
        if isinstance(one, Metric):
            face = figure(one, scale=scale_of(one))
            yield Row(number, one, one.mention, face, name_of(one), clauses(reservations(one)), current)
        else:
            category = one.category.name if one.category else ""
            why = "" if category else _("fell in no category")
            yield Row(number, one, one.text, None, category, why, current)


def _voices(finding: Decided) -> list[Voice]:
    """The machine's reading and a person's, told apart; one voice while nobody has decided otherwise."""
    stands = Voice(_("A person decided"), *_said(finding))
    if isinstance(finding, Metric) and finding.origin == Origin.PERSON:
        return [Voice(_("The machine read"), "", _("nothing here")), stands]
    read = Voice(_("The machine read"), *_said(as_read(finding)))
    if finding.decision == Decision.REJECTED:
        return [read, Voice(_("A person decided"), "", _("this is no finding"))]
    return [read] if waits(finding) else [read, stands]


def _said(finding: Decided) -> tuple[str, str]:
    if not isinstance(finding, Metric):
        return finding.text, finding.category.name if finding.category else _("no category")
    face = figure(finding, scale=scale_of(finding))
    named = finding.indicator.name if finding.indicator else ""
    words = (f"{face.text} {face.unit}".strip(), named, finding.get_period_display())
    return ("" if named else finding.label), " · ".join(filter(None, words))


def _marks(bench: Bench, found: Mapping[str, Sequence[Decided]]) -> Iterator[Mark]:
    for section in Section.objects.filter(report=bench.report).order_by("start"):
        yield Mark(MarkKind.HEADING, section.start, section.end, (section,), section.level)
    for one in chain(*found.values()):
        if one.decision != Decision.REJECTED or one == bench.current:
            yield Mark(KIND_OF[type(one)], one.start, one.end, (one,))


def _indicators() -> list[tuple[str, str, str, str]]:
    """What is offered while one types: name, domain and unit beside it, the unit alone, and other words for it."""
    rows = Indicator.objects.select_related("domain").order_by("domain__position", "position")
    return [
        (
            row.name,
            " · ".join(filter(None, (row.domain.name, unit_name(row.unit)))),
            row.unit,
            " ".join(
                [row.name_zh, row.name_en, row.code, *map(str, row.synonyms), romanise.initials(row.name_zh)]
            ),
        )
        for row in rows
    ]
