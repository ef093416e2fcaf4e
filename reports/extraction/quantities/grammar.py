"""The grammar of quantities (数量短语): number, multiplier, 余/多, unit, range, composed of small named patterns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from reports.extraction.catalogue import Classifier
from reports.extraction.quantities.kinds import Quantity
from reports.extraction.quantities.numerals import arabic, chinese, multiplier
from reports.extraction.records import Qualifier

GROUPED = r"\d{1,3}(?:,\d{3})+(?!\d)"
SPACED = r"\d{1,3}(?: \d{3})+(?! ?\d)|\d(?: \d){2,}(?!\d)"
# A page or line break inside a number: what follows must go on as a number with a unit, not as a new numbered line.
BROKEN = r"\d{1,6}(?:,\d{0,3}){0,3} ?\n\s{0,8}\d{1,6}(?:,\d{3}){0,3}(?=\.\d|[百千万亿余多%]|[\u4e00-\u9fff])"
ARABIC = rf"(?:{BROKEN}|{GROUPED}|{SPACED}|\d+)(?:\.\d+)?"
CHINESE_DIGITS = "零〇一二两三四五六七八九壹贰叁肆伍陆柒捌玖"
_ANY = f"[{CHINESE_DIGITS}十百千万亿拾佰仟]"
_LONGEST = 24
# No number has more characters than that; an endless run of them must not be read again from each.
_REST = (
    rf"{_ANY}{{0,{_LONGEST}}}(?: ?\n {{0,8}}{_ANY}{{1,{_LONGEST}}})?(?:\s?点\s?[{CHINESE_DIGITS}]+[万亿]?)?"
)
CHINESE = rf"{_ANY}{_REST}"
MORE = r"[多余]"
TIMES = r"(?:[十百千]?[万亿]|[百千](?![米克瓦]))"
TO = r" ?(?:-{1,2}|~|至|到) ?"
PER = (
    r"(?:/|每)(?:人次?|户次?|月|年|天|日|床|张|次|例|具|亩|岗|村|个)"
    r"(?:[/·.・*每](?:人|月|年|天|日|次|床|户))*"
)
_COUNTED = r"(?:人|户|件|家|个|例|宗|起|名|对|次|台|辆|份)+"

_NUMBER = re.compile(rf"(?P<n>{ARABIC})(?: ?(?P<more>{MORE}))?(?: ?(?P<times>{TIMES}))?(?P<more2>{MORE})?")
_MIXED = re.compile(rf"(?P<n>\d+(?:\.\d+)?)(?P<times>[百千万])?(?P<more>{MORE})?(?=[\u4e00-\u9fff])")
_CHINESE_NUMBER = re.compile(rf"(?P<n>{CHINESE})(?P<more>{MORE})?(?P<times>[万亿])?(?P<more2>{MORE})?")
_FRACTION = re.compile(rf"(?P<of>百分之|千分之|万分之)(?P<n>{CHINESE}|{ARABIC})")
_TENTHS = re.compile(
    r"(?P<n>[一二两三四五六七八九]|\d)成(?P<half>[一二三四五六七八九半])?(?=[以左多,。;、)]|$)"
)
_TOP = re.compile(rf"{TO}(?P<n>{ARABIC})(?: ?(?P<times>{TIMES}))?(?P<more>{MORE})?")
_CHINESE_TOP = re.compile(rf"{TO}(?P<n>{CHINESE})(?P<more>{MORE})?")
_SIGN = re.compile(r"(?<![\w%.)])-|(?<=[\u4e00-\u9fff])-")
_PER = re.compile(PER)
_COMPOSED = frozenset("户家件台辆批份轮门组例个所场人条")
FRACTIONS = {"百分之": Decimal(1), "千分之": Decimal("0.1"), "万分之": Decimal("0.01")}

_BEFORE = (
    (
        Qualifier.AT_LEAST,
        re.compile(
            r"(?:不低于|不少于|至少|不小于|最低不?少?于?)(?:为|达到?|有|建有|设有|建成|开展|学习|举办|组织|召开|完成|新增)?$|至少[\u4e00-\u9fff]{1,6}$"
        ),
    ),
    (
        Qualifier.UNDER,
        re.compile(
            r"(?:不超过|不高于|不多于|不足|不到|不满|将近|接近|(?<![最附临靠就邻])近|少于|(?<!不)低于|(?<!不)小于|至多)$"
        ),
    ),
    (
        Qualifier.OVER,
        re.compile(
            r"(?:(?<!不)超过|超出|(?<![不])超|逾|突破|多达|(?<!不)高于|大于|(?<!不)多于)(?:了|全国|全省)?$"
        ),
    ),
    (Qualifier.ABOUT, re.compile(r"(?:大约|大概|约为|约|大致)$")),
)
_BEFORE_HINT = re.compile("[低少小超高多足到满近逾突大约]")
"""One of these characters stands in every wording of `_BEFORE`."""
_AFTER = (
    (Qualifier.UNDER, re.compile(r" ?(?:以内|之内|以下|及以下|内(?![部容设蒙审生]))")),
    (Qualifier.ABOUT, re.compile(r" ?(?:左右|上下)")),
    (Qualifier.OVER, re.compile(r" ?(?:及?以上|之多|有余|余|多(?=[,。;、:)\n]|$))")),
)
_AFTER_START = frozenset(" 以之及左上有余多内")


@dataclass(frozen=True, slots=True)
class Grammar:
    """The compiled pattern of units and what each classifier reads as."""

    unit: re.Pattern[str]
    units: dict[str, str]
    strength: dict[str, str]
    chinese: re.Pattern[str]
    """A Chinese numeral with what may stand right after one that counts: a unit's first character, 余, 至, a space."""


def compile_grammar(classifiers: Sequence[Classifier]) -> Grammar:
    """Build the pattern of units over the classifiers of the catalogue, longest first."""
    words = "|".join(
        re.escape(c.word) + (f"(?!{'|'.join(c.not_before)})" if c.not_before else "")
        for c in sorted(classifiers, key=lambda c: -len(c.word))
    )
    bracket = rf"(?: ?\((?P<other>{_COUNTED})\) ?(?P<times>次)?)?"
    return Grammar(
        re.compile(rf"\s?(?P<unit>{words}){bracket}"),
        {c.word: c.unit for c in classifiers},
        {c.word: c.chinese for c in classifiers},
        _counting_numeral({c.word[0] for c in classifiers} | set("余多至到成-~ \n")),
    )


def _counting_numeral(follow: set[str]) -> re.Pattern[str]:
    """Begins with a plain set of characters: the search then skips whatever is none of them."""
    after = "".join(map(re.escape, sorted(follow)))
    return re.compile(rf"{_ANY}(?>(?<=[百千万])分之{CHINESE}|{_REST}(?=[{after}]))")


def read_unit(grammar: Grammar, text: str, at: int) -> tuple[str, int, str]:
    """The base unit that stands at `at`, its end and what it is paid per; an empty unit where none stands."""
    match = grammar.unit.match(text, at)
    if match is None:
        return "", at, ""
    unit = grammar.units[match["unit"]]
    if match["times"] and not unit.endswith("次"):
        unit += "次"
    end = match.end()
    if (
        match["unit"] in _COMPOSED
        and text.startswith("次", end)
        and not text.startswith(("次日", "次数"), end)
    ):
        return unit + "次", end + 1, ""
    if unit == "元":
        per = _PER.match(text, end)
        if per:
            return unit, per.end(), per[0]
    elif text.startswith(("/次", "·次"), end):
        return unit + "次", end + 2, ""
    return unit, end, ""


def read_arabic(grammar: Grammar, text: str, at: int) -> Quantity | None:
    """The quantity whose first digit stands at `at`; its unit may be empty."""
    number = _NUMBER.match(text, at)
    if number is None:
        return None
    times = number["times"] or ""
    value, end, over = arabic(number["n"]), number.end(), bool(number["more"] or number["more2"])
    start = at
    if text[at - 1 : at] == "-" and _SIGN.match(text, at - 1) and not times:
        value, start = -value, at - 1
    if times and not over:
        mixed = _MIXED.match(text, end)
        if mixed:
            value = value * multiplier(times) + _mixed_part(mixed, times)
            times, end, over = "", mixed.end(), bool(mixed["more"])
    unit, unit_end, per = read_unit(grammar, text, end)
    top = _TOP.match(text, unit_end)
    if top:
        ranged = _read_range(grammar, text, start, value, times, unit, top)
        if ranged:
            return ranged
    value *= multiplier(times)
    qualifier = Qualifier.OVER if over else Qualifier.EXACT
    return Quantity(start, unit_end, value, unit, None, qualifier, "arabic", per)


def _mixed_part(mixed: re.Match[str], times: str) -> Decimal:
    """The second number of 3万5千, 1亿2000万, 2万3500; 3万5 alone means five thousand."""
    part = arabic(mixed["n"])
    if mixed["times"]:
        return part * multiplier(mixed["times"])
    return part * multiplier(times) / 10 if len(mixed["n"]) == 1 else part


def _read_range(
    grammar: Grammar, text: str, start: int, low: Decimal, times: str, unit: str, top: re.Match[str]
) -> Quantity | None:
    """`0.5至2万元`, `300元-500元`, `5-8名`: the lower number shares what only the upper one prints."""
    top_unit, end, per = read_unit(grammar, text, top.end())
    if not top_unit or (unit and unit != top_unit):
        return None
    top_times = top["times"] or ""
    high = arabic(top["n"]) * multiplier(top_times)
    low *= multiplier(times or ("" if unit else top_times))
    if high <= low:
        return None
    return Quantity(start, end, low, top_unit, high, Qualifier.RANGE, "arabic", per)


def read_chinese(grammar: Grammar, text: str, at: int) -> Quantity | None:
    """The quantity in Chinese numerals that begins at `at`: only with a unit, a fraction (百分之) or tenths (成)."""
    fraction = _FRACTION.match(text, at)
    if fraction:
        value = arabic(fraction["n"]) if fraction["n"][0].isdigit() else chinese(fraction["n"])
        if value is None:
            return None
        return Quantity(at, fraction.end(), value * FRACTIONS[fraction["of"]], "%", form="fraction")
    tenths = _TENTHS.match(text, at)
    if tenths:
        return _read_tenths(at, tenths)
    number = _CHINESE_NUMBER.match(text, at)
    if number is None:
        return None
    value = chinese(number["n"] + (number["times"] or ""))
    if value is None:
        return None
    unit, end, per = read_unit(grammar, text, number.end())
    over = bool(number["more"] or number["more2"])
    top = _CHINESE_TOP.match(text, end)
    if top:
        high, (top_unit, top_end, top_per) = chinese(top["n"]), read_unit(grammar, text, top.end())
        if high is not None and top_unit and unit in ("", top_unit) and high > value:
            return Quantity(at, top_end, value, top_unit, high, Qualifier.RANGE, "chinese", top_per)
    if not unit:
        return None
    return Quantity(at, end, value, unit, None, Qualifier.OVER if over else Qualifier.EXACT, "chinese", per)


def _read_tenths(at: int, tenths: re.Match[str]) -> Quantity | None:
    value = chinese(tenths["n"]) if not tenths["n"].isdigit() else Decimal(tenths["n"])
    if value is None:
        return None
    half = tenths["half"]
    extra = Decimal(5) if half == "半" else (chinese(half) or Decimal(0)) if half else Decimal(0)
    return Quantity(at, tenths.end(), value * 10 + extra, "%", form="fraction")


def qualify(text: str, quantity: Quantity, low: int) -> Qualifier:
    """What the words directly before (约, 不低于, 近) and after (以内, 左右, 多) make of the quantity's exactness."""
    if quantity.qualifier is not Qualifier.EXACT:
        return quantity.qualifier
    before = text[max(low, quantity.start - 8) : quantity.start].rstrip(" ")
    if _BEFORE_HINT.search(before):
        for qualifier, pattern in _BEFORE:
            if pattern.search(before):
                return qualifier
    if text[quantity.end : quantity.end + 1] in _AFTER_START:
        for qualifier, pattern in _AFTER:
            if pattern.match(text, quantity.end):
                return qualifier
    return Qualifier.EXACT
