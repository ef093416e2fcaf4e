"""What is done outside a request: a document that was handed in is read and checked.

By default at once, within the request; with WORKER=1 by `make worker`, from a queue in the database.
"""

from __future__ import annotations

from django_tasks import task

from reports import intake
from reports.models import Upload
from reports.screening import Screening, screen


@task
def read_upload(pk: int) -> None:
    """Read a waiting document unless somebody else does, and look at what was read."""
    upload = intake.claim(pk)
    if upload and intake.read_claimed(upload):
        check(upload)


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
