"""One report or one figure put into words: whose it is, what it says, how it was read, how to cite it. No query."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from bureaus import romanise
from bureaus.models import Population, in_english
from reports.comparison import per_10k
from reports.holdings.contents import Contents
from reports.models import Decision, Indicator, IndicatorKind, Metric, Origin, Report
from reports.models.findings import Claim, Confidence, Period, Qualifier
from reports.numerals import Figure, Scale, bounded, figure, quantity, scale_for


def bureau_then(report: Report) -> str:
    """The bureau's name at the time of the report, in the reader's language."""
    if in_english():
        return romanise.bureau(report.bureau_name, report.region.name)
    return report.bureau_name


def report_title(report: Report) -> str:
    """The title the report bears, or one made of whose it is."""
    return report.title or _("%(bureau)s, report for %(year)s") % {
        "bureau": bureau_then(report),
        "year": report.year,
    }


def span(first: int | None, last: int | None) -> str:
    """The years from the first to the last; one year alone is said once."""
    return (
        str(last)
        if first == last
        else pgettext("years", "%(first)s to %(last)s") % {"first": first, "last": last}
    )


def counted(figures: int, problems: int, plans: int) -> dict[str, str]:
    """Phrases with their counts, to stand in a sentence of the page."""
    return {
        "figures": ngettext("%(n)s figure", "%(n)s figures", figures) % {"n": f"{figures:,}"},
        "problems": ngettext("%(n)s self-stated shortcoming", "%(n)s self-stated shortcomings", problems)
        % {"n": f"{problems:,}"},
        "plans": ngettext("%(n)s plan for the year to come", "%(n)s plans for the year to come", plans)
        % {"n": f"{plans:,}"},
    }


def report_answer(report: Report, found: Contents) -> str:
    """What the whole report holds, in one sentence."""
    answer = _("In %(characters)s characters: %(figures)s, %(problems)s, %(plans)s.") % {
        "characters": f"{len(report.text):,}",
        **counted(len(found.figures), len(found.problems), len(found.plans)),
    }
    if not found.arithmetic:
        return answer
    holding = sum(one.relation.holds for one in found.arithmetic)
    failing = len(found.arithmetic) - holding
    return pgettext("list of sentences", "%(first)s %(second)s") % {
        "first": answer,
        "second": _arithmetic_answer(holding, failing),
    }


def _arithmetic_answer(holding: int, failing: int) -> str:
    if not failing:
        return ngettext(
            "The one calculation it makes checkable holds.",
            "All %(n)s calculations it makes checkable hold.",
            holding,
        ) % {"n": holding}
    return ngettext(
        "Of %(total)s calculation it makes checkable, %(failing)s fails.",
        "Of %(total)s calculations it makes checkable, %(failing)s fail.",
        holding + failing,
    ) % {"total": holding + failing, "failing": failing}


def population_basis(population: Population) -> str:
    """Where a population comes from, so that a reader can judge the denominator."""
    said = {
        "census": _("%(year)s census"),
        "sum of rows": _("%(year)s census, added up from the divisions below"),
        "predecessor code": _("%(year)s census, under the former code"),
        "census + merged predecessor": _("%(year)s census, with the division merged into it"),
        "census (territory changed since 2020)": _("%(year)s census, on the territory of that time"),
    }.get(population.basis, "%(basis)s (%(year)s)")
    return said % {"year": population.year, "basis": population.basis}


# One figure -----------------------------------------------------------------------------------------------------------


def name_of(metric: Metric) -> str:
    """What the figure counts: its indicator's name, or the text's own words where it has none."""
    return metric.indicator.name if metric.indicator else metric.label


def stated(metric: Metric, face: Figure) -> str:
    """The value within a sentence: at least 160,000 persons (part-year)."""
    if metric.value is None:
        return face.spoken
    number = f"{face.whole}{face.fraction}" + (f"–{face.upper}" if face.upper else "")
    value = bounded(quantity(number, face.unit), Qualifier(metric.qualifier))
    return (
        pgettext("stated", "%(value)s (%(tag)s)") % {"value": value, "tag": face.tag}
        if face.tag
        else str(value)
    )


def figure_title(metric: Metric, face: Figure) -> str:
    """The figure as one statement: whose, when, what, how much."""
    return _("%(place)s, report for %(year)s. %(name)s: %(value)s") % {
        "place": metric.report.region.local_name,
        "year": metric.report.year,
        "name": name_of(metric),
        "value": stated(metric, face),
    }


def reservations(metric: Metric) -> list[str]:
    """Why the figure can't be set beside any other of its indicator without a second thought, in clauses."""
    said: list[object] = [BOUNDS.get(Qualifier(metric.qualifier)), SPANS.get(Period(metric.period))]
    if metric.claim == Claim.PLAN:
        said.append(_("a target, not a result"))
    if metric.indicator and metric.unit != metric.indicator.unit:
        said.append(
            _("printed in “%(unit)s”, the indicator counts “%(usual)s”")
            % {"unit": metric.unit, "usual": metric.indicator.unit}
        )
    if metric.scope in NARROWER:
        said.append(_("covers %(scope)s") % {"scope": scope_word(metric)})
    if metric.decision == Decision.NONE and metric.confidence == Confidence.DOUBTFUL:
        said.append(_("the machine was not sure of its reading"))
    return [str(clause) for clause in said if clause]


BOUNDS = {
    Qualifier.ABOUT: gettext_lazy("an approximate value"),
    Qualifier.OVER: gettext_lazy("a lower bound"),
    Qualifier.AT_LEAST: gettext_lazy("a lower bound"),
    Qualifier.UNDER: gettext_lazy("an upper bound"),
    Qualifier.RANGE: gettext_lazy("a range"),
}
SPANS = {
    Period.PART: gettext_lazy("covers part of the year only"),
    Period.CUMULATIVE: gettext_lazy("counted over longer than the year"),
    Period.MULTI_YEAR: gettext_lazy("covers several years"),
}


SCOPES = {
    "city": gettext_lazy("the city's own level, without the counties below"),
    "county": gettext_lazy("the county's own level"),
    "region": gettext_lazy("the whole region"),
    "bureau": gettext_lazy("the bureau itself"),
}
NARROWER = {"city", "county"}
"""Scopes that leave out a part of what the others count."""


def scope_word(metric: Metric) -> str:
    """Whom the figure covers, where the text says so."""
    return str(SCOPES.get(metric.scope, metric.scope))


def is_apart(metric: Metric) -> bool:
    """Whether the figure may not stand beside a year's result at all."""
    return Period(metric.period) in SPANS or metric.claim == Claim.PLAN


def per_10k_scale(indicator: Indicator) -> Scale:
    """The unit of values per 10,000 residents: money in 万元, anything else as it is counted."""
    if indicator.unit == "元":
        return scale_for(indicator.unit, indicator.kind, [Decimal(10_000)])
    return scale_for(indicator.unit, IndicatorKind.STANDARD, ())


def per_10k_face(metric: Metric, indicator: Indicator, residents: int | None) -> Figure | None:
    """The figure per 10,000 residents; None where there is nothing to divide or to divide by."""
    if metric.value is None or not residents or not indicator.per_capita:
        return None
    scale = per_10k_scale(indicator)
    return figure(
        metric,
        scale=scale,
        value=per_10k(metric.value, residents),
        value_max=per_10k(metric.value_max, residents),
    )


def clauses(parts: list[str]) -> str:
    return pgettext("list of clauses", "; ").join(parts)


def steps(metric: Metric) -> list[tuple[str, str]]:
    """How the machine read a figure, step by step: (what was done, the printed words it rests on).

    A corrected figure is to be handed in as it was read (`voices.as_read`), not as it was corrected.
    """
    found = _("Found as characters %(start)s to %(end)s of the text") % {
        "start": f"{metric.start + 1:,}",
        "end": f"{metric.end:,}",
    }
    if metric.origin == Origin.PERSON:
        whole = metric.split_from_id is None
        return [
            (found, metric.mention),
            (_("Overlooked by the machine and added by a person"), "")
            if whole
            else (_("Split by a person from a figure that the machine had read as one"), ""),
        ]
    read = _("Not readable as a number")
    if metric.value is not None:
        exact = scale_for(metric.unit, IndicatorKind.STANDARD, ())
        read = _("Read as: %(value)s") % {"value": stated(metric, figure(metric, scale=exact))}
    return [(found, metric.mention), (read, ""), *(_step(reason) for reason in metric.reasons)]


def _step(reason: str) -> tuple[str, str]:
    code, _colon, words = reason.partition(":")
    said = _STEPS.get(code)
    return (str(said), words.replace("+", "…")) if said else (code, words)


_STEPS = {
    "arabic": gettext_lazy("Written in Arabic digits"),
    "chinese": gettext_lazy("Written in Chinese numerals"),
    "fraction": gettext_lazy("A share written in words"),
    "cell": gettext_lazy("Stands in a table, whose head gives the unit"),
    "zero": gettext_lazy("A word of negation states zero"),
    "earlier_value": gettext_lazy("An earlier value, given for comparison; it carries no indicator"),
    "words": gettext_lazy("These words name the indicator"),
    "words_after": gettext_lazy("These words after the figure name the indicator"),
    "total": gettext_lazy("The total of two figures named before it"),
    "carried": gettext_lazy("The name is carried over from the clause before"),
    "no_indicator": gettext_lazy("No indicator of the catalogue is named here"),
    "headline_elsewhere": gettext_lazy(
        "Another figure of the report is the headline value of this indicator"
    ),
}
"""The engine's reasons in words; one that is not here is shown as its code."""


def citation(metric: Metric, face: Figure) -> str:
    """The figure as a footnote quotes it; the address follows."""
    report = metric.report
    decided = metric.decision != Decision.NONE
    return _(
        "%(bureau)s, report for %(year)s: “%(quote)s”. Civil Affairs Compared, %(name)s: %(value)s (%(state)s)."
    ) % {
        "bureau": bureau_then(report),
        "year": report.year,
        "quote": metric.quote or metric.sentence,
        "name": name_of(metric),
        "value": stated(metric, face),
        "state": metric.get_decision_display() if decided else report.get_review_state_display(),
    }
