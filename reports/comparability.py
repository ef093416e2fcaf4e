"""May these figures stand side by side? A verdict for each row of a comparison, with its reasons from a closed list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from reports.models import Metric
from reports.models.findings import Claim, Period, Qualifier


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


@dataclass(frozen=True, slots=True)
class Placed:
    """A figure with what its column says of it: whose it is, of which year, rank and sort of report."""

    column: int
    metric: Metric
    bureau: int
    year: int | None
    level: str
    half_year: bool = False
    redrawn: bool = False
    """The bureau's territory is another today than the report speaks of."""


def judge(unit: str, figures: Sequence[Placed]) -> Judgement | None:
    """The verdict on figures of one indicator, whose own unit is `unit`; None where fewer than two stand there."""
    if len(figures) < 2:
        return None
    findings = tuple(
        Finding(reason, columns)
        for reason, columns in (
            (Reason.PERIOD, _odd_periods(figures)),
            (Reason.HALF_YEAR, _odd_half_years(figures)),
            (Reason.CLAIM, _odd_claims(figures)),
            (Reason.UNIT, _where(figures, lambda one: one.metric.unit != unit)),
            (Reason.QUALIFIER, _where(figures, lambda one: one.metric.qualifier != Qualifier.EXACT)),
            (Reason.SCOPE, _odd_scopes(figures)),
            (Reason.DIVISION, _where(figures, lambda one: one.redrawn)),
            (Reason.YEAR, _odd_years(figures)),
            (Reason.LEVEL, _odd_levels(figures)),
        )
        if columns
    )
    worst = max((SEVERITY.get(one.reason, Verdict.RESERVED) for one in findings), default=Verdict.COMPARABLE)
    return Judgement(worst, findings)


def common_to(judgements: Iterable[Judgement | None]) -> frozenset[Reason]:
    """Of the years and ranks that differ, what holds for every row: a page says it once, above its table."""
    given = [{one.reason for one in judgement.findings} for judgement in judgements if judgement]
    table_wide = frozenset({Reason.YEAR, Reason.LEVEL})
    return table_wide.intersection(*given) if given else frozenset()


def _where(figures: Sequence[Placed], test: Callable[[Placed], bool]) -> tuple[int, ...]:
    return tuple(one.column for one in figures if test(one))


def _odd_periods(figures: Sequence[Placed]) -> tuple[int, ...]:
    """Columns whose figure covers another sort of time than most; none if all cover the same odd sort."""
    periods = [one.metric.period for one in figures]
    if len(set(periods)) == 1:
        return ()
    beside = usual(periods)
    return _where(figures, lambda one: one.metric.period not in beside)


def _odd_half_years(figures: Sequence[Placed]) -> tuple[int, ...]:
    """Half-year reports whose figure passes for a year's beside annual ones; a stock is one at any time."""
    if all(one.half_year for one in figures):
        return ()
    return _where(figures, lambda one: one.half_year and one.metric.period == Period.YEAR)


def _odd_claims(figures: Sequence[Placed]) -> tuple[int, ...]:
    if len({one.metric.claim for one in figures}) == 1:
        return ()
    return _where(figures, lambda one: one.metric.claim != Claim.ACTUAL)


def _odd_scopes(figures: Sequence[Placed]) -> tuple[int, ...]:
    """Columns that state another scope than the others (市本级 beside 全市); an unstated scope is no difference."""
    stated = {one.metric.scope for one in figures if one.metric.scope}
    if len(stated) < 2:
        return ()
    return _where(figures, lambda one: bool(one.metric.scope))


def _odd_years(figures: Sequence[Placed]) -> tuple[int, ...]:
    """The figures of bureaus that no other bureau's figure of the same year stands beside.

    One bureau over several years is a series, not a difference.
    """
    bureaus_of: dict[int | None, set[int]] = {}
    for one in figures:
        bureaus_of.setdefault(one.year, set()).add(one.bureau)
    everyone = set().union(*bureaus_of.values())
    accompanied = set().union(*(bureaus for bureaus in bureaus_of.values() if len(bureaus) > 1))
    return _where(figures, lambda one: one.bureau not in accompanied) if len(everyone) > 1 else ()


def _odd_levels(figures: Sequence[Placed]) -> tuple[int, ...]:
    """The figures of bureaus of another rank than most of them have; of equals the first named stands for most."""
    ranks = Counter(level for _, level in dict.fromkeys((one.bureau, one.level) for one in figures))
    most = ranks.most_common(1)[0][0]
    return _where(figures, lambda one: one.level != most)
