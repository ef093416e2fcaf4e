"""What a reader takes away is what the page shows: CSV by pandas, workbooks by openpyxl, both by LibreOffice."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from datetime import datetime
from decimal import Decimal
from html import unescape
from itertools import product
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from django.test import Client

from reports.comparison import Matrix
from reports.exports import xlsx_file
from reports.exports.fields import LONG, YEAR
from reports.exports.sheet import Sheet
from reports.numerals import digits, scale_for
from tests.cast import make_full_report
from tests.factories import figure, make_indicator, make_report
from tests.files import csv_cells, fetch, workbook, workbook_as_csv
from tests.seeds import load_seeds

pytestmark = pytest.mark.django_db

QUERIES = [
    "",
    "rows=all",
    "as=per10k&rows=all",
    "b=330424,320614&y=2019,2022&rows=all",
    "i=assistance&hide=apart&rows=all",
    "base=330424&rows=all",
]


@pytest.fixture
def seeds() -> None:
    load_seeds()


def test_csv_and_workbook_hold_the_same_cells(client: Client, seeds: None) -> None:
    for query, shape, language in product(QUERIES, ("long", "wide"), ("", "/en")):
        address = f"{language}/compare.{{}}?shape={shape}&{query}"
        lines = csv_cells(fetch(client, address.format("csv")))

        assert workbook_as_csv(fetch(client, address.format("xlsx"))) == lines, address
        assert len(lines) > 3, address


def test_the_page_shows_the_numbers_of_the_file(client: Client, seeds: None) -> None:
    for query in QUERIES:
        page_and_file_agree(client, query)


def page_and_file_agree(client: Client, query: str) -> None:
    matrix: Matrix = client.get(f"/compare/?{query}").context["matrix"]
    printed = printed_cells(client.get(f"/compare/?{query}").content.decode())
    frame = pd.read_csv(io.BytesIO(fetch(client, f"/compare.csv?{query}")), dtype=str, keep_default_na=False)

    expected = []
    for code in dict.fromkeys(frame["指标代码"]):
        rows = frame[frame["指标代码"] == code]
        indicator = next(row.indicator for row in matrix.rows if row.indicator.pk == code)
        # A row of the page is shown in one scale; the file has the unit itself.
        values = [Decimal(value) if value else None for value in rows["比较值"]]
        exact = [cell.value for row in matrix.rows if row.indicator.pk == code for cell in row.cells]
        divisor = scale_for(indicator.unit, indicator.kind, exact).divisor
        for value, nothing in zip(values, rows["无值的种类"], strict=True):
            expected.append(nothing if value is None else (value, divisor))
    assert len(printed) == len(expected)
    for shown, asked in zip(printed, expected, strict=True):
        if isinstance(asked, str):
            assert asked in shown
        elif "as=per10k" in query:
            # Shown to two decimals of its own unit.
            assert abs(Decimal(number(shown)) * asked[1] - asked[0]) <= asked[1] * Decimal("0.01")
        else:
            assert number(shown) == "".join(digits(asked[0] / asked[1])).replace(",", "")


def printed_cells(page: str) -> list[str]:
    """The text of each value cell of the page's first table."""
    table = re.search(r'aria-labelledby="t1".*?</table>', page, re.S)
    assert table
    cells = re.findall(r'<td class="v">(.*?)</td>', table[0], re.S)
    figures = (re.search(r'<a class="fig".*?</a>', cell, re.S) for cell in cells)
    shown = (found[0] if found else cell for found, cell in zip(figures, cells, strict=True))
    return [unescape(re.sub(r"<[^>]+>", "", one)) for one in shown]


def number(shown: str) -> str:
    found = re.match(r"\W*([\d,]+(?:\.\d+)?)", shown)
    assert found, shown
    return found[1].replace(",", "")


def test_numbers_are_numbers_dates_are_dates_and_text_is_never_run(client: Client) -> None:
    make_indicator()
    text = "=1+1登记46.98对。"
    sentence = "=HYPERLINK(1)"
    said = figure("46.98对", "@登记", "46.98", indicator="marriage.registrations", sentence=sentence)
    report = make_report(text, [said], published_on="2023-02-28", title="-2+3")

    content = fetch(client, f"/reports/{report.pk}.xlsx")
    page = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    heads = {cell.value: cell.column for cell in page[1]}
    cells = {head: page.cell(2, column) for head, column in heads.items()}

    assert (cells["值"].value, cells["值"].data_type) == (46.98, "n")
    assert cells["发布日期"].value == datetime(2023, 2, 28)
    assert (cells["年份"].value, cells["年份"].data_type) == (2022, "n")
    for head, words in (("原文", sentence), ("所计内容", "@登记"), ("报告", "-2+3")):
        assert cells[head].value == words
        assert cells[head].data_type in ("s", "inlineStr")
        assert cells[head].quotePrefix
    assert page.freeze_panes is not None
    assert page.column_dimensions["A"].width > 13
    assert b"<f>" not in content


def test_a_workbook_tells_what_it_is(client: Client, seeds: None) -> None:
    content = fetch(client, "/compare.xlsx?b=330424,320614&rows=all")
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.sheetnames == ["数据", "说明"]
    notes = [(name, said) for name, said in book["说明"].iter_rows(values_only=True) if said]
    told = dict(notes)

    assert told["查询"].startswith("http://testserver/compare/?b=330424,320614")
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", told["取用日期"])
    assert "creativecommons" in told["许可"]
    assert [name for name, _said in notes].count("出处") == 2
    assert "空不等于零" in told["值"]


def test_a_number_that_excel_would_round_stays_text(client: Client) -> None:
    report = make_report("登记1对。", [figure("1对", "登记", "12345678901234567", indicator=None)])
    heads, (row,) = workbook(fetch(client, f"/reports/{report.pk}.xlsx"))
    assert row[heads.index("值")] == "12345678901234567"


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_libreoffice_shows_chinese_and_numbers_as_they_are(
    client: Client, seeds: None, tmp_path: Path, ending: str
) -> None:
    heads, *lines = csv_cells(fetch(client, "/compare.csv?shape=wide&rows=all"))
    taken = tmp_path / f"taken.{ending}"
    taken.write_bytes(fetch(client, f"/compare.{ending}?shape=wide&rows=all"))

    seen = converted(taken, tmp_path)

    assert seen[0] == heads
    assert [[as_seen(cell) for cell in line] for line in seen[1:]] == lines


def as_seen(cell: str) -> str:
    """Without what only the display adds."""
    return re.sub(r"^'(?=[=+\-@])", "'", cell)


def converted(file: Path, folder: Path) -> list[list[str]]:
    """The file as LibreOffice reads it (a CSV as UTF-8 with commas), written out anew."""
    program = shutil.which("soffice")
    assert program, "LibreOffice Calc is needed: make readers"
    out = folder / "seen"
    reads = ["--infilter=CSV:44,34,76,1"] if file.suffix == ".csv" else []
    subprocess.run(
        [program, f"-env:UserInstallation=file://{folder}/profile", "--headless", *reads,
         "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1", "--outdir", out, file],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    text = (out / "taken.csv").read_text(encoding="utf-8")
    return csv_cells(("\ufeff" + text.removeprefix("\ufeff")).encode())


def test_a_workbook_that_would_be_too_long_is_refused_in_words_before_it_is_begun(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(3):
        make_full_report()
    monkeypatch.setattr(xlsx_file, "MOST_ROWS", 2)

    for language, said, path in (
        ("", "3行；工作簿（XLSX）最多2行", "/reports"),
        (
            "/en",
            "This table has 3 rows; a workbook (XLSX) is built for at most 2.",
            "/indicators/marriage.registrations",
        ),
        ("", "工作簿", "/problems/legal_awareness"),
        ("", "工作簿", "/bureaus"),
        ("", "工作簿", "/compare"),
    ):
        refused = client.get(f"{language}{path}.xlsx?sort=")
        page = refused.content.decode()
        assert refused.status_code == 400, path
        assert said in page, path
        assert f'href="{language}{path}.csv?sort="' in page
        assert f'href="{language}/data/"' in page
        assert len(csv_cells(fetch(client, f"{language}{path}.csv?sort="))) == 4
    # The tables themselves are as wide as their pages and never long.
    assert fetch(client, "/compare.xlsx?shape=wide")


def test_the_bound_of_a_workbook_counts_cells_and_stays_below_what_a_sheet_holds() -> None:
    def sheet(columns: int) -> Sheet:
        return Sheet("name", "title", [YEAR] * columns, (), "address")

    assert xlsx_file.most_rows(sheet(len(LONG))) == 10_000
    assert xlsx_file.most_rows(sheet(1)) == 400_000
    assert xlsx_file.most_rows(sheet(len(LONG))) < 1_048_576
