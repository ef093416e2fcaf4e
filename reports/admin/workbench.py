"""The review workbench: the text with everything marked, beside it the figures that a person must decide."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin import AdminSite
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.forms import modelform_factory
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from reports import review
from reports.admin.correction import REJECT, MetricForm
from reports.admin.reading import InContext, history, how_read, in_context
from reports.certificates import clauses, name_of, reservations
from reports.holdings.contents import Contents, contents
from reports.models import Decision, Indicator, Metric, Report
from reports.models.findings import Confidence
from reports.numerals import Figure, figure, scale_of, unit_name
from reports.segments import Mark, MarkKind, segment

SURE = "_sure"
"""The button that confirms all figures the machine is sure of."""


class IndicatorField(forms.CharField):
    """An indicator by its name, typed; the browser offers the names while one types."""

    def __init__(self, **options: Any) -> None:
        widget = forms.TextInput(attrs={"list": "indicators", "autocomplete": "off"})
        super().__init__(widget=widget, required=False, max_length=100, **options)

    def clean(self, value: Any) -> Any:
        name = super().clean(value)
        if not name:
            return None
        # A name is unique in the catalogue, in each language; a code is neither's name.
        for field in ("name_zh", "name_en", "code"):
            if found := Indicator.objects.filter(**{field: name}).first():
                return found
        raise forms.ValidationError(
            _("No indicator of the catalogue is called so. Choose one of those offered.")
        )


class BenchForm(MetricForm):
    indicator = IndicatorField(label=gettext_lazy("Indicator"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["indicator"] = self.instance.indicator.name if self.instance.indicator else ""
        self.fields["reason"].widget.attrs = {"rows": 2}


FIELDS = ("indicator", "value", "value_max", "unit", "qualifier", "period", "claim")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the queue."""

    number: int
    metric: Metric
    face: Figure
    why: str
    current: bool

    @property
    def name(self) -> str:
        return name_of(self.metric)

    @property
    def decided(self) -> bool:
        return self.metric.decision != Decision.NONE


def workbench(request: HttpRequest, pk: int, site: AdminSite) -> HttpResponse:
    """The page of one report; a decision leads to the next figure that waits."""
    if not (request.user.has_perm("reports.change_metric") and request.user.has_perm("reports.view_report")):
        raise PermissionDenied
    report = get_object_or_404(Report.objects.with_bureau(), pk=pk)
    figures = list(Metric.objects.filter(report=report).select_related("indicator").order_by("start", "pk"))
    for one in figures:
        one.report = report
    asked = request.GET.get("m", "")
    everything = "all" in request.GET or any(str(one.pk) == asked and not _doubtful(one) for one in figures)
    queue = figures if everything else [one for one in figures if _doubtful(one)]
    current = next((one for one in queue if str(one.pk) == asked), None) or _next(queue, None)
    form = _form(request, current) if current else None
    if request.method == "POST" and isinstance(request.user, User):
        if SURE in request.POST:
            return _confirm_sure(request, report, request.user)
        if current and form and (REJECT in request.POST or form.is_valid()):
            _decide(current, form, request.user, rejected=REJECT in request.POST)
            return HttpResponseRedirect(_address(report, _next(queue, current), everything=everything))
    return render(
        request,
        "admin/reports/report/review.html",
        {
            **site.each_context(request),
            **_context(report, figures, queue, current, form, everything=everything),
        },
    )


def _doubtful(metric: Metric) -> bool:
    return metric.confidence == Confidence.DOUBTFUL


def _waits(metric: Metric) -> bool:
    return metric.decision == Decision.NONE


def _next(queue: Sequence[Metric], after: Metric | None) -> Metric | None:
    """The next that waits, in the order of the text; after the last, the first that was passed over."""
    place = queue.index(after) + 1 if after else 0
    return next((one for one in (*queue[place:], *queue[:place]) if _waits(one) and one != after), None)


def _address(report: Report, metric: Metric | None, *, everything: bool) -> str:
    query = [f"m={metric.pk}"] if metric else []
    query += ["all=1"] if everything else []
    address = reverse("admin:reports_report_review", args=[report.pk])
    return f"{address}?{'&'.join(query)}#q" if query else address


# Decisions ------------------------------------------------------------------------------------------------------------


def _form(request: HttpRequest, metric: Metric) -> Any:
    kind = modelform_factory(Metric, form=BenchForm, fields=FIELDS)
    # A copy: a form writes what was typed into its instance, and the page still shows what was read.
    instance = Metric.objects.select_related("indicator").get(pk=metric.pk)
    return kind(request.POST if request.method == "POST" else None, instance=instance)


def _decide(metric: Metric, form: Any, by: User, *, rejected: bool) -> None:
    stored = Metric.objects.get(pk=metric.pk)
    if rejected:
        review.reject(stored, by=by, reason=form.data.get("reason", "")[:300])
    else:
        said = {name: form.cleaned_data[name] for name in FIELDS}
        review.correct(stored, said, by=by, reason=form.cleaned_data["reason"])


def _confirm_sure(request: HttpRequest, report: Report, by: User) -> HttpResponse:
    count = review.confirm_sure(report, by=by)
    text = ngettext("%(n)s figure confirmed.", "%(n)s figures confirmed.", count) % {"n": count}
    messages.success(request, text)
    return HttpResponseRedirect(_address(report, None, everything=False))


# The page -------------------------------------------------------------------------------------------------------------


def _context(
    report: Report,
    figures: Sequence[Metric],
    queue: Sequence[Metric],
    current: Metric | None,
    form: Any,
    *,
    everything: bool,
) -> dict[str, Any]:
    doubtful = [one for one in figures if _doubtful(one)]
    rows = list(_rows(queue, current))
    place = next((row.number for row in rows if row.current), 0)
    return {
        "title": _title(report, figures, doubtful),
        "report": report,
        "name": f"{report.bureau_name}{report.year}",
        "progress": _progress(figures, doubtful),
        "paragraphs": segment(report.text, _marks(contents(report), figures)),
        "rows": rows,
        "row": rows[place - 1] if place else None,
        "earlier": _address(report, queue[place - 2], everything=everything) if place > 1 else "",
        "later": _address(report, queue[place], everything=everything) if 0 < place < len(queue) else "",
        "place": _setting(current),
        "steps": how_read(current) if current else [],
        "history": history(current) if current else [],
        "form": form,
        "indicators": _indicators() if form else [],
        "everything": everything,
        "sure": sum(_waits(one) and not _doubtful(one) for one in figures),
        "reject": REJECT,
        "confirm_sure": SURE,
    }


def _title(report: Report, figures: Sequence[Metric], doubtful: Sequence[Metric]) -> str:
    return _("%(report)s: %(doubtful)s of %(figures)s figures need a person, %(decided)s decided") % {
        "report": f"{report.bureau_name}{report.year}",
        "figures": len(figures),
        "doubtful": len(doubtful),
        "decided": sum(not _waits(one) for one in doubtful),
    }


def _progress(figures: Sequence[Metric], doubtful: Sequence[Metric]) -> list[tuple[str, int]]:
    def decided(decision: Decision) -> int:
        return sum(one.decision == decision for one in figures)

    return [
        (_("machine is sure"), len(figures) - len(doubtful)),
        (_("doubtful"), len(doubtful)),
        (_("confirmed"), decided(Decision.CONFIRMED)),
        (_("corrected"), decided(Decision.CORRECTED)),
        (_("rejected"), decided(Decision.REJECTED)),
    ]


def _rows(queue: Sequence[Metric], current: Metric | None) -> Iterator[Row]:
    for number, one in enumerate(queue, 1):
        why = clauses(reservations(one))
        yield Row(number, one, figure(one, scale=scale_of(one)), why, one == current)


def _setting(metric: Metric | None) -> InContext | None:
    return in_context(metric) if metric else None


def _marks(found: Contents, figures: Sequence[Metric]) -> Iterator[Mark]:
    for section in found.sections:
        yield Mark(MarkKind.HEADING, section.start, section.end, (section,), section.level)
    for statement in (*found.problems, *found.plans):
        kind = MarkKind.PROBLEM if statement in found.problems else MarkKind.PLAN
        yield Mark(kind, statement.start, statement.end, (statement,))
    for metric in figures:
        yield Mark(MarkKind.FIGURE, metric.start, metric.end, (metric,))


def _indicators() -> list[tuple[str, str]]:
    """What the browser offers while one types: the name, and beside it domain and unit."""
    rows = Indicator.objects.select_related("domain").order_by("domain__position", "position")
    return [(row.name, " · ".join(filter(None, (row.domain.name, unit_name(row.unit))))) for row in rows]
