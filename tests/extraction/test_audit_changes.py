"""Growth, decline, differences and completion that a text claims, whether they hold, and what explains it if not."""

from __future__ import annotations

import pytest

from reports.extraction.audit import relate
from reports.extraction.normalise import normalise
from tests.extraction.reading import figures

Found = tuple[str, str, str, str]
"""Kind, result, the two terms, each as printed."""


def _changes(source: str) -> list[tuple[Found, str | None]]:
    """Every relation but sums and shares, with what is wrong with it."""
    metrics = figures(source)
    found = []
    for relation in relate(normalise(source), metrics):
        if relation.kind not in ("sum", "ratio"):
            first, second = (metrics[index].mention for index in relation.terms)
            assert relation.holds == (relation.diagnosis is None)
            found.append(
                ((relation.kind.value, metrics[relation.result].mention, first, second), relation.diagnosis)
            )
    return found


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # From–to: 由…提高到…, with its rate behind or before it.
        ("城市低保标准由每人每月500元提高到530元,增长6%。", [("growth", "6%", "530元", "500元")]),
        ("农村低保标准从每人每年4800元提高至5280元,增幅10%。", [("growth", "10%", "5280元", "4800元")]),
        ("城市低保标准提高6%,由500元/月提高到530元/月。", [("growth", "6%", "530元/月", "500元/月")]),
        ("审批时限由20个工作日压缩至8个工作日,压缩60%。", [("decline", "60%", "8个工作日", "20个工作日")]),
        ("特困供养标准由780元调整为845元,涨幅8.33%。", [("growth", "8.33%", "845元", "780元")]),
        ("高龄津贴由每人每月50元提高至100元,提高了1倍。", [("growth", "1倍", "100元", "50元")]),
        (
            "孤儿养育标准由1000元提高到1100元,每人每月增加100元,增幅达10%。",
            [("increase", "100元", "1100元", "1000元"), ("growth", "10%", "1100元", "1000元")],
        ),
        ("办结率由95%提高到98%,提高3个百分点。", [("increase", "3个百分点", "98%", "95%")]),
        ("调解成功率由上年的60%下降到58.5%,下降1.5个百分点。", [("decrease", "1.5个百分点", "58.5%", "60%")]),
        # Compared: the earlier value beside the present one.
        ("全年共办理结婚登记120件,去年100件,同比增长20%。", [("growth", "20%", "120件", "100件")]),
        ("受理投诉80件(上年同期100件),下降20%。", [("decline", "20%", "80件", "100件")]),
        (
            "去年受理信访100件,今年受理80件,同比减少20件,下降20%。",
            [("decrease", "20件", "80件", "100件"), ("decline", "20%", "80件", "100件")],
        ),
        ("2022年结婚登记3000对,2023年结婚登记3300对,增长10%。", [("growth", "10%", "3300对", "3000对")]),
        ("现有社会组织655个,比上年末的640个增加15个。", [("increase", "15个", "655个", "640个")]),
        ("办理案件45件,较2022年的60件下降25%。", [("decline", "25%", "45件", "60件")]),
        (
            "支出低保金3912.6万元,上年为3729.8万元,同比增长4.9%。",
            [("growth", "4.9%", "3912.6万元", "3729.8万元")],
        ),
        # Rounded amounts, and rates that are no more than bounds.
        ("争取资金1.2亿元,比上年的1.1亿元增长11%。", [("growth", "11%", "1.2亿元", "1.1亿元")]),
        ("老年人口12.5万人,较上年11.9万人增长约5%。", [("growth", "5%", "12.5万人", "11.9万人")]),
        ("救助流浪乞讨人员130人次,去年100人次,增长25%以上。", [("growth", "25%", "130人次", "100人次")]),
        ("救助流浪乞讨人员119人次,去年100人次,增长近20%。", [("growth", "20%", "119人次", "100人次")]),
        # Several at once.
        (
            "城市、农村低保标准分别由500元、400元提高到530元、430元,分别增长6%、7.5%。",
            [("growth", "6%", "530元", "500元"), ("growth", "7.5%", "430元", "400元")],
        ),
        (
            "城乡低保标准分别达到700元和520元,较上年650元和480元分别增长7.7%和8.3%。",
            [("growth", "7.7%", "700元", "650元"), ("growth", "8.3%", "520元", "480元")],
        ),
        (
            "农村低保月标准由430元增加到460元,城市由600元增加到630元,分别增长7%和5%。",
            [("growth", "7%", "460元", "430元"), ("growth", "5%", "630元", "600元")],
        ),
        # The earlier value left out.
        ("城市低保标准提高到每人每月700元,较上年提高30元,增长4.5%。", [("gain", "4.5%", "700元", "30元")]),
        ("现有社会组织655个,比上年增加15个,增长2.3%。", [("gain", "2.3%", "655个", "15个")]),
        ("受理投诉80件,同比减少20件,下降20%。", [("loss", "20%", "80件", "20件")]),
        # Completion of a task, a target or a plan.
        ("全年培训120人,年度目标100人,完成率120%。", [("completion", "120%", "120人", "100人")]),
        ("年度任务100件,实际完成120件,完成率为120%。", [("completion", "120%", "120件", "100件")]),
        ("新建日间照料中心103个,占年度任务100个的103%。", [("completion", "103%", "103个", "100个")]),
        ("完成适老化改造515户,为年度任务500户的103%。", [("completion", "103%", "515户", "500户")]),
        ("全年改造515户,完成年度任务(500户)的103%。", [("completion", "103%", "515户", "500户")]),
        ("计划改造500户,已完成515户,任务完成率103%。", [("completion", "103%", "515户", "500户")]),
        ("应改造300户,已改造300户,完成率100%。", [("completion", "100%", "300户", "300户")]),
        ("完成投资4500万元,占计划投资5000万元的90%。", [("completion", "90%", "4500万元", "5000万元")]),
        ("全年完成改造515户,超额完成3%(年度任务500户)。", [("growth", "3%", "515户", "500户")]),
    ],
)
def test_what_the_text_makes_checkable_comes_out(sentence: str, expected: list[Found]) -> None:
    assert _changes(sentence) == [(found, None) for found in expected]


@pytest.mark.parametrize(
    ("sentence", "diagnosis"),
    [
        ("城市低保标准由每月500元提高到530元,增长8%。", "computed:6%"),
        ("现有社会组织655个,比上年末的640个增加25个。", "computed:15"),
        ("全年办理结婚登记120件,去年100件,同比下降20%。", "direction"),
        ("现有社会组织625个,比上年末的640个增加15个。", "direction"),
        ("群众满意度由80%提高到90%,提高10%。", "points"),
        ("城市低保标准提高到每人每月700元,较上年提高30元,增长4.3%。", "base"),
        ("城市低保标准提高到每人每月700元,较上年提高30元,增长6.5%。", "computed:4.48%"),
        ("办理案件由100件增加到120件,增长16.7%。", "base"),
        ("应检社会组织300家,实检298家,完成率100%。", "computed:99.33%"),
        ("全年改造400户,年度任务500户,完成率125%。", "reversed"),
        ("完成120件,占年度目标100件的103%。", "computed:120%"),
        ("救助流浪乞讨人员115人次,去年100人次,增长20%以上。", "computed:15%"),
    ],
)
def test_what_does_not_come_out_is_explained(sentence: str, diagnosis: str) -> None:
    assert [fault for _found, fault in _changes(sentence)] == [diagnosis]


@pytest.mark.parametrize(
    "sentence",
    [
        # No earlier value, no target.
        "社会救助支出5.2亿元,同比增长8.3%。",
        "完成年度任务的103%。",
        "全年检查养老机构31家,完成率100%。",
        # Another thing grows.
        "城市低保标准由500元提高到530元,惠及1200人,救助人数增长12%。",
        "投诉由100件下降到80件,投诉率下降3个百分点。",
        "城市低保标准由500元提高到530元,养老机构护理型床位占比提高5个百分点。",
        ("新登记社会组织30家,净增12家,增长2%。"),
        # Which of two is compared, and which of them grew, is not said.
        "结婚登记100对、离婚登记80对,上年120对,下降20%。",
        "结婚登记120对、离婚登记80对,去年100对、90对,增长20%。",
        # Made of, not from.
        "由3名律师组成的团队办理案件10件,增长20%。",
        # A mean over several years.
        "养老床位由2018年的1000张增加到2023年的1500张,年均增长8.4%。",
    ],
)
def test_what_claims_nothing_is_not_checked(sentence: str) -> None:
    assert _changes(sentence) == []


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (
            "指标\t本年\t上年\t同比增长（%）\n结婚登记（对）\t3300\t3000\t10\n离婚登记（对）\t800\t1000\t-20\n",
            [
                (("growth", "10", "3300", "3000"), None),
                (("growth", "-20", "800", "1000"), None),
            ],
        ),
        (
            "项目\t单位\t年度计划\t实际完成\t完成率\n适老化改造\t户\t500\t515\t103%\n养老床位\t张\t300\t240\t85%\n",
            [
                (("completion", "103%", "515", "500"), None),
                (("completion", "85%", "240", "300"), "computed:80%"),
            ],
        ),
        ("指标\t一月\t二月\t同比增长（%）\n结婚登记（对）\t330\t300\t10\n", []),
    ],
)
def test_rows_of_tables(table: str, expected: list[tuple[Found, str | None]]) -> None:
    assert _changes(table) == expected
