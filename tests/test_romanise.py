"""English names of divisions: place by pinyin or custom, people and rank in English, over every division there was."""

from __future__ import annotations

import csv
import re

import pytest
from django.conf import settings

from bureaus import romanise

RANKS = {rank for _ending, rank in romanise.RANKS}


def names() -> list[str]:
    """The name of every division of the table, past and present, each once."""
    with (settings.REFERENCE_DIR / "divisions.csv").open(encoding="utf-8-sig", newline="") as lines:
        return sorted({row["name"] for row in csv.DictReader(lines)})


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("海盐县", "Haiyan County"),
        ("西安市", "Xi'an City"),
        ("广西壮族自治区", "Guangxi Zhuang Autonomous Region"),
        ("新疆维吾尔自治区", "Xinjiang Uygur Autonomous Region"),
        ("内蒙古自治区", "Inner Mongolia Autonomous Region"),
        ("延边朝鲜族自治州", "Yanbian Korean Autonomous Prefecture"),
        ("红河哈尼族彝族自治州", "Honghe Hani and Yi Autonomous Prefecture"),
        ("伊犁哈萨克自治州", "Ili Kazak Autonomous Prefecture"),
        ("玉龙纳西族自治县", "Yulong Naxi Autonomous County"),
        ("融水苗族自治县", "Rongshui Miao Autonomous County"),
        ("三都水族自治县", "Sandu Shui Autonomous County"),
        ("元江哈尼族彝族傣族自治县", "Yuanjiang Hani, Yi and Dai Autonomous County"),
        ("东乡族自治县", "Dongxiang Autonomous County"),
        ("龙胜各族自治县", "Longsheng Multi-ethnic Autonomous County"),
        ("鄂伦春自治旗", "Oroqen Autonomous Banner"),
        ("鄂温克族自治旗", "Ewenki Autonomous Banner"),
        ("莫力达瓦达斡尔族自治旗", "Morin Dawa Daur Autonomous Banner"),
        ("科尔沁右翼前旗", "Horqin Right Front Banner"),
        ("达尔罕茂明安联合旗", "Darhan Muminggan United Banner"),
        ("正镶白旗", "Zhengxiangbai Banner"),
        ("阿拉善盟", "Alxa League"),
        ("兴安盟", "Hinggan League"),
        ("阿克苏地区", "Aksu Prefecture"),
        ("神农架林区", "Shennongjia Forestry District"),
        ("香港特别行政区", "Hong Kong Special Administrative Region"),
        ("瀍河回族区", "Chanhe Hui District"),
        ("武都区", "Wudu District"),
        ("长治市", "Changzhi City"),
        ("长子县", "Zhangzi County"),
        ("西沙群岛", "Xisha Islands"),
        ("OK长县", "OKzhang County"),
        ("全国", "China"),
    ],
)
def test_a_division_has_its_customary_english_name(chinese: str, english: str) -> None:
    assert romanise.region(chinese) == english


def test_every_division_ends_in_an_english_rank() -> None:
    assert len(names()) > 3000
    without = [name for name in names() if not any(romanise.region(name).endswith(f" {r}") for r in RANKS)]
    assert without == ["中沙群岛的岛礁及其海域"]


def test_no_autonomous_division_keeps_its_people_or_rank_in_pinyin() -> None:
    autonomous = [name for name in names() if "自治" in name]
    spelled = {name: romanise.region(name) for name in autonomous}

    assert len(autonomous) > 150
    assert {name: said for name, said in spelled.items() if re.search("zu |zizhi|Zizhi", said)} == {}
    places = {name: said.partition(" Autonomous")[0] for name, said in spelled.items()}
    # Every one names a people, but for the two regions whose people is their name.
    peoples = set(romanise._peoples().values())
    without = {name for name, said in places.items() if not set(re.split(r", | and | ", said)) & peoples}
    assert without == {"内蒙古自治区", "西藏自治区"}


def test_no_english_name_keeps_a_chinese_character() -> None:
    assert [name for name in names() if re.search("[一-鿿]", romanise.region(name))] == []


def test_the_peoples_are_the_fifty_five_each_once() -> None:
    with (settings.REFERENCE_DIR / "ethnic_groups.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))

    assert len(rows) == 55
    assert len({row["name_zh"] for row in rows}) == len({row["name_en"] for row in rows}) == 55
