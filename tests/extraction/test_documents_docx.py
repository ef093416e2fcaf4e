"""Word documents: text and tables in reading order, with the numbers that Word only computes."""

from __future__ import annotations

import io
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from reports.extraction.documents import Document, read_document
from reports.extraction.documents.numbering import chinese
from tests.extraction.published import TEXTS, assert_same_reading, paragraphs, published


def word(*blocks: str, numbering: str = "", styles: str = "") -> Document:
    """A document of these paragraphs and tables, given as the XML inside `w:body`."""
    document: Any = docx.Document()
    body = document.element.body
    for place, block in enumerate(blocks):
        body.insert(place, parse_xml(block.replace(">", f" {nsdecls('w')}>", 1)))
    for block in [numbering] if numbering else []:
        root = document.part.numbering_part.element
        for child in parse_xml(f"<w:numbering {nsdecls('w')}>{block}</w:numbering>"):
            root.append(child)
    for child in parse_xml(f"<w:styles {nsdecls('w')}>{styles}</w:styles>"):
        document.styles.element.append(child)
    data = io.BytesIO()
    document.save(data)
    return read_document(data.getvalue(), "report.docx")


def level(depth: int, form: str, printed: str, rest: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{rest}'
        f'<w:lvlText w:val="{printed}"/></w:lvl>'
    )


def numbered(text: str, depth: int = 0, list_number: int = 50) -> str:
    place = f'<w:ilvl w:val="{depth}"/><w:numId w:val="{list_number}"/>'
    return f"<w:p><w:pPr><w:numPr>{place}</w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def a_list(*levels: str, number: int = 50, more: str = "") -> str:
    return (
        f'<w:abstractNum w:abstractNumId="{number}">{"".join(levels)}</w:abstractNum>'
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>{more}'
    )


@pytest.mark.parametrize("stem", TEXTS)
def test_a_word_file_gives_the_figures_of_its_text(stem: str) -> None:
    document = published(f"{stem}.docx")

    assert document.format == "docx"
    assert_same_reading(stem, document)


@pytest.mark.parametrize("stem", TEXTS)
def test_every_paragraph_and_row_is_there_in_order(stem: str) -> None:
    lines = TEXTS[stem].read_text(encoding="utf-8").split("\n")

    assert paragraphs(published(f"{stem}.docx").text.split("\n")) == paragraphs(lines)


@pytest.mark.parametrize(
    ("form", "printed", "expected"),
    [
        ("chineseCounting", "%1、", "一、 二、 三、"),
        ("chineseCountingThousand", "（%1）", "（一） （二） （三）"),
        ("japaneseCounting", "%1、", "一、 二、 三、"),
        ("decimal", "%1.", "1. 2. 3."),
        ("decimal", "第%1条", "第1条 第2条 第3条"),
        ("decimalFullWidth", "%1．", "１． ２． ３．"),
        ("decimalEnclosedCircle", "%1", "① ② ③"),
        ("chineseLegalSimplified", "%1、", "壹、 贰、 叁、"),
        ("ideographTraditional", "%1、", "甲、 乙、 丙、"),
        ("upperRoman", "%1.", "I. II. III."),
        ("lowerLetter", "%1)", "a) b) c)"),
        ("bullet", "\uf0b7", "  "),
    ],
)
def test_automatic_numbers_are_restored(form: str, printed: str, expected: str) -> None:
    document = word(*[numbered("工作")] * 3, numbering=a_list(level(0, form, printed)))

    assert [line.removesuffix("工作") for line in document.text.split("\n")[:3]] == expected.split(" ")


def test_a_level_starts_anew_under_each_higher_one() -> None:
    levels = [
        level(0, "chineseCounting", "%1、"),
        level(1, "chineseCounting", "(%2)"),
        level(2, "decimal", "%3."),
    ]
    shape = [0, 1, 2, 2, 1, 2, 0, 1]

    document = word(*[numbered("项", depth) for depth in shape], numbering=a_list(*levels))

    assert document.text.split() == ["一、项", "(一)项", "1.项", "2.项", "(二)项", "1.项", "二、项", "(一)项"]


def test_a_number_made_of_several_levels() -> None:
    levels = [level(0, "chineseCounting", "%1、"), level(1, "decimal", "%1.%2", "<w:isLgl/>")]

    document = word(numbered("章"), numbered("章"), numbered("节", 1), numbering=a_list(*levels))

    assert document.text.split()[2] == "2.1节"


def test_a_number_keeps_clear_of_the_figure_that_follows_it() -> None:
    document = word(numbered("5亿元资金"), numbering=a_list(level(0, "decimal", "%1.")))

    assert document.text == "1. 5亿元资金\n"


def test_a_second_list_may_count_on_or_start_anew() -> None:
    again = '<w:num w:numId="51"><w:abstractNumId w:val="50"/></w:num>'
    anew = (
        '<w:num w:numId="52"><w:abstractNumId w:val="50"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    )
    lists = a_list(level(0, "decimal", "%1."), more=again + anew)

    document = word(
        numbered("甲"), numbered("乙", list_number=51), numbered("丙", list_number=52), numbering=lists
    )

    assert document.text.split() == ["1.甲", "2.乙", "1.丙"]


def test_a_style_brings_its_number_and_a_paragraph_may_refuse_it() -> None:
    style = (
        '<w:style w:type="paragraph" w:styleId="Chapter"><w:name w:val="Chapter"/>'
        '<w:pPr><w:numPr><w:numId w:val="50"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Sub"><w:name w:val="Sub"/><w:basedOn w:val="Chapter"/></w:style>'
    )
    paragraph = '<w:p><w:pPr><w:pStyle w:val="{}"/>{}</w:pPr><w:r><w:t>章</w:t></w:r></w:p>'
    none = '<w:numPr><w:numId w:val="0"/></w:numPr>'

    document = word(
        paragraph.format("Chapter", ""),
        paragraph.format("Chapter", none),
        paragraph.format("Sub", ""),
        numbering=a_list(level(0, "chineseCounting", "%1、")),
        styles=style,
    )

    assert document.text.split() == ["一、章", "章", "二、章"]


@pytest.mark.parametrize(
    ("number", "printed"),
    [
        (1, "一"),
        (10, "十"),
        (11, "十一"),
        (20, "二十"),
        (21, "二十一"),
        (100, "一百"),
        (103, "一百零三"),
        (110, "一百一十"),
    ],
)
def test_chinese_numerals(number: int, printed: str) -> None:
    assert chinese(number) == printed


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("<w:r><w:t>发放</w:t></w:r><w:ins><w:r><w:t>185人</w:t></w:r></w:ins>", "发放185人"),
        ("<w:r><w:t>发放</w:t></w:r><w:del><w:r><w:delText>99人</w:delText></w:r></w:del>", "发放"),
        ("<w:sdt><w:sdtContent><w:r><w:t>2023年</w:t></w:r></w:sdtContent></w:sdt>", "2023年"),
        ("<w:hyperlink><w:r><w:t>附件</w:t></w:r></w:hyperlink>", "附件"),
        ("<w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t></w:r>", "甲\n乙"),
        ('<w:r><w:t>甲</w:t><w:br w:type="page"/><w:t>乙</w:t></w:r>', "甲乙"),
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r><w:r><w:t>显示</w:t></w:r>", "显示"),
        ("<w:fldSimple><w:r><w:t>12</w:t></w:r></w:fldSimple><w:r><w:t>件</w:t></w:r>", "12件"),
        ("<w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>正文</w:t></w:r>", "正文"),
        (
            "<w:r><w:pict><w:txbxContent><w:p><w:r><w:t>框内</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>",
            "\n框内",
        ),
    ],
)
def test_what_belongs_to_the_text_of_a_paragraph(inside: str, text: str) -> None:
    assert word(f"<w:p>{inside}</w:p>", "<w:p><w:r><w:t>完</w:t></w:r></w:p>").text == f"{text}\n完\n"


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"


def table(*rows: str) -> str:
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"


@pytest.mark.parametrize(
    ("rows", "lines"),
    [
        ([cell("项目") + cell("数量"), cell("低保") + cell("98户")], ["项目\t数量", "低保\t98户"]),
        ([cell("合计") + cell("") + cell("98")], ["合计\t \t98"]),
        ([cell("救助", '<w:gridSpan w:val="2"/>') + cell("98")], ["救助\t \t98"]),
        (
            [cell("救助", '<w:vMerge w:val="restart"/>') + cell("98"), cell("", "<w:vMerge/>") + cell("12")],
            ["救助\t98", " \t12"],
        ),
        ([cell("一、正文"), cell("全年发放98户")], ["一、正文", "全年发放98户"]),
    ],
    ids=["cells", "empty cell", "joined across", "joined down", "frame of one column"],
)
def test_tables_keep_their_columns(rows: list[str], lines: list[str]) -> None:
    assert word("<w:p></w:p>", table(*rows), "<w:p></w:p>").text.strip("\n").split("\n") == lines


def test_a_place_in_the_text_leads_back_to_its_paragraph() -> None:
    document = word(
        *[f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in ("标题", "", "第二段有185人", "尾")]
    )

    assert document.paragraph_at(document.text.index("185")) == 2
    assert document.page_at(3) is None
