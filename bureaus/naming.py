"""How the names of divisions are built (地名通名) and shortened: 恩施土家族苗族自治州 → 恩施州, 恩施."""

from __future__ import annotations

import re

# The peoples (民族) as they stand in the names of autonomous divisions; a few drop their 族 there (巴音郭楞蒙古自治州).
PEOPLES = (
    "蒙古族|回族|藏族|维吾尔族|苗族|彝族|壮族|布依族|朝鲜族|满族|侗族|瑶族|白族|土家族|哈尼族|哈萨克族|傣族|黎族|傈僳族"
    "|佤族|畲族|拉祜族|水族|东乡族|纳西族|景颇族|柯尔克孜族|土族|达斡尔族|仫佬族|羌族|布朗族|撒拉族|毛南族|仡佬族|锡伯族"
    "|塔吉克族|怒族|保安族|裕固族|独龙族|鄂温克族|鄂伦春族|普米族|各族"
    "|蒙古|回|维吾尔|壮|哈萨克|柯尔克孜|锡伯|塔吉克"
)
AUTONOMOUS = re.compile(rf"(?P<stem>.{{2,}}?)(?:{PEOPLES})*自治(?P<rank>[区州县旗])")
PLAIN = re.compile(r"(?P<stem>.{2,}?)(?:特别行政区|新区|林区|特区|地区|[省市县区盟])")
RANKS = {"区": (), "州": ("州",), "县": ("县", "自治县"), "旗": ("旗",)}


def short_forms(name: str) -> tuple[str, ...]:
    """The other ways in which people write an official name, longest first; none has fewer than two characters."""
    if autonomous := AUTONOMOUS.fullmatch(name):
        stem = autonomous["stem"].removesuffix("族")  # 东乡族自治县: the people's name is the place's
        written = (*(stem + rank for rank in RANKS[autonomous["rank"]]), stem)
        return tuple(form for form in written if len(form) > 1 and form != name)
    plain = PLAIN.fullmatch(name)
    return (plain["stem"],) if plain else ()
