"""The front page: what is held, how a figure comes about, and the ways in."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports.certificates import counted, span
from reports.holdings.counts import edition
from reports.holdings.indicators import DomainCoverage, coverage
from reports.holdings.overview import Totals, categories, held, totals
from reports.holdings.specimens import Case, Example, examples
from reports.numerals import Figure, figure, scale_of
from reports.segments import Specimen, specimen


def home(request: HttpRequest) -> HttpResponse:
    """The first answer is in words and made of counts; everything below leads to a page of its own."""
    stand = edition()
    counts = totals(stand)
    domains = coverage(stand)
    newest = held()
    codes = ",".join(one.bureau.adcode for one in newest.bureaus[:8])
    context = {
        "section": "home",
        "counts": counts,
        "answer": _answer(counts, domains),
        "held": newest,
        "codes": codes,
        "compared": min(8, len(newest.bureaus)),
        "lines": [Line.of(example) for example in examples(newest.report_ids)],
        "domains": domains,
        "indicators": sum(len(domain.indicators) for domain in domains),
        "categories": categories(stand),
    }
    return render(request, "reports/home.html", context)


def _answer(counts: Totals, domains: list[DomainCoverage]) -> str:
    """What is held, in two sentences."""
    if not counts.reports:
        return _("No report has been published here yet.")
    found = sum(len(domain.reported) for domain in domains)
    held_of = ngettext("%(n)s bureau", "%(n)s bureaus", counts.bureaus) % {"n": f"{counts.bureaus:,}"}
    held_reports = ngettext("%(n)s report", "%(n)s reports", counts.reports) % {"n": f"{counts.reports:,}"}
    return _(
        "Read so far: %(reports)s of %(bureaus)s (%(years)s), with %(figures)s, %(problems)s and %(plans)s. "
        "Of the catalogue's indicators, %(found)s have a value and %(comparable)s can be compared across bureaus."
    ) % {
        "bureaus": held_of,
        "reports": held_reports,
        "years": span(counts.first_year, counts.last_year),
        "found": found,
        "comparable": sum(domain.comparable for domain in domains),
        **counted(counts.figures, counts.problems, counts.plans),
    }


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the specimen: left as printed, right as compared."""

    example: Example
    printed: Specimen | None
    face: Figure | None
    remark: str

    @classmethod
    def of(cls, example: Example) -> Line:
        metric = example.metric
        return cls(
            example,
            specimen(metric.quote, -1, metric.mention) if metric else None,
            figure(metric, scale=scale_of(metric), indicator=example.indicator) if metric else None,
            _remark(example.case),
        )


def _remark(case: Case) -> str:
    return {
        Case.EXACT: "",
        Case.BOUND: _("a bound, not a value"),
        Case.ZERO: _("zero, because the report says so"),
        Case.PART: _("counts part of the year only"),
        Case.SILENT: _("not zero"),
    }[case]
