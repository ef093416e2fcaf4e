"""From a name in a text to the division it means: found, ambiguous with its candidates, or none. Never a guess.

Chinese places are written from the large to the small (江苏省南通市海门区), so a name is read backwards from its
end: the longest division that ends there, then the prefecture and the province that stand directly before it. What
stands before narrows the candidates and, where it contradicts them (徐州市海盐县), leaves none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from bureaus.gazetteer import Division, Gazetteer
from bureaus.naming import short_forms

__all__ = [
    "NOTHING",
    "Division",
    "Gazetteer",
    "Outcome",
    "Resolution",
    "mentions",
    "resolve",
    "resolve_before",
]

SUFFIXES = frozenset("省市县区旗盟州")
OPENERS = frozenset("年度月日由在对经与和及、为被向从至到将让使请给按据因以是了的于各位中共本该")
"""Words that can stand directly before a place. A two-character name (城区) is read only after one of them or a gap."""
COUNTRY = ("中华人民共和国", "中国", "全国")


class Outcome(StrEnum):
    """What the reading of a name came to (唯一, 重名, 无)."""

    FOUND = "found"
    AMBIGUOUS = "ambiguous"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Resolution:
    """The divisions a name can mean; `start`/`end` quote the name with all that belongs to it (江苏省海门市)."""

    candidates: tuple[Division, ...]
    start: int
    end: int
    official: bool = True
    """Whether the name stands in full (海盐县), not bare or short (海盐, 恩施州, 科右前旗)."""

    @property
    def outcome(self) -> Outcome:
        if not self.candidates:
            return Outcome.NONE
        return Outcome.FOUND if len(self.candidates) == 1 else Outcome.AMBIGUOUS

    @property
    def division(self) -> Division | None:
        """The one division meant, or None."""
        return self.candidates[0] if len(self.candidates) == 1 else None


NOTHING = Resolution((), 0, 0)


def resolve(gazetteer: Gazetteer, name: str, year: int | None = None) -> Resolution:
    """The division that `name` as a whole means in that year (None: today)."""
    reading = resolve_before(gazetteer, name, len(name), year)
    return reading if reading.start == 0 else NOTHING


def resolve_before(gazetteer: Gazetteer, text: str, end: int, year: int | None = None) -> Resolution:
    """The longest place that ends at `end`; what it can mean given the places written directly before it."""
    best, longest = NOTHING, end
    for start in range(end - 2, max(-1, end - gazetteer.longest_name - 1), -1):
        if gazetteer.knows(text[start:end]):
            longest = start
        reading = _leaf(gazetteer, text, start, end, year)
        if reading.candidates and (not best.candidates or reading.start <= best.start):
            best = reading
    # 大兴安岭地区沙河口区: the longest name is contradicted, and 河口区 must not be found inside it.
    return best if best.start <= longest else NOTHING


def _leaf(gazetteer: Gazetteer, text: str, start: int, end: int, year: int | None) -> Resolution:
    name = text[start:end]
    official = gazetteer.named(name, year)
    known = _merged(official, gazetteer.nicknamed(name, year))
    if not known:
        return NOTHING
    starts = {division: _ancestors_start(text, start, division) for division in known}
    first = min(starts.values())
    meant = tuple(division for division in known if starts[division] == first)
    if first == start and not _may_begin(gazetteer, text, start, end, year, meant):
        return NOTHING
    return Resolution(meant, first, end, bool(official))


def _merged(*groups: Iterable[Division]) -> tuple[Division, ...]:
    return tuple({division.key: division for group in groups for division in group}.values())


def _ancestors_start(text: str, start: int, division: Division) -> int:
    """Where the chain of places begins whose last link, this division, begins at `start`."""
    for ancestor in (division.prefecture, division.province):
        if ancestor and ancestor != division.name:
            start = _step_over(text, start, (ancestor, *short_forms(ancestor)))
    return start


def _step_over(text: str, end: int, forms: Iterable[str]) -> int:
    for form in forms:
        if text.endswith(form, 0, end):
            return end - len(form)
    return end


def _may_begin(
    gazetteer: Gazetteer, text: str, start: int, end: int, year: int | None, meant: tuple[Division, ...]
) -> bool:
    """Whether a name without its ancestors may begin here: after a gap, or not inside or below another name."""
    if start == 0 or not _is_han(text[start - 1]):
        return True
    before = text[start - 1]
    if end - start == 2 or text[end - 1] not in SUFFIXES:
        return before in OPENERS
    if before not in SUFFIXES:
        return True
    above = _official_before(gazetteer, text, start, year)
    return not above or any(_beside(upper, lower) for upper in above for lower in meant)


def _official_before(gazetteer: Gazetteer, text: str, end: int, year: int | None) -> tuple[Division, ...]:
    for length in range(min(gazetteer.longest_name, end), 1, -1):
        if found := gazetteer.named(text[end - length : end], year):
            return found
    return ()


def _beside(upper: Division, lower: Division) -> bool:
    """伊犁哈萨克自治州塔城地区: the one prefecture that has other prefectures under it."""
    return upper.level == lower.level == "prefecture" and upper.province == lower.province


def _is_han(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff"


def mentions(gazetteer: Gazetteer, text: str, year: int | None = None) -> Iterator[Resolution]:
    """Every official place name in the text, each read with its ancestors, in one pass over the suffix characters."""
    tails = gazetteer.name_tails
    for position in sorted(_suffix_positions(text)):
        if text[position - 1 : position + 1] in tails:
            reading = _longest_official(gazetteer, text, position + 1, year)
            if reading.candidates:
                yield reading


def _suffix_positions(text: str) -> Iterator[int]:
    for suffix in SUFFIXES:
        position = text.find(suffix, 1)
        while position != -1:
            yield position
            position = text.find(suffix, position + 1)


def _longest_official(gazetteer: Gazetteer, text: str, end: int, year: int | None) -> Resolution:
    for length in range(min(gazetteer.longest_name, end), 1, -1):
        if gazetteer.knows(text[end - length : end]):
            return _leaf(gazetteer, text, end - length, end, year)
    return NOTHING
