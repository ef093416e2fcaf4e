"""Everything that was read out of one report and still stands."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Exists, OuterRef, Prefetch, Q

from reports.arithmetic import comes_out
from reports.models import (
    Correction,
    Decision,
    Metric,
    Plan,
    Problem,
    Relation,
    RelationTerm,
    Report,
    Section,
)


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """A sum, share, change or completion that the text makes checkable, with its terms in order."""

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
        arithmetic=arithmetic_of(report),
    )


def arithmetic_of(report: Report) -> tuple[Arithmetic, ...]:
    """All arithmetic of one report. Two queries."""
    return _arithmetic(Q(report=report))


def arithmetic_with(metric: Metric) -> tuple[Arithmetic, ...]:
    """The arithmetic that one figure is the result or a term of. Two queries."""
    return _arithmetic(Q(result=metric) | Q(relationterm__metric=metric))


def _arithmetic(where: Q) -> tuple[Arithmetic, ...]:
    terms = Prefetch("relationterm_set", RelationTerm.objects.select_related("metric__indicator"))
    of_it = Q(metric=OuterRef("result")) | Q(metric__relationterm__relation=OuterRef("pk"))
    put_right = Exists(Correction.objects.filter(of_it, before__has_key="value"))
    relations = Relation.objects.filter(where).distinct().annotate(put_right=put_right)
    found = []
    for relation in relations.select_related("result__indicator").prefetch_related(terms):
        one = Arithmetic(relation, tuple(term.metric for term in relation.relationterm_set.all()))
        if _stands(one) and (not relation.put_right or _comes_out(one)):
            found.append(one)
    return tuple(found)


def _stands(one: Arithmetic) -> bool:
    """Arithmetic with a figure that a reviewer rejected, or that could not be read, says nothing."""
    figures = (one.relation.result, *one.terms)
    return all(figure.decision != Decision.REJECTED and figure.value is not None for figure in figures)


def _comes_out(one: Arithmetic) -> bool:
    """Work the arithmetic out again: what the machine said is void once a person has put one of its values right.

    Where it does not come out exactly nothing is said, for whether rounding explains that only a reading can tell.
    """
    result, *terms = (figure.value or Decimal(0) for figure in (one.relation.result, *one.terms))
    is_right = comes_out(one.relation.kind, terms, result, one.relation.result.unit)
    if is_right:
        one.relation.holds, one.relation.diagnosis = True, ""
    return is_right
