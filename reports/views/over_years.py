"""One bureau over its years: what became of its plans, and which shortcomings it names again."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext, pgettext_lazy

from bureaus.models import Bureau
from reports.certificates import span
from reports.holdings.promises import Promise, Promised, Promises, promises
from reports.holdings.recurring import Matter, Recurring, recurring
from reports.models import IndicatorKind, Report
from reports.numerals import digits, quantity, scale_for
from reports.pairing.fulfilment import Amount, Outcome
from reports.questions import unknown
from reports.segments import marked
from reports.views.bureaus import bureau_called

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


def plans(request: HttpRequest, adcode: str) -> HttpResponse:
    """Every plan beside what the next year's report says of it; `?outcome=` keeps those of one verdict."""
    bureau = bureau_called(adcode)
    if bureau.adcode != adcode:
        return HttpResponsePermanentRedirect(reverse("bureaus:plans", args=[bureau.adcode]))
    found = promises(bureau)
    wanted = request.GET.get("outcome", "")
    if wanted and wanted not in set(Outcome):
        raise unknown("outcome", wanted, Outcome)
    only = Outcome(wanted) if wanted else None
    context = {
        "section": "bureaus",
        "crumbs": _crumbs(bureau, _("Promised and reported")),
        "bureau": bureau,
        "found": found,
        "answer": _plans_answer(found),
        "outcomes": [(one, *OUTCOMES[one], EXPLAINED[one], count) for one, count in found.counts.items()],
        "only": only,
        "years": [Answers.of(year, only) for year in found.years],
    }
    return render(request, "reports/bureau_plans.html", context)


def _crumbs(bureau: Bureau, name: str) -> list[tuple[str, str]]:
    return [
        (_("Bureaus"), reverse("bureaus:bureaus")),
        (bureau.local_name, bureau.get_absolute_url()),
        (name, ""),
    ]


def _plans_answer(found: Promises) -> str:
    """How many plans can be followed up, and how they came out."""
    if not found.years:
        return _("Its reports announce no measure.")
    if not found.judged:
        return _("Its reports announce measures, but no report for the year after any of them is held.")
    outcomes = pgettext("list of names", ", ").join(
        pgettext("counted", "%(name)s %(n)s") % {"name": OUTCOMES[one][1], "n": count}
        for one, count in found.counts.items()
        if count
    )
    return ngettext(
        "Of %(n)s plan that a later report can tell of: %(outcomes)s.",
        "Of %(n)s plans that a later report can tell of: %(outcomes)s.",
        found.judged,
    ) % {"n": found.judged, "outcomes": outcomes}


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


def problems(request: HttpRequest, adcode: str) -> HttpResponse:
    """The shortcomings of all years by matter, those named most often first, each year's wording under the other."""
    bureau = bureau_called(adcode)
    if bureau.adcode != adcode:
        return HttpResponsePermanentRedirect(reverse("bureaus:problems", args=[bureau.adcode]))
    found = recurring(bureau)
    context = {
        "section": "bureaus",
        "crumbs": _crumbs(bureau, _("Shortcomings over the years")),
        "bureau": bureau,
        "found": found,
        "answer": _problems_answer(found),
        "parts": [
            (_("Named in more than one year"), "again", [(one, _course(one, found)) for one in found.again]),
            (_("Named in one year"), "once", [(one, _course(one, found)) for one in found.once]),
        ],
    }
    return render(request, "reports/bureau_problems.html", context)


def _problems_answer(found: Recurring) -> str:
    """How many matters recur, and which longest."""
    if not found.matters:
        return _("Its reports state no shortcoming.")
    years = span(found.held[0], found.held[-1])
    stated = ngettext(
        "Its reports (%(years)s) name %(n)s matter that is wrong; named in more than one year: %(again)s.",
        "Its reports (%(years)s) name %(n)s matters that are wrong; named in more than one year: %(again)s.",
        len(found.matters),
    ) % {"years": years, "n": len(found.matters), "again": len(found.again)}
    if not found.again:
        return stated
    most = found.again[0]
    longest = _("Most often: “%(name)s”, in %(n)s of %(total)s reports.") % {
        "name": most.category.name if most.category else _("No category"),
        "n": len(most.years),
        "total": len(found.held),
    }
    return pgettext("list of sentences", "%(first)s %(second)s") % {"first": stated, "second": longest}


def _course(matter: Matter, found: Recurring) -> list[tuple[int, str]]:
    """Each year with `named`, `silent` or `none`: no report of it is held."""
    held = set(found.held)
    return [
        (year, "named" if year in matter.years else "silent" if year in held else "none")
        for year in found.all_years
    ]
