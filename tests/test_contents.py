"""What stands of a report's arithmetic once people have decided on its figures."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from reports import review
from reports.holdings.contents import arithmetic_with, contents
from reports.models import Metric, Relation, RelationTerm, Report
from tests.factories import figure, make_report, make_staff

pytestmark = pytest.mark.django_db

SHARE = "调解234件,成功119件,成功率50.85%。"


def make_relation(report: Report, result: str, *terms: str, **fields: Any) -> Relation:
    """Arithmetic between the figures printed so."""
    figures = {metric.mention: metric for metric in report.metrics.all()}
    relation = Relation.objects.create(report=report, result=figures[result], **fields)
    for position, term in enumerate(terms):
        RelationTerm.objects.create(relation=relation, metric=figures[term], position=position)
    return relation


def make_share(part: str, *, holds: bool) -> Report:
    """119 of 234 are 50.85 %; the machine read the 119 as `part`."""
    figures = [
        figure("234件", value="234", unit="件"),
        figure("119件", value=part, unit="件"),
        figure("50.85%", value="50.85", unit="%"),
    ]
    report = make_report(SHARE, figures)
    make_relation(report, "50.85%", "119件", "234件", kind="ratio", holds=holds)
    return report


def put_right(metric: Metric, value: str) -> None:
    review.correct(metric, {"value": Decimal(value)}, by=make_staff(), reason="misread")


def verdicts(report: Report) -> list[bool]:
    return [one.relation.holds for one in contents(report).arithmetic]


def test_the_machine_s_verdict_stands_while_its_values_do() -> None:
    report = make_share("19", holds=False)
    assert verdicts(report) == [False]
    review.confirm(report.metrics.get(mention="119件"), by=make_staff())
    assert verdicts(report) == [False]


def test_a_share_holds_once_the_misread_figure_is_put_right() -> None:
    report = make_share("19", holds=False)
    part = report.metrics.get(mention="119件")
    put_right(part, "119")
    assert verdicts(report) == [True]
    assert [one.relation.holds for one in arithmetic_with(part)] == [True]


def test_a_sum_that_fitted_by_a_misread_figure_is_no_longer_said_to_hold() -> None:
    figures = [figure(f"{number}件", value=number, unit="件") for number in ("118", "83", "35")]
    report = make_report("清理118件,保留83件、废止35件。", figures)
    make_relation(report, "118件", "83件", "35件", kind="sum", holds=True)
    put_right(report.metrics.get(mention="35件"), "36")
    assert verdicts(report) == []


def test_arithmetic_with_a_rejected_figure_says_nothing() -> None:
    report = make_share("119", holds=True)
    review.reject(report.metrics.get(mention="119件"), by=make_staff())
    assert verdicts(report) == []
