"""Tables on a page that are drawn with rules (框线表格): which characters stand in which cell.

The rules of one table touch each other. Their places make a grid; where a rule is missing between two fields of the
grid, the fields are one cell.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from reports.extraction.documents.base import row
from reports.extraction.documents.layout import Glyph, Line, flat, lines_of

THIN, SHORTEST, NEAR = 3.0, 6.0, 4.0
"""Points: how thick a rule is at most, how long at least, and how far apart two may be and still touch."""

MOST_RULES = 4_000
"""On one page; a drawing has more, a table never."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the page: a rule, or the frame around a table."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def lies(self) -> bool:
        return self.top - self.bottom <= THIN and self.right - self.left >= SHORTEST

    @property
    def stands(self) -> bool:
        return self.right - self.left <= THIN and self.top - self.bottom >= SHORTEST

    def sides(self) -> Iterator[Box]:
        """A rule is one; a drawn cell has four."""
        if self.lies or self.stands:
            yield self
        elif self.right - self.left >= SHORTEST and self.top - self.bottom >= SHORTEST:
            yield Box(self.left, self.bottom, self.right, self.bottom)
            yield Box(self.left, self.top, self.right, self.top)
            yield Box(self.left, self.bottom, self.left, self.top)
            yield Box(self.right, self.bottom, self.right, self.top)

    def touches(self, other: Box) -> bool:
        return (
            self.left - NEAR <= other.right
            and other.left - NEAR <= self.right
            and self.bottom - NEAR <= other.top
            and other.bottom - NEAR <= self.top
        )


@dataclass(slots=True)
class Table:
    """A grid: the places of its upright rules from left to right, of its level ones from top to bottom."""

    rules: list[Box]
    columns: list[float] = field(default_factory=list)
    levels: list[float] = field(default_factory=list)
    cells: dict[tuple[int, int], list[Glyph]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.columns = _places(rule.left for rule in self.rules if rule.stands)
        self.levels = _places(rule.bottom for rule in self.rules if rule.lies)[::-1]

    @property
    def is_table(self) -> bool:
        """At least two columns; a frame around a paragraph is none."""
        return len(self.columns) > 2 and len(self.levels) > 1

    def take(self, glyph: Glyph) -> bool:
        """Put a character into its cell; False if it stands outside the table."""
        across, down = (glyph.left + glyph.right) / 2, glyph.middle
        column = next((i for i, edge in enumerate(self.columns[1:]) if self.columns[0] <= across < edge), -1)
        level = next((i for i, edge in enumerate(self.levels[1:]) if self.levels[0] >= down > edge), -1)
        if column < 0 or level < 0:
            return False
        self.cells.setdefault(self._origin(level, column), []).append(glyph)
        return True

    def _origin(self, level: int, column: int) -> tuple[int, int]:
        """The first field of the cell that this field belongs to."""
        while column and not self._parted(level, self.columns[column], stands=True):
            column -= 1
        while level and not self._parted(column, self.levels[level], stands=False):
            level -= 1
        return level, column

    def _parted(self, place: int, at: float, *, stands: bool) -> bool:
        if stands:
            middle = (self.levels[place] + self.levels[place + 1]) / 2
            return any(r.stands and abs(r.left - at) < NEAR and r.bottom < middle < r.top for r in self.rules)
        middle = (self.columns[place] + self.columns[place + 1]) / 2
        return any(r.lies and abs(r.bottom - at) < NEAR and r.left < middle < r.right for r in self.rules)

    def rows(self) -> list[list[str]]:
        """The text of every field; the later fields of a joined cell are empty."""
        return [
            [flat(lines_of(self.cells.get((level, column), []))) for column in range(len(self.columns) - 1)]
            for level in range(len(self.levels) - 1)
        ]

    def lines(self) -> Iterator[Line]:
        for texts, bottom in zip(self.rows(), self.levels[1:], strict=True):
            if any(texts):
                yield Line(
                    row(texts), self.columns[0], self.columns[-1], bottom, 1.0, is_row=True, is_ruled=True
                )


def find_tables(drawn: Iterable[Box]) -> list[Table]:
    """The tables of a page, out of everything that is drawn on it."""
    sides = {side for box in drawn for side in box.sides()}
    if len(sides) > MOST_RULES:
        return []
    rules = [*_joined(sides, stands=True), *_joined(sides, stands=False)]
    tables = [Table(group) for group in _groups(rules)]
    return [table for table in tables if table.is_table]


def _joined(sides: Iterable[Box], *, stands: bool) -> Iterator[Box]:
    """Rules that go on where another ends, as one: most programs draw the border of each cell by itself."""
    on_one_line: dict[int, list[Box]] = {}
    for side in sides:
        if side.stands if stands else side.lies:
            on_one_line.setdefault(round(side.left if stands else side.bottom), []).append(side)
    for members in on_one_line.values():
        members.sort(key=lambda side: side.bottom if stands else side.left)
        rule = members[0]
        for member in members[1:]:
            if rule.touches(member):
                rule = _around(rule, member)
            else:
                yield rule
                rule = member
        yield rule


def _groups(rules: list[Box]) -> list[list[Box]]:
    """Rules that touch, directly or through others."""
    groups: list[tuple[Box, list[Box]]] = []
    for rule in rules:
        frame, members, apart = rule, [rule], []
        for group in groups:
            if group[0].touches(frame) and any(member.touches(rule) for member in group[1]):
                frame, members = _around(frame, group[0]), members + group[1]
            else:
                apart.append(group)
        groups = [*apart, (frame, members)]
    return [members for _, members in groups]


def _around(one: Box, other: Box) -> Box:
    return Box(
        min(one.left, other.left),
        min(one.bottom, other.bottom),
        max(one.right, other.right),
        max(one.top, other.top),
    )


def _places(values: Iterable[float]) -> list[float]:
    """The values in order, those close together as one."""
    places: list[float] = []
    for value in sorted(values):
        if not places or value - places[-1] > NEAR:
            places.append(value)
    return places
