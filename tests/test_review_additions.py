"""Figures that people add or split: in the bureau's own words, in a person's voice, never without a decision."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from reports import review
from reports.models import Correction, Decision, Metric, Origin, Problem, Report, ReviewState
from reports.refusals import Refusal
from reports.review import Addition
from reports.voices import as_read
from tests.factories import figure, make_indicator, make_metric, make_problem, make_report, make_staff

pytestmark = pytest.mark.django_db

TEXT = "全年办理结婚登记1698对,救助4667户6135人。普法宣传不够,执法力量不足。"


@pytest.fixture
def editor() -> User:
    return make_staff()


@pytest.fixture
def report() -> Report:
    return make_report(TEXT, [figure("4667户6135人", "救助", "6135", unit="人")], published=False)


def stated(printed: str, value: str, **fields: Any) -> Addition:
    start = TEXT.index(printed)
    given = {
        "label": "结婚登记",
        "indicator": None,
        "value": Decimal(value),
        "value_max": None,
        "unit": "对",
        "qualifier": "exact",
        "period": "year",
        "claim": "actual",
        "scope": "",
    }
    return Addition(start, start + len(printed), printed, given | fields)


def test_an_added_figure_is_a_persons_with_nothing_of_the_machines(report: Report, editor: User) -> None:
    said = stated("1698对", "1698", indicator=make_indicator())
    metric = review.add(report, said, by=editor, reason="漏读")

    stored = Metric.objects.get(pk=metric.pk)
    assert (stored.origin, stored.decision, stored.confidence) == (Origin.PERSON, Decision.ADDED, "")
    assert TEXT[stored.start : stored.end] == stored.mention == "1698对"
    assert stored.sentence == "全年办理结婚登记1698对,救助4667户6135人"
    correction = stored.corrections.get()
    assert (correction.made_by, correction.reason, correction.decision) == (editor, "漏读", Decision.ADDED)
    assert correction.before["value"] is None
    assert correction.after["value"] == "1698"
    assert correction.after["indicator"] == "marriage.registrations"
    read = as_read(stored)
    assert (read.value, read.indicator_id, read.label, read.unit) == (None, None, "", "")


def test_an_added_figure_is_public_with_its_report_and_says_who_found_it(
    client: Client, report: Report, editor: User
) -> None:
    metric = review.add(
        report, stated("1698对", "1698", indicator=make_indicator()), by=editor, reason="漏读"
    )
    address = reverse("reports:metric", args=[metric.pk])
    assert client.get(address).status_code == 404

    review.publish(report)

    with override("en"):
        page = client.get(reverse("reports:metric", args=[metric.pk])).content.decode()
    assert "Overlooked by the machine and added by a person" in page
    assert "Added" in page
    assert "漏读" in page
    assert f'id="c{metric.start}"' in client.get(report.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("start", "end", "mention"),
    [(0, 5, "1698对"), (8, 13, "1698双"), (8, 8, ""), (500, 505, "1698对"), (13, 14, " ")],
)
def test_what_is_not_in_the_text_at_its_place_is_refused(
    report: Report, editor: User, start: int, end: int, mention: str
) -> None:
    said = Addition(start, end, mention, stated("1698对", "1698").fields)

    with pytest.raises(Refusal) as caught:
        review.add(report, said, by=editor, reason="漏读")

    assert caught.value.code == "not_in_text"
    assert not Metric.objects.filter(origin=Origin.PERSON).exists()


@pytest.mark.parametrize(
    "fields",
    [
        {"label": ""},
        {"qualifier": "range"},
        {"value_max": Decimal(5)},
        {"period": "fortnight"},
        {"unit": ""},
    ],
)
def test_an_addition_that_makes_no_sense_is_not_kept(
    report: Report, editor: User, fields: dict[str, Any]
) -> None:
    with pytest.raises(ValidationError):
        review.add(report, stated("1698对", "1698", **fields), by=editor, reason="漏读")

    assert Metric.objects.count() == 1
    assert not Correction.objects.exists()


def test_the_same_figure_is_added_once_and_another_name_may_share_its_place(
    report: Report, editor: User
) -> None:
    review.add(report, stated("1698对", "1698"), by=editor, reason="漏读")

    with pytest.raises(ValidationError):
        review.add(report, stated("1698对", "1698"), by=editor, reason="漏读")
    review.add(report, stated("1698对", "1698", label="婚姻登记"), by=editor, reason="漏读")

    assert report.metrics.filter(mention="1698对").count() == 2


def test_a_split_figure_gives_way_to_its_parts_and_stays_in_the_record(
    client: Client, report: Report, editor: User
) -> None:
    whole = report.metrics.get()
    parts = [
        stated("4667户", "4667", label="救助户数", unit="户"),
        stated("6135人", "6135", label="救助人数", unit="人"),
    ]

    made = review.split(whole, parts, by=editor, reason="连写")

    assert [(one.mention, one.value, one.split_from) for one in made] == [
        ("4667户", Decimal(4667), whole),
        ("6135人", Decimal(6135), whole),
    ]
    whole.refresh_from_db()
    assert whole.decision == Decision.REJECTED
    assert [one.mention for one in report.metrics.all().standing()] == ["4667户", "6135人"]
    assert Report.objects.get().review_state == ReviewState.REVIEWED
    review.publish(report)
    with override("en"):
        page = client.get(reverse("reports:metric", args=[made[0].pk])).content.decode()
    assert "Split by a person from a figure that the machine had read as one" in page


def test_a_part_that_is_not_in_the_text_leaves_the_whole_as_it_was(report: Report, editor: User) -> None:
    whole = report.metrics.get()

    with pytest.raises(Refusal):
        review.split(
            whole,
            [stated("4667户", "4667"), Addition(3, 5, "6135人", stated("6135人", "6135").fields)],
            by=editor,
            reason="连写",
        )

    assert Metric.objects.get().decision == Decision.NONE


def test_a_persons_figure_is_corrected_and_rejected_like_any_other(report: Report, editor: User) -> None:
    metric = review.add(report, stated("1698对", "1698"), by=editor, reason="漏读")

    review.correct(metric, {"value": Decimal(1689)}, by=editor, reason="看错")
    assert (metric.decision, as_read(metric).value) == (Decision.CORRECTED, None)

    review.reject(metric, by=editor)
    assert metric not in report.metrics.all().standing()


@pytest.mark.parametrize(
    "broken",
    [
        {"origin": "person"},  # with a machine's confidence, and nobody has decided
        {"origin": "person", "confidence": ""},
        {"confidence": ""},  # the machine always says how sure it is
        {"decision": "added"},
        {"origin": "person", "confidence": "", "decision": "added", "mention": "4667户"},
    ],
)
def test_the_database_itself_keeps_the_voices_apart(report: Report, broken: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        report.metrics.update(**broken)


def test_a_part_is_always_a_persons(report: Report) -> None:
    other = make_metric(report, "1698对")

    with pytest.raises(IntegrityError), transaction.atomic():
        Metric.objects.filter(pk=other.pk).update(split_from=report.metrics.get(unit="人"))


# The span of a statement ----------------------------------------------------------------------------------------------


def test_a_statement_is_cut_anew_and_its_first_cut_kept(report: Report, editor: User) -> None:
    problem = make_problem(report, "普法宣传不够,执法力量不足")
    start = TEXT.index("执法力量不足")

    review.correct(
        problem, {"start": start, "end": start + 6, "text": "执法力量不足"}, by=editor, reason="两条"
    )

    stored = Problem.objects.get()
    assert (stored.text, TEXT[stored.start : stored.end]) == ("执法力量不足", "执法力量不足")
    read = as_read(stored)
    assert (read.text, read.start) == ("普法宣传不够,执法力量不足", TEXT.index("普法"))


def test_a_statement_is_only_ever_the_bureaus_own_words(report: Report, editor: User) -> None:
    problem = make_problem(report, "普法宣传不够")

    with pytest.raises(Refusal):
        review.correct(problem, {"text": "普法宣传还不够"}, by=editor, reason="x")

    assert Problem.objects.get().text == "普法宣传不够"
