"""What is worked out from two figures: an index, a difference from a base bureau; and the order of the bureaus."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from django.utils import translation

from bureaus.models import Bureau
from reports import summaries
from reports.comparison import Basis, Matrix, Nothing, Question, compare, trends
from reports.models.findings import Qualifier
from reports.numerals import distance, scale_for
from tests.factories import figure, make_bureau, make_indicator, make_population, make_region, make_report

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_chinese() -> Iterator[None]:
    with translation.override("zh-hans"):
        yield


CODE = "marriage.registrations"


def report(bureau: Bureau, value: str, year: int = 2022, code: str = CODE, **fields: Any) -> None:
    unit = fields.pop("unit", "对")
    kind = fields.pop("kind", "rule_of_law")
    said = figure(f"{value}{unit}", "结婚登记", value, indicator=code, unit=unit, **fields)
    make_report(f"全年办理结婚登记{value}{unit}。", [said], bureau=bureau, year=year, kind=kind)


def ask(*bureaus: Bureau, base: Bureau | None = None, **question: Any) -> Matrix:
    found = {b.pk: b for b in Bureau.objects.filter(pk__in=[b.pk for b in bureaus]).with_lineage()}
    chosen = tuple(found[b.pk] for b in bureaus)
    return compare(Question(chosen, base=found[base.pk] if base else None, **question))


def values(matrix: Matrix) -> list[Decimal | Nothing | None]:
    return [cell.nothing or cell.value for cell in matrix.rows[0].cells]


def index(*bureaus: Bureau, years: tuple[int, ...] = (2021, 2022)) -> Matrix:
    return ask(*bureaus, years=years, basis=Basis.INDEX, indicators=(CODE,))


def test_an_index_sets_each_bureaus_own_first_year_to_100() -> None:
    first, second = make_bureau(), make_bureau()
    for bureau, before, after in ((first, "200", "250"), (second, "40", "20")):
        report(bureau, before, 2021)
        report(bureau, after, 2022)
    assert values(index(first, second)) == [100, 125, 100, 50]


def test_a_bureau_without_the_first_year_has_no_index_and_the_page_says_so() -> None:
    reporting, without = make_bureau(), make_bureau(make_region("平湖市"))
    report(reporting, "200", 2021)
    report(without, "300", 2022)
    matrix = index(reporting, without)
    assert values(matrix) == [100, Nothing.NO_REPORT, Nothing.NO_REPORT, Nothing.NOT_APPLICABLE]
    assert matrix.rows[0].cells[3].metric is not None
    [said] = [note.sentence for note in summaries.notes(matrix) if "指数" in note.sentence]
    assert "没有2021年报告、算不出指数的局：平湖市。" in said


@pytest.mark.parametrize(
    ("first", "later", "expected"),
    [
        ({"qualifier": "about"}, {}, Qualifier.ABOUT),
        ({}, {"qualifier": "over"}, Qualifier.OVER),
        ({"qualifier": "over"}, {}, None),
        ({}, {"period": "part"}, None),
        ({"kind": "half_year"}, {}, None),
    ],
)
def test_an_index_is_no_more_exact_than_its_two_figures(
    first: dict[str, Any], later: dict[str, Any], expected: Qualifier | None
) -> None:
    bureau = make_bureau()
    report(bureau, "200", 2021, **first)
    report(bureau, "250", 2022, **later)
    cell = index(bureau).rows[0].cells[1]
    assert cell.qualifier == expected
    assert (cell.value is None) == (expected is None)


def test_an_index_of_zero_or_of_a_rate_is_none() -> None:
    bureau = make_bureau()
    make_indicator("social_org.pass_rate", unit="%", kind="rate")
    report(bureau, "0", 2021)
    report(bureau, "5", 2022)
    assert values(index(bureau)) == [Nothing.NOT_APPLICABLE, Nothing.NOT_APPLICABLE]
    rates = ask(bureau, years=(2021, 2022), basis=Basis.INDEX, indicators=("social_org.pass_rate",))
    assert rates.rows == ()


def test_several_trends_are_drawn_as_indices_too() -> None:
    bureau = make_bureau()
    report(bureau, "200", 2021)
    report(bureau, "250", 2022)
    [line] = trends([bureau], [make_indicator()], Basis.INDEX, 2021)[0].lines
    assert [cell.value for cell in line.cells] == [100, 125]


def test_each_bureau_is_set_against_the_base_of_the_same_year() -> None:
    base, other = make_bureau(), make_bureau()
    for bureau, before, after in ((base, "200", "400"), (other, "250", "300")):
        report(bureau, before, 2021)
        report(bureau, after, 2022)
    cells = ask(base, other, base=base, years=(2021, 2022)).rows[0].cells
    assert [cell.difference and cell.difference.absolute for cell in cells] == [None, None, 50, -100]
    assert [cell.difference and cell.difference.percent for cell in cells] == [None, None, 25, -25]


def test_the_latest_reports_are_set_against_the_bases_latest() -> None:
    base, other = make_bureau(), make_bureau()
    report(base, "200", 2021)
    report(other, "250", 2022)
    difference = ask(base, other, base=base).rows[0].cells[1].difference
    assert difference is not None
    assert difference.absolute == 50


@pytest.mark.parametrize(
    ("of_base", "of_other"),
    [
        ({"period": "part"}, {}),
        ({}, {"claim": "plan"}),
        ({"kind": "half_year"}, {}),
        ({"qualifier": "over"}, {}),
    ],
)
def test_what_is_not_comparable_has_no_difference(of_base: dict[str, Any], of_other: dict[str, Any]) -> None:
    base, other = make_bureau(), make_bureau()
    report(base, "200", **of_base)
    report(other, "250", **of_other)
    assert [cell.difference for cell in ask(base, other, base=base).rows[0].cells] == [None, None]


@pytest.mark.parametrize(
    ("kind", "unit", "basis", "base", "other", "said"),
    [
        ("flow", "对", Basis.RAW, "200", "1450", "+1,250（+625%）"),
        ("flow", "对", Basis.RAW, "200", "150", "−50（−25%）"),
        ("flow", "对", Basis.RAW, "0", "5", "+5"),
        ("amount", "元", Basis.RAW, "1000000", "2500000", "+150（+150%）"),
        ("rate", "%", Basis.RAW, "95", "97.5", "+2.5个百分点"),
        ("flow", "对", Basis.PER_10K, "100", "200", "+2（+100%）"),
    ],
)
def test_a_difference_is_told_in_the_unit_of_its_row(
    kind: str, unit: str, basis: Basis, base: str, other: str, said: str
) -> None:
    indicator = make_indicator("social_org.thing", unit=unit, kind=kind)
    pinned, set_against = make_bureau(), make_bureau()
    for bureau, value in ((pinned, base), (set_against, other)):
        make_population(bureau.region, 500_000)
        report(bureau, value, code=indicator.code, unit=unit)
    cells = ask(pinned, set_against, base=pinned, basis=basis).rows[0].cells
    assert cells[1].difference is not None
    scale = scale_for(unit, kind, [cell.value for cell in cells])
    assert distance(cells[1].difference, scale, kind, basis) == said


def test_bureaus_are_ordered_by_value_the_incomparable_after_them_the_silent_last() -> None:
    low, high, part, silent = (make_bureau() for _ in range(4))
    report(low, "100")
    report(high, "900")
    report(part, "5000", period="part")
    make_report("没有数字。", bureau=silent)
    asked = (silent, part, low, high)
    downwards = ask(*asked, sort=f"-{CODE}")
    assert [column.bureau for column in downwards.columns] == [high, low, part, silent]
    assert [cell.value for cell in downwards.rows[0].cells] == [900, 100, 5000, None]
    assert [column.bureau for column in ask(*asked, sort=CODE).columns] == [low, high, part, silent]


def test_a_bureaus_years_stay_together_in_the_order_of_the_newest() -> None:
    first, second = make_bureau(), make_bureau()
    report(first, "100", 2021)
    report(first, "900", 2022)
    report(second, "500", 2021)
    report(second, "200", 2022)
    columns = ask(first, second, years=(2021, 2022), sort=CODE).columns
    assert [(column.bureau, column.year) for column in columns] == [
        (second, 2021),
        (second, 2022),
        (first, 2021),
        (first, 2022),
    ]
