"""The upload form: any number of files, each of which is read, then checked before anything of it is a report."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.admin.widgets import AdminURLFieldWidget
from django.contrib.auth.models import User
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from reports import intake
from reports.extraction.documents import ADVERTISED, ARCHIVE
from reports.models import Upload
from reports.refusals import Refusal, refuse
from reports.settling import Given, check_given
from reports.tasks import read_upload

MOST_AT_ONCE = 30
"""Documents of one upload where the person waits while they are read."""

MOST_QUEUED = 200
"""Documents of one upload where a worker reads them."""


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
        },
        allow_empty_file=True,  # one of several is told by its own line
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

    def hand_in(self, by: User) -> list[Upload | Refusal]:
        """Let every document wait to be read and have it read; what is refused unread is answered with its sentence."""
        given = Given(source_url=self.cleaned_data["source_url"])
        check_given(given)
        documents = _documents(self.cleaned_data["file"])
        most = MOST_QUEUED if settings.WORKER else MOST_AT_ONCE
        results = [_received(name, document, given, by) for name, document in islice(documents, most)]
        if following := next(documents, None):
            results.append((following[0], refuse("too_many_at_once", limit=most)))
        if len(results) == 1:
            return [one for _name, one in results]
        # Of several, each has its line on the page that follows, the refused ones as well.
        return [
            intake.note_refused(name, one, by=by) if isinstance(one, Refusal) else one
            for name, one in results
        ]


def _documents(files: list[UploadedFile[bytes]]) -> Iterator[tuple[str, bytes | Refusal]]:
    for file in files:
        name = file.name or ""
        try:
            intake.check_size(file.size or 0, name)
        except Refusal as refusal:
            yield name, refusal
            continue
        yield from intake.documents_in(file.read(), name)


def _received(name: str, document: bytes | Refusal, given: Given, by: User) -> tuple[str, Upload | Refusal]:
    if isinstance(document, Refusal):
        return name, document
    upload = intake.hold(document, name, given=given, by=by)
    if upload.is_unread:
        read_upload.enqueue(upload.pk)
    return name, upload
