"""Everything that was read out of one report and still stands."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Prefetch, Q

from reports.models import Decision, Metric, Plan, Problem, Relation, RelationTerm, Report, Section


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """A sum or a share that the text makes checkable, with its terms in order."""

    relation: Relation
    terms: tuple[Metric, ...]


@dataclass(frozen=True, slots=True)
class Contents:
    """The findings of one report in the order of its text."""

    sections: tuple[Section, ...]
    figures: tuple[Metric, ...]
    problems: tuple[Problem, ...]
    plans: tuple[Plan, ...]
    arithmetic: tuple[Arithmetic, ...]


def contents(report: Report) -> Contents:
    """Six queries: headings, figures, shortcomings, plans, relations, their terms."""
    figures = Metric.objects.filter(report=report).standing().select_related("indicator")
    return Contents(
        sections=tuple(report.sections.order_by("start")),
        figures=tuple(figures.defer("quote", "sentence", "reasons").order_by("start", "pk")),
        problems=tuple(Problem.objects.filter(report=report).standing().select_related("category")),
        plans=tuple(Plan.objects.filter(report=report).standing().select_related("category")),
        arithmetic=_arithmetic(Q(report=report)),
    )


def arithmetic_with(metric: Metric) -> tuple[Arithmetic, ...]:
    """The sums and shares that one figure is the result or a term of. Two queries."""
    return _arithmetic(Q(result=metric) | Q(relationterm__metric=metric))


def _arithmetic(where: Q) -> tuple[Arithmetic, ...]:
    terms = Prefetch("relationterm_set", RelationTerm.objects.select_related("metric__indicator"))
    relations = Relation.objects.filter(where).distinct().select_related("result__indicator")
    found = [
        Arithmetic(relation, tuple(term.metric for term in relation.relationterm_set.all()))
        for relation in relations.prefetch_related(terms)
    ]
    return tuple(one for one in found if _stands(one))


def _stands(one: Arithmetic) -> bool:
    """Arithmetic with a figure that a reviewer rejected, or that could not be read, says nothing."""
    figures = (one.relation.result, *one.terms)
    return all(figure.decision != Decision.REJECTED and figure.value is not None for figure in figures)
