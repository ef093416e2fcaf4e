"""The outline (标题): which numbers open a heading, where it ends, what it governs and what it is about."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from reports.extraction.normalise import normalise
from reports.extraction.outline import heading_path, ordinal, outline, section_at
from reports.extraction.records import Section, SectionKind

SEEDS = sorted((Path(__file__).parents[2] / "fixtures" / "seed_reports").glob("*.txt"))


def sections_of(source: str) -> tuple[Section, ...]:
    found = outline(source, normalise(source))
    for section in found:
        assert source[section.start : section.end].endswith(section.heading)
        assert section.start < section.end <= section.body_end <= len(source)
    return found


def outlined(source: str) -> list[tuple[int, str | None, str]]:
    return [(section.level, section.number, section.heading) for section in sections_of(source)]


HEADINGS = {
    "a chapter on its own line": ("一、加强领导\n成立专班。\n", [(1, "一", "加强领导")]),
    "a part on its own line": ("（二）规范执法\n开展检查。\n", [(2, "二", "规范执法")]),
    "a point on its own line": ("3.健全制度\n修订办法。\n", [(3, "3", "健全制度")]),
    "a point with 、": ("3、健全制度\n修订办法。\n", [(3, "3", "健全制度")]),
    "a run-in heading ends at the full stop": (
        "(一)加强领导。成立专班，定期会商。\n",
        [(2, "一", "加强领导")],
    ),
    "a run-in heading ends at the colon": ("(一)加强领导:一是成立专班。\n", [(2, "一", "加强领导")]),
    "a run-in point": ("1.健全制度，压实责任。修订办法，建立台账。\n", [(3, "1", "健全制度，压实责任")]),
    "full-width throughout": (
        "（一）加强领导。成立专班。\n１．健全制度。修订办法三件。\n",
        [(2, "一", "加强领导"), (3, "1", "健全制度")],
    ),
    "a chapter with a dot": ("一.加强领导\n成立专班。\n", [(1, "一", "加强领导")]),
    "eleven and twelve": (
        "十一、加强领导\n成立专班。\n十二、规范执法\n开展检查。\n",
        [(1, "十一", "加强领导"), (1, "十二", "规范执法")],
    ),
    "a named chapter": ("第一部分 工作情况\n成立专班。\n", [(1, "一", "工作情况")]),
    "a sub-point": ("(1)健全制度\n修订办法。\n", [(4, "1", "健全制度")]),
    "an indented heading": ("　　一、加强领导\n　　成立专班。\n", [(1, "一", "加强领导")]),
    "empty brackets": (" ()加强领导。成立专班。\n", [(2, None, "加强领导")]),
    "half a bracket": (")加强领导。成立专班。\n", [(2, None, "加强领导")]),
    "brackets left open": ("一)加强领导。成立专班。\n", [(2, "一", "加强领导")]),
    "a number lost altogether": ("存在的问题\n人手紧张。\n", [(1, None, "存在的问题")]),
    "a number and a space": ("三 存在的问题\n人手紧张。\n", [(1, "三", "存在的问题")]),
    "a line of a scan broken inside": (
        "一、加强领导\n"
        + "本局全体干部职工认真学习法律法规和各项政策规定要求\n" * 4
        + "并签订责任书。\n二、规范执法\n开展检查。\n",
        [(1, "一", "加强领导"), (1, "二", "规范执法")],
    ),
    "text behind a chapter's name without a stop": (
        "一、主要工作成立专班。二、存在问题今年以来，我局工作有进步，但人手紧张。",
        [(1, "一", "主要工作成立专班"), (1, "二", "存在问题")],
    ),
    "a title with a full stop above its text": (
        "(一)加强领导，压实责任。\n成立专班。\n(二)规范执法，提升质效。\n开展检查。\n",
        [(2, "一", "加强领导，压实责任"), (2, "二", "规范执法，提升质效")],
    ),
    "enclosed numerals": ("㈠加强领导\n成立专班。\n", [(2, "一", "加强领导")]),
    "a number begun by a year": ("1.2023年工作情况\n成立专班。\n", [(3, "1", "2023年工作情况")]),
    "a line break lost before a part": (
        "一、主要工作(一)加强领导。成立专班。(二)规范执法。开展检查。",
        [(1, "一", "主要工作"), (2, "一", "加强领导"), (2, "二", "规范执法")],
    ),
    "everything in one paragraph": (
        "现将情况报告如下：一、主要工作（一）加强领导。成立专班。1.压实责任。签订责任书三份。2.定期会商。全年会商四次。"
        "二、存在问题一是人手紧张。三、下步打算一是充实队伍。",
        [
            (1, "一", "主要工作"),
            (2, "一", "加强领导"),
            (3, "1", "压实责任"),
            (3, "2", "定期会商"),
            (1, "二", "存在问题"),
            (1, "三", "下步打算"),
        ],
    ),
    "spaces for line breaks": (
        "一、主要工作 (一)加强领导。成立专班。 二、下步打算 "
        "充实队伍，创新普法的形式和载体，推动法治民政建设再上新的台阶，取得新的成效。",
        [(1, "一", "主要工作"), (2, "一", "加强领导"), (1, "二", "下步打算")],
    ),
}


@pytest.mark.parametrize(("source", "expected"), HEADINGS.values(), ids=HEADINGS.keys())
def test_a_heading_is_read(source: str, expected: list[tuple[int, str | None, str]]) -> None:
    assert outlined(source) == expected


NO_HEADINGS = {
    "a decimal at the start of a line": "2.5万元用于临时救助，\n3.8万元用于助餐。\n",
    "a year at the start of a line": "2023年，我局成立专班。\n",
    "a date": "12.4国家宪法日期间开展宣传。\n",
    "months": "1、2月份开展走访。\n",
    "一是 in a paragraph": "成立专班。一是明确责任；二是定期会商。\n",
    "a grade": "有一、二、三级机构各1家。\n",
    "一、二 at the start of a line": "一、二级养老机构共3家。\n",
    "an item of a law": "依据条例第五条第(一)项处理。\n",
    "a list inside a sentence": "出台三项制度：(一)学法制度；(二)评查制度；(三)公示制度。\n",
    "a list of points inside a sentence": "出台三项制度：1.学法制度；2.评查制度；3.公示制度。\n",
    "an abbreviated list": "统一、规范开展检查。\n",
    "a table row": "1、\t婚姻登记\t119\n2、\t收养登记\t6\n",
    "a topic sentence without number": "全面推行公示制度。强化事前公开。\n",
    "rows of a table with chapter numbers": "一、新收申请\t4\t1\n二、结转申请\t1\t0\n",
    "a bracket closed on the next line": "惠及群众19588人(户\n)受助情况良好。\n",
    "annexes": "成立专班。\n附件：1.工作台账\n2.任务清单\n",
    "the report's title": "临水县民政局2023年工作总结及2024年工作计划\n成立专班。\n",
    "a full sentence with a point's number": (
        "1.健全制度，压实责任，建立台账，定期会商，全年召开会议四次，研究重大事项二十余件，取得明显成效。\n"
    ),
    "whole sentences with part numbers": "(一)推行会前学法，全年学法五次。\n(二)开展案卷评查，评查三十卷。\n",
    "an empty text": "",
    "nothing but blanks": " \n\t\n　\n",
}


@pytest.mark.parametrize("source", NO_HEADINGS.values(), ids=NO_HEADINGS.keys())
def test_no_heading_is_read(source: str) -> None:
    assert outlined(source) == []


KINDS = [
    ("主要做法和成效", SectionKind.ACHIEVEMENTS),
    ("工作开展情况", SectionKind.ACHIEVEMENTS),
    ("2024年工作要点落实情况", SectionKind.ACHIEVEMENTS),
    ("着力解决群众急难愁盼问题", SectionKind.ACHIEVEMENTS),
    ("存在问题整改落实情况", SectionKind.ACHIEVEMENTS),
    ("基本情况", SectionKind.INTRO),
    ("存在的主要问题", SectionKind.PROBLEMS),
    ("存在的不足及原因分析", SectionKind.PROBLEMS),
    ("短板弱项", SectionKind.PROBLEMS),
    ("存在问题及整改情况", SectionKind.PROBLEMS),
    ("面临的形势和问题", SectionKind.PROBLEMS),
    ("工作建议", SectionKind.CLOSING),
    ("存在问题及下步措施", SectionKind.PROBLEMS),
    ("下一步打算", SectionKind.PLAN),
    ("2025年工作思路", SectionKind.PLAN),
    ("针对存在问题的下一步措施", SectionKind.PLAN),
    ("今后努力方向", SectionKind.PLAN),
]


@pytest.mark.parametrize(("heading", "kind"), KINDS)
def test_the_kind_is_read_from_the_words(heading: str, kind: SectionKind) -> None:
    (section,) = sections_of(f"二、{heading}\n成立专班。\n")
    assert section.kind is kind


FREE_WORDS = [
    ("尚需正视的短板", SectionKind.PROBLEMS),
    ("看到成绩，不忘不足", SectionKind.PROBLEMS),
    ("自身差距", SectionKind.PROBLEMS),
    ("展望前路，再启新程", SectionKind.PLAN),
    ("化解矛盾纠纷，破解发展难题", SectionKind.ACHIEVEMENTS),
    ("补齐短板，夯实基层基础", SectionKind.ACHIEVEMENTS),
]


@pytest.mark.parametrize(("heading", "kind"), FREE_WORDS)
def test_late_in_the_report_a_chapter_may_be_named_in_free_words(heading: str, kind: SectionKind) -> None:
    results = "开展检查12次，办理登记300对。" * 8
    sections = sections_of(f"一、工作情况\n{results}\n二、{heading}\n人手紧张。\n")
    assert sections[-1].kind is kind


@pytest.mark.parametrize("heading", ["踏上新征程，展现新作为", "直面问题，强化担当"])
def test_early_in_the_report_free_words_are_not_believed(heading: str) -> None:
    results = "开展检查12次，办理登记300对。" * 8
    first, _second = sections_of(f"一、{heading}\n{results}\n二、依法行政\n{results}\n")
    assert first.kind is SectionKind.ACHIEVEMENTS


def test_a_part_has_the_kind_of_its_chapter_unless_it_speaks_for_itself() -> None:
    source = "三、存在问题及下步打算\n(一)人员方面\n人手紧张。\n(二)下步打算\n充实队伍。\n"
    assert [section.kind for section in sections_of(source)] == [
        SectionKind.PROBLEMS,
        SectionKind.PROBLEMS,
        SectionKind.PLAN,
    ]


def test_a_heading_governs_the_text_up_to_the_next_of_its_level() -> None:
    source = "引言。\n一、甲事\n(一)乙事\n正文一。\n(二)丙事\n正文二。\n二、丁事\n正文三。\n"
    sections = sections_of(source)

    def path(word: str) -> list[str]:
        return [section.heading for section in heading_path(sections, source.index(word))]

    assert path("引言") == []
    assert path("正文一") == ["甲事", "乙事"]
    assert path("正文二") == ["甲事", "丙事"]
    assert path("正文三") == ["丁事"]
    innermost = section_at(sections, source.index("正文二"))
    assert innermost is not None
    assert innermost.heading == "丙事"
    assert section_at(sections, 0) is None


@pytest.mark.parametrize(
    ("numeral", "value"),
    [("一", 1), ("十", 10), ("十二", 12), ("二十", 20), ("三十五", 35), ("7", 7), ("", 0)],
)
def test_the_number_of_a_heading_has_a_value(numeral: str, value: int) -> None:
    assert ordinal(numeral) == value


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name[:3])
def test_no_mutation_of_a_report_breaks_the_outline(path: Path) -> None:
    source = path.read_text("utf-8")
    chance = random.Random(path.name)  # noqa: S311 - a repeatable choice of mutations, no secret
    for _ in range(40):
        mutated = mutate(source, chance)
        sections = sections_of(mutated)
        assert list(sections) == sorted(sections, key=lambda section: section.start)


def mutate(source: str, chance: random.Random) -> str:
    """A report with a few slips: characters lost, doubled, exchanged, line breaks lost or set anywhere."""
    marks = "一二十、.()（）。:：;；\n\t 1９①第是·|"
    characters = list(source)
    for _ in range(30):
        place = chance.randrange(len(characters))
        slip = chance.randrange(4)
        if slip == 0:
            del characters[place : place + chance.randrange(1, 20)]
        elif slip == 1:
            characters.insert(place, chance.choice(marks))
        elif slip == 2:
            characters[place] = chance.choice(marks)
        else:
            characters[place:place] = characters[place : place + 40]
    return "".join(characters)
