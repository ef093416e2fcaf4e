"""One question, one table: the interface, the page and the CSV tell the same comparison."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from reports.comparability import Verdict
from reports.comparison import Nothing
from reports.wording import nothing_word, verdict_word
from tests.files import csv_rows
from tests.seeds import load_seeds

pytestmark = pytest.mark.django_db

QUERIES = [
    "",
    "rows=all",
    "as=per10k&rows=all",
    "b=330424,320614&y=2019,2022&rows=all",
    "i=assistance&hide=apart&rows=all",
    "base=330424&sort=-marriage.registrations&rows=all",
    "as=index&b=330424,320614&y=2019,2022&rows=all",
]


@pytest.fixture
def seeds() -> None:
    load_seeds()


@pytest.mark.parametrize("query", QUERIES)
def test_the_interface_the_page_and_the_csv_are_one_table(client: Client, seeds: None, query: str) -> None:
    told: Any = client.get(f"/api/v1/comparison?{query}").json()
    page = client.get(f"/compare/?{query}")
    matrix = page.context["matrix"]
    lines = csv_rows(client, f"/compare.csv?{query}")

    assert [row["indicator"]["code"] for row in told["rows"]] == [row.indicator.pk for row in matrix.rows]
    assert (told["title"], told["answer"]) == (page.context["title"], page.context["answer"])
    assert (told["found"], told["shared"], told["apart"]) == (matrix.found, matrix.shared, matrix.apart)
    assert [_line(told, row, cell) for row in told["rows"] for cell in row["cells"]] == [
        {key: line[key] for key in COLUMNS} for line in lines
    ]
    assert [len(group["stated"]) for group in told["shortcomings"]] == [
        len(group.stated) for group in matrix.problems
    ]


COLUMNS = (
    "指标代码", "区划代码", "年份", "比较值", "与基准之差", "相差百分比", "值", "上限值",
    "原文写作", "原文", "无值的种类", "可比性", "理由", "sha256", "永久地址",
)  # fmt: skip


def _line(told: Any, row: Any, cell: Any) -> dict[str, str]:
    """The cell as the CSV writes it."""
    column = told["columns"][cell["column"]]
    figure, report = cell["figure"] or {}, column["report"] or {}
    words = {"zero": "报告为零", **{one.value: nothing_word(one) for one in Nothing}}
    verdicts = {one.name.lower(): verdict_word(one) for one in Verdict} | {None: "一局" if row["n"] else None}
    cells = (
        row["indicator"]["code"],
        column["region"]["adcode"],
        column["year"],
        cell["value"],
        (cell["difference"] or {}).get("absolute"),
        (cell["difference"] or {}).get("percent"),
        figure.get("value"),
        figure.get("value_max"),
        figure.get("printed"),
        figure.get("sentence"),
        words.get(cell["nothing"]),
        verdicts[row["comparability"]],
        row["reason"],
        report.get("sha256"),
        figure.get("permalink"),
    )
    return {key: "" if one is None else str(one) for key, one in zip(COLUMNS, cells, strict=True)}


def test_each_address_that_the_answer_names_is_there(client: Client, seeds: None) -> None:
    told: Any = client.get("/api/v1/comparison?lang=en").json()
    assert "/en/compare/" in told["url"]
    assert client.get(told["url"]).status_code == 200
    assert client.get(told["csv_url"]).status_code == 200
    figure = next(cell["figure"] for row in told["rows"] for cell in row["cells"] if cell["figure"])
    assert figure["printed"] in client.get(figure["permalink"]).content.decode()
