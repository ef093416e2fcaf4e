"""Chinese place names in English: pinyin by pypinyin, with the rank translated (海盐县 → Haiyan County)."""

from __future__ import annotations

from functools import lru_cache

from pypinyin import Style, lazy_pinyin

RANKS = (
    ("特别行政区", " Special Administrative Region"),
    ("维吾尔自治区", " Uygur Autonomous Region"),
    ("壮族自治区", " Zhuang Autonomous Region"),
    ("回族自治区", " Hui Autonomous Region"),
    ("自治区", " Autonomous Region"),
    ("自治州", " Autonomous Prefecture"),
    ("自治县", " Autonomous County"),
    ("自治旗", " Autonomous Banner"),
    ("地区", " Prefecture"),
    ("林区", " Forestry District"),
    ("特区", " Special District"),
    ("新区", " New Area"),
    ("省", " Province"),
    ("市", " City"),
    ("县", " County"),
    ("区", " District"),
    ("盟", " League"),
    ("旗", " Banner"),
)
CUSTOMARY = {
    "全国": "China",
    "内蒙古": "Inner Mongolia",
    "西藏": "Tibet",
    "陕西": "Shaanxi",
    "朝阳": "Chaoyang",
    "香港": "Hong Kong",
    "澳门": "Macao",
    "哈尔滨": "Harbin",
    "乌鲁木齐": "Urumqi",
    "拉萨": "Lhasa",
    "呼和浩特": "Hohhot",
}
"""Places whose English name is not their pinyin, or whose pinyin would be another place's."""

OFFICES = (
    ("民政和社会保障局", "Civil Affairs and Social Security Bureau"),
    ("民政厅", "Department of Civil Affairs"),
    ("民政局", "Civil Affairs Bureau"),
    ("民政部", "Ministry of Civil Affairs"),
)


@lru_cache(maxsize=8192)
def region(name: str) -> str:
    """A division's name in English."""
    if name in CUSTOMARY:
        return CUSTOMARY[name]
    rank = next((pair for pair in RANKS if name.endswith(pair[0]) and len(name) > len(pair[0])), ("", ""))
    stem = name.removesuffix(rank[0])
    # 县 alone after one character (赵县) is part of how the place is spoken of, but English still says County.
    return CUSTOMARY.get(stem, _spelled(stem)) + rank[1]


def bureau(name: str, region_name: str) -> str:
    """A bureau's name in English: its region's, then its office's; an office without an English name stays Chinese."""
    office = name.removeprefix(region_name)
    english = next((english for chinese, english in OFFICES if chinese == office), office)
    return f"{region(region_name)} {english}"


@lru_cache(maxsize=8192)
def initials(name: str) -> str:
    """Pinyin initials as people type them: 海盐县 → hyx."""
    return "".join(lazy_pinyin(name, style=Style.FIRST_LETTER))


def _spelled(stem: str) -> str:
    """Pinyin in one word; an apostrophe parts a syllable that begins with a vowel from the one before (Xi'an)."""
    word = ""
    for syllable in lazy_pinyin(stem, v_to_u=True):
        word += "'" + syllable if word and syllable[0] in "aoe" else syllable
    return word[:1].upper() + word[1:]
