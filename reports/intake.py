"""receive → read → save: the one place where a document becomes a report with its findings.

Reading is slow and pure and happens outside any transaction; saving is one short transaction, whole or not at all.
The sha256 of the bytes is a report's identity, so the same document twice is one report. What a person has decided is
never replaced by a later reading.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction

from bureaus.models import Bureau, BureauName, Region
from bureaus.resolver import Gazetteer
from reports import findings
from reports.extraction.catalogue import Catalogue, load_catalogue
from reports.extraction.documents import DocumentError, read_document
from reports.extraction.engine import ENGINE_VERSION, extract
from reports.extraction.records import Doubt, Extraction, Metadata
from reports.models import Report, ReviewState
from reports.refusals import Refusal, refuse


class Outcome(StrEnum):
    """What became of one document."""

    NEW = "new"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Receipt:
    """The answer to one document: the report it is now, and whether it had been here before."""

    outcome: Outcome
    report: Report


@dataclass(frozen=True, slots=True)
class Given:
    """What the person who hands a document in says of it; each field overrules what the text seems to say."""

    adcode: str = ""
    year: int | None = None
    kind: str = ""
    source_url: str = ""


@cache
def reference() -> tuple[Catalogue, Gazetteer]:
    """The engine's vocabulary and divisions, read from their files once in a process."""
    folder: Path = settings.REFERENCE_DIR
    return load_catalogue(folder), Gazetteer.from_csv(folder / "divisions.csv")


def receive(
    data: bytes, name: str, *, given: Given | None = None, by: Any = None, dry_run: bool = False
) -> Receipt:
    """Read one document and save it, or say in a sentence why not (`Refusal`). `dry_run` does all and keeps nothing."""
    given = given or Given()
    sha256 = hashlib.sha256(data).hexdigest()
    held = Report.objects.filter(sha256=sha256).first()
    if held:
        return Receipt(Outcome.SAME, held)
    text = _read(data, name)
    extraction = extract(text, *reference())
    region, year, kind = settle(extraction.metadata, given)
    report = Report(
        region=region,
        year=year,
        kind=kind,
        title=extraction.metadata.title or "",
        published_on=extraction.metadata.published_on,
        index_number=extraction.metadata.index_number or "",
        document_number=extraction.metadata.document_number or "",
        publisher=extraction.metadata.publisher or "",
        source_url=given.source_url,
        original_name=Path(name).name,
        sha256=sha256,
        text=text,
        engine_version=extraction.engine_version,
        received_by=by,
    )
    return _save(report, extraction, data, dry_run=dry_run)


def _read(data: bytes, name: str) -> str:
    try:
        document = read_document(data, name, limit=settings.REPORT_MAX_BYTES)
    except DocumentError as error:
        raise refuse(error.code, **error.parameters) from error
    return document.text


def settle(metadata: Metadata, given: Given) -> tuple[Region, int, str]:
    """Whose report this is, for which year, of what kind; what the text leaves open must have been given."""
    doubts = {doubt.field: doubt for doubt in metadata.doubts}
    kind = given.kind or metadata.kind
    if not kind:
        raise refuse("no_report")
    year = given.year or metadata.year
    if not year:
        raise refuse("no_year")
    return _settle_region(metadata, given.adcode, year, doubts.get("bureau") or doubts.get("place")), year, str(kind)


def _settle_region(metadata: Metadata, adcode: str, year: int, doubt: Doubt | None) -> Region:
    if adcode:
        region = Region.objects.in_force(year).filter(adcode=adcode).first()
        if region is None:
            raise refuse("code_not_in_force", adcode=adcode, year=year)
        return region
    if doubt and doubt.code in ("conflict", "ambiguous"):
        raise refuse(f"bureau_{doubt.code}", found="、".join(doubt.found))
    place = metadata.place
    if place is None:
        raise refuse("no_bureau")
    region = (
        Region.objects.filter(adcode=place.adcode or "000000", name=place.name).in_force(year).first()
        if place
        else None
    )
    if region is None:
        raise refuse("place_unknown", name=place.name, year=year)
    return region


@transaction.atomic
def _save(report: Report, extraction: Extraction, data: bytes, *, dry_run: bool) -> Receipt:
    report.bureau = _bureau_of(report.region, extraction.metadata.bureau)
    try:
        with transaction.atomic():
            report.save()
    except IntegrityError:
        # Someone handed in the same bytes between our look and our save: theirs is the report.
        return Receipt(Outcome.SAME, Report.objects.get(sha256=report.sha256))
    findings.store(report, extraction)
    if dry_run:
        transaction.set_rollback(True)
        return Receipt(Outcome.NEW, report)
    _keep_original(report, data)
    return Receipt(Outcome.NEW, report)


def _keep_original(report: Report, data: bytes) -> None:
    """Last step inside the transaction: if the disk refuses, the rows go too."""
    suffix = Path(report.original_name).suffix.lower()
    report.original.save(f"{report.sha256[:16]}{suffix}", ContentFile(data), save=False)
    report.save(update_fields=["original"])


def _bureau_of(region: Region, name: str | None) -> Bureau:
    """The bureau that answers today for the authority of `region`, made on its first report."""
    name = name or f"{region.name}民政局"
    today = region
    # A division that merely changed name or rank lives on in its one successor; one that was merged or split does not.
    while (heir := _sole_heir(today)) is not None:
        today = heir
    name_today = today.name + name.removeprefix(region.name)
    bureau, _ = Bureau.objects.get_or_create(region=today, defaults={"name": name_today})
    BureauName.objects.get_or_create(bureau=bureau, region=region, name=name)
    return bureau


def _sole_heir(region: Region) -> Region | None:
    heirs = list(region.successors.all()[:2])
    if region.end_year is None or len(heirs) != 1:
        return None
    heir = heirs[0]
    return heir if heir.start_year == region.end_year and heir.predecessors.count() == 1 else None


def reread(report: Report) -> bool:
    """Read a stored report again with the present engine; every human decision stays. False if nothing was to do."""
    if report.engine_version == ENGINE_VERSION:
        return False
    extraction = extract(report.text, *reference())
    with transaction.atomic():
        # The row is locked so that a reviewer's decision can't fall between what we keep and what we replace.
        report = Report.objects.select_for_update().get(pk=report.pk)
        findings.replace_undecided(report, extraction)
        report.engine_version = extraction.engine_version
        if report.metrics.undecided().exists():
            report.review_state = ReviewState.MACHINE
        report.save(update_fields=["engine_version", "review_state"])
    return True


__all__ = ["Given", "Outcome", "Receipt", "Refusal", "receive", "reread", "settle"]
