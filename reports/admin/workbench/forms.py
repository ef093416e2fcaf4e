"""The forms of the workbench: a figure decided, a statement decided, a figure that a person adds."""

from __future__ import annotations

from copy import copy
from typing import Any

from django import forms
from django.db.models import Q
from django.forms import modelform_factory
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from reports.admin.correction import AnyForm, MetricForm, StatementForm, check_range, plain_values
from reports.admin.places import nearest
from reports.models import Correction, Indicator, Metric, Report
from reports.review import Addition
from reports.voices import METRIC_FIELDS, Decided, as_json

FIGURE = ("indicator", "label", "value", "value_max", "unit", "qualifier", "period", "claim")
PART = ("quote", *FIGURE)
LONGEST = Metric._meta.get_field("mention").max_length or 0
SHOWN = 6
"""Names offered where what was typed fits several indicators."""


class IndicatorField(forms.CharField):
    """An indicator by its name, typed; the browser offers the names while one types."""

    def __init__(self, **options: Any) -> None:
        widget = forms.TextInput(attrs={"list": "indicators", "autocomplete": "off"})
        super().__init__(widget=widget, required=False, max_length=100, **options)

    def prepare_value(self, value: Any) -> Any:
        """The name of an indicator that is given by its key."""
        if isinstance(value, Indicator):
            return value.name
        held = Indicator.objects.filter(pk=value).first() if value and "." in str(value) else None
        return held.name if held else value

    def clean(self, value: Any) -> Any:
        typed = super().clean(value)
        if not typed:
            return None
        # A name is unique in the catalogue, in each language; a code is neither's name.
        for field in ("name_zh", "name_en", "code"):
            if found := Indicator.objects.filter(**{field: typed}).first():
                return found
        return _only_one(typed, _fitting(typed))


def _fitting(typed: str) -> list[Indicator]:
    """The indicators that what was typed is a part of, or another word for."""
    named = Q(name_zh__icontains=typed) | Q(name_en__icontains=typed)
    rows = Indicator.objects.select_related("domain").order_by("domain__position", "position")
    held = list(rows)
    also = [one for one in held if any(typed in str(word) for word in one.synonyms)]
    return list(dict.fromkeys([*rows.filter(named), *also]))


def _only_one(typed: str, fitting: list[Indicator]) -> Indicator:
    if len(fitting) == 1:
        return fitting[0]
    if not fitting:
        raise forms.ValidationError(
            _("No indicator of the catalogue is called so. Choose one of those offered.")
        )
    names = pgettext("list of names", ", ").join(one.name for one in fitting[:SHOWN])
    raise forms.ValidationError(
        ngettext(
            "%(n)s indicator fits; write out which one: %(names)s",
            "%(n)s indicators fit; write out which one: %(names)s",
            len(fitting),
        )
        % {"n": len(fitting), "names": names}
    )


def _short(form: Any, names: tuple[str, ...]) -> None:
    """One line for a reason: Enter is to decide, not to break the line; frequent ones are offered."""
    for name in names:
        attrs = {"list": "reasons", "autocomplete": "off", "maxlength": 300}
        form.fields[name].widget = forms.TextInput(attrs=attrs)


class FigureForm(MetricForm):
    indicator = IndicatorField(label=gettext_lazy("Indicator"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _short(self, ("reason",))


class SentenceForm(StatementForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _short(self, ("reason",))
        self.fields["text"].widget.attrs = {"rows": 4, "lang": "zh-Hans", "class": "printed"}


def deciding_form(finding: Decided, data: Any) -> Any:
    """The form in which a finding is confirmed or corrected."""
    # A copy: a form writes what was typed into its instance, and the page still shows what was read.
    instance, model = copy(finding), type(finding)
    if isinstance(instance, Metric):
        kind: Any = modelform_factory(Metric, form=FigureForm, fields=FIGURE)
    else:
        names = ["text", "category"] + (["is_cause"] if hasattr(instance, "is_cause") else [])
        kind = modelform_factory(model, form=SentenceForm, fields=names)
    return kind(data, instance=instance)


class PartForm(AnyForm):
    """A figure as a person states it: the words of the text, and what they mean."""

    quote = forms.CharField(
        label=gettext_lazy("Words of the text"),
        max_length=LONGEST,
        widget=forms.TextInput(attrs={"lang": "zh-Hans", "class": "printed", "autocomplete": "off"}),
    )
    start = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput())
    indicator = IndicatorField(label=gettext_lazy("Indicator"))

    def __init__(self, report: Report, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.report = report
        plain_values(self)
        self.order_fields([*PART, "start"])

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        check_range(self, said)
        if quote := said.get("quote"):
            place = nearest(self.report.text, quote, said.get("start") or 0)
            said["start"] = place.start if place else None
            if place is None:
                self.add_error(
                    "quote", _("The text does not have these words. Copy them from the text as they stand.")
                )
        return said

    @property
    def addition(self) -> Addition:
        said = self.cleaned_data
        fields = {name: said[name] for name in METRIC_FIELDS if name in said}
        start, quote = said["start"], said["quote"]
        return Addition(start, start + len(quote), quote, fields)


class ReasonForm(forms.Form):
    """Why figures are added or one is split; published with them."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"), max_length=Correction._meta.get_field("reason").max_length
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _short(self, ("reason",))


def part_form(report: Report, data: Any, initial: dict[str, Any], prefix: str = "") -> PartForm:
    """An empty form, or one with what the engine proposes."""
    kind: Any = modelform_factory(Metric, form=PartForm, fields=FIGURE)
    made: PartForm = kind(report, data, initial=initial, prefix=prefix or None, instance=Metric())
    return made


def as_initial(metric: Metric) -> dict[str, Any]:
    """A figure's own fields, to begin a part with."""
    return as_json(metric, METRIC_FIELDS) | {"quote": metric.mention, "start": metric.start}
