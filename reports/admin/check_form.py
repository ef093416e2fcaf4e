"""The form of the check: what was found in the text, each field to be corrected, and the division to be looked for."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django import forms
from django.contrib.admin.widgets import (
    AdminIntegerFieldWidget,
    AdminTextInputWidget,
    AdminURLFieldWidget,
)
from django.db.models import CharField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bureaus.lookup import divisions_called
from bureaus.models import Region
from reports.extraction.records import Metadata
from reports.models import Report
from reports.models.report import ReportKind
from reports.settling import FIRST_YEAR, LAST_YEAR, PRINTED, Given

FILED_UNDER = ("adcode", "year", "kind")
CHOSEN = "_division"
"""The button of a division that was found; its value is the code."""

MOST_SHOWN = 12
DIGITS = 6


def _width(name: str) -> int:
    column = Report._meta.get_field(name)
    return (column.max_length if isinstance(column, CharField) else None) or 0


def _printed(name: str, label: Any) -> forms.CharField:
    """A line of text as wide as its column."""
    return forms.CharField(
        label=label, required=False, max_length=_width(name), widget=AdminTextInputWidget()
    )


class CheckForm(forms.Form):
    adcode = forms.CharField(
        label=gettext_lazy("Division"),
        required=False,
        max_length=40,
        help_text=gettext_lazy(
            "Its code of six digits, its name or the initials of that, in the year of the report: "
            "330424, 海盐 and hyx are all 海盐县."
        ),
        widget=AdminTextInputWidget(attrs={"autocomplete": "off"}),
    )
    year = forms.IntegerField(
        label=gettext_lazy("Year reported on"),
        required=False,
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        widget=AdminIntegerFieldWidget(),
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind of report"),
        required=False,
        choices=lambda: [("", _("not known")), *ReportKind.choices],
        help_text=gettext_lazy("Figures are read by it: those of a half-year summary are part of a year."),
    )
    title = _printed("title", gettext_lazy("Title"))
    publisher = _printed("publisher", gettext_lazy("Publisher"))
    published_on = forms.DateField(
        label=gettext_lazy("Published by the bureau on"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),  # the only form that `date` takes
    )
    document_number = _printed("document_number", gettext_lazy("Document number"))
    index_number = _printed("index_number", gettext_lazy("Index number"))
    source_url = forms.URLField(
        label=gettext_lazy("Source URL"),
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text=gettext_lazy(
            "The page on which the bureau published the report; readers are shown this link."
        ),
        widget=AdminURLFieldWidget(),
    )

    def __init__(self, data: Any = None, **options: Any) -> None:
        if data is not None and data.get(CHOSEN):
            data = data.copy()
            data["adcode"] = data[CHOSEN]
        super().__init__(data, **options)
        self.divisions: list[Region] = []
        """Those that the words typed for the division may mean."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        typed = cleaned.get("adcode", "").strip()
        if typed and not (len(typed) == DIGITS and typed.isascii() and typed.isdigit()):
            year = cleaned.get("year")
            self.divisions = divisions_called(typed, year)
            # A name means its only bearer; letters and parts of a code are too easily mistyped.
            if len(self.divisions) == 1 and not typed.isascii():
                cleaned["adcode"] = self.divisions[0].adcode
            else:
                self.add_error("adcode", self._which(typed, year))
        return cleaned

    def _which(self, typed: str, year: int | None) -> str:
        words = {
            "typed": typed,
            "year": year or _("today"),
            "count": len(self.divisions),
            "shown": MOST_SHOWN,
        }
        if not self.divisions:
            return _("No division is called %(typed)s (%(year)s). Type its name, initials or code.") % words
        if len(self.divisions) > MOST_SHOWN:
            return (
                _("%(typed)s fits %(count)s divisions; the first %(shown)s stand above. Type more.") % words
            )
        return _("%(typed)s may be a division above. Choose the right one.") % words

    def candidates(self) -> list[Region]:
        """What to choose from."""
        return self.divisions[:MOST_SHOWN] if "adcode" in self.errors else []

    def given(self, metadata: Metadata) -> Given:
        """What the person states: only where it differs from what the text says itself."""
        said, found = self.cleaned_data, _found(metadata)
        stated = {name: said[name] for name in found if said[name] and said[name] != found[name]}
        without = tuple(name for name in PRINTED if found[name] and not said[name])
        return Given(source_url=said["source_url"], without=without, **stated)


def _found(metadata: Metadata) -> dict[str, Any]:
    """What the text says, as the form's fields hold it; where it names several bureaus, it says none."""
    unsettled = any(doubt.code in ("conflict", "ambiguous") for doubt in metadata.doubts)
    place = None if unsettled else metadata.place
    printed = {name: (getattr(metadata, name) or "")[: _width(name)] for name in PRINTED if _width(name)}
    return {
        "adcode": (place.adcode or "000000") if place else "",
        "year": metadata.year,
        "kind": str(metadata.kind or ""),
        **printed,
        "published_on": metadata.published_on,
    }


def initial(metadata: Metadata, given: Given) -> dict[str, Any]:
    """What the fields hold at first: what people have stated, else what the text says."""
    stated = {name: value for name, value in asdict(given).items() if value}
    return _found(metadata) | stated | dict.fromkeys(given.without, "")
