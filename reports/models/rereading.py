"""What a newer engine read otherwise in a report that had been read before, kept so that it can be opened later."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from reports.models.report import Report


class Rereading(models.Model):
    """One time a report was read again (重读): with which engine after which, and who asked for it."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="rereadings", verbose_name=_("report"))
    engine_before = models.CharField(_("engine before"), max_length=20)
    engine_after = models.CharField(_("engine now"), max_length=20)
    made_at = models.DateTimeField(_("read again"), auto_now_add=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("asked for by"),
    )

    class Meta:
        verbose_name = _("re-reading")
        verbose_name_plural = _("re-readings")
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.engine_before} → {self.engine_after}"


class DifferenceKind(models.TextChoices):
    """How two readings of one report differ at one place, and how a newer one stands to what a person decided."""

    OTHERWISE = "otherwise", pgettext_lazy("difference", "A person decided, the engine now reads otherwise")
    GONE = "gone", pgettext_lazy("difference", "A person decided, the engine now finds nothing there")
    CHANGED = "changed", pgettext_lazy("difference", "Changed")
    NEW = "new", pgettext_lazy("difference", "New")
    VANISHED = "vanished", pgettext_lazy("difference", "Vanished")
    AGREES = "agrees", pgettext_lazy("difference", "The engine now agrees with the person")


class FoundKind(models.TextChoices):
    """What sort of finding it is; the values are the models' names."""

    METRIC = "metric", _("figure")
    PROBLEM = "problem", _("problem")
    PLAN = "plan", _("plan")


class Difference(models.Model):
    """One finding that two readings give otherwise.

    `before` and `after` hold the fields that differ as a correction holds them (codes, plain digits): the reading that
    stood and the newer engine's. `before` is empty for what is new, `after` for what is no longer found.
    """

    rereading = models.ForeignKey(
        Rereading, models.CASCADE, related_name="differences", verbose_name=_("re-reading")
    )
    kind = models.CharField(_("difference"), max_length=10, choices=DifferenceKind)
    found = models.CharField(_("finding"), max_length=10, choices=FoundKind)
    key = models.BigIntegerField(null=True)
    """The finding's own key. No foreign key: what nobody decided is deleted and made anew by each reading."""
    start = models.PositiveIntegerField(_("start"))
    end = models.PositiveIntegerField(_("end"))
    printed = models.TextField(_("as printed"))
    label = models.CharField(_("what is counted"), max_length=200, blank=True)
    before = models.JSONField(_("before"), default=dict)
    after = models.JSONField(_("after"), default=dict)

    class Meta:
        verbose_name = _("difference")
        verbose_name_plural = _("differences")
        ordering = ["rereading", "start", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(end__gt=models.F("start")), name="difference_place_in_order"
            )
        ]
        indexes = [models.Index(fields=["kind", "rereading"], name="difference_kind")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.printed}"
