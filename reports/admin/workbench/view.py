"""The doors of the workbench: decide a finding, add a figure, split one; each leads on to the next that waits."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports import review
from reports.admin.correction import REJECT
from reports.admin.places import KEY, nearest, places
from reports.admin.workbench.forms import (
    PartForm,
    ReasonForm,
    as_initial,
    deciding_form,
    part_form,
)
from reports.admin.workbench.page import context
from reports.admin.workbench.proposals import proposal, proposals
from reports.admin.workbench.queue import KINDS, Bench, bench_of, unsure
from reports.models import Decision, Metric, Report
from reports.refusals import Refusal
from reports.voices import Decided, fields_of

SURE = "_sure"
"""The button that confirms all that the machine is sure of."""
MOST_PLACES = 20
"""Places offered of words that stand in the text many times."""
OPEN, SEPARATOR = "X-Bench", " "
"""The header in which the script says what the page it stands on shows."""
AGAIN = "again"
"""The button that reads the words of the two parts anew."""
PARTS = ("a", "b")
"""The two parts of a figure that is split, as their fields are told apart."""


def workbench(request: HttpRequest, pk: int, site: AdminSite) -> HttpResponse:
    """The page of one report, with one finding open or with the form for a figure that is added or split."""
    user = request.user
    if not isinstance(user, User) or not user.has_perm("reports.view_report"):
        raise PermissionDenied
    report = get_object_or_404(Report.objects.with_bureau(), pk=pk)
    bench = bench_of(report, request.GET)
    if not user.has_perm(f"reports.change_{KINDS[bench.what]._meta.model_name}"):
        raise PermissionDenied
    door = _Door(request, user, site, bench)
    if "add" in request.GET and bench.what == "figures":
        return door.add()
    if "split" in request.GET and isinstance(bench.current, Metric):
        return door.split(bench.current)
    return door.decide()


class _Door:
    """One request at the workbench."""

    def __init__(self, request: HttpRequest, user: User, site: AdminSite, bench: Bench) -> None:
        self.request, self.user, self.site, self.bench = request, user, site, bench
        self.data = request.POST if request.method == "POST" else None

    # Decide -----------------------------------------------------------------------------------------------------------

    def decide(self) -> HttpResponse:
        current, bench = self.bench.current, self.bench
        if self.data is not None and SURE in self.data:
            return self._confirm_sure()
        form = deciding_form(current, self.data) if current else None
        sound = current and form and self.data is not None and (REJECT in self.data or form.is_valid())
        if current and sound and self._tried(form, lambda: self._decided(current, form)):
            return HttpResponseRedirect(bench.address(bench.following(current)))
        return self._page("decide", form=form)

    def _decided(self, finding: Decided, form: Any) -> None:
        stored = type(finding)._default_manager.get(pk=finding.pk)
        if REJECT in form.data:
            reason = form.data.get("reason", "")[:300]
            made = review.reject(stored, by=self.user, reason=reason)
        else:
            said = {name: form.cleaned_data[name] for name in fields_of(finding) if name in form.cleaned_data}
            made = review.correct(stored, said, by=self.user, reason=form.cleaned_data["reason"])
        self._log(stored, f"{made.get_decision_display()} {made.reason}".rstrip())

    def _confirm_sure(self) -> HttpResponse:
        waiting = [one for one in self.bench.findings if one.decision == Decision.NONE and not unsure(one)]
        count = review.confirm_all(self.bench.report, waiting, by=self.user)
        text = ngettext("%(n)s confirmed.", "%(n)s confirmed.", count) % {"n": count}
        self._log(self.bench.report, f"{KINDS[self.bench.what]._meta.verbose_name_plural}: {text}")
        messages.success(self.request, text)
        return HttpResponseRedirect(self.bench.address())

    # Add --------------------------------------------------------------------------------------------------------------

    def add(self) -> HttpResponse:
        """First the words of the text, by selecting or typing them; then the figure as the engine reads them."""
        bench, report = self.bench, self.bench.report
        if self.data is not None:
            form, why = part_form(report, self.data, {}), ReasonForm(self.data)
            # Both are looked at, so that all faults are said at once.
            if all([form.is_valid(), why.is_valid()]) and self._tried(form, lambda: self._added(form, why)):
                return HttpResponseRedirect(bench.address(bench.current))
            return self._page("add", part=form, why=why)
        words, start = self.request.GET.get("quote", "").strip(), self.request.GET.get("start", "")
        found = places(report.text, words)
        if KEY.fullmatch(start):
            found = [min(found, key=lambda one: abs(one.start - int(start)))] if found else []
        else:
            found = [one for one in found if not one.cuts_a_number] or found
        if len(found) != 1:
            return self._page("find", words=words, places=found[:MOST_PLACES])
        part = part_form(report, None, proposal(report, found[0].start, found[0].words))
        why = ReasonForm(initial={"reason": _("Overlooked by the machine")})
        return self._page("add", part=part, why=why, around=found[0])

    def _added(self, form: PartForm, why: ReasonForm) -> None:
        reason = why.cleaned_data["reason"]
        metric = review.add(self.bench.report, form.addition, by=self.user, reason=reason)
        self.site.get_model_admin(Metric).log_addition(self.request, metric, reason)
        messages.success(self.request, _("Added: %(finding)s.") % {"finding": metric})

    # Split ------------------------------------------------------------------------------------------------------------

    def split(self, metric: Metric) -> HttpResponse:
        bench, report = self.bench, self.bench.report
        if self.data is not None and AGAIN not in self.data:
            forms = [part_form(report, self.data, {}, prefix) for prefix in PARTS]
            why = ReasonForm(self.data)
            sound = all([*(form.is_valid() for form in forms), why.is_valid()])
            if sound and self._tried(forms[1], lambda: self._split(metric, forms, why)):
                return HttpResponseRedirect(bench.address(bench.following(metric)))
        else:
            begun = self._parts(metric)
            forms = [part_form(report, None, one, name) for one, name in zip(begun, PARTS, strict=True)]
            why = ReasonForm(initial={"reason": _("Two figures read as one")})
        return self._page("split", parts=forms, why=why)

    def _parts(self, metric: Metric) -> list[dict[str, Any]]:
        """What the two parts begin with: the words asked for, else the figures that the engine sees in the printed
        form, else the whole twice (one number under two names)."""
        report = self.bench.report
        seen = [*proposals(report, metric.start, metric.end)[:2], *[as_initial(metric)] * 2]
        if seen[0]["quote"] == metric.mention:
            seen = [as_initial(metric)] * 2
        asked: Mapping[str, Any] = self.data or {}
        for i, prefix in enumerate(PARTS):
            words, start = (
                str(asked.get(f"{prefix}-quote", "")).strip(),
                str(asked.get(f"{prefix}-start", "")),
            )
            place = nearest(report.text, words, int(start) if KEY.fullmatch(start) else metric.start)
            if place:
                seen[i] = proposal(report, place.start, place.words)
        return seen[:2]

    def _split(self, metric: Metric, forms: list[PartForm], why: ReasonForm) -> None:
        reason = why.cleaned_data["reason"]
        stored = Metric.objects.get(pk=metric.pk)
        for part in review.split(stored, [form.addition for form in forms], by=self.user, reason=reason):
            self.site.get_model_admin(Metric).log_addition(self.request, part, reason)
        self._log(stored, f"{_('Split')}: {reason}")
        messages.success(self.request, _("Split: %(finding)s.") % {"finding": metric})

    # Alike ------------------------------------------------------------------------------------------------------------

    def _tried(self, form: Any, act: Any) -> bool:
        """Do it and log it, or say in the form why it can't be done; then nothing was written."""
        try:
            with transaction.atomic():
                act()
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            return True
        return False

    def _log(self, row: Any, message: str) -> None:
        self.site.get_model_admin(type(row)).log_change(self.request, row, message)

    def _changed(self, panel: str) -> list[Decided] | None:
        """The findings that look otherwise than on the page from which a script asks; None for a whole page.

        The script names its queue and what was open in it: `?all=1& 217`.
        """
        queue, _mark, key = self.request.headers.get(OPEN, "").rpartition(SEPARATOR)
        if panel != "decide" or self.data is not None or queue != self.bench.query or not KEY.fullmatch(key):
            return None
        open_here = {int(key), self.bench.current.pk if self.bench.current else 0}
        return [one for one in self.bench.queue if one.pk in open_here]

    def _page(self, panel: str, **more: Any) -> HttpResponse:
        shown = {
            **context(self.bench, panel, self._changed(panel)),
            "reject": REJECT,
            "confirm_sure": SURE,
            **more,
        }
        return render(
            self.request,
            "admin/reports/report/review.html",
            {**self.site.each_context(self.request), **shown},
        )
