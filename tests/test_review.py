"""What people decide: publish, withdraw, confirm, correct, reject; and that the machine's reading stays beside it."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from threading import Barrier

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import connection, connections
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from reports import review
from reports.models import Correction, Decision, Metric, Plan, Problem, Report, ReportStatus, ReviewState
from reports.refusals import Refusal
from reports.voices import as_read, fields_of
from tests.factories import (
    figure,
    make_bureau,
    make_category,
    make_indicator,
    make_metric,
    make_plan,
    make_problem,
    make_report,
    make_staff,
)

pytestmark = pytest.mark.django_db

TEXT = "全年办理结婚登记1698对,检查12次。普法宣传不够。明年加强普法。"


@pytest.fixture
def editor() -> User:
    return make_staff()


@pytest.fixture
def report() -> Report:
    figures = [figure("1698对", "结婚登记", "1698"), figure("12次", "检查", "12", unit="次")]
    return make_report(TEXT, figures, published=False)


# Publishing -----------------------------------------------------------------------------------------------------------


def test_a_published_report_is_on_its_page_and_a_withdrawn_one_is_not(client: Client, report: Report) -> None:
    address = report.get_absolute_url()
    assert client.get(address).status_code == 404

    review.publish(report)
    assert client.get(address).status_code == 200

    review.withdraw(report)
    assert client.get(address).status_code == 404
    assert report.metrics.count() == 2  # nothing is lost


def test_publishing_sets_the_date_once(report: Report) -> None:
    review.publish(report)
    released_at = Report.objects.get().released_at
    assert released_at is not None

    review.publish(report)

    assert Report.objects.get().released_at == released_at


def test_two_reports_of_one_bureau_year_and_kind_are_not_both_published(report: Report) -> None:
    review.publish(report)
    second = make_report(bureau=report.bureau, published=False)

    with pytest.raises(Refusal) as caught:
        review.publish(second)

    assert caught.value.code == "published_already"
    with override("en"):
        assert str(caught.value).startswith(f"A report of {report.bureau.name} for 2022 of this kind")
    assert Report.objects.get(pk=second.pk).status == ReportStatus.TO_REVIEW
    review.withdraw(report)
    review.publish(second)


def test_a_new_version_takes_the_place_of_the_published_one(client: Client, report: Report) -> None:
    review.publish(report)
    newer = make_report(TEXT, bureau=report.bureau, published=False)

    review.publish(newer, replacing=True)

    report.refresh_from_db()
    assert list(Report.objects.published()) == [newer]
    assert report.status == ReportStatus.SUPERSEDED
    assert not Metric.objects.published().filter(report=report).exists()


def test_the_replaced_version_stays_at_its_addresses_and_names_the_newer(
    client: Client, report: Report
) -> None:
    review.publish(report)
    newer = make_report(TEXT, bureau=report.bureau, published=False)
    review.publish(newer, replacing=True)

    figure_address = reverse("reports:metric", args=[report.metrics.all()[0].pk])
    for address in (report.get_absolute_url(), figure_address):
        page = client.get(address).content.decode()
        assert f'<a href="{newer.get_absolute_url()}">' in page
    original = client.get(reverse("reports:original", args=[report.pk]))
    assert b"".join(original.streaming_content).decode() == TEXT  # type: ignore[attr-defined]  # the client's own

    review.withdraw(newer)
    page = client.get(report.get_absolute_url()).content.decode()
    assert newer.get_absolute_url() not in page
    review.withdraw(report)
    assert client.get(report.get_absolute_url()).status_code == 404
    assert client.get(figure_address).status_code == 404


def test_what_was_replaced_may_be_published_again(report: Report) -> None:
    review.publish(report)
    newer = make_report(TEXT, bureau=report.bureau, published=False)
    review.publish(newer, replacing=True)
    review.withdraw(newer)

    report.refresh_from_db()
    review.publish(report)

    assert report.is_published


def test_replacing_touches_no_other_year_kind_or_bureau(report: Report) -> None:
    make_report(bureau=report.bureau, year=2021)
    make_report(bureau=report.bureau, kind="half_year")
    make_report(bureau=make_bureau())

    review.publish(report, replacing=True)

    assert Report.objects.published().count() == 4


def test_another_year_kind_or_bureau_is_no_conflict(report: Report) -> None:
    review.publish(report)

    make_report(bureau=report.bureau, year=2021)
    make_report(bureau=report.bureau, kind="half_year")
    make_report(bureau=make_bureau())

    assert Report.objects.published().count() == 4


@pytest.mark.django_db(transaction=True)
def test_two_editors_who_publish_rivals_at_once_are_told_apart(report: Report) -> None:
    """One succeeds and the other is refused in a sentence; on PostgreSQL really at the same time."""
    rivals = [report, make_report(bureau=report.bureau, published=False)]
    together = Barrier(len(rivals) if connection.features.test_db_allows_multiple_connections else 1)

    def publish(pk: int) -> str:
        together.wait(timeout=30)
        try:
            review.publish(Report.objects.get(pk=pk))
            return "published"
        except Refusal as refusal:
            return refusal.code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(together.parties) as pool:
        outcomes = list(pool.map(publish, [rival.pk for rival in rivals]))

    assert sorted(outcomes) == ["published", "published_already"]
    assert Report.objects.published().count() == 1


# Decisions ------------------------------------------------------------------------------------------------------------


def test_a_correction_keeps_what_the_machine_had_read(report: Report, editor: User) -> None:
    marriages = make_indicator("marriage.registrations")
    metric = report.metrics.get(mention="1698对")

    review.correct(
        metric, {"indicator": marriages, "value": Decimal(1700), "unit": "对"}, by=editor, reason="原文有误"
    )

    metric = Metric.objects.get(pk=metric.pk)
    assert (metric.indicator, metric.value, metric.decision) == (marriages, Decimal(1700), Decision.CORRECTED)
    correction = Correction.objects.get()
    assert (correction.metric, correction.made_by, correction.reason) == (metric, editor, "原文有误")
    assert correction.before == {"indicator": None, "value": "1698"}
    assert correction.after == {"indicator": "marriage.registrations", "value": "1700"}


def test_every_correction_of_a_figure_is_kept(report: Report, editor: User) -> None:
    metric = report.metrics.get(mention="1698对")
    for value in ("1700", "1698"):
        review.correct(metric, {"value": Decimal(value)}, by=editor, reason="核对")

    assert [(c.before, c.after) for c in metric.corrections.order_by("pk")] == [
        ({"value": "1698"}, {"value": "1700"}),
        ({"value": "1700"}, {"value": "1698"}),
    ]


def test_what_the_machine_read_can_be_told_after_any_number_of_corrections(
    report: Report, editor: User
) -> None:
    marriages, checks = make_indicator(), make_indicator("supervision.checks")
    metric = report.metrics.get(mention="1698对")
    review.correct(metric, {"value": Decimal(1700), "indicator": marriages}, by=editor)
    review.correct(metric, {"qualifier": "range", "value_max": Decimal(1800), "indicator": checks}, by=editor)

    read = as_read(metric)

    assert (read.value, read.value_max, read.qualifier, read.indicator) == (
        Decimal(1698),
        None,
        "exact",
        None,
    )
    assert (metric.value, metric.value_max, metric.indicator) == (Decimal(1700), Decimal(1800), checks)
    assert as_read(report.metrics.get(mention="12次")).value == Decimal(12)


def test_a_correction_that_changes_nothing_is_a_confirmation(report: Report, editor: User) -> None:
    metric = report.metrics.get(mention="1698对")

    review.correct(metric, {"value": Decimal("1698.00"), "unit": "对"}, by=editor)

    assert Metric.objects.get(pk=metric.pk).decision == Decision.CONFIRMED
    assert Correction.objects.get().before == {}


@pytest.mark.parametrize(
    "changes",
    [
        {"qualifier": "range"},  # a range needs two ends
        {"value_max": Decimal(2000)},  # and only a range has two
        {"qualifier": "range", "value_max": Decimal(1)},  # in their order
        {"period": "fortnight"},
        {"label": ""},
        {"value": Decimal(10) ** 20},
    ],
)
def test_a_correction_that_makes_no_sense_leaves_everything_as_it_was(
    report: Report, editor: User, changes: dict[str, object]
) -> None:
    metric = report.metrics.get(mention="1698对")
    before = Metric.objects.filter(pk=metric.pk).values().get()

    with pytest.raises(ValidationError):
        review.correct(metric, changes, by=editor)

    assert Metric.objects.filter(pk=metric.pk).values().get() == before
    assert not Correction.objects.exists()


@pytest.mark.parametrize("field", ["start", "end", "mention", "sentence", "report", "confidence", "reasons"])
def test_place_and_print_of_a_figure_are_nobodys_to_correct(report: Report, editor: User, field: str) -> None:
    metric = report.metrics.get(mention="1698对")
    before = getattr(metric, field)

    review.correct(metric, {field: "0"}, by=editor)

    assert getattr(Metric.objects.get(pk=metric.pk), field) == before
    assert field not in fields_of(metric)


def test_problems_and_plans_are_corrected_alike(report: Report, editor: User) -> None:
    learning = make_category()
    problem, plan = make_problem(report, "普法宣传不够"), make_plan(report, "明年加强普法")

    review.correct(problem, {"category": learning, "is_cause": True}, by=editor)
    review.correct(plan, {"category": learning, "is_cause": True}, by=editor)

    assert Problem.objects.get().category == learning
    assert Plan.objects.get().category == learning
    assert problem.corrections.get().before == {"category": None, "is_cause": False}
    assert plan.corrections.get().before == {"category": None}  # a plan states no cause


def test_a_rejected_figure_leaves_the_public_and_stays_in_the_record(report: Report, editor: User) -> None:
    review.publish(report)
    metric = report.metrics.get(mention="12次")

    review.reject(metric, by=editor, reason="不是数字")

    assert list(Metric.objects.published()) == [report.metrics.get(mention="1698对")]
    assert Metric.objects.get(pk=metric.pk).decision == Decision.REJECTED


def test_a_rejection_can_be_taken_back(report: Report, editor: User) -> None:
    metric = report.metrics.get(mention="12次")
    review.reject(metric, by=editor)
    review.confirm(metric, by=editor)

    assert metric in Metric.objects.standing()
    assert [c.decision for c in metric.corrections.all()] == [Decision.CONFIRMED, Decision.REJECTED]


@pytest.mark.parametrize("decide", [review.confirm, review.reject])
def test_a_report_is_reviewed_once_every_figure_is_decided(
    report: Report, editor: User, decide: Callable[..., Correction]
) -> None:
    first, second = report.metrics.all()

    decide(first, by=editor)
    assert Report.objects.get().review_state == ReviewState.MACHINE

    decide(second, by=editor)
    assert Report.objects.get().review_state == ReviewState.REVIEWED


def test_a_decision_writes_only_what_was_decided(report: Report, editor: User) -> None:
    """Two people with the same page open: the second's decision does not bring back the first's old values."""
    seen_by_both = report.metrics.get(mention="1698对")
    seen_earlier = Metric.objects.get(pk=seen_by_both.pk)
    review.correct(seen_by_both, {"value": Decimal(1700)}, by=editor)

    review.correct(seen_earlier, {"label": "结婚登记数"}, by=editor)

    stored = Metric.objects.get(pk=seen_by_both.pk)
    assert (stored.value, stored.label) == (Decimal(1700), "结婚登记数")


def test_a_decision_of_one_report_is_none_of_another(report: Report, editor: User) -> None:
    other = make_report("共5件。", published=False)
    metric = make_metric(other, "5件", value="5")

    review.confirm(metric, by=editor)

    assert Report.objects.get(pk=other.pk).review_state == ReviewState.REVIEWED
    assert Report.objects.get(pk=report.pk).review_state == ReviewState.MACHINE
