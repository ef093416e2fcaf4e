"""A reading becomes a report with its findings: one short transaction, whole or not at all.

What a person has decided is never replaced by a later reading.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePath

from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.db import DatabaseError, transaction
from django.db.models import CharField

from bureaus.models import Bureau, BureauName, Region
from reports import findings
from reports.extraction.engine import ENGINE_VERSION
from reports.extraction.records import Extraction, Metadata
from reports.intake.reading import Reading, extraction_of, held_as, read
from reports.models import Difference, Report, Rereading, ReviewState
from reports.refusals import refuse
from reports.settling import PRINTED, Given, check_given, settle, today_of

logger = logging.getLogger(__name__)


class Outcome(StrEnum):
    """What became of one document."""

    NEW = "new"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Receipt:
    """The answer to one document: the report it is now, and whether it had been here before."""

    outcome: Outcome
    report: Report


def receive(
    data: bytes, name: str, *, given: Given | None = None, by: User | None = None, dry_run: bool = False
) -> Receipt:
    """Read one document and save it, or say in a sentence why not (`Refusal`).

    `dry_run` does all of it and keeps nothing.
    """
    if held := held_as(data):
        return Receipt(Outcome.SAME, held)
    check_given(given or Given())
    return keep(read(data, name, given), given=given, by=by, dry_run=dry_run)


def keep(
    reading: Reading, *, given: Given | None = None, by: User | None = None, dry_run: bool = False
) -> Receipt:
    """Save what was read as a report, once."""
    given = given or Given()
    metadata = reading.extraction.metadata
    region, year, kind = settle(metadata, given)
    report = Report(
        region=region,
        year=year,
        kind=kind,
        source_url=given.source_url,
        synthetic=given.synthetic,
        original_name=file_name(reading.name),
        sha256=reading.sha256,
        text=reading.text,
        recognised=reading.recognised,
        pages=reading.pages,
        engine_version=reading.extraction.engine_version,
        received_by=by,
        **_printed(metadata, given),
    )
    return _save_once(report, reading.extraction, reading.data, dry_run=dry_run)


def file_name(name: str) -> str:
    """The file's own name, its ending kept if it is too long to store."""
    path = PurePath(PurePath(name).name)
    suffix = path.suffix[:20]
    return path.stem[: _width("original_name") - len(suffix)] + suffix


def _printed(metadata: Metadata, given: Given) -> dict[str, object]:
    """What the document says of itself, cut to what a column holds; what a person states stands over it."""
    said = {name: getattr(given, name) or getattr(metadata, name) for name in PRINTED}
    said |= dict.fromkeys(given.without)
    words = {name: (said[name] or "")[: _width(name)] for name in PRINTED if name != "published_on"}
    return {**words, "published_on": said["published_on"]}


def _width(field: str) -> int:
    column = Report._meta.get_field(field)
    return column.max_length or 0 if isinstance(column, CharField) else 0


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
    name = f"{report.sha256}{PurePath(report.original_name).suffix.lower()}"
    # A save that was killed here left its file and no row. The name is the bytes', and the row that is theirs is ours.
    report.original.storage.delete(report.original.field.generate_filename(report, name))
    report.original.save(name, ContentFile(data), save=False)
    report.save(update_fields=["original"])


def _remove_original(report: Report) -> None:
    if report.original.name:
        report.original.storage.delete(report.original.name)


def _bureau_of(region: Region, metadata: Metadata) -> Bureau:
    """The bureau that answers today for the authority of `region`, made on its first report."""
    name = _name_then(region, metadata)
    today = today_of(region)
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
    return region.office


def reread(
    report: Report, *, by: User | None = None, dry_run: bool = False, anew: bool = False
) -> list[Difference] | None:
    """Read a stored report again with the present engine; every human decision stays.

    The answer is what the engine now reads otherwise, which is kept for later; None if nothing was to do.
    `dry_run` keeps nothing; `anew` reads though the engine is the same, as the report's kind is another now.
    """
    if report.engine_version == ENGINE_VERSION and not anew:
        return None
    extraction = extraction_of(report.text, Given(kind=report.kind, year=report.year))
    with transaction.atomic():
        # The row is locked so that a reviewer's decision can't fall between what we keep and what we replace.
        stored = Report.objects.select_for_update().get(pk=report.pk)
        differing = _written_over(stored, extraction, by)
        if dry_run:
            transaction.set_rollback(True)
            return differing
    report.engine_version, report.review_state = stored.engine_version, stored.review_state
    return differing


def _written_over(stored: Report, extraction: Extraction, by: User | None) -> list[Difference]:
    """The later reading in place of the earlier one, and a record of what differs."""
    versions = {"engine_before": stored.engine_version, "engine_after": extraction.engine_version}
    rereading = Rereading.objects.create(report=stored, made_by=by, **versions)
    differing = findings.replace_undecided(stored, extraction)
    for difference in differing:
        difference.rereading = rereading
    Difference.objects.bulk_create(differing)
    stored.engine_version = extraction.engine_version
    if stored.metrics.undecided().exists():
        stored.review_state = ReviewState.MACHINE
    stored.save(update_fields=["engine_version", "review_state"])
    return differing


def discard(report: Report) -> None:
    """Undo a receipt, say one under the wrong bureau: the report, what was read in it, and its file.

    What the public has seen is withdrawn first, so that nobody's link breaks by one slip of a hand.
    """
    with transaction.atomic():
        stored = Report.objects.select_for_update().get(pk=report.pk)
        if stored.is_reachable:
            raise refuse("still_published")
        stored.delete()
        # Only once the rows are gone for good: a file can't be rolled back.
        transaction.on_commit(lambda: _remove_original(stored))
