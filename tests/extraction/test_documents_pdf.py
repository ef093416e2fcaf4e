"""PDF documents: broken lines joined, page furniture taken off, ruled tables read by cell, pages found again."""

from __future__ import annotations

import io

import pypdfium2
import pytest

from reports.extraction.documents import DocumentError, read_document
from reports.extraction.documents.layout import Glyph, Line, lines_of, running_text, without_furniture
from reports.extraction.documents.ruled_tables import Box, find_tables
from tests.extraction.published import PUBLISHED, TEXTS, assert_same_reading, bare, paragraphs, published

LEFT, RIGHT, SIZE = 80.0, 500.0, 14.0
FULL = "全年办理结婚登记一千六百九十八对发放救助金约四十六万元检查机构十"


@pytest.mark.parametrize("stem", TEXTS)
def test_a_pdf_gives_the_figures_of_its_text(stem: str) -> None:
    document = published(f"{stem}.pdf")

    assert (document.format, document.ocr) == ("pdf", False)
    assert_same_reading(stem, document)


@pytest.mark.parametrize("stem", TEXTS)
def test_paragraphs_are_whole_and_nothing_of_the_page_is_left(stem: str) -> None:
    lines = TEXTS[stem].read_text(encoding="utf-8").split("\n")

    assert paragraphs(published(f"{stem}.pdf").text.split("\n")) == paragraphs(lines)


def test_a_place_in_the_text_leads_back_to_its_page() -> None:
    document = published("000.pdf")

    pages = [
        document.page_at(document.text.index(words)) for words in ("索引号", "2.全面落实普法责任", "作者:")
    ]
    assert pages == [1, 2, 6]
    assert len(document.pages) == 6
    assert document.page_at(len(document.text)) == 6


# Lines into paragraphs ------------------------------------------------------------------------------------------------


def lines(*printed: tuple[str, float, float], top: float = 700.0, leading: float = 25.0) -> list[Line]:
    """Lines from the top down, each with its left and right edge; None for the usual ones."""
    return [
        Line(text, left, right, top - place * leading, SIZE)
        for place, (text, left, right) in enumerate(printed)
    ]


INDENT = LEFT + 2 * SIZE
BODY = [(FULL, LEFT, RIGHT)] * 8


@pytest.mark.parametrize(
    ("above", "below", "joined"),
    [
        ((FULL, LEFT, RIGHT), ("余家。", LEFT, 120.0), True),
        ((FULL, LEFT, RIGHT), ("二、存在的问题", INDENT, 210.0), False),
        (("全部按期办结。", LEFT, 180.0), ("普法形式比较单一", LEFT, 200.0), False),
        ((FULL, LEFT, RIGHT - 2 * SIZE), ("》的通知。", LEFT, 150.0), True),
        ((FULL[:-1] + "。", LEFT, RIGHT - 2 * SIZE), ("普法形式单一", LEFT, 200.0), False),
        ((FULL[:-1] + "。", LEFT, RIGHT), ("(二)普法形式单一", LEFT, 200.0), False),
        ((FULL[:-2] + "46", LEFT, RIGHT), ("98万元。", LEFT, 150.0), True),
    ],
    ids=[
        "a full line runs on",
        "an indent begins a paragraph",
        "a short line ends one",
        "a sign that may not begin a line took its neighbour along",
        "a sentence that ends short of the margin",
        "a heading after a full last line",
        "a number broken by the margin",
    ],
)
def test_which_lines_are_one_paragraph(
    above: tuple[str, float, float], below: tuple[str, float, float], joined: bool
) -> None:
    text, _ = running_text([lines(*BODY, above, below)])

    assert ((above[0] + below[0]) in text) is joined


def test_words_of_a_foreign_language_stay_apart() -> None:
    text, _ = running_text([lines(*BODY, (FULL[:-4] + " Open", LEFT, RIGHT), ("Data平台", LEFT, 140.0))])

    assert "Open Data平台" in text


def test_larger_type_is_no_part_of_the_paragraph_below() -> None:
    title = Line("海盐县民政局二〇二二年度法治政府建设情况报告", LEFT, RIGHT, 730, 22)

    text, _ = running_text([[title, *lines(*BODY)]])

    assert text.startswith("海盐县民政局二〇二二年度法治政府建设情况报告\n")


def test_a_paragraph_runs_on_over_the_page_and_the_page_is_remembered() -> None:
    text, starts = running_text([lines(*BODY), lines(("余家。", LEFT, 120.0))])

    assert text == FULL * 8 + "余家。\n"
    assert text[starts[1] :] == "余家。\n"


# Page furniture -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "number", ["1", "- 1 -", "— 1 —", "第1页", "第 1 页 共 9 页", "1/9", "· 1 ·", "第一页", "１", "一1一"]
)
def test_page_numbers_go(number: str) -> None:
    page = lines(("一、主要工作", INDENT, 200.0), (number, 280.0, 310.0))

    assert [line.text for line in without_furniture([page])[0]] == ["一、主要工作"]


@pytest.mark.parametrize("words", ["一、主要工作", "2022年", "98户", "1.履行职责", "附件1"])
def test_what_only_looks_like_a_page_number_stays(words: str) -> None:
    page = lines((FULL, LEFT, RIGHT), (words, LEFT, 150.0))

    assert [line.text for line in without_furniture([page])[0]] == [FULL, words]


def test_running_heads_go_and_the_text_between_them_stays() -> None:
    pages = [
        lines(
            ("法治政府建设年度报告", 200.0, 400.0),
            (f"{word}年办理98户", LEFT, 300.0),
            (f"内部资料 {n}", 80.0, 200.0),
        )
        for n, word in enumerate("甲乙丙丁", 1)
    ]

    assert [[line.text for line in page] for page in without_furniture(pages)] == [
        [f"{word}年办理98户"] for word in "甲乙丙丁"
    ]


# Characters into lines ------------------------------------------------------------------------------------------------


def set_line(text: str, gap: float = 0.0, bottom: float = 700.0, left: float = LEFT) -> list[Glyph]:
    """The text set in type: a Chinese character an em wide, others half of it; `_` is a blank in the file."""
    glyphs = []
    follows_blank = False
    for sign in text:
        if sign in "_ ":
            left += SIZE / 4
            follows_blank = sign == "_"
            continue
        width = SIZE / 2 if sign.isascii() else SIZE
        glyphs.append(Glyph(sign, left, bottom, left + width, bottom + SIZE, follows_blank))
        left, follows_blank = left + width + gap, False
    return glyphs


@pytest.mark.parametrize(
    ("text", "gap", "read"),
    [
        ("发放 185 人", 0.0, "发放185人"),
        ("发放_185_人", 0.0, "发放 185 人"),
        ("2_100余人次", 0.0, "2 100余人次"),
        ("全年发放低保金", 4.0, "全年发放低保金"),
        ("全_年_发_放_低_保_金", 4.0, "全年发放低保金"),
        ("项目        2022年        2023年", 0.0, "项目\t2022年\t2023年"),
        ("Open Data", 0.0, "Open Data"),
    ],
    ids=["spacing", "blanks", "thousands", "stretched", "a blank after every sign", "columns", "English"],
)
def test_blanks_between_characters(text: str, gap: float, read: str) -> None:
    assert [line.text for line in lines_of(set_line(text, gap))] == [read]


def test_lines_are_read_from_the_top_whatever_the_order_of_the_file() -> None:
    glyphs = set_line("下", bottom=600) + set_line("右", left=300) + set_line("左") + set_line("中", left=320)

    assert [line.text for line in lines_of(glyphs)] == ["左\t右中", "下"]


# Ruled tables ---------------------------------------------------------------------------------------------------------


def rules(columns: list[float], levels: list[float]) -> list[Box]:
    return [
        *(Box(x, levels[-1], x + 0.5, levels[0]) for x in columns),
        *(Box(columns[0], y, columns[-1], y + 0.5) for y in levels),
    ]


def rows_of(boxes: list[Box], *printed: tuple[str, float, float]) -> list[list[str]]:
    (table,) = find_tables(boxes)
    for text, left, bottom in printed:
        assert all(table.take(glyph) for glyph in set_line(text, bottom=bottom, left=left))
    return table.rows()


def test_cells_of_a_ruled_table_hold_all_their_lines() -> None:
    boxes = rules([80, 200, 320], [700, 660, 620])

    found = rows_of(
        boxes,
        ("项目", 90, 680),
        ("数量", 210, 680),
        ("居家适老", 90, 642),
        ("化改造", 90, 624),
        ("150户", 210, 640),
    )

    assert found == [["项目", "数量"], ["居家适老化改造", "150户"]]


def test_a_missing_rule_joins_two_fields() -> None:
    boxes = [rule for rule in rules([80, 200, 320], [700, 660, 620]) if rule.left != 200]
    boxes.append(Box(200, 620, 200.5, 660))

    assert rows_of(boxes, ("救助情况", 180, 680), ("低保", 90, 640), ("98户", 210, 640)) == [
        ["救助情况", ""],
        ["低保", "98户"],
    ]


@pytest.mark.parametrize(
    "boxes",
    [[], [Box(80, 700, 500, 700.5)], rules([80, 500], [700, 600]), [Box(80, 600, 500, 700)]],
    ids=["nothing", "an underline", "a frame", "a shaded box"],
)
def test_what_is_drawn_but_no_table(boxes: list[Box]) -> None:
    assert find_tables(boxes) == []


def row(text: str) -> Line:
    return Line(text, LEFT, RIGHT, 700, 1.0, is_row=True, is_ruled=True)


@pytest.mark.parametrize(
    ("above", "below", "text"),
    [
        (["项目\t数量", "低保\t98户"], ["项目\t数量", "特困\t12户"], "项目\t数量\n低保\t98户\n特困\t12户\n"),
        (
            ["项目\t措施", "低保\t修订管"],
            [" \t理办法", "特困\t略"],
            "项目\t措施\n低保\t修订管理办法\n特困\t略\n",
        ),
        (["项目\t数量", "低保\t98户"], ["特困\t12户"], "项目\t数量\n低保\t98户\n特困\t12户\n"),
    ],
    ids=["the head is repeated", "a row is broken", "a row of its own"],
)
def test_tables_that_go_on_over_the_page(above: list[str], below: list[str], text: str) -> None:
    assert running_text([[row(line) for line in above], [row(line) for line in below]])[0] == text


@pytest.mark.parametrize("degrees", [90, 180, 270])
@pytest.mark.parametrize("stem", ["tables", "003"])
def test_pages_that_lie_on_their_side(stem: str, degrees: int) -> None:
    source, target, saved = (
        pypdfium2.PdfDocument(PUBLISHED / f"{stem}.pdf"),
        pypdfium2.PdfDocument.new(),
        io.BytesIO(),
    )
    for number, page in enumerate(source):
        width, height = page.get_size()
        shown = (height, width) if degrees % 180 else (width, height)
        drawing = source.page_as_xobject(number, target).as_pageobject()
        matrix = pypdfium2.PdfMatrix().translate(-width / 2, -height / 2).rotate(-degrees)
        drawing.set_matrix(matrix.translate(shown[0] / 2, shown[1] / 2))
        turned = target.new_page(*shown)
        turned.insert_obj(drawing)
        turned.set_rotation(degrees)
        turned.gen_content()
    target.save(saved)

    assert_same_reading(stem, read_document(saved.getvalue(), "turned.pdf"))


# Scans ----------------------------------------------------------------------------------------------------------------


def test_a_scan_is_recognised_and_says_so() -> None:
    document = published("003_scan.pdf")
    text = bare(document.text)

    assert document.ocr
    assert document.page_at(0) == 1
    for words in ("一、依法履行政府职能", "185人", "316人", "155人", "46.98万元"):
        assert words in text


def test_text_that_a_scanning_program_recognised_is_marked_too() -> None:
    document = published("003_searchable.pdf")

    assert document.ocr
    assert "46.98万元" in bare(document.text)


def test_a_scan_without_recognition_is_refused_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")

    with pytest.raises(DocumentError, match=r"is a scan: 1 of its pages .* tesseract") as caught:
        read_document((PUBLISHED / "003_scan.pdf").read_bytes(), "scan.pdf")

    assert caught.value.code == "scanned"
