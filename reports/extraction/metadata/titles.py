"""The title of a report (标题) and the kind of document it announces."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reports.extraction.metadata.dates import YEAR
from reports.extraction.metadata.header import HEADING, NUMBER_LINE, Frame, Line
from reports.extraction.records import ReportKind, Section, SectionKind

REPORT_NOUN = r"(?:报告|总结|汇报|小结|公报|[年季月快]报|情况|述法|综述|统计表|统计数据|报表)"
OTHER_NOUN = (
    r"(?:通知|办法|规定|条例|意见|方案|公告|通告|细则|决定|批复|复函|须知|指南|制度|纪要|讲话|致辞|发言|要点|计划|规划|通报|简报|倡议书"
    r"|合同|协议|名单|清单|预案|章程|守则|答复|请示|说明|新闻|预算|决算)"
)
AHEAD = r"(?:计划|打算|安排|思路|要点|谋划|重点|统计|数据|成效)"
REST = rf"(?:(?:和|及|与|暨|、)[^。;]{{2,30}}{AHEAD})?(?:[((][^()()]{{1,15}}[))])?"
REPORT_TITLE = re.compile(rf"[^。;!?]{{2,70}}{REPORT_NOUN}{REST}")
OTHER_TITLE = re.compile(rf"[^。;!?]{{2,70}}{OTHER_NOUN}(?:[((][^()()]{{1,15}}[))])?")
CIVIL_AFFAIRS = re.compile("(?<!人)民政")
QUOTED = re.compile(r"《(?P<title>[^《》]{6,80})》(?:[(][^()]{1,8}[)])?")
# 海盐县民政局 ⏎ 2022年度法治政府建设报告: what the first line of a broken title says.
BEGINS = re.compile(r"20\d\d|(?<!人)民政|关于|(?:局|厅|委员会|人民政府)$")
SPECIFIC = re.compile(rf"{BEGINS.pattern}|[省市县区州旗盟]")
UNFINISHED = re.compile(r"年|民政|关于|法治|依法|局|厅|政府")
SALUTATION = re.compile(r"[^。]{2,60}:")
NAVIGATION = re.compile(r"[>»|]|首页|当前位置|所在位置|https?:")
# The reported work, from the most special to the most general. Summaries of a part of the year come first whatever
# their subject, since their figures may not stand beside a year's.
KINDS = (
    (
        ReportKind.HALF_YEAR,
        re.compile(
            r"上半年|半年度?(?:工作)?(?:总结|小结|报告|情况)|季度|季报|月报|快报|1\s?[-至~]\s?[3-9]月"
        ),
    ),
    (ReportKind.DISCLOSURE, re.compile(r"信息公开|政务公开")),
    (ReportKind.BULLETIN, re.compile(r"公报")),
    (ReportKind.RULE_OF_LAW, re.compile(r"法治|依法行政|法制|依法治|政法|普法|述法|行政执法")),
    (ReportKind.WORK_SUMMARY, re.compile(REPORT_NOUN)),
)
LEAD = re.compile(r"(?:现将|现就|特将|兹将)(?P<what>[^。\n]{0,90}?)如下|(?:报告|总结|汇报)如下")
ACHIEVED = re.compile("成效|成绩|举措|做法|(?:工作|建设|开展|完成|落实)情况|工作回顾|工作总结")
DISCLOSED = re.compile(r"信息公开(?:工作)?(?:年度)?(?:工作)?报告|本(?:年度)?报告|年度报告")
ENCLOSING = re.compile(
    rf"关于(?:印发|报送|上报|公布|发布)《[^《》]{{2,60}}{REPORT_NOUN}》的(?:通知|函|报告|公告)"
)
LAWFUL = re.compile(
    r"法治政府|依法行政|法治建设|法治工作|法治民政|民政法治|依法治[县市区省国]|政法工作|法治思想|普法"
)


@dataclass(frozen=True, slots=True)
class Title:
    """A title with the spans of its lines; long titles are broken over two."""

    text: str
    clean: str
    """The normalised twin of `text`."""
    spans: tuple[tuple[int, int], ...]
    is_report: bool
    source: str


def read_title(source: str, text: str, frame: Frame) -> Title | None:
    """The best title of the head: the one that says most (year, office, kind), the first of equals."""
    candidates = [*_labelled(source, text, frame), *_lines(source, text, frame)]
    inline = _inline(source, text, frame)
    if inline is not None:
        candidates.append(inline)
    return max(candidates, key=_substance, default=None)


def _substance(title: Title) -> tuple[bool, bool, bool]:
    return (
        title.is_report,
        YEAR.search(title.clean) is not None,
        CIVIL_AFFAIRS.search(title.clean) is not None,
    )


def _make(source: str, text: str, spans: tuple[tuple[int, int], ...], where: str) -> Title | None:
    if len(spans) == 1 and (quoted := QUOTED.fullmatch(text, *spans[0])):
        spans = (quoted.span("title"),)
    clean = "".join(text[start:end] for start, end in spans)
    if not 6 <= len(clean) <= 80 or NAVIGATION.search(clean):
        return None
    is_report = REPORT_TITLE.fullmatch(clean) is not None or ENCLOSING.search(clean) is not None
    if not is_report and not (OTHER_TITLE.fullmatch(clean) and SPECIFIC.search(clean)):
        return None  # 政府信息公开指南, 通知公告: the page's own menu
    printed = "".join(source[start:end] for start, end in spans)
    return Title(printed, clean, spans, is_report, where)


def _labelled(source: str, text: str, frame: Frame) -> list[Title]:
    found = (_make(source, text, (span,), "header") for span in frame.fields.get("title", ()))
    return [title for title in found if title]


def _lines(source: str, text: str, frame: Frame) -> list[Title]:
    """Titles of the head, alone on a line or broken over up to three."""
    found: list[Title] = []
    above: list[Line] = []
    for line in frame.lines:
        if not _may_be_title(text, line):
            above = []
            continue
        title = _joined(source, text, above, line)
        if title:
            found.append(title)
        above = [] if title else [*above[-1:], line]
    return found


def _joined(source: str, text: str, above: Sequence[Line], line: Line) -> Title | None:
    """The line with as many of those above it as belong to it; alone if it says all by itself."""
    alone = _make(source, text, ((line.start, line.end),), "title")
    last = text[line.start : line.end]
    if alone and CIVIL_AFFAIRS.search(last) and YEAR.search(last):
        return alone
    for first in range(len(above)):
        begins = text[above[first].start : above[first].end]
        if (BEGINS if alone else UNFINISHED).search(begins) is None:
            continue
        spans = ((part.start, part.end) for part in (*above[first:], line))
        if title := _make(source, text, tuple(spans), "title"):
            return title
    return alone


def _may_be_title(text: str, line: Line) -> bool:
    printed = text[line.start : line.end]
    if line.labelled or HEADING.match(printed) or SALUTATION.fullmatch(printed) or NAVIGATION.search(printed):
        return False
    return not NUMBER_LINE.fullmatch(printed) and not printed.endswith("文件")


def _inline(source: str, text: str, frame: Frame) -> Title | None:
    """A title in front of a text that is one paragraph, parted from it by a blank."""
    stretch = text[frame.body_start : frame.body_start + 90]
    for gap in re.finditer(r"[ \t]+", stretch):
        title = _make(source, text, ((frame.body_start, frame.body_start + gap.start()),), "title")
        if title and title.is_report:
            return title
    return None


def report_kind(title: Title | None, opening: str, sections: Sequence[Section]) -> ReportKind | None:
    """What the document reports on, by its title or else by the sentence that announces it; None if neither."""
    if title is not None:
        if not title.is_report:
            return None
        kind = next(kind for kind, pattern in KINDS if pattern.search(title.clean))
        if kind is not ReportKind.WORK_SUMMARY or "总结" in title.clean:
            return kind
        return ReportKind.RULE_OF_LAW if LAWFUL.search(opening) else kind
    general = ReportKind.RULE_OF_LAW if LAWFUL.search(opening) else ReportKind.WORK_SUMMARY
    if lead := LEAD.search(opening):
        announced = (kind for kind, pattern in KINDS[:-1] if pattern.search(lead["what"] or ""))
        return next(announced, general)
    if "信息公开条例" in opening and DISCLOSED.search(opening):
        return ReportKind.DISCLOSURE
    return general if _is_built_like_a_report(opening, sections) else None


def _is_built_like_a_report(opening: str, sections: Sequence[Section]) -> bool:
    """Unannounced, a report is known by its chapters: what was achieved, what is wanting."""
    chapters = [section for section in sections if section.level == 1]
    return CIVIL_AFFAIRS.search(opening) is not None and any(
        section.kind is SectionKind.PROBLEMS or ACHIEVED.search(section.heading) for section in chapters
    )
