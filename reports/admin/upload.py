"""The upload form: any number of files, each of which waits to be checked before anything of it is a report."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminURLFieldWidget
from django.contrib.auth.models import User
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from reports import intake
from reports.extraction.documents import ADVERTISED, ARCHIVE
from reports.models import Report, Upload
from reports.refusals import Refusal, refuse
from reports.screening import Screening, screen
from reports.settling import Given

MOST_AT_ONCE = 30
"""Documents of one upload; the person waits while they are read."""


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one document: it waits to be checked, is held already, or was refused."""

    name: str
    upload: Upload | None = None
    held: Report | None = None
    refusal: Refusal | None = None


class FilesInput(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """A file field for several files; browsers let people drop them on it."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        return [super(FilesField, self).clean(one, initial) for one in data or [None]]


class UploadForm(forms.Form):
    file = FilesField(
        label=_("Files"),
        help_text=_(
            "One or several reports as web pages, Word, WPS, PDF or text files, or a .zip of them; "
            "choose them or drop them here."
        ),
        widget=FilesInput(attrs={"accept": ",".join((*ADVERTISED, ARCHIVE))}),
        error_messages={
            "required": _("Choose the file that holds the report."),
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

    def hand_in(self, by: User) -> list[Result]:
        """Let every document wait for its check; each has a result of its own."""
        given = Given(source_url=self.cleaned_data["source_url"])
        documents = _documents(self.cleaned_data["file"])
        results = [_result(name, document, given, by) for name, document in islice(documents, MOST_AT_ONCE)]
        if following := next(documents, None):
            results.append(Result(following[0], refusal=refuse("too_many_at_once", limit=MOST_AT_ONCE)))
        return results


def _documents(files: list[UploadedFile[bytes]]) -> Iterator[tuple[str, bytes | Refusal]]:
    for file in files:
        name = file.name or ""
        try:
            intake.check_size(file.size or 0, name)
        except Refusal as refusal:
            yield name, refusal
            continue
        yield from intake.documents_in(file.read(), name)


def _result(name: str, document: bytes | Refusal, given: Given, by: User) -> Result:
    if isinstance(document, Refusal):
        return Result(name, refusal=document)
    if held := intake.held_as(document):
        return Result(name, held=held)
    try:
        upload = intake.hold(document, name, given=given, by=by)
    except Refusal as refusal:
        return Result(name, refusal=refusal)
    check(upload)
    return Result(name, upload=upload)


def check(upload: Upload) -> Screening:
    """Look at a waiting document with what people have stated of it, and put down how it turned out."""
    found = screen(
        upload.text,
        intake.reading_of(upload).extraction,
        intake.given_of(upload),
        recognised=upload.recognised,
    )
    intake.remark(upload, subject=found.subject, grade=found.grade)
    return found
