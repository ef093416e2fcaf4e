"""Who reports, for which year, in what kind of document: title, header, body and signature, in that order of trust."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bureaus.resolver import Gazetteer
from reports.extraction.metadata.authorship import Authorship, read_authorship
from reports.extraction.metadata.claims import Page, read_page
from reports.extraction.metadata.header import document_number, index_number, published_on, read_frame
from reports.extraction.metadata.places import PlaceEvidence
from reports.extraction.metadata.titles import Title, read_title, report_kind
from reports.extraction.metadata.years import YearFinding, read_year
from reports.extraction.records import Doubt, Metadata, Section

BROKEN = re.compile(r"(?<=[\u4e00-\u9fff\d,、“”])[ \t]*\n[ \t]*(?=[\u4e00-\u9fff\d《“])")
OPENING_LENGTH = 600
"""Characters. The paragraphs before the first heading, but no more than these, announce who reports on which year."""


def read_metadata(source: str, text: str, sections: Sequence[Section], gazetteer: Gazetteer) -> Metadata:
    """The report's own data. `text` is the normalised twin of `source` with identical offsets."""
    frame = read_frame(text)
    title = read_title(source, text, frame)
    start = max(frame.body_start, title.spans[-1][1]) if title else frame.body_start
    opening = _opening(text, start, sections)
    kind = report_kind(title, opening, sections)
    found = read_year(text, start, opening, title, sections)
    page = read_page(text, frame, title.clean if title else "", opening)
    index = index_number(text, frame)
    evidence = _evidence(text, page, index, found.year, gazetteer)
    author = read_authorship(page, gazetteer, found.year, evidence)
    number = document_number(text, frame)
    return Metadata(
        bureau=author.bureau,
        place=author.place,
        year=found.year,
        kind=kind,
        title=title.text if title else None,
        published_on=published_on(text, frame),
        document_number=source[slice(*number)] if number else None,
        index_number=source[slice(*index)] if index else None,
        publisher=page.publishers[0] if page.publishers else None,
        sources=_sources(title, found, author),
        doubts=_doubts(found, author, reports=kind is not None),
    )


def _opening(text: str, start: int, sections: Sequence[Section]) -> str:
    """The paragraphs between the title and the first heading, with sentences that are broken over lines mended."""
    limit = start + OPENING_LENGTH
    first_heading = next((section.start for section in sections if section.start >= start), limit)
    return BROKEN.sub("", text[start : limit if first_heading == start else min(first_heading, limit)])


def _evidence(
    text: str, page: Page, index: tuple[int, int] | None, year: int | None, gazetteer: Gazetteer
) -> PlaceEvidence:
    number = text[slice(*index)] if index else ""
    return PlaceEvidence(gazetteer, year, text, tuple(page.stages()), number)


def _sources(title: Title | None, year: YearFinding, author: Authorship) -> dict[str, str]:
    """Where each field was read; fields that are fixed by their label (索引号, 发布日期) need no word."""
    found = {
        "title": title.source if title else None,
        "year": year.source,
        "bureau": author.bureau_source,
        "place": author.place_source,
    }
    return {field: where for field, where in found.items() if where}


def _doubts(year: YearFinding, author: Authorship, *, reports: bool) -> tuple[Doubt, ...]:
    doubts = list(author.doubts)
    if year.year is None:
        code = "ambiguous" if year.candidates else "missing"
        doubts.append(Doubt("year", code, tuple(map(str, year.candidates))))
    elif year.source == "signature":
        doubts.append(Doubt("year", "from_signature", (str(year.year),)))
    if not reports:
        doubts.append(Doubt("kind", "not_a_report"))
    return tuple(doubts)
