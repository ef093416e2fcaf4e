"""What the database itself refuses, whoever writes: constraints, not hopes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from bureaus.models import Bureau, BureauName, Population, Region
from reports import review
from reports.models import Correction, Metric, Plan, Problem, RelationTerm, Report, Section
from reports.models.findings import Relation
from tests.factories import (
    figure,
    make_bureau,
    make_indicator,
    make_plan,
    make_population,
    make_problem,
    make_region,
    make_report,
    make_section,
    make_staff,
)

pytestmark = pytest.mark.django_db

NOW = datetime(2024, 1, 1, tzinfo=UTC)


@pytest.fixture
def report() -> Report:
    return make_report(
        "一、成效\n办理结婚登记1698对,检查12次。普法宣传不够。", [figure("1698对", "结婚登记", "1698")]
    )


def refused(action: Callable[[], object]) -> bool:
    """Whether the database refuses, at once or when its deferred constraints speak."""
    try:
        with transaction.atomic():
            action()
            transaction.get_connection().check_constraints()
    except IntegrityError:
        return True
    return False


def again(row: Any, **changes: Any) -> Callable[[], object]:
    """The same row once more under a new key."""

    def save() -> None:
        row.pk = None
        row._state.adding = True
        for name, value in changes.items():
            setattr(row, name, value)
        row.save(force_insert=True)

    return save


def test_a_division_begins_once_under_a_code_and_never_ends_before_it_begins() -> None:
    make_region("海盐县", "330424", start_year=1949)

    assert refused(lambda: make_region("海盐区", "330424", start_year=1949))
    assert refused(lambda: make_region("旧县", "330425", start_year=1990, end_year=1989))
    assert not refused(lambda: make_region("海盐区", "330424", start_year=2030))
    assert not refused(lambda: make_region("一年县", "330426", start_year=1990, end_year=1990))


def test_a_region_has_one_bureau_one_population_a_year_and_each_name_once() -> None:
    bureau = make_bureau()
    make_population(bureau.region)

    assert refused(lambda: Bureau.objects.create(region=bureau.region, name="另一局"))
    assert refused(lambda: make_population(bureau.region))
    assert refused(lambda: BureauName.objects.create(bureau=bureau, region=bureau.region, name=bureau.name))
    assert not refused(lambda: make_population(bureau.region, year=2021))
    assert refused(lambda: Population.objects.filter(region=bureau.region).update(residents=-1))


def test_the_same_bytes_are_one_report(report: Report) -> None:
    assert refused(again(report, status="to_review"))
    assert not refused(again(report, status="to_review", sha256="0" * 64))


def test_one_report_of_a_bureau_year_and_kind_is_published(report: Report) -> None:
    assert refused(again(report, sha256="0" * 64))
    assert not refused(again(report, sha256="1" * 64, year=2021))
    assert not refused(again(report, sha256="2" * 64, kind="half_year"))
    assert not refused(again(report, sha256="3" * 64, status="withdrawn"))


@pytest.mark.parametrize(
    "changes",
    [
        {"year": 1948},
        {"year": 2101},
        {"released_at": None},  # published, but never
    ],
)
def test_a_report_says_nothing_impossible(report: Report, changes: dict[str, Any]) -> None:
    assert refused(lambda: Report.objects.filter(pk=report.pk).update(**changes))


@pytest.mark.parametrize(
    "changes",
    [
        {"end": 0},
        {"start": -1},
        {"value_max": 1700},  # an upper value without a range
        {"qualifier": "range"},  # a range without an upper value
        {"qualifier": "range", "value_max": 1697},
        {"indicator_id": "no.such_code"},
        {"report_id": 0},
    ],
)
def test_a_figure_says_nothing_impossible(report: Report, changes: dict[str, Any]) -> None:
    assert refused(lambda: Metric.objects.filter(report=report).update(**changes))


def test_a_range_has_two_ends_and_an_unreadable_figure_none(report: Report) -> None:
    figures = Metric.objects.filter(report=report)

    assert not refused(lambda: figures.update(qualifier="range", value_max=1698))
    assert not refused(lambda: figures.update(qualifier="exact", value=None, value_max=None))


@pytest.mark.parametrize("make", [make_problem, make_plan])
def test_a_statement_stands_once_at_its_place(
    report: Report, make: Callable[..., Problem] | Callable[..., Plan]
) -> None:
    row = make(report, "普法宣传不够")

    assert refused(again(row))
    assert refused(again(row, start=5, end=5))
    assert not refused(again(row, start=5, end=6))


def test_a_heading_stands_once_at_its_place(report: Report) -> None:
    make_section(report, "一、成效")

    assert refused(lambda: make_section(report, "一、成效"))
    assert Section.objects.count() == 1


def test_a_correction_is_of_one_thing(report: Report) -> None:
    metric, problem = report.metrics.get(), make_problem(report, "普法宣传不够")
    given = {"decision": "confirmed", "made_by": make_staff()}

    assert refused(lambda: Correction.objects.create(**given))
    assert refused(lambda: Correction.objects.create(metric=metric, problem=problem, **given))
    assert not refused(lambda: Correction.objects.create(problem=problem, **given))


def test_the_terms_of_a_relation_have_each_their_position(report: Report) -> None:
    metric = report.metrics.get()
    relation = Relation.objects.create(report=report, kind="sum", result=metric, holds=True)
    RelationTerm.objects.create(relation=relation, metric=metric, position=0)

    assert refused(lambda: RelationTerm.objects.create(relation=relation, metric=metric, position=0))
    assert not refused(lambda: RelationTerm.objects.create(relation=relation, metric=metric, position=1))


def test_what_reports_rest_on_is_not_deleted_under_them(report: Report) -> None:
    indicator = make_indicator()
    report.metrics.update(indicator=indicator)
    editor = make_staff()
    review.confirm(report.metrics.get(), by=editor)

    for row in (report.bureau, report.region, indicator, indicator.domain, editor):
        with pytest.raises(ProtectedError):
            row.delete()


def test_a_report_outlives_whoever_handed_it_in(report: Report) -> None:
    clerk = make_staff()
    Report.objects.filter(pk=report.pk).update(received_by=clerk)

    clerk.delete()

    assert Report.objects.get().received_by is None


def test_divisions_in_force() -> None:
    city = make_region("海门市", "320684", start_year=1994, end_year=2020)
    district = make_region("海门区", "320614", start_year=2020)

    assert list(Region.objects.in_force(1993)) == []
    assert list(Region.objects.in_force(2019)) == [city]
    assert set(Region.objects.in_force(2020)) == {city, district}  # the year of the change knows both
    assert list(Region.objects.in_force()) == [district]
