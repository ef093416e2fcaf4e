"""The arithmetic of one report: which of its sums and shares come out and which do not, each with its sentence."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from reports.audit_wording import Line, audit_answer
from reports.certificates import bureau_then, report_title
from reports.comparison import Question, compare
from reports.holdings.contents import arithmetic_of
from reports.holdings.looked_at import leads
from reports.models import Indicator, IndicatorKind, Metric, Report
from reports.models.findings import Qualifier
from reports.numerals import Figure, figure, scale_of
from reports.views.reports import visible

FEWEST, FAR = Decimal(20), Decimal(5)
"""Below so many a figure is the same by chance; so many times as much or as little is worth a look."""
MOVING = (IndicatorKind.FLOW, IndicatorKind.AMOUNT)


def audit(request: HttpRequest, pk: int) -> HttpResponse:
    """Every relation with its verdict and diagnosis, those that fail first; then what repeats or leaps over a year."""
    # The report with its bureau; its relations and their terms; whether it leads; seven of the comparison of two years.
    held = get_object_or_404(visible(request.user).with_bureau().without_text(), pk=pk)
    failing, holding = in_order(held)
    context = {
        "section": "reports",
        "crumbs": [
            (held.bureau.local_name, held.bureau.get_absolute_url()),
            (_("Report for %(year)s") % {"year": held.year}, held.get_absolute_url()),
            (_("Arithmetic"), ""),
        ],
        "report": held,
        "title": report_title(held),
        "bureau_then": bureau_then(held),
        "answer": audit_answer(len(holding), len(failing)),
        "parts": [(_("Does not add up"), "failing", failing), (_("Adds up"), "holding", holding)],
        "beside": list(beside_year_before(held)) if leads(held) else [],
    }
    return render(request, "reports/report_audit.html", context)


def in_order(report: Report) -> tuple[list[Line], list[Line]]:
    """The arithmetic that does not come out, and that which does. Two queries."""
    found = [Line.of(one) for one in arithmetic_of(report)]
    return (
        [line for line in found if not line.one.relation.holds],
        [line for line in found if line.one.relation.holds],
    )


@dataclass(frozen=True, slots=True)
class Beside:
    """A figure beside the year before's: the same to the last digit, or many times it."""

    indicator: Indicator
    before: Metric
    now: Metric
    faces: tuple[Figure, Figure]
    is_same: bool

    @property
    def why(self) -> str:
        """Why it is worth a look."""
        return _("the same figure in both years") if self.is_same else _("another order of magnitude")


def beside_year_before(report: Report) -> list[Beside]:
    """Seven queries: what repeats or leaps over a year, for a report that speaks for its year."""
    matrix = compare(Question(bureaus=(report.bureau,), years=(report.year - 1, report.year), every_row=True))
    found = []
    for row in (row for group in matrix.groups for row in group.rows):
        before, now = (cell.metric for cell in row.cells)
        is_same = _worth_a_look(row.indicator, before, now) if before and now else None
        if before and now and is_same is not None:
            faces = (_face(before, row.indicator), _face(now, row.indicator))
            found.append(Beside(row.indicator, before, now, faces, is_same))
    return found


def _face(metric: Metric, indicator: Indicator) -> Figure:
    # The comparison reads its figures without their indicators; asked for one by one, each would be a query.
    metric.indicator = indicator
    return figure(metric, scale=scale_of(metric), indicator=indicator)


def _worth_a_look(indicator: Indicator, before: Metric, now: Metric) -> bool | None:
    """True for the same figure, False for a leap, None for neither. Bounds and small figures say neither."""
    if indicator.kind not in MOVING or Qualifier.EXACT not in (before.qualifier, now.qualifier):
        return None
    if not before.value or not now.value or now.unit != before.unit or before.period != now.period:
        return None
    if now.value == before.value:
        return True if now.value >= FEWEST else None
    larger, smaller = max(now.value, before.value), min(now.value, before.value)
    return False if smaller >= FEWEST and larger >= smaller * FAR else None
