"""What a printed numeral is worth (数值): Arabic and Chinese numerals and their multipliers, in exact decimals."""

from __future__ import annotations

from decimal import Decimal

DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {
    **{c: i for i, c in enumerate("〇壹贰叁肆伍陆柒捌玖")},
    "两": 2,
    "弍": 2,
}
PLACES = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
LARGE = {"万": 10_000, "萬": 10_000, "亿": 100_000_000}
_BROKEN = str.maketrans("", "", ", \n\t")


def arabic(printed: str) -> Decimal:
    """`1,234`, `1 234`, `3\\n3.8` and `12.50` as decimals."""
    return Decimal(printed.translate(_BROKEN))


def multiplier(printed: str) -> int:
    """What a run of multiplier characters (万, 百万, 亿) multiplies by."""
    product = 1
    for char in printed:
        product *= PLACES.get(char) or LARGE.get(char) or 1
    return product


def chinese(printed: str) -> Decimal | None:
    """`三千二百一十五`, `十二`, `三点五`, `二〇二三`, `百` as decimals; None when the characters make no number."""
    printed = "".join(printed.split())
    whole, _, fraction = printed.partition("点")
    if not whole or ("点" in printed and not fraction):
        return None
    value = _digit_string(whole) if not any(c in PLACES or c in LARGE for c in whole) else _places(whole)
    if value is None:
        return None
    tail = ""
    while fraction and fraction[-1] in LARGE:
        tail, fraction = fraction[-1] + tail, fraction[:-1]
    if fraction:
        digits = [DIGITS.get(c) for c in fraction]
        if None in digits:
            return None
        value += Decimal("0." + "".join(map(str, digits)))
    return value * multiplier(tail)


def _digit_string(whole: str) -> Decimal | None:
    digits = [DIGITS.get(c) for c in whole]
    return None if None in digits else Decimal("".join(map(str, digits)))


def _places(whole: str) -> Decimal | None:
    """A numeral with places: sections of ten thousand, each of thousands, hundreds, tens and units."""
    total = section = 0
    digit: int | None = None
    last_place = 10
    for char in whole:
        if char in DIGITS:
            if digit not in (None, 0):
                return None
            digit = DIGITS[char]
            if char in "零〇":
                last_place = 10
        elif char in PLACES:
            last_place = PLACES[char]
            section += (digit or 1) * last_place
            digit = None
        elif char in LARGE:
            section += digit or 0
            total = (total + section) * LARGE[char] if char == "亿" else total + (section or 1) * LARGE[char]
            section, digit, last_place = 0, None, LARGE[char]
        else:
            return None
    if digit is not None:
        # 一千五 and 三万五 leave out the last place: five hundred, five thousand.
        short = last_place // 10 if last_place > 10 and whole[-2:-1] not in ("零", "〇", "") else 1
        section += digit * short
    return Decimal(total + section)
