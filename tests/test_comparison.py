"""Question → Matrix: which value stands in a cell, which kind of nothing, in how many queries."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from pytest_django.fixtures import DjangoAssertNumQueries

from bureaus.models import Bureau
from reports import review
from reports.charts import draw
from reports.comparability import Reason, Verdict
from reports.comparison import Basis, Matrix, Nothing, Question, compare, per_10k, rounded, trend
from reports.models import Report
from tests.factories import (
    figure,
    make_bureau,
    make_category,
    make_indicator,
    make_metric,
    make_population,
    make_problem,
    make_region,
    make_report,
    make_staff,
)

pytestmark = pytest.mark.django_db

TEXT = "全年办理结婚登记1698对,累计5000对,离婚登记491对。还存在普法宣传不够的问题。"
MARRIAGES = figure("1698对", "结婚登记", "1698", indicator="marriage.registrations")


def make_marriage_report(bureau: Bureau, *figures: dict[str, Any], year: int = 2022, **fields: Any) -> Report:
    return make_report(TEXT, figures or (MARRIAGES,), bureau=bureau, year=year, **fields)


def ask(*bureaus: Bureau, **question: Any) -> Matrix:
    found = {b.pk: b for b in Bureau.objects.filter(pk__in=[b.pk for b in bureaus]).with_lineage()}
    return compare(Question(tuple(found[b.pk] for b in bureaus), **question))


def test_a_cell_holds_the_reported_value_and_its_figure() -> None:
    bureau = make_bureau()
    report = make_marriage_report(bureau)
    [cell] = ask(bureau).rows[0].cells
    assert (cell.value, cell.metric) == (Decimal(1698), report.metrics.get())


def test_zero_is_a_value_and_no_kind_of_nothing() -> None:
    bureau = make_bureau()
    make_marriage_report(bureau, MARRIAGES | {"value": "0"})
    [cell] = ask(bureau).rows[0].cells
    assert (cell.value, cell.nothing) == (Decimal(0), None)


def test_an_empty_cell_says_which_kind_of_nothing_it_is() -> None:
    reporting, silent, absent, unborn, unreadable = (
        make_bureau(make_region(start_year=2020)) if name == "unborn" else make_bureau()
        for name in ("reporting", "silent", "absent", "unborn", "unreadable")
    )
    make_marriage_report(reporting, year=2019)
    make_report("没有数字。", bureau=silent, year=2019)
    make_marriage_report(absent, year=2018)
    make_marriage_report(unreadable, MARRIAGES | {"value": None}, year=2019)
    matrix = ask(reporting, silent, absent, unborn, unreadable, years=(2019,), every_row=True)
    assert [cell.nothing for cell in matrix.rows[0].cells] == [
        None,
        Nothing.NOT_MENTIONED,
        Nothing.NO_REPORT,
        Nothing.NOT_APPLICABLE,
        Nothing.UNREADABLE,
    ]
    assert (matrix.rows[0].n, matrix.rows[0].applicable) == (1, 4)


def test_a_division_that_was_merged_away_can_no_longer_report() -> None:
    bureau = make_bureau(make_region("港闸区", end_year=2020))
    make_marriage_report(bureau, year=2019)
    columns = ask(bureau, years=(2019, 2020, 2021)).columns
    assert [column.nothing for column in columns] == [None, Nothing.NO_REPORT, Nothing.NOT_APPLICABLE]


def test_a_division_that_only_changed_its_name_could_report_before() -> None:
    old = make_region("海门市", end_year=2020)
    new = make_region("海门区", start_year=2020)
    old.successors.add(new)
    bureau = make_bureau(new)
    make_marriage_report(bureau, year=2021)
    matrix = ask(bureau, years=(2019, 2021))
    assert [column.nothing for column in matrix.columns] == [Nothing.NO_REPORT, None]


def test_without_years_each_bureau_shows_its_latest_report() -> None:
    bureau = make_bureau()
    for year in (2020, 2023, 2021):
        make_marriage_report(bureau, year=year)
    assert [column.year for column in ask(bureau).columns] == [2023]


@pytest.mark.parametrize("other", ["half_year", "bulletin", "disclosure", "work_summary"])
def test_the_rule_of_law_report_speaks_for_a_year_of_which_another_report_is_held(other: str) -> None:
    bureau = make_bureau()
    make_marriage_report(bureau, MARRIAGES | {"value": "900", "period": "part"}, kind=other)
    report = make_marriage_report(bureau)
    assert [column.report for column in ask(bureau).columns] == [report]
    assert [column.report for column in ask(bureau, years=(2022,)).columns] == [report]
    [line] = trend([bureau], make_indicator()).lines
    assert [cell.value for cell in line.cells] == [1698]


def test_half_a_year_speaks_only_where_nothing_else_is_held() -> None:
    bureau = make_bureau()
    half = make_marriage_report(bureau, kind="half_year")
    assert [column.report for column in ask(bureau).columns] == [half]
    bulletin = make_marriage_report(bureau, kind="bulletin")
    assert [column.report for column in ask(bureau).columns] == [bulletin]


def test_what_is_not_published_or_was_rejected_is_not_compared() -> None:
    bureau, other = make_bureau(), make_bureau()
    make_marriage_report(bureau, published=False)
    rejected = make_marriage_report(other).metrics.get()
    review.reject(rejected, by=make_staff())
    matrix = ask(bureau, other)
    assert matrix.rows == ()
    assert matrix.columns[0].nothing is Nothing.NO_REPORT


def test_the_year_stands_before_other_stretches_of_time_and_plans_come_last() -> None:
    bureau = make_bureau()
    report = make_marriage_report(
        bureau,
        figure("5000对", "累计", "5000", indicator="marriage.registrations", period="cumulative"),
        figure("491对", "计划", "491", indicator="marriage.registrations", claim="plan"),
        MARRIAGES,
    )
    [cell] = ask(bureau).rows[0].cells
    assert cell.value == 1698
    assert [metric.value for metric in cell.also] == [5000, 491]
    assert report.metrics.count() == 3


def test_rows_that_one_bureau_alone_reports_are_one_click_away() -> None:
    first, second = make_bureau(), make_bureau()
    divorces = figure("491对", "离婚登记", "491", indicator="marriage.divorces")
    make_indicator("marriage.divorces", name_zh="离婚登记", position=2)
    make_marriage_report(first, MARRIAGES, divorces)
    make_marriage_report(second)
    matrix = ask(first, second)
    assert [row.indicator.code for row in matrix.rows] == ["marriage.registrations"]
    assert (matrix.found, matrix.shared) == (2, 1)
    assert len(ask(first, second, every_row=True).rows) == 2


def test_an_indicator_asked_for_is_shown_even_if_nobody_reports_it() -> None:
    bureau = make_bureau()
    make_marriage_report(bureau)
    make_indicator("funeral.cremations", name_zh="火化", unit="具")
    [row] = ask(bureau, indicators=("funeral.cremations",)).rows
    assert row.n == 0


def test_per_10000_residents_divides_by_the_census_and_leaves_rates_out() -> None:
    bureau, unknown = make_bureau(), make_bureau()
    make_population(bureau.region, 456_783)
    rate = figure("491对", "合格率", "95", indicator="social_org.pass_rate", unit="%")
    make_indicator("social_org.pass_rate", unit="%", kind="rate", per_capita=False)
    make_marriage_report(bureau, MARRIAGES, rate)
    make_marriage_report(unknown)
    matrix = ask(bureau, unknown, basis=Basis.PER_10K, every_row=True)
    assert [row.indicator.code for row in matrix.rows] == ["marriage.registrations"]
    known, without = matrix.rows[0].cells
    assert known.value is not None
    assert rounded(known.value) == Decimal("37.17")
    assert without.nothing is Nothing.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("value", "residents", "expected"),
    [
        ("1698", 456_783, "37.17"),
        ("0", 456_783, "0.00"),
        ("3", 3_902_738, "0.0077"),
        ("16000000", 100_000, "1600000.00"),
    ],
)
def test_a_share_keeps_two_decimals_or_two_significant_digits(
    value: str, residents: int, expected: str
) -> None:
    share = per_10k(Decimal(value), residents)
    assert share is not None
    assert str(rounded(share)) == expected


def test_different_periods_are_not_comparable_and_can_be_hidden() -> None:
    first, second = make_bureau(), make_bureau()
    make_marriage_report(first)
    make_marriage_report(second, MARRIAGES | {"period": "part"})
    matrix = ask(first, second)
    judgement = matrix.rows[0].judgement
    assert judgement is not None
    assert judgement.verdict is Verdict.APART
    assert [(one.reason, one.columns) for one in judgement.findings] == [(Reason.PERIOD, (1,))]
    hidden = ask(first, second, hide_apart=True)
    assert (hidden.rows, hidden.apart) == ((), 1)


def test_a_standard_a_month_does_not_stand_beside_standards_a_year() -> None:
    make_indicator("assistance.standard", unit="元", kind="standard", per_capita=False)
    yearly = figure(
        "1698对", "低保标准", "3800", indicator="assistance.standard", unit="元", claim="standard"
    )
    monthly = yearly | {"value": "530", "period": "recurring"}
    bureaus = [make_bureau() for _ in range(3)]
    for bureau, standard in zip(bureaus, (yearly, monthly, yearly), strict=True):
        make_marriage_report(bureau, standard)
    matrix = ask(*bureaus)
    judgement = matrix.rows[0].judgement
    assert judgement is not None
    assert judgement.verdict is Verdict.APART
    assert [(one.reason, one.columns) for one in judgement.findings] == [(Reason.PERIOD, (1,))]
    chart = draw(trend(matrix.question.bureaus, matrix.rows[0].indicator))
    assert [line.cells[0].plotted for line in chart.rug] == [True, False, True]


def test_standards_a_month_stand_beside_each_other() -> None:
    monthly = MARRIAGES | {"period": "recurring"}
    bureaus = [make_bureau() for _ in range(2)]
    for bureau in bureaus:
        make_marriage_report(bureau, monthly)
    matrix = ask(*bureaus)
    judgement = matrix.rows[0].judgement
    assert judgement is not None
    assert judgement.verdict is Verdict.COMPARABLE
    assert all(line.cells[0].plotted for line in draw(trend(matrix.question.bureaus, make_indicator())).rug)


@pytest.mark.parametrize(
    ("period", "verdict", "reason"),
    [
        ("part", Verdict.APART, Reason.PERIOD),
        ("year", Verdict.APART, Reason.HALF_YEAR),
        ("point", Verdict.COMPARABLE, None),
    ],
)
def test_a_half_year_report_is_set_apart_in_the_rows_it_has_a_flow_in(
    period: str, verdict: Verdict, reason: Reason | None
) -> None:
    make_indicator("marriage.divorces", name_zh="离婚登记", position=2)
    divorces = figure("491对", "离婚登记", "491", indicator="marriage.divorces")
    first, second, half = make_bureau(), make_bureau(), make_bureau()
    make_marriage_report(first, MARRIAGES, divorces)
    make_marriage_report(second, MARRIAGES, divorces)
    make_marriage_report(half, MARRIAGES | {"period": period}, kind="half_year")
    marriages, others = (row.judgement for row in ask(first, second, half).rows)
    assert marriages is not None
    assert marriages.verdict is verdict
    assert [(one.reason, one.columns) for one in marriages.findings] == ([(reason, (2,))] if reason else [])
    assert others is not None
    assert others.verdict is Verdict.COMPARABLE


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"unit": "件"}, Reason.UNIT),
        ({"qualifier": "about"}, Reason.QUALIFIER),
        ({"scope": "市本级"}, None),
        ({}, None),
    ],
)
def test_a_lesser_difference_is_a_reservation(change: dict[str, str], reason: Reason | None) -> None:
    first, second = make_bureau(), make_bureau()
    make_marriage_report(first)
    make_marriage_report(second, MARRIAGES | change)
    judgement = ask(first, second).rows[0].judgement
    assert judgement is not None
    assert judgement.verdict is (Verdict.RESERVED if reason else Verdict.COMPARABLE)
    assert [one.reason for one in judgement.findings] == ([reason] if reason else [])


def test_one_figure_alone_has_no_verdict() -> None:
    bureau = make_bureau()
    make_marriage_report(bureau)
    assert ask(bureau).rows[0].judgement is None


def test_years_and_levels_that_differ_are_said_once_for_the_table() -> None:
    county, city = make_bureau(), make_bureau(make_region(level="prefecture"))
    make_marriage_report(county, year=2020)
    make_marriage_report(city, year=2022)
    matrix = ask(county, city)
    assert matrix.common == {Reason.YEAR, Reason.LEVEL}
    judgement = matrix.rows[0].judgement
    assert judgement is not None
    assert judgement.verdict is Verdict.RESERVED


def test_problems_stand_by_category_with_those_who_do_not_state_it() -> None:
    first, second = make_bureau(), make_bureau()
    report = make_marriage_report(first)
    make_problem(report, "普法宣传不够", category=make_category("legal_publicity", name_zh="普法宣传"))
    make_marriage_report(second)
    [group] = ask(first, second).problems
    assert group.category is not None
    assert group.category.code == "legal_publicity"
    assert [(column.bureau, len(problems)) for column, problems in group.stated] == [(first, 1)]
    assert [column.bureau for column in group.silent] == [second]


def test_a_bureau_that_states_a_shortcoming_in_two_years_is_one_bureau() -> None:
    bureau = make_bureau()
    for year in (2021, 2022):
        make_problem(make_marriage_report(bureau, year=year), "普法宣传不够", category=make_category())
    [group] = ask(bureau, years=(2021, 2022)).problems
    assert (group.bureaus, group.count) == (1, 2)


def test_a_trend_keeps_a_missing_year_as_a_gap() -> None:
    bureau = make_bureau()
    for year in (2019, 2021):
        make_marriage_report(bureau, year=year)
    line = trend([bureau], make_indicator())
    assert line.years == (2019, 2020, 2021)
    assert [cell.nothing for cell in line.lines[0].cells] == [None, Nothing.NO_REPORT, None]


def test_the_number_of_queries_does_not_grow_with_the_question(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    def held(bureaus: int, years: range) -> tuple[Bureau, ...]:
        made = [make_bureau() for _ in range(bureaus)]
        for bureau in made:
            for year in years:
                report = make_marriage_report(bureau, year=year)
                make_metric(report, "491对", "离婚登记", "491", indicator="marriage.divorces")
                make_problem(report, "普法宣传不够")
        return tuple(Bureau.objects.filter(pk__in=[b.pk for b in made]).with_lineage())

    small = Question(held(1, range(2022, 2023)), years=(2022,))
    large = Question(held(5, range(2018, 2023)), years=tuple(range(2018, 2023)))
    # Reports, their regions' successors, populations, figures, indicators with domains, problems with categories.
    for question in (small, large):
        with django_assert_num_queries(6):
            matrix = compare(question)
        assert matrix.figures == len(question.bureaus) * len(question.years) * 2
