"""Which bureau a text names: the office (民政局, 民政和社会保障局, 民政厅 …) with the place written before it.

Small counties merge offices, so the civil-affairs office may bear further duties before or after 民政. A name without
a place (市民政局, 我局) is kept as well: it tells the rank of the bureau, and the place must come from elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bureaus.resolver import COUNTRY, NOTHING, Gazetteer, Resolution, resolve_before

DUTY = (
    "(?:人力资源和?社会保障|社会保障|社会事务|社会救助|社会工作|社会事业|社会福利|退役军人事务|退役军人|双拥|人社|劳动和?社会保障"
    "|劳动人事|劳动|人事|卫生和?计划生育|卫生健康|卫健|卫计|残疾人事业|残疾人工作|残疾人|残联|老龄工作|老龄事业|老龄|民族宗教事务"
    "|民族宗教|民族事务|民族|宗教事务|宗教|民宗|移民|扶贫开发|扶贫|乡村振兴|应急管理|红十字)"
)
JOIN = "(?:[和与及、]|以及)?"
CIVIL_AFFAIRS = re.compile(rf"民政(?:{JOIN}{DUTY}){{0,4}}(?:事务|管理)?局|民政厅|民政部(?![门署分队])")
LEADING_DUTIES = re.compile(rf"(?:{DUTY}{JOIN}){{1,4}}\Z")
SOCIAL_AFFAIRS = re.compile("社会(?:事务|事业|发展)(?:管理|服务|发展)?局")
"""Offices of that name do civil affairs only where there is no 民政局, so the caller says when to look for them."""
GOVERNMENT = re.compile("(?:人民政府|行政公署|行署)\\Z")
"""大兴安岭地区行政公署民政局: the government's own word may stand between the place and its office."""
RANKS = ("自治州", "自治县", "自治旗", "自治区", "地区", "新区", "市", "县", "区", "旗", "州", "盟", "省")
MANY = re.compile(r"(?:各级?|[全两数])[省市县区旗、/()（）]*\Z")
"""各区民政局, 县(市、区)民政局: the offices of many places, none of which reports."""


@dataclass(frozen=True, slots=True)
class OfficeMention:
    """An office as the text names it; `place` is NOTHING where it stands without one."""

    office: str
    start: int
    end: int
    place: Resolution
    rank: str | None = None
    """The rank written in the place's stead: 市 in 市民政局."""

    @property
    def is_ministry(self) -> bool:
        return self.office == "民政部"

    def name(self, text: str) -> str:
        """The office with its place in full: 海盐 + 民政局 is 海盐县民政局."""
        division = self.place.division
        printed = text[self.start : self.end]
        if division is None or self.place.official:
            return printed
        return division.name + self.office


def offices(
    gazetteer: Gazetteer, text: str, year: int | None, *, social_affairs: bool = False
) -> Iterator[OfficeMention]:
    """Every civil-affairs office in the text, in order; with `social_affairs` also the 社会事务局."""
    patterns = (CIVIL_AFFAIRS, SOCIAL_AFFAIRS) if social_affairs else (CIVIL_AFFAIRS,)
    found = (match.span() for pattern in patterns for match in pattern.finditer(text))
    for start, end in sorted(found):
        lead = LEADING_DUTIES.search(text, max(0, start - 30), start)
        yield _mention(gazetteer, text, lead.start() if lead else start, end, year)


def _mention(gazetteer: Gazetteer, text: str, start: int, end: int, year: int | None) -> OfficeMention:
    office = text[start:end]
    if office == "民政部":
        return OfficeMention(office, _country_start(text, start), end, NOTHING)
    government = GOVERNMENT.search(text, max(0, start - 5), start)
    start = government.start() if government else start
    place = _fitting(resolve_before(gazetteer, text, start, year), office)
    if place.candidates:
        return OfficeMention(office, place.start, end, place)
    rank = next((rank for rank in RANKS if text.endswith(rank, 0, start)), None)
    if rank is None or MANY.search(text, max(0, start - len(rank) - 8), start - len(rank)):
        return OfficeMention(office, start, end, NOTHING)
    return OfficeMention(office, start - len(rank), end, NOTHING, rank)


def _fitting(place: Resolution, office: str) -> Resolution:
    """A 厅 belongs to a province; a 局 to everything below and to the four municipalities."""
    if office.endswith("厅"):
        fitting = tuple(division for division in place.candidates if division.level == "province")
    else:
        fitting = tuple(
            division
            for division in place.candidates
            if division.level != "province" or division.name.endswith("市")
        )
    return Resolution(fitting, place.start, place.end, place.official) if fitting else NOTHING


def _country_start(text: str, start: int) -> int:
    return next((start - len(name) for name in COUNTRY if text.endswith(name, 0, start)), start)
