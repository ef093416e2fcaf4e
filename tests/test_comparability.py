"""Which figures may stand side by side: a verdict for each row, each reason with the bureaus it concerns."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import translation

from bureaus.models import Bureau, Region
from reports import wording
from reports.comparability import Reason, Verdict
from reports.comparison import Matrix, Question, Row, compare
from tests.factories import figure, make_bureau, make_region, make_report

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_chinese() -> Iterator[None]:
    with translation.override("zh-hans"):
        yield


TEXT = "全年办理结婚登记1698对。"
MARRIAGES = figure("1698对", "结婚登记", "1698", indicator="marriage.registrations")


def report(bureau: Bureau, year: int = 2022, **fields: Any) -> None:
    make_report(TEXT, [MARRIAGES], bureau=bureau, year=year, **fields)


def ask(*bureaus: Bureau, years: tuple[int, ...] = ()) -> Matrix:
    found = {b.pk: b for b in Bureau.objects.filter(pk__in=[b.pk for b in bureaus]).with_lineage()}
    return compare(Question(tuple(found[b.pk] for b in bureaus), years=years))


def reasons(row: Row) -> list[tuple[Reason, tuple[int, ...]]]:
    assert row.judgement is not None
    return [(one.reason, one.columns) for one in row.judgement.findings]


def became(old: Region, new: Region) -> None:
    old.successors.add(new)


def test_the_bureau_whose_year_no_other_shares_is_the_odd_one() -> None:
    bureaus = [make_bureau() for _ in range(3)]
    for bureau, year in zip(bureaus, (2022, 2022, 2020), strict=True):
        report(bureau, year)
    assert reasons(ask(*bureaus).rows[0]) == [(Reason.YEAR, (2,))]


def test_a_row_of_one_year_is_comparable_though_the_table_has_several() -> None:
    first, second, silent = (make_bureau(make_region(name)) for name in ("甲县", "乙县", "丙县"))
    report(first)
    report(second)
    make_report("没有数字。", bureau=silent, year=2019)
    matrix = ask(first, second, silent)
    assert reasons(matrix.rows[0]) == []
    assert matrix.common == frozenset()


def test_years_asked_for_by_name_are_a_series_and_no_reservation() -> None:
    first, second = make_bureau(), make_bureau()
    for year in (2021, 2022):
        report(first, year)
        report(second, year)
    [row] = ask(first, second, years=(2021, 2022)).rows
    assert row.judgement is not None
    assert row.judgement.verdict is Verdict.COMPARABLE


def test_the_bureau_of_another_level_is_named() -> None:
    county, other = make_bureau(make_region("海盐县")), make_bureau(make_region("桐乡市"))
    city = make_bureau(make_region("嘉兴市", level="prefecture"))
    for bureau in (county, other, city):
        report(bureau)
    matrix = ask(city, county, other)
    assert reasons(matrix.rows[0]) == [(Reason.LEVEL, (0,))]
    assert wording.verdict(matrix.rows[0], matrix.columns)[2] == "级别不同：嘉兴市"
    assert wording.verdict(matrix.rows[0], matrix.columns, matrix.common)[2] == ""


def test_a_division_merged_since_carries_a_reservation() -> None:
    old, other = (
        make_region("崇川区", start_year=1991, end_year=2020),
        make_region("港闸区", start_year=1991, end_year=2020),
    )
    new = make_region("崇川区", start_year=2020)
    became(old, new)
    became(other, new)
    bureau = make_bureau(new)
    report(bureau, 2019, region=old)
    report(bureau, 2021)
    matrix = ask(bureau, years=(2019, 2021))
    assert reasons(matrix.rows[0]) == [(Reason.DIVISION, (0,))]
    assert wording.verdict(matrix.rows[0], matrix.columns)[2] == "区划此后有变：崇川区"


def test_a_division_split_since_carries_a_reservation() -> None:
    old = make_region("余杭区", start_year=2001, end_year=2021)
    new, ceded = make_region("余杭区", start_year=2021), make_region("临平区", start_year=2021)
    became(old, new)
    became(old, ceded)
    bureau = make_bureau(new)
    report(bureau, 2019, region=old)
    report(bureau, 2022)
    assert reasons(ask(bureau, years=(2019, 2022)).rows[0]) == [(Reason.DIVISION, (0,))]


def test_a_division_that_took_in_a_neighbour_under_its_own_code_was_smaller_before() -> None:
    standing = make_region("甲区")
    became(make_region("乙县", end_year=2020), standing)
    bureau = make_bureau(standing)
    for year in (2019, 2020):
        report(bureau, year)
    assert reasons(ask(bureau, years=(2019, 2020)).rows[0]) == [(Reason.DIVISION, (0,))]


def test_a_new_name_or_rank_leaves_the_area_and_the_comparison_as_they_were() -> None:
    old, new = make_region("海门市", end_year=2020), make_region("海门区", start_year=2020)
    became(old, new)
    bureau = make_bureau(new)
    report(bureau, 2019, region=old)
    report(bureau, 2021)
    assert reasons(ask(bureau, years=(2019, 2021)).rows[0]) == []


def test_half_a_year_never_passes_for_the_latest_where_a_whole_one_is_held() -> None:
    bureau = make_bureau()
    report(bureau, 2023)
    report(bureau, 2024, kind="half_year")
    assert [column.year for column in ask(bureau).columns] == [2023]
    assert [column.is_half_year for column in ask(bureau, years=(2023, 2024)).columns] == [False, True]


def test_many_that_differ_are_counted_not_named() -> None:
    bureaus = [make_bureau() for _ in range(6)]
    for place, bureau in enumerate(bureaus):
        report(bureau, 2015 + place)
    matrix = ask(*bureaus)
    assert wording.verdict(matrix.rows[0], matrix.columns)[2] == "年份不同：6个局"


def test_a_wide_tables_verdict_leaves_the_signs_to_the_cells() -> None:
    about, exact = make_bureau(make_region("甲县")), make_bureau(make_region("乙县"))
    make_report(TEXT, [MARRIAGES | {"qualifier": "about"}], bureau=about)
    report(exact)
    matrix = ask(about, exact)
    assert wording.verdict(matrix.rows[0], matrix.columns)[2] == "甲县为约数"
    assert wording.verdict(matrix.rows[0], matrix.columns, brief=True)[2] == "约数与上下限见格中符号"
