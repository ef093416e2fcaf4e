"""The catalogue as the database holds it: a mirror of fixtures/reference/, where it is reviewed and versioned."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from bureaus.models import in_english


class Named(models.Model):
    """Something of the catalogue with a code, two names and a place in the printed order."""

    code = models.CharField(_("code"), max_length=60, primary_key=True)
    name_zh = models.CharField(_("Chinese name"), max_length=60)
    name_en = models.CharField(_("English name"), max_length=100)
    position = models.PositiveSmallIntegerField(_("position"))

    class Meta:
        abstract = True
        ordering = ["position"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the reader's language."""
        return self.name_en if in_english() else self.name_zh


class Domain(Named):
    """A field of civil affairs (领域): marriage, assistance, elderly care …"""

    class Meta(Named.Meta):
        verbose_name = _("domain")
        verbose_name_plural = _("domains")


class ProblemCategory(Named):
    """What a self-stated shortcoming is about (问题类别)."""

    description_zh = models.TextField(_("description"))

    class Meta(Named.Meta):
        verbose_name = _("problem category")
        verbose_name_plural = _("problem categories")


class IndicatorKind(models.TextChoices):
    """What sort of quantity an indicator is; operations follow it: standards and rates are never summed."""

    STOCK = "stock", _("stock")
    FLOW = "flow", _("flow")
    AMOUNT = "amount", _("amount")
    RATE = "rate", _("rate")
    STANDARD = "standard", _("standard")


class Better(models.TextChoices):
    """Whether more is agreed to be better; neutral wherever it is not."""

    HIGHER = "higher", pgettext_lazy("better", "higher is better")
    LOWER = "lower", pgettext_lazy("better", "lower is better")
    NEUTRAL = "neutral", pgettext_lazy("better", "neither is better")


class Indicator(Named):
    """Something that bureaus count and that can be compared (指标)."""

    domain = models.ForeignKey(Domain, models.PROTECT, related_name="indicators", verbose_name=_("domain"))
    unit = models.CharField(_("unit"), max_length=10)
    kind = models.CharField(_("kind"), max_length=10, choices=IndicatorKind)
    per_capita = models.BooleanField(_("meaningful per resident"))
    better = models.CharField(_("direction"), max_length=10, choices=Better)
    synonyms = models.JSONField(_("synonyms"), default=list)
    definition_zh = models.TextField(_("definition"))

    class Meta(Named.Meta):
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")

    def get_absolute_url(self) -> str:
        return reverse("reports:indicator", args=[self.code])
