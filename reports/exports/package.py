"""The data package: everything published as CSV files with their schema and a README, in one zip.

It is built by a command, kept until the data change, and served as it lies. Frictionless Data Package, version 1.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.conf import settings
from django.db.models import Count, Max, QuerySet, Sum
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from bureaus.models import Bureau, BureauName, Population, Region
from reports.exports.csv_file import csv_line
from reports.exports.fields import Field
from reports.exports.licence import ATTRIBUTION, LICENCE, LICENCE_TITLE, LICENCE_URL
from reports.exports.package_fields import CLOSED
from reports.exports.package_readme import readme
from reports.exports.package_tables import Table, tables
from reports.holdings.counts import edition, kept
from reports.holdings.edition import edition_now
from reports.models import Domain, Indicator, Metric, Plan, Problem, ProblemCategory, Report, Rereading

NAME = "civil-affairs-compared"
FORMAT = 1
"""Raised when the files change their columns: an older package is then built anew."""
LANGUAGES = ("zh-hans", "en")


@dataclass(frozen=True, slots=True)
class File:
    """One CSV file of a package as it was written."""

    name: str
    rows: int
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Package:
    """A package that lies ready: what state of the data it holds, when it was built, and its files."""

    edition: str
    built: str
    """ISO 8601, with the hour and its zone."""
    size: int
    sha256: str
    files: tuple[File, ...]
    newest: str = ""
    """When the last of the reports then public was published, ISO 8601; empty for none."""
    public: int = 0
    """How many reports were public then."""

    @property
    def holds_withdrawn(self) -> bool:
        """Whether a report that may be in it has left the public since. One query."""
        if not self.newest:
            return False
        still = Report.objects.reachable().filter(released_at__lte=datetime.fromisoformat(self.newest))
        return still.count() < self.public

    @property
    def path(self) -> Path:
        return _folder() / f"{NAME}-{self.edition}.zip"

    @property
    def is_current(self) -> bool:
        """Whether the data have stayed as they were when it was built."""
        return self.edition == edition_of_data()


def data_edition() -> str:
    """A short name for the state of everything that goes into a package; equal states have equal names."""
    catalogue = [
        list(model.objects.order_by("pk").values_list()) for model in (Domain, Indicator, ProblemCategory)
    ]
    said = ("title", "source_url", "published_on", "index_number", "document_number", "publisher")
    stated = Report.objects.published().values_list("pk", "review_state", *said)
    residents = Population.objects.values_list("pk", "year", "residents", "basis")
    rows: tuple[QuerySet[Any, Any], ...] = (stated, residents)
    told = hashlib.sha256(repr((FORMAT, edition(), _keys_and_counts(), catalogue)).encode())
    for row in chain.from_iterable(one.order_by("pk").iterator(chunk_size=2000) for one in rows):
        told.update(repr(row).encode())
    return told.hexdigest()[:16]


def _keys_and_counts() -> list[int | None]:
    """Seven queries, each answered by an index."""
    keys = [model.objects.aggregate(last=Max("pk"))["last"] for model in (Metric, Problem, Plan, Rereading)]
    return keys + [model.objects.aggregate(n=Count("pk"))["n"] for model in (Region, Bureau, BureauName)]


def edition_of_data() -> str:
    """`data_edition`, worked out anew only where anything has changed, and every five minutes: it reads every report.

    Twelve queries, none of which reads a row a report.
    """
    residents = Population.objects.aggregate(n=Count("pk"), residents=Sum("residents"), last=Max("pk"))
    told = repr((edition_now().name, residents, _keys_and_counts()))
    stand = hashlib.sha256(told.encode()).hexdigest()
    return kept("data-edition", stand, data_edition)


def ready() -> Package | None:
    """The newest package that lies ready, or none; one with a report withdrawn since is not given away any more."""
    told = _folder() / f"{NAME}.json"
    try:
        held = json.loads(told.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    files = tuple(File(**one) for one in held.pop("files"))
    package = Package(files=files, **held)
    return package if package.path.exists() and not package.holds_withdrawn else None


def build(*, anew: bool = False, say: Callable[[str], None] = lambda said: None) -> Package:
    """Build the package of the data as they stand, unless it lies ready; earlier ones are removed."""
    state = data_edition()
    held = ready()
    if held and held.edition == state and not anew:
        return held
    folder = _folder()
    folder.mkdir(parents=True, exist_ok=True)
    # Asked before the first row is read: what is withdrawn while the rest is written may be in it.
    public = Report.objects.reachable().aggregate(count=Count("pk"), last=Max("released_at"))
    # Written whole under another name first: a reader never gets half a package.
    draft = folder / f"{NAME}-{state}.{os.getpid()}.part"
    try:
        files = _write(draft, state, say)
        package = Package(state, timezone.localtime().isoformat(timespec="seconds"), draft.stat().st_size,
                          _hash(draft), files, public["last"].isoformat() if public["last"] else "",
                          public["count"])  # fmt: skip
        draft.replace(package.path)
    finally:
        draft.unlink(missing_ok=True)
    _keep(package)
    return package


def _keep(package: Package) -> None:
    """Put down what was built, then let the earlier ones go."""
    folder = _folder()
    draft = folder / f"{NAME}.{os.getpid()}.part"
    draft.write_text(json.dumps(asdict(package), indent=1), encoding="utf-8")
    draft.replace(folder / f"{NAME}.json")
    for earlier in folder.glob(f"{NAME}-*.zip"):
        if earlier != package.path:
            earlier.unlink()


def _write(draft: Path, state: str, say: Callable[[str], None]) -> tuple[File, ...]:
    built = tables()
    with ZipFile(draft, "w", ZIP_DEFLATED, compresslevel=6) as archive:
        files = tuple(_write_table(archive, table, say) for table in built)
        described = descriptor(built, files, state)
        archive.writestr(_member("datapackage.json"), json.dumps(described, ensure_ascii=False, indent=1))
        archive.writestr(_member("README.md"), readme(built, [(file.rows, file.size) for file in files]))
    return files


def _write_table(archive: ZipFile, table: Table, say: Callable[[str], None]) -> File:
    hashed = hashlib.sha256()
    rows = size = 0
    with archive.open(_member(f"{table.name}.csv"), "w", force_zip64=True) as file:

        def put(piece: bytes) -> None:
            nonlocal size
            file.write(piece)
            hashed.update(piece)
            size += len(piece)

        put(f"{csv_line([field.key for field in table.fields])}\r\n".encode())
        for count, piece in table.pieces():
            rows += count
            put(piece)
    say(f"{table.name}.csv: {rows:,}")
    return File(table.name, rows, size, hashed.hexdigest())


def _member(name: str) -> ZipInfo:
    member = ZipInfo(name, timezone.localtime().timetuple()[:6])
    member.compress_type = ZIP_DEFLATED
    member.external_attr = 0o644 << 16
    return member


def descriptor(built: tuple[Table, ...], files: tuple[File, ...], state: str) -> dict[str, Any]:
    """`datapackage.json`: names and descriptions in both languages, types, units, keys, sizes and hashes."""
    return {
        "profile": "tabular-data-package",
        "name": NAME,
        "version": state,
        "created": timezone.now().strftime("%Y-%m-%dT%H:%M:%SZ"),
        **_told("title", lambda: _("Civil Affairs Compared")),
        **_told("description", _about),
        "licenses": [{"name": LICENCE, "title": LICENCE_TITLE, "path": LICENCE_URL}],
        "attribution": str(ATTRIBUTION),
        "sources": [
            {"title": "Annual reports of the civil-affairs bureaus, listed in reports.csv with source and hash"},
            {"title": "Division codes: areacodes (CC0)"},
            {"title": "Residents: National Bureau of Statistics, 2020 census"},
        ],
        "resources": [_resource(table, file) for table, file in zip(built, files, strict=True)],
    }  # fmt: skip


def _about() -> str:
    return _(
        "Figures, shortcomings and plans read out of the annual reports of Chinese civil-affairs bureaus."
    )


def _told(name: str, words: Callable[[], Any]) -> dict[str, str]:
    """A property in Chinese, and the same in English beside it."""
    said = {}
    for language in LANGUAGES:
        with override(language):
            said[language] = str(words())
    return {name: said["zh-hans"], f"{name}_en": said["en"]}


def _resource(table: Table, file: File) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": f"{table.name}.csv",
        **_told("title", lambda: table.title),
        **_told("description", lambda: table.about),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"lineTerminator": "\r\n", "delimiter": ",", "quoteChar": '"', "doubleQuote": True},
        "bytes": file.size,
        "hash": f"sha256:{file.sha256}",
        "rows": file.rows,
        "schema": {
            "fields": [_field(field, table) for field in table.fields],
            "missingValues": [""],
            "primaryKey": list(table.key),
            "foreignKeys": [
                {"fields": [column], "reference": {"resource": there, "fields": [key]}}
                for column, there, key in table.ties
            ],
        },
    }


def _field(field: Field, table: Table) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": True} if field.key in table.key else {}
    if codes := CLOSED.get(table.name, {}).get(field.key):
        constraints["enum"] = list(codes)
    return {
        "name": field.key,
        "type": field.kind.value,
        **_told("title", lambda: field.head),
        **_told("description", lambda: field.about),
        **(_told("unit", lambda: field.unit) if field.unit else {}),
        **({"constraints": constraints} if constraints else {}),
    }


def _folder() -> Path:
    folder: Path = settings.DATA_ROOT
    return folder


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
