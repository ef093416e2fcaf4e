"""Saved web pages: the report, its title and its header block, without what the site puts around them."""

from __future__ import annotations

import pytest

from reports.extraction.documents import Document, DocumentError, read_document
from tests.extraction.published import TEXTS, assert_same_reading, findings, paragraphs, published

PROSE = (
    "2022年,我局坚持以习近平法治思想为指导,认真履行推进法治建设第一责任人职责,现将有关情况报告如下。",
    "一、主要工作",
    "全年办理结婚登记1698对,发放临时救助金约46.98万元,检查养老机构12家,受理群众来信来访35件次,全部按期办结。",
    "二、存在的问题",
    "一是执法人员力量不足,持证人员只有3名,难以覆盖全部检查事项。二是普法形式比较单一,群众参与程度不高。",
)
LINKS = "".join(f'<li><a href="/{n}">某局办理案件{n * 37}件工作通报</a></li>' for n in range(1, 9))
NAVIGATION = (
    f'<div class="nav"><a href="/">首页</a> <a href="/a">政务公开</a></div><ul class="side">{LINKS}</ul>'
)
FOOT = (
    "<div><p>主办单位：某县民政局 地址：某路88号 电话：88776655</p>"
    "<p>苏ICP备05012345号 您是第998877位访问者</p></div>"
)
TITLE = "某县民政局2022年法治政府建设工作报告"


def page(body: str, title: str = TITLE, head: str = "") -> str:
    return f"<!doctype html><html><head><title>{title}</title>{head}</head><body>{body}</body></html>"


def read(source: str, encoding: str = "utf-8", name: str = "page.html") -> Document:
    return read_document(source.encode(encoding), name)


def lines(source: str) -> list[str]:
    return [line for line in read(source).text.split("\n") if line]


@pytest.mark.parametrize("stem", TEXTS)
def test_a_saved_page_gives_the_figures_of_its_text(stem: str) -> None:
    document = published(f"{stem}.html")

    assert document.format == "html"
    assert document.encoding in ("utf-8", "gb18030")
    assert_same_reading(stem, document)


@pytest.mark.parametrize("stem", TEXTS)
def test_nothing_of_the_site_is_left(stem: str) -> None:
    text = published(f"{stem}.html").text

    for word in (
        "网站首页",
        "相关链接",
        "建议提案300件",
        "ICP备",
        "8812345",
        "分享到",
        "工作动态99条",
        "当前位置",
    ):
        assert word not in text


MODERN = "".join(f"<p>{line}</p>" for line in PROSE)
FRAGMENTS = "".join(
    "<p>" + "".join(f"<span>{sign}</span>" for sign in line) + "</p><p>&nbsp;</p>" for line in PROSE
)
DIVISIONS = "".join(f"<div><strong>{line}</strong></div>" for line in PROSE)
BREAKS = "<br><br>\r\n".join(f"&nbsp;&nbsp;&nbsp;&nbsp;{line}" for line in PROSE)


@pytest.mark.parametrize(
    "body",
    [
        f'{NAVIGATION}<div id="zoom">{MODERN}</div>{FOOT}',
        f"{NAVIGATION}<div>{FRAGMENTS}</div>{FOOT}",
        f"{NAVIGATION}<div>{DIVISIONS}</div>{FOOT}",
        f"<table><tr><td>{NAVIGATION}</td><td><table><tr><td>{BREAKS}</td></tr></table></td></tr></table>{FOOT}",
        f"{NAVIGATION}<table><tr><td>{MODERN}</td></tr></table>{FOOT}",
    ],
    ids=[
        "paragraphs",
        "a tag around each character",
        "divisions",
        "line breaks in nested tables",
        "a table as frame",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_pages_of_every_build(body: str, encoding: str) -> None:
    document = read(page(body), encoding)

    assert paragraphs(document.text.split("\n")) == [TITLE, *PROSE]
    assert document.encoding == encoding


@pytest.mark.parametrize(
    ("title", "head", "read_as"),
    [
        (TITLE, "", TITLE),
        (f"{TITLE}_某县人民政府网站", "", TITLE),
        (f"{TITLE} - 某县民政局", "", TITLE),
        (f"{TITLE}|政务公开", "", TITLE),
        ("文章页", f'<meta name="ArticleTitle" content="{TITLE}">', TITLE),
    ],
)
def test_the_title_stands_in_front(title: str, head: str, read_as: str) -> None:
    assert lines(page(f"<div>{MODERN}</div>", title, head))[0] == read_as


@pytest.mark.parametrize(
    "block",
    [
        "<table><tr><td>索 引 号：</td><td>11330424/2023-00694</td><td>成文日期：</td><td>2023-02-28</td></tr>"
        "<tr><td>发布机构：</td><td>海盐县民政局</td><td>文　　号：</td><td>盐民〔2023〕5号</td></tr></table>",
        "<ul><li><span>索引号：</span><em>11330424/2023-00694</em></li><li>成文日期：2023-02-28</li>"
        "<li>发布机构：海盐县民政局</li><li>文号：盐民〔2023〕5号</li></ul>",
        "<div>索引号: 11330424/2023-00694 成文日期: 2023-02-28</div>"
        "<div>发布机构: 海盐县民政局 文号: 盐民〔2023〕5号</div>",
    ],
    ids=["table", "list", "lines"],
)
def test_the_header_block_is_kept_and_heard(block: str) -> None:
    text = read(page(f"{NAVIGATION}{block}<div>{MODERN}</div>{FOOT}", "2022年法治政府建设工作报告")).text

    for word in ("11330424/2023-00694", "2023-02-28", "海盐县民政局", "盐民〔2023〕5号"):
        assert word in text
    assert findings(text).about[:3] == ("海盐县民政局", "330424", 2022)


def test_dates_of_other_articles_are_no_header() -> None:
    others = "<ul>" + '<li><a href="/1">某县民政局工作通报</a> 发布日期：2011-05-06</li>' * 3 + "</ul>"

    assert "2011-05-06" not in read(page(f"<div>{MODERN}</div>{others}{FOOT}")).text


def test_a_table_of_figures_keeps_its_columns() -> None:
    rows = (
        "<tr><th>项目</th><th>2021年</th><th>2022年</th></tr>"
        '<tr><td rowspan="2">低保</td><td>96户</td><td>98户</td></tr>'
        "<tr><td>120人</td><td>125人</td></tr>"
        '<tr><td colspan="2">合计</td><td>223</td></tr>'
    )

    found = lines(page(f"<div>{MODERN}<table>{rows}</table><p>{PROSE[2]}</p></div>"))

    start = found.index("项目\t2021年\t2022年")
    assert found[start + 1 : start + 4] == ["低保\t96户\t98户", " \t120人\t125人", "合计\t \t223"]


def test_scripts_and_styles_are_no_text() -> None:
    noise = "<script>var figures = '办理低保99户';</script><style>p { content: '88户' }</style>"

    text = read(page(f"{noise}<div>{MODERN}{noise}</div>")).text

    assert "99" not in text
    assert "88" not in text


@pytest.mark.parametrize("name", ["page.html", "page.HTM", "page.shtml", "page", "saved by Word.doc"])
def test_names_of_pages(name: str) -> None:
    assert read(page(MODERN), name=name).format == "html"


def test_a_page_of_links_alone_has_no_text() -> None:
    with pytest.raises(DocumentError) as caught:
        read(page('<div class="nav"><a href="/">首页</a> <a href="/a">政务公开</a></div>', ""))

    assert caught.value.code == "no_text"
