"""A document between its upload and its confirmation: no report yet, and nobody's but the editors'."""

from __future__ import annotations

from datetime import timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

KEPT = timedelta(days=7)
"""How long a document waits to be checked before it is forgotten."""


class CheckGrade(models.TextChoices):
    """How the last check of a document turned out; the values are the check's."""

    PASS = "pass", pgettext_lazy("grade", "PASS")
    WARNING = "warning", pgettext_lazy("grade", "WARNING")
    FAIL = "fail", pgettext_lazy("grade", "FAIL")


class UploadQuerySet(models.QuerySet["Upload"]):
    def expired(self) -> Self:
        """What nobody checked in time; swept whenever another document comes in."""
        return self.filter(uploaded_at__lt=timezone.now() - KEPT)

    def without_content(self) -> Self:
        """For lists: neither bytes nor text are shown there."""
        return self.defer("data", "text")


class Upload(models.Model):
    """A file that was handed in and waits to be checked (待核文件).

    Its bytes lie in the row and not among the originals: one deletion forgets the whole of it, every server of the
    site sees it, and nothing that was never confirmed can be reached by an address.
    """

    name = models.CharField(_("file name"), max_length=200)
    sha256 = models.CharField(_("sha256"), max_length=64, unique=True)
    data = models.BinaryField(_("bytes"))
    text = models.TextField(_("text"))
    recognised = models.BooleanField(_("read by text recognition"), default=False)
    subject = models.CharField(_("whose report"), max_length=120, blank=True)
    grade = models.CharField(_("check"), max_length=8, choices=CheckGrade, blank=True)
    given = models.JSONField(_("stated by a person"), default=dict)
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

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Where it is checked."""
        return reverse("admin:reports_upload_change", args=[self.pk])
