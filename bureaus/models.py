"""Who reports: regions as they were in each year, the bureaus of those regions, and how many people live there."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from bureaus import romanise


def in_english() -> bool:
    """Whether the reader reads English; the other language is Chinese."""
    return (get_language() or "").startswith("en")


def local_place(name: str) -> str:
    """A division's name in the reader's language; nothing stays nothing."""
    return romanise.region(name) if name and in_english() else name


class Level(models.TextChoices):
    """Rank of an administrative division (行政级别)."""

    COUNTRY = "country", pgettext_lazy("level", "National")
    PROVINCE = "province", pgettext_lazy("level", "Provincial")
    PREFECTURE = "prefecture", pgettext_lazy("level", "Prefectural")
    COUNTY = "county", pgettext_lazy("level", "County")


class RegionQuerySet(models.QuerySet["Region"]):
    def in_force(self, year: int | None = None) -> Self:
        """Divisions that exist in `year`; without a year, those that exist today."""
        if year is None:
            return self.filter(end_year__isnull=True)
        return self.filter(start_year__lte=year).filter(Q(end_year__isnull=True) | Q(end_year__gte=year))


class Region(models.Model):
    """An administrative division (行政区划) under one code and one name, for the years in which both held.

    Codes are reused and names change, so a division is known by (adcode, start_year), never by its code alone.
    """

    adcode = models.CharField(_("division code"), max_length=6)
    name = models.CharField(_("name"), max_length=40)
    level = models.CharField(_("level"), max_length=10, choices=Level)
    province = models.CharField(_("province"), max_length=40, blank=True)
    prefecture = models.CharField(_("prefecture"), max_length=40, blank=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("parent")
    )
    start_year = models.PositiveSmallIntegerField(_("in force since"))
    end_year = models.PositiveSmallIntegerField(_("in force until"), null=True, blank=True)
    successors = models.ManyToManyField(
        "self", symmetrical=False, blank=True, related_name="predecessors", verbose_name=_("successors")
    )

    objects = RegionQuerySet.as_manager()

    class Meta:
        verbose_name = _("region")
        verbose_name_plural = _("regions")
        ordering = ["adcode", "start_year"]
        constraints = [
            models.UniqueConstraint("adcode", "start_year", name="region_code_and_start"),
            models.CheckConstraint(
                condition=Q(end_year__isnull=True) | Q(end_year__gte=F("start_year")),
                name="region_years_in_order",
            ),
        ]
        indexes = [models.Index(fields=["name"], name="region_name")]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        """The name with the levels above it: 浙江省嘉兴市海盐县."""
        above = [part for part in (self.province, self.prefecture) if part and part != self.name]
        return "".join([*dict.fromkeys(above), self.name])

    @property
    def local_name(self) -> str:
        """The name in the reader's language."""
        return local_place(self.name)

    @property
    def local_above(self) -> str:
        """The levels above in the reader's language: 浙江省嘉兴市, or Jiaxing City, Zhejiang Province."""
        if not in_english():
            return self.above
        above = [part for part in (self.prefecture, self.province) if part and part != self.name]
        return ", ".join(romanise.region(part) for part in dict.fromkeys(above))

    @property
    def above(self) -> str:
        """The levels above alone: 浙江省嘉兴市; empty for a province."""
        return self.full_name.removesuffix(self.name)

    @property
    def office(self) -> str:
        """What its civil-affairs authority is called where no text says so: 海盐县民政局, 浙江省民政厅."""
        if self.level == Level.COUNTRY:
            return "民政部"
        is_department = self.level == Level.PROVINCE and not self.name.endswith("市")
        return f"{self.name}{'民政厅' if is_department else '民政局'}"

    def in_force(self, year: int) -> bool:
        return self.start_year <= year and (self.end_year is None or year <= self.end_year)


class BureauQuerySet(models.QuerySet["Bureau"]):
    def by_code(self, adcodes: Iterable[str]) -> dict[str, Bureau]:
        """The bureau that each of these codes means, and further codes of the same ones. Four queries.

        Codes are given again: who bears one today comes before who bore it once.
        """
        codes = [adcode.partition("-")[0] for adcode in adcodes]
        bearing = Q(region__adcode__in=codes) | Q(names__region__adcode__in=codes)
        bureaus = list(self.filter(bearing).distinct().with_lineage())
        found = {bureau.adcode: bureau for bureau in bureaus}
        for bureau in bureaus:
            for code in (bureau.region.adcode, *(name.region.adcode for name in bureau.names.all())):
                found.setdefault(code, bureau)
        return found

    def named_like(self, words: str) -> Self:
        """Bureaus whose name, former name or division code is, or contains, these words."""
        return self.filter(
            Q(name__contains=words)
            | Q(names__name__contains=words)
            | Q(region__adcode=words)
            | Q(names__region__adcode=words)
        ).distinct()

    def with_lineage(self) -> Self:
        """With its region, the regions before that one, and the names it has borne: three queries more."""
        return self.select_related("region").prefetch_related("region__predecessors", "names__region")


class Bureau(models.Model):
    """A civil-affairs bureau (民政局): one authority through all its names and its region's codes."""

    region = models.OneToOneField(
        Region, models.PROTECT, related_name="bureau", verbose_name=_("region today")
    )
    name = models.CharField(_("name"), max_length=80)

    objects = BureauQuerySet.as_manager()

    class Meta:
        verbose_name = _("bureau")
        verbose_name_plural = _("bureaus")
        ordering = ["region__adcode"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("bureaus:bureau", args=[self.adcode])

    @property
    def local_name(self) -> str:
        """The name in the reader's language."""
        return romanise.bureau(self.name, self.region.name) if in_english() else self.name

    @property
    def adcode(self) -> str:
        """The code by which every page addresses it: its region's today.

        A division that is no more adds the year it began (130502-1983), since its code may be another's by now.
        """
        region = self.region
        return region.adcode if region.end_year is None else f"{region.adcode}-{region.start_year}"

    def could_report(self, year: int) -> bool:
        """Whether its division, or one before it, existed in that year; without a query after `with_lineage`."""
        region = self.region
        begun = year >= region.start_year or bool(region.predecessors.all())
        return begun and (region.end_year is None or year <= region.end_year)

    def redrawn_since(self, region: Region, year: int) -> bool:
        """Whether its territory is another today than `region` was in that year: merged or split since (区划调整).

        Another name or rank alone leaves the area as it was: 海门市 → 海门区. Without a query after `with_lineage` and
        with the region's successors at hand.
        """
        today, before = self.region, self.region.predecessors.all()
        if region.pk == today.pk:
            return any(
                today.start_year <= year and one.start_year <= year < (one.end_year or 0) for one in before
            )
        joined = [one for one in before if one.end_year is not None and one.end_year >= year]
        return len(joined) > 1 or len(region.successors.all()) > 1


class BureauName(models.Model):
    """A name the bureau has borne (曾用名), with the region it then belonged to."""

    bureau = models.ForeignKey(Bureau, models.CASCADE, related_name="names", verbose_name=_("bureau"))
    region = models.ForeignKey(Region, models.PROTECT, related_name="bureau_names", verbose_name=_("region"))
    name = models.CharField(_("name"), max_length=80)

    class Meta:
        verbose_name = _("name borne")
        verbose_name_plural = _("names borne")
        ordering = ["region__start_year", "name"]
        constraints = [models.UniqueConstraint("bureau", "region", "name", name="bureau_name_once")]

    def __str__(self) -> str:
        return self.name


CENSUS_YEAR = 2020


class PopulationQuerySet(models.QuerySet["Population"]):
    def census(self) -> Self:
        """Of the census, by which alone figures are compared per resident; other years are held beside it."""
        return self.filter(year=CENSUS_YEAR)


class Population(models.Model):
    """Resident population (常住人口) of a region in one year, in persons."""

    region = models.ForeignKey(Region, models.CASCADE, related_name="populations", verbose_name=_("region"))
    year = models.PositiveSmallIntegerField(_("year"))
    residents = models.PositiveBigIntegerField(_("residents"))
    basis = models.CharField(_("basis"), max_length=80)

    objects = PopulationQuerySet.as_manager()

    class Meta:
        verbose_name = _("population")
        verbose_name_plural = _("populations")
        ordering = ["region__adcode", "year"]
        constraints = [models.UniqueConstraint("region", "year", name="population_once_a_year")]

    def __str__(self) -> str:
        return f"{self.region} {self.year}: {self.residents}"
