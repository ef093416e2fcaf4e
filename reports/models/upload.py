"""A document between its upload and its confirmation: no report yet, and nobody's but the editors'."""

from __future__ import annotations

from datetime import timedelta
from typing import Self

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

KEPT = timedelta(days=7)
"""How long a document waits to be checked before it is forgotten."""

LONGEST_READING = timedelta(minutes=5)
"""A scan is ended after three minutes; a reading that shows no sign of life for so long was broken off."""


class CheckGrade(models.TextChoices):
    """How the last check of a document turned out; the values are the check's."""

    PASS = "pass", pgettext_lazy("grade", "PASS")
    WARNING = "warning", pgettext_lazy("grade", "WARNING")
    FAIL = "fail", pgettext_lazy("grade", "FAIL")


class UploadState(models.TextChoices):
    """Where a document stands between its upload and its check; set in intake and nowhere else."""

    WAITING = "waiting", pgettext_lazy("upload", "waits to be read")
    READING = "reading", pgettext_lazy("upload", "is being read")
    BROKEN_OFF = "broken_off", pgettext_lazy("upload", "reading broke off")
    READ = "read", pgettext_lazy("upload", "read")
    REFUSED = "refused", pgettext_lazy("upload", "refused")
    HELD = "held", pgettext_lazy("upload", "held already")


UNREAD = (UploadState.WAITING, UploadState.READING, UploadState.BROKEN_OFF)
NOTES = (UploadState.REFUSED, UploadState.HELD)
"""Of these nothing is kept but the name and what became of the document, for whoever handed it in."""


class UploadQuerySet(models.QuerySet["Upload"]):
    def expired(self) -> Self:
        """What nobody checked in time; swept whenever another document comes in."""
        return self.filter(uploaded_at__lt=timezone.now() - KEPT)

    def whole(self) -> Self:
        """Documents whose bytes are here; the rest are notes."""
        return self.exclude(state__in=NOTES)

    def to_read(self) -> Self:
        """What may be read now: nobody reads it, or whoever did shows no sign of life."""
        return self.filter(Q(state__in=(UploadState.WAITING, UploadState.BROKEN_OFF)) | _silent())

    def broken_off(self) -> Self:
        """What was being read when its reader came to a sudden end."""
        return self.filter(_silent())

    def without_content(self) -> Self:
        """For lists: neither bytes nor text are shown there."""
        return self.defer("data", "text")


def _silent() -> Q:
    return Q(state=UploadState.READING, since__lt=timezone.now() - LONGEST_READING)


class Upload(models.Model):
    """A file that was handed in and waits to be read and checked (待核文件).

    Its bytes lie in the row and not among the originals: one deletion forgets the whole of it, every server of the
    site sees it, and nothing that was never confirmed can be reached by an address. While it waits the same bytes
    are one row.
    """

    name = models.CharField(_("file name"), max_length=200)
    sha256 = models.CharField(_("sha256"), max_length=64, db_index=True)
    data = models.BinaryField(_("bytes"))
    state = models.CharField(
        _("state"), max_length=10, choices=UploadState, default=UploadState.WAITING, db_index=True
    )
    since = models.DateTimeField(_("in this state since"), default=timezone.now)
    refusal = models.JSONField(_("why it is refused"), default=dict, blank=True)
    text = models.TextField(_("text"), blank=True)
    recognised = models.BooleanField(_("read by text recognition"), default=False)
    pages = models.PositiveIntegerField(_("pages"), null=True, blank=True)
    subject = models.CharField(_("whose report"), max_length=120, blank=True)
    grade = models.CharField(_("check"), max_length=8, choices=CheckGrade, blank=True)
    given = models.JSONField(_("stated by a person"), default=dict, encoder=DjangoJSONEncoder)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("received from"),
    )
    uploaded_at = models.DateTimeField(_("uploaded"), default=timezone.now, db_index=True)

    objects = UploadQuerySet.as_manager()

    class Meta:
        verbose_name = _("file waiting to be checked")
        verbose_name_plural = _("files waiting to be checked")
        ordering = ["-uploaded_at", "-pk"]
        constraints = [
            models.UniqueConstraint("sha256", condition=~Q(state__in=NOTES), name="upload_waits_once"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Where it is checked."""
        return reverse("admin:reports_upload_change", args=[self.pk])

    @property
    def is_unread(self) -> bool:
        return self.state in UNREAD

    @property
    def is_broken_off(self) -> bool:
        """Whether its reading has come to an end before it was done, so that a person may have it read again."""
        silent = self.state == UploadState.READING and self._is_silent
        return silent or self.state == UploadState.BROKEN_OFF

    @property
    def is_overdue(self) -> bool:
        """Whether nobody has begun to read it for so long that a person may ask for it again."""
        return self.state == UploadState.WAITING and self._is_silent

    @property
    def _is_silent(self) -> bool:
        return self.since < timezone.now() - LONGEST_READING
