"""The comparison's desk: company for a bureau, base and order in the address, both layouts, sentences, sources."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.utils import translation
from pytest_django.fixtures import DjangoAssertNumQueries

from bureaus.models import Bureau
from reports import review, summaries, wording
from reports.charts import bars
from reports.comparison import Question, compare
from reports.models import Report
from tests.factories import (
    figure,
    make_bureau,
    make_category,
    make_indicator,
    make_population,
    make_problem,
    make_region,
    make_report,
    make_staff,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_chinese() -> Iterator[None]:
    with translation.override("zh-hans"):
        yield


CODE = "marriage.registrations"


def reporting(name: str, adcode: str, value: str = "1698", year: int = 2022, **fields: Any) -> Bureau:
    level = fields.pop("level", "county")
    province, prefecture = fields.pop("province", "浙江省"), fields.pop("prefecture", "嘉兴市")
    bureau = Bureau.objects.filter(region__adcode=adcode).first() or make_bureau(
        make_region(name, adcode, level=level, province=province, prefecture=prefecture)
    )
    said = figure(f"{value}对", "结婚登记", value, indicator=CODE, **fields)
    make_report(
        f"全年办理结婚登记{value}对。",
        [said],
        bureau=bureau,
        year=year,
        title=f"{name}{year}年法治政府建设报告",
    )
    return bureau


@pytest.fixture
def desk() -> tuple[Bureau, Bureau, Bureau]:
    return (
        reporting("海盐县", "330424"),
        reporting("桐乡市", "330483", "5120"),
        reporting("海宁市", "330481", "3400"),
    )


def page(client: Client, query: str = "") -> str:
    response = client.get(f"/compare/{query}")
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("words", ["txs", "tongxiang", "桐乡", "330483"])
def test_a_bureau_is_found_by_name_pinyin_initials_and_code(client: Client, desk: object, words: str) -> None:
    assert client.get("/compare/", {"b": "330424", "add": words})["Location"] == "/compare/?b=330424,330483"


def test_the_name_of_a_prefecture_offers_all_of_it(client: Client, desk: object) -> None:
    assert "?b=330424,330481,330483" in page(client, "?b=330424&add=嘉兴")


def test_a_whole_prefecture_and_similar_bureaus_are_one_link_away(client: Client, desk: Any) -> None:
    near, far = (
        reporting("近县", "330901", prefecture="舟山市"),
        reporting("远县", "340101", province="安徽省", prefecture="合肥市"),
    )
    reporting("嘉兴市", "330400", level="prefecture")
    for bureau, residents in zip((*desk, near, far), (450, 900, 1076, 500, 451), strict=True):
        make_population(bureau.region, residents * 1000)
    company = client.get("/compare/?b=330424").context["company"]
    assert [(sentence, query) for sentence, _, query in company] == [
        ("嘉兴市有报告的还有3个局：嘉兴市、海宁市、桐乡市。", "b=330424,330400,330481,330483"),
        (
            "与海盐县同为县级，先取同省，再按2020年普查人口最近：近县、桐乡市、海宁市、远县。",
            "b=330424,330901,330483,330481,340101",
        ),
    ]


def test_too_many_years_give_way_to_the_bureaus_added(client: Client, desk: object) -> None:
    years = ",".join(str(year) for year in range(1990, 2015))
    company = client.get(f"/compare/?b=330424&y={years}").context["company"]
    assert company[0][2] == "b=330424,330481,330483"


def test_a_base_and_an_order_stay_in_every_address_of_the_page(client: Client, desk: object) -> None:
    html = page(client, f"?b=330424,330483,330481&base=330483&sort=-{CODE}&view=bureaus")
    assert "−3,422（−66.8%）" in html
    assert f"?b=330424,330483,330481&amp;as=per10k&amp;base=330483&amp;sort=-{CODE}&amp;view=bureaus" in html
    assert "?b=330424,330481&amp;sort=" in html, "without the base nothing is set against it"


def test_the_layout_by_bureau_is_sorted_by_a_link_in_the_head(client: Client, desk: object) -> None:
    html = page(client, "?b=330424,330483,330481&view=bureaus")
    assert f"&amp;sort=-{CODE}&amp;view=bureaus#t1" in html
    response = client.get(f"/compare/?b=330424,330483,330481&view=bureaus&sort=-{CODE}")
    rows = response.context["bureau_rows"]
    assert [column.bureau.adcode for column, _ in rows.rows] == ["330483", "330481", "330424"]
    assert 'aria-sort="descending"' in response.content.decode()


def test_a_base_that_is_not_among_the_bureaus_joins_them(client: Client, desk: object) -> None:
    columns = client.get("/compare/?b=330424&base=330483").context["matrix"].columns
    assert [column.bureau.adcode for column in columns] == ["330483", "330424"]


def test_an_index_takes_the_years_held(client: Client, desk: object) -> None:
    reporting("海盐县", "330424", "849", year=2021)
    response = client.get("/compare/?b=330424,330483&as=index&rows=all")
    assert response.context["matrix"].question.years == (2021, 2022)
    html = response.content.decode()
    assert "表1 指数，2021年=100" in html
    assert ">200<" in html
    assert "没有2021年报告、算不出指数的局：桐乡市" in html


def test_an_index_of_one_year_is_refused_in_a_sentence(client: Client, desk: object) -> None:
    html = page(client, "?b=330424,330483&as=index")
    assert "指数要有两个以上年份；这里仍是原值。" in html
    assert "1,698" in html


@pytest.mark.parametrize(
    ("query", "words"), [("?sort=no.such", "no.such"), ("?base=999999", "999999"), ("?view=x", "x")]
)
def test_what_no_address_of_ours_has_is_refused_in_a_sentence(
    client: Client, desk: object, query: str, words: str
) -> None:
    response = client.get(f"/compare/{query}")
    assert response.status_code == 400
    assert words in response.content.decode()


def test_an_indicator_is_summed_up_in_a_sentence_from_the_same_cells(client: Client, desk: object) -> None:
    make_report("没有数字。", bureau=make_bureau(make_region("平湖市", "330482")))
    html = page(client, f"?b=330424,330483,330481,330482&i={CODE}")
    assert (
        "4个局中3个有数；最低1,698对（海盐县2022），最高5,120对（桐乡市2022）；中位数3,400对；未提及：平湖市2022。"
        in html
    )


def test_what_is_not_comparable_is_out_of_the_sentences_range(client: Client, desk: object) -> None:
    reporting("平湖市", "330482", "99999", period="part")
    html = page(client, f"?b=330424,330483,330482&i={CODE}")
    assert "最高5,120对（桐乡市2022）；与其余不可比：平湖市2022。" in html
    assert (
        '<span class="odd"><span aria-hidden="true">≠</span><span class="vh">平湖市为期间数 </span></span>'
        in html
    )


def test_a_figure_that_a_person_confirmed_bears_the_seal_in_a_report_that_waits(
    client: Client, desk: Any
) -> None:
    make_indicator("marriage.divorces", name_zh="离婚登记", position=2)
    report = make_report(
        "结婚登记7对,离婚登记8对。",
        [
            figure("7对", "结婚登记", "7", indicator=CODE),
            figure("8对", "离婚登记", "8", indicator="marriage.divorces"),
        ],
        bureau=desk[0],
        year=2023,
    )
    review.confirm(report.metrics.get(value=7), by=make_staff())
    html = page(client, "?b=330424")
    assert html.count('class="state reviewed"') == 1


def test_unreviewed_reports_are_counted_once_for_the_page(client: Client, desk: object) -> None:
    assert page(client, "?b=330424,330483").count("表中2份报告均为机读、尚未复核") == 1


def test_the_sources_stand_under_the_table(client: Client, desk: object) -> None:
    Report.objects.filter(bureau__region__adcode="330424").update(source_url="https://example.org/haiyan")
    html = page(client, "?b=330424")
    assert "海盐县2022年法治政府建设报告" in html
    assert "https://example.org/haiyan" in html


def test_several_years_of_a_bureau_stand_under_one_head(client: Client, desk: object) -> None:
    html = page(client, "?b=330424,330483&y=2021,2022")
    assert html.count('scope="colgroup"') == 2
    assert 'class="who tier" colspan="2"' in html


def test_an_indicator_found_by_another_word_for_it_joins_the_question(client: Client, desk: object) -> None:
    make_indicator("marriage.divorces", name_zh="离婚登记", synonyms=["协议离婚"], position=2)
    asked = f"/compare/?b=330424,330483&i={CODE}"
    assert client.get(f"{asked}&find=协议离婚")["Location"] == (
        f"/compare/?b=330424,330483&i={CODE},marriage.divorces"
    )
    offered = client.get(f"{asked}&find=登记").content.decode()
    assert f"?b=330424,330483&amp;i={CODE},marriage.divorces" in offered
    assert "没有叫“无此项”的指标" in client.get(f"{asked}&find=无此项").content.decode()
    html = client.get(f"{asked},marriage.divorces").content.decode()
    assert f'?b=330424,330483&amp;i={CODE}" aria-label="移去离婚登记"' in html


@pytest.mark.parametrize(
    "query",
    ["", "&y=2021,2022", "&view=bureaus&base=330424", f"&as=index&sort={CODE}", "&as=per10k&rows=all"],
)
def test_no_question_costs_more_queries_than_another(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, desk: object, query: str
) -> None:
    for place in range(5):
        make_population(reporting(f"乙{place}县", f"33080{place}", year=2021).region)
    make_population(Bureau.objects.get(region__adcode="330424").region)
    # The form: bureaus, regions before theirs, names, regions of names; the base as many again; the indicator to sort
    # by; the years of an index. The matrix: reports, what became of their regions, residents, figures, indicators,
    # shortcomings. Drawings: the first four again. Choices: years held, domains, residents, prefecture, the like.
    extra = 4 * ("base" in query) + ("sort" in query) + ("index" in query)
    for codes in ("330424,330483", "330424,330483,330800,330801,330802,330803,330804"):
        with django_assert_num_queries(19 + extra):
            client.get(f"/compare/?b={codes}{query}")


def test_fifty_bureaus_give_a_page(client: Client) -> None:
    codes = [f"3307{number:02}" for number in range(50)]
    for place, code in enumerate(codes):
        reporting(f"甲{place}县", code, str(100 + place))
    html = page(client, f"?b={','.join(codes)}")
    assert html.count('class="v who"') == 50


def test_bars_are_the_cells_of_the_row_and_write_what_they_do_not_draw(desk: Any) -> None:
    over = reporting("平湖市", "330482", "120", qualifier="over")
    part = reporting("嘉善县", "330421", "60", period="part")
    silent = make_bureau(make_region("秀洲区", "330411"))
    make_report("没有数字。", bureau=silent)
    matrix = compare(Question((desk[0], over, part, silent), indicators=(CODE,)))
    drawn = bars(matrix, matrix.rows[0])
    found = [(bar["name"], bar["value"], bar["text"], bar["mark"]) for bar in drawn.config["bars"]]
    assert found == [
        ("● 海盐县 2022", 1698.0, "1,698", ""),
        ("■ 平湖市 2022", 120.0, "≥120", "least"),
        ("▲ 嘉善县 2022", None, "≠ 60 期间", ""),
        ("◆ 秀洲区 2022", None, "— 未提及", ""),
    ]
    assert drawn.config["bars"][0]["tip"] == "1,698 对，原文写作“1698对”"
    assert "海盐县2022" in drawn.spoken


def test_a_page_without_rows_says_so_and_draws_nothing(client: Client, desk: object) -> None:
    html = page(client, "?b=330424&y=2001")
    assert "没有一份报告" in html
    assert "data-drawing" not in html
    assert summaries.of_rows(client.get("/compare/?b=330424&y=2001").context["matrix"]) == []


def test_who_is_silent_in_several_years_stands_once_with_these(client: Client, desk: Any) -> None:
    stated = make_report("法治学习还不够深入", bureau=desk[0], year=2021)
    make_problem(stated, "法治学习还不够深入", category=make_category())
    make_report("没有问题。", bureau=desk[1], year=2021)
    assert "— 未提及：海盐县2022、桐乡市2021/2022" in page(client, "?b=330424,330483&y=2021,2022")


def test_years_in_a_row_are_a_span_and_others_stand_each_by_itself(desk: Any) -> None:
    for years, said in (
        ((2020, 2021, 2022), "2020至2022年"),
        ((2021, 2022), "2021、2022年"),
        ((2018, 2020, 2022), "2018、2020、2022年"),
    ):
        assert said in wording.title(compare(Question(tuple(desk), years=years, indicators=(CODE,))))
