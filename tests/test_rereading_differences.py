"""What a newer engine reads otherwise is told and kept: new, vanished, changed, and where a person had decided."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from pytest_django import Settings

from reports import intake, review
from reports.extraction.engine import ENGINE_VERSION
from reports.intake import receive
from reports.models import Difference, Metric, Report, Rereading
from reports.review import Addition
from reports.voices import METRIC_FIELDS
from tests import documents
from tests.documents import REPORT
from tests.factories import make_metric, make_problem, make_staff

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def county(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "originals"
    documents.load_little()


@pytest.fixture
def editor() -> User:
    return make_staff()


@pytest.fixture
def report() -> Report:
    """Three figures (1698对, 46.98万元, 12家), two problems, two plans, as an earlier engine had read them."""
    report = receive(REPORT.encode(), "report.txt").report
    Report.objects.update(engine_version="0.1")
    return Report.objects.get(pk=report.pk)


def reread(report: Report) -> dict[str, tuple[str, dict[str, str], dict[str, str]]]:
    differing = intake.reread(report)
    assert differing is not None
    return {one.printed: (one.kind, one.before, one.after) for one in differing}


def metric(report: Report, mention: str) -> Metric:
    return report.metrics.get(mention=mention)


def test_nothing_differs_where_the_engine_reads_as_before(report: Report) -> None:
    assert reread(report) == {}
    kept = Rereading.objects.get()
    assert (kept.report, kept.engine_before, kept.engine_after) == (report, "0.1", ENGINE_VERSION)


def test_a_statement_that_a_person_has_cut_elsewhere_does_not_come_back(report: Report, editor: User) -> None:
    problem = report.problems.order_by("start")[0]
    words = {"text": report.text[:8], "start": 0, "end": 8}
    review.correct(problem, words, by=editor, reason="另一句")
    before = list(report.problems.order_by("start").values("pk", "text", "start", "decision"))

    assert reread(report) == {}
    assert list(report.problems.order_by("start").values("pk", "text", "start", "decision")) == before


def test_what_nobody_decided_is_new_changed_or_vanished(report: Report, editor: User) -> None:
    metric(report, "1698对").delete()
    report.metrics.filter(mention="46.98万元").update(value=4698, period="point", indicator=None)
    make_metric(report, "2024", "no figure at all", "2024")
    report.problems.filter(position=1).update(category=None, is_cause=True)

    intake.reread(report, by=editor)

    rows = {one.printed: one for one in Difference.objects.filter(found="metric")}
    assert {printed: one.kind for printed, one in rows.items()} == {
        "1698对": "new",
        "46.98万元": "changed",
        "2024": "vanished",
    }
    assert rows["46.98万元"].before == {"indicator": None, "value": "4698", "period": "point"}
    assert rows["46.98万元"].after["value"] == "469800"
    assert (rows["1698对"].before, rows["1698对"].after["value"]) == ({}, "1698")
    assert rows["1698对"].key == metric(report, "1698对").pk
    assert (rows["2024"].before["value"], rows["2024"].after, rows["2024"].key) == ("2024", {}, None)
    problem = Difference.objects.get(found="problem")
    assert (problem.kind, problem.before["is_cause"], problem.after["is_cause"]) == ("changed", True, False)
    assert {one.rereading.made_by for one in rows.values()} == {editor}


def test_a_figure_whose_printed_form_is_cut_otherwise_has_changed_and_keeps_its_address(
    report: Report,
) -> None:
    narrow = metric(report, "46.98万元")
    Metric.objects.filter(pk=narrow.pk).update(mention="46.98万", end=narrow.end - 1)

    told = reread(report)

    assert told == {"46.98万元": ("changed", {"mention": "46.98万"}, {"mention": "46.98万元"})}
    assert metric(report, "46.98万元").pk == narrow.pk


def test_what_a_person_put_right_is_no_news_while_the_engine_reads_as_before(
    report: Report, editor: User
) -> None:
    review.confirm(metric(report, "1698对"), by=editor)
    review.correct(metric(report, "46.98万元"), {"value": Decimal(1)}, by=editor)
    review.reject(metric(report, "12家"), by=editor)

    assert reread(report) == {}


def test_a_newer_reading_beside_a_decision_is_told_and_the_decision_stands(
    report: Report, editor: User
) -> None:
    """The earlier engine had read 1690 (a person: 1698), 9 (a person: it is), and an amount (a person: no figure)."""
    report.metrics.filter(mention="1698对").update(value=1690)
    report.metrics.filter(mention="12家").update(value=9)
    report.metrics.filter(mention="46.98万元").update(value=1)
    review.correct(metric(report, "1698对"), {"value": Decimal(1698)}, by=editor)
    review.confirm(metric(report, "12家"), by=editor)
    review.reject(metric(report, "46.98万元"), by=editor)

    told = reread(report)

    assert told == {
        "1698对": ("agrees", {}, {}),
        "12家": ("otherwise", {"value": "9"}, {"value": "12"}),
        "46.98万元": ("otherwise", {"value": "1"}, {"value": "469800"}),
    }
    assert metric(report, "12家").value == 9
    assert metric(report, "46.98万元").decision == "rejected"


def test_what_a_person_decided_and_the_engine_no_longer_finds(report: Report, editor: User) -> None:
    review.confirm(make_metric(report, "2024", "年份", "2024"), by=editor)
    review.reject(make_metric(report, "2023", "年份", "2023"), by=editor)
    review.confirm(make_problem(report, "依法行政"), by=editor)

    told = reread(report)

    assert {printed: kind for printed, (kind, _before, _after) in told.items()} == {
        "2024": "gone",
        "2023": "agrees",
        "依法行政": "gone",
    }
    assert metric(report, "2024").decision == "confirmed"


def test_a_figure_that_a_person_added_survives_and_is_told_once_the_engine_finds_it(
    report: Report, editor: User
) -> None:
    found = metric(report, "12家")
    fields = {name: getattr(found, name) for name in METRIC_FIELDS}
    found.delete()
    start = found.start
    added = review.add(
        report, Addition(start, start + 3, "12家", fields | {"value": Decimal(13)}), by=editor, reason="漏读"
    )
    elsewhere = report.text.index("2023年")
    other = review.add(
        report,
        Addition(elsewhere, elsewhere + 4, "2023", fields | {"label": "年份"}),
        by=editor,
        reason="漏读",
    )

    told = reread(report)

    assert told == {"12家": ("otherwise", {"value": "13"}, {"value": "12"})}
    assert set(report.metrics.filter(origin="person")) == {added, other}
    assert metric(report, "12家").value == 13


def test_a_split_figure_stays_split_whatever_the_engine_reads(report: Report, editor: User) -> None:
    whole = metric(report, "46.98万元")
    fields = {name: getattr(whole, name) for name in METRIC_FIELDS}
    cut = whole.start + 2
    parts = [
        Addition(whole.start, cut, "46", fields | {"label": "甲", "value": Decimal(46)}),
        Addition(cut, whole.end, ".98万元", fields | {"label": "乙", "value": Decimal(9800)}),
    ]
    made = review.split(whole, parts, by=editor, reason="连写")

    assert reread(report) == {}
    standing = Metric.objects.filter(report=report).standing()
    assert [one.mention for one in standing] == ["1698对", "46", ".98万元", "12家"]
    assert {one.split_from_id for one in made} == {whole.pk}


def test_a_rehearsal_tells_what_would_differ_and_keeps_nothing(report: Report) -> None:
    report.metrics.filter(mention="12家").update(value=9)

    differing = intake.reread(report, dry_run=True)

    assert [(one.printed, one.kind) for one in differing or ()] == [("12家", "changed")]
    assert metric(report, "12家").value == 9
    assert not Rereading.objects.exists()
    assert Report.objects.get().engine_version == "0.1"
