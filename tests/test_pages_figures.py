"""The certificate of one figure: what it tells, to whom, in how many queries."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from reports import review
from reports.models import Metric, Relation, RelationTerm
from tests.factories import (
    make_bureau,
    make_indicator,
    make_metric,
    make_population,
    make_report,
    make_section,
    make_staff,
)

pytestmark = pytest.mark.django_db

QueryBudget = Callable[[int], AbstractContextManager[Any]]

TEXT = "一、成效\n加强引导。全市16万余名志愿者参与防疫。强化疏导。\n二、问题\n无。\n"


def make_figure(**fields: Any) -> Metric:
    """At least 160,000 volunteers during a part of the year, in a report of a county of 500,000."""
    report = make_report(TEXT)
    make_section(report, "一、成效", body_end=TEXT.index("二、"))
    make_population(report.region)
    indicator = make_indicator(
        "social_work.volunteers_mobilized",
        name_en="Volunteers mobilised",
        unit="人",
        name_zh="参与服务志愿者",
    )
    given: dict[str, Any] = {
        "label": "志愿者人数",
        "value": "160000",
        "indicator": indicator,
        "unit": "人",
        "qualifier": "over",
        "period": "part",
        "reasons": ["arabic", "words:志愿者+参与", "unheard_of:甲"],
    }
    return make_metric(report, "16万余名", **(given | fields))


def page(client: Client, metric: Metric) -> str:
    response = client.get(f"/en/metrics/{metric.pk}/")
    assert response.status_code == 200
    return str(response.content.decode())


def test_printed_stands_beside_compared(client: Client) -> None:
    html = page(client, make_figure())

    assert '<dd class="printed" lang="zh-Hans">16万余名</dd>' in html
    assert "≥ 160,000" in html
    assert "Volunteers mobilised: at least 160,000 persons (part-year)</h1>" in html


def test_the_sentence_stands_between_its_neighbours_under_its_heading(client: Client) -> None:
    html = page(client, make_figure())

    assert '<span class="around">加强引导。</span>全市<a class="mark-figure current"' in html
    assert '志愿者参与防疫。<span class="around">强化疏导。</span>' in html
    assert "一、成效</span>" in html
    assert "characters 13 to 17" in html


def test_reservations_are_said_with_their_reasons(client: Client) -> None:
    assert "With reservation: a lower bound; covers part of the year only." in page(client, make_figure())


def test_the_steps_of_reading_are_words_and_an_unknown_one_is_shown_as_it_is(client: Client) -> None:
    html = page(client, make_figure())

    assert 'These words name the indicator: <span class="printed" lang="zh-Hans">志愿者…参与</span>' in html
    assert 'unheard_of: <span class="printed" lang="zh-Hans">甲</span>' in html


def test_per_resident_and_order_of_magnitude_come_from_the_census(client: Client) -> None:
    html = page(client, make_figure())

    assert "≥3,200 <span" in html
    assert "32% of the residents of 2020" in html


@pytest.mark.parametrize(("scope", "said"), [("city", True), ("region", False), ("", False)])
def test_only_a_narrower_scope_is_a_reservation(client: Client, scope: str, said: bool) -> None:
    metric = make_figure(scope=scope, qualifier="exact", period="year")

    assert ("With reservation: covers the city" in page(client, metric)) is said


def test_money_per_resident_is_scaled_and_rounded_in_its_own_unit(client: Client) -> None:
    funds = make_indicator("assistance.funds", kind="amount", unit="元")
    html = page(client, make_figure(indicator=funds, value="12345678", unit="元", qualifier="exact"))

    # 12,345,678 yuan ÷ 500,000 residents × 10,000 = 246,913.56 yuan
    assert '246.91 <span class="unit">thousand yuan' in html


def test_more_persons_than_residents_is_doubted(client: Client) -> None:
    assert "more than the residents of 2020" in page(client, make_figure(value="600000"))


def test_a_figure_that_could_not_be_read_says_so(client: Client) -> None:
    html = page(client, make_figure(value=None, qualifier="exact"))

    assert "not readable" in html
    assert "Not readable as a number" in html


def test_a_figure_outside_the_catalogue_is_not_compared(client: Client) -> None:
    html = page(client, make_figure(indicator=None))

    assert "outside the catalogue" in html
    assert "The catalogue has no indicator for this figure" in html


def test_two_figures_that_could_not_be_read_are_not_the_same_figure(client: Client) -> None:
    bureau = make_bureau()
    for year in (2021, 2022):
        report = make_report("登记若干对。", bureau=bureau, year=year)
        metric = make_metric(report, "若干对", indicator="marriage.registrations")

    assert "the same figure in both years" not in page(client, metric)


@pytest.mark.parametrize(
    ("before", "said"),
    [
        (None, "for 2021"),
        ("", "the report for 2021 has no such figure"),
        ("150000", "150,000"),
        ("160000", "the same figure in both years"),
    ],
)
def test_the_year_before_is_a_figure_or_a_kind_of_nothing(
    client: Client, before: str | None, said: str
) -> None:
    metric = make_figure()
    if before is not None:
        earlier = make_report(TEXT, bureau=metric.report.bureau, year=2021)
        if before:
            make_metric(
                earlier, "16万余名", value=before, indicator=metric.indicator, unit="人", period="part"
            )

    assert said in page(client, metric)


def test_arithmetic_is_written_out_and_said_to_hold_or_not(client: Client) -> None:
    report = make_report("受理234件,成功119件,成功率50.85%。")
    whole, part = (make_metric(report, words, value=words[:3], unit="件") for words in ("234件", "119件"))
    share = make_metric(report, "50.85%", value="50.85", unit="%")
    relation = Relation.objects.create(report=report, kind="ratio", result=share, holds=True)
    for position, term in enumerate((part, whole)):
        RelationTerm.objects.create(relation=relation, metric=term, position=position)

    assert "119 ÷ 234 = 50.85%" in page(client, part)
    assert "119 ÷ 234 = 50.85%" in page(client, share)

    review.reject(whole, by=make_staff())
    assert "÷" not in page(client, part)


def test_a_correction_stands_beside_what_the_machine_had_read(client: Client) -> None:
    metric = make_figure()
    review.correct(metric, {"value": Decimal("170000")}, by=make_staff(name="somebody"), reason="漏读")
    html = page(client, metric)

    assert '<s lang="zh-Hans">160000.000000</s>' in html or '<s lang="zh-Hans">160000</s>' in html
    assert "漏读" in html
    assert "somebody" not in html
    assert "Read as: at least 160,000 persons" in html
    assert "170,000" in html


def test_it_can_be_cited(client: Client) -> None:
    metric = make_figure()

    assert f"http://testserver/en/metrics/{metric.pk}/" in page(client, metric)


def test_strangers_see_neither_unpublished_nor_rejected_figures(client: Client) -> None:
    waiting = make_metric(make_report(published=False), "1698对", value="1698")
    rejected = make_figure()
    review.reject(rejected, by=make_staff())

    for metric in (waiting, rejected):
        assert client.get(f"/en/metrics/{metric.pk}/").status_code == 404
    client.force_login(make_staff("reports.view_report"))
    for metric in (waiting, rejected):
        assert "Only staff see this page" in page(client, metric)


@pytest.mark.parametrize("others", [0, 30])
def test_the_certificate_takes_nine_queries(
    client: Client, django_assert_num_queries: QueryBudget, others: int
) -> None:
    metric = make_figure()
    for number in range(others):
        other = make_report(TEXT)
        make_metric(other, "16万余名", value=str(number), indicator=metric.indicator, unit="人")
        make_metric(metric.report, "16万余名", value=str(number), unit="人")

    # The figure with report, bureau and indicator; headings; figures on the same place; bureaus reporting the
    # indicator; bureaus held; the report of the year before (and its figure, where there is one); population;
    # corrections; relations (and their terms, where there are any).
    with django_assert_num_queries(9):
        client.get(f"/en/metrics/{metric.pk}/")
