"""Tables in plain text (表格): which cell is a figure, under which row label and column heading, in which unit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from reports.extraction.quantities.grammar import ARABIC, Grammar, read_unit
from reports.extraction.quantities.kinds import Quantity
from reports.extraction.quantities.numerals import arabic, chinese, multiplier

_SEPARATOR = re.compile(r"[\t|]")
_GAP = re.compile(r" {3,}")
_SPACED = re.compile(r"^ {0,4}[^\s。;]{1,24}(?: {3,}[^\s。;]{1,24}){2,} *$")
_NUMERIC = re.compile(
    rf"(?P<sign>[-+])?(?P<about>约|近|超)?(?P<n>{ARABIC}) ?(?P<times>[百千]?[万亿])?(?P<more>余|多)?"
)
_CHINESE_NUMERIC = re.compile(r"(?P<n>[零〇一二两三四五六七八九十百千万亿]+(?:点[零〇一二三四五六七八九]+)?)")
_UNIT_NOTE = re.compile(
    r"(?:单位[:为]? ?|\()(?P<times>[百千]?[万亿])?(?P<unit>[^\d\s(),、。:]{1,6}?)(?:\)|\s|$|[,。;])"
)
_UNIT_WORD = re.compile(r"(?:[百千]?[万亿])?(?P<unit>[\u4e00-\u9fff%]{1,4})(?:/[\u4e00-\u9fff/·.每]{1,6})?")
_ROLES = (
    ("number", re.compile(r"^(?:序号|编号|No\.?|#)$")),
    ("unit", re.compile(r"^(?:计量)?单位$")),
    ("remark", re.compile(r"备注|说明")),
    ("growth", re.compile(r"同比|增长|增幅|增减|变化|比上年")),
    ("rate", re.compile(r"率|占比|比例")),
    ("plan", re.compile(r"计划|目标|任务|预期|应完成|拟")),
    ("earlier", re.compile(r"上年|去年|上期|同期|前年")),
)
_HEADING_WORD = re.compile(
    r"^(?:指标|项目|名称|内容|类别|序号|单位|计量单位|数量|金额|合计|备注)|(?:名称|数量|金额|件数|人数|户数|项目|内容|数)$"
)
_COUNTED_HEADING = re.compile(r"(件|人|户|次|家|个|对|张|人次)数$")
_LEAST_ROWS = 2
_HEADER_YEAR = re.compile(r"((?:19|20)\d\d)年?")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell and its place in the text."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Column:
    """What the heading of a column says of the figures under it."""

    heading: str
    role: str
    unit: str
    times: int


def read_tables(text: str, grammar: Grammar, year: int | None) -> tuple[dict[int, Quantity], dict[int, int]]:
    """The figures of all tables by their place, and where the running numbers of their rows begin and end."""
    figures: dict[int, Quantity] = {}
    numbering: dict[int, int] = {}
    if "\t" not in text and "|" not in text and "   " not in text:
        return figures, numbering
    for start, lines in _blocks(text):
        rows = list(_rows(start, lines))
        if sum(len(row) > 1 for row in rows) < _LEAST_ROWS:
            continue
        for quantity in _figures(rows, _caption(text, start), grammar, year, numbering):
            figures[quantity.start] = quantity
    return figures, numbering


def _blocks(text: str) -> Iterator[tuple[int, list[str]]]:
    """Runs of lines with separators (a single empty line doesn't end one), each with its place."""
    lines: list[str] = []
    start = offset = empty = 0
    for line in text.split("\n"):
        tabular = "\t" in line or "|" in line or _SPACED.match(line) is not None
        if tabular:
            start, empty = (start, 0) if lines else (offset, 0)
            lines.append(line)
        elif lines and not line.strip() and not empty:
            lines.append(line)
            empty = 1
        elif lines:
            yield start, lines
            lines = []
        offset += len(line) + 1
    if lines:
        yield start, lines


def _rows(offset: int, lines: list[str]) -> Iterator[list[Cell]]:
    for line in lines:
        cells = []
        at = 0
        separator = _SEPARATOR if "\t" in line or "|" in line else _GAP
        for match in (*separator.finditer(line), None):
            end = match.start() if match else len(line)
            cells.append(_cell(line[at:end], offset + at))
            at = match.end() if match else end
        if any(cell.text for cell in cells):
            yield cells
        offset += len(line) + 1


def _cell(printed: str, offset: int) -> Cell:
    """A cell without its padding; the rules of a drawn table (---) are empty cells."""
    text = printed.strip()
    if not text.strip("-: "):
        return Cell("", offset, offset)
    start = offset + printed.index(text[0])
    return Cell(text, start, start + len(text))


def _caption(text: str, start: int) -> str:
    lines = [line.strip() for line in text[max(0, start - 160) : start].split("\n")]
    near = [line for line in lines if line][-2:]
    return " ".join(line for line in near if "。" not in line)


def _figures(
    rows: list[list[Cell]], caption: str, grammar: Grammar, year: int | None, numbering: dict[int, int]
) -> Iterator[Quantity]:
    columns: list[Column] = []
    label = ""
    for number, row in enumerate(rows):
        if _is_header(row, grammar, first=number == 0):
            columns = [_column(cell, grammar, year) for cell in row]
            continue
        if not columns and not any(_is_number(cell) for cell in row):
            caption = " ".join([caption, *(cell.text for cell in row)]).strip()
            continue
        # Without a heading that says so, a cell that is nothing but a unit (人次, 万元) is the row's unit.
        units = {i for i, c in enumerate(row) if _role(columns, i) == "unit" or (i and _is_unit(c, grammar))}
        texts = [
            c
            for i, c in enumerate(row)
            if c.text and i not in units and not _is_number(c) and _role(columns, i) != "remark"
        ]
        label = " ".join(c.text for c in texts[:2]) or label
        unit_cell = next((row[i].text for i in sorted(units)), "")
        noted = _unit_note(f"({unit_cell})", grammar) or _unit_note(label, grammar)
        for i, cell in enumerate(row):
            if i in units or not _is_number(cell) or _role(columns, i) in ("number", "remark"):
                if _role(columns, i) == "number" and cell.text.isdigit():
                    numbering[cell.start] = cell.end
                continue
            if not columns and i == 0 and len(row) > 2:
                continue
            column = columns[i] if i < len(columns) else Column("", "", "", 1)
            yield _figure(cell, label, column, noted, _unit_note(caption, grammar), grammar, caption)


def _is_header(row: list[Cell], grammar: Grammar, *, first: bool) -> bool:
    """A row of headings: the first one without figures, or a later one that says what its columns hold.

    In the form of the disclosure report every part has headings of its own; a row such as 填表单位 above them is none.
    """
    named = [cell for cell in row if cell.text]
    if len(named) < _LEAST_ROWS or any(
        _is_number(c) or (i and _is_unit(c, grammar)) for i, c in enumerate(row)
    ):
        return False
    telling = any(
        _HEADING_WORD.search(cell.text.replace(" ", "")) or _unit_note(cell.text, grammar) for cell in named
    )
    return telling or (first and not any(":" in cell.text for cell in named))


def _role(columns: list[Column], index: int) -> str:
    return columns[index].role if index < len(columns) else ""


def _is_number(cell: Cell) -> bool:
    return bool(
        re.fullmatch(
            rf"[-+约近超]{{0,2}}(?:{ARABIC}) ?[百千]?[万亿]?[余多]?[^\d\s,.。;、:()年]{{0,4}}"
            r"|[零〇一二两三四五六七八九十百千万亿点]+[^\d\s,。]{0,3}",
            cell.text,
        )
    )


def _is_unit(cell: Cell, grammar: Grammar) -> bool:
    """A cell that holds a unit and nothing else: 万元, 人次, 元/人·月."""
    word = _UNIT_WORD.fullmatch(cell.text)
    return word is not None and word["unit"] in grammar.units


def _column(cell: Cell, grammar: Grammar, year: int | None) -> Column:
    # Of spaced-out words (单 位, 数 量) the letters count.
    heading = cell.text.replace(" ", "")
    role = next((name for name, pattern in _ROLES if pattern.search(heading)), "")
    stated = _HEADER_YEAR.search(cell.text)
    if stated and year and int(stated[1]) < year and not role:
        role = "earlier"
    elif stated and year and int(stated[1]) > year:
        role = "plan"
    counted = _COUNTED_HEADING.search(cell.text)
    noted = _unit_note(cell.text, grammar) or ((counted[1], 1) if counted else None)
    return Column(cell.text, role, *(noted or ("", 1)))


def _unit_note(printed: str, grammar: Grammar) -> tuple[str, int] | None:
    """The unit that `(万元)` or `单位:对` announces, with its multiplier."""
    for match in _UNIT_NOTE.finditer(printed):
        word = match["unit"].split("/")[0]
        unit = grammar.units.get(match["unit"]) or grammar.units.get(word)
        if unit:
            return unit, multiplier(match["times"] or "")
    return None


def _figure(
    cell: Cell,
    label: str,
    column: Column,
    noted: tuple[str, int] | None,
    default: tuple[str, int] | None,
    grammar: Grammar,
    caption: str,
) -> Quantity:
    number = _NUMERIC.match(cell.text)
    if number:
        value = arabic(number["n"]) * multiplier(number["times"] or "")
        value = -value if number["sign"] == "-" else value
        end = number.end()
    else:
        digits = _CHINESE_NUMERIC.match(cell.text)
        value = (chinese(digits["n"]) if digits else None) or Decimal(0)
        end = digits.end() if digits else 0
    unit, unit_end, per = read_unit(grammar, cell.text, end)
    times = 1
    if not unit and column.role in ("growth", "rate") and not column.unit:
        unit = "%" if column.role == "rate" or "%" in label + column.heading else ""
    if not unit:
        unit, times = (column.unit, column.times) if column.unit else noted or default or ("", 1)
    quantity = Quantity(
        cell.start, cell.start + max(unit_end, end), value * times, unit, form="cell", per=per
    )
    return replace(quantity, names=(label, column.heading, caption), column=column.role)
