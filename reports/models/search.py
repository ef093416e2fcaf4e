"""The row of a report in the index of words."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from reports.models.report import Report


class SearchRow(models.Model):
    """A report's place in the index. What it holds stands in columns that each database has in its own way."""

    report = models.OneToOneField(Report, models.CASCADE, related_name="search_row", verbose_name=_("report"))

    class Meta:
        verbose_name = _("row of the index")
        verbose_name_plural = _("index of words")

    def __str__(self) -> str:
        return f"{self.report_id}"
