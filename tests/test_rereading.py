"""Reading a report again with a later engine keeps what people decided; discarding undoes a receipt."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django import Settings

from reports import intake, review
from reports.extraction.engine import ENGINE_VERSION
from reports.intake import Outcome, receive
from reports.models import Decision, Metric, Report, ReviewState
from reports.refusals import Refusal
from tests import documents
from tests.documents import REPORT, everything_held, originals
from tests.factories import make_metric, make_problem, make_staff

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def county(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "originals"
    documents.load_little()


def outdated(report: Report) -> Report:
    """The report as an earlier engine left it."""
    Report.objects.filter(pk=report.pk).update(engine_version="0.1")
    return Report.objects.get(pk=report.pk)


def test_a_report_read_by_the_present_engine_is_not_read_again() -> None:
    report = receive(REPORT.encode(), "report.txt").report

    assert intake.reread(report) is None


def test_reading_again_keeps_every_human_decision() -> None:
    report = receive(REPORT.encode(), "report.txt").report
    marriages, aid, homes = report.metrics.all()
    editor = make_staff()
    review.confirm(marriages, by=editor)
    review.correct(aid, {"value": 1, "label": "另一名称"}, by=editor, reason="看错了")
    review.reject(homes, by=editor)
    review.reject(report.problems.all()[0], by=editor)

    assert intake.reread(outdated(report)) == []

    rows = {row.mention: row for row in Metric.objects.filter(report=report)}
    assert {mention: row.decision for mention, row in rows.items()} == {
        "1698对": Decision.CONFIRMED,
        "46.98万元": Decision.CORRECTED,
        "12家": Decision.REJECTED,
    }
    assert (rows["46.98万元"].value, rows["46.98万元"].label) == (1, "另一名称")
    assert rows["46.98万元"].corrections.get().before["value"] == "469800"
    assert [row.decision for row in report.problems.all()] == [Decision.REJECTED, Decision.NONE]
    report.refresh_from_db()
    assert report.engine_version == ENGINE_VERSION
    assert report.review_state == ReviewState.REVIEWED


def test_reading_again_replaces_what_nobody_decided_and_keeps_its_address() -> None:
    report = receive(REPORT.encode(), "report.txt").report
    keys = list(report.metrics.values_list("pk", flat=True))
    report.metrics.update(label="misread", value=0)
    overlooked = make_metric(report, "2024", "no figure at all", "2024")

    intake.reread(outdated(report))

    assert list(report.metrics.values_list("pk", flat=True)) == keys
    assert not report.metrics.filter(label="misread").exists()
    assert not Metric.objects.filter(pk=overlooked.pk).exists()
    assert report.sections.count() == 3


def test_reading_again_leaves_the_place_of_a_decided_row_to_it_alone() -> None:
    report = receive(REPORT.encode(), "report.txt").report
    report.metrics.filter(mention="1698对").delete()
    wider = make_metric(report, "结婚登记1698对", "结婚登记", "1698")
    review.confirm(wider, by=make_staff())
    review.confirm(make_problem(report, "依法行政"), by=make_staff())

    intake.reread(outdated(report))

    assert [row.mention for row in report.metrics.all()] == ["结婚登记1698对", "46.98万元", "12家"]
    assert report.problems.filter(text="依法行政").exists()


def test_names_that_share_a_figure_are_decided_one_by_one() -> None:
    text = REPORT.replace("检查养老机构12家", "掌上执法率、监管事项覆盖率均达100%")
    report = receive(text.encode(), "report.txt").report
    first, second = report.metrics.filter(mention="100%")
    review.confirm(second, by=make_staff())

    intake.reread(outdated(report))

    rows = {row.pk: row for row in report.metrics.filter(mention="100%")}
    assert set(rows) == {first.pk, second.pk}
    assert (rows[first.pk].decision, rows[second.pk].decision) == (Decision.NONE, Decision.CONFIRMED)
    assert (rows[first.pk].label, rows[second.pk].label) == (first.label, second.label)


def test_a_name_found_only_now_joins_the_one_that_was_decided() -> None:
    text = REPORT.replace("检查养老机构12家", "掌上执法率、监管事项覆盖率均达100%")
    report = receive(text.encode(), "report.txt").report
    first, second = report.metrics.filter(mention="100%")
    review.confirm(second, by=make_staff())
    first.delete()  # an earlier engine had overlooked it

    intake.reread(outdated(report))

    labels = {row.label: row.decision for row in report.metrics.filter(mention="100%")}
    assert labels == {first.label: Decision.NONE, second.label: Decision.CONFIRMED}


# Undoing a receipt ----------------------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_discarding_takes_the_report_its_findings_and_its_file() -> None:
    report = receive(REPORT.encode(), "report.txt").report
    review.confirm(report.metrics.all()[0], by=make_staff())

    intake.discard(report)

    held = everything_held()
    assert held["Report"] == held["Metric"] == held["Problem"] == held["Correction"] == 0
    assert originals() == []
    assert receive(REPORT.encode(), "report.txt").outcome is Outcome.NEW


def test_a_published_report_is_not_discarded() -> None:
    report = receive(REPORT.encode(), "report.txt").report
    review.publish(report)

    with pytest.raises(Refusal) as caught:
        intake.discard(report)

    assert caught.value.code == "still_published"
    assert Report.objects.exists()
