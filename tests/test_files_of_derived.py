"""Derived indicators as files: what their tables show, each value with the two figures it comes from."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import DjangoAssertNumQueries

from bureaus.models import Bureau
from reports.models import Report
from tests.factories import figure, make_bureau, make_indicator, make_region, make_report
from tests.files import csv_cells, csv_rows, fetch, workbook_as_csv

pytestmark = pytest.mark.django_db

RATIO = "derived.divorces_per_100_marriages"


def marriages(
    married: str, divorced: str, *, bureau: Bureau | None = None, year: int = 2022, **fields: Any
) -> Report:
    """A report with both parts of the ratio; `fields` are the divorces'."""
    make_indicator("marriage.registrations")
    make_indicator("marriage.divorces", name_zh="离婚登记", name_en="Divorces", position=2)
    said = [
        figure(f"{married}对", "结婚", married, indicator="marriage.registrations"),
        figure(f"{divorced}对", "离婚", divorced, indicator="marriage.divorces", **fields),
    ]
    text = f"结婚{married}对,离婚{divorced}对。"
    return make_report(text, said, bureau=bureau or make_bureau(make_region()), year=year)


def shown(page: str) -> list[str]:
    """What the first sight of each cell of the derived table is: the ratio, or its nothing's glyph."""
    table = re.search(r'aria-labelledby="derived".*?</table>', page, re.S)
    assert table
    cells = re.findall(r'<td class="count">(.*?)</td>', table[0], re.S)
    return [
        re.sub(r"<[^>]+>", "", cell.split('<span class="sub">')[0].split('<span class="vh">')[0])
        for cell in cells
    ]


def test_the_comparisons_derived_table_is_a_file(client: Client) -> None:
    first = marriages("100", "25")
    second = marriages("300", "100", qualifier="about")
    bound = marriages("200", "90", qualifier="over")
    silent = make_report(
        "结婚50对。", [figure("50对", "结婚", "50", indicator="marriage.registrations")], bureau=make_bureau()
    )
    bureaus = [one.bureau for one in (first, second, bound, silent)]
    none = make_bureau(make_region("无报告县"))
    make_report(bureau=none, year=2020)
    query = f"b={','.join(one.adcode for one in [*bureaus, none])}&y=2022"

    rows = csv_rows(client, f"/compare.csv?{query}&table=derived")

    page = client.get(f"/compare/?{query}").content.decode()
    assert shown(page) == ["25", "≈33.33", "/ 不适用", "— 未提及", "□ 无报告"]
    assert [(row["派生值"], row["限定"], row["无值的种类"]) for row in rows] == [
        ("25", "准确", ""),
        ("33.33", "约", ""),
        ("", "", "不适用"),
        ("", "", "未提及"),
        ("", "", "无报告"),
    ]
    assert [row["理由"] for row in rows] == ["", "", "有一项是界限或区间", "没有数值：离婚登记", ""]
    row = rows[1]
    above, below = second.metrics.get(indicator="marriage.divorces"), second.metrics.first()
    assert below is not None
    assert (row["派生指标代码"], row["公式"], row["单位"]) == (RATIO, "离婚登记 ÷ 结婚登记 × 100", "%")
    assert (row["分子：值"], row["分子：原文写作"], row["分母：值"]) == ("100", "100对", "300")
    assert (row["分子：数字编号"], row["分母：数字编号"]) == (str(above.pk), str(below.pk))
    assert row["分母：永久地址"] == f"http://testserver/metrics/{below.pk}/"
    assert (row["民政局"], row["年份"], row["区划代码"]) == (
        second.bureau.name,
        "2022",
        second.bureau.region.adcode,
    )


def test_every_face_of_it_holds_the_same_cells(client: Client) -> None:
    bureau = make_bureau(make_region())
    marriages("100", "25", bureau=bureau, year=2021)
    marriages("300", "100", bureau=bureau)
    marriages("200", "80")
    for language in ("", "/en"):
        for address in (
            "/compare.{}?table=derived",
            f"/bureaus/{bureau.adcode}.{{}}?table=derived",
            f"/indicators/{RATIO}.{{}}",
        ):
            lines = csv_cells(fetch(client, language + address.format("csv")))
            assert workbook_as_csv(fetch(client, language + address.format("xlsx"))) == lines, address
            assert len(lines) == 3, address


def test_a_derived_indicator_in_the_order_its_page_has(client: Client) -> None:
    for married, divorced in (("100", "25"), ("200", "80"), ("300", "100")):
        marriages(married, divorced)
    marriages("100", "50", year=2021)
    marriages("100", "60", qualifier="over")
    for query in ("", "?sort=value", "?sort=-above", "?y=2022&sort=place", "?level=county"):
        table = client.get(f"/indicators/{RATIO}/{query}").context["table"]
        rows = csv_rows(client, f"/indicators/{RATIO}.csv{query}")
        assert [(row["派生值"], row["分子：数字编号"]) for row in rows] == [
            (row.get_cell("value"), str(row.record.above.metric)) for row in table.page.object_list
        ], query
    assert len(rows) == 4


def test_a_bad_question_is_named(client: Client) -> None:
    marriages("100", "25")
    assert client.get(f"/indicators/{RATIO}.csv?y=x").status_code == 400
    assert client.get("/indicators/derived.none.csv").status_code == 404


def test_the_tables_lead_to_their_files(client: Client) -> None:
    bureau = marriages("100", "25").bureau
    marriages("200", "50")
    for address, link in (
        ("/compare/?i=marriage", "/compare.csv?i=marriage&amp;table=derived"),
        (f"/bureaus/{bureau.adcode}/", f"/bureaus/{bureau.adcode}.xlsx?table=derived"),
        (f"/en/indicators/{RATIO}/?y=2022", f"/en/indicators/{RATIO}.csv?y=2022"),
    ):
        assert f'href="{link}"' in client.get(address).content.decode(), address


def test_it_costs_the_same_however_long(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for count in (1, 8):
        for _ in range(count):
            marriages("100", "25")
        # The reports looked at, their levels, their keys, units, figures; residents, domains, parts, the reports
        # of the lines, their figures.
        with django_assert_num_queries(10):
            fetch(client, f"/indicators/{RATIO}.csv")
