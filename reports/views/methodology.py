"""How figures are read and compared, what the machine can't do, and how right it was measured to be."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Case, IntegerField, Value, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from reports import explanations
from reports.accuracy.record import kept
from reports.accuracy_table import accuracy_table
from reports.certificates import bureau_then, counted
from reports.derivations import derivations
from reports.holdings.contents import Contents, contents
from reports.models import Metric, Report, Section
from reports.models.findings import Period, Qualifier
from reports.numerals import figure, scale_of

NEWEST = 12
"""So many reports the example is chosen from."""


def methodology(request: HttpRequest) -> HttpResponse:
    """The page on method; its example is a figure of a published report, read step by step."""
    record = kept()
    metric = example()
    lines = _steps_of(metric, contents(metric.report)) if metric else ()
    context = {
        "section": "methodology",
        "crumbs": [(_("Method and accuracy"), "")],
        "accuracy": accuracy_table(record),
        "engine_version": record.engine_version,
        "example": metric,
        "steps": [
            (name, does, lines[position] if lines else None)
            for position, (name, does) in enumerate(explanations.STEPS)
        ],
        "qualifiers": explanations.qualifiers(),
        "periods": explanations.periods(),
        "claims": explanations.claims(),
        "nothings": explanations.nothings(),
        "reasons": explanations.reasons(),
        "calculations": explanations.CALCULATIONS,
        "derivations": derivations(),
        "limits": explanations.LIMITS,
    }
    return render(request, "reports/methodology.html", context)


def example() -> Metric | None:
    """The figure of the newest reports that shows most: a bound, best of another period than a year. One query."""
    telling = Case(
        When(qualifier=Qualifier.OVER, period=Period.PART, then=Value(0)),
        When(qualifier=Qualifier.OVER, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    # Among the newest reports, as the front page has it: all figures would have to be sorted for one.
    newest = Report.objects.published().order_by("-released_at", "-pk").values("pk")[:NEWEST]
    figures = Metric.objects.standing().filter(
        report__in=newest, indicator__isnull=False, value__isnull=False
    )
    related = figures.select_related("report__bureau__region", "report__region", "indicator")
    found: Metric | None = related.order_by(telling, "-value", "pk").first()
    return found


@dataclass(frozen=True, slots=True)
class Line:
    """What one step made of the example: words of ours, and words of the report."""

    said: str
    printed: str = ""


def _steps_of(metric: Metric, found: Contents) -> tuple[Line, ...]:
    """One line for each of `explanations.STEPS`."""
    report, face = metric.report, figure(metric, scale=scale_of(metric), indicator=metric.indicator)
    counts = counted(len(found.figures), len(found.problems), len(found.plans))
    document = {
        "bureau": bureau_then(report),
        "year": report.year,
        "characters": f"{len(report.text):,}",
        "digest": report.sha256[:12],
    }
    place = {"start": f"{metric.start + 1:,}", "end": f"{metric.end:,}"}
    return (
        Line(_("%(bureau)s, report for %(year)s: %(characters)s characters, sha256 %(digest)s…") % document),
        Line(_("Characters %(start)s to %(end)s of either") % place, metric.mention),
        Line(
            "",
            "　›　".join(report.text[one.start : one.end].strip() for one in _headings_over(metric, found)),
        ),
        Line(_("Read as: %(value)s") % {"value": face.spoken}, metric.mention),
        Line(_meaning(metric), metric.quote),
        Line(pgettext("list", ", ").join((counts["problems"], counts["plans"]))),
        Line(_checks(metric, found)),
    )


def _headings_over(metric: Metric, found: Contents) -> list[Section]:
    """The headings the figure stands under, from the chapter down."""
    path: list[Section] = []
    for section in found.sections:
        if section.start <= metric.start < section.body_end:
            path = [*(above for above in path if above.level < section.level), section]
    return path


def _meaning(metric: Metric) -> str:
    words = (
        str(metric.indicator.name) if metric.indicator else "",
        metric.get_period_display(),
        metric.get_claim_display(),
        metric.get_qualifier_display(),
    )
    return pgettext("list", ", ").join(word for word in words if word)


def _checks(metric: Metric, found: Contents) -> str:
    state = metric.report.get_review_state_display()
    if not found.arithmetic:
        return _("The report makes no calculation checkable. %(state)s.") % {"state": state}
    holding = sum(one.relation.holds for one in found.arithmetic)
    words = ngettext(
        "Of %(total)s calculation in the report, %(holding)s holds. %(state)s.",
        "Of %(total)s calculations in the report, %(holding)s hold. %(state)s.",
        len(found.arithmetic),
    )
    return words % {"total": len(found.arithmetic), "holding": holding, "state": state}
