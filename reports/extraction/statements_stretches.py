"""Finds where a report speaks of its problems and plans: under the headings that say so, and in passages elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reports.extraction import statements_wording as wording
from reports.extraction.outline_kinds import announces_causes, names_chapter
from reports.extraction.records import Section, SectionKind
from reports.extraction.statements_items import Stretch
from reports.extraction.statements_labels import Mode
from reports.extraction.statements_passages import openings, passages

_WORDS = re.compile(r"[\u4e00-\u9fff]{2}")


def stretches(text: str, sections: tuple[Section, ...]) -> Iterator[Stretch]:
    """Every stretch that speaks of problems or plans, in the order of the text."""
    bounds = [*(section.start for section in sections), len(text)]
    found = openings(text)
    if bounds[0] > 0:
        yield from passages(text, 0, bounds[0], found)
    for index, (section, part, mode) in enumerate(_governed(text, sections)):
        body_end = bounds[index + 1]
        if mode is None:
            yield from passages(text, section.end, body_end, found)
        else:
            children = index + 1 < len(sections) and sections[index + 1].level > section.level
            yield _stretch(text, section, part, mode, body_end, children)


def _stretch(
    text: str, section: Section, part: Section | None, mode: Mode, end: int, children: bool
) -> Stretch:
    """The text under a heading; where there is none, the heading itself."""
    heading = part.heading if part else None
    titled = section.level > 1
    lone = titled and not children and not names_chapter(section.heading)
    title = (section.end - len(section.heading), section.end) if lone else None
    if title and not _WORDS.search(text, section.end, end):
        return Stretch(*title, mode, heading if section.level > 2 else None, governed=True)
    topic = section.heading if titled else None
    return Stretch(section.end, end, mode, heading, topic, True, children, title)


def _governed(
    text: str, sections: tuple[Section, ...]
) -> Iterator[tuple[Section, Section | None, Mode | None]]:
    """Each heading with the part it belongs to and what its text speaks of.

    Parts of a chapter of causes are causes. Parts of a chapter of problems are measures if its opening ends by
    announcing them (下一步,将从以下方面改进:).
    """
    part: Section | None = None
    plans_until = causes_until = 0
    for index, section in enumerate(sections):
        part = section if section.level == 2 else (None if section.level == 1 else part)
        mode = _mode(section)
        if mode is Mode.CAUSE:
            causes_until = section.body_end
        if mode is Mode.PROBLEM and section.start < causes_until:
            mode = Mode.CAUSE
        elif mode is Mode.PROBLEM and section.start < plans_until and not names_chapter(section.heading):
            mode = Mode.PLAN
        following = sections[index + 1] if index + 1 < len(sections) else section
        if mode is Mode.PROBLEM and following.level > section.level:
            plans_ahead = _announces_plans(text, section.end, following.start)
            plans_until = section.body_end if plans_ahead else plans_until
        yield section, part, mode


def _announces_plans(text: str, start: int, end: int) -> bool:
    """Whether the last sentence before `end` turns to what will be done."""
    while end > start and text[end - 1] in " \t\n。:":
        end -= 1
    begin = max(start, *(text.rfind(mark, start, end) + 1 for mark in "。\n"))
    while begin < end and text[begin] in " \t":
        begin += 1
    return bool(wording.PLAN_OPENING.match(text, begin, end))


def _mode(section: Section) -> Mode | None:
    if section.kind is SectionKind.PROBLEMS:
        return Mode.CAUSE if announces_causes(section.heading) else Mode.PROBLEM
    return Mode.PLAN if section.kind is SectionKind.PLAN else None
