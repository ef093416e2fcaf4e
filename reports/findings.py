"""From the engine's records to rows: what one reading found, written inside the caller's transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import TypeVar, cast

from reports import gram_index
from reports.differences import differences
from reports.extraction import records
from reports.extraction.records import Extraction
from reports.extraction.sentences import sentence_bounds
from reports.models import (
    Decision,
    Difference,
    DifferenceKind,
    Metric,
    Plan,
    Problem,
    Relation,
    RelationTerm,
    Report,
    Section,
)
from reports.models.findings import Confidence, Decidable, Qualifier
from reports.voices import Row, as_read

Found = TypeVar("Found", records.Metric, records.Statement)

LARGEST = Decimal(10) ** 18
"""Values from here on don't fit their column; no report states one, but a text may hold any number of digits."""


def store(report: Report, extraction: Extraction) -> None:
    """Write all findings of the first reading of a report."""
    _store_sections(report, extraction.sections)
    metrics = Metric.objects.bulk_create(_metric(report, found) for found in extraction.metrics)
    Problem.objects.bulk_create(_problem(report, found) for found in extraction.problems)
    Plan.objects.bulk_create(_plan(report, found) for found in extraction.plans)
    _store_relations(report, extraction.relations, metrics)
    gram_index.put(report)


def figures_in(report: Report, extraction: Extraction) -> list[Metric]:
    """The figures of a reading as rows that nobody has saved, to be looked at."""
    return [_metric(report, found) for found in extraction.metrics]


def replace_undecided(report: Report, extraction: Extraction) -> list[Difference]:
    """Write a later reading over an earlier one; rows a person has decided stay, and keep their place to themselves.

    What the two readings give otherwise is returned, not saved.
    """
    report.relations.all().delete()
    report.sections.all().delete()
    _store_sections(report, extraction.sections)
    metrics, figures = _renew(Metric, report, extraction.metrics, _metric)
    _, problems = _renew(Problem, report, extraction.problems, _problem)
    _, plans = _renew(Plan, report, extraction.plans, _plan)
    _store_relations(report, extraction.relations, metrics)
    gram_index.put(report)
    return [*figures, *problems, *plans]


def _renew(
    model: type[Row], report: Report, found: Sequence[Found], build: Callable[[Report, Found], Row]
) -> tuple[list[Row | None], list[Difference]]:
    """The rows that stand for the findings from now on, in their order; None where a person rejected the finding."""
    stored = model._default_manager.filter(report=report).prefetch_related("corrections")
    rows = cast("list[Row]", list(stored.order_by("pk")))
    fresh = [build(report, one) for one in found]
    earlier = _continued(rows, fresh)
    differing = differences(rows, fresh, earlier)
    standing: list[Row] = []
    for one, row in zip(fresh, earlier, strict=True):
        if row is None or row.decision == Decision.NONE:
            # It takes over the key of the earlier finding at its place, so that its address stays.
            one.pk = row.pk if row else None
            standing.append(one)
        else:
            standing.append(row)
    model._default_manager.filter(report=report, decision=Decision.NONE).delete()
    model._default_manager.bulk_create(row for row in standing if row.decision == Decision.NONE)
    for difference in differing:
        if difference.kind == DifferenceKind.NEW:
            difference.key = next(row.pk for row in standing if _is_of(difference, row))
    return [None if row.decision == Decision.REJECTED else row for row in standing], differing


def _is_of(difference: Difference, row: Decidable) -> bool:
    """A new finding has its key only once it is written."""
    return (difference.start, difference.end, difference.label) == (row.start, row.end, _name(row))


def _continued(rows: Sequence[Row], fresh: Sequence[Row]) -> list[Row | None]:
    """Which earlier row each finding continues: that at its place, or one that a person decided and it would meet or
    that a person has cut elsewhere since, or one that it merely meets (12家 was 约12家 before)."""
    pairs = _paired(rows, fresh)
    decided = [row for row in rows if row.decision != Decision.NONE]
    cut_anew = {_place(read): row for row in decided if _place(read := as_read(row)) != _place(row)}
    taken = {row.pk for row in pairs.values()}
    left = [row for row in rows if row.decision == Decision.NONE and row.pk not in taken]
    continued: list[Row | None] = []
    for i, one in enumerate(fresh):
        row = pairs.get(i) or _meeting(one, decided) or cut_anew.get(_place(one))
        if row is None and (row := _meeting(one, left)):
            left.remove(row)
        continued.append(row)
    return continued


def _paired(rows: Sequence[Row], fresh: Sequence[Row]) -> dict[int, Row]:
    """Rows and findings on one place, and of several names that share a figure those of the same name."""
    pairs: dict[int, Row] = {}
    left = list(rows)
    for by_name in (True, False):
        for i, one in enumerate(fresh):
            there = [row for row in left if (row.start, row.end) == (one.start, one.end)]
            match = next((row for row in there if not by_name or _name(row) == _name(one)), None)
            if match is not None and i not in pairs:
                pairs[i] = match
                left.remove(match)
    return pairs


def _place(one: Decidable) -> tuple[int, int]:
    return one.start, one.end


def _name(one: Decidable) -> str:
    return str(getattr(one, "label", ""))


def _meeting(found: Decidable, rows: Iterable[Row]) -> Row | None:
    """The row whose place the finding would meet without being the same: two names may share one place."""
    meeting = (row for row in rows if row.start < found.end and found.start < row.end)
    return next((row for row in meeting if (row.start, row.end) != (found.start, found.end)), None)


def _store_sections(report: Report, sections: Iterable[records.Section]) -> None:
    Section.objects.bulk_create(
        Section(
            report=report,
            start=one.start,
            end=one.end,
            level=one.level,
            number=(one.number or "")[:12],
            heading=one.heading[:300],
            kind=one.kind,
            body_end=one.body_end,
        )
        for one in sections
    )


def _metric(report: Report, found: records.Metric) -> Metric:
    start, end = sentence_bounds(report.text, found.start)
    while start < found.start and report.text[start].isspace():
        start += 1  # an indent of ideographic spaces is no part of the sentence
    value, value_max, qualifier = _values(found)
    return Metric(
        report=report,
        start=found.start,
        end=found.end,
        mention=found.mention[:60],
        quote=found.quote,
        sentence=report.text[start:end].strip(),
        sentence_start=start,
        label=found.label[:200],
        indicator_id=found.indicator,
        value=value,
        value_max=value_max,
        unit=found.unit[:12],
        qualifier=qualifier,
        period=found.period,
        claim=found.status,
        scope=(found.scope or "")[:20],
        confidence=found.confidence if value is not None else Confidence.DOUBTFUL,
        reasons=list(found.reasons),
    )


def _values(found: records.Metric) -> tuple[Decimal | None, Decimal | None, str]:
    """What the columns hold: a value that doesn't fit, or a range whose ends don't, is kept as not readable."""
    upper = found.value_max
    ends_fit = (found.qualifier == records.Qualifier.RANGE) == (upper is not None)
    if (
        abs(found.value) >= LARGEST
        or not ends_fit
        or (upper is not None and not found.value <= upper < LARGEST)
    ):
        return None, None, Qualifier.EXACT
    return found.value, upper, str(found.qualifier)


def _problem(report: Report, found: records.Statement) -> Problem:
    return Problem(report=report, is_cause=found.is_cause, **_statement(found))


def _plan(report: Report, found: records.Statement) -> Plan:
    return Plan(report=report, **_statement(found))


def _statement(found: records.Statement) -> dict[str, object]:
    return {
        "start": found.start,
        "end": found.end,
        "text": found.text,
        "heading": (found.heading or "")[:300],
        "position": found.order,
        "category_id": found.category,
    }


def _store_relations(
    report: Report, relations: Iterable[records.Relation], metrics: Sequence[Metric | None]
) -> None:
    for found in relations:
        result = metrics[found.result]
        terms = [metrics[i] for i in found.terms]
        if result is None or None in terms:
            continue
        relation = Relation.objects.create(
            report=report,
            kind=found.kind,
            result=result,
            holds=found.holds,
            diagnosis=(found.diagnosis or "")[:200],
        )
        RelationTerm.objects.bulk_create(
            RelationTerm(relation=relation, metric=term, position=position)
            for position, term in enumerate(terms)
        )
