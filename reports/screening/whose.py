"""Bureau, year, kind and title: what the text says, what a person states over it, and from where it is known."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django.utils.translation import pgettext_lazy

from bureaus.models import Region
from reports.extraction.records import Extraction
from reports.models.report import ReportKind
from reports.refusals import Refusal
from reports.screening.lines import Grade, Line, passed, warn
from reports.settling import Given, settle_kind, settle_region, settle_year

T = TypeVar("T")

_SOURCES = {
    "title": pgettext_lazy("source", "the title"),
    "header": pgettext_lazy("source", "the head of the page"),
    "body": pgettext_lazy("source", "the text"),
    "signature": pgettext_lazy("source", "the signature"),
    "stated": pgettext_lazy("source", "stated by a person"),
}


class Whose:
    """Bureau, year and kind, each settled by itself, so that one gap does not hide the others."""

    def __init__(self, extraction: Extraction, given: Given) -> None:
        self.metadata, self.given = extraction.metadata, given
        self.lines: list[Line] = []
        self.region: Region | None = None
        self.kind = self._settled(lambda: settle_kind(self.metadata, given))
        self.year = self._settled(lambda: settle_year(self.metadata, given))
        if year := self.year:
            self.region = self._settled(lambda: settle_region(self.metadata, given, year))
        self._say()

    def _settled(self, settle: Callable[[], T]) -> T | None:
        try:
            return settle()
        except Refusal as refusal:
            self.lines.append(Line(Grade.FAIL, refusal.code, refusal.params, refusal=refusal))
            return None

    def _say(self) -> None:
        if self.region:
            source = self._source("bureau", self.given.adcode)
            name = _office(self.region, self.metadata.bureau)
            self.lines.append(passed("bureau", bureau=name, adcode=self.region.adcode, source=source))
        if self.year:
            self.lines.append(passed("year", year=self.year, source=self._source("year", self.given.year)))
            if not self.given.year and any(doubt.code == "from_signature" for doubt in self.metadata.doubts):
                self.lines.append(warn("year_from_signature"))
        if self.kind:
            kind = ReportKind(self.kind).label
            self.lines.append(passed("kind", kind=kind, source=self._source("kind", self.given.kind)))
        printed = None if "title" in self.given.without else self.metadata.title
        if title := self.given.title or printed:
            self.lines.append(passed("title", title=title, source=self._source("title", self.given.title)))
        else:
            self.lines.append(warn("no_title"))

    def _source(self, field: str, stated: object) -> str:
        code = "stated" if stated else self.metadata.sources.get(field, "body")
        return str(_SOURCES.get(code, code))


def _office(region: Region, named: str | None) -> str:
    return named if named and region.name in named else region.name
