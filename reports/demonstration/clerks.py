"""The habits of the person who writes a bureau's reports: numbering, punctuation, how figures are printed."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from enum import StrEnum

from reports.demonstration.vocabulary import Quantity, dice

TEN_THOUSAND = Decimal(10_000)
HUNDRED_MILLION = Decimal(100_000_000)
NARROW = str.maketrans("，；：（）", ",;:()")
NUMERALS = "一二三四五六七八九十"


class Listing(StrEnum):
    """How items of a list are set."""

    INLINE = "inline"  # 一是…；二是…。
    DIGITS = "digits"  # 1.…。
    BRACKETS = "brackets"  # （一）…。


@dataclass(frozen=True, slots=True)
class Clerk:
    """One writer's habits, kept through the years."""

    listing: Listing
    is_narrow: bool
    """Half-width punctuation, as many sites print it."""
    has_commas: bool
    """Thousands set off by commas."""
    money: str
    """`fine` to two places, `rough` rounded with 约 or 余, `large` in 亿 where it is much."""
    chapters_apart: bool
    """Each subject a chapter of its own, not a part of one."""
    is_joint: bool
    """Shortcomings and plans in one chapter."""
    is_silent: bool
    """Never says what is wrong."""
    signs: bool

    @classmethod
    def of(cls, *of: object) -> Clerk:
        chance = dice(*of, "clerk")
        return cls(
            listing=chance.choice(list(Listing)),
            is_narrow=chance.random() < 0.3,
            has_commas=chance.random() < 0.08,
            money=chance.choice(("fine", "fine", "rough", "large")),
            chapters_apart=chance.random() < 0.35,
            is_joint=chance.random() < 0.3,
            is_silent=chance.random() < 0.06,
            signs=chance.random() < 0.4,
        )

    def figure(self, quantity: Quantity, value: Decimal) -> str:
        """A figure with its unit as this clerk prints it."""
        if quantity.unit == "%":
            return f"{value.normalize():f}%"
        if quantity.unit == "元" and not quantity.step:
            return self._amount(value)
        return f"{value:,f}{quantity.unit}" if self.has_commas else f"{value:f}{quantity.unit}"

    def _amount(self, value: Decimal) -> str:
        if self.money == "large" and value >= HUNDRED_MILLION:
            return f"{(value / HUNDRED_MILLION).quantize(Decimal('0.01'), ROUND_HALF_UP)}亿元"
        in_ten_thousands = value / TEN_THOUSAND
        if self.money == "rough" and in_ten_thousands >= 10:
            whole = in_ten_thousands.quantize(Decimal(1), ROUND_DOWN)
            return f"{whole}余万元" if whole % 10 == 0 else f"约{whole}万元"
        return f"{in_ten_thousands.quantize(Decimal('0.01'), ROUND_HALF_UP).normalize():f}万元"

    def items(self, sentences: list[str]) -> str:
        """A list as this clerk sets it, every item a sentence."""
        if len(sentences) == 1:
            return f"{sentences[0]}。"
        if self.listing is Listing.INLINE:
            pairs = zip(NUMERALS, sentences, strict=False)
            return "；".join(f"{number}是{sentence}" for number, sentence in pairs) + "。"
        if self.listing is Listing.DIGITS:
            return "\n".join(f"{number}.{sentence}。" for number, sentence in enumerate(sentences, 1))
        return "\n".join(
            f"（{number}）{sentence}。" for number, sentence in zip(NUMERALS, sentences, strict=False)
        )

    def printed(self, text: str) -> str:
        """The whole text in this clerk's punctuation."""
        return text.translate(NARROW) if self.is_narrow else text
