"""Numerals that are no quantities (非数量), by kind: dates, document numbers, sessions, thresholds, grades, slogans."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from reports.extraction.records import NonMetric

YEAR = r"(?:19|20)\d\d"
_CLOCK = r"(?: ?[T ]? ?\d{1,2} ?: ?\d\d(?: ?: ?\d\d)?)?"

# One named pattern for each kind, tried in this order at the first digit; the name is the kind.
_KINDS: tuple[tuple[str, str], ...] = (
    ("identifier", r"(?<=[〔\[(【]){YEAR}[〕\])】] ?第?\d+ ?号?"),
    (
        "identifier",
        r"1[3-9]\d{9}(?!\d)|0\d{2,3}-\d{7,8}|\d{3,4}-\d{7,8}(?!\d)|(?:12\d{3}|96\d{3,4}|1[12]\d)"
        r"(?=[”\"]? ?(?:政务|便民|市民|服务|热线|平台|工单|救助|举报|电话))",
    ),
    ("identifier", r"[0-9]{15,}[0-9A-Z]*(?:[/-][\d-]+)?|\d{6,}[/-]\d{4}-\d+"),
    ("identifier", r"\d+(?:-\d+)? ?号(?![召角])|\d+ ?(?:室|号楼|楼(?![宇])|路(?:公交)?(?=公交))"),
    ("date", rf"{YEAR} ?[-/.年] ?\d{{1,2}} ?[-/.月] ?\d{{1,2}}(?!\d)(?: ?[日号])?{_CLOCK}"),
    ("date", rf"{YEAR} ?年? ?(?:-{{1,2}}|~|至|到|、|/|和|与|及) ?(?:{YEAR}|\d\d(?=年)) ?年(?!代)"),
    # 2024年1231日: the sign of the month was lost.
    ("date", rf"{YEAR} ?年 ?(?:1[0-2]|0?[1-9])(?:3[01]|[12]\d|0?[1-9]) ?日"),
    ("date", rf"{YEAR} ?年(?: ?\d{{1,2}} ?月(?: ?\d{{1,2}} ?[日号])?)?"),
    ("date", rf"{YEAR}(?= ?(?:-{{1,2}}|~|至|、|和|与|及) ?{YEAR})|{YEAR}(?=财年|学年|版)"),
    ("date", r"(?:1[0-2]|0?[1-9]) ?月? ?(?:-{1,2}|~|至|到|、) ?(?:1[0-2]|0?[1-9]) ?月(?:份)?"),
    ("date", r"(?:1[0-2]|0?[1-9]) ?月 ?(?:3[01]|[12]\d|0?[1-9]) ?(?:[日号]|(?=(?:-|~|至|、)\d{1,2}[日号]))"),
    ("date", r"(?:1[0-2]|0?[1-9]) ?月(?!\d)(?:份)?"),
    ("date", r"(?:3[01]|[12]\d|0?[1-9]) ?日(?!均)|\d{1,2}(?= ?(?:-|~|至|、) ?\d{1,2}日)"),
    (
        "date",
        r"(?:[01]?\d|2[0-4]) ?: ?[0-5]\d(?: ?: ?[0-5]\d)?(?!\d)|(?:[01]?\d|2[0-4])时(?:\d{1,2}分)?(?!间|效|段)",
    ),
    ("date", r"\d{2}(?=年代|世纪|后)|(?<=前)\d{1,2} ?个月"),
    ("proper_name", r"\d{2,4}(?=国道|省道|县道)|[GSX]\d{2,4}(?=线|国道|高速)"),
    (
        "session_number",
        r"\d{1,2} ?(?=届)届?|\d{1,2}(?=大(?:精神|报告|以来|召开|胜利|和|[,。、”]))|\d(?=中全会)",
    ),
    ("eligibility", r"\d{1,3} ?(?:周?岁)? ?(?:(?:-{1,2}|~|至|到) ?\d{1,3})? ?周?岁"),
    (
        "eligibility",
        r"(?:(?<=满)|(?<=不足)|(?<=超过))\d{1,2} ?(?:年|个月)(?=[的以不且])|\d{1,2} ?年(?=以上|及以上|以下)",
    ),
    ("grade", r"[1-9] ?A{1,5}(?:级)?|[1-9]星(?:级)?|[1-9]级"),
    ("slogan", r"[\dA-Za-z](?:[\dA-Za-z.]{0,16}\+[\dA-Za-z.]{1,16})+|\d+(?=\+[\u4e00-\u9fff])"),
    (
        "slogan",
        r"\d{1,3} ?分钟(?=[^,。;]{0,10}圈)|\d+(?:小时|[×xX*]\d+(?:小时)?)"
        r"(?=[^,。;\d]{0,6}(?:值班|热线|值守|服务|在线|不打烊|开放|守护|待命))",
    ),
    ("proper_name", r"(?:1[0-2]|[1-9])[·•](?:3[01]|[12]\d|[1-9])(?!\d)(?:日)?"),
    (
        "proper_name",
        r"(?:1[0-2]|[1-9])\.(?:3[01]|[12]\d|[1-9])(?=[”\"]|国家|国际|全国|世界|中华|宪法|学雷锋|慈善)",
    ),
    ("proper_name", r"\d+\.0(?=[\u4e00-\u9fff”\"版])"),
    ("other", r"(?:(?<=页共)|(?<=页 共)|(?<=页 共 )|(?<=页共 ))\d+ ?页"),
    ("other", r"\d+ ?[:比] ?\d+(?:\.\d+)?(?=的?比例|[,。;)])"),
)
_ANCHORED = re.compile(
    "|".join(f"(?P<k{i}>{pattern.replace('{YEAR}', YEAR)})" for i, (_, pattern) in enumerate(_KINDS))
)
# What may follow the first run of digits of any of these kinds: most numerals are told apart by this one look.
_ANCHOR_AHEAD = re.compile(
    r"\d{11}|\d+[〕\])】 /.”\"A-Za-z+×*·•:~、,分之政便市服热平工救举电号室楼路年月至到和与及财学版日时世后]"
    r"|\d+[国省县届大中周岁星级小比-]|\d+个月|\d+$"
)
_COMPACT_DATE = re.compile(r"(?:19|20)\d\d(?:0?[1-9]|1[0-2])(?:0?[1-9]|[12]\d|3[01])(?!\d)")
_NUMERAL = re.compile(r"\d+(?:[.,·]\d+)*")
_QUOTED_UNIT = re.compile(r"\d+(?:\.\d+)?(?:年|月|分钟|岁|级|A)?")
_TITLE = re.compile(r"《[^《》\n]{0,120}(?:《[^《》\n]{0,80}》[^《》\n]{0,80})*》")
_QUOTE = re.compile(r"“[^“”\n]{1,24}”")
_DOCUMENT_YEAR = re.compile(rf"{YEAR} ?年? ?(?:-{{1,2}}|~|至) ?{YEAR} ?年?|{YEAR} ?年?|\d+(?:\.\d+)?")
_HEADER_WORD = re.compile(
    r"索引号|文号|文件编号|发文字号|信用代码|备案号|备案编号|邮政编码|邮编|联系电话|电话|传真|点击数|浏览次数|阅读次数|浏览量|阅读量|访问量|字号|"
    r"浏览(?:次数|量|数)? ?:|点击(?:次数|量|数)? ?:|阅读(?:次数|量|数)? ?:|访问(?:次数|量|数)? ?:|"
    r"ICP|公网安备|主题分类|信息编号"
)
_HEADER_LINE = re.compile(
    rf"[^\S\n]*[^\n。]{{0,60}}?(?:{_HEADER_WORD.pattern})[^\n。]{{0,120}}$", re.MULTILINE
)
_HEADING_NUMBER = re.compile(r"\d{1,2}(?: ?[.、](?!\d)| ?\)(?=[^,。;、\d]))")
_MEMBER_HEADING = re.compile(r"\d{1,2}(?:\.\d{1,2}){1,3}(?=[\u4e00-\u9fff ])")
_IDENTIFIER = re.compile(r"[\dA-Za-z/-]+")
_IN_QUOTE, _IN_TITLE = 2, 3
_DRAWN = re.compile(r"\d+ ?[张幅份套个]")
"""流程图74张 are so many; 图74 is the number of one."""
_LINE_START = re.compile(r"\n[ (]*\Z")
# A heading that lost its line break: 扎实有力1.城乡低保. A figure before a full stop would have its unit.
_RUN_ON_HEADING = re.compile(r"[1-9]\d?\.(?=[\u4e00-\u9fff])")
_BEFORE_HEADING = frozenset("\n。;;:!?”)） ")
_ORDINAL = re.compile(
    r"\d+(?: ?[-~至、] ?\d+)? ?(?:批次|批|届|次|项|期|条|款|章|节|名|位|季度|轮|类|个|号|部分|方面|阶段)?"
)


def spans(pattern: re.Pattern[str], text: str) -> list[tuple[int, int]]:
    """Where the pattern stands in the text."""
    return [match.span() for match in pattern.finditer(text)]


def within(places: Sequence[tuple[int, int]], at: int) -> tuple[int, int] | None:
    """The span of the sorted `places` that covers `at`."""
    index = bisect_right(places, (at, 1 << 60)) - 1
    if index >= 0 and places[index][0] <= at < places[index][1]:
        return places[index]
    return None


def _header_lines(text: str) -> list[tuple[int, int]]:
    """Lines of a header block: those that hold one of its words are few, and only they are looked at closely."""
    found: list[tuple[int, int]] = []
    looked_at = 0
    for match in _HEADER_WORD.finditer(text):
        if match.start() < looked_at:
            continue
        line = _HEADER_LINE.match(text, text.rfind("\n", looked_at, match.start()) + 1 or looked_at)
        found += [line.span()] if line else []
        newline = text.find("\n", match.end())
        looked_at = newline + 1 if newline >= 0 else len(text)
    return found


class Surroundings:
    """The stretches of one text in which numerals are no quantities: titles in 《》, short quotes, header lines."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.titles = spans(_TITLE, text)
        self.quotes = spans(_QUOTE, text)
        self.headers = _header_lines(text)
        self._enclosed = bytearray(len(text) + 1)
        """What encloses each character, so that the many that nothing encloses are told at once."""
        for kind, places in enumerate((self.headers, self.quotes, self.titles), 1):
            for start, end in places:
                self._enclosed[start:end] = bytes((kind,)) * (end - start)

    def numeral(self, at: int, why: str, pattern: re.Pattern[str] = _NUMERAL) -> NonMetric | None:
        """The numeral at `at` as no figure, for the reason `why`."""
        match = pattern.match(self.text, at)
        return NonMetric(match[0], at, match.end(), why) if match and match.end() > at else None

    def enclosed(self, at: int) -> NonMetric | None:
        """A numeral inside a title or a short quote, or on a header line."""
        kind = self._enclosed[at]
        if not kind:
            return None
        if kind == _IN_TITLE:
            return self.numeral(at, "document_name", _DOCUMENT_YEAR)
        quote = within(self.quotes, at) if kind == _IN_QUOTE else None
        if quote:
            inner = self.text[quote[0] + 1 : quote[1] - 1]
            why = "slogan" if inner[0].isdigit() and inner.isascii() else "proper_name"
            return self.anchored(at) or self.numeral(at, why, _QUOTED_UNIT)
        return self.anchored(at) or self.numeral(at, "identifier", _IDENTIFIER)

    def titled(self, at: int) -> bool:
        """Whether the character stands inside 《》."""
        return self._enclosed[at] == _IN_TITLE

    def quoted(self, at: int) -> bool:
        """Whether the character stands inside a short quote."""
        return self._enclosed[at] in (_IN_QUOTE, _IN_TITLE) and within(self.quotes, at) is not None

    def anchored(self, at: int) -> NonMetric | None:
        """A numeral whose own form says what it is: a date, a telephone number, an age."""
        match = _ANCHORED.match(self.text, at) if _ANCHOR_AHEAD.match(self.text, at) else None
        if match is None or match.end() == at or match.lastgroup is None:
            return None
        return NonMetric(match[0], at, match.end(), _KINDS[int(match.lastgroup[1:])][0])

    def placed(self, at: int) -> NonMetric | None:
        """A numeral whose place says what it is: a heading number, an ordinal, part of a Latin name."""
        text = self.text
        before = text[at - 1 : at]
        if not before or before in _BEFORE_HEADING or (before == "(" and ")" in text[at + 1 : at + 3]):
            heading = self._heading(at, before)
            if heading:
                return heading
        run_on = _RUN_ON_HEADING.match(text, at) if "\u4e00" <= before <= "\u9fff" else None
        if run_on:
            return NonMetric(run_on[0], at, run_on.end(), "heading_number")
        if before == "第" or text[at - 2 : at] == "第 ":
            return self.numeral(
                at, "session_number" if text[at + 1 : at + 3].find("届") >= 0 else "other", _ORDINAL
            )
        if before.isascii() and before.isalpha():
            return self.numeral(at, "proper_name")
        if (before in "表图" and before and not _DRAWN.match(text, at)) or text[at - 2 : at] in (
            "附件",
            "附表",
            "图表",
        ):
            return self.numeral(at, "other", re.compile(r"\d+(?:-\d+)?"))
        signed = before == "+" and not text[at - 2 : at - 1].isascii()
        if before in "+×" and before and not signed:
            return self.numeral(at, "slogan")
        compact = _COMPACT_DATE.match(text, at)
        if compact and text[compact.end() : compact.end() + 4].strip(" \n") == "":
            return NonMetric(compact[0], at, compact.end(), "date")
        return None

    def _heading(self, at: int, before: str) -> NonMetric | None:
        text = self.text
        line_start = before == "" or _LINE_START.search(text, max(0, at - 8), at) is not None
        if before == "(":
            number = re.compile(r"\d{1,2}(?=\))").match(text, at)
            return NonMetric(number[0], at, number.end(), "heading_number") if number else None
        pattern = _MEMBER_HEADING if line_start and _MEMBER_HEADING.match(text, at) else _HEADING_NUMBER
        match = pattern.match(text, at)
        if match is None or (before == " " and not line_start):
            return None
        if before == ")" and not line_start:
            return None
        return NonMetric(match[0], at, match.end(), "heading_number")
