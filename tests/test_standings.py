"""Where everyone stands: the middle of what may stand beside each other, drawn to scale, and how it moved."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from bureaus.models import Bureau
from reports import standing_figures
from reports.comparison import Question, compare
from reports.holdings.counts import edition
from reports.holdings.over_years import YearSpread, over_years
from reports.holdings.spreads import quantile
from reports.holdings.standings import Standing, standing
from reports.models import Report
from reports.standing_figures import Measure, StripFigure
from reports.strips import Dot, Drawing, Middle, YearPoint, course, nice_step, strip, text_width
from tests.factories import (
    figure,
    make_bureau,
    make_indicator,
    make_population,
    make_region,
    make_report,
)

CODE = "marriage.registrations"


@pytest.fixture(autouse=True)
def _in_chinese() -> Iterator[None]:
    with translation.override("zh-hans"):
        yield


def made(
    value: str, *, bureau: Bureau | None = None, year: int = 2022, kind: str = "rule_of_law", **fields: Any
) -> Report:
    bureau = bureau or make_bureau(make_region())
    figures = [figure(f"{value}对", value=value, indicator=CODE, **fields)]
    return make_report(f"登记{value}对。", figures, bureau=bureau, year=year, kind=kind)


def drawn(found: Standing, *, per_resident: bool = False) -> list[StripFigure]:
    values = [point.value for point in found.points]
    measure = Measure.of(make_indicator(CODE), values, per_resident=per_resident)
    return standing_figures.strips(found.spreads, found.levels, measure, one_year=False)


def by_year(level: str = "county", *, per_resident: bool = False) -> dict[int, YearSpread]:
    years = over_years(make_indicator(CODE), edition(), level, per_resident=per_resident)
    return {one.year: one for one in years}


@pytest.mark.django_db
def test_the_latest_of_a_bureau_is_its_newest_whole_year_as_in_the_comparison() -> None:
    bureau = make_bureau(make_region())
    whole = made("300", bureau=bureau, year=2021)
    made("120", bureau=bureau, year=2022, kind="half_year", period="part")
    only_half = made("90", kind="half_year", period="part")
    found = standing(make_indicator(CODE), None)

    assert {point.report for point in found.points} == {whole.pk, only_half.pk}
    compared = compare(Question(tuple(Bureau.objects.with_lineage())))
    assert {column.report for column in compared.columns} == {whole, only_half}


# The middle -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "quarters"),
    [("1 2 3 4 5", ("2", "3", "4")), ("1 2 3 4", ("1.75", "2.5", "3.25")), ("7", ("7", "7", "7"))],
)
def test_quantiles_lie_between_their_neighbours_in_proportion(values: str, quarters: tuple[str, ...]) -> None:
    row = [Decimal(value) for value in values.split()]
    assert tuple(quantile(row, quarter) for quarter in (1, 2, 3)) == tuple(Decimal(q) for q in quarters)


@pytest.mark.django_db
def test_levels_have_a_spread_of_their_own() -> None:
    for value in ("100", "200", "300"):
        made(value)
    made("90000", bureau=make_bureau(make_region(level="province")))
    found = standing(make_indicator(CODE), None)

    assert found.spreads["county"].median == Decimal(200)
    assert found.spreads["province"].median is None
    assert [one.level for one in drawn(found)] == ["county"]
    assert standing(make_indicator(CODE), None, "province").looked_at == 1


@pytest.mark.django_db
def test_who_has_no_population_is_named_and_not_drawn_per_resident() -> None:
    for value in ("100", "200"):
        make_population(made(value).region, 100_000)
    made("300", bureau=make_bureau(make_region("无人口县")))
    found = standing(make_indicator(CODE), None, per_resident=True)

    assert found.spreads["county"].values == (Decimal(10), Decimal(20))
    assert "没有人口数：无人口县" in drawn(found, per_resident=True)[0].caption


@pytest.mark.django_db
def test_what_does_not_belong_beside_the_others_is_listed_under_the_strip() -> None:
    for value in ("100", "200"):
        made(value)
    made("50", period="part", bureau=make_bureau(make_region("半年县")))
    made("900", claim="plan")
    [found] = drawn(standing(make_indicator(CODE), None))

    assert "n = 2" in found.caption
    assert "半年县" in found.caption


@pytest.mark.django_db
def test_bounds_are_drawn_as_such() -> None:
    for value, qualifier in (("100", "about"), ("200", "over"), ("300", "under"), ("400", "exact")):
        made(value, qualifier=qualifier)
    made("450", qualifier="range", value_max=Decimal(600))
    [found] = drawn(standing(make_indicator(CODE), None))
    wide = dict(found.drawings)["wide"]

    assert sorted(shape.kind for shape in wide.shapes) == ["dot", "dot", "dot", "hollow", "range"]
    assert "≥200" in wide.labels[1].text
    assert "450–600" in wide.labels[4].text


@pytest.mark.django_db
def test_a_division_that_did_not_exist_is_no_missing_report(client: Client) -> None:
    made("100", year=2018)
    later = make_bureau(make_region("新设区", start_year=2020))
    gone = make_bureau(make_region("撤销区", end_year=2016))
    silent = make_bureau(make_region("沉默县"))
    for bureau, year in ((later, 2021), (gone, 2015), (silent, 2021)):
        make_report(bureau=bureau, year=year)
    found = standing(make_indicator(CODE), 2018)

    assert {one.pk for one in found.not_applicable.shown} == {later.pk, gone.pk}
    assert {one.pk for one in found.without_report.shown} == {silent.pk}
    assert "新设区" in client.get(f"/indicators/{CODE}/?y=2018").content.decode()


@pytest.mark.django_db
def test_a_division_that_has_changed_since_is_told(client: Client) -> None:
    city = make_region("海门市", "320684", end_year=2020)
    district = make_region("海门区", "320614", start_year=2020)
    bureau = make_bureau(district)
    make_report(
        "登记9对。", [figure("9对", value="9", indicator=CODE)], bureau=bureau, region=city, year=2019
    )

    assert "海门市2019，今海门区" in client.get(f"/indicators/{CODE}/").content.decode()


# The drawing ----------------------------------------------------------------------------------------------------------


def dots(*values: str) -> list[Dot]:
    return [Dot(Decimal(value), None, "exact", f"县 {value}") for value in values]


def draw(found: list[Dot], width: int = 1160, *, most: int = 8, zero_based: bool = True) -> Drawing:
    return strip(
        found,
        Middle(None, None, "", ""),
        width,
        zero_based=zero_based,
        number=standing_figures.number,
        most_labelled=most,
    )


def middles(drawing: Drawing) -> list[float]:
    return [float(re.match(r"M([\d.]+)", shape.d).group(1)) + 6 for shape in drawing.shapes]  # type: ignore[union-attr]


def test_a_dot_stands_at_its_value() -> None:
    drawing = draw(dots("0", "50", "100"))

    assert next(x for x, _, _ in drawing.ticks) == "20"
    assert middles(drawing) == [20.0, 580.0, 1140.0]


def test_counts_begin_at_zero_and_rates_need_not() -> None:
    assert draw(dots("90", "100")).ticks[0][1] == "0"
    assert draw(dots("90", "100"), zero_based=False).ticks[0][1] == "90"
    assert draw(dots("100", "100"), zero_based=False).ticks[0][1] == "0"


def test_words_under_the_axis_keep_within_a_narrow_drawing() -> None:
    middle = Middle(
        Decimal(61_242), (Decimal(35_685), Decimal(107_924)), "median and the middle half " * 3, "median"
    )
    wide, narrow = (
        strip(
            dots("7000", "150000"),
            middle,
            width,
            zero_based=True,
            number=lambda value: f"{value:,}",
            most_labelled=2,
        )
        for width in (1160, 350)
    )

    assert wide.median is not None
    assert narrow.median is not None
    assert (wide.median.text, narrow.median.text) == (middle.said, "median")
    x, number, at = narrow.ticks[-1]
    assert float(at) + text_width(number) / 2 <= 350 < float(x) + text_width(number) / 2


def test_close_dots_stand_above_one_another_and_very_many_become_columns() -> None:
    close = draw(dots(*["100"] * 5, "200"))
    assert len({shape.d for shape in close.shapes}) == 6
    assert not close.columns
    many = draw(dots(*(str(100 + i // 40) for i in range(3000))))
    assert many.columns
    assert len(many.shapes) < 150


@pytest.mark.parametrize("width", [350, 1160])
def test_labels_stay_within_the_drawing_and_off_each_other(width: int) -> None:
    found = [Dot(Decimal(90 + i), None, "exact", f"很长的地名县 2022 {90 + i}") for i in range(8)]
    drawing = draw(found, width)
    spans: dict[str, list[tuple[float, float]]] = {}
    for text in drawing.labels:
        size = 13.2 * 6 + 7.3 * (len(text.text) - 6)
        start = float(text.x) - (size if text.anchor == "end" else 0)
        assert start >= -0.5
        assert start + size <= width + 2.5
        spans.setdefault(text.y, []).append((start, start + size))
    for row in spans.values():
        ordered = sorted(row)
        assert all(left[1] < right[0] for left, right in pairwise(ordered))


@pytest.mark.parametrize(("span", "step"), [("100", "20"), ("7", "1"), ("0.3", "0.05"), ("34000", "5000")])
def test_steps_are_one_two_or_five_of_a_power_of_ten(span: str, step: str) -> None:
    assert nice_step(Decimal(span), 7) == Decimal(step)


def test_a_line_over_years_stops_at_a_gap() -> None:
    years = [
        YearPoint(year, None if median is None else Decimal(median), None, 3)
        for year, median in ((2018, "5"), (2019, "6"), (2020, None), (2021, "7"), (2022, "8"), (2023, None))
    ]
    found = course(years, 1160, zero_based=True, number=standing_figures.number)

    assert len(found.lines) == 2
    assert all(line.count("L") == 1 for line in found.lines)
    assert len(found.dots) == 4
    assert found.bands == ()


# The years ------------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_each_year_has_its_middle_and_what_the_same_bureaus_did() -> None:
    first, second, third = (make_bureau(make_region()) for _ in range(3))
    for bureau, then, now in ((first, "100", "110"), (second, "200", "190"), (third, "300", "300")):
        made(then, bureau=bureau, year=2020)
        made(now, bureau=bureau, year=2021)
    made("1000", year=2021)
    make_report(year=2023)
    found = by_year()

    assert [found[year].held for year in (2020, 2021, 2022, 2023)] == [3, 4, 0, 1]
    assert (found[2020].median, found[2021].median) == (Decimal(200), Decimal(245))
    assert found[2020].pairs is None
    pairs = found[2021].pairs
    assert pairs is not None
    assert (pairs.up, pairs.down, pairs.same) == (1, 1, 1)
    assert found[2023].pairs is None


@pytest.mark.django_db
def test_a_bound_does_not_say_whether_a_bureau_rose() -> None:
    bureau = make_bureau(make_region())
    made("100", bureau=bureau, year=2020)
    made("90", bureau=bureau, year=2021, qualifier="over")

    assert by_year()[2021].pairs is None


@pytest.mark.django_db
def test_half_years_plans_and_reports_that_another_leads_stay_out_of_the_years() -> None:
    bureau = make_bureau(make_region())
    made("100", bureau=bureau, year=2021)
    made("777", bureau=bureau, year=2021, kind="work_summary")
    made("50", year=2021, kind="half_year")
    made("900", year=2021, claim="plan")

    assert by_year()[2021].n == 1


@pytest.mark.django_db
def test_the_page_shows_the_years_with_their_gaps(client: Client) -> None:
    for year in (2019, 2021, 2022):
        for value in ("100", "200", "300"):
            made(value, year=year)
    html = client.get(f"/en/indicators/{CODE}/").content.decode()

    assert html.count('<path class="course"') == 2  # one line, drawn wide and narrow
    assert re.search(r'<th scope="row">2020</th><td class="count"><span class="none">', html)
    assert '<td class="count">3/3</td>' in html
