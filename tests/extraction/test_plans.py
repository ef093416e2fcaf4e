"""Plans (计划) for the coming year: each case is a text and the measures a careful reader takes out of it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from reports.extraction.catalogue import Catalogue, load_catalogue
from reports.extraction.normalise import normalise
from reports.extraction.outline import outline
from reports.extraction.problems import read_statements
from reports.extraction.records import Statement

REFERENCE = Path(__file__).parents[2] / "fixtures" / "reference"
RESULTS = "一、2023年工作情况\n2023年开展检查12次，2023年办结信访件3件。\n"


@cache
def reference() -> Catalogue:
    return load_catalogue(REFERENCE)


def plans_of(source: str) -> tuple[Statement, ...]:
    text = normalise(source)
    _problems, found = read_statements(source, text, outline(source, text), reference())
    assert all(source[one.start : one.end] == one.text for one in found)
    return found


def texts_of(source: str) -> list[str]:
    return [one.text for one in plans_of(source)]


CHAPTER_NAMES = [
    "二、下一步工作打算",
    "二、下一步工作安排",
    "二、下步工作思路",
    "二、下一步工作重点",
    "二、下一步工作举措",
    "二、下一步重点工作",
    "二、下一步",
    "二、下一阶段工作计划",
    "二、2024年工作计划",
    "二、2024年工作要点",
    "二、2024年法治政府建设工作安排",
    "二、二〇二四年工作打算",
    "二、明年工作设想",
    "二、明年工作思路及重点",
    "二、来年工作展望",
    "二、今后工作方向",
    "二、下一年度推进法治政府建设的主要安排",
    "二、下年度工作计划",
    "二、新一年工作打算",
    "二、下半年工作安排",
    "二、工作打算",
    "二、工作计划",
    "二、努力方向",
    "二、改进措施",
    "二、整改措施及努力方向",
    "二、对策及下步打算",
    "(二)下一步打算",
    "下一步工作计划",
    "二、2024年重点工作安排",
    "二、谋划2024年工作思路",
]


@pytest.mark.parametrize("name", CHAPTER_NAMES)
def test_a_chapter_of_plans_is_known_by_its_name(name: str) -> None:
    assert texts_of(f"{RESULTS}{name}\n一是充实执法队伍；二是创新普法形式。\n") == [
        "充实执法队伍",
        "创新普法形式",
    ]


NO_CHAPTERS = [
    "二、年度工作计划完成情况",
    "二、2023年工作要点落实情况",
    "二、主要工作举措",
    "二、主要做法和成效",
    "二、统筹安排，周密部署",
    "二、明确目标任务，压实工作责任",
    "二、重点工作推进情况",
    "二、落实法治政府建设规划情况",
]


@pytest.mark.parametrize("name", NO_CHAPTERS)
def test_a_chapter_about_work_by_plan_is_none_of_plans(name: str) -> None:
    assert texts_of(f"{RESULTS}{name}\n一是充实执法队伍；二是创新普法形式。\n") == []


CHAPTERS = {
    "a sentence is a measure": (
        "健全学法制度。开展案卷评查，提高办案质量。",
        ["健全学法制度", "开展案卷评查，提高办案质量"],
    ),
    "semicolons part measures": (
        "健全学法制度；开展案卷评查；充实执法队伍。",
        ["健全学法制度", "开展案卷评查", "充实执法队伍"],
    ),
    "what leads a list parted by semicolons is none": (
        "2024年，我们将坚持问题导向，实行办案月度调度；落实法律顾问制度。",
        ["实行办案月度调度", "落实法律顾问制度"],
    ),
    "the frame is none": (
        "下一步，我局将重点做好以下三方面工作：一是健全学法制度。二是开展案卷评查。",
        ["健全学法制度", "开展案卷评查"],
    ),
    "the opening paragraph is none when a list follows": (
        "明年，我局将深入贯彻党的二十大精神，奋力推进法治民政建设。\n一是健全学法制度。\n二是开展案卷评查。\n",
        ["健全学法制度", "开展案卷评查"],
    ),
    "the opening paragraph is none when parts follow": (
        "明年，我局将奋力推进法治民政建设。\n(一)健全制度。修订学法办法。\n(二)规范执法。开展案卷评查。\n",
        ["修订学法办法", "开展案卷评查"],
    ),
    "without a list the opening is a measure": (
        "下一步，我局将健全学法制度，不断提升依法行政水平。\n",
        ["下一步，我局将健全学法制度，不断提升依法行政水平"],
    ),
    "an enumerated item keeps all its sentences": (
        "一是健全制度。修订学法办法，建立台账。二是规范执法。开展案卷评查。",
        ["健全制度。修订学法办法，建立台账", "规范执法。开展案卷评查"],
    ),
    "a topic before each list": (
        "健全制度体系。一是修订学法办法。二是建立台账。\n规范执法行为。一是开展案卷评查。二是统一文书格式。\n",
        ["修订学法办法", "建立台账", "开展案卷评查", "统一文书格式"],
    ),
    "one must, two must": ("一要健全学法制度。二要开展案卷评查。", ["健全学法制度", "开展案卷评查"]),
    "points on lines": (
        "1.健全学法制度，落实会前学法，并建立学习台账、考核通报机制。\n2.开展案卷评查，提高办案质量。\n",
        ["健全学法制度，落实会前学法，并建立学习台账、考核通报机制", "开展案卷评查，提高办案质量"],
    ),
    "points with titles": (
        "1.健全学法制度。落实会前学法。\n2.规范执法行为。开展案卷评查。统一文书格式。\n",
        ["落实会前学法", "开展案卷评查", "统一文书格式"],
    ),
    "titles alone": ("(一)健全学法制度\n(二)规范执法行为\n", ["健全学法制度", "规范执法行为"]),
    "signature, date and formulas are none": (
        "健全学法制度，开展案卷评查。\n特此报告。\n\n临水县民政局\n2024年1月5日\n",
        ["健全学法制度，开展案卷评查"],
    ),
    "a signature behind the last full stop": (
        "健全学法制度，开展案卷评查。临水县民政局2024年1月5日",
        ["健全学法制度，开展案卷评查"],
    ),
    "titles of topics are none": (
        "着力做好三项工作。\n养老服务方面。新建养老服务站10个。\n社会救助方面。完善主动发现机制。\n",
        ["新建养老服务站10个", "完善主动发现机制"],
    ),
    "a pledge behind the list is none": (
        "一是健全学法制度；二是开展案卷评查。为建设法治临水作出更大贡献！",
        ["健全学法制度", "开展案卷评查"],
    ),
    "an appendix is none": ("一是健全学法制度。\n\n附件：1.工作台账\n2.任务清单\n", ["健全学法制度"]),
    "the name of the coming year is none": (
        "2024年是“八五”普法攻坚之年。我局将健全学法制度。",
        ["我局将健全学法制度"],
    ),
}


@pytest.mark.parametrize(("body", "expected"), CHAPTERS.values(), ids=CHAPTERS.keys())
def test_measures_are_read_at_their_finest_enumeration(body: str, expected: list[str]) -> None:
    assert texts_of(f"{RESULTS}二、下一步工作打算\n{body}") == expected


PLAIN_TEXT = {
    "a last paragraph without heading": (
        f"{RESULTS}下一步，我局将健全学法制度，开展案卷评查。\n",
        ["下一步，我局将健全学法制度，开展案卷评查"],
    ),
    "the year ahead": (
        f"{RESULTS}2024年，我局将健全学法制度。同时，开展案卷评查。\n",
        ["2024年，我局将健全学法制度", "同时，开展案卷评查"],
    ),
    "a list in the last paragraph": (
        f"{RESULTS}今后，我们将从以下方面努力：一是健全学法制度；二是开展案卷评查。\n",
        ["健全学法制度", "开展案卷评查"],
    ),
    "lines behind the announcement": (
        f"{RESULTS}接下来，我局将重点抓好以下工作：\n1.健全学法制度；\n2.开展案卷评查。\n",
        ["健全学法制度", "开展案卷评查"],
    ),
    "behind the problems": (
        f"{RESULTS}二、存在的问题\n一是人手紧张；二是学法不够经常。针对以上问题，下一步我局将充实队伍，健全学法制度。\n",
        ["针对以上问题，下一步我局将充实队伍，健全学法制度"],
    ),
    "a paragraph in the chapter of problems": (
        f"{RESULTS}二、存在的问题和下一步打算\n一是人手紧张；二是学法不够经常。\n下一步，一是充实队伍；二是健全学法制度。\n",
        ["充实队伍", "健全学法制度"],
    ),
    "a part in the chapter of problems": (
        f"{RESULTS}二、存在问题及下步措施\n(一)存在问题\n一是人手紧张；二是学法不够经常。\n(二)下步措施\n一是充实队伍；二是健全学法制度。\n",
        ["充实队伍", "健全学法制度"],
    ),
    "beside each problem": (
        f"{RESULTS}二、存在问题及整改措施\n1.人手紧张，监管跟不上。整改措施：争取编制，充实力量。\n"
        "2.学法不够经常，流于形式。整改措施：健全学法制度。\n",
        ["争取编制，充实力量", "健全学法制度"],
    ),
    "parts behind an announcement in the chapter of problems": (
        f"{RESULTS}二、存在问题及下步打算\n目前执法人员偏少，普法形式陈旧。下一步，我局将从以下方面改进：\n"
        "（一）充实队伍。争取增加编制。\n（二）创新普法。用好短视频。\n",
        ["争取增加编制", "用好短视频"],
    ),
    "in pairs with bare labels": (
        f"{RESULTS}二、问题与整改对照\n问题：人手紧张，监管跟不上。\n整改：争取编制，充实力量。责任人：办公室。\n"
        "问题：学法不够经常。\n整改：健全学法制度。责任人：法规股。\n",
        ["争取编制，充实力量", "健全学法制度"],
    ),
    "beside numbered problems": (
        f"{RESULTS}二、存在问题及下一步措施\n问题一：人手紧张。\n下一步措施：争取编制。\n"
        "问题二：学法不够经常。\n下一步措施：健全学法制度。\n",
        ["争取编制", "健全学法制度"],
    ),
    "in a table": (
        f"{RESULTS}二、存在问题及整改措施\n序号\t存在问题\t整改措施\t时限\n1\t人手紧张监管跟不上\t争取编制充实力量\t6月底\n",
        ["争取编制充实力量"],
    ),
    "what was done with 将 is none": (
        "一、工作情况\n2023年，我局将法治建设纳入重要议程，将学法列入计划。\n",
        [],
    ),
    "the year of the report is none": (
        "一、2023年情况\n2023年，我局坚持依法行政。2023年12月开展评查，计划全部完成。\n",
        [],
    ),
    "none at all": (RESULTS, []),
    "an empty text": ("", []),
}


@pytest.mark.parametrize(("source", "expected"), PLAIN_TEXT.values(), ids=PLAIN_TEXT.keys())
def test_plans_are_found_wherever_they_stand(source: str, expected: list[str]) -> None:
    assert texts_of(source) == expected


def test_a_part_lends_its_title_and_the_order_counts_through() -> None:
    source = f"{RESULTS}二、明年打算\n(一)健全制度。修订办法。建立台账。\n(二)规范执法：一是开展评查；二是统一文书。\n"
    assert [(one.order, one.heading, one.text) for one in plans_of(source)] == [
        (1, "健全制度", "修订办法"),
        (2, "健全制度", "建立台账"),
        (3, "规范执法", "开展评查"),
        (4, "规范执法", "统一文书"),
    ]


def test_a_measure_that_names_no_field_has_that_of_the_problem_it_answers() -> None:
    in_turn = (
        "二、存在问题\n一是普法形式陈旧；二是信访积案多。\n三、明年打算\n一是月月都讲；二是一件一件清。\n"
    )
    beside = (
        "二、问题与整改\n问题：信访积案多。\n整改：一件一件清。\n问题：普法形式陈旧。\n整改：月月都讲。\n"
    )
    assert [one.category for one in plans_of(RESULTS + in_turn)] == ["legal_publicity", "dispute_resolution"]
    assert [one.category for one in plans_of(RESULTS + beside)] == ["dispute_resolution", "legal_publicity"]


def test_a_measure_of_another_field_keeps_its_own() -> None:
    source = f"{RESULTS}二、问题与整改\n问题：普法形式陈旧。\n整改：争取专项经费20万元，纳入财政预算，保障经费投入。\n"
    assert [one.category for one in plans_of(source)] == ["leadership"]


@pytest.mark.parametrize(
    "lead",
    [
        "四季度重点抓好：",
        "三季度着力做好：",
        "第四季度要：",
        "下季度将抓好：",
        "年底前重点做好：",
        "余下时间抓好：",
    ],
)
def test_a_part_year_report_looks_ahead_to_the_rest_of_its_year(lead: str) -> None:
    """A mixed chapter turns to its measures at the quarter ahead; the list of shortcomings before it stays one."""
    lacking = "二、存在的短板及下步安排\n还有几块短板：台账更新慢；部门配合不够。\n"
    assert texts_of(f"{RESULTS}{lacking}{lead}①逐户补录台账；②每月会商一次。\n") == [
        "逐户补录台账",
        "每月会商一次",
    ]
