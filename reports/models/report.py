"""A bureau's annual report as it was handed in, and where it stands on its way to the public."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Case, IntegerField, Q, Value, When
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from bureaus.models import Bureau, Region


class ReportKind(models.TextChoices):
    """What sort of document it is; the values are the engine's."""

    RULE_OF_LAW = "rule_of_law", _("Annual rule-of-law report")
    WORK_SUMMARY = "work_summary", _("Work summary")
    HALF_YEAR = "half_year", _("Half-year summary")
    DISCLOSURE = "disclosure", _("Disclosure report")
    BULLETIN = "bulletin", _("Statistical bulletin")


LEADING = (
    ReportKind.RULE_OF_LAW,
    ReportKind.WORK_SUMMARY,
    ReportKind.DISCLOSURE,
    ReportKind.BULLETIN,
    ReportKind.HALF_YEAR,
)
"""Which report speaks for its bureau's year where several are held; half a year never before a whole one."""

BY_LEAD = Case(
    *(When(kind=kind, then=Value(place)) for place, kind in enumerate(LEADING)),
    default=Value(len(LEADING)),
    output_field=IntegerField(),
)
"""An order of reports of one bureau and year: the leading one first."""

HALVES_LAST = Case(When(kind=ReportKind.HALF_YEAR, then=1), default=0, output_field=IntegerField())
"""An order that puts every half-year report after the whole years."""


class ReportStatus(models.TextChoices):
    """Where a report stands; set in intake and review and nowhere else."""

    TO_REVIEW = "to_review", _("To be reviewed")
    PUBLISHED = "published", _("Published")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    SUPERSEDED = "superseded", _("Replaced by a newer version")


REACHABLE = (ReportStatus.PUBLISHED, ReportStatus.SUPERSEDED)


class ReviewState(models.TextChoices):
    """Whether a person has confirmed what the machine read (机读 / 已复核)."""

    MACHINE = "machine", pgettext_lazy("review", "Machine-read, not reviewed")
    REVIEWED = "reviewed", pgettext_lazy("review", "Reviewed")


class ReportQuerySet(models.QuerySet["Report"]):
    def published(self) -> Self:
        """What the public may see and what is compared."""
        return self.filter(status=ReportStatus.PUBLISHED)

    def reachable(self) -> Self:
        """What anybody may open by its address: what is published, and what was until a newer version replaced it."""
        return self.filter(status__in=REACHABLE)

    def for_year(self, year: int) -> Self:
        return self.filter(year=year)

    def of_bureaus(self, bureaus: list[Bureau]) -> Self:
        return self.filter(bureau__in=bureaus)

    def with_bureau(self) -> Self:
        return self.select_related("bureau__region", "region")

    def without_text(self) -> Self:
        """For lists: a report's text is long and no list shows it."""
        return self.defer("text")


class Report(models.Model):
    """One document of one bureau for one year (报告); the sha256 of its bytes is its identity."""

    bureau = models.ForeignKey(Bureau, models.PROTECT, related_name="reports", verbose_name=_("bureau"))
    region = models.ForeignKey(
        Region, models.PROTECT, related_name="reports", verbose_name=_("region at the time of the report")
    )
    year = models.PositiveSmallIntegerField(_("year reported on"))
    kind = models.CharField(_("kind of report"), max_length=20, choices=ReportKind)
    title = models.CharField(_("title"), max_length=200, blank=True)
    published_on = models.DateField(_("published by the bureau on"), null=True, blank=True)
    index_number = models.CharField(_("index number"), max_length=60, blank=True)
    document_number = models.CharField(_("document number"), max_length=60, blank=True)
    publisher = models.CharField(_("publisher"), max_length=80, blank=True)
    source_url = models.URLField(_("source URL"), max_length=500, blank=True)
    original = models.FileField(_("original file"), upload_to="reports/%Y")
    original_name = models.CharField(_("file name"), max_length=200)
    sha256 = models.CharField(_("sha256"), max_length=64, unique=True, editable=False)
    synthetic = models.BooleanField(_("made up for demonstration"), default=False, editable=False)
    text = models.TextField(_("text"), editable=False)
    recognised = models.BooleanField(_("read by text recognition"), default=False, editable=False)
    pages = models.PositiveIntegerField(_("pages"), null=True, editable=False)
    status = models.CharField(
        _("status"), max_length=12, choices=ReportStatus, default=ReportStatus.TO_REVIEW, editable=False
    )
    review_state = models.CharField(
        _("review"), max_length=10, choices=ReviewState, default=ReviewState.MACHINE, editable=False
    )
    engine_version = models.CharField(_("engine version"), max_length=20, editable=False)
    received_at = models.DateTimeField(_("received"), auto_now_add=True)
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
        verbose_name=_("received from"),
    )
    released_at = models.DateTimeField(_("published here"), null=True, blank=True, editable=False)

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        ordering = ["bureau__region__adcode", "-year", "kind"]
        constraints = [
            models.UniqueConstraint(
                "bureau",
                "year",
                "kind",
                condition=Q(status=ReportStatus.PUBLISHED),
                name="report_one_published",
                violation_error_message=_("A report of this bureau, year and kind is already published."),
            ),
            models.CheckConstraint(condition=Q(year__gte=1949) & Q(year__lte=2100), name="report_year_sound"),
            models.CheckConstraint(
                condition=~Q(status=ReportStatus.PUBLISHED) | Q(released_at__isnull=False),
                name="report_published_has_time",
            ),
        ]
        indexes = [
            models.Index(fields=["status", "year", "bureau", "kind"], name="report_status_year"),
            models.Index(fields=["status", "-released_at"], name="report_newest"),
            # Asked at each receipt, so that made-up reports and real ones are never held together.
            models.Index(fields=["synthetic"], name="report_synthetic"),
        ]

    def __str__(self) -> str:
        return self.title or f"{self.bureau_name} {self.year}"

    def get_absolute_url(self) -> str:
        return reverse("reports:report", args=[self.pk])

    @property
    def bureau_name(self) -> str:
        """The bureau's name at the time of the report: its region's then, with the office's own ending."""
        if self.region_id == self.bureau.region_id:
            return self.bureau.name
        return self.region.name + self.bureau.name.removeprefix(self.bureau.region.name)

    @property
    def is_published(self) -> bool:
        return self.status == ReportStatus.PUBLISHED

    @property
    def is_reachable(self) -> bool:
        return self.status in REACHABLE

    def version_published(self) -> Report | None:
        """The other report of the same bureau, year and kind that is published, if there is one. One query."""
        versions = Report.objects.published().filter(bureau=self.bureau_id, year=self.year, kind=self.kind)
        return versions.exclude(pk=self.pk).without_text().first()
