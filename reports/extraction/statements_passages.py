"""Finds the passages that speak of problems and plans outside the chapters that are headed so (正文中的问题与打算).

A closing paragraph often names its shortcomings in half a sentence (尚存在…等问题) and goes on to the coming year.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator

from reports.extraction import statements_wording as wording
from reports.extraction.outline_contents import STATES_LACK
from reports.extraction.statements_items import Stretch
from reports.extraction.statements_labels import LABEL, Mode, role_of

_YEAR = re.compile(r"(20\d\d)年")
_LIST_LINE = re.compile(
    r"[ \t]*(?:[一二三四五六七八九十]{1,2}(?:是|要)|第[一二三四五六七八九十]|其[一二三四五]|"
    r"\(?[0-9一二三四五六七八九十]{1,2}[)、.]|[①-⑳]|首先|其次|再次|最后)"
)
_LONGEST = 800
_LONGEST_RUN_UP = 40
_EARLIEST = 5
"""Less than a fifth into the text a bureau does not yet speak of what is wanting."""
_ANSWER_WITHIN = 1500
_SENTENCE_END = re.compile(r"[。!?\n]")

_NOUNS = "问题|不足|短板|差距|薄弱|弱项|空白|落差|欠账"
_PEOPLE = "困难(?!群众|家庭|对象|人员|老人|老年|儿童|职工|残疾|户|的)"
_CONCESSION = re.compile(
    r"(?:但|仍|依然|尚|还|也|当前|目前|不过|然而|虽|尽管|同时)[^。]{0,24}?(?:存在|面临|有)[^。]{0,40}?"
    rf"(?:{_NOUNS}|{_PEOPLE})"
    r"|^(?!.*(?:指出|要求|针对(?!性)|认为|强调))[^。]{4,60}?(?:有待|亟待|亟需|尚需|仍需|还需)(?:进一步)?(?:加强|提升|提高|改进|完善|增强|强化|加大|深化|拓展|扩大)"
    r"|(?:问题|不足|短板|差距)(?:依然|仍然|依旧|仍|还|也)(?:比较|较为|十分|不同程度|普遍|客观)*(?:地)?(?:突出|存在|明显|严重|不小|不少|较大|很大)"
    r"|^[^,。]{0,12}(?:尚|仍|还)有[^。]{2,40}?(?:没有?|未|不)"
)
_TURN = re.compile(r"(?:但是?|不过|然而|可是|只是),?")
"""但…: what follows is a shortcoming if it sounds like one."""
_NOTICE = re.compile(
    r"[^。:]{0,24}?(?:清醒|更|也|还|应|要|必须|我们)(?:当|该)?(?:要|应)?(?:清醒|客观|充分|深刻)?(?:地)?(?:看到|认识到|意识到|正视|承认)"
    r"|(?:值得|需要?|应当?)(?:指出|注意|重视|正视|反思|说明)的是|(?:令人)?遗憾的是|美中不足的是"
)
_TOLD = re.compile(
    r"[^。]{0,16}?(?:会议|会上|文件|报告|领导|同志|书记|局长|厅长)[^。,]{0,8}?(?:指出|强调|要求|认为)"
)
"""What a meeting has been told is no report on oneself."""
_LAMENT = re.compile(r"(?:时|屡|偶|仍|常|多)有(?:发生|出现|抬头|反弹)$|形同虚设$|久拖不决$")
_NOT_OURS = re.compile("查处|整治|针对|责令|约谈|打击|破解|解决|治理|纠正|制止|通报|杜绝|防止|避免")
_LABEL = re.compile(
    r"[^,。]{0,12}?(?:主要)?(?:存在|面临)(?:的)?(?:主要|突出|一些)?(?:问题|不足|困难|短板|薄弱环节)(?:和(?:问题|不足|困难|短板))?(?:主要)?(?:是|有(?!效)|为|表现|如下|:|一是)"
    r"|(?:(?:对照|对标|比照|较之|与)[^。,]{2,24},)?(?:目前|当前|现阶段|眼下)?(?:的)?(?:主要|突出|最大|最突出)?(?:的)?(?:问题|不足(?:之处)?|短板|困难|差距|薄弱环节|难点)(?:在于|是|有(?!效)|:|主要(?!原因))"
)
_HANDLED = re.compile(
    r"(?:排查|查找|查摆|查出|梳理|督促|责令|检查中?|巡察|巡视|审计|反馈|反映|整治|通报|约谈|限期|发现)[^。]{0,24}?(?:问题|不足|短板|薄弱)"
    r"|(?:问题|不足|短板)[^。]{0,8}?(?:的[^,。]{0,8}?(?:机构|单位|组织|企业|对象|家庭|场所)|已(?:全部)?整改|整改到位|及时整改|得到(?:有效)?(?:解决|整改))"
)
_PAST = re.compile(r"了|已|累计|共|\d{1,2}日|\n")
_PROBLEM_WORD = re.compile(
    "问题|不足|短板|差距|薄弱|有待|亟待|亟需|尚需|仍需|还需|落差|弱项|困难|难点|"
    "看到|识到|正视|的是|然而|不过|但|尚有|仍有|有发生|形同虚设|久拖不决"
)
_FUTURE_WORD = re.compile("下一步|下步|下阶段|下一阶段|明年|来年|今后|新的一年|新一年|接下来|下一年|下半年")
_FUTURE_OPENING = re.compile(
    rf"(?:在|为此,?|因此,?|对此,?|针对[^。]{{0,30}},|同时,?|展望)?(?:{wording.FUTURE})"
    r"|20\d\d年(?:度)?(?!\d{1,2}月\d{1,2}日)[^。\n]{0,25}?(?:将(?![^,。]{1,12}(?:纳入|列入|作为))|计划|(?<![草虚])拟(?!定)|打算|力争|争取|继续)"
)
_FUTURE_LABEL = re.compile(
    rf"(?:{wording.FUTURE})[^,。:;]{{0,8}}?(?:方向|打算|计划|安排|思路|措施|重点|举措)(?:是|为|:|有)"
)


def openings(text: str) -> list[tuple[int, Mode]]:
    """Sentences that begin to speak of problems or plans; those outside their chapters count."""
    year = _report_year(text)
    found: dict[int, Mode] = {}
    for start, end, _place in _sentences_with(text, _PROBLEM_WORD):
        if _states_problem(text[start:end], _EARLIEST * start > len(text)):
            found[start] = Mode.PROBLEM
    for start, end, place in _sentences_with(text, _FUTURE_WORD):
        if place - start < _LONGEST_RUN_UP and start not in found and _states_plan(text[start:end], year):
            found[start] = Mode.PLAN
    found |= _years_ahead(text, year, found)
    return sorted([*found.items(), *_answers(text, sorted(found.items()))])


def passages(text: str, start: int, end: int, found: list[tuple[int, Mode]]) -> Iterator[Stretch]:
    """What the openings inside one stretch of ordinary text lead into."""
    inside = found[bisect_left(found, (start,)) : bisect_left(found, (end,))]
    for index, (begin, mode) in enumerate(inside):
        limit = inside[index + 1][0] if index + 1 < len(inside) else end
        if begin < limit:
            reach = _reach(text, begin, limit, mode)
            yield Stretch(begin, reach, mode, governed=_announces(text, begin, reach))


def _report_year(text: str) -> int:
    """The year the text names most often: the plans are for a later one."""
    years = Counter(_YEAR.findall(text))
    return int(years.most_common(1)[0][0]) if years else 0


def _years_ahead(text: str, year: int, found: dict[int, Mode]) -> dict[int, Mode]:
    """Sentences that open with a year behind the report's own."""
    ahead: dict[int, Mode] = {}
    for mention in _YEAR.finditer(text):
        if int(mention[1]) <= year:
            continue
        start, end = _sentence(text, mention.start())
        if start != mention.start() or start in found:
            continue
        if _states_plan(text[start:end], year) or _follows_problem(text, start, end, found):
            ahead[start] = Mode.PLAN
    return ahead


def _follows_problem(text: str, start: int, end: int, found: dict[int, Mode]) -> bool:
    """Whether a sentence on a later year stands right behind a problem in its paragraph and tells of nothing done."""
    _begin, before_end = _sentence(text, start - 2)
    return _begin in found and before_end < start and not _PAST.search(text, start, end)


def _answers(text: str, found: list[tuple[int, Mode]]) -> Iterator[tuple[int, Mode]]:
    """Labels of measures (努力方向:) on a line of their own behind a problem that stands outside its chapter."""
    taken = {start for start, _mode in found}
    for begin, mode in found:
        if mode is not Mode.PROBLEM:
            continue
        newline = text.find("\n", begin, begin + _ANSWER_WITHIN)
        label = LABEL.match(text, newline + 1) if newline >= 0 else None
        if label and newline + 1 not in taken and role_of(label.group()) is not Mode.PROBLEM:
            yield newline + 1, role_of(label.group())


def _sentences_with(text: str, word: re.Pattern[str]) -> Iterator[tuple[int, int, int]]:
    """Start and end of each sentence with one of the words, and the place of the first of them in it."""
    found = word.search(text)
    while found:
        start, end = _sentence(text, found.start())
        yield start, end, found.start()
        found = word.search(text, max(end, found.end()))


def _sentence(text: str, place: int) -> tuple[int, int]:
    """The sentence around `place`, its blanks in front left out; looked for within a page, to stay linear."""
    window = max(0, place - _LONGEST // 2)
    start = max(text.rfind(mark, window, place) for mark in "。\n!?") + 1 or window
    stop = _SENTENCE_END.search(text, place, place + _LONGEST)
    while start < place and text[start] in " \t":
        start += 1
    return start, stop.start() if stop else min(len(text), place + _LONGEST)


def _states_problem(sentence: str, late: bool) -> bool:
    """Whether a sentence of ordinary text says of the bureau itself that something is wanting."""
    label = LABEL.match(sentence)
    if label:
        return role_of(label.group()) is Mode.PROBLEM
    if _HANDLED.search(sentence) or _TOLD.match(sentence):
        return False
    if _LABEL.match(sentence) or _CONCESSION.search(sentence):
        return True
    if not late or _NOT_OURS.search(sentence):
        return False
    if _TURN.match(sentence) or _NOTICE.match(sentence):
        return STATES_LACK.search(sentence) is not None
    return _LAMENT.search(sentence) is not None


def _states_plan(sentence: str, year: int) -> bool:
    named = _YEAR.match(sentence)
    if named and int(named[1]) == year + 1 and wording.YEAR_NAMED.match(sentence):
        return True
    if _FUTURE_LABEL.match(sentence):
        return True
    opening = _FUTURE_OPENING.match(sentence)
    if opening is None or not wording.RESOLVE.search(sentence):
        return False
    return named is None or int(named[1]) > year


def _reach(text: str, begin: int, limit: int, mode: Mode) -> int:
    """How far a passage goes: its paragraph and the list lines behind it; a problem without a list, its lacks."""
    end = text.find("\n", begin, limit)
    end = end if end >= 0 else limit
    sentence_end = _SENTENCE_END.search(text, begin, end)
    after = sentence_end.end() if sentence_end else end
    if mode is Mode.PROBLEM and after < end and not _goes_on(text, begin, after):
        return _lacks_until(text, after, end)
    while end < limit and (line := _LIST_LINE.match(text, end + 1, limit)):
        following = text.find("\n", line.end(), limit)
        end = following if following >= 0 else limit
    return end


def _lacks_until(text: str, after: int, end: int) -> int:
    """The end of the sentences behind a shortcoming that tell of further ones, of causes or of measures by label."""
    while after < end:
        stop = _SENTENCE_END.search(text, after, end)
        following = stop.end() if stop else end
        told = any(form.match(text, after, following) for form in (LABEL, wording.CAUSE, wording.PLAN_TURN))
        if not told and (
            not STATES_LACK.search(text, after, following) or _NOT_OURS.search(text, after, following)
        ):
            break
        after = following
    return after


def _goes_on(text: str, begin: int, after: int) -> bool:
    """Whether the sentence only announces its problems, so that they stand in the next."""
    return bool(
        _announces(text, begin, after)
        or _LIST_LINE.match(text, after)
        or text.find("一是", begin, after) >= 0
    )


def _announces(text: str, begin: int, end: int) -> bool:
    """Whether the first sentence says only that there are shortcomings: what follows it are those."""
    stop = _SENTENCE_END.search(text, begin, end)
    sentence = text[begin : stop.start() if stop else end].rstrip(" ")
    return wording.VAGUE.search(sentence) is not None
