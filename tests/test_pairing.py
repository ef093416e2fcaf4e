"""Plans paired with what the next report says of them, and shortcomings put together by matter."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.conf import settings

from reports.demonstration.cast import choose, residents_by_code
from reports.demonstration.clerks import Clerk
from reports.demonstration.vocabulary import load_vocabulary
from reports.demonstration.writing import write_all
from reports.extraction.engine import extract
from reports.pairing.fulfilment import Amount, Outcome, Pairing, Reported, Said
from reports.pairing.likeness import Lexicon, Rarity, shared_words, windows
from reports.pairing.recurrence import Stated, same_words, threads
from reports.settling import reference

LEXICON = Lexicon(["老年助餐点", "执法证", "社会组织", "普法宣传", "法律顾问"])
OTHERS = (
    Said("全年办理结婚登记1698对、离婚登记602对"),
    Said("社会组织参加年检440家,年检合格418家"),
    Said("规范婚姻登记和殡葬服务,收费项目全部公示"),
)


def pieces(number: int) -> tuple[Amount, ...]:
    return (Amount(Decimal(number), "个"),)


def verdict(plan: Said, *answers: Said) -> Pairing:
    return Reported([*OTHERS, *answers], LEXICON).of(plan)


@pytest.mark.parametrize(
    ("plan", "answer", "outcome"),
    [
        ("完善法律顾问工作制度,全程参与重大决策", "法律顾问全程参与重大决策", Outcome.DONE),
        ("成立婚姻家庭纠纷调解室", "婚姻家庭纠纷调解室完成选址,调解员正在选聘", Outcome.PARTLY),
        ("建立低保对象季度核查制度", "低保对象季度核查调整为半年核查", Outcome.CHANGED),
        ("制作普法短视频,开设以案释法专栏", "普法短视频制作取消", Outcome.CHANGED),
        ("健全领导干部学法制度,每季度集体学法", "组织干部集体学法", Outcome.UNCLEAR),
        ("编制养老设施布局规划", "全年发放高龄津贴1129万元", Outcome.SILENT),
        # 征求意见 is the plan's own matter, not a sign that something is unfinished.
        ("文件出台前公开征求意见", "文件出台前公开征求意见", Outcome.DONE),
    ],
)
def test_the_wording_of_the_answer_decides(plan: str, answer: str, outcome: Outcome) -> None:
    assert verdict(Said(plan), Said(answer)).outcome == outcome


@pytest.mark.parametrize(
    ("reported", "outcome"),
    [(13, Outcome.DONE), (15, Outcome.DONE), (8, Outcome.PARTLY), (160, Outcome.UNCLEAR)],
)
def test_the_figure_decides_where_both_give_one(reported: int, outcome: Outcome) -> None:
    plan = Said("新建老年助餐点13个,优先偏远村居", pieces(13))
    found = verdict(plan, Said(f"新建老年助餐点{reported}个", pieces(reported)))

    assert found.outcome == outcome
    assert found.amounts == (Amount(Decimal(13), "个"), Amount(Decimal(reported), "个"))


def test_what_was_aimed_at_is_not_what_was_reached() -> None:
    plan = Said("新建老年助餐点11个,优先偏远村居", pieces(11))
    found = verdict(plan, Said("新建老年助餐点6个,未达到11个的目标", (*pieces(6), *pieces(11))))

    assert (found.outcome, found.amounts) == (Outcome.PARTLY, (*pieces(11), *pieces(6)))


def test_a_plan_announced_again_is_no_answer() -> None:
    plan = Said("成立婚姻家庭纠纷调解室")

    assert verdict(plan, Said(plan.text, is_ahead=True)).outcome == Outcome.AGAIN
    assert (
        verdict(plan, Said(plan.text, is_ahead=True), Said("婚姻家庭纠纷调解室挂牌成立")).outcome
        == Outcome.DONE
    )


def test_a_plan_without_matter_is_never_found_done() -> None:
    assert verdict(Said("抓好各项任务部署"), Said("各项任务部署落实到位")).outcome == Outcome.UNCLEAR


def test_a_report_without_sentences_says_nothing() -> None:
    assert Reported([], LEXICON).of(Said("成立调解室")) == Pairing(Outcome.SILENT)


def test_the_shared_words_stand_in_both_sentences() -> None:
    plan, answer = "推动与医保、残联等部门信息共享,建设数据比对平台", "数据比对平台建成,与残联实现信息共享"
    words = shared_words(plan, answer, LEXICON)

    assert {"数据比对平台", "信息共享", "残联"} <= set(words)
    assert all(word in plan and word in answer for word in words)


def test_a_long_sentence_is_compared_clause_by_clause() -> None:
    long = "，".join(["全面落实上级部署要求抓好统筹协调工作"] * 8 + ["成立婚姻家庭纠纷调解室"])

    assert all(len(run) <= 90 for run in windows(long))
    assert any(run.endswith("成立婚姻家庭纠纷调解室") for run in windows(long))
    assert windows("短句") == ("短句",)


def test_rarer_words_weigh_more() -> None:
    rarity = Rarity.among([LEXICON.words(text) for text in ("社会组织年检", "社会组织评估", "殡葬整治")])

    assert rarity.of("殡葬") > rarity.of("社会组织")
    assert rarity.of("没有的") >= rarity.of("殡葬")
    assert rarity.covered(LEXICON.words("的"), LEXICON.words("殡葬")) == 0


# Shortcomings over years ----------------------------------------------------------------------------------------------


def test_shortcomings_of_one_matter_come_together() -> None:
    stated = [
        Stated(2020, "staff", "持证执法人员偏少,一人多岗"),
        Stated(2020, "publicity", "普法宣传形式单一,以发放资料为主"),
        Stated(2021, "staff", "持证执法人员占比不高"),
        Stated(2022, "publicity", "普法宣传形式传统,资料多"),
        Stated(2022, "staff", "档案室面积狭小"),
    ]

    assert threads(stated, LEXICON) == [[0, 2], [1, 3], [4]]


def test_without_a_common_subject_more_words_must_be_shared() -> None:
    far = [Stated(2020, "a", "普法宣传形式单一"), Stated(2021, "b", "政策解读形式单一,内容不多")]
    near = [Stated(2020, "a", "普法宣传形式单一"), Stated(2021, "", "普法宣传形式单一,覆盖不广")]

    assert threads(far, LEXICON) == [[0], [1]]
    assert threads(near, LEXICON) == [[0, 1]]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("普法宣传不够。", "1.普法宣传不够", True),
        ("一是普法，不够", "普法,不够", True),
        ("普法不够", "普法较弱", False),
    ],
)
def test_the_same_words_are_told_whatever_the_marks(one: str, other: str, same: bool) -> None:
    assert same_words(one, other) is same


# Against what the demonstration put into its texts --------------------------------------------------------------------


def test_most_answers_of_the_demonstration_are_found_and_few_are_made_up() -> None:
    """Sentences of our own making: they show that the rules hold together, not how right they are in life."""
    catalogue, gazetteer = reference()
    vocabulary = load_vocabulary(settings.DEMONSTRATION_DIR)
    residents = residents_by_code(settings.REFERENCE_DIR / "population_2020.csv")
    names = [word for spec in catalogue.indicators for word in (spec.name_zh, *spec.synonyms)]
    lexicon, done, found_done, silent = Lexicon(names), 0, 0, []
    for writer in choose(gazetteer, residents, 12, 3):
        printed = Clerk.of(3, writer.adcode).printed
        for document in write_all(vocabulary, gazetteer, writer, range(2019, 2025), 3):
            told = extract(document.text, catalogue, gazetteer)
            lines = document.text.replace("；", "。").replace(";", "。").replace("\n", "。").split("。")
            ahead = {plan.text for plan in told.plans}
            said = [Said(line, (), any(text in line for text in ahead)) for line in lines if line]
            reported = Reported(said, lexicon)
            for promise in document.answered:
                outcome = reported.of(Said(printed(promise.plan))).outcome
                done += promise.fate == "done"
                found_done += promise.fate == "done" and outcome == Outcome.DONE
                silent += [outcome == Outcome.DONE] if promise.fate == "silent" else []

    assert done > 50
    assert found_done / done > 0.9
    assert sum(silent) / len(silent) < 0.25
