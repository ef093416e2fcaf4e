"""May these figures stand side by side? A verdict for each row of a comparison, with its reasons from a closed list."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from reports.models import Metric, Report
from reports.models.findings import Claim, Period, Qualifier
from reports.models.report import ReportKind


class Verdict(IntEnum):
    """How far the figures of one row can be compared, from least to most cautious."""

    COMPARABLE = 1
    RESERVED = 2
    APART = 3


class Reason(StrEnum):
    """Why figures are comparable only with reservation, or not at all (可比性理由)."""

    PERIOD = "period"
    CLAIM = "claim"
    HALF_YEAR = "half_year"
    UNIT = "unit"
    QUALIFIER = "qualifier"
    SCOPE = "scope"
    YEAR = "year"
    LEVEL = "level"
    DIVISION = "division"
    UNREVIEWED = "unreviewed"


SEVERITY = {
    Reason.PERIOD: Verdict.APART,
    Reason.CLAIM: Verdict.APART,
    Reason.HALF_YEAR: Verdict.APART,
}
"""Whatever is not named here is a reservation."""

ANNUAL = frozenset({Period.YEAR, Period.POINT})
"""Periods that stand beside each other: a year's flow or standard, a stock."""
MONTHLY = frozenset({Period.RECURRING})
"""What is paid each month stands beside its like only: 530 a month is more than 3,800 a year."""

PERIOD_ORDER = {
    Period.YEAR: 0,
    Period.POINT: 0,
    Period.RECURRING: 0,
    Period.PART: 1,
    Period.CUMULATIVE: 2,
    Period.MULTI_YEAR: 3,
}
"""Of several figures of one indicator in one report, which stands for it."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One reason, with the positions in the row that it concerns: the odd ones out, not those they differ from."""

    reason: Reason
    columns: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict on one row."""

    verdict: Verdict
    findings: tuple[Finding, ...] = ()


def usual(periods: Iterable[str]) -> frozenset[Period]:
    """Of all periods those that may stand beside each other and that most of these figures have."""
    known = list(periods)
    monthly = sum(period in MONTHLY for period in known)
    return MONTHLY if monthly > sum(period in ANNUAL for period in known) else ANNUAL


def judge(
    unit: str,
    figures: Sequence[tuple[int, Metric]],
    common: Verdict = Verdict.COMPARABLE,
    half_years: Collection[int] = (),
) -> Judgement | None:
    """The verdict on figures of one indicator; None where fewer than two stand there.

    `unit` is the indicator's own, `figures` are (column position, metric), `common` is what holds for the whole table,
    `half_years` are the columns of half-year reports.
    """
    if len(figures) < 2:
        return None
    findings = tuple(
        Finding(reason, columns)
        for reason, columns in (
            (Reason.PERIOD, _odd_periods(figures)),
            (Reason.HALF_YEAR, _odd_half_years(figures, half_years)),
            (Reason.CLAIM, _odd_claims(figures)),
            (Reason.UNIT, _where(figures, lambda m: m.unit != unit)),
            (Reason.QUALIFIER, _where(figures, lambda m: m.qualifier != Qualifier.EXACT)),
            (Reason.SCOPE, _odd_scopes(figures)),
        )
        if columns
    )
    worst = max((SEVERITY.get(one.reason, Verdict.RESERVED) for one in findings), default=Verdict.COMPARABLE)
    return Judgement(max(worst, common), findings)


def judge_table(reports: Sequence[Report]) -> Judgement:
    """What holds for every row: reports of different years or ranks."""
    differing = (
        (Reason.YEAR, {report.year for report in reports}),
        (Reason.LEVEL, {report.region.level for report in reports}),
    )
    findings = tuple(Finding(reason, ()) for reason, values in differing if len(values) > 1)
    return Judgement(Verdict.RESERVED if findings else Verdict.COMPARABLE, findings)


def half_year_columns(reports: Iterable[Report | None]) -> frozenset[int]:
    """The columns of half-year reports."""
    return frozenset(i for i, one in enumerate(reports) if one and one.kind == ReportKind.HALF_YEAR)


def _where(figures: Sequence[tuple[int, Metric]], test: Callable[[Metric], bool]) -> tuple[int, ...]:
    return tuple(column for column, metric in figures if test(metric))


def _odd_periods(figures: Sequence[tuple[int, Metric]]) -> tuple[int, ...]:
    """Columns whose figure covers another sort of time than most; none if all cover the same odd sort."""
    periods = [metric.period for _, metric in figures]
    if len(set(periods)) == 1:
        return ()
    beside = usual(periods)
    return _where(figures, lambda m: m.period not in beside)


def _odd_half_years(figures: Sequence[tuple[int, Metric]], half_years: Collection[int]) -> tuple[int, ...]:
    """Half-year reports whose figure passes for a year's beside annual ones; a stock is one at any time."""
    if all(column in half_years for column, _ in figures):
        return ()
    return tuple(i for i, metric in figures if i in half_years and metric.period == Period.YEAR)


def _odd_claims(figures: Sequence[tuple[int, Metric]]) -> tuple[int, ...]:
    if len({metric.claim for _, metric in figures}) == 1:
        return ()
    return tuple(column for column, metric in figures if metric.claim != Claim.ACTUAL)


def _odd_scopes(figures: Sequence[tuple[int, Metric]]) -> tuple[int, ...]:
    """Columns that state another scope than the others (市本级 beside 全市); an unstated scope is no difference."""
    stated = {metric.scope for _, metric in figures if metric.scope}
    if len(stated) < 2:
        return ()
    return tuple(column for column, metric in figures if metric.scope)
