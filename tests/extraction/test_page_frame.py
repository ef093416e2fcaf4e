"""When, what and under which title: the year and kind of a report, and what its page's header says of it."""

from __future__ import annotations

from datetime import date

import pytest

from reports.extraction.records import ReportKind
from tests.extraction.pages import BODY, REPORT, doubts_of, read, titled

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
    assert ("year", "from_signature") in doubts_of(
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
    assert doubts_of(found) == {("year", code)}


# --- kind and title -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (titled("海盐县民政局2022年度法治政府建设报告"), ReportKind.RULE_OF_LAW),
        (titled("海盐县民政局2022年依法行政工作总结"), ReportKind.RULE_OF_LAW),
        (titled("海盐县民政局2022年工作报告"), ReportKind.RULE_OF_LAW),
        (titled("海盐县民政局2022年工作总结"), ReportKind.WORK_SUMMARY),
        (titled("海盐县民政局2022年上半年法治政府建设工作总结"), ReportKind.HALF_YEAR),
        (titled("海盐县民政局2022年1-9月法治工作总结"), ReportKind.HALF_YEAR),
        (titled("海盐县民政局2022年前三季度工作总结"), ReportKind.HALF_YEAR),
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
        "2022年,县民政局明确如下要求。\n一、提高思想认识\n各镇要重视。\n二、加强组织领导\n各镇要落实。",
    ],
)
def test_what_is_no_report(text: str) -> None:
    found = read(text)

    assert found.kind is None
    assert ("kind", "not_a_report") in doubts_of(found)


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("海盐县民政局2022年度法治政府建设报告", "海盐县民政局2022年度法治政府建设报告"),
        ("# 海盐县民政局2022年度法治政府建设报告", "海盐县民政局2022年度法治政府建设报告"),
        ("《海盐县民政局2022年度法治政府建设报告》（全文）", "海盐县民政局2022年度法治政府建设报告"),
        ("海盐县民政局\n2022年度法治政府建设报告", "海盐县民政局2022年度法治政府建设报告"),
        (
            "关于海盐县民政局2022年度法治政府\n\n建设工作情况的报告",
            "关于海盐县民政局2022年度法治政府建设工作情况的报告",
        ),
        ("海盐县民政局\n2022年度法治政府建设\n情况报告", "海盐县民政局2022年度法治政府建设情况报告"),
        ("政府信息公开指南\n2022年工作总结", "2022年工作总结"),
        ("政府信息公开指南\n通知公告", None),
        ("海盐县民政局２０２２年度法治工作总结（公开稿）", "海盐县民政局２０２２年度法治工作总结（公开稿）"),
        (
            "首页 > 政务公开 > 年度报告\n法治政府建设报告\n海盐县民政局2022年工作总结",
            "海盐县民政局2022年工作总结",
        ),
        ("海盐县民政局2022年工作总结\n县委依法治县办:", "海盐县民政局2022年工作总结"),
        ("海盐县民政局文件\n盐民〔2023〕5号", None),
        ("盐民〔2023〕5号 签发人:王五\n海盐县民政局2022年工作总结", "海盐县民政局2022年工作总结"),
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
        ("发布时间 2023-02-28 来源 县民政局", date(2023, 2, 28)),
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
        ("盐民〔2023〕5号    签发人:王五", "盐民〔2023〕5号", None, None),
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
