"""Problems (问题) as bureaus state them: each case is a text and the shortcomings a careful reader takes out of it."""

from __future__ import annotations

import random
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from reports.extraction.catalogue import Catalogue, load_catalogue
from reports.extraction.normalise import normalise
from reports.extraction.outline import outline
from reports.extraction.problems import read_statements
from reports.extraction.records import Statement

FIXTURES = Path(__file__).parents[2] / "fixtures"
SEEDS = sorted((FIXTURES / "seed_reports").glob("*.txt"))


@cache
def reference() -> Catalogue:
    return load_catalogue(FIXTURES / "reference")


def problems_of(source: str) -> tuple[Statement, ...]:
    text = normalise(source)
    found, _plans = read_statements(source, text, outline(source, text), reference())
    assert all(source[one.start : one.end] == one.text for one in found)
    return found


def texts_of(source: str) -> list[str]:
    return [one.text for one in problems_of(source)]


CHAPTER_NAMES = [
    "二、存在的问题",
    "二、存在问题",
    "三、存在的问题和不足",
    "三、存在的主要问题及原因",
    "二、工作中存在的不足",
    "四、不足之处",
    "二、短板弱项",
    "二、困难和问题",
    "三、面临的主要困难与问题",
    "三、主要问题",
    "二、目前存在的薄弱环节",
    "二、2023年度法治政府建设存在的不足和原因",
    "二、上一年度推进法治政府建设存在的不足和原因",
    "二、问题与差距",
    "二、存在的差距和不足",
    "二、工作不足",
    "二、当前工作中存在的短板",
    "二、存在的问题和下一步打算",
    "二、存在问题及整改措施",
    "二.存在问题",
    "第二部分 存在的问题",
    "第二部分、存在问题与不足",
    "(三)存在的问题",
    "（三）存在问题",
    "存在的问题",
    "【存在问题】",
    "存在的主要问题：",
    "二、存在问题分析",
    "二、法治建设中的困难问题",
]


@pytest.mark.parametrize("name", CHAPTER_NAMES)
def test_a_chapter_of_problems_is_known_by_its_name(name: str) -> None:
    source = f"一、主要工作\n开展执法检查12次。\n{name}\n一是执法人员偏少；二是普法形式陈旧。\n"
    assert texts_of(source) == ["执法人员偏少", "普法形式陈旧"]


NO_CHAPTERS = [
    "二、着力解决突出问题",
    "二、聚焦群众反映的突出问题，办好民生实事",
    "二、坚持问题导向，规范执法行为",
    "二、补齐养老服务短板",
    "二、困难群众救助工作",
    "二、巡察反馈问题整改情况",
    "二、存在问题整改落实情况",
    "二、化解历史遗留问题",
    "二、突出问题集中整治成效明显",
    "二、困难残疾人生活保障",
]


@pytest.mark.parametrize("name", NO_CHAPTERS)
def test_a_chapter_about_work_on_problems_is_none_of_problems(name: str) -> None:
    assert texts_of(f"一、主要做法\n加强领导。\n{name}\n一是走访困难家庭；二是开展排查。\n") == []


LISTS = {
    "a numbered list in one sentence": (
        "一是学法不够经常；二是执法文书不规范；三是人手紧张。",
        ["学法不够经常", "执法文书不规范", "人手紧张"],
    ),
    "an introduction is none": (
        "一年来取得了一定成绩，但与群众期盼相比仍有差距：一是学法不够经常，满足于读文件。二是执法文书不规范。",
        ["学法不够经常，满足于读文件", "执法文书不规范"],
    ),
    "an enumerated item keeps all its sentences": (
        "一是学法不够经常。个别科室全年只集中学习两次。二是执法文书不规范。",
        ["学法不够经常。个别科室全年只集中学习两次", "执法文书不规范"],
    ),
    "one line for each": (
        "主要有：\n一是学法不够经常；\n二是执法文书不规范。\n",
        ["学法不够经常", "执法文书不规范"],
    ),
    "Arabic numbers on lines": (
        "1.学法不够经常，满足于读文件；\n2.执法文书不规范，案卷归档不及时。\n",
        ["学法不够经常，满足于读文件", "执法文书不规范，案卷归档不及时"],
    ),
    "Arabic numbers with 、 in one line": (
        "1、学法不够经常；2、执法文书不规范。",
        ["学法不够经常", "执法文书不规范"],
    ),
    "bracketed numbers": ("(1)学法不够经常；(2)执法文书不规范。", ["学法不够经常", "执法文书不规范"]),
    "full-width brackets": ("（１）学法不够经常；（２）执法文书不规范。", ["学法不够经常", "执法文书不规范"]),
    "circled numbers": (
        "①学法不够经常②执法文书不规范③人手紧张。",
        ["学法不够经常", "执法文书不规范", "人手紧张"],
    ),
    "ordinals": ("第一，学法不够经常。第二，执法文书不规范。", ["学法不够经常", "执法文书不规范"]),
    "first, next, last": (
        "首先，学法不够经常。其次，执法文书不规范。最后，人手紧张。",
        ["学法不够经常", "执法文书不规范", "人手紧张"],
    ),
    "its one, its two": ("其一，学法不够经常；其二，执法文书不规范。", ["学法不够经常", "执法文书不规范"]),
    "on the one hand": (
        "一方面，执法人员多为兼职；另一方面，案卷质量不高。",
        ["执法人员多为兼职", "案卷质量不高"],
    ),
    "on the one hand inside an item is prose": (
        "一是执法能力不足。一方面人员少，另一方面经验缺。二是学法不够经常。",
        ["执法能力不足。一方面人员少，另一方面经验缺", "学法不够经常"],
    ),
    "semicolons alone": (
        "一线执法人员偏少；案卷制作不够规范；法律顾问作用发挥不充分。",
        ["一线执法人员偏少", "案卷制作不够规范", "法律顾问作用发挥不充分"],
    ),
    "clauses after a colon": (
        "与上级要求还有差距，主要表现在：学法不够经常，执法文书不规范，人手紧张。",
        ["学法不够经常", "执法文书不规范", "人手紧张"],
    ),
    "a clause that states no lack belongs to the next": (
        "还存在不足，主要表现为：受编制限制，执法人员偏少，普法形式陈旧。",
        ["受编制限制，执法人员偏少", "普法形式陈旧"],
    ),
    "sentences stand for themselves": (
        "执法人员偏少，难以满足日常检查需要。普法形式陈旧，群众参与度不高。",
        ["执法人员偏少，难以满足日常检查需要", "普法形式陈旧，群众参与度不高"],
    ),
    "praise is none": (
        "今年以来，法治建设取得了明显成效。但执法人员偏少，监管力量跟不上。",
        ["但执法人员偏少，监管力量跟不上"],
    ),
    "a lost full stop before the next number": (
        "一是学法参与率仅85%二是执法文书不规范三是人手紧张。",
        ["学法参与率仅85%", "执法文书不规范", "人手紧张"],
    ),
    "the bureau's promise behind the list is none": (
        "一是学法不够经常；二是人手紧张。以上问题，需要在今后工作中认真加以解决。",
        ["学法不够经常", "人手紧张"],
    ),
    "a further one behind the list": (
        "一是学法不够经常。二是人手紧张。此外，档案管理还不规范。",
        ["学法不够经常", "人手紧张", "此外，档案管理还不规范"],
    ),
    "a comma list": (
        "一是学法不够经常，二是人手紧张，三是案卷不规范。",
        ["学法不够经常", "人手紧张", "案卷不规范"],
    ),
    "the finer of two enumerations": (
        "一是执法能力不足，表现在：(1)案卷不规范；(2)程序意识不强。二是人手紧张。",
        ["案卷不规范", "程序意识不强", "人手紧张"],
    ),
    "spaces for line breaks": ("一是学法不够经常  二是人手紧张", ["学法不够经常", "人手紧张"]),
    "bullets": ("• 学法不够经常。\n• 人手紧张。\n", ["学法不够经常", "人手紧张"]),
    "sentences inside a list parted by semicolons": (
        "一是认识不足。个别干部学法不经常；二是执行不严。部分制度落实不到位；三是能力不高。培训不够。",
        ["认识不足。个别干部学法不经常", "执行不严。部分制度落实不到位", "能力不高。培训不够"],
    ),
    "numbered labels": ("问题一：学法不够经常。\n问题二：人手紧张。\n", ["学法不够经常", "人手紧张"]),
    "a consequence stays with its clause": (
        "还存在不足，主要表现为：执法人员偏少，难以满足监管需要，普法形式陈旧。",
        ["执法人员偏少，难以满足监管需要", "普法形式陈旧"],
    ),
    "nothing at present": ("目前，暂无。\n", []),
}


@pytest.mark.parametrize(("body", "expected"), LISTS.values(), ids=LISTS.keys())
def test_a_list_is_read_at_its_finest_enumeration(body: str, expected: list[str]) -> None:
    for joint in ("\n", ""):
        heading = "三、存在的问题" + ("\n" if joint else "。")
        assert (
            texts_of(f"一、工作情况\n开展检查12次。\n{heading}{body}\n四、下一步打算\n加强学习。\n")
            == expected
        )


PARTS = {
    "the sentences under a title": (
        "(一)执法力量薄弱。目前持证人员仅4名。案件办理周期偏长。\n(二)普法形式单一。线上宣传少，群众知晓率不高。\n",
        [
            ("执法力量薄弱", "目前持证人员仅4名"),
            ("执法力量薄弱", "案件办理周期偏长"),
            ("普法形式单一", "线上宣传少，群众知晓率不高"),
        ],
    ),
    "a list under a title": (
        "(一)执法力量薄弱：一是人员少；二是装备旧。\n(二)普法形式单一。一是载体少。二是频次低。\n",
        [
            ("执法力量薄弱", "人员少"),
            ("执法力量薄弱", "装备旧"),
            ("普法形式单一", "载体少"),
            ("普法形式单一", "频次低"),
        ],
    ),
    "titles alone are the problems": (
        "(一)执法力量薄弱\n(二)普法形式单一\n",
        [(None, "执法力量薄弱"), (None, "普法形式单一")],
    ),
    "whole sentences with part numbers": (
        "(一)执法力量薄弱，持证人员仅4名，且多为兼职。\n(二)普法形式单一，群众知晓率不高。\n",
        [(None, "执法力量薄弱，持证人员仅4名，且多为兼职"), (None, "普法形式单一，群众知晓率不高")],
    ),
    "points under a part": (
        "(一)依法履职方面。\n1.执法力量薄弱。持证人员仅4名，监管跟不上。\n2.案卷质量不高。归档不及时，文书有错漏。\n",
        [("依法履职方面", "持证人员仅4名，监管跟不上"), ("依法履职方面", "归档不及时，文书有错漏")],
    ),
    "part numbers in one paragraph": (
        "存在以下问题：（一）执法力量薄弱；（二）普法形式单一；（三）制度不够健全。\n",
        [(None, "执法力量薄弱"), (None, "普法形式单一"), (None, "制度不够健全")],
    ),
}


@pytest.mark.parametrize(("body", "expected"), PARTS.values(), ids=PARTS.keys())
def test_parts_of_the_chapter_lend_their_title(body: str, expected: list[tuple[str | None, str]]) -> None:
    found = problems_of(f"一、工作情况\n开展检查12次。\n二、存在的不足\n{body}三、明年打算\n加强学习。\n")
    assert [(one.heading, one.text) for one in found] == expected
    assert [one.order for one in found] == list(range(1, len(found) + 1))


CAUSES = {
    "a sentence behind the list": (
        "一是学法不够经常；二是人手紧张。主要原因是编制多年未增加。",
        [("学法不够经常", False), ("人手紧张", False), ("主要原因是编制多年未增加", True)],
    ),
    "a list of its own": (
        "一是学法不够经常；二是人手紧张。究其原因：一是重视程度不够；二是经费保障不足。",
        [("学法不够经常", False), ("人手紧张", False), ("重视程度不够", True), ("经费保障不足", True)],
    ),
    "in a part of its own": (
        "(一)主要问题\n一是学法不够经常；二是人手紧张。\n(二)原因分析\n一是重视程度不够；二是经费保障不足。",
        [("学法不够经常", False), ("人手紧张", False), ("重视程度不够", True), ("经费保障不足", True)],
    ),
    "in a chapter of their own": (
        "一是学法不够经常。\n三、原因分析\n(一)重视不够。研究部署少。\n(二)经费不足。每年投入少。",
        [("学法不够经常", False), ("研究部署少", True), ("每年投入少", True)],
    ),
    "told of the problems as a whole": (
        "一是学法不够经常；二是人手紧张。\n上述问题的存在，主要是部分单位重视程度不够。",
        [("学法不够经常", False), ("人手紧张", False), ("上述问题的存在，主要是部分单位重视程度不够", True)],
    ),
    "behind a comma": (
        "学法不够经常。产生上述问题的原因，主要是任务重、培训少。",
        [("学法不够经常", False), ("产生上述问题的原因，主要是任务重、培训少", True)],
    ),
}


@pytest.mark.parametrize(("body", "expected"), CAUSES.values(), ids=CAUSES.keys())
def test_a_cause_is_told_from_a_problem(body: str, expected: list[tuple[str, bool]]) -> None:
    found = problems_of(
        f"一、工作情况\n开展检查12次。\n二、存在的问题及原因\n{body}\n三、明年打算\n加强学习。\n"
    )
    assert [(one.text, one.is_cause) for one in found] == expected


PLAIN_TEXT = {
    "half a sentence at the end of the results": (
        "一、工作情况\n今年开展检查12次，受到好评。虽然取得一定成绩，但仍存在执法人员偏少、普法形式陈旧等问题。\n",
        ["虽然取得一定成绩，但仍存在执法人员偏少、普法形式陈旧等问题"],
    ),
    "a list in the last paragraph": (
        "今年开展检查12次。\n同时，我们也清醒地看到，工作中还存在一些不足：一是执法人员偏少；二是普法形式陈旧。\n",
        ["执法人员偏少", "普法形式陈旧"],
    ),
    "a vague sentence, then the list": (
        "今年开展检查12次。\n对照要求，我局工作还存在一定差距。一是执法人员偏少。二是普法形式陈旧。\n",
        ["执法人员偏少", "普法形式陈旧"],
    ),
    "a label in running text": (
        "今年开展检查12次。存在的主要问题：一是执法人员偏少；二是普法形式陈旧。下步措施：一是增加人手；二是创新形式。",
        ["执法人员偏少", "普法形式陈旧"],
    ),
    "all chapters in one paragraph": (
        "现将情况报告如下：一、主要工作（一）加强领导。召开会议3次。（二）规范执法。开展检查12次。"
        "二、存在问题一是执法人员偏少；二是普法形式陈旧。三、下步打算一是增加人手；二是创新形式。",
        ["执法人员偏少", "普法形式陈旧"],
    ),
    "shortcomings in named fields": (
        "一、工作情况\n开展检查12次。但在执法规范化、信息化建设等方面还存在短板，需要在今后工作中加以改进。\n",
        ["但在执法规范化、信息化建设等方面还存在短板，需要在今后工作中加以改进"],
    ),
    "what has yet to be done": ("一、工作情况\n开展检查12次。宣传覆盖面有待扩大。\n", ["宣传覆盖面有待扩大"]),
    "what remains a problem": (
        "一、工作情况\n开展检查12次。由于人员编制少，执法力量不足的问题依然突出。\n",
        ["由于人员编制少，执法力量不足的问题依然突出"],
    ),
    "found in others": ("一、工作情况\n对检查中发现存在问题的机构，责令限期整改，仍有问题的依法处罚。\n", []),
    "people in need": (
        "一、工作情况\n对仍有生活困难的家庭给予临时救助，还对存在突出困难的老年人上门走访。\n",
        [],
    ),
    "new questions studied": ("一、加强领导\n认真研究法治政府建设中存在的新情况新问题，及时部署。\n", []),
    "settled ones": ("一、工作情况\n针对排查出的问题，列出清单，逐项整改到位。\n", []),
    "none at all": ("一、工作情况\n开展检查12次。\n二、工作成效\n群众满意率100%。\n", []),
    "an empty text": ("", []),
}


@pytest.mark.parametrize(("source", "expected"), PLAIN_TEXT.values(), ids=PLAIN_TEXT.keys())
def test_problems_are_found_wherever_they_stand(source: str, expected: list[str]) -> None:
    assert texts_of(source) == expected


NO_PROBLEMS = [
    "对检查中发现的12个问题，下达整改通知书，限期整改，目前均已整改到位。",
    "针对部分社会组织内部治理不规范的问题，约谈负责人3次。",
    "着力破解农村养老服务短板，新建互助养老设施20处。",
    "全面梳理法治建设中的薄弱环节，制定任务清单。",
    "聚焦困难群众急难愁盼问题，开展走访慰问。",
    "开展回头看，对仍存在问题的养老机构进行通报。",
    "会议指出，当前法治建设仍面临不少困难和挑战，要求各科室压实责任。",
    "对收入不足以维持基本生活的家庭及时纳入低保。",
    "局党组专题研究法治政府建设存在的问题，提出改进措施5条。",
    "近年来，我局执法力量不足的问题得到有效缓解。",
    "我局坚持问题导向，补短板、强弱项。",
    "虽然任务重、时间紧，但全局上下克服困难，圆满完成任务。",
]


@pytest.mark.parametrize("sentence", NO_PROBLEMS)
def test_work_on_problems_is_no_problem_of_the_bureau(sentence: str) -> None:
    assert texts_of(f"一、工作情况\n2023年开展检查12次。{sentence}\n") == []


def test_measures_between_the_problems_are_none() -> None:
    source = (
        "一、工作情况\n开展检查12次。\n二、存在问题及整改措施\n1.执法人员偏少，监管跟不上。整改措施：争取编制，充实力量。\n"
        "2.普法形式陈旧，群众参与度低。整改措施：用好新媒体。\n"
    )
    assert texts_of(source) == ["执法人员偏少，监管跟不上", "普法形式陈旧，群众参与度低"]


def test_the_rows_of_a_table_are_read_by_their_columns() -> None:
    source = (
        "三、存在问题及整改措施\n序号\t存在问题\t原因分析\t整改措施\n"
        "1\t执法人员偏少\t编制不足多年未增\t争取增加编制\n2\t普法形式陈旧\t经费投入不足\t用好新媒体平台\n"
    )
    assert [(one.text, one.is_cause) for one in problems_of(source)] == [
        ("执法人员偏少", False),
        ("编制不足多年未增", True),
        ("普法形式陈旧", False),
        ("经费投入不足", True),
    ]


def test_lines_broken_by_a_scan_are_one_sentence() -> None:
    line = "二、存在的问题\n"
    body = (
        "执法人员长期偏少，面对日益增多的养老机构和社会组织，\n日常监管难以做到全覆盖。普法宣传大多集中在城区，边远\n"
        "乡镇群众对低保、殡葬等政策的知晓率一直都处于较低水平\n，宣传效果不明显。\n"
    )
    assert len(texts_of(line + body)) == 2


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name[:3])
def test_no_mutation_of_a_report_breaks_the_reading(path: Path) -> None:
    source = path.read_text("utf-8")
    chance = random.Random(path.name)  # noqa: S311 - a repeatable choice of mutations, no secret
    for _ in range(40):
        mutated = list(source)
        for _slip in range(30):
            place = chance.randrange(len(mutated))
            mutated[place : place + chance.randrange(8)] = chance.choice(
                ["", "\n", "一是", "。", ";", "1.", "(二)", "\t", "①"]
            )
        text = "".join(mutated)
        found = problems_of(text)
        assert [one.order for one in found] == list(range(1, len(found) + 1))
        assert all(before.end <= after.start for before, after in pairwise(found))
