"""A division is found by its code, its name, its pinyin or the initials of that."""

from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries

from bureaus.lookup import divisions_called
from tests.factories import make_region

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def divisions() -> None:
    make_region("海盐县", "330424")
    make_region("海宁市", "330481")
    make_region("嘉兴市", "330400", level="prefecture", prefecture="")
    make_region("西安市", "610100", level="prefecture", province="陕西省", prefecture="")
    for adcode, province, prefecture in (("320106", "江苏省", "南京市"), ("350102", "福建省", "福州市")):
        make_region("鼓楼区", adcode, province=province, prefecture=prefecture)
    make_region("旧县", "330424", start_year=1950, end_year=1958)


def found(typed: str, year: int | None = None) -> list[str]:
    return [region.adcode for region in divisions_called(typed, year)]


@pytest.mark.parametrize(
    "typed",
    [
        "海盐",
        "海盐县",
        "浙江省嘉兴市海盐县",
        "嘉兴海盐",
        "hyx",
        "haiyan",
        "Hai Yan",
        "Haiyan County",
        "330424",
    ],
)
def test_one_division_by_many_names(typed: str) -> None:
    assert found(typed) == ["330424"]


@pytest.mark.parametrize(
    ("typed", "adcodes"),
    [
        ("鼓楼区", ["320106", "350102"]),
        ("福州鼓楼", ["350102"]),
        ("海", []),  # too short to mean one
        ("hai", ["330424", "330481"]),
        ("hn", ["330481"]),
        ("xian", ["610100"]),
        ("xi'an", ["610100"]),
        ("3304", ["330400", "330424", "330481"]),
        ("江苏", []),  # what lies in it is not called so
        ("月球", []),
        ("", []),
    ],
)
def test_several_divisions_or_none(typed: str, adcodes: list[str]) -> None:
    assert found(typed) == adcodes


def test_a_name_is_looked_for_among_the_divisions_of_its_year() -> None:
    assert found("旧县") == []
    assert [region.name for region in divisions_called("330424", 1955)] == ["旧县"]


def test_one_query_however_many_divisions(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(1):
        divisions_called("hyx")
