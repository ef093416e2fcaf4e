"""From the engine's records to rows: what one reading found, written inside the caller's transaction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reports.extraction import records
from reports.extraction.records import Extraction
from reports.extraction.sentences import sentence_bounds
from reports.models import Decision, Metric, Plan, Problem, Relation, RelationTerm, Report, Section


def store(report: Report, extraction: Extraction) -> None:
    """Write all findings of the first reading of a report."""
    _store_sections(report, extraction.sections)
    metrics = Metric.objects.bulk_create(_metric(report, found) for found in extraction.metrics)
    Problem.objects.bulk_create(_problem(report, found) for found in extraction.problems)
    Plan.objects.bulk_create(_plan(report, found) for found in extraction.plans)
    _store_relations(report, extraction.relations, metrics)


def replace_undecided(report: Report, extraction: Extraction) -> None:
    """Write a later reading over an earlier one; rows a person has decided stay, and keep their place to themselves."""
    report.sections.all().delete()
    report.relations.all().delete()
    _store_sections(report, extraction.sections)
    metrics = _replace_metrics(report, extraction.metrics)
    for model, build, found in (
        (Problem, _problem, extraction.problems),
        (Plan, _plan, extraction.plans),
    ):
        rows = model.objects.filter(report=report)
        rows.undecided().delete()
        taken = list(rows.values_list("start", "end"))
        model.objects.bulk_create(build(report, one) for one in found if not _meets(one, taken))
    _store_relations(report, extraction.relations, metrics)


def _replace_metrics(report: Report, found: Sequence[records.Metric]) -> list[Metric | None]:
    """The rows that now stand for the findings, in their order; None where a person rejected the figure."""
    rows = Metric.objects.filter(report=report)
    rows.undecided().delete()
    decided = list(rows)
    taken = [(row.start, row.end) for row in decided]
    fresh = {i: _metric(report, one) for i, one in enumerate(found) if not _meets(one, taken)}
    Metric.objects.bulk_create(fresh.values())
    return [fresh.get(i) or _kept(one, decided) for i, one in enumerate(found)]


def _kept(found: records.Metric, decided: list[Metric]) -> Metric | None:
    standing = [row for row in decided if row.decision != Decision.REJECTED]
    return next((row for row in standing if row.start < found.end and found.start < row.end), None)


def _meets(found: records.Metric | records.Statement, taken: Iterable[tuple[int, int]]) -> bool:
    return any(start < found.end and found.start < end for start, end in taken)


def _store_sections(report: Report, sections: Iterable[records.Section]) -> None:
    Section.objects.bulk_create(
        Section(
            report=report,
            start=one.start,
            end=one.end,
            level=one.level,
            number=one.number or "",
            heading=one.heading[:300],
            kind=one.kind,
            body_end=one.body_end,
        )
        for one in sections
    )


def _metric(report: Report, found: records.Metric) -> Metric:
    start, end = sentence_bounds(report.text, found.start)
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
        value=found.value,
        value_max=found.value_max,
        unit=found.unit[:12],
        qualifier=found.qualifier,
        period=found.period,
        claim=found.status,
        scope=found.scope or "",
        confidence=found.confidence,
        reasons=list(found.reasons),
    )


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
            report=report, kind=found.kind, result=result, holds=found.holds, diagnosis=found.diagnosis or ""
        )
        RelationTerm.objects.bulk_create(
            RelationTerm(relation=relation, metric=term, position=position) for position, term in enumerate(terms)
        )
