"""PDF documents (.pdf) with text in them: characters and rules as pdfium finds them, set into lines and paragraphs.

Where a page is a picture, the file is a scan (扫描件) and `scan` has to read it.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator

import pypdfium2
import pypdfium2.raw as pdfium

from reports.extraction.documents.base import Document, DocumentError
from reports.extraction.documents.layout import Glyph, Line, lines_of, running_text, without_furniture
from reports.extraction.documents.ruled_tables import Box, Table, find_tables

MOST_PAGES = 500
"""The longest report known has some 60 pages."""

MOST_GLYPHS = 2_000_000
FEWEST_GLYPHS = 12
"""A page with fewer characters and a picture on it is a scan; the few are a stamp or a page number."""

_BLANKS = frozenset((0x20, 0xA0, 0x3000, *range(0x2000, 0x200B)))
_TAIL = 2048
"""Bytes at the end among which the mark of a complete file stands."""


def read(data: bytes, name: str) -> Document:
    """The text of all pages, joined; refuses scans, which are read in another way."""
    pages: list[list[Line]] = []
    scanned, ocr = 0, False
    for page in pages_of(data, name):
        lines = page_lines(page)
        scanned += lines is None
        ocr = ocr or _was_recognised(page)
        pages.append(lines or [])
    if scanned:
        raise DocumentError("scanned", name=name, pages=scanned)
    return assemble(pages, ocr=ocr)


def assemble(pages: list[list[Line]], *, ocr: bool = False) -> Document:
    """One document out of the lines of each page."""
    text, starts = running_text(without_furniture(pages))
    return Document(text, "pdf", None, starts, ocr)


def pages_of(data: bytes, name: str) -> Iterator[pypdfium2.PdfPage]:
    """The pages of a file that is whole, not protected and no longer than a report can be."""
    if b"%%EOF" not in data[-_TAIL:]:
        # pdfium would read what is left of a file that was cut off, and nobody would know that the rest is missing.
        raise DocumentError("damaged", name=name)
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = error.err_code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)
        raise DocumentError("encrypted" if locked else "damaged", name=name) from error
    if len(document) > MOST_PAGES:
        raise DocumentError("too_many_pages", name=name, pages=len(document), limit=MOST_PAGES)
    for number in range(len(document)):
        page = document[number]
        yield page
        page.close()


def page_lines(page: pypdfium2.PdfPage) -> list[Line] | None:
    """The lines and table rows of a page from top to bottom; None if the page is a picture."""
    glyphs = list(_glyphs(page))
    if len(glyphs) < FEWEST_GLYPHS and _shows_picture(page):
        return None
    tables = find_tables(_drawn(page))
    running = [glyph for glyph in glyphs if not _taken(glyph, tables)]
    lines = [*lines_of(running), *(line for table in tables for line in table.lines())]
    return sorted(lines, key=lambda line: -line.bottom)


def _taken(glyph: Glyph, tables: list[Table]) -> bool:
    return any(table.take(glyph) for table in tables)


def _glyphs(page: pypdfium2.PdfPage) -> Iterator[Glyph]:
    """A page's characters as the file orders them. The boxes are the font's, not the strokes': 一 is as high as 国."""
    text_page = page.get_textpage()
    box, rotation = pdfium.FS_RECTF(), page.get_rotation()
    blank = False
    for index in range(min(text_page.count_chars(), MOST_GLYPHS)):
        code = pdfium.FPDFText_GetUnicode(text_page.raw, index)
        if code in _BLANKS:
            # pdfium makes up blanks where it sees a gap; the gap is measured here anyway.
            blank = blank or not pdfium.FPDFText_IsGenerated(text_page.raw, index)
            continue
        if code < 33 or code > 0x10FFFF or 0xD800 <= code < 0xE000:
            continue
        pdfium.FPDFText_GetLooseCharBox(text_page.raw, index, ctypes.byref(box))
        if box.top > box.bottom and box.right > box.left:
            yield Glyph(chr(code), *_upright(rotation, box.left, box.bottom, box.right, box.top), blank)
            blank = False
    text_page.close()


def _drawn(page: pypdfium2.PdfPage) -> Iterator[Box]:
    rotation = page.get_rotation()
    for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH]):
        box, form = item.get_bounds(), item.container
        while form is not None:
            # A drawing within a drawing (a stamped or merged page) has coordinates of its own.
            box, form = form.get_matrix().on_rect(*box), form.container
        yield Box(*_upright(rotation, *box))


def _upright(
    rotation: int, left: float, bottom: float, right: float, top: float
) -> tuple[float, float, float, float]:
    """The box as the page is shown: wide tables are often on pages that are turned (横排页) by so many degrees."""
    if rotation == 90:
        return bottom, -right, top, -left
    if rotation == 180:
        return -right, -top, -left, -bottom
    if rotation == 270:
        return -top, left, -bottom, right
    return left, bottom, right, top


def _was_recognised(page: pypdfium2.PdfPage) -> bool:
    """Whether the text lies unseen over a picture, as scanning programs put there what they recognise."""
    first = next(iter(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT])), None)
    if first is None or not _shows_picture(page):
        return False
    unseen: bool = pdfium.FPDFTextObj_GetTextRenderMode(first.raw) == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE
    return unseen


def _shows_picture(page: pypdfium2.PdfPage) -> bool:
    return next(iter(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE])), None) is not None
