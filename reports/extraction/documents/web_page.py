"""Saved web pages (.html): the report without what the site puts around it.

trafilatura finds the main text. It is helped before and after: tables that only lay out the page are opened and tables
of figures turned into rows, which it would not keep in step; and what it rightly takes for no part of the text, though
the reading needs it, is put back in front: the block of 索引号, 发布机构, 成文日期, 文号, and the title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import trafilatura
from lxml import html
from trafilatura.settings import use_config

from reports.extraction.documents import plain
from reports.extraction.documents.base import Document, row

Element = Any
"""An element of lxml, which publishes no types."""

_TAB = "\u2409"
"""Stands for a tab while trafilatura handles the text, as it makes one blank of every kind of white space."""

_LABEL = re.compile(
    r"(?:^|[\s(（【\[])(?:索\s*引\s*号|(?:发布|发文|公开|成文|制发)(?:机构|机关|单位|部门)"
    r"|(?:发布|发文|公开|成文|生成|印发)(?:日期|时间)|(?:发文)?(?:文|字)\s*号|文件编号|公文时效|信息来源|来\s*源"
    rf"|(?:信息|文件|标)\s*(?:名\s*称|题)|日\s*期|时\s*间)\s*[:：{_TAB}\]】]"
)
_FOOT = re.compile(
    r"ICP备|网站标识码|公网安备|版权所有|技术支持|建议使用.{0,20}浏览器|您是第.{0,12}位|网站地图"
    r"|(?:主办|承办)(?:单位)?[:：].{0,60}(?:地址|电话|邮编|承办)|扫一扫.{0,20}(?:手机|打开)"
)
_TOOLS = re.compile(
    r"^(?:分享到?|字体|字号|打印(?:本页)?|关闭(?:窗口)?|收藏|大中小|\[?[大中小]\]?|[\s:：|【】\[\]])+$"
)
_SITE = re.compile(r"\s*[-_|—–]+\s*[^-_|—–]*(?:网站?|政府|频道|首页|公开|平台|局|厅|部)\s*$")
_PARAGRAPHS = ("p", "li", "dd", "dt", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "caption", "center")
_BLOCKS = (*_PARAGRAPHS, "div", "table", "ul", "ol", "dl", "section", "article", "tbody", "td", "blockquote")
_LONG = 40
"""Characters from which a piece of text with a sentence's punctuation counts as prose."""

_WHOLE_TEXT = 3
"""Paragraphs of prose in one cell, from which the table only lays out the page."""

_LONGEST_LABELLED = 300
_LINKED = 0.5
"""The share of words in links from which a part of the page is navigation."""

_CONFIG = use_config()
_CONFIG.set("DEFAULT", "MIN_EXTRACTED_SIZE", "60")
"""Below this many characters trafilatura takes whatever it finds; a report may be short, but not that short."""


def read(data: bytes, name: str) -> Document:
    """The page's header block, title and main text."""
    source = plain.read(data, name)
    page = html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*>", "", source.text))
    for element in list(page.iter("script", "style", "noscript", "iframe", "template")):
        element.drop_tree()
    title = _title(page)
    _drop_navigation(page)
    _open_tables(page)
    _break_lines(page)
    header = list(_header(page))
    body = [line for line in _main_text(page) if not _FOOT.search(line) and not _TOOLS.match(line)]
    known = {_bare(line) for line in body[:12]}
    front = [line for line in [*header, title] if line and _bare(line) not in known]
    text = "\n".join(map(_tabbed, [*front, "", *body] if front else body))
    return Document(text + "\n" if body else "", "html", source.encoding)


def _title(page: Element) -> str:
    """What the page calls the article: the tag prescribed for government sites, else the page's own title."""
    for path in ('//meta[translate(@name, "ACELRT", "acelrt")="articletitle"]/@content', "//title/text()"):
        for found in page.xpath(path):
            if said := " ".join(str(found).split()):
                return _SITE.sub("", said) or said
    return ""


def _open_tables(page: Element) -> None:
    """Tables around paragraphs become divisions, tables of cells become rows; the innermost come first."""
    for table in reversed(list(page.iter("table"))):
        if _lays_out(table):
            for element in table.iter("table", "tbody", "thead", "tfoot", "tr", "td", "th"):
                element.tag = "div"
            continue
        rows = html.Element("div")
        rows.tail = table.tail
        for cells in _grid(table):
            rows.append(_paragraph(row(cells).replace("\t", _TAB)))
        table.getparent().replace(table, rows)


def _break_lines(page: Element) -> None:
    """Text parted by line breaks alone becomes paragraphs; old pages know no others."""
    for parent in {line_break.getparent() for line_break in page.iter("br")}:
        line = _paragraph(parent.text)
        lines = [line]
        for child in list(parent):
            if child.tag == "br":
                line = _paragraph(child.tail)
                lines.append(line)
            elif child.tag in _BLOCKS:
                line = _paragraph(child.tail)
                child.tail = None
                lines += [child, line]
            else:
                line.append(child)
        parent.text = None
        parent[:] = lines
        if parent.tag not in ("body", "section", "article", "li"):
            parent.tag = "div"


def _paragraph(text: str | None) -> Element:
    paragraph = html.Element("p")
    paragraph.text = text
    return paragraph


def _lays_out(table: Element) -> bool:
    """A cell that holds a whole text, or a table that is all one cell wide, is a frame."""
    cells = list(table.iter("td", "th"))
    if all(len(list(line.iterchildren("td", "th"))) <= 1 for line in table.iter("tr")):
        return True
    return any(_paragraphs_of_prose(cell) >= _WHOLE_TEXT for cell in cells)


def _drop_navigation(page: Element) -> None:
    """Take out lists, tables and divisions most of whose words lead elsewhere."""
    for element in list(page.iter("nav", "ul", "ol", "dl", "table", "div")):
        linked = sum(len("".join(link.text_content().split())) for link in element.iter("a"))
        if linked > _LINKED * len("".join(element.text_content().split())):
            element.drop_tree()


def _paragraphs_of_prose(cell: Element) -> int:
    return sum(
        1 for piece in cell.itertext() if len(piece.strip()) > _LONG and re.search("[。，；,;]", piece)
    )


def _grid(table: Element) -> Iterator[list[str]]:
    """The rows, each cell in its column: a cell over several rows or columns leaves blanks in the others."""
    below: dict[int, int] = {}
    for line in table.iter("tr"):
        cells: list[str] = []
        for cell in line.iterchildren("td", "th"):
            _skip(cells, below)
            wide, high = _span(cell, "colspan"), _span(cell, "rowspan")
            for place in range(len(cells), len(cells) + wide):
                below[place] = high - 1
            cells += [cell.text_content(), *[""] * (wide - 1)]
        _skip(cells, below)
        if any(cell.strip() for cell in cells):
            yield cells


def _skip(cells: list[str], below: dict[int, int]) -> None:
    while below.get(len(cells), 0) > 0:
        below[len(cells)] -= 1
        cells.append("")


def _span(cell: Element, name: str) -> int:
    said = (cell.get(name) or "").strip()
    return max(1, min(int(said), 60)) if said.isascii() and said.isdigit() else 1


def _header(page: Element) -> Iterator[str]:
    """The labelled lines above the first paragraph of prose."""
    for line in _lines(page.find("body") if page.find("body") is not None else page):
        if len(line) > _LONG and re.search("[。，]|,.*,", line) and not _LABEL.search(line):
            return
        if len(line) < _LONGEST_LABELLED and _LABEL.search(line):
            yield line


def _lines(element: Element) -> Iterator[str]:
    """The text of the page, a line for each innermost block."""
    pieces: list[str] = [element.text or ""]
    for child in element.iterchildren():
        if isinstance(child.tag, str) and (child.tag in _BLOCKS or child.find(".//p") is not None):
            yield from _joined(pieces)
            yield from _lines(child)
        elif child.tag == "br":
            yield from _joined(pieces)
        elif isinstance(child.tag, str):
            pieces.append(child.text_content())
        pieces.append(child.tail or "")
    yield from _joined(pieces)


def _joined(pieces: list[str]) -> Iterator[str]:
    if line := " ".join("".join(pieces).split()):
        yield line
    pieces.clear()


def _main_text(page: Element) -> list[str]:
    found: Any = trafilatura.bare_extraction(
        page, include_comments=False, include_tables=True, favor_recall=True, config=_CONFIG
    )
    text = found.text if found is not None else None
    lines = [" ".join(line.split()) for line in (text or "").split("\n")]
    return [line.removeprefix("- ") for line in lines if line]


def _tabbed(line: str) -> str:
    return row(line.split(_TAB)) if _TAB in line else line


def _bare(line: str) -> str:
    return re.sub(r"\W", "", line)
