"""Between the upload and its confirmation: a document waits to be read, is read by one reader, and waits to be checked.

Every step is one statement of the database that only succeeds from the step before, so that neither two readers nor a
reader who was killed can leave anything half-way: what was being read is offered again once its reader is silent.
"""

from __future__ import annotations

import logging
from dataclasses import asdict, replace
from datetime import date
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone

from reports.intake.reading import Reading, digest, extraction_of, held_as, text_of
from reports.intake.saving import Receipt, file_name, keep
from reports.models import Upload
from reports.models.upload import UploadState
from reports.refusals import Refusal, refuse
from reports.settling import Given, check_given

logger = logging.getLogger(__name__)


def hold(data: bytes, name: str, *, given: Given | None = None, by: User | None = None) -> Upload:
    """Let a document wait to be read. The same bytes wait once; of what is a report already a note is made."""
    given = given or Given()
    check_given(given)
    Upload.objects.expired().delete()
    if held_as(data):
        return _note(name, by, state=UploadState.HELD, sha256=digest(data))
    upload, new = Upload.objects.whole().get_or_create(
        sha256=digest(data),
        defaults={"name": file_name(name), "data": data, "given": asdict(given), "uploaded_by": by},
    )
    # Whoever was first may have corrected what was read: that stays.
    if not new and given.source_url and not given_of(upload).source_url:
        restate(upload, replace(given_of(upload), source_url=given.source_url))
    return upload


def note_refused(name: str, refusal: Refusal, *, by: User | None = None) -> Upload:
    """Put down that a document was refused before a byte of it was read."""
    return _note(name, by, state=UploadState.REFUSED, refusal=_as_json(refusal))


def _note(name: str, by: User | None, **fields: Any) -> Upload:
    return Upload.objects.create(name=file_name(name), uploaded_by=by, data=b"", **fields)


def _as_json(refusal: Refusal) -> dict[str, object]:
    return {"code": refusal.code, "params": refusal.params}


def refusal_of(upload: Upload) -> Refusal | None:
    """Why a document was refused; its sentence is in the reader's language, whoever read the document."""
    return refuse(upload.refusal["code"], **upload.refusal["params"]) if upload.refusal else None


def claim(pk: int) -> Upload | None:
    """Take a document for reading; None if it is read, gone, or in another reader's hands."""
    taken = Upload.objects.to_read().filter(pk=pk).update(state=UploadState.READING, since=timezone.now())
    return Upload.objects.filter(pk=pk).first() if taken else None


def read_claimed(upload: Upload) -> bool:
    """Read a claimed document, minutes long if it is a scan. False if nothing can be checked.

    One that is refused is forgotten but for its name and the sentence; one whose reading broke off is kept.
    """
    try:
        found = _read(upload)
    except Exception:
        logger.exception("Reading of the upload %s broke off", upload.pk)
        _finish(upload, state=UploadState.BROKEN_OFF)
        return False
    return _finish(upload, **found) and upload.state == UploadState.READ


def _read(upload: Upload) -> dict[str, Any]:
    try:
        document = text_of(bytes(upload.data), upload.name)
    except Refusal as refusal:
        return {"state": UploadState.REFUSED, "refusal": _as_json(refusal), "data": b""}
    return {
        "state": UploadState.READ,
        "text": document.text,
        "recognised": document.ocr,
        "pages": len(document.pages) or None,
    }


def _finish(upload: Upload, **found: Any) -> bool:
    """Put down how a reading ended, unless it was given to another reader in the meantime."""
    mine = Upload.objects.filter(pk=upload.pk, state=UploadState.READING, since=upload.since)
    done = bool(mine.update(**found, since=timezone.now()))
    for name, value in found.items():
        setattr(upload, name, value)
    return done


def offer_again() -> list[int]:
    """Set free what was being read when its reader came to a sudden end; returns the keys of what is to be read."""
    freed = {"state": UploadState.WAITING, "since": timezone.now()}
    silent = list(Upload.objects.broken_off().values_list("pk", flat=True))
    # One at a time and asked again: of two who offer at once, one does.
    return [pk for pk in silent if Upload.objects.broken_off().filter(pk=pk).update(**freed)]


def reading_of(upload: Upload) -> Reading:
    """What the engine reads in a waiting document, by what people have stated of it; only the text is read again."""
    extraction = extraction_of(upload.text, given_of(upload))
    data = bytes(upload.data)
    return Reading(upload.name, data, upload.text, extraction, upload.recognised, upload.pages)


def given_of(upload: Upload) -> Given:
    """What people have stated of a waiting document so far."""
    said = dict(upload.given)
    if day := said.get("published_on"):
        said["published_on"] = date.fromisoformat(day) if isinstance(day, str) else day
    return Given(**said | {"without": tuple(said.get("without", ()))})


def restate(upload: Upload, given: Given) -> None:
    """Put down what a person states of a waiting document."""
    check_given(given)
    upload.given = asdict(given)
    Upload.objects.filter(pk=upload.pk).update(given=upload.given)


def remark(upload: Upload, *, subject: str, grade: str) -> None:
    """Put down how a check turned out, for the list of what waits."""
    upload.subject, upload.grade = subject[:120], grade
    # Not `save`: whoever confirmed or discarded it meanwhile has the last word.
    Upload.objects.filter(pk=upload.pk).update(subject=upload.subject, grade=upload.grade)


def accept(upload: Upload, *, by: User) -> Receipt:
    """Make a report of a waiting document. If the last line is never reached, it waits on and its bytes are known."""
    receipt = keep(reading_of(upload), given=given_of(upload), by=by)
    Upload.objects.filter(pk=upload.pk).delete()
    return receipt
