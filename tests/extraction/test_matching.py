"""Which indicator, period and status a figure has, rule by rule; sentences by domain stand in sentences/."""

from __future__ import annotations

import pytest

from reports.extraction.records import MetricStatus, Period, SectionKind
from tests.extraction.reading import figure, figures

ACTUAL, STANDARD, PLAN = MetricStatus.ACTUAL, MetricStatus.STANDARD, MetricStatus.PLAN
YEAR, POINT, PART = Period.YEAR, Period.POINT, Period.PART
CUMULATIVE, MULTI_YEAR, RECURRING = Period.CUMULATIVE, Period.MULTI_YEAR, Period.RECURRING


@pytest.mark.parametrize(
    ("sentence", "mention", "codes"),
    [
        ("全年未发生行政复议和行政诉讼案件。", "未发生", ["dispute.reconsiderations", "dispute.lawsuits"]),
        ("全年行政复议、行政诉讼案件为零。", "零", ["dispute.reconsiderations", "dispute.lawsuits"]),
        (
            "办理人大代表建议16件、政协提案21件，办结率、满意率均为100%。",
            "100%",
            ["oversight.proposal_completion_rate", "oversight.proposal_satisfaction_rate"],
        ),
        (
            "组织全体干部职工98人参加年度学法考试，参考率、合格率均达100%。",
            "100%",
            ["legal_study.exam_attendance_rate", "legal_study.exam_pass_rate"],
        ),
        (
            "城乡低保标准分别提高到每人每月810元和640元。",
            "640元",
            ["assistance.rural_dibao_standard"],
        ),
    ],
)
def test_what_a_figure_of_several_names_counts(sentence: str, mention: str, codes: list[str]) -> None:
    assert [metric.indicator for metric in figures(sentence) if metric.mention == mention] == codes


@pytest.mark.parametrize(
    ("sentence", "mention", "period"),
    [
        ("全年办理结婚登记3215对", "3215对", YEAR),
        ("全县现有养老机构31家", "31家", POINT),
        ("截至12月底,全县在册低保对象2310人", "2310人", POINT),
        ("截至目前,办理婚姻登记10698对", "10698对", YEAR),
        ("上半年救助流浪乞讨人员86人次", "86人次", PART),
        ("1-10月,发放低保金3622万元", "3622万元", PART),
        ("1-12月,发放低保金3622万元", "3622万元", YEAR),
        ("疫情期间新增低保316人", "316人", PART),
        ("近三年,开展联合执法95次", "95次", MULTI_YEAR),
        ("连续九年学法考法全员达标", "九年", MULTI_YEAR),
        ("自2019年成立以来累计接收捐赠3260万元", "3260万元", CUMULATIVE),
        ("全年累计发放临时救助金300万元", "300万元", YEAR),
        ("城市低保标准提高到每人每月785元", "785元", RECURRING),
        ("农村低保标准提高到每人每年6600元", "6600元", YEAR),
        ("每季度开展执法检查2次", "2次", RECURRING),
        ("向9764名残疾人发放两项补贴", "9764名", YEAR),
        ("享受高龄津贴2310人", "2310人", POINT),
        ("配备执法记录仪4台", "4台", YEAR),
        ("护理型床位占比58%", "58%", POINT),
        ("乡镇民政专干15名", "15名", POINT),
        ("全县12个民政服务窗口已全部开通预约", "12个", POINT),
        ("辖区16家老年大学均已复课", "16家", POINT),
        ("对12个窗口全部进行了检查", "12个", YEAR),
        ("全县整改问题12个,已全部销号", "12个", YEAR),
    ],
)
def test_the_period(sentence: str, mention: str, period: Period) -> None:
    assert figure(sentence, mention).period is period


def test_a_yearly_and_a_cumulative_figure_keep_one_indicator() -> None:
    year, total = figures("“身后一件事”联办2236件,累计联办11771件")
    assert year.indicator == total.indicator == "funeral.joint_after_death"
    assert (year.period, total.period) == (YEAR, CUMULATIVE)


@pytest.mark.parametrize(
    ("sentence", "mention", "status"),
    [
        ("完成适老化改造106户", "106户", ACTUAL),
        ("临时救助审批额度提高到3000元", "3000元", STANDARD),
        ("力争新增养老床位500张,护理型床位占比不低于60%", "60%", PLAN),
        ("确保监管事项覆盖率100%", "100%", PLAN),
        ("计划新建老年食堂15个", "15个", PLAN),
        ("低保标准拟提高至每人每月560元", "560元", PLAN),
        ("制定年度检查计划,检查养老机构64家", "64家", ACTUAL),
        ("占全年任务120户的37.5%", "120户", PLAN),
    ],
)
def test_the_status(sentence: str, mention: str, status: MetricStatus) -> None:
    assert figure(sentence, mention).status is status


def test_a_chapter_of_plans_gives_targets() -> None:
    target = figure("完成400户困难老年人家庭适老化改造", "400户", SectionKind.PLAN)
    assert (target.indicator, target.status, target.period) == ("elderly.age_friendly_retrofits", PLAN, YEAR)


def test_an_earlier_value_has_no_indicator_but_its_period() -> None:
    earlier, later = figures("百岁老人津贴由每人每月300元提高至600元")
    assert earlier.indicator is None
    assert later.indicator == "elderly.centenarian_allowance_standard"
    assert earlier.period is later.period is RECURRING


def test_one_figure_of_several_names_is_read_once_for_each() -> None:
    read = figures("参学率、报考率、参考率、通过率均达100%,学法考试全员参加")
    assert [m.indicator for m in read] == [
        "legal_study.study_rate",
        "legal_study.exam_signup_rate",
        "legal_study.exam_attendance_rate",
        "legal_study.exam_pass_rate",
    ]
    assert len({(m.start, m.end) for m in read}) == 1


def test_a_zero_of_two_things_is_two_figures() -> None:
    read = figures("年内,无行政复议案件被纠错、行政诉讼案件败诉等情况")
    assert [m.indicator for m in read] == ["dispute.reconsiderations_corrected", "dispute.lawsuits_lost"]
    assert [m.value for m in read] == [0, 0]


def test_an_elided_head_noun_is_carried_over() -> None:
    read = figures("约谈社会组织72个,撤销21个、注销42个")
    assert [m.indicator for m in read] == [
        "social_org.rectified",
        "social_org.revoked",
        "social_org.deregistered",
    ]


def test_the_headline_figure_keeps_the_code_and_the_other_says_why() -> None:
    first, second = figures("全县现有社工站8个。8个社工站开展服务活动。")
    assert first.indicator == "social_work.stations"
    assert second.indicator is None
    assert any(reason.startswith(("headline_elsewhere", "no_indicator")) for reason in second.reasons)


@pytest.mark.parametrize(
    ("sentence", "mention"),
    [
        ("结婚登记同比下降12.3%", "12.3%"),
        ("离婚登记比上年增加56对", "56对"),
        ("2020年办理结婚登记5210对", "5210对"),
        ("覆盖260个村社,超过197个的任务指标", "197个"),
        ("为9个居家养老服务中心配备终端", "9个"),
        ("新建养老机构2家", "2家"),
        ("全市有20家社工机构参与志愿服务", "20家"),
        ("完成31宗双随机案件(民办非企业单位27间,社会团体4间)", "27间"),
        ("每个乡镇至少开展普法活动2场", "2场"),
    ],
)
def test_figures_that_are_not_the_indicators_own(sentence: str, mention: str) -> None:
    assert figure(sentence, mention).indicator is None


def test_scope_and_reasons_are_kept() -> None:
    metric = figure("全市共办理结婚登记3215对", "3215对")
    assert metric.scope == "region"
    assert any("结婚登记" in reason for reason in metric.reasons)


def test_quote_and_mention_stand_in_the_unchanged_source() -> None:
    source = "全年办理结婚登记３，２１５对，离婚登记１１０２对。"
    for metric in figures(source):
        assert source[metric.start : metric.end] == metric.mention
        assert source[metric.quote_start : metric.quote_end] == metric.quote
        assert metric.quote_start <= metric.start < metric.end <= metric.quote_end
