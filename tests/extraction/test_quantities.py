"""The grammar of quantities: phrase → value, unit and qualifier; and the numerals that count nothing, by kind."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.extraction.quantities.numerals import chinese
from reports.extraction.records import Qualifier
from tests.extraction.reading import quantities

EXACT, ABOUT, OVER, UNDER = Qualifier.EXACT, Qualifier.ABOUT, Qualifier.OVER, Qualifier.UNDER
AT_LEAST, RANGE = Qualifier.AT_LEAST, Qualifier.RANGE


@pytest.mark.parametrize(
    ("phrase", "mention", "value", "unit", "qualifier"),
    [
        ("共受理案件234件", "234件", "234", "件", EXACT),
        ("发放1,234.5万元", "1,234.5万元", "12345000", "元", EXACT),
        ("共计1 234人", "1 234人", "1234", "人", EXACT),
        ("公布10 个机构", "10 个", "10", "个", EXACT),
        ("发放补贴3\n\n3.8万元", "3\n\n3.8万元", "338000", "元", EXACT),
        ("支出1.02亿元", "1.02亿元", "102000000", "元", EXACT),
        ("支出3万5千元", "3万5千元", "35000", "元", EXACT),
        ("支出1亿2000万元", "1亿2000万元", "120000000", "元", EXACT),
        ("惠及16万余名志愿者", "16万余名", "160000", "人", OVER),
        ("印发20多万份", "20多万份", "200000", "份", OVER),
        ("发放120余万元", "120余万元", "1200000", "元", OVER),
        ("惠及786万元余", "786万元", "7860000", "元", OVER),
        ("约5346万元", "5346万元", "53460000", "元", ABOUT),
        ("近300人参加", "300人", "300", "人", UNDER),
        ("不低于5%", "5%", "5", "%", AT_LEAST),
        ("控制在100%以内", "100%", "100", "%", UNDER),
        ("20个工作日内办结", "20个工作日", "20", "工作日", UNDER),
        ("覆盖率超过80%", "80%", "80", "%", OVER),
        ("参加群众500人左右", "500人", "500", "人", ABOUT),
        ("检查49户(人)次", "49户(人)次", "49", "户次", EXACT),
        ("19588人(户)受助", "19588人(户)", "19588", "人", EXACT),
        ("检查养老机构9轮次", "9轮次", "9", "轮次", EXACT),
        ("提高到710元/人·月", "710元/人·月", "710", "元", EXACT),
        ("审查1.2‰", "1.2‰", "1.2", "‰", EXACT),
        ("提高5.5个百分点", "5.5个百分点", "5.5", "百分点", EXACT),
        ("增长-3.2%", "-3.2%", "-3.2", "%", EXACT),
        ("全年查处案件三十二件", "三十二件", "32", "件", EXACT),
        ("培训一千二百余人次", "一千二百余人次", "1200", "人次", OVER),
        ("发放一亿三千二百余万元", "一亿三千二百余万元", "132000000", "元", OVER),
        ("参检率百分之九十八点五", "百分之九十八点五", "98.5", "%", EXACT),
        ("差错率在千分之一以内", "千分之一", "0.1", "%", UNDER),
        ("占比三成", "三成", "30", "%", EXACT),
        ("与两家律师事务所签约", "两家", "2", "家", EXACT),
        ("连续九年达标", "九年", "9", "年", EXACT),
        ("全年上线两期,受到好评", "两期", "2", "期", EXACT),
        ("每月300月提高", "300月", "300", "元", EXACT),
    ],
)
def test_a_quantity(phrase: str, mention: str, value: str, unit: str, qualifier: Qualifier) -> None:
    (found,) = quantities(phrase).quantities
    assert phrase[found.start : found.end] == mention
    assert (found.value, found.unit, found.qualifier) == (Decimal(value), unit, qualifier)


@pytest.mark.parametrize(
    ("phrase", "low", "high", "unit"),
    [
        ("给予0.5至2万元奖励", "5000", "20000", "元"),
        ("发放300-500元补贴", "300", "500", "元"),
        ("每组5—8名", "5", "8", "人"),
        ("发放3万元至5万元", "30000", "50000", "元"),
        ("引进人才一至两名", "1", "2", "人"),
    ],
)
def test_a_range_shares_what_only_its_end_prints(phrase: str, low: str, high: str, unit: str) -> None:
    (found,) = quantities(phrase).quantities
    assert (found.value, found.value_max, found.unit) == (Decimal(low), Decimal(high), unit)
    assert found.qualifier is RANGE


@pytest.mark.parametrize(
    ("phrase", "mentions"),
    [
        ("低边家庭4667户6135人", ["4667户", "6135人"]),
        ("慈善信托2个294.7万元", ["2个", "294.7万元"]),
        ("拨付501.49万元80.21万元", ["501.49万元", "80.21万元"]),
        ("由500元提高到530元", ["500元", "530元"]),
        ("分别为23、45件", ["23", "45件"]),
        ("分别为12.5和13.6万元", ["12.5", "13.6万元"]),
    ],
)
def test_figures_that_stand_together(phrase: str, mentions: list[str]) -> None:
    assert [phrase[q.start : q.end] for q in quantities(phrase).quantities] == mentions


def test_members_of_a_list_share_unit_and_multiplier() -> None:
    first, last = quantities("分别为12.5和13.6万元").quantities
    assert (first.value, first.unit) == (Decimal(125000), "元")
    assert (last.value, last.unit) == (Decimal(136000), "元")


@pytest.mark.parametrize(
    ("phrase", "mention", "why"),
    [
        ("2023年工作情况", "2023年", "date"),
        ("2023-02-28 16: 51发布", "2023-02-28 16: 51", "date"),
        ("1-10月累计", "1-10月", "date"),
        ("8月1日起施行", "8月1日", "date"),
        ("近3年来", "3年", "date"),
        ("\n1.加强学习", "1.", "heading_number"),
        ("\n(2)规范执法", "2", "heading_number"),
        ("《实施纲要(2021—2025年)》", "2021—2025年", "document_name"),
        ("〔2020〕60号", "2020〕60号", "identifier"),
        ("第3届大会", "3届", "session_number"),
        ("党的20大精神", "20", "session_number"),
        ("80周岁以上老人", "80周岁", "eligibility"),
        ("满3年以上", "3年", "eligibility"),
        ("获评3A级机构", "3A级", "grade"),
        ("“1234”工作法", "1234", "slogan"),
        ("构建1+X+N网络", "1+X+N", "slogan"),
        ("打造15分钟养老服务圈", "15分钟", "slogan"),
        ("“12·4”宪法日", "12·4", "proper_name"),
        ("暖巢2.0项目", "2.0", "proper_name"),
        ("拨打12345热线", "12345", "identifier"),
        ("联系电话:0573-86123456", "0573-86123456", "identifier"),
        ("318国道沿线", "318", "proper_name"),
        ("列入102项重大工程之一", "102项", "proper_name"),
        ("每100名老人配备", "100名", "other"),
    ],
)
def test_a_numeral_that_counts_nothing(phrase: str, mention: str, why: str) -> None:
    reading = quantities(phrase)
    assert [(phrase[o.start : o.end], o.why) for o in reading.others] == [(mention, why)]
    assert reading.quantities == []


@pytest.mark.parametrize(
    "phrase",
    [
        "落实三项制度",
        "推进四社联动",
        "联合财政局等四部门发文",
        "一方面加强学习",
        "最多跑一次改革",
        "首届研讨会第一次会议",
        "残疾人两项补贴按月发放",
        "一案一策、一人一档",
        "十四五期间",
        "二〇二三年十月",
        "社会团体名称核准、变更两项服务进驻大厅",
        "建设一支高素质队伍",
        "百岁老人",
        "千家万户",
    ],
)
def test_chinese_numerals_in_names_and_lists_are_no_quantities(phrase: str) -> None:
    assert quantities(phrase).quantities == []


@pytest.mark.parametrize(
    ("phrase", "mention", "names"),
    [
        ("全年无行政复议案件", "无", ("行政复议案件",)),
        ("全年未发生行政复议和行政诉讼案件", "未发生", ("行政复议", "行政诉讼案件")),
        ("我局未收到相关投诉", "未收到", ("相关投诉",)),
        ("实现零投诉", "零", ("投诉",)),
        ("至今无案例", "无", ("案例",)),
        ("败诉案件为零", "零", ("败诉案件",)),
        ("行政复议、行政诉讼均未发生", "未发生", ("行政复议", "行政诉讼")),
        ("反馈不满意的没有。", "没有", ("反馈不满意",)),
        ("越级上访的一起也没有。", "没有", ("越级上访",)),
        ("因此被追究责任的，一人也没有。", "没有", ("因此被追究责任",)),
        ("持证的同志一个都没有。", "没有", ("持证的同志",)),
        ("重大行政决策无一项未经审查。", "无", ("未经审查",)),
        ("所有申请按期答复，无一超时。", "无", ("超时",)),
        ("没有一家机构被列入异常名录。", "没有", ("机构被列入异常名录",)),
        ("没有发生一起安全责任事故。", "没有", ("安全责任事故",)),
        ("重大隐患保持零记录。", "零", ("重大隐患",)),
        ("投诉举报、信访双双为零。", "零", ("投诉举报", "信访")),
    ],
)
def test_a_statement_of_zero(phrase: str, mention: str, names: tuple[str, ...]) -> None:
    (zero,) = quantities(phrase).zeros
    assert phrase[zero.quantity.start : zero.quantity.end] == mention
    assert tuple(name for name, _ in zero.names) == names
    assert zero.quantity.value == 0


@pytest.mark.parametrize(
    "phrase",
    [
        "无障碍设施",
        "事实无人抚养儿童",
        "零距离服务",
        "毫无怨言",
        "未成年人保护",
        "无固定收入",
        "无一例外地接受检查",
        "守住“零投诉”底线",
        "三年来从未放松",
    ],
)
def test_negations_that_count_nothing(phrase: str) -> None:
    assert quantities(phrase).zeros == []


@pytest.mark.parametrize(
    ("phrase", "unit"),
    [
        ("未发生一起行政复议案件", "件"),
        ("无一名对象不满意", "人"),
        ("没有一家机构被列入异常名录", "家"),
        ("懂法律的干部一个都没有。", "人"),
        ("全年未出现一例极端事件", "例"),
    ],
)
def test_the_unit_of_a_zero(phrase: str, unit: str) -> None:
    """The classifier of 一名, 一家; 起 and 个 give way to what the thing is usually counted in."""
    (zero,) = quantities(phrase).zeros
    assert [counted for _, counted in zero.names] == [unit]


@pytest.mark.parametrize(
    ("phrase", "printed"),
    [
        ("年内差评为0。", [("0", 0, "件")]),
        ("败诉案件数为0，纠错案件数为0。", [("0", 0, "件"), ("0", 0, "件")]),
        ("参训干部近百人。", [("百人", 100, "人")]),
        ("处理来信来访近千件。", [("千件", 1000, "件")]),
        ("审查合同二十一份。", [("二十一份", 21, "份")]),
        ("举办同一类活动。", []),
    ],
)
def test_bare_zeros_and_round_chinese_numerals(phrase: str, printed: list[tuple[str, int, str]]) -> None:
    found = quantities(phrase).quantities
    assert [(phrase[q.start : q.end], int(q.value), q.unit) for q in found] == printed


_DIGITS = "零一二三四五六七八九"


def _spell(number: int) -> str:
    """A whole number below ten thousand in Chinese numerals, as a clerk writes it."""
    spelled, skipped = "", False
    for place, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, place)
        if not digit:
            skipped = bool(spelled)
            continue
        spelled += ("零" if skipped else "") + _DIGITS[digit] + name
        skipped = False
    return spelled.removeprefix("一") if spelled.startswith("一十") else spelled


@given(st.integers(1, 9999))
def test_a_chinese_numeral_reads_back(number: int) -> None:
    assert chinese(_spell(number)) == number


@given(st.integers(1, 9999), st.integers(1, 9999))
def test_a_chinese_numeral_of_ten_thousands_reads_back(high: int, low: int) -> None:
    link = "零" if low < 1000 else ""
    assert chinese(f"{_spell(high)}万{link}{_spell(low)}") == high * 10000 + low


@given(
    st.decimals(min_value="0.01", max_value="99999999", places=2),
    st.sampled_from(["", "万", "亿"]),
    st.sampled_from(["元", "人次", "户", "件"]),
    st.sampled_from(["发放", "共计", "全年办理", "达"]),
    st.booleans(),
)
def test_a_composed_phrase_reads_back(
    value: Decimal, times: str, unit: str, lead: str, grouped: bool
) -> None:
    printed = f"{value:,.2f}" if grouped else f"{value:.2f}"
    (found,) = quantities(f"{lead}{printed}{times}{unit}。").quantities
    assert found.value == value * {"": 1, "万": 10**4, "亿": 10**8}[times]
    assert found.unit == unit


@pytest.mark.parametrize(
    ("table", "values"),
    [
        (
            "表1 婚姻登记情况\n项目\t单位\t数量\n结婚登记\t对\t3215\n离婚登记\t对\t1 102\n",
            [("3215", "对"), ("1 102", "对")],
        ),
        ("单位:万元\n项目\t金额\n低保金\t3622.5\n供养金\t1902\n", [("3622.5", "元"), ("1902", "元")]),
        ("序号\t指标\t完成\n1\t火化遗体(具)\t903\n2\t生态安葬(例)\t73\n", [("903", "具"), ("73", "例")]),
        (
            "指标     单位     数量\n结婚登记     对     3215\n信息简报     篇     1,560\n",
            [("3215", "对"), ("1,560", "篇")],
        ),
        (
            "| 指标 | 单位 | 数量 |\n| --- | --- | --- |\n| 火化遗体 | 具 | 903 |\n| 公墓 | 处 |  |\n",
            [("903", "具")],
        ),
    ],
)
def test_cells_take_their_unit_from_header_caption_or_label(
    table: str, values: list[tuple[str, str]]
) -> None:
    found = [q for q in quantities(table).quantities if q.form == "cell"]
    assert [(table[q.start : q.end], q.unit) for q in found] == values
