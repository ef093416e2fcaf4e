"""Finds the headings of a report (标题) and the stretch of text that each of them governs."""

from __future__ import annotations

from reports.extraction.records import Section


def outline(source: str, text: str) -> tuple[Section, ...]:
    """All headings in the order of the text. `text` is the normalised form of `source`, of the same length."""
    return ()


def heading_path(sections: tuple[Section, ...], offset: int) -> tuple[Section, ...]:
    """The headings that govern the character at `offset`, outermost first."""
    return tuple(section for section in sections if section.start <= offset < section.body_end)


def section_at(sections: tuple[Section, ...], offset: int) -> Section | None:
    """The innermost heading that governs the character at `offset`."""
    path = heading_path(sections, offset)
    return path[-1] if path else None
