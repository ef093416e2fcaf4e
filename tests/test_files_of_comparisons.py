"""/compare.csv and /compare.xlsx: the rows of the page, each line with its sentence and its source."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.test import Client
from pytest_django.fixtures import DjangoAssertNumQueries

from bureaus.models import Bureau
from reports import review
from tests.cast import EDITOR, TWO_BUREAUS_TEXT, log_in, make_two_bureaus
from tests.factories import (
    figure,
    make_bureau,
    make_category,
    make_indicator,
    make_population,
    make_region,
    make_report,
)
from tests.files import csv_rows, fetch

pytestmark = pytest.mark.django_db


@pytest.fixture
def two_bureaus() -> tuple[Bureau, Bureau]:
    return make_two_bureaus(category=make_category())


def test_the_csv_has_the_rows_of_the_page(client: Client, two_bureaus: object) -> None:
    assert [(row["民政局"], row["指标（中文）"], row["值"]) for row in csv_rows(client, "/compare.csv")] == [
        ("海盐县民政局", "结婚登记", "1698"),
        ("桐乡市民政局", "结婚登记", "1698"),
        ("海盐县民政局", "救助资金", "27810100"),
        ("桐乡市民政局", "救助资金", "27810100"),
        ("海盐县民政局", "行政复议", "0"),
        ("桐乡市民政局", "行政复议", "0"),
    ]


def test_a_line_carries_its_sentence_its_source_and_its_permanent_address(
    client: Client, two_bureaus: tuple[Bureau, Bureau]
) -> None:
    row = next(row for row in csv_rows(client, "/compare.csv") if row["指标（中文）"] == "救助资金")
    report = two_bureaus[0].reports.get()
    metric = report.metrics.get(indicator="assistance.total_funds")

    assert (row["原文写作"], row["限定"], row["单位"]) == ("2781.01万元", "约", "元")
    assert row["原文"] == "发放救助资金约2781.01万元"
    assert row["永久地址"] == f"http://testserver/metrics/{metric.pk}/"
    assert client.get(row["永久地址"].removeprefix("http://testserver")).status_code == 200
    assert row["sha256"] == report.sha256
    assert (row["地区"], row["年份"], row["数字编号"]) == ("浙江省嘉兴市海盐县", "2022", str(metric.pk))


def test_every_reason_is_told_also_those_the_page_says_once(client: Client, two_bureaus: object) -> None:
    row = next(row for row in csv_rows(client, "/compare.csv") if row["指标（中文）"] == "救助资金")

    assert row["可比性"] == "有保留"
    assert "约" in row["理由"]
    assert "海盐县2022" in row["理由"]
    assert "年份" in client.get("/compare/").context["notes"][0].sentence


def test_per_10000_residents_a_zero_is_a_zero(client: Client, two_bureaus: object) -> None:
    for bureau in Bureau.objects.all():
        make_population(bureau.region)

    rows = csv_rows(client, "/compare.csv?as=per10k&rows=all")

    compared = {row["指标（中文）"]: (row["依据"], row["比较值"], row["值"]) for row in rows}
    assert compared["行政复议"] == ("每万人", "0", "0")
    assert compared["结婚登记"] == ("每万人", "33.96", "1698")


def test_the_english_file_is_english(client: Client, two_bureaus: object) -> None:
    rows = csv_rows(client, "/en/compare.csv")

    assert {row["unit"] for row in rows} == {"couples", "yuan", "cases"}
    assert rows[0]["bureau"] == "Haiyan County Civil Affairs Bureau"
    assert rows[0]["permanent address"].startswith("http://testserver/en/metrics/")


def test_text_that_a_spreadsheet_would_run_is_defused(client: Client, two_bureaus: object) -> None:
    assert csv_rows(client, "/compare.csv")[0]["原文"] == "'=全年办理结婚登记1698对"


def test_the_csv_is_rfc_4180_and_named_for_what_is_inside(client: Client, two_bureaus: object) -> None:
    content = fetch(client, "/compare.csv")
    response = client.get("/compare.csv")

    assert content.startswith(b"\xef\xbb\xbf")
    assert content.endswith(b"\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert response["Content-Disposition"] == (
        "attachment; filename*=utf-8''%E6%B0%91%E6%94%BF%E5%B1%80%E6%AF%94%E8%BE%83_2022-2023.csv"
    )


def test_an_empty_cell_says_which_nothing_it_is(client: Client, two_bureaus: object) -> None:
    make_indicator("marriage.divorces", name_zh="离婚登记", position=2)
    rows = csv_rows(client, "/compare.csv?b=330424,330483&y=2022&i=marriage")

    said = {(row["民政局"], row["指标（中文）"]): (row["值"], row["无值的种类"]) for row in rows}
    assert said["海盐县民政局", "结婚登记"] == ("1698", "")
    assert said["桐乡市民政局", "结婚登记"] == ("", "无报告")

    both = "/compare.csv?b=330424&i=marriage.registrations,marriage.divorces"
    assert [row["无值的种类"] for row in csv_rows(client, both)] == ["", "未提及"]


def test_a_zero_said_in_words_is_zero_and_called_so(client: Client, two_bureaus: object) -> None:
    row = next(row for row in csv_rows(client, "/compare.csv") if row["指标（中文）"] == "行政复议")
    assert (row["值"], row["原文写作"], row["无值的种类"]) == ("0", "无", "报告为零")


def test_machine_and_reviewer_are_two_voices(client: Client, two_bureaus: tuple[Bureau, Bureau]) -> None:
    report = two_bureaus[0].reports.get()
    editor = log_in(client, *EDITOR)
    married, money = report.metrics.order_by("start")[:2]
    review.correct(married, {"value": Decimal(1700)}, by=editor)
    review.correct(married, {"value": Decimal(1701)}, by=editor)
    review.confirm(money, by=editor)

    rows = csv_rows(client, "/compare.csv?b=330424")
    said = [(row["值"], row["机器读值"], row["复核值"], row["复核结论"]) for row in rows]
    assert said == [
        ("1701", "1698", "1701", "已更正"),
        ("27810100", "27810100", "27810100", "已确认"),
        ("0", "0", "", "未复核"),
    ]


def test_a_first_reading_that_failed_stays_empty(client: Client) -> None:
    report = make_report(
        "登记若干对。", [figure("若干对", "结婚登记", None, indicator="marriage.registrations")]
    )
    review.correct(report.metrics.get(), {"value": Decimal(12)}, by=log_in(client, *EDITOR))

    (row,) = csv_rows(client, f"/compare.csv?b={report.bureau.adcode}")
    assert (row["值"], row["机器读值"], row["复核值"]) == ("12", "", "12")


def test_the_wide_shape_is_the_table_itself(client: Client, two_bureaus: object) -> None:
    rows = csv_rows(client, "/compare.csv?shape=wide&b=330424,330483&y=2022,2023")

    assert [row["指标（中文）"] for row in rows] == ["结婚登记", "救助资金", "行政复议"]
    assert list(rows[0].values())[6:10] == ["1698", "无报告", "无报告", "1698"]
    assert (rows[0]["报告数"], rows[0]["适用数"]) == ("2", "4")


def test_the_shortcomings_below_the_table_are_a_file_too(client: Client, two_bureaus: object) -> None:
    rows = csv_rows(client, "/compare.csv?table=problems")

    assert [(row["民政局"], row["类别（中文）"], row["报告原话"]) for row in rows] == [
        ("海盐县民政局", "法治意识与学习", "普法宣传不够"),
        ("桐乡市民政局", "法治意识与学习", "普法宣传不够"),
    ]


@pytest.mark.parametrize(
    ("query", "parameter", "words"),
    [
        ("?as=share", "as", "raw, per10k"),
        ("?shape=round", "shape", "long, wide"),
        ("?table=plans", "table", "figures, problems"),
        ("?y=abc", "y", "abc"),
        ("?i=no.such", "i", "no.such"),
        ("?b=%00", "b", "空字符"),
    ],
)
def test_a_bad_parameter_is_named_with_what_it_can_be(
    client: Client, two_bureaus: object, query: str, parameter: str, words: str
) -> None:
    for ending in ("csv", "xlsx"):
        response = client.get(f"/compare.{ending}{query}")
        page = response.content.decode()
        assert response.status_code == 400
        assert f"<code>{parameter}</code>" in page
        assert words in page


def test_the_file_costs_the_same_however_much_it_holds(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries, two_bureaus: object
) -> None:
    # Form: bureaus, predecessors, names, regions of names. Matrix: reports, what became of their regions,
    # populations, figures, indicators, problems. File: the figures' own columns.
    with django_assert_max_num_queries(11):
        fetch(client, "/compare.csv?b=330424,330483")
    for number in range(6):
        make_report(
            TWO_BUREAUS_TEXT, bureau=make_bureau(make_region(f"甲{number}县", f"33060{number}")), year=2022
        )
    codes = ",".join(["330424", "330483", *(f"33060{number}" for number in range(6))])
    with django_assert_max_num_queries(11):
        fetch(client, f"/compare.csv?b={codes}&y=2021,2022,2023&rows=all")
