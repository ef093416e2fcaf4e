"""receive → read → save: the one place where a document becomes a report with its findings.

Reading is slow and pure and happens outside any transaction; saving is one short transaction, whole or not at all.
The sha256 of the bytes is a report's identity, so the same document twice is one report. What a person has decided is
never replaced by a later reading.
"""

from __future__ import annotations

import hashlib
import logging
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path, PurePath

from django.conf import settings
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.validators import URLValidator
from django.db import DatabaseError, transaction
from django.db.models import CharField

from bureaus.models import Bureau, BureauName, Level, Region
from bureaus.resolver import Gazetteer
from reports import findings
from reports.extraction.catalogue import Catalogue, load_catalogue
from reports.extraction.documents import DocumentError, read_document
from reports.extraction.engine import ENGINE_VERSION, extract
from reports.extraction.records import Doubt, Extraction, Metadata
from reports.models import Report, ReviewState
from reports.models.report import ReportKind
from reports.refusals import Refusal, refuse

__all__ = [
    "FIRST_YEAR",
    "LAST_YEAR",
    "Given",
    "Outcome",
    "Receipt",
    "Refusal",
    "check_size",
    "discard",
    "receive",
    "reread",
    "settle",
]

logger = logging.getLogger(__name__)

FIRST_YEAR, LAST_YEAR = 1949, 2100
"""The years a report can be for; the database holds the same bounds."""


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


def check_size(size: int) -> None:
    """Refuse a file by its size alone, before anyone reads it into memory."""
    if size > settings.REPORT_MAX_BYTES:
        raise refuse("too_large", size=size, limit=settings.REPORT_MAX_BYTES)


def receive(
    data: bytes, name: str, *, given: Given | None = None, by: User | None = None, dry_run: bool = False
) -> Receipt:
    """Read one document and save it, or say in a sentence why not (`Refusal`).

    `dry_run` does all of it and keeps nothing.
    """
    given = given or Given()
    sha256 = hashlib.sha256(data).hexdigest()
    if held := Report.objects.filter(sha256=sha256).first():
        return Receipt(Outcome.SAME, held)
    _check_given(given)
    text = _read(data, name)
    extraction = extract(text, *reference())
    region, year, kind = settle(extraction.metadata, given)
    report = Report(
        region=region,
        year=year,
        kind=kind,
        source_url=given.source_url,
        original_name=_file_name(name),
        sha256=sha256,
        text=text,
        engine_version=extraction.engine_version,
        received_by=by,
        **_printed(extraction.metadata),
    )
    return _save_once(report, extraction, data, dry_run=dry_run)


def _check_given(given: Given) -> None:
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


def _read(data: bytes, name: str) -> str:
    try:
        text = read_document(data, name, limit=settings.REPORT_MAX_BYTES).text
    except DocumentError as error:
        raise refuse(error.code, **error.parameters) from error
    if "\0" in text:
        # No text has NUL characters, and PostgreSQL can't store them.
        raise refuse("binary")
    return text


def _file_name(name: str) -> str:
    """The file's own name, its ending kept if it is too long to store."""
    path = PurePath(PurePath(name).name)
    suffix = path.suffix[:20]
    return path.stem[: _width("original_name") - len(suffix)] + suffix


def _printed(metadata: Metadata) -> dict[str, object]:
    """What the document says of itself, cut to what a column holds."""
    names = ("title", "index_number", "document_number", "publisher")
    words = {name: (getattr(metadata, name) or "")[: _width(name)] for name in names}
    return {**words, "published_on": metadata.published_on}


def _width(field: str) -> int:
    column = Report._meta.get_field(field)
    return column.max_length or 0 if isinstance(column, CharField) else 0


def settle(metadata: Metadata, given: Given) -> tuple[Region, int, str]:
    """Whose report this is, for which year, of what kind; what the text leaves open must have been given."""
    kind = given.kind or metadata.kind
    if not kind:
        raise refuse("no_report")
    year = given.year or metadata.year
    if not year or not FIRST_YEAR <= year <= LAST_YEAR:
        raise refuse("no_year")
    doubts = {doubt.field: doubt for doubt in metadata.doubts}
    return (
        _settle_region(metadata, given.adcode, year, doubts.get("bureau") or doubts.get("place")),
        year,
        str(kind),
    )


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


def _save_once(report: Report, extraction: Extraction, data: bytes, *, dry_run: bool) -> Receipt:
    """Save, unless someone handed in the same bytes between our look and our save: theirs is the report then."""
    try:
        _save(report, extraction, data, dry_run=dry_run)
    except (DatabaseError, OSError) as error:
        if held := Report.objects.filter(sha256=report.sha256).first():
            return Receipt(Outcome.SAME, held)
        logger.exception("%s was read but could not be saved", report.original_name)
        raise refuse("not_saved") from error
    return Receipt(Outcome.NEW, report)


def _save(report: Report, extraction: Extraction, data: bytes, *, dry_run: bool) -> None:
    committed = False
    try:
        with transaction.atomic():
            report.bureau = _bureau_of(report.region, extraction.metadata)
            report.save()
            findings.store(report, extraction)
            if dry_run:
                transaction.set_rollback(True)
            else:
                _keep_original(report, data)
        committed = True
    finally:
        # Some constraints speak only at the commit, when the file is already written.
        if not committed:
            _remove_original(report)


def _keep_original(report: Report, data: bytes) -> None:
    """Last step inside the transaction: if the disk refuses, the rows go too."""
    suffix = PurePath(report.original_name).suffix.lower()
    report.original.save(f"{report.sha256[:16]}{suffix}", ContentFile(data), save=False)
    report.save(update_fields=["original"])


def _remove_original(report: Report) -> None:
    if report.original.name:
        report.original.storage.delete(report.original.name)


def _bureau_of(region: Region, metadata: Metadata) -> Bureau:
    """The bureau that answers today for the authority of `region`, made on its first report."""
    name = _name_then(region, metadata)
    today = region
    # A division that merely changed name or rank lives on in its one successor; one that was merged or split does not.
    while (heir := _sole_heir(today)) is not None:
        today = heir
    name_today = today.name + name.removeprefix(region.name) if name.startswith(region.name) else name
    bureau, _ = Bureau.objects.get_or_create(region=today, defaults={"name": name_today})
    BureauName.objects.get_or_create(bureau=bureau, region=region, name=name)
    return bureau


def _name_then(region: Region, metadata: Metadata) -> str:
    """The bureau's name as the text has it, if the text's place is the region that was settled on."""
    place = metadata.place
    if metadata.bureau and place and (place.adcode or "000000", place.name) == (region.adcode, region.name):
        # Without the levels above: 广东省深圳市福田区民政局 and 福田区民政局 are one name of one bureau.
        _, own, office = metadata.bureau.rpartition(region.name)
        return f"{own}{office}"[:80]
    if region.level == Level.COUNTRY:
        return "民政部"
    office = "民政厅" if region.level == Level.PROVINCE and not region.name.endswith("市") else "民政局"
    return region.name + office


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
        stored = Report.objects.select_for_update().get(pk=report.pk)
        findings.replace_undecided(stored, extraction)
        stored.engine_version = extraction.engine_version
        if stored.metrics.undecided().exists():
            stored.review_state = ReviewState.MACHINE
        stored.save(update_fields=["engine_version", "review_state"])
    report.engine_version, report.review_state = stored.engine_version, stored.review_state
    return True


def discard(report: Report) -> None:
    """Undo a receipt, say one under the wrong bureau: the report, what was read in it, and its file.

    What the public has seen is withdrawn first, so that nobody's link breaks by one slip of a hand.
    """
    with transaction.atomic():
        stored = Report.objects.select_for_update().get(pk=report.pk)
        if stored.is_published:
            raise refuse("still_published")
        stored.delete()
        # Only once the rows are gone for good: a file can't be rolled back.
        transaction.on_commit(lambda: _remove_original(stored))
