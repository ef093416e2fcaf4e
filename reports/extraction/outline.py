"""Finds the headings of a report (标题) and the stretch of text that each of them governs.

A heading shows by its number: 一、 opens a chapter (level 1), (一) a part (2), 1. a point (3), (1) a sub-point (4).
It may fill a line or run into its paragraph up to the first 。 or :. Clerks lose brackets, digits and line breaks, so
a number inside a paragraph counts too, but only where it continues the numbering of its own level and is no list.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from reports.extraction.outline_contents import content_kind, reports_results
from reports.extraction.outline_kinds import (
    chapter_name_end,
    heading_kind,
    is_bare_chapter,
    is_open,
    speaks_for_itself,
)
from reports.extraction.records import Section, SectionKind
from reports.extraction.sentences import unwrapped

_DIGITS = {digit: value for value, digit in enumerate("〇一二三四五六七八九十")} | {"零": 0}
_LONGEST_RUN_IN = 60
_SHORTEST_BODY = 6
_LONGEST_ORPHAN = 6
_LONGEST_ANNEX_LIST = 600

_NUMERAL = "[一二三四五六七八九十]"
_CHAPTER = re.compile(rf"{_NUMERAL}{_NUMERAL}{{,2}} ?[、.:,](?!{_NUMERAL}{{1,2}}[、级类等是])")
_NAMED_CHAPTER = re.compile(rf"第({_NUMERAL}{{1,3}})(?:部分|章)[、:\s]?")
# Each begins with a set of characters, which the search can skip to.
_PART = re.compile(
    rf"[(〔【㈠-㈩](?:(?<=[㈠-㈩])|(?<![㈠-㈩]) ?({_NUMERAL}{{1,3}}) ?[)〕】](?![项款条目类期])[、.]?)"
)
_POINT = re.compile(
    r"[0-9⒈-⒛](?:(?<=[⒈-⒛])、?|(?<=[0-9])[0-9]? ?[、.](?:(?![0-9 ])|(?=20\d\d年)|(?= +[\u4e00-\u9fff])))"
)
_SUB_POINT = re.compile(r"\( ?([0-9]{1,2}) ?\)[、.]?")
_ORPHAN_PART = re.compile(
    rf"(?=[ \t()一二三四五六七八九十])(?:^[ \t]*|(?<=[。 ]))((?:\( ?)?(?:{_NUMERAL} ?)?\)[、.]?)"
    r"(?=[ ]?[\u4e00-\u9fff])",
    re.M,
)
_BARE_LINE = re.compile(r"^[ \t【]*+([^\n。;,!?|\t、:]{3,24}?)[】:]?[ \t]*+$", re.M)
_HEADING_END = re.compile(r"[。:!?;\n\t]|  | (?=[^\n]{25})|(?<=[^统单唯])(?=一是)")
_SECOND_HALF = re.compile(r"(: ?[^\n,。;:!]{2,16})[ \t]*\n")
_SPACED_NUMBER = re.compile(rf"({_NUMERAL}{{1,3}}) +")
_TABLE_ROW = re.compile(r"[\t|] *[^\s]")
_TEXT = re.compile(r"[\u4e00-\u9fff《“\"‘「\w]")
_BLANK = " \t"
_OPENERS = "。!?)”》…;: \t"
_LIST_MARKS = ";,、"


@dataclass(frozen=True, slots=True)
class _Mark:
    """A number that may open a heading."""

    level: int
    number: str | None
    ordinal: int
    start: int
    end: int
    leads_line: bool


def outline(source: str, text: str) -> tuple[Section, ...]:
    """All headings in the order of the text. `text` is the normalised form of `source`, of the same length."""
    text = unwrapped(text)
    limit = _report_end(text)
    marks = _accepted(text, [mark for mark in _marks(text) if mark.start < limit])
    bare = _bare_chapters(text, marks)
    marks = sorted([*marks, *bare], key=lambda mark: mark.start)
    return tuple(_sections(source, text, marks))


def heading_path(sections: tuple[Section, ...], offset: int) -> tuple[Section, ...]:
    """The headings that govern the character at `offset`, outermost first."""
    path: list[Section] = []
    for index in range(_last_before(sections, offset), -1, -1):
        section = sections[index]
        if offset < section.body_end and (not path or section.level < path[-1].level):
            path.append(section)
        if section.level == 1:
            break
    return tuple(reversed(path))


def section_at(sections: tuple[Section, ...], offset: int) -> Section | None:
    """The innermost heading that governs the character at `offset`."""
    path = heading_path(sections, offset)
    return path[-1] if path else None


def _last_before(sections: tuple[Section, ...], offset: int) -> int:
    """The index of the last heading that begins at or before `offset`, -1 if none does."""
    return bisect_right(sections, offset, key=lambda section: section.start) - 1


def ordinal(numeral: str) -> int:
    """The value of a heading's number, Arabic or Chinese up to 99 (十二 → 12); 0 where it says nothing."""
    if numeral.isdigit():
        return int(numeral)
    tens, ten, ones = numeral.partition("十")
    if not ten:
        return _DIGITS.get(numeral, 0) if len(numeral) == 1 else 0
    return _DIGITS.get(tens, 1) * 10 + _DIGITS.get(ones, 0)


def _marks(text: str) -> list[_Mark]:
    """Every number that has the form of a heading's number."""
    marks = [_mark(text, 1, found, found.group().rstrip(" 、.:,")) for found in _CHAPTER.finditer(text)]
    marks += [_mark(text, 1, found, found[1]) for found in _NAMED_CHAPTER.finditer(text)]
    marks += [_mark(text, 2, found, _part_number(found)) for found in _PART.finditer(text)]
    marks += [_mark(text, 3, found, _point_number(found)) for found in _POINT.finditer(text)]
    marks += [_mark(text, 4, found, found[1]) for found in _SUB_POINT.finditer(text)]
    taken = {mark.end for mark in marks}
    for found in _orphans(text):
        if found.end() not in taken and not _closes_bracket(text, found):
            numeral = "".join(char for char in found.group() if char in _DIGITS)
            marks.append(_Mark(2, numeral or None, ordinal(numeral), found.start(1), found.end(), True))
    return sorted(marks, key=lambda mark: mark.start)


def _orphans(text: str) -> Iterator[re.Match[str]]:
    """Parts whose number or bracket is lost, looked for around each ) that is left."""
    at = text.find(")")
    while at >= 0:
        found = _ORPHAN_PART.search(text, max(0, at - _LONGEST_ORPHAN), at + _LONGEST_ORPHAN)
        if found and found.start(1) <= at < found.end():
            yield found
        at = text.find(")", at + 1)


def _closes_bracket(text: str, found: re.Match[str]) -> bool:
    """Whether a lone ) only closes a bracket that a line break has cut off."""
    before = text[max(0, found.start(1) - _LONGEST_RUN_IN) : found.start(1)]
    return "(" not in found[1] and before.rfind("(") > before.rfind(")")


def _report_end(text: str) -> int:
    """Where the report ends and the list of its annexes begins (附件:1.…)."""
    annexes = max(text.rfind("\n附件"), text.rfind("\n 附件"), text.rfind("\n  附件"))
    return annexes if annexes >= 0 and len(text) - annexes <= _LONGEST_ANNEX_LIST else len(text)


def _part_number(found: re.Match[str]) -> str:
    return found[1] or "一二三四五六七八九十"[ord(found.group()[0]) - ord("㈠")]


def _point_number(found: re.Match[str]) -> str:
    first = found.group()[0]
    if "⒈" <= first <= "⒛":
        return str(ord(first) - ord("⒈") + 1)
    return found.group().rstrip(" 、.")


def _mark(text: str, level: int, found: re.Match[str], number: str) -> _Mark:
    before = found.start() - 1
    while before >= 0 and text[before] in _BLANK:
        before -= 1
    leads_line = before < 0 or text[before] == "\n"
    return _Mark(level, number, ordinal(number), found.start(), found.end(), leads_line)


def _accepted(text: str, marks: list[_Mark]) -> list[_Mark]:
    """The marks that open a heading, judged from left to right by where they stand and what came before."""
    accepted: list[_Mark] = []
    last = dict.fromkeys((1, 2, 3, 4), 0)
    for index, mark in enumerate(marks):
        if accepted and mark.start < accepted[-1].end:
            continue
        if not (
            _leads(text, marks, index, last[mark.level])
            if mark.leads_line
            else _runs_in(text, marks, index, last, accepted)
        ):
            continue
        accepted.append(mark)
        last[mark.level] = mark.ordinal or last[mark.level] + 1
        for deeper in range(mark.level + 1, 5):
            last[deeper] = 0
    return accepted


def _leads(text: str, marks: list[_Mark], index: int, before: int) -> bool:
    """A number at the start of a line opens a heading unless the line is a row of a table or has no words."""
    mark = marks[index]
    if not _TEXT.match(text, _skip_blank(text, mark.end)):
        return False
    line_end = _line_end(text, mark.end)
    if line_end - mark.end <= 2 * _LONGEST_RUN_IN and _TABLE_ROW.search(text, mark.end, line_end):
        return False
    if mark.level == 1:
        # A comma or colon after the number is a slip of the pen, believed only where the line is short.
        return text[mark.end - 1] not in ":," or line_end - mark.end <= _LONGEST_RUN_IN // 2
    if mark.level == 2:
        return not _is_whole_sentence(text, marks, index, before)
    follower = _follower(marks, index)
    if follower is not None and mark.level == 4 and not follower.leads_line:
        return False
    if follower is not None:
        # 1.…。2.…。 in one line: what stands before the next number decides whether the first has a title.
        line_end = min(line_end, follower.start)
    return _is_titled(text, mark.end, line_end) or _is_bare_title(text, mark, line_end, before, follower)


def _is_bare_title(text: str, mark: _Mark, line_end: int, before: int, follower: _Mark | None) -> bool:
    """Among titled points one may be a title and nothing else: the first before a titled one, any behind one."""
    if line_end - mark.end > _LONGEST_RUN_IN // 2 or text[line_end - 1] in _LIST_MARKS:
        return False
    if before:
        return before == mark.ordinal - 1
    return (
        follower is not None
        and follower.leads_line
        and _is_titled(text, follower.end, _line_end(text, follower.end))
    )


def _is_whole_sentence(text: str, marks: list[_Mark], index: int, before: int) -> bool:
    """Whether a part is one sentence with clauses and nothing below it: an item of a list, no heading."""
    mark = marks[index]
    line_end = _line_end(text, mark.end)
    stop = _HEADING_END.search(text, mark.end, line_end)
    if stop is None or text[stop.start()] not in "。;" or text[stop.end() : line_end].strip():
        return False
    if before == 0 and mark.ordinal > 1:
        # Its fellows before it were items as well.
        return True
    if "," not in text[mark.end : stop.start()]:
        return False
    following = marks[index + 1].start if index + 1 < len(marks) else len(text)
    return not text[line_end:following].strip()


def _is_titled(text: str, start: int, end: int) -> bool:
    """Whether a point has a title: the line is the title, or a short first sentence has more text behind it."""
    stop = _HEADING_END.search(text, start, end)
    if stop is None:
        return end - start <= _LONGEST_RUN_IN // 2
    if text[stop.start()] == ";":
        return False
    return stop.start() - start <= _LONGEST_RUN_IN and end - stop.end() >= _SHORTEST_BODY


def _runs_in(text: str, marks: list[_Mark], index: int, last: dict[int, int], accepted: list[_Mark]) -> bool:
    """A number inside a paragraph opens a heading where it continues its level and is no item of a list."""
    mark = marks[index]
    if mark.ordinal != last[mark.level] + 1 or text[mark.end - 1] in ":,":
        return False
    if not _TEXT.match(text, _skip_blank(text, mark.end)) or text[mark.start - 1] in "第" + _LIST_MARKS:
        return False
    if not (
        text[mark.start - 1] in _OPENERS
        or _follows_heading(text, mark, accepted)
        or _opens_report(text, mark)
        or _goes_on(text, mark)
    ):
        return False
    follower = _follower(marks, index)
    if follower is not None and text[follower.start - 1] in _LIST_MARKS:
        return False
    if mark.level <= 2:
        return mark.level == 1 or text[mark.start - 1] != ":" or not _is_list(text, mark, follower)
    end = marks[index + 1].start if index + 1 < len(marks) else _line_end(text, mark.end)
    return mark.level == 3 and _is_titled(text, mark.end, min(end, _line_end(text, mark.end)))


def _is_list(text: str, mark: _Mark, follower: _Mark | None) -> bool:
    """Whether (一)…(二)… after a colon is a list of bare sentences and not a row of titled parts."""
    end = follower.start if follower else _line_end(text, mark.end)
    return not _is_titled(text, mark.end, end)


def _follower(marks: list[_Mark], index: int) -> _Mark | None:
    """The next number of the same level, if it follows on within the same chapter."""
    mark = marks[index]
    for later in marks[index + 1 : index + 12]:
        if later.level == mark.level and later.ordinal == mark.ordinal + 1:
            return later
        if later.level < mark.level and later.leads_line:
            return None
    return None


def _follows_heading(text: str, mark: _Mark, accepted: list[_Mark]) -> bool:
    """Whether only the title of the heading above stands between its number and this one (lost line break)."""
    if not accepted or accepted[-1].level >= mark.level or mark.start - accepted[-1].end > _LONGEST_RUN_IN:
        return False
    return _HEADING_END.search(text, accepted[-1].end, mark.start) is None


def _opens_report(text: str, mark: _Mark) -> bool:
    """一、 straight after the words that announce the report (情况报告如下), their colon lost."""
    return mark.level == 1 and text[max(0, mark.start - 2) : mark.start] in ("如下", "汇报", "报告")


def _goes_on(text: str, mark: _Mark) -> bool:
    """二、 or (二) with a title behind it goes on with its level even where stop and line break in front are lost."""
    return mark.level <= 2 <= mark.ordinal and _is_titled(text, mark.end, _line_end(text, mark.end))


def _bare_chapters(text: str, marks: list[_Mark]) -> Iterator[_Mark]:
    """Lines that are the usual name of a chapter, their number lost (存在的问题 alone on a line)."""
    starts = [mark.start for mark in marks]
    for found in _BARE_LINE.finditer(text):
        after = bisect_left(starts, found.start())
        numbered = after < len(starts) and starts[after] <= found.end()
        if not numbered and is_bare_chapter(found[1]):
            number = _SPACED_NUMBER.match(found[1])
            end = found.start(1) + (number.end() if number else 0)
            yield _Mark(1, number[1] if number else None, 0, found.start(1), end, True)


def _sections(source: str, text: str, marks: list[_Mark]) -> Iterator[Section]:
    ends = _body_ends([mark.level for mark in marks], [mark.start for mark in marks], len(text))
    above: dict[int, SectionKind] = {}
    chapter_before: SectionKind | None = None
    chapters = [mark.start for mark in marks if mark.level == 1]
    late_chapters = set(chapters[len(chapters) // 2 :])
    for index, mark in enumerate(marks):
        start = _skip_blank(text, mark.end)
        limit = marks[index + 1].start if index + 1 < len(marks) else len(text)
        end = _heading_end(text, start, limit)
        if mark.level == 1 and mark.leads_line:
            end = _second_half(text, end, limit)
        if start >= end:
            continue
        heading = source[start:end]
        inherited = next((above[level] for level in range(mark.level - 1, 0, -1) if level in above), None)
        late = 2 * start > len(text) or mark.start in late_chapters
        kind = heading_kind(text[start:end], inherited, late)
        if inherited is None:
            if late and not speaks_for_itself(text[start:end]):
                kind = _kind_of_contents(text, text[start:end], end, ends[index], kind, chapter_before)
            chapter_before = kind
        above = {level: known for level, known in above.items() if level < mark.level} | {mark.level: kind}
        yield Section(mark.level, mark.number, heading, kind, mark.start, end, ends[index])


def _kind_of_contents(
    text: str, heading: str, start: int, end: int, kind: SectionKind, before: SectionKind | None
) -> SectionKind:
    """The kind of a late chapter with a heading in words of its own, checked against what stands in it."""
    if kind is SectionKind.ACHIEVEMENTS and is_open(heading):
        return content_kind(text, start, end, before is SectionKind.PROBLEMS) or kind
    if kind is SectionKind.PROBLEMS and reports_results(text, start, end):
        return SectionKind.ACHIEVEMENTS
    return kind


def _body_ends(levels: list[int], starts: list[int], length: int) -> list[int]:
    """Where each heading's text ends: at the next heading of its own level or above."""
    ends = [length] * len(levels)
    open_headings: list[int] = []
    for index, level in enumerate(levels):
        while open_headings and levels[open_headings[-1]] >= level:
            ends[open_headings.pop()] = starts[index]
        open_headings.append(index)
    return ends


def _heading_end(text: str, start: int, limit: int) -> int:
    """The end of a heading's words: a stop, a wide gap, the next heading, or a sensible length."""
    stop = _HEADING_END.search(text, start, limit)
    end = stop.start() if stop else limit
    if stop is not None and stop.group() != "\n":
        end = chapter_name_end(text, start, end)
    if end - start > 2 * _LONGEST_RUN_IN:
        comma = text.find(",", start + 8, start + _LONGEST_RUN_IN)
        end = comma if comma > 0 else start + _LONGEST_RUN_IN // 2
    while end > start and text[end - 1] in _BLANK:
        end -= 1
    return end


def _second_half(text: str, end: int, limit: int) -> int:
    """Where a chapter's heading of two halves ends (再出发:明年怎么干), the line holding nothing else."""
    found = _SECOND_HALF.match(text, end, limit)
    return found.end(1) if found else end


def _skip_blank(text: str, offset: int) -> int:
    while offset < len(text) and text[offset] in _BLANK:
        offset += 1
    return offset


def _line_end(text: str, offset: int) -> int:
    end = text.find("\n", offset)
    return end if end >= 0 else len(text)
