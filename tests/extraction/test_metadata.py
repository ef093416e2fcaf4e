"""Whose report a text is: each case is a page as offices publish it and the bureau and place a reader takes from it."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from reports.extraction.metadata.doubts import sentence
from reports.extraction.records import Place, ReportKind
from tests.extraction.pages import BODY, REPORT, ROOT, doubts_of, read, titled

SEEDS = sorted((ROOT / "fixtures" / "seed_reports").glob("*.txt"))


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem[:3])
def test_the_seed_reports_give_all_their_metadata(path: Path) -> None:
    gold = json.loads((ROOT / "tests" / "gold" / f"{path.stem}.json").read_text("utf-8"))

    found = read(path.read_bytes().decode("utf-8"))

    assert found.place == Place(**gold["region"])
    assert (found.bureau, found.year, found.title) == (gold["bureau"], gold["year"], gold["title"])
    assert (found.published_on.isoformat() if found.published_on else None) == gold["published_on"]
    assert (found.document_number, found.index_number) == (gold["document_number"], gold["index_number"])
    assert found.kind is ReportKind.RULE_OF_LAW
    assert found.doubts == ()


@pytest.mark.parametrize(
    ("text", "bureau", "adcode"),
    [
        (titled("海盐县民政局2022年度法治政府建设报告"), "海盐县民政局", "330424"),
        (titled("广东省深圳市福田区民政局2022年工作总结"), "广东省深圳市福田区民政局", "440304"),
        (titled("中共海盐县民政局党组关于2022年法治建设情况的报告"), "海盐县民政局", "330424"),
        (
            titled("泰宁县民政和社会保障局2012年依法行政工作总结", year=2012),
            "泰宁县民政和社会保障局",
            "350429",
        ),
        (titled("江苏省民政厅关于2022年度法治政府建设情况的报告"), "江苏省民政厅", "320000"),
        (titled("北京市民政局2022年法治政府建设年度报告"), "北京市民政局", "110000"),
        (titled("仙桃市民政局2022年法治政府建设年度报告"), "仙桃市民政局", "429004"),
        # a short name is completed
        (titled("恩施州民政局2022年法治工作总结"), "恩施土家族苗族自治州民政局", "422800"),
        (titled("科右前旗民政局2022年法治工作总结"), "科尔沁右翼前旗民政局", "152221"),
        (titled("海盐民政局2022年法治政府建设报告"), "海盐县民政局", "330424"),
        (titled("广西民政厅2022年法治政府建设报告"), "广西壮族自治区民政厅", "450000"),
        # by the divisions of the report's year
        (titled("襄樊市民政局2008年依法行政工作总结", year=2008), "襄樊市民政局", "420600"),
        (titled("海门市民政局2019年法治工作总结", year=2019), "海门市民政局", "320684"),
        (titled("海门区民政局2021年法治工作总结", year=2021), "海门区民政局", "320614"),
        # header, letterhead, opening, signature in the title's stead
        (
            f"发布机构:南县民政局 发布日期:2023-01-18\n关于2022年度法治政府建设工作的报告\n{REPORT}",
            "南县民政局",
            "430921",
        ),
        (
            f"佛山市顺德区民政和人力资源社会保障局\n\n{REPORT}",
            "佛山市顺德区民政和人力资源社会保障局",
            "440606",
        ),
        (
            "2022年,游仙区民政局在区委和绵阳市民政局的领导下开展工作,现总结如下:" + BODY,
            "游仙区民政局",
            "510704",
        ),
        (
            "2022年,在绵阳市民政局的精心指导下,现将工作总结如下:" + BODY + "\n游仙区民政局\n",
            "游仙区民政局",
            "510704",
        ),
        (
            "2022年,在县委的坚强领导下,游仙区民\n政局依法履职。现将工作总结如下:" + BODY,
            "游仙区民政局",
            "510704",
        ),
        (REPORT + "\n   海 盐 县 民 政 局\n   2023年1月12日", "海盐县民政局", "330424"),
        (REPORT + "\n责任编辑:海盐县民政局", "海盐县民政局", "330424"),
        # the office is named by its rank, the place stands elsewhere
        (
            f"关于海盐县2022年度民政法治建设工作的报告\n2022年,县民政局主动作为。{BODY}",
            "海盐县民政局",
            "330424",
        ),
        (
            f"县民政局2022年法治工作总结\n来源:海盐县人民政府 时间:2023-01-05\n{REPORT}",
            "海盐县民政局",
            "330424",
        ),
        (f"2022年,区民政局依法履职,现总结如下:{BODY}印发《雁塔区养老服务办法》。", "雁塔区民政局", "610113"),
        (f"2022年,省民政厅依法履职,现总结如下:{BODY}修订《浙江省养老服务条例》。", "浙江省民政厅", "330000"),
        (
            f"索引号:11330424002556088/2023-7\n2022年,县民政局依法履职,现总结如下:{BODY}",
            "海盐县民政局",
            "330424",
        ),
        # a county with subordinate mentions of other places
        (
            f"2022年,市民政局依法履职,现总结如下:{BODY}指导各县(市、区)。威海市2次,荣成市1次,《威海市办法》。",
            "威海市民政局",
            "371000",
        ),
    ],
)
def test_the_bureau_and_its_place(text: str, bureau: str, adcode: str) -> None:
    found = read(text)

    assert found.bureau == bureau
    assert found.place is not None
    assert found.place.adcode == adcode
    assert doubts_of(found) == set()


def test_the_place_carries_the_levels_above_it() -> None:
    county = read(titled("海盐县民政局2022年度法治政府建设报告")).place
    direct = read(titled("仙桃市民政局2022年度法治政府建设报告")).place
    province = read(titled("江苏省民政厅2022年度法治政府建设报告")).place

    assert county == Place("海盐县", "330424", "county", "浙江省", "嘉兴市")
    assert direct == Place("仙桃市", "429004", "county", "湖北省", None)
    assert province == Place("江苏省", "320000", "province", "江苏省", None)


@pytest.mark.parametrize(
    "text",
    [
        titled("民政部2022年法治政府建设情况的报告"),
        f"2022年民政事业发展统计公报\n来源:民政部\n{REPORT}",
        "2022年,民政部深入推进依法行政。现将有关情况报告如下:" + BODY,
    ],
)
def test_the_ministry_speaks_for_the_whole_country(text: str) -> None:
    found = read(text)

    assert found.bureau == "民政部"
    assert found.place == Place("全国", None, "country", None, None)


def test_a_report_that_follows_the_ministry_is_not_the_ministrys() -> None:
    found = read("2022年,按照民政部、省民政厅要求,海盐县民政局依法履职,现总结如下:" + BODY)

    assert found.bureau == "海盐县民政局"


@pytest.mark.parametrize(
    ("evidence", "adcode"),
    [
        ("落实《福州市养老服务条例》。", "350102"),
        ("在南京市民政局指导下开展年检。", "320106"),
        ("赴南京市考察。执行《徐州市殡葬管理办法》,徐州市、徐州连续三年。", "320302"),
        ("执行《河南省养老服务条例》。", "410204"),
    ],
)
def test_namesakes_are_told_apart_by_the_prefecture_or_province_in_the_text(
    evidence: str, adcode: str
) -> None:
    found = read(titled("鼓楼区民政局2022年法治工作总结") + evidence)

    assert found.bureau == "鼓楼区民政局"
    assert found.place is not None
    assert found.place.adcode == adcode


def test_namesakes_are_told_apart_by_the_index_number() -> None:
    found = read("索引号:320302/2023-00317\n" + titled("鼓楼区民政局2022年法治工作总结"))

    assert found.place is not None
    assert found.place.adcode == "320302"


@pytest.mark.parametrize("evidence", ["", "落实《福州市条例》,与南京市比较。", "赴北京市学习。"])
def test_namesakes_are_refused_with_the_candidates_where_the_text_does_not_decide(evidence: str) -> None:
    found = read(titled("鼓楼区民政局2022年法治工作总结") + evidence)

    assert found.place == Place("鼓楼区", None, "county", None, None)
    (doubt,) = found.doubts
    assert (doubt.field, doubt.code) == ("place", "ambiguous")
    assert set(doubt.found) == {
        "江苏省南京市鼓楼区",
        "江苏省徐州市鼓楼区",
        "福建省福州市鼓楼区",
        "河南省开封市鼓楼区",
    }


@pytest.mark.parametrize(
    "text",
    [
        titled("海盐县民政局2022年度法治政府建设报告") + "\n海宁市民政局\n2023年1月5日",
        "发布机构:海宁市民政局 发布日期:2023-01-05\n" + titled("海盐县民政局2022年度法治政府建设报告"),
        titled("海盐县民政局、海宁市民政局2022年法治工作总结"),
    ],
)
def test_two_bureaus_claimed_are_a_conflict(text: str) -> None:
    (doubt,) = read(text).doubts

    assert (doubt.field, doubt.code) == ("bureau", "conflict")
    assert doubt.found == ("海盐县民政局", "海宁市民政局")


def test_the_old_name_of_the_same_bureau_is_no_conflict() -> None:
    found = read(titled("海门市民政局2019年法治工作总结", year=2019) + "\n来源:海门区民政局")

    assert found.bureau == "海门市民政局"
    assert doubts_of(found) == set()


@pytest.mark.parametrize(
    ("text", "bureau", "doubt"),
    [
        (
            titled("翡翠县民政局2022年度法治政府建设报告") + "海盐县参加。",
            "翡翠县民政局",
            ("bureau", "unknown"),
        ),
        (
            titled("某某开发区社会事务局2022年度法治政府建设报告"),
            "某某开发区社会事务局",
            ("bureau", "unknown"),
        ),
        (
            titled("新疆生产建设兵团民政局2022年工作总结") + "石河子市。",
            "新疆生产建设兵团民政局",
            ("bureau", "unknown"),
        ),
        (titled("海盐县财政局2022年法治政府建设报告") + "县民政局参加。", None, ("bureau", "other_office")),
        (titled("海盐县人民政府2022年法治政府建设报告"), None, ("bureau", "other_office")),
        ("2022年,市民政局依法履职,现总结如下:" + BODY, None, ("bureau", "no_place")),
        (
            "2022年,市民政局依法履职,现总结如下:" + BODY + "长春市各县(市、区)评比。德惠市、德惠市、德惠市。",
            None,
            ("place", "ambiguous"),
        ),
        ("2022年,各项工作稳步推进,现总结如下:" + BODY, None, ("bureau", "missing")),
    ],
)
def test_no_place_is_made_up(text: str, bureau: str | None, doubt: tuple[str, str]) -> None:
    found = read(text)

    assert found.bureau == bureau
    assert found.place is None
    assert doubts_of(found) == {doubt}


def test_a_name_of_another_year_leads_to_the_division_of_the_reports_year_with_a_doubt() -> None:
    found = read(titled("海门市民政局2021年法治工作总结", year=2021))

    assert found.place is not None
    assert found.place.adcode == "320614"
    assert doubts_of(found) == {("place", "other_year")}


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem[:3])
def test_cut_and_shuffled_texts_still_give_an_answer(path: Path) -> None:
    source = path.read_text("utf-8")
    chance = random.Random(path.stem)  # noqa: S311 (no secret depends on it)

    for _ in range(25):
        start, end = sorted(chance.randrange(len(source)) for _ in range(2))
        mutated = source[end:] + "".join(chance.sample(source, 200)) + source[start:end]
        for doubt in read(mutated).doubts:
            assert sentence(doubt)
