"""Whom to set a bureau beside: all of its prefecture, or those most like it. Each group can be said in one sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Exists, F, IntegerField, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Abs

from bureaus.models import Bureau, BureauQuerySet, Population
from reports.models import Report

MOST_SIMILAR = 5


@dataclass(frozen=True, slots=True)
class Company:
    """The bureaus with published reports that a bureau may be set beside."""

    around: Bureau
    prefecture: tuple[Bureau, ...]
    """Of the same prefecture, its own bureau first; without `around` itself."""
    similar: tuple[Bureau, ...]
    """Of the same rank: those of its province first, of them the nearest in residents."""
    by_residents: bool
    """Whether its residents are known, so that some can be nearer than others."""


def company(bureau: Bureau) -> Company:
    """Three queries: its residents, its prefecture's bureaus, and those like it."""
    region = bureau.region
    residents = (
        Population.objects.census().filter(region=region).order_by("-year").values_list("residents").first()
    )
    others = _published().exclude(pk=bureau.pk)
    prefecture = others.none()
    if region.prefecture:
        prefecture = others.filter(region__province=region.province, region__prefecture=region.prefecture)
    return Company(
        around=bureau,
        prefecture=tuple(prefecture.order_by("region__adcode")),
        similar=tuple(_nearest(others, bureau, residents[0] if residents else None)[:MOST_SIMILAR]),
        by_residents=residents is not None,
    )


def _nearest(others: Any, bureau: Bureau, residents: int | None) -> Any:
    region = bureau.region
    same = others.filter(region__level=region.level)
    abroad = Case(When(region__province=region.province, then=0), default=1, output_field=IntegerField())
    if residents is None:
        return same.order_by(abroad, "region__adcode")
    counted = (
        Population.objects.census()
        .filter(region=OuterRef("region"))
        .order_by("-year")
        .values("residents")[:1]
    )
    near = same.annotate(residents=Subquery(counted)).annotate(apart=Abs(F("residents") - Value(residents)))
    return near.order_by(abroad, F("apart").asc(nulls_last=True), "region__adcode")


def bureaus_of_prefecture(words: str) -> BureauQuerySet:
    """The bureaus with published reports of the prefecture so named (嘉兴市); none where no prefecture is."""
    found: BureauQuerySet = _published().filter(
        Q(region__prefecture=words) | Q(region__prefecture=words + "市")
    )
    return found.order_by("region__adcode")


def _published() -> BureauQuerySet:
    published = Report.objects.published().filter(bureau=OuterRef("pk"))
    found: BureauQuerySet = Bureau.objects.filter(Exists(published)).select_related("region")
    return found
