"""What the next year's report says of a plan (计划落实): done, partly, changed, announced again, or nothing at all.

Conservative: “not mentioned” only where nothing resembles the plan; where something resembles it and its wording does
not decide, the verdict is left to the reader.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from reports.pairing.likeness import Lexicon, Rarity, Words, shared_words, windows


class Outcome(StrEnum):
    """What was found of a plan."""

    DONE = "done"
    PARTLY = "partly"
    CHANGED = "changed"
    AGAIN = "again"
    UNCLEAR = "unclear"
    SILENT = "silent"


ALIKE, RESEMBLING = 0.42, 0.22
"""From the first share on a sentence speaks of the plan's matter; from the second on it may."""
FEWEST_WORDS = 3
"""A plan with fewer content words (抓好年度重点任务) promises nothing in particular that could be found done."""
MUCH_MORE = Decimal("1.5")
"""A figure beyond so many times the promised one counts something else (all there are, not those of the year)."""
_CHANGED = re.compile(
    r"改为|调整为|改由|不再|推迟|暂缓|暂停|取消|并入|合并(?:实施|进行|开展|推进)|延期|转为|移交"
)
_SHORT = re.compile(r"正在|尚未|未达|未完成|未能|其余|余下")
_PARTLY = re.compile(
    r"试行|试点|初步|仍需|仍在|仍有|还需|还有|有待|过半|首批|筹备|立项|在建|启动|征求意见|部分|争取"
)


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure of a sentence in its base unit."""

    value: Decimal
    unit: str


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence with its figures; `is_ahead` where it is itself a plan."""

    text: str
    amounts: tuple[Amount, ...] = ()
    is_ahead: bool = False


@dataclass(frozen=True, slots=True)
class Pairing:
    """The verdict, the place of the sentence it rests on (None where nothing resembles), and why."""

    outcome: Outcome
    place: int | None = None
    likeness: float = 0
    words: tuple[str, ...] = ()
    """What both sentences speak of."""
    amounts: tuple[Amount, Amount] | None = None
    """Promised and reported, where both give a figure of one unit."""


class Reported:
    """All sentences of the report that may tell of the year before's plans."""

    def __init__(self, said: Sequence[Said], lexicon: Lexicon) -> None:
        self._said, self._lexicon = said, lexicon
        self._pieces = [tuple(lexicon.words(piece) for piece in windows(one.text)) for one in said]
        whole = [words for words, one in zip(map(self._whole, said), said, strict=True) if not one.is_ahead]
        self._rarity = Rarity.among(whole)

    def _whole(self, one: Said) -> Words:
        return self._lexicon.words(one.text)

    def of(self, plan: Said) -> Pairing:
        """What is said of one plan."""
        wanted = self._lexicon.words(plan.text)
        told = max(self._likenesses(wanted, plan, ahead=False), default=(0.0, 0.0, 0))
        ahead = max(self._likenesses(wanted, plan, ahead=True), default=(0.0, 0.0, 0))
        # A plan that is announced in the same words says that it is still to come; a passing likeness does not.
        again = ahead[0] >= ALIKE and told[0] < ALIKE and ahead[0] > told[0]
        likeness, _fit, place = ahead if again else told
        if likeness < RESEMBLING:
            return Pairing(Outcome.SILENT)
        answer = self._said[place]
        amounts = None if again else _comparable(plan, answer)
        outcome = Outcome.AGAIN if again else _verdict(plan.text, answer.text, likeness, amounts)
        if len(wanted.weights) < FEWEST_WORDS and outcome in (Outcome.DONE, Outcome.PARTLY):
            outcome = Outcome.UNCLEAR
        return Pairing(outcome, place, likeness, shared_words(plan.text, answer.text, self._lexicon), amounts)

    def _likenesses(self, wanted: Words, plan: Said, *, ahead: bool) -> Iterator[tuple[float, float, int]]:
        for place, (one, pieces) in enumerate(zip(self._said, self._pieces, strict=True)):
            if one.is_ahead is ahead:
                likeness = max(self._rarity.covered(wanted, piece) for piece in pieces)
                # Of two that are equally alike, the one whose figure is nearer to the promised one.
                yield likeness, _nearness(_comparable(plan, one)), place


def _comparable(plan: Said, answer: Said) -> tuple[Amount, Amount] | None:
    """The first promised figure and the reported one of its unit that is nearest to it."""
    for promised in plan.amounts:
        same = [amount for amount in answer.amounts if amount.unit == promised.unit]
        if _SHORT.search(answer.text):
            # 新增6名,未达到年初11名的目标: what was aimed at is not what was reached.
            same = [amount for amount in same if amount.value != promised.value] or same
        if same and promised.value:
            return promised, min(same, key=lambda amount: abs(amount.value - promised.value))
    return None


def _nearness(amounts: tuple[Amount, Amount] | None) -> float:
    if amounts is None:
        return 0.0
    promised, reported = amounts
    return float(-abs(reported.value - promised.value) / promised.value)


def _verdict(plan: str, answer: str, likeness: float, amounts: tuple[Amount, Amount] | None) -> Outcome:
    if _says(_CHANGED, answer, plan):
        return Outcome.CHANGED
    if likeness < ALIKE:
        return Outcome.UNCLEAR
    if _says(_SHORT, answer, plan):
        return Outcome.PARTLY
    if amounts is not None:
        promised, reported = amounts
        if reported.value < promised.value:
            return Outcome.PARTLY
        return Outcome.DONE if reported.value <= promised.value * MUCH_MORE else Outcome.UNCLEAR
    return Outcome.PARTLY if _says(_PARTLY, answer, plan) else Outcome.DONE


def _says(wording: re.Pattern[str], answer: str, plan: str) -> bool:
    """Whether the answer has such a word that the plan has not itself (征求意见)."""
    return any(found[0] not in plan for found in wording.finditer(answer))
