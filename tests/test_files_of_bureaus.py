"""A bureau's further tables as files: its peers, one of its years, plans and their answers, shortcomings that recur."""

from __future__ import annotations

import pytest
from django.test import Client

from bureaus.models import Bureau
from reports.models import Report
from tests.factories import (
    figure,
    make_bureau,
    make_category,
    make_indicator,
    make_plan,
    make_population,
    make_problem,
    make_region,
    make_report,
)
from tests.files import csv_cells, csv_rows, fetch, workbook_as_csv
from tests.test_pages_audit import make_sum
from tests.test_pages_over_years import make_years

pytestmark = pytest.mark.django_db

MARRIED, DIVORCED = "marriage.registrations", "marriage.divorces"


def marriages(bureau: Bureau, year: int, married: str, divorced: str = "", **fields: str) -> Report:
    said = [figure(f"结婚{married}对", "结婚", married, indicator=MARRIED, **fields)]
    if divorced:
        said.append(figure(f"离婚{divorced}对", "离婚", divorced, indicator=DIVORCED))
    return make_report(
        f"结婚{married}对,离婚{divorced or '若干'}对。普法不够。明年普法。", said, bureau=bureau, year=year
    )


@pytest.fixture
def bureau() -> Bureau:
    """海盐县 with reports of 2020 and 2022, and five peers of its province with one of 2022."""
    make_indicator(MARRIED, kind="flow")
    make_indicator(DIVORCED, name_zh="离婚登记", name_en="Divorces", position=2)
    held = make_bureau(make_region("海盐县", "330424"))
    make_population(held.region, 500_000)
    marriages(held, 2020, "1600", "400")
    newest = marriages(held, 2022, "1698", "491")
    make_problem(newest, "普法不够", category=make_category())
    make_plan(newest, "明年普法")
    for married in ("1000", "2000", "3000", "4000", "5000"):
        peer = make_bureau()
        make_population(peer.region, 500_000)
        marriages(peer, 2022, married, qualifier="exact")
    return held


def test_its_values_beside_its_peers_are_those_of_the_page(client: Client, bureau: Bureau) -> None:
    ((_domain, (line,)),) = client.get("/bureaus/330424/").context["peer_lines"]
    (row,) = csv_rows(client, "/bureaus/330424.csv?table=peers")

    assert (row["指标代码"], row["依据"], row["年份"]) == (MARRIED, "每万人", "2022")
    told = ("本局", "同类局中位数", "下四分位数", "上四分位数", "有数值的同类局", "所处位置", "数字编号")
    assert [row[head] for head in told] == [
        *(line.own, line.median, line.low, line.high),
        *(str(line.n), line.place, str(line.metric)),
    ]
    assert row["本局"] == "33.96"
    assert csv_rows(client, "/bureaus/330424.csv?table=peers&peers=size")[0]["同类局中位数"] == "60"


def test_its_reports_newest_first(client: Client, bureau: Bureau) -> None:
    rows = csv_rows(client, "/bureaus/330424.csv?table=reports")
    assert [(row["年份"], row["数字"], row["存在的问题"]) for row in rows] == [
        ("2022", "2", "1"),
        ("2020", "2", "0"),
    ]


def test_a_year_beside_the_one_before(client: Client, bureau: Bureau) -> None:
    rows = csv_rows(client, "/bureaus/330424/2022.csv")
    page = client.get("/bureaus/330424/2022/").content.decode()

    told = ("指标代码", "2020", "2022", "变化", "变化百分比", "报告原话")
    assert [[row[head] for head in told] for row in rows] == [
        [MARRIED, "1600", "1698", "98", "6.13", "结婚1698对,离婚491对"],
        [DIVORCED, "400", "491", "91", "22.75", "结婚1698对,离婚491对"],
    ]
    for change in ("+98", "+6.13%", "+91", "+22.75%"):
        assert change in page
    (first,) = csv_rows(client, "/bureaus/330424/2020.csv?table=derived")
    assert (first["派生值"], first["年份"]) == ("25", "2020")
    assert [row["报告原话"] for row in csv_rows(client, "/bureaus/330424/2022.csv?table=problems")] == [
        "普法不够"
    ]
    assert [row["报告原话"] for row in csv_rows(client, "/bureaus/330424/2022.csv?table=plans")] == [
        "明年普法"
    ]


def test_a_change_that_is_not_told_says_why(client: Client) -> None:
    held = make_bureau(make_region("海盐县", "330424"))
    make_indicator(MARRIED)
    marriages(held, 2021, "1600")
    marriages(held, 2022, "1698", qualifier="about")
    (row,) = csv_rows(client, "/bureaus/330424/2022.csv")
    assert (row["变化"], row["不说变化的理由"]) == ("", "界限或约数")


def test_plans_beside_what_the_next_report_says(client: Client) -> None:
    make_years()
    rows = csv_rows(client, "/bureaus/320614/plans.csv")
    page = client.get("/bureaus/320614/plans/").context["years"]

    assert [(row["报告原话"], row["次年所见"], row["次年报告的原话"]) for row in rows] == [
        ("丰富普法载体", "无报告", ""),
        ("成立婚姻家庭纠纷调解室", "已见落实", "婚姻家庭纠纷调解室挂牌成立"),
        ("新建老年助餐点13个", "部分落实", "新建老年助餐点8个，其余正在选址"),
        ("编制殡葬设施规划", "未提及", ""),
    ]
    assert rows[2]["承诺与报告的数"] == "计划13个，报告8个"
    assert [row["报告原话"] for row in rows] == [
        plan.text
        for one in page
        for plan in (*(shown.promise.plan for shown in one.shown), *one.year.unanswered)
    ]
    assert (rows[1]["民政局"], rows[1]["区划代码"], rows[1]["民政局代码"]) == (
        "海门市民政局",
        "320684",
        "320614",
    )
    told = client.get(rows[1]["所在之处"].partition("#")[0].removeprefix("http://testserver"))
    assert told.status_code == 200
    assert [row["次年所见"] for row in csv_rows(client, "/bureaus/320614/plans.csv?outcome=done")] == [
        "已见落实"
    ]


def test_shortcomings_by_matter(client: Client) -> None:
    make_years()
    rows = csv_rows(client, "/bureaus/320614/problems.csv")
    assert [
        (row["事项"], row["年份"], row["提及的年数"], row["报告原话"], row["与哪一年同文"]) for row in rows
    ] == [
        ("1", "2019", "2", "普法宣传形式单一，以发放资料为主", ""),
        ("1", "2020", "2", "普法宣传形式单一，以发放资料为主", "2019"),
        ("2", "2019", "1", "执法力量薄弱", ""),
    ]


def test_a_reports_arithmetic(client: Client) -> None:
    report = make_sum()
    (row,) = csv_rows(client, f"/reports/{report.pk}/audit.csv")
    page = client.get(f"/reports/{report.pk}/audit/").content.decode()

    assert (row["算式"], row["对得上"]) == ("53 + 60 + 9 ≠ 118个", "false")
    for head in ("算式", "核算种类", "算得与所印"):
        assert row[head] in page
    assert row["数字编号"] == str(report.metrics.get(mention="118个").pk)


def test_what_repeats_over_a_year(client: Client) -> None:
    held = make_bureau()
    make_indicator(MARRIED)
    marriages(held, 2021, "1600")
    report = marriages(held, 2022, "1600")
    (row,) = csv_rows(client, f"/reports/{report.pk}/audit.csv?table=beside")
    assert (row["前一年"], row["本年"], row["理由"]) == ("1600", "1600", "两年是同一个数")


def test_an_indicator_and_a_shortcoming_over_the_years(client: Client, bureau: Bureau) -> None:
    for query in ("", "&as=per10k"):
        course = client.get(f"/indicators/{MARRIED}/?{query}").context["course"]
        rows = csv_rows(client, f"/indicators/{MARRIED}.csv?table=years{query}")
        assert [(int(row["年份"]), row["下四分位数"], row["中位数"], row["上四分位数"]) for row in rows] == [
            (one.year, *(part.replace(",", "") for part in (one.low, one.median, one.high)))
            for one in course.rows
        ]
    assert [(row["报告"], row["有数值"]) for row in rows] == [("1", "1"), ("0", ""), ("6", "6")]
    years = csv_rows(client, "/problems/legal_awareness.csv?table=years")
    assert [(row["年份"], row["提及的局数"], row["有报告的局"], row["句数"]) for row in years] == [
        ("2020", "0", "1", "0"),
        ("2021", "0", "0", "0"),
        ("2022", "1", "6", "1"),
    ]


ADDRESSES = [
    "/bureaus/330424.{}?table=peers",
    "/bureaus/330424.{}?table=reports",
    "/bureaus/330424/2022.{}?",
    "/bureaus/330424/2022.{}?table=derived",
    "/bureaus/330424/2022.{}?table=problems",
    "/bureaus/330424/plans.{}?",
    "/bureaus/330424/problems.{}?",
    f"/indicators/{MARRIED}.{{}}?table=years",
    "/problems/legal_awareness.{}?table=years",
]


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("language", ["", "/en"])
def test_csv_and_workbook_hold_the_same_cells(
    client: Client, bureau: Bureau, address: str, language: str
) -> None:
    lines = csv_cells(fetch(client, language + address.format("csv")))
    assert workbook_as_csv(fetch(client, language + address.format("xlsx"))) == lines
    assert len(lines) > 1
    assert len(set(lines[0])) == len(lines[0])


@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        ("/bureaus/330424.csv?table=peers&peers=x", 400, "<code>peers</code>"),
        ("/bureaus/330424/2022.csv?table=peers", 400, "figures, derived, problems, plans"),
        ("/bureaus/330424/2021.csv", 404, ""),
        ("/bureaus/999999/plans.csv", 404, ""),
        ("/bureaus/330424/plans.csv?outcome=x", 400, "<code>outcome</code>"),
        (f"/indicators/{MARRIED}.csv?table=x", 400, "figures, years"),
        ("/problems/legal_awareness.csv?table=x", 400, "problems, years"),
        ("/reports/0/audit.csv", 404, ""),
    ],
)
def test_a_bad_question_is_named(
    client: Client, bureau: Bureau, address: str, status: int, said: str
) -> None:
    response = client.get(address)
    assert response.status_code == status
    assert said in response.content.decode()


def test_every_table_leads_to_its_files(client: Client, bureau: Bureau) -> None:
    for page, links in {
        "/bureaus/330424/?peers=size": [
            "/bureaus/330424.csv?table=peers&amp;peers=size",
            "/bureaus/330424.csv?table=reports",
            "/bureaus/330424.csv",
        ],
        "/bureaus/330424/2022/": [
            "/bureaus/330424/2022.xlsx",
            "/bureaus/330424/2022.csv?table=derived",
            "/bureaus/330424/2022.csv?table=problems",
        ],
        "/bureaus/330424/plans/": ["/bureaus/330424/plans.csv"],
        "/en/bureaus/330424/problems/": ["/en/bureaus/330424/problems.csv"],
        f"/indicators/{MARRIED}/": [f"/indicators/{MARRIED}.csv?table=years"],
        "/problems/legal_awareness/": ["/problems/legal_awareness.csv?table=years"],
        "/compare/?b=330424": ["/compare.csv?b=330424&amp;table=problems"],
    }.items():
        html = client.get(page).content.decode()
        for link in links:
            assert f'href="{link}"' in html, (page, link)
