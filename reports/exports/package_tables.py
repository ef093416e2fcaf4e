"""The tables of the data package: everything that is published, each thing once, tied together by keys.

Closed lists hold codes and not words, so that a program needs no language; their words are in the dictionary.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from typing import Any

from django.db.models import F
from django.db.models.functions import Length
from django.utils.translation import gettext_lazy as _

from bureaus.models import Bureau, BureauName, Population, Region
from reports.exports import fields
from reports.exports import package_fields as own
from reports.exports.csv_file import csv_line
from reports.exports.fields import Field
from reports.exports.figure_columns import figure_columns
from reports.exports.figure_stream import Edges, FigureQuery, Selection, batches, set_between
from reports.exports.spreadsheets import Value
from reports.models import (
    Correction,
    Decision,
    Domain,
    Indicator,
    Plan,
    Problem,
    ProblemCategory,
    Relation,
    Report,
    ReportStatus,
    Section,
)

AT_ONCE = 2000
OF_FIGURE = tuple(field for field in fields.OF_FIGURE if field is not fields.PERMALINK)
CHARACTERS = Field("characters", _("characters"), _("How long its text is."), fields.Kind.WHOLE)


@dataclass(frozen=True, slots=True)
class Table:
    """One file of the package. `pieces` gives its lines in turn: how many, and their bytes."""

    name: str
    title: Any
    about: Any
    fields: tuple[Field, ...]
    pieces: Callable[[], Iterator[tuple[int, bytes]]]
    key: tuple[str, ...]
    ties: tuple[tuple[str, str, str], ...] = ()
    """(column, table, column there): what it holds must stand there."""


def _lines(rows: Callable[[], Iterable[Sequence[Value]]]) -> Callable[[], Iterator[tuple[int, bytes]]]:
    def pieces() -> Iterator[tuple[int, bytes]]:
        all_rows = iter(rows())
        while batch := list(islice(all_rows, AT_ONCE)):
            yield len(batch), "".join(f"{csv_line(row)}\r\n" for row in batch).encode()

    return pieces


def tables() -> tuple[Table, ...]:
    """All tables: what the others point at comes first."""
    return (*_places(), *_catalogue(), *_of_reports(), *_findings())


def _places() -> tuple[Table, ...]:
    return (
        Table(
            "regions",
            _("Divisions"),
            _("Every division of the country under one code and one name, for the years in which both held."),
            (own.REGION_KEY, fields.ADCODE, own.NAME, fields.LEVEL, own.PROVINCE, own.PREFECTURE,
             own.START_YEAR, own.END_YEAR, own.SUCCESSORS),
            _lines(_regions),
            ("region",),
        ),
        Table(
            "populations",
            _("Residents"),
            _("Resident population of divisions, in persons."),
            (own.REGION_KEY, fields.YEAR, fields.RESIDENTS, own.POPULATION_BASIS),
            _lines(_populations),
            ("region", "year"),
            (("region", "regions", "region"),),
        ),
        Table(
            "bureaus",
            _("Bureaus"),
            _("Civil-affairs bureaus with a published report, by the division they belong to today."),
            (fields.BUREAU_CODE, own.NAME, own.REGION_KEY),
            _lines(_bureaus),
            ("bureau_code",),
            (("region", "regions", "region"),),
        ),
        Table(
            "bureau_names",
            _("Names borne"),
            _("The names a bureau has borne, with the division it then belonged to."),
            (fields.BUREAU_CODE, own.REGION_KEY, own.NAME),
            _lines(_names),
            ("bureau_code", "region", "name"),
            (("bureau_code", "bureaus", "bureau_code"), ("region", "regions", "region")),
        ),
    )  # fmt: skip


def _catalogue() -> tuple[Table, ...]:
    named = (own.CODE, own.NAME_ZH, own.NAME_EN, own.ORDER)
    return (
        Table(
            "domains",
            _("Domains"),
            _("Fields of civil affairs."),
            named,
            _lines(lambda: Domain.objects.values_list("code", "name_zh", "name_en", "position")),
            ("code",),
        ),
        Table(
            "indicators",
            _("Indicators"),
            _("What is counted and can be compared, with its definition."),
            (own.CODE, fields.DOMAIN, own.NAME_ZH, own.NAME_EN, own.ORDER, own.UNIT, own.INDICATOR_KIND,
             own.PER_CAPITA, own.BETTER, own.SYNONYMS, own.DEFINITION),
            _lines(_indicators),
            ("code",),
            (("domain", "domains", "code"),),
        ),
        Table(
            "categories",
            _("Categories"),
            _("What self-stated shortcomings and plans are about."),
            (*named, own.DESCRIPTION),
            _lines(_categories),
            ("code",),
        ),
    )  # fmt: skip


def _of_reports() -> tuple[Table, ...]:
    of_report = ("report", "reports", "report")
    return (
        Table(
            "reports",
            _("Reports"),
            _("Published reports; the hash of the original file is the identity of each."),
            (fields.REPORT, fields.BUREAU_CODE, own.REGION_KEY, fields.YEAR, fields.REPORT_KIND, own.TITLE,
             fields.PUBLISHED_ON, own.INDEX_NUMBER, own.DOCUMENT_NUMBER, own.PUBLISHER, fields.SOURCE_URL,
             fields.SHA256, CHARACTERS, fields.REVIEW, own.ENGINE, own.RELEASED, fields.MADE_UP),
            _lines(_reports),
            ("report",),
            (("bureau_code", "bureaus", "bureau_code"), ("region", "regions", "region")),
        ),
        Table(
            "sections",
            _("Headings"),
            _("The outline of each report."),
            (fields.REPORT, own.START, own.END, own.SECTION_LEVEL, own.NUMBER, own.SECTION_HEADING, own.SECTION_KIND),
            _lines(_sections),
            ("report", "start"),
            (of_report,),
        ),
    )  # fmt: skip


def _findings() -> tuple[Table, ...]:
    of_report = ("report", "reports", "report")
    statement = (own.STATEMENT, fields.REPORT, fields.CATEGORY, fields.TEXT, fields.HEADING, fields.POSITION,
                 fields.DECISION, own.START, own.END)  # fmt: skip
    ties = (of_report, ("category", "categories", "code"))
    return (
        Table(
            "figures",
            _("Figures"),
            _("Every figure read out of a published report, also those outside the catalogue."),
            (fields.REPORT, fields.BUREAU_CODE, fields.YEAR, fields.INDICATOR, *OF_FIGURE, own.START, own.END),
            _figures,
            ("metric",),
            (of_report, ("bureau_code", "bureaus", "bureau_code"), ("indicator", "indicators", "code")),
        ),
        Table(
            "problems", _("Shortcomings"), _("What the bureaus say of themselves is wrong."),
            (*statement, fields.IS_CAUSE), _lines(lambda: _said(Problem, "is_cause")), ("statement",), ties,
        ),
        Table(
            "plans", _("Plans"), _("What they announce for the year to come."),
            statement, _lines(lambda: _said(Plan)), ("statement",), ties,
        ),
        Table(
            "relations", _("Arithmetic"), _("Sums and shares that a report's own figures make checkable."),
            (own.RELATION, fields.REPORT, own.RELATION_KIND, own.RESULT, own.TERMS, own.HOLDS, own.DIAGNOSIS),
            _lines(_relations), ("relation",), (of_report, ("result", "figures", "metric")),
        ),
        Table(
            "corrections", _("Decisions"), _("What reviewers decided, with what the machine had read."),
            (own.CORRECTION, own.FOUND_KIND, own.FOUND, fields.DECISION, own.BEFORE, own.AFTER, own.WHY, own.MADE_AT),
            _lines(_corrections), ("correction",),
        ),
    )  # fmt: skip


def _key(adcode: str, start: int) -> str:
    return f"{adcode}-{start}"


def _moment(at: datetime | None) -> str | None:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if at else None


def _regions() -> Iterator[list[Value]]:
    for one in Region.objects.prefetch_related("successors").iterator(chunk_size=AT_ONCE):
        followed = " ".join(_key(heir.adcode, heir.start_year) for heir in one.successors.all())
        yield [_key(one.adcode, one.start_year), one.adcode, one.name, one.level, one.province or None,
               one.prefecture or None, one.start_year, one.end_year, followed or None]  # fmt: skip


def _populations() -> Iterator[list[Value]]:
    rows = Population.objects.values_list(
        "region__adcode", "region__start_year", "year", "residents", "basis"
    )
    for adcode, start, year, residents, basis in rows.iterator(chunk_size=AT_ONCE):
        yield [_key(adcode, start), year, residents, basis]


def _bureaus() -> Iterator[list[Value]]:
    for one in (
        Bureau.objects.filter(reports__status=ReportStatus.PUBLISHED).distinct().select_related("region")
    ):
        yield [one.adcode, one.name, _key(one.region.adcode, one.region.start_year)]


def _names() -> Iterator[list[Value]]:
    held = BureauName.objects.filter(bureau__reports__status=ReportStatus.PUBLISHED).distinct()
    for one in held.select_related("bureau__region", "region").order_by("bureau__region__adcode", "pk"):
        yield [one.bureau.adcode, _key(one.region.adcode, one.region.start_year), one.name]


def _indicators() -> Iterator[list[Value]]:
    for one in Indicator.objects.order_by("domain__position", "position"):
        yield [one.pk, one.domain_id, one.name_zh, one.name_en, one.position, one.unit, one.kind, one.per_capita,
               one.better, "、".join(one.synonyms) or None, one.definition_zh or None]  # fmt: skip


def _categories() -> Iterable[Sequence[Value]]:
    return ProblemCategory.objects.values_list("code", "name_zh", "name_en", "position", "description_zh")


def _reports() -> Iterator[list[Value]]:
    # With the length the rows have more than the model knows of.
    reports: Any = Report.objects.published().with_bureau().annotate(characters=Length("text")).without_text()
    for one in reports.iterator(chunk_size=AT_ONCE):
        yield [
            one.pk, one.bureau.adcode, _key(one.region.adcode, one.region.start_year), one.year, one.kind,
            one.title or None, one.published_on, one.index_number or None, one.document_number or None,
            one.publisher or None, one.source_url or None, one.sha256, one.characters, one.review_state,
            one.engine_version, _moment(one.released_at), one.synthetic,
        ]  # fmt: skip


def _sections() -> Iterable[Sequence[Value]]:
    held = Section.objects.filter(report__status=ReportStatus.PUBLISHED).order_by("report_id", "start")
    names = ("report_id", "start", "end", "level", "number", "heading", "kind")
    return held.values_list(*names).iterator(chunk_size=AT_ONCE)


def _figures() -> Iterator[tuple[int, bytes]]:
    columns = figure_columns("", words=False, defused=True)
    del columns["permalink"]
    selection = Selection()
    query = FigureQuery(selection.figures(), {**columns, "start": F("start"), "end": F("end")})
    codes = {b"": b",", **{code: code + b"," for code in map(str.encode, _codes())}}
    whose = {bureau.pk: bureau.adcode for bureau in Bureau.objects.select_related("region")}
    keys = list(selection.reports().values_list("pk", "bureau_id", "year"))
    for batch in batches(keys):
        before = {b"%d" % key: f"{key},{whose[bureau]},{year},".encode() for key, bureau, year in batch}
        lines = query.lines([key for key, _bureau, _year in batch])
        yield len(lines), set_between(Edges(before, codes, dict.fromkeys(before, b"\r\n")), lines)


def _codes() -> Iterable[str]:
    return Indicator.objects.order_by().values_list("code", flat=True)


def _said(model: type[Problem | Plan], *more: str) -> Iterator[list[Value]]:
    names = (
        "pk",
        "report_id",
        "category_id",
        "text",
        "heading",
        "position",
        "decision",
        "start",
        "end",
        *more,
    )
    held = model.objects.published().order_by("report_id", "position", "pk").values_list(*names)
    for row in held.iterator(chunk_size=AT_ONCE):
        yield [None if cell == "" else cell for cell in row]


def _relations() -> Iterator[list[Value]]:
    """Those whose figures all stand: arithmetic with a rejected one says nothing."""
    held = Relation.objects.filter(report__status=ReportStatus.PUBLISHED)
    held = held.exclude(result__decision=Decision.REJECTED).exclude(terms__decision=Decision.REJECTED)
    for one in (
        held.order_by("report_id", "pk").prefetch_related("relationterm_set").iterator(chunk_size=AT_ONCE)
    ):
        terms = " ".join(str(term.metric_id) for term in one.relationterm_set.all())
        yield [one.pk, one.report_id, one.kind, one.result_id, terms, one.holds, one.diagnosis or None]


def _corrections() -> Iterator[list[Value]]:
    """On what stands and is published; what was rejected is shown nowhere."""
    for kind in ("metric", "problem", "plan"):
        of_published = Correction.objects.filter(**{f"{kind}__report__status": ReportStatus.PUBLISHED})
        standing = of_published.exclude(**{f"{kind}__decision": Decision.REJECTED}).order_by("pk")
        for one in standing.iterator(chunk_size=AT_ONCE):
            yield [one.pk, kind, getattr(one, f"{kind}_id"), one.decision, _json(one.before), _json(one.after),
                   one.reason or None, _moment(one.made_at)]  # fmt: skip


def _json(held: dict[str, Any]) -> str:
    return json.dumps(held, ensure_ascii=False, sort_keys=True)
