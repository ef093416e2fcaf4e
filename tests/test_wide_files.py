"""The comparison's table as a file: laid as the page's is, on the same basis, with the same differences."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import product

import pytest
from django.test import Client
from lxml import html

from bureaus.models import Bureau
from tests.factories import (
    figure,
    make_bureau,
    make_domain,
    make_indicator,
    make_population,
    make_region,
    make_report,
)
from tests.files import csv_cells, csv_rows, fetch, workbook_as_csv

pytestmark = pytest.mark.django_db

MARRIED, INSPECTED, PASSED = "marriage.registrations", "social_org.inspected", "social_org.pass_rate"
THREE = "b=330424,330483,330481&i=marriage,social_org"
QUERIES = [
    "",
    "&base=330483",
    "&y=2021,2022",
    "&y=2021,2022&as=index&base=330483",
    "&as=per10k&base=330424",
    f"&base=330424&sort=-{MARRIED}",
    f"&as=per10k&sort={INSPECTED}",
]


def report(bureau: Bureau, year: int, married: str, inspected: str, passed: str, **fields: str) -> None:
    said = [
        figure(f"{married}对", "结婚", married, indicator=MARRIED, **fields),
        figure(f"{inspected}家", "年检", inspected, unit="家", indicator=INSPECTED),
        figure(f"{passed}%", "合格率", passed, unit="%", indicator=PASSED),
    ]
    make_report(f"结婚{married}对。年检{inspected}家。合格率{passed}%。", said, bureau=bureau, year=year)


@pytest.fixture
def three_bureaus() -> None:
    """Three counties, one of which lacks the first of two years; a count, another count and a rate."""
    make_indicator(MARRIED)
    domain = make_domain("social_org", name_zh="社会组织", position=2)
    make_indicator(INSPECTED, domain=domain, name_zh="年检", name_en="Inspected", unit="家")
    make_indicator(
        PASSED, domain=domain, name_zh="合格率", name_en="Passed", unit="%", kind="rate", per_capita=False
    )
    towns = (("海盐县", "330424", 456_813), ("桐乡市", "330483", 1_029_754), ("海宁市", "330481", 0))
    first, second, third = (make_bureau(make_region(name, code)) for name, code, _residents in towns)
    for bureau, (_name, _code, residents) in zip((first, second, third), towns, strict=True):
        if residents:
            make_population(bureau.region, residents)
    report(first, 2021, "1698", "33", "97.5")
    report(first, 2022, "1450", "30", "99")
    report(second, 2021, "3200", "0", "96", qualifier="about")
    report(second, 2022, "2950", "41", "100")
    report(third, 2022, "4500", "52", "98.25", qualifier="over")


def as_number(words: str) -> str:
    """1,234 as 1234, −0.5 as -0.5; words stay."""
    plain = words.replace(",", "").replace("−", "-").removeprefix("+")
    return f"{Decimal(plain).normalize():f}" if re.fullmatch(r"-?\d+(\.\d+)?", plain) else words


def text_of(cell: html.HtmlElement, path: str) -> str:
    return "".join(part.text_content() for part in cell.xpath(path)).strip()


def shown(cell: html.HtmlElement, *, with_base: bool) -> list[str]:
    """What a cell of the page says: value or nothing; with a base also its difference, absolute and in percent."""
    sign = text_of(cell, "./a[@class='fig']/span[@class='q']")
    said = text_of(cell, "./a[@class='fig']").removeprefix(sign)
    nothing = text_of(cell, "./span[@class='none']/span[@class='f']")
    value = nothing or as_number(said)
    if not with_base:
        return [value]
    told = "".join(cell.xpath("./span[contains(@class,'distance')]/text()"))
    absolute, percent = re.match(r"[≈≥<]?([+−\d,.]*)[^+−\d]*([+−\d.]*)", told).groups()  # type: ignore[union-attr]
    return [value, as_number(absolute), as_number(percent)]


@pytest.mark.parametrize(("query", "language"), list(product(QUERIES, ("", "/en"))))
@pytest.mark.parametrize("view", ["", "bureaus"])
def test_page_csv_and_workbook_are_one_table(
    client: Client, three_bureaus: None, query: str, language: str, view: str
) -> None:
    asked = f"?{THREE}{query}" + (f"&view={view}" if view else "")
    page = html.fromstring(client.get(f"{language}/compare/{asked}").content.decode())
    (table,) = page.xpath("//*[@aria-labelledby='t1']/table")
    lines = csv_cells(fetch(client, f"{language}/compare.csv{asked}&shape=wide"))

    rows = table.xpath("./tbody/tr[td[contains(@class,'v')]]")
    printed = [
        [one for cell in row.xpath("./td[@class='v']") for one in shown(cell, with_base="base" in query)]
        for row in rows
    ]
    first = 7 if view else 6
    wide = len(printed[0])
    assert wide >= 2
    assert [line[first : first + wide] for line in lines[1 : len(rows) + 1]] == printed
    assert workbook_as_csv(fetch(client, f"{language}/compare.xlsx{asked}&shape=wide")) == lines


def test_the_index_says_what_it_is(client: Client, three_bureaus: None) -> None:
    rows = csv_rows(client, f"/compare.csv?{THREE}&y=2021,2022&as=index&shape=wide")
    assert {(row["依据"], row["单位"]) for row in rows} == {("指数", "2021年=100")}
    assert rows[0]["海盐县2022"] == "85.39"
    turned = csv_rows(client, f"/compare.csv?{THREE}&y=2021,2022&as=index&shape=wide&view=bureaus")
    assert "结婚登记（2021年=100）" in turned[0]


def test_rows_are_bureaus_where_the_pages_are(client: Client, three_bureaus: None) -> None:
    rows = csv_rows(client, f"/compare.csv?{THREE}&shape=wide&view=bureaus&base=330424&sort=-{MARRIED}")

    assert [(row["民政局"], row["结婚登记（对）"]) for row in rows] == [
        ("海宁市民政局", "4500"),
        ("桐乡市民政局", "2950"),
        ("海盐县民政局", "1450"),
        ("报告数", "3"),
        ("适用数", "3"),
        ("可比性", "有保留"),
        ("理由", "海宁市为下限"),
    ]
    assert rows[1]["结婚登记（对）与基准之差"] == "1500"
    assert rows[1]["结婚登记（对）与基准之差（%）"] == "103.4"
    address = client.get(f"/compare/?{THREE}&view=bureaus").content.decode()
    assert "view=bureaus&amp;shape=wide" in address
