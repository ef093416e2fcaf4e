"""Finds where a report speaks of its problems and plans: under their headings, and in sentences elsewhere."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator

from reports.extraction import statements_wording as wording
from reports.extraction.outline_kinds import announces_causes, names_chapter
from reports.extraction.records import Section, SectionKind
from reports.extraction.statements_items import Mode, Stretch

_WORDS = re.compile(r"[\u4e00-\u9fff]{2}")
_YEAR = re.compile(r"(20\d\d)年")
_LIST_LINE = re.compile(
    r"[ \t]*(?:[一二三四五六七八九十]{1,2}(?:是|要)|第[一二三四五六七八九十]|其[一二三四五]|"
    r"\(?[0-9一二三四五六七八九十]{1,2}[)、.]|[①-⑳]|首先|其次|再次|最后)"
)
_LONGEST = 800
_LONGEST_RUN_UP = 40
_SENTENCE_END = re.compile(r"[。!?\n]")

_CONCESSION = re.compile(
    r"(?:但|仍|依然|尚|还|也|当前|目前|不过|然而|虽|尽管|同时)[^。]{0,24}?(?:存在|面临|有)[^。]{0,40}?"
    r"(?:问题|不足|短板|差距|薄弱|弱项|空白|困难(?!群众|家庭|对象|人员|老人|老年|儿童|职工|残疾|户|的))"
    r"|^(?:但|不过|然而)[^。]{0,40}?(?:不足|不够|薄弱|滞后|偏低|偏少|欠缺|不到位|短板)"
    r"|^(?!.*(?:指出|要求|针对(?!性)|认为|强调))[^。]{4,60}?有待(?:进一步)?(?:加强|提升|提高|改进|完善|增强|强化|加大|深化|拓展|扩大)"
    r"|(?:问题|不足|短板|差距)(?:依然|仍然|依旧|仍|还|也)(?:比较|较为|十分|不同程度|普遍|客观)*(?:地)?(?:突出|存在|明显|严重)"
)
_LABEL = re.compile(
    r"[^,。]{0,12}?(?:主要)?(?:存在|面临)(?:的)?(?:主要|突出|一些)?(?:问题|不足|困难|短板|薄弱环节)(?:和(?:问题|不足|困难|短板))?(?:主要)?(?:是|有|为|表现|如下|:|一是)"
    r"|(?:主要)?(?:问题|不足之处|短板)(?:是|有|:|主要)"
)
_HANDLED = re.compile(
    r"(?:排查|查找|查摆|查出|梳理|督促|责令|检查中?|巡察|巡视|审计|反馈|反映|整治|通报|约谈|限期|发现)[^。]{0,24}?(?:问题|不足|短板|薄弱)"
    r"|(?:问题|不足|短板)[^。]{0,8}?(?:的[^,。]{0,8}?(?:机构|单位|组织|企业|对象|家庭|场所)|已(?:全部)?整改|整改到位|及时整改|得到(?:有效)?(?:解决|整改))"
)
_PROBLEM_NOUNS = ("问题", "不足", "短板", "差距", "薄弱", "有待")
_FUTURE_WORDS = (
    "下一步",
    "下步",
    "下阶段",
    "下一阶段",
    "明年",
    "来年",
    "今后",
    "新的一年",
    "新一年",
    "接下来",
    "下一年",
    "下半年",
)
_FUTURE_OPENING = re.compile(
    rf"(?:在|为此,?|因此,?|对此,?|针对[^。]{{0,30}},|同时,?|展望)?(?:{wording.FUTURE})|20\d\d年(?:度)?[^。\n]{{0,25}}?(?:{wording.WILL}|计划|拟|打算)"
)


def stretches(text: str, sections: tuple[Section, ...]) -> Iterator[Stretch]:
    """Every stretch that speaks of problems or plans, in the order of the text."""
    year = _report_year(text)
    bounds = [*(section.start for section in sections), len(text)]
    openings = _openings(text, year)
    if bounds[0] > 0:
        yield from _passages(text, 0, bounds[0], openings)
    for index, (section, part, mode) in enumerate(_governed(text, sections)):
        body_end = bounds[index + 1]
        if mode is None:
            yield from _passages(text, section.end, body_end, openings)
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
        return Stretch(*title, mode, heading if section.level > 2 else None, titled=True)
    topic = section.heading if titled else None
    return Stretch(section.end, end, mode, heading, topic, titled, children, title)


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


def _report_year(text: str) -> int:
    """The year the text names most often: the plans are for a later one."""
    years = Counter(_YEAR.findall(text))
    return int(years.most_common(1)[0][0]) if years else 0


def _openings(text: str, year: int) -> list[tuple[int, Mode]]:
    """Sentences that begin to speak of problems or plans; those outside their chapters count."""
    found: dict[int, Mode] = {}
    for noun in _PROBLEM_NOUNS:
        for start, end, _place in _sentences_with(text, noun):
            if start not in found and _states_problem(text[start:end]):
                found[start] = Mode.PROBLEM
    for word in _FUTURE_WORDS:
        for start, end, place in _sentences_with(text, word):
            if place - start < _LONGEST_RUN_UP and start not in found and _states_plan(text[start:end], year):
                found[start] = Mode.PLAN
    for mention in _YEAR.finditer(text):
        if int(mention[1]) > year:
            start, end = _sentence(text, mention.start())
            if start == mention.start() and start not in found and _states_plan(text[start:end], year):
                found[start] = Mode.PLAN
    return sorted(found.items())


def _sentences_with(text: str, word: str) -> Iterator[tuple[int, int, int]]:
    """Start and end of each sentence with the word, and the first place of the word in it."""
    place = text.find(word)
    while place >= 0:
        start, end = _sentence(text, place)
        yield start, end, place
        place = text.find(word, max(end, place + len(word)))


def _sentence(text: str, place: int) -> tuple[int, int]:
    """The sentence around `place`, its blanks in front left out; looked for within a page, to stay linear."""
    window = max(0, place - _LONGEST // 2)
    start = max(text.rfind(mark, window, place) for mark in "。\n!?") + 1 or window
    stop = _SENTENCE_END.search(text, place, place + _LONGEST)
    while start < place and text[start] in " \t":
        start += 1
    return start, stop.start() if stop else min(len(text), place + _LONGEST)


def _states_problem(sentence: str) -> bool:
    if _HANDLED.search(sentence):
        return False
    return bool(_LABEL.match(sentence) or _CONCESSION.search(sentence))


def _states_plan(sentence: str, year: int) -> bool:
    named = _YEAR.match(sentence)
    if named and int(named[1]) == year + 1 and wording.YEAR_NAMED.match(sentence):
        return True
    opening = _FUTURE_OPENING.match(sentence)
    if opening is None or not wording.RESOLVE.search(sentence):
        return False
    return named is None or int(named[1]) > year


def _passages(text: str, start: int, end: int, openings: list[tuple[int, Mode]]) -> Iterator[Stretch]:
    """What the openings inside one stretch of ordinary text lead into."""
    inside = openings[bisect_left(openings, (start,)) : bisect_left(openings, (end,))]
    for index, (begin, mode) in enumerate(inside):
        limit = inside[index + 1][0] if index + 1 < len(inside) else end
        if begin < limit:
            yield Stretch(begin, _reach(text, begin, limit, mode), mode)


def _reach(text: str, begin: int, limit: int, mode: Mode) -> int:
    """How far a passage goes: its paragraph and the list lines behind it; a problem without a list, its sentence."""
    end = text.find("\n", begin, limit)
    end = end if end >= 0 else limit
    sentence_end = _SENTENCE_END.search(text, begin, end)
    after = sentence_end.end() if sentence_end else end
    if mode is Mode.PROBLEM and after < end and not _goes_on(text, begin, after):
        return after
    while end < limit and (line := _LIST_LINE.match(text, end + 1, limit)):
        following = text.find("\n", line.end(), limit)
        end = following if following >= 0 else limit
    return end


def _goes_on(text: str, begin: int, after: int) -> bool:
    """Whether the sentence only announces its problems, so that they stand in the next."""
    sentence = text[begin:after].rstrip("。!?\n ")
    return bool(wording.VAGUE.search(sentence) or _LIST_LINE.match(text, after) or "一是" in sentence)
