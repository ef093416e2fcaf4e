"""The upload form: one text file, and what the person knows of it that the text may not say."""

from __future__ import annotations

from django import forms
from django.contrib.admin.widgets import AdminIntegerFieldWidget, AdminTextInputWidget, AdminURLFieldWidget
from django.contrib.auth.models import User
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from reports.intake import FIRST_YEAR, LAST_YEAR, Given, Receipt, check_size, receive
from reports.models.report import ReportKind
from reports.refusals import Refusal

FIELD_OF = {
    "no_year": "year",
    "year_unsound": "year",
    "no_bureau": "adcode",
    "bureau_ambiguous": "adcode",
    "bureau_conflict": "adcode",
    "place_unknown": "adcode",
    "code_not_in_force": "adcode",
    "no_report": "kind",
    "source_unsound": "source_url",
}
"""The field under which a refusal is said: where the remedy is. All others are the file's."""


class UploadForm(forms.Form):
    file = forms.FileField(
        label=_("Text file"),
        help_text=_("The report's whole text as a .txt file, in UTF-8, UTF-16 or GB18030."),
        widget=forms.FileInput(attrs={"accept": ".txt,text/plain"}),
        error_messages={
            "required": _("Choose the .txt file that holds the report's text."),
            "empty": _("The file is empty. Choose the file that holds the report's text."),
        },
        max_length=200,
    )
    source_url = forms.URLField(
        label=_("Source URL"),
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text=_("The page on which the bureau published the report; readers are shown this link."),
        widget=AdminURLFieldWidget(),
    )
    adcode = forms.RegexField(
        r"^\d{6}$",
        label=_("Division code"),
        required=False,
        help_text=_("Six digits, as in force in the year of the report: 330424 is 海盐县."),
        error_messages={"invalid": _("A division code has six digits.")},
        widget=AdminTextInputWidget(attrs={"inputmode": "numeric"}),
    )
    year = forms.IntegerField(
        label=_("Year reported on"),
        required=False,
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        widget=AdminIntegerFieldWidget(),
    )
    kind = forms.ChoiceField(
        label=_("Kind of report"),
        required=False,
        choices=lambda: [("", _("As the text says")), *ReportKind.choices],
    )

    def clean_file(self) -> UploadedFile[bytes]:
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        try:
            check_size(file.size or 0)
        except Refusal as refusal:
            raise forms.ValidationError(str(refusal), code=refusal.code) from refusal
        return file

    def receive(self, by: User) -> Receipt | None:
        """Hand the file to intake; a refusal becomes an error of the form, and None comes back."""
        said = self.cleaned_data
        given = Given(said["adcode"], said["year"], said["kind"], said["source_url"])
        try:
            return receive(said["file"].read(), said["file"].name, given=given, by=by)
        except Refusal as refusal:
            self.add_error(
                FIELD_OF.get(refusal.code, "file"), forms.ValidationError(str(refusal), code=refusal.code)
            )
            return None
