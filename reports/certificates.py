"""One report or one figure put into words: whose it is, what it says, how it was read, how to cite it. No query."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from bureaus import romanise
from bureaus.models import in_english
from reports.holdings.contents import Arithmetic, Contents
from reports.models import Metric, Report
from reports.models.findings import RelationKind
from reports.numerals import digits, scale_for


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
            "The one sum or share it makes checkable holds.",
            "All %(n)s sums and shares it makes checkable hold.",
            holding,
        ) % {"n": holding}
    return ngettext(
        "Of %(total)s sum or share it makes checkable, %(failing)s fails.",
        "Of %(total)s sums and shares it makes checkable, %(failing)s fail.",
        holding + failing,
    ) % {"total": holding + failing, "failing": failing}


def equation(one: Arithmetic) -> str:
    """The arithmetic as it would be written out: 119 ÷ 234 = 50.85%."""
    result = one.relation.result
    sign = "=" if one.relation.holds else "≠"
    if one.relation.kind == RelationKind.RATIO:
        sides = [_number(term.value) for term in one.terms]
        return f"{' ÷ '.join(sides)} {sign} {_number(result.value)}{result.unit}"
    scale = scale_for(
        result.unit, result.indicator.kind if result.indicator else "", [term.value for term in one.terms]
    )
    sides = [_number(term.value, scale.divisor) for term in one.terms]
    return f"{' + '.join(sides)} {sign} {_number(result.value, scale.divisor)} {scale.unit}".strip()


def _number(value: Decimal | None, divisor: Decimal = Decimal(1)) -> str:
    return "?" if value is None else "".join(digits(value / divisor))


def same_as_printed(metric: Metric) -> bool:
    """Whether printed and compared say the same in other clothes, so that nothing needs explaining."""
    return metric.value is not None and metric.mention.startswith("".join(digits(metric.value)))
