"""What was read out of a report: headings, figures, shortcomings, plans, arithmetic; and what people decided."""

from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from reports.models.catalogue import Indicator, ProblemCategory
from reports.models.report import REACHABLE, Report, ReportStatus


class SectionKind(models.TextChoices):
    """What a chapter is about; the values are the engine's."""

    INTRO = "intro", _("introduction")
    ACHIEVEMENTS = "achievements", _("work done")
    PROBLEMS = "problems", _("shortcomings")
    PLAN = "plan", _("plans")
    CLOSING = "closing", _("closing")


class Qualifier(models.TextChoices):
    """How exactly the text states a value (约, 余, 不足, 不低于, 0.5至2)."""

    EXACT = "exact", pgettext_lazy("qualifier", "exactly")
    ABOUT = "about", pgettext_lazy("qualifier", "about")
    OVER = "over", pgettext_lazy("qualifier", "over")
    UNDER = "under", pgettext_lazy("qualifier", "under")
    AT_LEAST = "at_least", pgettext_lazy("qualifier", "at least")
    RANGE = "range", pgettext_lazy("qualifier", "range")


class Period(models.TextChoices):
    """The time a value covers."""

    YEAR = "year", pgettext_lazy("period", "year")
    CUMULATIVE = "cumulative", pgettext_lazy("period", "cumulative")
    MULTI_YEAR = "multi_year", pgettext_lazy("period", "multi-year")
    POINT = "point", pgettext_lazy("period", "point")
    PART = "part", pgettext_lazy("period", "part-year")
    RECURRING = "recurring", pgettext_lazy("period", "monthly")


class Claim(models.TextChoices):
    """Whether a value was found, is a parameter of a policy, or is a target (ANNOTATION's `status`)."""

    ACTUAL = "actual", pgettext_lazy("claim", "actual")
    STANDARD = "standard", pgettext_lazy("claim", "standard")
    PLAN = "plan", pgettext_lazy("claim", "planned")


class Confidence(models.TextChoices):
    """How sure the machine is."""

    SURE = "sure", _("sure")
    LIKELY = "likely", _("likely")
    DOUBTFUL = "doubtful", _("doubtful")


class Origin(models.TextChoices):
    """Who found a figure: the engine, or a person who saw what the engine had overlooked or run together."""

    MACHINE = "machine", pgettext_lazy("origin", "Read by machine")
    PERSON = "person", pgettext_lazy("origin", "Added by a person")


class Decision(models.TextChoices):
    """What a person decided of a machine's finding. Anything but `none` is out of the machine's reach for good."""

    NONE = "none", pgettext_lazy("decision", "Not reviewed")
    CONFIRMED = "confirmed", pgettext_lazy("decision", "Confirmed")
    CORRECTED = "corrected", pgettext_lazy("decision", "Corrected")
    REJECTED = "rejected", pgettext_lazy("decision", "Rejected")
    ADDED = "added", pgettext_lazy("decision", "Added")


class FindingQuerySet(models.QuerySet[Any]):
    def published(self) -> Self:
        """Findings the public may see: of published reports, and not rejected."""
        return self.filter(report__status=ReportStatus.PUBLISHED).standing()

    def reachable(self) -> Self:
        """Findings that anybody may open by their address: also those of versions that were replaced."""
        return self.filter(report__status__in=REACHABLE).standing()

    def standing(self) -> Self:
        """All but what a reviewer rejected."""
        return self.exclude(decision=Decision.REJECTED)

    def undecided(self) -> Self:
        return self.filter(decision=Decision.NONE)


class Finding(models.Model):
    """Something with its exact place in the report's text: `report.text[start:end]`."""

    # Each kind has an index of its own that begins with the report.
    report = models.ForeignKey(
        Report, models.CASCADE, related_name="%(class)ss", db_index=False, verbose_name=_("report")
    )
    start = models.PositiveIntegerField(_("start"), editable=False)
    end = models.PositiveIntegerField(_("end"), editable=False)

    class Meta:
        abstract = True


class Decidable(Finding):
    """A finding that a reviewer confirms, corrects or rejects."""

    decision = models.CharField(
        _("decision"), max_length=10, choices=Decision, default=Decision.NONE, editable=False
    )

    objects = FindingQuerySet.as_manager()

    class Meta:
        abstract = True


class Section(Finding):
    """A heading of the report's outline (标题) and where the text under it ends."""

    level = models.PositiveSmallIntegerField(_("level"))
    number = models.CharField(_("number"), max_length=12, blank=True)
    heading = models.CharField(_("heading"), max_length=300)
    kind = models.CharField(_("kind"), max_length=12, choices=SectionKind)
    body_end = models.PositiveIntegerField(_("end of its text"))

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        ordering = ["report", "start"]
        constraints = [models.UniqueConstraint("report", "start", name="section_once_a_place")]

    def __str__(self) -> str:
        return self.heading


class Metric(Decidable):
    """One figure (数字): what is counted, value, unit, period, and its exact place in the text.

    `value` is in the base unit (万元 → 元; % stays percent). It is null only where a figure stands in the text and
    could not be read. A figure that a person added has no machine's voice: no confidence, no reasons, and its first
    correction (decision `added`) has nothing before it. One that was split is rejected and has two `parts`.
    """

    mention = models.CharField(_("as printed"), max_length=60)
    quote = models.TextField(_("clause"))
    sentence = models.TextField(_("sentence"))
    sentence_start = models.PositiveIntegerField(_("start of sentence"), editable=False)
    label = models.CharField(_("what is counted"), max_length=200)
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, null=True, blank=True, related_name="metrics", verbose_name=_("indicator")
    )
    value = models.DecimalField(_("value"), max_digits=24, decimal_places=6, null=True, blank=True)
    value_max = models.DecimalField(_("upper value"), max_digits=24, decimal_places=6, null=True, blank=True)
    unit = models.CharField(_("unit"), max_length=12)
    qualifier = models.CharField(_("qualifier"), max_length=10, choices=Qualifier)
    period = models.CharField(_("period"), max_length=10, choices=Period)
    claim = models.CharField(_("actual, standard or planned"), max_length=10, choices=Claim)
    scope = models.CharField(_("scope"), max_length=20, blank=True)
    confidence = models.CharField(
        _("confidence"), max_length=10, choices=Confidence, blank=True, editable=False
    )
    reasons = models.JSONField(_("how it was read"), default=list, blank=True, editable=False)
    origin = models.CharField(
        _("found by"), max_length=10, choices=Origin, default=Origin.MACHINE, editable=False
    )
    split_from = models.ForeignKey(
        "self",
        models.RESTRICT,
        null=True,
        blank=True,
        editable=False,
        related_name="parts",
        verbose_name=_("split from"),
    )

    class Meta:
        verbose_name = _("figure")
        verbose_name_plural = _("figures")
        ordering = ["report", "start", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="metric_place_in_order"),
            models.CheckConstraint(
                condition=Q(value_max__isnull=True) | Q(value_max__gte=F("value")),
                name="metric_range_in_order",
            ),
            models.CheckConstraint(
                condition=Q(qualifier=Qualifier.RANGE, value_max__isnull=False)
                | (~Q(qualifier=Qualifier.RANGE) & Q(value_max__isnull=True)),
                name="metric_range_has_two_ends",
            ),
            models.CheckConstraint(
                condition=Q(origin=Origin.MACHINE) & ~Q(confidence="") & ~Q(decision=Decision.ADDED)
                | Q(origin=Origin.PERSON, confidence="") & ~Q(decision=Decision.NONE),
                name="metric_one_voice_found_it",
            ),
            models.CheckConstraint(
                condition=Q(origin=Origin.MACHINE) | Q(end=F("start") + Length("mention")),
                name="metric_added_is_as_long_as_printed",
            ),
            models.CheckConstraint(
                condition=Q(split_from__isnull=True) | Q(origin=Origin.PERSON),
                name="metric_part_is_a_persons",
            ),
            models.UniqueConstraint(
                "report",
                "start",
                "end",
                "label",
                condition=Q(origin=Origin.PERSON),
                name="metric_added_once",
                violation_error_message=_("A person has added this figure under this name before."),
            ),
        ]
        indexes = [
            models.Index(fields=["indicator", "report"], name="metric_indicator_report"),
            # In the order of the text, so that two million of them leave without being sorted.
            models.Index(fields=["report", "start", "id"], name="metric_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.label} {self.mention}"

    def get_absolute_url(self) -> str:
        return f"{reverse('reports:report', args=[self.report_id])}#c{self.start}"


class Statement(Decidable):
    """A sentence of the bureau about itself: its text as printed, its heading, its place in the list."""

    text = models.TextField(_("text"))
    heading = models.CharField(_("heading"), max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), editable=False)
    category = models.ForeignKey(
        ProblemCategory,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="%(class)ss",
        verbose_name=_("category"),
    )

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.text[:40]


class Problem(Statement):
    """A shortcoming the bureau states about itself (存在的问题)."""

    is_cause = models.BooleanField(_("states a cause"), default=False)

    class Meta:
        verbose_name = _("problem")
        verbose_name_plural = _("problems")
        ordering = ["report", "position"]
        constraints = [
            models.UniqueConstraint("report", "start", name="problem_once_a_place"),
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="problem_place_in_order"),
        ]
        indexes = [models.Index(fields=["category", "report"], name="problem_category_report")]

    def get_absolute_url(self) -> str:
        return f"{reverse('reports:report', args=[self.report_id])}#q{self.start}"


class Plan(Statement):
    """A measure announced for the coming year (下一步计划)."""

    class Meta:
        verbose_name = _("plan")
        verbose_name_plural = _("plans")
        ordering = ["report", "position"]
        constraints = [
            models.UniqueConstraint("report", "start", name="plan_once_a_place"),
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="plan_place_in_order"),
        ]

    def get_absolute_url(self) -> str:
        return f"{reverse('reports:report', args=[self.report_id])}#p{self.start}"


class RelationKind(models.TextChoices):
    """Arithmetic that a report makes checkable."""

    SUM = "sum", _("sum")
    RATIO = "ratio", _("ratio")
    COMPLETION = "completion", _("completion of a target")
    GROWTH = "growth", _("growth")
    DECLINE = "decline", _("decline")
    INCREASE = "increase", _("increase")
    DECREASE = "decrease", _("decrease")
    GAIN = "gain", _("growth by an increase")
    LOSS = "loss", _("decline by a decrease")


class Relation(models.Model):
    """Arithmetic that the text itself makes checkable (可核算的关系), and whether it holds.

    Its terms are those of the engine's `Relation`: the parts of a sum; part and whole, done and target, later and
    earlier value.
    """

    report = models.ForeignKey(Report, models.CASCADE, related_name="relations", verbose_name=_("report"))
    kind = models.CharField(_("kind"), max_length=10, choices=RelationKind)
    result = models.ForeignKey(Metric, models.CASCADE, related_name="results_of", verbose_name=_("result"))
    terms = models.ManyToManyField(
        Metric, through="RelationTerm", related_name="terms_of", verbose_name=_("terms")
    )
    holds = models.BooleanField(_("holds"))
    diagnosis = models.CharField(_("diagnosis"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("relation")
        verbose_name_plural = _("relations")
        ordering = ["report", "pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.result_id}"


class RelationTerm(models.Model):
    """One term of a relation, in its order: a ratio's first is divided by its second."""

    relation = models.ForeignKey(Relation, models.CASCADE)
    metric = models.ForeignKey(Metric, models.CASCADE)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint("relation", "position", name="relation_term_position_once")]

    def __str__(self) -> str:
        return f"{self.relation_id}.{self.position}"


class Correction(models.Model):
    """One human decision on one figure or statement: what the machine had read, what the person put, why, and when.

    Machine and reviewer are two voices; both are kept, and both are exported.
    """

    metric = models.ForeignKey(Metric, models.CASCADE, null=True, blank=True, related_name="corrections")
    problem = models.ForeignKey(Problem, models.CASCADE, null=True, blank=True, related_name="corrections")
    plan = models.ForeignKey(Plan, models.CASCADE, null=True, blank=True, related_name="corrections")
    decision = models.CharField(_("decision"), max_length=10, choices=Decision)
    before = models.JSONField(_("before"), default=dict)
    after = models.JSONField(_("after"), default=dict)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("made by")
    )
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(metric__isnull=False, problem__isnull=True, plan__isnull=True)
                | Q(metric__isnull=True, problem__isnull=False, plan__isnull=True)
                | Q(metric__isnull=True, problem__isnull=True, plan__isnull=False),
                name="correction_of_one_thing",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_decision_display()} {self.made_at:%Y-%m-%d}"
