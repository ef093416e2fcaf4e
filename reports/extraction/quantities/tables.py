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
_ROLES = (
    ("number", re.compile(r"^(?:序号|编号|No\.?|#)$")),
    ("unit", re.compile(r"^(?:计量)?单位$")),
    ("remark", re.compile(r"备注|说明")),
    ("growth", re.compile(r"同比|增长|增幅|增减|变化|比上年")),
    ("rate", re.compile(r"率|占比|比例")),
    ("plan", re.compile(r"计划|目标|任务|预期|应完成|拟")),
    ("earlier", re.compile(r"上年|去年|上期|同期|前年")),
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
    header = rows[0] if not any(_is_number(c) for c in rows[0]) else []
    default = _unit_note(caption, grammar)
    columns = [_column(cell, grammar, year) for cell in header]
    label = ""
    for row in rows[1:] if header else rows:
        texts = [
            c
            for i, c in enumerate(row)
            if c.text and not _is_number(c) and _role(columns, i) not in ("unit", "remark")
        ]
        label = " ".join(c.text for c in texts[:2]) or label
        unit_cell = next((c.text for i, c in enumerate(row) if _role(columns, i) == "unit"), "")
        noted = _unit_note(f"({unit_cell})", grammar) or _unit_note(label, grammar)
        for i, cell in enumerate(row):
            if not _is_number(cell) or _role(columns, i) in ("number", "unit", "remark"):
                if _role(columns, i) == "number" and cell.text.isdigit():
                    numbering[cell.start] = cell.end
                continue
            if not columns and i == 0 and len(row) > 2:
                continue
            column = columns[i] if i < len(columns) else Column("", "", "", 1)
            yield _figure(cell, label, column, noted, default, grammar, caption)


def _role(columns: list[Column], index: int) -> str:
    return columns[index].role if index < len(columns) else ""


def _is_number(cell: Cell) -> bool:
    return bool(
        re.fullmatch(
            rf"[-+约近超]{{0,2}}(?:{ARABIC}) ?[百千]?[万亿]?[余多]?[^\d\s,。;、:()年]{{0,4}}"
            r"|[零〇一二两三四五六七八九十百千万亿点]+[^\d\s,。]{0,3}",
            cell.text,
        )
    )


def _column(cell: Cell, grammar: Grammar, year: int | None) -> Column:
    role = next((name for name, pattern in _ROLES if pattern.search(cell.text)), "")
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
