"""The frame of a web page around a report: its header block (索引号, 发布机构 …), its head and its tail.

The head is what stands before the first sentence of the report itself: labels, title lines, the addressee. The tail is
the signature (落款) and what the page prints under it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from reports.extraction.metadata.dates import DAY, find_day

LABELS = {
    "index": "信息索引号 索引号码 索引号 索取号 索引",
    "publisher": (
        "信息公开责任部门 公开责任部门 公开责任单位 发布机构 发布机关 发布单位 发布部门 发文机构 发文机关 发文单位 "
        "公开机构 公开机关 公开主体 公开单位 责任部门 责任单位 制发机关 制发单位 制作单位 制作机关 制定机关 "
        "成文单位 成文机关 产生单位"
    ),
    "source": "信息来源 稿件来源 文章来源 来源单位 供稿单位 供稿部门 撰稿单位 来源 供稿 作者",
    "published": (
        "信息发布日期 信息发布时间 发布日期 发布时间 公开日期 公开时间 公布日期 公布时间 发表时间 发表日期 "
        "发稿时间 日期 时间"
    ),
    "written": "成文日期 成文时间 发文日期 发文时间 生成日期 生成时间 印发日期 印发时间 制发日期 形成日期",
    "number": "发文字号 发文文号 文件编号 文件文号 文件字号 公文编号 公文文号 发文号 文件号 文号",
    "title": "信息名称 信息标题 文件名称 文件标题 文章标题 公文名称 标题 名称",
    "other": (
        "有效性 效力状态 主题词 关键词 主题分类 组配分类 体裁分类 信息分类 信息类别 文件分类 服务对象分类 "
        "所属机构 公开范围 公开方式 公开形式 公开时限 公开类别 公开属性 信息时效期 时效 失效日期 废止日期 "
        "更新时间 浏览次数 浏览量 点击数 点击量 点击率 点击次数 阅读次数 阅读量 访问次数 访问量 责任编辑 "
        "内容概述 内容摘要 字号 字体 视力保护色 编辑 审核 责编 分类 语种 打印 分享 阅读 浏览"
    ),
}
KIND_OF = {label: kind for kind, labels in LABELS.items() for label in labels.split()}
_SPACED = ["[ \t]*".join(label) for label in sorted(KIND_OF, key=len, reverse=True)]
# A two-character label must not continue a word (资金来源); a longer one may follow a value without a gap.
LABEL = re.compile(rf"(?P<label>{'|'.join(_SPACED)})[ \t]*(?:[:|\t]|(?=[ \t]*(?:\n|20\d\d[-/.年])))")
SIGN_OF_NUMBER = re.compile(
    r"[\u4e00-\u9fff]{1,12}[〔\[(【]\s?(?:20\d\d|二[〇零][〇零一二三四五六七八九]{2})\s?[〕\])】]\s?第?"
    r"\s?(?:\d{1,4}|[〇零一二三四五六七八九十百]{1,6})\s?号"
)
NUMBER_LINE = re.compile(rf"(?P<number>{SIGN_OF_NUMBER.pattern})(?:\s+签发人?.*)?")
ORGANISATION = re.compile(r"[局厅部办委室会处科股]|政府|中心|院|网")
INDEX = re.compile(r"[A-Za-z0-9][A-Za-z0-9\-/_.()〔〕]{4,60}")
HEADING = re.compile(r"\s*(?:第?[一二三四五六七八九十]{1,3}[、.,章]|[((][一二三四五六七八九十]{1,3}[))])")
OPENS = re.compile(r"(?:20\d\d年|今年|本年度?|近年|一年来|根据|按照|为|在)[^。:]{0,60},")
HEAD_LIMIT, TAIL_LENGTH, LABELLED_LENGTH = 4000, 400, 300
TITLE_LENGTH, PHRASE_LENGTH = 80, 30
"""A title is no longer than 80 characters; a line with a comma that is longer than 30 is a sentence."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the head, without surrounding blanks: `text[start:end]`."""

    start: int
    end: int
    labelled: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the parts of the page are and what its labels say; `fields` maps a kind of label to (start, end) spans."""

    lines: tuple[Line, ...]
    fields: dict[str, tuple[tuple[int, int], ...]]
    body_start: int
    tail_start: int


def read_frame(text: str) -> Frame:
    """Divide the page into head, body and tail."""
    lines, body_start = _head(text)
    tail_start = max(body_start, len(text) - TAIL_LENGTH)
    fields: dict[str, list[tuple[int, int]]] = {}
    for first, last in ((0, body_start), (tail_start, len(text))):
        for kind, start, end in _fields(text, first, last):
            fields.setdefault(kind, []).append((start, end))
    return Frame(tuple(lines), {kind: tuple(spans) for kind, spans in fields.items()}, body_start, tail_start)


def _head(text: str) -> tuple[list[Line], int]:
    """The head's lines, and where the body begins: at the first heading or the first line that is a sentence."""
    lines: list[Line] = []
    start = 0
    while start < min(len(text), HEAD_LIMIT):
        newline = text.find("\n", start)
        end = len(text) if newline == -1 else newline
        line = _stripped(text, start, end)
        if line is not None:
            if _opens_body(text, line):
                return lines, line.start
            lines.append(line)
        start = end + 1
    return lines, min(start, len(text))


def _stripped(text: str, start: int, end: int) -> Line | None:
    while start < end and (text[start].isspace() or text[start] in "·•#*-|"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in "|#*"):
        end -= 1
    if start == end:
        return None
    looked_at = min(end + 1, start + LABELLED_LENGTH, len(text))
    return Line(start, end, bool(_labels(text, start, looked_at)))


def _opens_body(text: str, line: Line) -> bool:
    if HEADING.match(text, line.start, line.end) or OPENS.match(text, line.start, line.end):
        return True
    if line.labelled and line.end - line.start < LABELLED_LENGTH:
        return False
    printed = text[line.start : line.end]
    return (
        "。" in printed
        or "如下" in printed
        or len(printed) > (PHRASE_LENGTH if "," in printed else TITLE_LENGTH)
    )


def _labels(text: str, start: int, end: int) -> list[re.Match[str]]:
    found = LABEL.finditer(text, start, end)
    return [match for match in found if len(_bare(match)) > 2 or not _is_han(text, match.start() - 1)]


def _bare(match: re.Match[str]) -> str:
    return re.sub(r"\s", "", match["label"])


def _is_han(text: str, position: int) -> bool:
    return position >= 0 and "\u4e00" <= text[position] <= "\u9fff"


def _fields(text: str, first: int, last: int) -> list[tuple[str, int, int]]:
    """Each label's value: up to the next label or the end of the line, or the next line where that is empty."""
    labels = _labels(text, first, last)
    found = []
    for position, label in enumerate(labels):
        stop = labels[position + 1].start() if position + 1 < len(labels) else last
        kind = KIND_OF[_bare(label)]
        for start, end in _values(text, label.end(), stop):
            if end > start and _fits(kind, text[start:end]):
                found.append((kind, start, end))
                break
    return found


def _values(text: str, start: int, stop: int) -> list[tuple[int, int]]:
    spans = []
    for _ in range(4):  # a label, up to two blank lines, its value
        newline = text.find("\n", start, stop)
        end = stop if newline == -1 else newline
        line = _stripped(text, start, end)
        if line is not None:
            spans.append((line.start, line.end))
            break
        if newline == -1:
            break
        start = newline + 1
    return spans


def _fits(kind: str, value: str) -> bool:
    """A label whose value is missing must not swallow the next line of the page."""
    match kind:
        case "published" | "written":
            return find_day(value[:30]) is not None
        case "publisher" | "source":
            return len(value) <= 40 and ORGANISATION.search(value) is not None
        case "index":
            return INDEX.match(value) is not None
        case "number":
            return len(value) <= 60 and ("号" in value or SIGN_OF_NUMBER.search(value) is not None)
        case _:
            return True


def published_on(text: str, frame: Frame) -> date | None:
    """发布日期 before the date of a byline (2023-01-18 10:15 来源:…) before 成文日期; never the signature's date."""
    for span in frame.fields.get("published", ()):
        if day := find_day(text, *span):
            return day
    for line in frame.lines:
        byline = DAY.match(text, line.start, line.end)
        if byline and (line.labelled or ":" in text[byline.end() : byline.end() + 5]):
            return find_day(text, line.start, line.end)
    spans = frame.fields.get("written", ())
    return find_day(text, *spans[0]) if spans else None


def index_number(text: str, frame: Frame) -> tuple[int, int] | None:
    """The span of the page's 索引号."""
    for start, end in frame.fields.get("index", ()):
        if match := INDEX.match(text, start, end):
            return match.span()
    return None


def document_number(text: str, frame: Frame) -> tuple[int, int] | None:
    """The span of the report's own 文号: labelled, or alone on a line of the head (海民〔2024〕3号)."""
    for start, end in frame.fields.get("number", ()):
        if match := SIGN_OF_NUMBER.search(text, start, end):
            return match.span()
        return start, end
    for line in frame.lines:
        if match := NUMBER_LINE.fullmatch(text, line.start, line.end):
            return match.span("number")
    return None
