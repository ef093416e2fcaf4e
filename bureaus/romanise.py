"""Chinese place names in English: 海盐县 → Haiyan County, 延边朝鲜族自治州 → Yanbian Korean Autonomous Prefecture.

Pinyin by pypinyin, rank and people translated. Places whose English name is not their pinyin stand in
fixtures/reference/place_names_en.csv, the peoples of the autonomous divisions (民族自治地方) in ethnic_groups.csv.
"""

from __future__ import annotations

import csv
from functools import lru_cache

from django.conf import settings
from pypinyin import Style, lazy_pinyin

RANKS = (
    ("特别行政区", "Special Administrative Region"),
    ("自治区", "Autonomous Region"),
    ("自治州", "Autonomous Prefecture"),
    ("自治县", "Autonomous County"),
    ("自治旗", "Autonomous Banner"),
    ("地区", "Prefecture"),
    ("林区", "Forestry District"),
    ("特区", "Special District"),
    ("新区", "New Area"),
    ("左翼前旗", "Left Front Banner"),
    ("左翼中旗", "Left Middle Banner"),
    ("左翼后旗", "Left Rear Banner"),
    ("右翼前旗", "Right Front Banner"),
    ("右翼中旗", "Right Middle Banner"),
    ("右翼后旗", "Right Rear Banner"),
    ("联合旗", "United Banner"),
    ("左旗", "Left Banner"),
    ("右旗", "Right Banner"),
    ("前旗", "Front Banner"),
    ("中旗", "Middle Banner"),
    ("后旗", "Rear Banner"),
    ("群岛", "Islands"),
    ("省", "Province"),
    ("市", "City"),
    ("县", "County"),
    ("区", "District"),
    ("盟", "League"),
    ("旗", "Banner"),
    ("镇", "Town"),
)
"""Longer endings before the shorter ones they contain."""

EVERY_PEOPLE = "各族"
"""龙胜各族自治县: an autonomous county of all its peoples."""

READINGS = {"都": "du", "长": "chang"}
"""Characters that a dictionary of words reads otherwise than places do; exceptions stand among the place names."""

OFFICES = (
    ("民政和社会保障局", "Civil Affairs and Social Security Bureau"),
    ("民政厅", "Department of Civil Affairs"),
    ("民政局", "Civil Affairs Bureau"),
    ("民政部", "Ministry of Civil Affairs"),
)


@lru_cache(maxsize=8192)
def region(name: str) -> str:
    """A division's name in English."""
    if name in _customary():
        return _customary()[name]
    ending, rank = next(
        (pair for pair in RANKS if name.endswith(pair[0]) and len(name) > len(pair[0])), ("", "")
    )
    stem = name.removesuffix(ending)
    # 县 alone after one character (赵县) is part of how the place is spoken of, but English still says County.
    # A district of a people (回族区) names it in full; an autonomous division may leave 族 out.
    of_people = rank.startswith("Autonomous") or stem.endswith("族")
    place, peoples = _parted(stem) if of_people else (stem, [])
    return " ".join(part for part in (_place(place), _joined(peoples), rank) if part)


def bureau(name: str, region_name: str) -> str:
    """A bureau's name in English: its region's, then its office's; an office without an English name stays Chinese."""
    office = name.removeprefix(region_name)
    english = next((english for chinese, english in OFFICES if chinese == office), office)
    return f"{region(region_name)} {english}"


@lru_cache(maxsize=8192)
def initials(name: str) -> str:
    """Pinyin initials as people type them: 海盐县 → hyx."""
    return "".join(lazy_pinyin(name, style=Style.FIRST_LETTER))


def _parted(stem: str) -> tuple[str, list[str]]:
    """(the place, the peoples in English): 红河哈尼族彝族 → 红河, Hani, Yi; 东乡族 → no place, Dongxiang."""
    peoples: list[str] = []
    while stem and stem not in _customary():
        ending = next((word for word in _peoples() if stem.endswith(word)), None)
        if ending is None:
            break
        peoples.insert(0, _peoples()[ending])
        stem = stem.removesuffix(ending)
    return stem, peoples


def _joined(peoples: list[str]) -> str:
    """Hani; Hani and Yi; Hani, Yi and Dai."""
    return " and ".join(part for part in (", ".join(peoples[:-1]), *peoples[-1:]) if part)


def _place(stem: str) -> str:
    return _customary().get(stem) or _spelled(stem)


@lru_cache(maxsize=1)
def _customary() -> dict[str, str]:
    """Places whose English name is not their pinyin, or whose pinyin would be another place's."""
    return {row["name_zh"]: row["name_en"] for row in _rows("place_names_en.csv")}


@lru_cache(maxsize=1)
def _peoples() -> dict[str, str]:
    """What names a people at the end of a division's name, longer words first: 蒙古族 and, without 族, 蒙古."""
    rows = _rows("ethnic_groups.csv")
    words = {row["name_zh"]: row["name_en"] for row in rows} | {
        row["bare"]: row["name_en"] for row in rows if row["bare"]
    }
    words[EVERY_PEOPLE] = "Multi-ethnic"
    return dict(sorted(words.items(), key=lambda pair: -len(pair[0])))


def _rows(name: str) -> list[dict[str, str]]:
    with (settings.REFERENCE_DIR / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _spelled(stem: str) -> str:
    """Pinyin in one word; an apostrophe parts a syllable that begins with a vowel from the one before (Xi'an)."""
    word = ""
    for syllable in _syllables(stem):
        word += "'" + syllable if word and syllable[0] in "aoe" else syllable
    return word[:1].upper() + word[1:]


def _syllables(stem: str) -> list[str]:
    read = lazy_pinyin(stem, v_to_u=True)
    if len(read) < len(stem):
        return read  # letters of another script among the characters stay together
    return [READINGS.get(character, syllable) for character, syllable in zip(stem, read, strict=True)]
