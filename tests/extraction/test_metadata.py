"""Whose report a text is, of which year and kind: each case is a page as offices publish it, and what it says."""

from __future__ import annotations

import json
import random
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from bureaus.resolver import Gazetteer
from reports.extraction.metadata import read_metadata
from reports.extraction.metadata.doubts import sentence
from reports.extraction.normalise import normalise
from reports.extraction.outline import outline
from reports.extraction.records import Metadata, Place, ReportKind

ROOT = Path(__file__).parents[2]
SEEDS = sorted((ROOT / "fixtures" / "seed_reports").glob("*.txt"))
BODY = """
一、主要做法
(一)兜牢底线。全年发放低保金200万元,新增养老床位30张。
二、存在的不足
执法力量不足,普法形式不够丰富。
"""
REPORT = "2022年,我局扎实推进各项工作。现将2022年度法治政府建设情况报告如下:" + BODY


@cache
def gazetteer() -> Gazetteer:
    return Gazetteer.from_csv(ROOT / "fixtures" / "reference" / "divisions.csv")


def read(source: str) -> Metadata:
    text = normalise(source)
    return read_metadata(source, text, outline(source, text), gazetteer())


def doubts(metadata: Metadata) -> set[tuple[str, str]]:
    return {(doubt.field, doubt.code) for doubt in metadata.doubts}


def titled(title: str, body: str = REPORT, year: int = 2022) -> str:
    return f"{title}\n\n{body.replace('2022', str(year))}"


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


# --- the bureau and its place ---------------------------------------------------------------------------------------


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
        (titled("恩施州民政局2022年法治工作总结"), "恩施州民政局", "422800"),
        (titled("江苏省民政厅关于2022年度法治政府建设情况的报告"), "江苏省民政厅", "320000"),
        (titled("北京市民政局2022年法治政府建设年度报告"), "北京市民政局", "110000"),
        (titled("仙桃市民政局2022年法治政府建设年度报告"), "仙桃市民政局", "429004"),
        # a name without its rank is completed
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
    assert doubts(found) == set()


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

    assert found.place is None
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
    assert doubts(found) == set()


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
        (titled("海盐县财政局2022年法治政府建设报告") + "县民政局参加。", None, ("bureau", "other_office")),
        (titled("海盐县人民政府2022年法治政府建设报告"), None, ("bureau", "other_office")),
        ("2022年,市民政局依法履职,现总结如下:" + BODY, None, ("bureau", "no_place")),
        ("2022年,各项工作稳步推进,现总结如下:" + BODY, None, ("bureau", "missing")),
    ],
)
def test_no_place_is_made_up(text: str, bureau: str | None, doubt: tuple[str, str]) -> None:
    found = read(text)

    assert found.bureau == bureau
    assert found.place is None
    assert doubts(found) == {doubt}


def test_a_name_of_another_year_leads_to_the_division_of_the_reports_year_with_a_doubt() -> None:
    found = read(titled("海门市民政局2021年法治工作总结", year=2021))

    assert found.place is not None
    assert found.place.adcode == "320614"
    assert doubts(found) == {("place", "other_year")}


# --- the year -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "year", "source"),
    [
        (
            "海盐县民政局2022年度法治政府建设报告\n发布日期:2023-02-28\n今年以来依法履职。" + BODY,
            2022,
            "title",
        ),
        ("海盐县民政局二〇二二年度法治政府建设报告\n今年以来依法履职。" + BODY, 2022, "title"),
        ("海盐县民政局2022年工作总结和2023年工作计划\n今年以来依法履职。" + BODY, 2022, "title"),
        ("海盐县民政局2021-2023年法治工作总结\n三年来依法履职。" + BODY, 2023, "title"),
        ("标题:海盐县民政局2022年工作总结\n文号:盐民〔2023〕5号\n今年以来依法履职。" + BODY, 2022, "header"),
        ("海盐县民政局法治政府建设报告\n发布日期:2023-01-15\n2022年,我局依法履职。" + BODY, 2022, "body"),
        ("2023年1月,我局作了梳理。现将我局2022年度法治工作情况报告如下:" + BODY, 2022, "body"),
        ("按照《纲要(2021-2025年)》和〔2023〕1号文要求,2022年,我局依法履职。" + BODY, 2022, "body"),
        (
            "今年以来,我局依法履职。" + BODY + "落实《2022年度普法计划》。2022年5月培训。2021年12月总结。",
            2022,
            "body",
        ),
        (
            "今年以来,我局依法履职。" + BODY + "2022年5月培训。\n三、2023年计划\n2023年建站。2023年普法。",
            2022,
            "body",
        ),
        ("今年以来,我局依法履职。" + BODY + "\n海盐县民政局\n2022年12月20日", 2022, "signature"),
        ("一年来,我局依法履职。" + BODY + "\n海盐县民政局\n2023年1月10日", 2022, "signature"),
    ],
)
def test_the_year_reported_on(text: str, year: int, source: str) -> None:
    found = read(text)

    assert found.year == year
    assert found.sources["year"] == source


def test_a_year_read_from_the_signature_alone_is_to_be_checked() -> None:
    assert ("year", "from_signature") in doubts(
        read("今年以来依法履职。" + BODY + "\n海盐县民政局\n2022年12月20日")
    )


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("海盐县民政局法治政府建设报告\n发布日期:2023-01-15\n今年以来依法履职。" + BODY, "missing"),
        (
            "海盐县民政局法治政府建设报告\n今年以来依法履职。" + BODY + "2021年5月培训。2022年5月培训。",
            "ambiguous",
        ),
    ],
)
def test_a_missing_year_is_not_guessed(text: str, code: str) -> None:
    found = read(text)

    assert found.year is None
    assert doubts(found) == {("year", code)}


# --- kind and title -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (titled("海盐县民政局2022年度法治政府建设报告"), ReportKind.RULE_OF_LAW),
        (titled("海盐县民政局2022年依法行政工作总结"), ReportKind.RULE_OF_LAW),
        (titled("海盐县民政局2022年工作报告"), ReportKind.RULE_OF_LAW),
        (titled("海盐县民政局2022年工作总结"), ReportKind.WORK_SUMMARY),
        (titled("海盐县民政局2022年上半年法治政府建设工作总结"), ReportKind.HALF_YEAR),
        (titled("海盐县民政局2022年政府信息公开工作年度报告"), ReportKind.DISCLOSURE),
        (titled("2022年海盐县民政事业发展统计公报"), ReportKind.BULLETIN),
        (titled("关于印发《海盐县民政局2022年法治工作总结》的通知"), ReportKind.RULE_OF_LAW),
        ("今年上半年,海盐县民政局依法履职。现将2022年上半年工作总结如下:" + BODY, ReportKind.HALF_YEAR),
        ("2022年,海盐县民政局依法履职。现将工作总结如下:" + BODY, ReportKind.WORK_SUMMARY),
        (
            "本报告根据《中华人民共和国政府信息公开条例》编制,由海盐县民政局公布。" + BODY,
            ReportKind.DISCLOSURE,
        ),
    ],
)
def test_the_kind_of_report(text: str, kind: ReportKind) -> None:
    assert read(text).kind is kind


@pytest.mark.parametrize(
    "text",
    [
        "",
        "床前明月光,疑是地上霜。",
        "近日,海盐县民政局召开2022年法治工作会议,局长出席并讲话。会议强调,要抓好落实。",
        titled("海盐县民政局2022年工作要点"),
        titled("关于做好2022年清明节祭扫工作的通知"),
        titled("海盐县社会救助办法"),
    ],
)
def test_what_is_no_report(text: str) -> None:
    found = read(text)

    assert found.kind is None
    assert ("kind", "not_a_report") in doubts(found)


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("海盐县民政局2022年度法治政府建设报告", "海盐县民政局2022年度法治政府建设报告"),
        ("# 海盐县民政局2022年度法治政府建设报告", "海盐县民政局2022年度法治政府建设报告"),
        ("海盐县民政局\n2022年度法治政府建设报告", "海盐县民政局2022年度法治政府建设报告"),
        (
            "关于海盐县民政局2022年度法治政府\n\n建设工作情况的报告",
            "关于海盐县民政局2022年度法治政府建设工作情况的报告",
        ),
        ("海盐县民政局２０２２年度法治工作总结（公开稿）", "海盐县民政局２０２２年度法治工作总结（公开稿）"),
        (
            "首页 > 政务公开 > 年度报告\n法治政府建设报告\n海盐县民政局2022年工作总结",
            "海盐县民政局2022年工作总结",
        ),
        ("海盐县民政局2022年工作总结\n县委依法治县办:", "海盐县民政局2022年工作总结"),
        ("海盐县民政局文件\n盐民〔2023〕5号", None),
        ("", None),
    ],
)
def test_the_title_as_printed(head: str, title: str | None) -> None:
    assert read(f"{head}\n{REPORT}").title == title


def test_the_title_of_a_text_in_one_paragraph() -> None:
    found = read(
        "海盐县民政局2022年上半年工作总结及下半年工作安排 今年以来,我局依法履职。一、主要工作 全年200户。"
    )

    assert found.title == "海盐县民政局2022年上半年工作总结及下半年工作安排"


# --- the header block -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("head", "published"),
    [
        ("发布日期:2023-02-28 成文日期:2023-02-20", date(2023, 2, 28)),
        ("成文日期:2023年2月20日", date(2023, 2, 20)),
        ("发布时间：２０２３－０２－２８　浏览量：２１８", date(2023, 2, 28)),
        ("2023-02-28 16:51 来源:县民政局", date(2023, 2, 28)),
        ("发布日期:\n\n    2023年02月28日 16:34", date(2023, 2, 28)),
        ("| 发布机构 | 海盐县民政局 | 发文日期 | 2023-02-28 |", date(2023, 2, 28)),
        ("公开日期:二〇二三年二月二十八日", date(2023, 2, 28)),
        ("发布日期:信息来源:", None),
        ("发布日期:2023-02-30", None),
        ("(2023年2月28日)", None),
        ("", None),
    ],
)
def test_the_day_of_publication(head: str, published: date | None) -> None:
    page = f"海盐县民政局2022年度法治政府建设报告\n{head}\n\n{REPORT}\n海盐县民政局\n2023年1月12日"

    assert read(page).published_on == published


@pytest.mark.parametrize(
    ("head", "number", "index", "publisher"),
    [
        (
            "索 引 号: 000014349/2023-09474 发布机构: 海盐县民政局",
            None,
            "000014349/2023-09474",
            "海盐县民政局",
        ),
        ("文号:盐民〔2023〕5号 公开责任部门:县民政局", "盐民〔2023〕5号", None, "县民政局"),
        ("盐民发〔二〇二三〕五号", "盐民发〔二〇二三〕五号", None, None),
        ("索引号:ＺＺ１０１－０７\n发文机构:\n\n县民政局", None, "ＺＺ１０１－０７", "县民政局"),
        ("文号: 文件分类: 索引号:\n", None, None, None),
        ("根据盐民〔2023〕5号要求", None, None, None),
    ],
)
def test_the_labels_of_the_header(
    head: str, number: str | None, index: str | None, publisher: str | None
) -> None:
    found = read(f"海盐县民政局2022年度法治政府建设报告\n{head}\n\n{REPORT}")

    assert (found.document_number, found.index_number, found.publisher) == (number, index, publisher)


# --- robustness -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem[:3])
def test_cut_and_shuffled_texts_still_give_an_answer(path: Path) -> None:
    source = path.read_text("utf-8")
    chance = random.Random(path.stem)  # noqa: S311 (no secret depends on it)

    for _ in range(25):
        start, end = sorted(chance.randrange(len(source)) for _ in range(2))
        mutated = source[end:] + "".join(chance.sample(source, 200)) + source[start:end]
        for doubt in read(mutated).doubts:
            assert sentence(doubt)
