"""Scanned PDF documents (扫描件): the pages that are pictures are drawn and recognised, the others read as usual."""

from __future__ import annotations

import pypdfium2

from reports.extraction.documents import pdf
from reports.extraction.documents.base import Document, DocumentError
from reports.extraction.documents.layout import Line
from reports.extraction.documents.recognition import recognise

MOST_PAGES = 40
"""At up to three seconds a page, what the time for a scan allows."""

DOTS = 300 / 72
"""Pixels a point: 300 to the inch, at which Chinese is recognised best."""

MOST_PIXELS = 20_000_000


def read(data: bytes, name: str) -> Document:
    """The text of all pages, marked as recognised."""
    pages: list[list[Line]] = []
    recognised = 0
    for page in pdf.pages_of(data, name):
        lines = pdf.page_lines(page)
        if lines is None:
            recognised += 1
            if recognised > MOST_PAGES:
                raise DocumentError("too_many_pages", name=name, pages=recognised, limit=MOST_PAGES)
            lines = _recognised(page)
        pages.append(lines)
    return pdf.assemble(pages, ocr=True)


def _recognised(page: pypdfium2.PdfPage) -> list[Line]:
    width, height = page.get_size()
    dots = min(DOTS, (MOST_PIXELS / max(1.0, width * height)) ** 0.5)
    return recognise(_picture(page, dots), dots)


def _picture(page: pypdfium2.PdfPage, dots: float) -> bytes:
    """The page as a grey picture in the plainest format there is (PGM), which needs no library to write."""
    bitmap = page.render(scale=dots, grayscale=True)
    pixels = bytes(bitmap.buffer)
    rows = (pixels[start : start + bitmap.width] for start in range(0, len(pixels), bitmap.stride))
    return b"P5 %d %d 255\n" % (bitmap.width, bitmap.height) + b"".join(rows)
