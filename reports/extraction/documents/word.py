"""Word documents (.docx): paragraphs and tables in reading order, with their automatic numbers.

python-docx opens the package; the body is walked here, element by element, because its own paragraph text leaves out
what was inserted under change tracking (修订), what stands in content controls (内容控件), fields and text boxes, and
would show what was deleted. Headers, footers and notes are no part of the report's text.
"""

from __future__ import annotations

import io
from collections.abc import Iterator

import docx
from docx.opc.constants import RELATIONSHIP_TYPE

from reports.extraction.documents import packages
from reports.extraction.documents.base import Document, row
from reports.extraction.documents.numbering import Element, Numbering, W, read_numbering

_LEFT_OUT = {
    f"{W}{tag}"
    for tag in ("del", "moveFrom", "instrText", "delText", "pPr", "rPr", "rubyPr", "rt", "pict", "object")
} | {"{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
_NOT_HELD = _LEFT_OUT - {f"{W}pict"}
"""What a text box may not stand in to count; a drawing of the old kind is where older files have theirs."""

_SIGNS = {f"{W}tab": "\t", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_BOX = f"{W}txbxContent"
_WRAPPERS = {f"{W}{tag}" for tag in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")}
_FALSE = ("0", "false", "off")


def read(data: bytes, name: str) -> Document:
    """The document's text: a line for each paragraph, a line of cells for each row of a table."""
    packages.prove(data, name)
    document = docx.Document(io.BytesIO(data))
    part = document.part
    kinds = {relation.reltype: relation for relation in part.rels.values() if not relation.is_external}
    numbering = kinds.get(RELATIONSHIP_TYPE.NUMBERING)
    styles = kinds.get(RELATIONSHIP_TYPE.STYLES)
    numbers = read_numbering(
        numbering.target_part.element if numbering else None,
        styles.target_part.element if styles else None,
    )
    return Document("\n".join(_lines(document.element.body, numbers)) + "\n", "docx", None)


def _lines(parent: Element, numbers: Numbering) -> Iterator[str]:
    for child in parent:
        if child.tag == f"{W}p":
            yield _paragraph(child, numbers)
            for box in child.iter(_BOX):
                if _counts(box, child):
                    yield from _lines(box, numbers)
        elif child.tag == f"{W}tbl":
            yield from _table(child, numbers)
        elif child.tag in _WRAPPERS:
            yield from _lines(child, numbers)


def _paragraph(paragraph: Element, numbers: Numbering) -> str:
    number = numbers.number(paragraph)
    text = "".join(_text(paragraph))
    # Nothing stands between number and heading in a Chinese document, but 1. and 5亿元 are no 1.5亿元.
    apart = number and number[-1].isascii() and text[:1].isascii() and text[:1].strip()
    return f"{number} {text}" if apart else number + text


def _text(element: Element) -> Iterator[str]:
    for child in element:
        tag = child.tag
        if tag in _LEFT_OUT or tag == _BOX:
            continue
        if tag == f"{W}t":
            yield child.text or ""
        elif tag in _SIGNS:
            yield _SIGNS[tag]
        elif tag == f"{W}br":
            yield "" if child.get(f"{W}type") in ("page", "column") else "\n"
        elif not (tag == f"{W}r" and _hidden(child)):
            yield from _text(child)


def _hidden(run: Element) -> bool:
    mark = run.find(f"{W}rPr/{W}vanish")
    return mark is not None and mark.get(f"{W}val") not in _FALSE


def _counts(box: Element, paragraph: Element) -> bool:
    """A text box is stored twice, for newer and older readers; and one within another comes with that one."""
    parent = box.getparent()
    while parent is not paragraph:
        if parent.tag in _NOT_HELD or parent.tag == _BOX:
            return False
        parent = parent.getparent()
    return True


def _table(table: Element, numbers: Numbering) -> Iterator[str]:
    """A line for each row. A table of one column is a frame around paragraphs rather than a table."""
    rows = [[_Cell(cell) for cell in _children(line, "tc")] for line in _children(table, "tr")]
    if all(len(cells) <= 1 for cells in rows):
        for cells in rows:
            for cell in cells:
                yield from _lines(cell.element, numbers)
        return
    for cells in rows:
        printed: list[str] = []
        for cell in cells:
            text = " ".join(_lines(cell.element, numbers))
            # What is joined over columns fills the first of them, so that the columns stay in step.
            printed += ["" if cell.continues else text, *[""] * (cell.columns - 1)]
        yield row(printed)


class _Cell:
    """A cell (单元格): how many columns it spans, and whether it only continues the one above."""

    def __init__(self, element: Element) -> None:
        self.element = element
        span = element.find(f"{W}tcPr/{W}gridSpan")
        joined = element.find(f"{W}tcPr/{W}vMerge")
        self.columns = min(int(span.get(f"{W}val") or 1), 63) if span is not None else 1
        self.continues = joined is not None and joined.get(f"{W}val") != "restart"


def _children(parent: Element, tag: str) -> Iterator[Element]:
    """The children of that kind, also those within content controls or tracked changes."""
    for child in parent:
        if child.tag == f"{W}{tag}":
            yield child
        elif child.tag in _WRAPPERS:
            yield from _children(child, tag)
