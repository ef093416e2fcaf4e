"""How a figure comes about, shown on real ones: chosen by rule among the newest reports, never by name.

An exact amount, a bound, a zero in words, a part of a year, and a report that is silent on what others report. A line
for which no figure qualifies is left out.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from reports.models import Indicator, IndicatorKind, Metric, Report
from reports.models.findings import Claim, Period, Qualifier

SHORT = range(8, 46)
"""How long a clause may be to be read at a glance."""


class Case(StrEnum):
    """What a line of the specimen shows."""

    EXACT = "exact"
    BOUND = "bound"
    ZERO = "zero"
    PART = "part"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class Example:
    """One line: a figure in its clause, or for `SILENT` a report without one for `indicator`."""

    case: Case
    report: Report
    indicator: Indicator
    metric: Metric | None = None


BOUNDS = {Qualifier.OVER, Qualifier.AT_LEAST, Qualifier.UNDER}

FITS: dict[Case, Callable[[Metric], bool]] = {
    Case.EXACT: lambda m: m.qualifier == Qualifier.EXACT and m.period == Period.YEAR and _is_amount(m),
    Case.BOUND: lambda m: m.qualifier in BOUNDS and m.period != Period.PART and _has_digit(m),
    Case.ZERO: lambda m: m.value == 0 and not _has_digit(m),
    Case.PART: lambda m: m.period == Period.PART,
}


def examples(report_ids: Sequence[int]) -> list[Example]:
    """The lines of the specimen, from these reports. One query."""
    figures = Metric.objects.standing().filter(
        report__in=report_ids, indicator__isnull=False, value__isnull=False
    )
    places = figures.exclude(claim=Claim.PLAN).select_related(
        "indicator", "report__bureau__region", "report__region"
    )
    known = list(places.defer("report__text", "reasons", "indicator__synonyms").order_by("pk"))
    chosen: list[Example] = []
    for case, fits in FITS.items():
        metric = _best([m for m in known if fits(m) and _is_readable(m)], chosen)
        if metric and metric.indicator:
            chosen.append(Example(case, metric.report, metric.indicator, metric))
    silent = _silent(known)
    return [*chosen, silent] if silent else chosen


def _best(candidates: list[Metric], chosen: list[Example]) -> Metric | None:
    """The shortest clause of a report that has not been shown yet, if there is one."""
    shown = Counter(example.report.pk for example in chosen)
    return min(candidates, key=lambda m: (shown[m.report_id], len(m.quote), m.pk), default=None)


def _is_amount(metric: Metric) -> bool:
    return metric.indicator is not None and metric.indicator.kind == IndicatorKind.AMOUNT


def _has_digit(metric: Metric) -> bool:
    return any(character.isdigit() for character in metric.mention)


def _is_readable(metric: Metric) -> bool:
    return len(metric.quote) in SHORT and metric.quote.count(metric.mention) == 1 and "\n" not in metric.quote


def _silent(known: list[Metric]) -> Example | None:
    """The indicator that most of the reports have, and the newest of the others."""
    reports = {metric.report_id: metric.report for metric in known}
    having: dict[str, set[int]] = defaultdict(set)
    for metric in known:
        having[metric.indicator_id or ""].add(metric.report_id)
    indicators = {metric.indicator_id: metric.indicator for metric in known}
    by_reach = sorted(having, key=lambda code: (-len(having[code]), code))
    code = next((code for code in by_reach if 1 < len(having[code]) < len(reports)), None)
    indicator = indicators.get(code)
    if code is None or indicator is None:
        return None
    without = [report for key, report in reports.items() if key not in having[code]]
    return Example(Case.SILENT, max(without, key=lambda report: (report.year, report.pk)), indicator)
