"""The form in which a person puts a reading over the machine's."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports.admin.places import nearest
from reports.models import Correction, Indicator
from reports.models.findings import Qualifier
from reports.numerals import unit_name
from reports.voices import fields_of

if TYPE_CHECKING:
    AnyForm = forms.ModelForm[Any]
else:  # Django's own class takes no parameter
    AnyForm = forms.ModelForm

REJECT = "_reject"
"""The button that says this is no finding at all; what else is in the form then counts for nothing."""


class CorrectionForm(AnyForm):
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        required=False,
        max_length=Correction._meta.get_field("reason").max_length,
        widget=forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
        help_text=gettext_lazy("Needed where something is changed; it is published with the correction."),
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if self.changes() and not said.get("reason") and REJECT not in self.data:
            self.add_error("reason", _("Say in a few words why you change the machine's reading."))
        return said

    def changes(self) -> dict[str, Any]:
        """The fields in which the person and the machine differ."""
        names = [name for name in fields_of(self.instance) if name in self.cleaned_data]
        return {n: self.cleaned_data[n] for n in names if self.cleaned_data[n] != getattr(self.instance, n)}


class MetricForm(CorrectionForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plain_values(self)
        indicator = self.fields.get("indicator")
        if isinstance(indicator, forms.ModelChoiceField):
            indicator.choices = list(_indicators_by_domain())

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        check_range(self, said)
        return said


def plain_values(form: Any) -> None:
    """2340 rather than 2340.000000: as many decimals as the report gives."""
    for name in ("value", "value_max"):
        if name in form.fields and isinstance(form.initial.get(name), Decimal):
            form.initial[name] = Decimal(f"{form.initial[name].normalize():f}")


def check_range(form: Any, said: dict[str, Any]) -> None:
    """Two ends for a range, in their order, and one for anything else; faults are said at their field."""
    low, high, qualifier = (said.get(name) for name in ("value", "value_max", "qualifier"))
    if qualifier == Qualifier.RANGE and high is None and "value_max" not in form.errors:
        form.add_error("value_max", _("A range has an upper value. State it, or choose another qualifier."))
    if qualifier != Qualifier.RANGE and high is not None:
        form.add_error(
            "value_max", _("Only a range has an upper value. Leave it empty, or choose the range.")
        )
    if low is not None and high is not None and high < low:
        form.add_error("value_max", _("The upper value is below the value."))
    if low is None and high is not None:
        form.add_error("value", _("A range has a lower value too."))


class StatementForm(CorrectionForm):
    """A shortcoming or a plan: its subject, and the very words of the text that it is."""

    def clean_text(self) -> str:
        """The words as they stand in the text nearest to where the machine had cut them, and that place."""
        typed = str(self.cleaned_data["text"])
        if typed.replace("\r\n", "\n") == self.instance.text.replace("\r\n", "\n"):
            return str(self.instance.text)
        place = nearest(self.instance.report.text, typed, self.instance.start)
        if place is None:
            raise forms.ValidationError(
                _("The text does not have these words. Copy them from the text as they stand.")
            )
        others = type(self.instance)._default_manager.filter(
            report=self.instance.report_id, start=place.start
        )
        if others.exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(
                _("Another one begins at this very place. Choose other words, or reject one.")
            )
        self.cleaned_data |= {"start": place.start, "end": place.end}
        return place.words


def _indicators_by_domain() -> Iterator[tuple[str, Any]]:
    """The catalogue in its printed order, under its domains."""
    yield "", _("none of the catalogue")
    rows = Indicator.objects.select_related("domain").order_by("domain__position", "position")
    for domain, indicators in groupby(rows, key=lambda row: row.domain):
        yield (
            domain.name,
            [(row.pk, " · ".join(filter(None, (row.name, unit_name(row.unit))))) for row in indicators],
        )
