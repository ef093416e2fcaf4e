"""Whose report a text is, for which year, of what kind: what it says of itself, and what a person states over that.

Only questions are asked of the database; nothing is written.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from bureaus.models import Region
from bureaus.resolver import Gazetteer
from reports.extraction.catalogue import Catalogue, load_catalogue
from reports.extraction.records import Doubt, Metadata
from reports.models.report import Report, ReportKind
from reports.refusals import refuse

FIRST_YEAR, LAST_YEAR = 1949, 2100
"""The years a report can be for; the database holds the same bounds."""

PRINTED = ("title", "publisher", "published_on", "document_number", "index_number")
"""What a document says of itself beyond whose and when it is."""


@dataclass(frozen=True, slots=True)
class Given:
    """What the person who hands a document in says of it; each field overrules what the text seems to say."""

    adcode: str = ""
    year: int | None = None
    kind: str = ""
    source_url: str = ""
    title: str = ""
    publisher: str = ""
    published_on: date | None = None
    document_number: str = ""
    index_number: str = ""
    without: tuple[str, ...] = ()
    """Of `PRINTED` what the text seems to say and does not."""
    synthetic: bool = False
    """Made up for demonstration; marked wherever it shows."""


@cache
def reference() -> tuple[Catalogue, Gazetteer]:
    """The engine's vocabulary and divisions, read from their files once in a process."""
    folder: Path = settings.REFERENCE_DIR
    return load_catalogue(folder), Gazetteer.from_csv(folder / "divisions.csv")


def check_given(given: Given) -> None:
    """Refuse what can't be true of any report, and a real report among made-up ones."""
    if given.kind and given.kind not in ReportKind.values:
        raise refuse("kind_unknown", kind=given.kind, known=", ".join(ReportKind.values))
    if given.year is not None and not FIRST_YEAR <= given.year <= LAST_YEAR:
        raise refuse("year_unsound", year=given.year)
    if given.source_url:
        try:
            # The address becomes a link: nothing but the web's own schemes.
            URLValidator(schemes=["http", "https"])(given.source_url)
        except ValidationError as error:
            raise refuse("source_unsound", url=given.source_url[:100]) from error
    if Report.objects.filter(synthetic=not given.synthetic).exists():
        raise refuse("made_up_among_real" if given.synthetic else "real_among_made_up")


def settle_kind(metadata: Metadata, given: Given) -> str:
    """Of what kind the report is."""
    kind = given.kind or metadata.kind
    if not kind:
        raise refuse("no_report")
    return str(kind)


def settle_year(metadata: Metadata, given: Given) -> int:
    """For which year the report is."""
    year = given.year or metadata.year
    if not year or not FIRST_YEAR <= year <= LAST_YEAR:
        raise refuse("no_year")
    return year


def settle_region(metadata: Metadata, given: Given, year: int) -> Region:
    """Whose report it is: the division as it was in the year reported on."""
    doubts = {doubt.field: doubt for doubt in metadata.doubts}
    return _settle_region(metadata, given.adcode, year, doubts.get("bureau") or doubts.get("place"))


def settle(metadata: Metadata, given: Given) -> tuple[Region, int, str]:
    """Whose report this is, for which year, of what kind; what the text leaves open must have been given."""
    kind = settle_kind(metadata, given)
    year = settle_year(metadata, given)
    return settle_region(metadata, given, year), year, kind


def _settle_region(metadata: Metadata, adcode: str, year: int, doubt: Doubt | None) -> Region:
    # In the year of a change two divisions bear one code; a report is written when the year is over: the later one.
    in_force = Region.objects.in_force(year).order_by("-start_year")
    if adcode:
        region = in_force.filter(adcode=adcode).first()
        if region is None:
            raise refuse("code_not_in_force", adcode=adcode, year=year)
        return region
    if doubt and doubt.code in ("conflict", "ambiguous"):
        raise refuse(f"bureau_{doubt.code}", found="、".join(doubt.found))
    place = metadata.place
    if place is None:
        raise refuse("no_bureau")
    region = in_force.filter(adcode=place.adcode or "000000", name=place.name).first()
    if region is None:
        raise refuse("place_unknown", name=place.name, year=year)
    return region


def today_of(region: Region) -> Region:
    """The division that answers today for `region`.

    One that merely changed name or rank lives on in its one successor; one that was merged or split does not.
    """
    while (heir := _sole_heir(region)) is not None:
        region = heir
    return region


def _sole_heir(region: Region) -> Region | None:
    heirs = list(region.successors.all()[:2])
    if region.end_year is None or len(heirs) != 1:
        return None
    heir = heirs[0]
    return heir if heir.start_year == region.end_year and heir.predecessors.count() == 1 else None
