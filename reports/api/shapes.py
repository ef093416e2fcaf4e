"""The shapes of the answers (数据结构). Numbers that were read out of reports are strings of plain digits, so that no
reader's floating point changes them; nothing is `null`, and `nothing` says which kind of nothing it is.

What a field means is said once for every file and every answer, in `reports.exports.fields`, and put into the
description by the field's key; a description stands here only where a field is the interface's own.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

from django.utils.translation import gettext_noop
from pydantic import BaseModel, ConfigDict, Field

from bureaus.models import Level
from reports.models import Decision, IndicatorKind, Origin, ReviewState
from reports.models.catalogue import Better
from reports.models.findings import Claim, Confidence, Period, Qualifier, SectionKind
from reports.models.report import ReportKind

Digits = Annotated[str, Field(pattern=r"^-?[0-9]+(\.[0-9]+)?$")]
"""A decimal number, exact."""


class Void(StrEnum):
    """The five kinds of nothing."""

    ZERO = "zero"
    NOT_MENTIONED = "not_mentioned"
    NO_REPORT = "no_report"
    NOT_APPLICABLE = "not_applicable"
    UNREADABLE = "unreadable"


class Comparability(StrEnum):
    """Whether figures may stand beside each other."""

    COMPARABLE = "comparable"
    RESERVED = "reserved"
    APART = "apart"


class Shape(BaseModel):
    """Every shape is closed: what is not described is not sent."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Named(Shape):
    code: str
    name_zh: str
    name_en: str


class RegionName(Shape):
    adcode: str
    name_zh: str
    name_en: str
    level: Level


class Region(RegionName):
    full_name_zh: str
    province: str | None
    prefecture: str | None
    parent: str | None = Field(
        description=gettext_noop("The division code of the division above; null for the country.")
    )
    start_year: int = Field(description=gettext_noop("The first year of this code, name and rank."))
    end_year: int | None = Field(description=gettext_noop("The last year; null while they hold."))
    bureau_code: str | None = Field(
        description=gettext_noop("The bureau of this division; null where none has published here.")
    )
    residents: int | None


class NameBorne(Shape):
    name_zh: str
    region: RegionName


class Bureau(Named):
    region: RegionName
    residents: int | None
    years: list[int] = Field(
        description=gettext_noop("The years it has a published report for, oldest first.")
    )
    url: str = Field(description=gettext_noop("Its page."))


class BureauWhole(Bureau):
    names: list[NameBorne] = Field(
        description=gettext_noop("Every name it has borne, with its division then.")
    )


class IndicatorName(Named):
    domain: str = Field(description=gettext_noop("The code of its domain."))
    unit: str


class Indicator(Named):
    domain: Named
    unit: str
    kind: IndicatorKind
    better: Better
    per_capita: bool = Field(description=gettext_noop("Whether a value per 10,000 residents has a meaning."))
    bureaus: int = Field(description=gettext_noop("How many bureaus have reported it in any year."))
    synonyms: list[str] = Field(description=gettext_noop("The words that name it in reports."))
    definition_zh: str
    url: str = Field(description=gettext_noop("Its page."))


class Source(Shape):
    """The report that a statement comes from."""

    id: int
    title: str
    kind: ReportKind
    year: int
    bureau: Named
    region: RegionName
    review: ReviewState
    published_on: date | None
    source_url: str | None
    sha256: str = Field(pattern="^[0-9a-f]{64}$")
    report_url: str


class Report(Source):
    released_at: datetime | None = Field(description=gettext_noop("When it was published here."))
    figures: int
    problems: int
    plans: int
    original_url: str = Field(description=gettext_noop("The original file, byte for byte."))


class Section(Shape):
    level: int = Field(description=gettext_noop("Its depth in the outline, 1 for a chapter."))
    number: str
    heading: str
    kind: SectionKind
    start: int
    end: int
    body_end: int = Field(description=gettext_noop("Where the text under the heading ends."))


class ReportWhole(Report):
    index_number: str | None
    document_number: str | None
    publisher: str | None
    engine_version: str = Field(description=gettext_noop("The version of the engine that read it."))
    sections: list[Section]
    text: str = Field(description=gettext_noop("The whole text; `start` and `end` count its characters."))


class Figure(Shape):
    """One figure with its place, its sentence and its certificate's address."""

    id: int
    permalink: str
    label: str | None
    indicator: IndicatorName | None
    value: Digits | None
    value_max: Digits | None
    unit: str | None
    printed: str
    qualifier: Qualifier
    period: Period
    claim: Claim
    scope: str | None
    origin: Origin
    decision: Decision
    machine_value: Digits | None
    reviewer_value: Digits | None
    confidence: Confidence | None
    nothing: Void | None
    comparability: Comparability
    reasons: list[str] = Field(
        description=gettext_noop(
            "The codes of what is to be minded before it is set beside any other of its indicator."
        )
    )
    reason: str | None
    sentence: str
    start: int
    end: int


class FigureOfReport(Figure):
    report: Source


class Statement(Shape):
    id: int
    permalink: str
    text: str
    heading: str | None
    position: int
    category: Named | None
    decision: Decision
    start: int
    end: int


class StatementOfReport(Statement):
    report: Source


class ShortcomingOfReport(StatementOfReport):
    is_cause: bool


class Hit(Shape):
    name: str | None = Field(description=gettext_noop("The figure's statement, or the category."))
    text: str
    beside: str | None = Field(description=gettext_noop("Whose it is and of which year."))
    url: str


class SearchKind(StrEnum):
    """What can be searched for."""

    SENTENCES = "sentences"
    FIGURES = "figures"
    PROBLEMS = "problems"
    PLANS = "plans"
    INDICATORS = "indicators"
    BUREAUS = "bureaus"


class Hits(Shape):
    kind: SearchKind
    count: int = Field(description=gettext_noop("How many there are, counted up to a thousand."))
    is_capped: bool = Field(description=gettext_noop("Whether there are more than were counted."))
    hits: list[Hit]


class Found(Shape):
    """What a search finds, a group a kind."""

    words: str
    synonyms: list[str] = Field(
        description=gettext_noop("Words of the same meaning that were looked for too.")
    )
    data: list[Hits]
    next: str | None


class Listed(Shape):
    """A part of a list and the address of the next one."""

    next: str | None = Field(
        description=gettext_noop("The address of the next part; null where the list ends.")
    )


class Bureaus(Listed):
    data: list[Bureau]


class Regions(Listed):
    data: list[Region]


class Reports(Listed):
    data: list[Report]


class Figures(Listed):
    data: list[FigureOfReport]


class Indicators(Listed):
    data: list[Indicator]


class Problems(Listed):
    data: list[ShortcomingOfReport]


class Plans(Listed):
    data: list[StatementOfReport]


class Start(Shape):
    """Where everything is."""

    description: str = Field(description=gettext_noop("This interface as an OpenAPI 3.1 document."))
    reference: str = Field(description=gettext_noop("The same to read."))
    licence: str
    lists: dict[str, str] = Field(description=gettext_noop("The address of each list by its name."))


class Fault(Shape):
    """One parameter that can't be answered."""

    parameter: str
    message: str
    allowed: list[str] | None = Field(description=gettext_noop("What it may be, where that is a short list."))


class Refusal(Shape):
    """Why there is no answer (RFC 9457): the one shape of every error."""

    type: str = Field(description=gettext_noop("Where this kind of error is explained."))
    code: str = Field(description=gettext_noop("A word for programs."))
    title: str = Field(description=gettext_noop("What is wrong, in one sentence."))
    status: int
    faults: list[Fault]
