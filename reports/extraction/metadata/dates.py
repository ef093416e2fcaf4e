"""Calendar dates and years (日期、年份) as offices print them: 2023-02-28, 2023年2月28日, 二〇二三年二月二十八日."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

NUMERALS = {character: digit for digit, character in enumerate("〇一二三四五六七八九")} | {"零": 0}
CHINESE_YEAR = "二[〇零][〇零一二三四五六七八九]{2}"
DAY = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d\d)(?:\s?[-/.年]\s?(?P<m>\d{1,2})\s?[-/.月]\s?(?P<d>\d{1,2})(?!\d)"
    r"|(?P<m8>[01]\d)(?P<d8>[0-3]\d)(?!\d))"
)
CHINESE_DAY = re.compile(
    rf"(?P<y>{CHINESE_YEAR})年(?P<m>[一二三四五六七八九十]{{1,2}})月(?P<d>[一二三四五六七八九十]{{1,3}})日"
)
# Begins with a plain set of characters, which the search can skip to.
YEAR = re.compile(rf"[2二](?:(?<=2)(?<!\d2)0\d\d(?=\s?年)|(?<=二){CHINESE_YEAR[1:]}(?=年))")
EARLIEST, LATEST = 1990, 2099


def find_day(text: str, start: int = 0, end: int | None = None) -> date | None:
    """The first whole date in the stretch that the calendar knows."""
    stop = len(text) if end is None else end
    for pattern in (DAY, CHINESE_DAY):
        for match in pattern.finditer(text, start, stop):
            if day := _day(match):
                return day
    return None


def last_day(text: str, start: int = 0) -> date | None:
    """The last whole date from `start` on."""
    found = [match for pattern in (DAY, CHINESE_DAY) for match in pattern.finditer(text, start)]
    days = (_day(match) for match in sorted(found, key=re.Match.start, reverse=True))
    return next(filter(None, days), None)


def _day(match: re.Match[str]) -> date | None:
    parts = match.groupdict()
    month, day = parts["m"] or parts.get("m8") or "", parts["d"] or parts.get("d8") or ""
    try:
        return date(year_number(parts["y"]), _small_number(month), _small_number(day))
    except (ValueError, KeyError):  # 2023-02-30, 十十月
        return None


def years(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Every `20XX年` of the stretch as (offset, year)."""
    for match in YEAR.finditer(text, start, len(text) if end is None else end):
        yield match.start(), year_number(match[0])


def year_number(printed: str) -> int:
    """2023 or 二〇二三 → 2023."""
    return int("".join(str(NUMERALS.get(character, character)) for character in printed))


def _small_number(printed: str) -> int:
    """1 to 99 in Arabic or Chinese numerals: 28, 二十八, 十."""
    if not printed or printed.isdecimal():
        return int(printed)
    tens, ten, units = printed.rpartition("十")
    if not ten:
        return NUMERALS[units]
    return (NUMERALS[tens] if tens else 1) * 10 + (NUMERALS[units] if units else 0)
