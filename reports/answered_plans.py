"""Plans beside what the next year's report says of them, as a page and its file show them. No query."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from reports.holdings.promises import Promise, Promised
from reports.models import IndicatorKind, Report
from reports.numerals import digits, quantity, scale_for
from reports.pairing.fulfilment import Amount, Outcome
from reports.segments import marked

OUTCOMES = {
    Outcome.DONE: ("●", pgettext_lazy("plan", "done")),
    Outcome.PARTLY: ("◐", pgettext_lazy("plan", "partly")),
    Outcome.CHANGED: ("≠", pgettext_lazy("plan", "changed")),
    Outcome.AGAIN: ("○", pgettext_lazy("plan", "announced again")),
    Outcome.UNCLEAR: ("△", pgettext_lazy("plan", "unclear")),
    Outcome.SILENT: ("—", pgettext_lazy("plan", "not mentioned")),
}
EXPLAINED = {
    Outcome.DONE: gettext_lazy("the next report tells of it, with the promised figure where there was one"),
    Outcome.PARTLY: gettext_lazy(
        "the next report gives less than was promised, or says that it is under way"
    ),
    Outcome.CHANGED: gettext_lazy("the next report says that it was done otherwise, put off or dropped"),
    Outcome.AGAIN: gettext_lazy("the next report only announces it again"),
    Outcome.UNCLEAR: gettext_lazy("a sentence resembles it and does not say whether this was meant"),
    Outcome.SILENT: gettext_lazy("nothing in the next report resembles it"),
}


@dataclass(frozen=True, slots=True)
class Answer:
    """One plan beside the sentence that answers it, what both speak of marked in each."""

    promise: Promise
    glyph: str
    word: str
    plan: list[tuple[str, bool]]
    answer: list[tuple[str, bool]]
    amounts: str
    url: str

    @classmethod
    def of(cls, promise: Promise, told_in: Report) -> Answer:
        pairing, sentence = promise.pairing, promise.sentence
        glyph, word = OUTCOMES[pairing.outcome]
        answer, url = [], ""
        if sentence is not None:
            answer = marked(sentence.text, pairing.words, len(sentence.text))
            # A browser that knows text fragments marks the sentence; others go to the place before it.
            url = f"{told_in.get_absolute_url()}#{promise.anchor}:~:text={quote(sentence.text[:24], safe='')}"
        return cls(
            promise,
            glyph,
            str(word),
            marked(promise.plan.text, pairing.words, len(promise.plan.text)),
            answer,
            _amounts(pairing.amounts),
            url,
        )


def _amounts(pair: tuple[Amount, Amount] | None) -> str:
    """Promised 13, reported 8."""
    if pair is None:
        return ""
    promised, reported = (_number(amount) for amount in pair)
    return _("promised %(promised)s, reported %(reported)s") % {"promised": promised, "reported": reported}


def _number(amount: Amount) -> str:
    kind = IndicatorKind.AMOUNT if amount.unit == "元" else IndicatorKind.FLOW
    scale = scale_for(amount.unit, kind, [amount.value])
    return quantity("".join(digits(amount.value / scale.divisor)), scale.unit)


@dataclass(frozen=True, slots=True)
class Answers:
    """The plans of one year that are shown, and how many are not."""

    year: Promised
    shown: list[Answer]
    waiting: bool

    @classmethod
    def of(cls, year: Promised, only: Outcome | None) -> Answers:
        if year.told_in is None:
            return cls(year, [], only is None)
        chosen = [one for one in year.promises if only in (None, one.pairing.outcome)]
        return cls(year, [Answer.of(one, year.told_in) for one in chosen], False)
