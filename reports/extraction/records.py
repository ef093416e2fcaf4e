"""What the engine hands from step to step and, at the end, to its caller: frozen records, no behaviour.

Every record that was read out of a text carries `start` and `end`: code-point offsets into the *unchanged* source
text, so that `text[start:end]` is the printed form. Values are `Decimal` in the base unit (万元 → 元, % stays percent);
`None` means "the text does not say", never zero.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum


class EngineError(Exception):
    """A text or a catalogue the engine can't work with. The message is a sentence for the person who gave it."""


class Qualifier(StrEnum):
    """How exactly the text states the value (约, 余, 不足, 不低于, 0.5至2)."""

    EXACT = "exact"
    ABOUT = "about"
    OVER = "over"
    UNDER = "under"
    AT_LEAST = "at_least"
    RANGE = "range"


class Period(StrEnum):
    """The time the value covers (本年, 累计, 近三年, 截至目前, 疫情期间, 每月)."""

    YEAR = "year"
    CUMULATIVE = "cumulative"
    MULTI_YEAR = "multi_year"
    POINT = "point"
    PART = "part"
    RECURRING = "recurring"


class MetricStatus(StrEnum):
    """Whether the value was done or found, is a parameter of a policy, or is a target (实际, 标准, 计划)."""

    ACTUAL = "actual"
    STANDARD = "standard"
    PLAN = "plan"


class SectionKind(StrEnum):
    """What a chapter is about (引言, 成效, 问题, 计划, 结尾)."""

    INTRO = "intro"
    ACHIEVEMENTS = "achievements"
    PROBLEMS = "problems"
    PLAN = "plan"
    CLOSING = "closing"


class Confidence(StrEnum):
    """How sure the machine is of one figure; only `doubtful` ones must be decided by a person."""

    SURE = "sure"
    LIKELY = "likely"
    DOUBTFUL = "doubtful"


class ReportKind(StrEnum):
    """What sort of document it is (法治政府建设年度报告, 工作总结, 半年总结, 信息公开年报, 公报)."""

    RULE_OF_LAW = "rule_of_law"
    WORK_SUMMARY = "work_summary"
    HALF_YEAR = "half_year"
    DISCLOSURE = "disclosure"
    BULLETIN = "bulletin"


class RelationKind(StrEnum):
    """Arithmetic that a text makes checkable (合计、占比、完成率、增幅、降幅、增量、减量); `Relation` says how."""

    SUM = "sum"
    RATIO = "ratio"
    COMPLETION = "completion"
    GROWTH = "growth"
    DECLINE = "decline"
    INCREASE = "increase"
    DECREASE = "decrease"
    GAIN = "gain"
    LOSS = "loss"


@dataclass(frozen=True, slots=True)
class IndicatorSpec:
    """One line of the catalogue (指标): what the engine needs to recognise an indicator in a sentence."""

    code: str
    name_zh: str
    domain: str
    unit: str
    kind: str
    synonyms: tuple[str, ...]
    required: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    """Wordings that aren't one plain word: `A+B@C`, see `matching.vocabulary`."""
    units: tuple[str, ...] = ()
    """The printed units in which it may stand, where the classifier's usual ones don't fit."""


@dataclass(frozen=True, slots=True)
class CategorySpec:
    """One category of problems and plans (问题类别) with the words that speak for it."""

    code: str
    name_zh: str
    keywords: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading (标题) and the stretch it governs: `start`/`end` quote the heading, `body_end` ends its text."""

    level: int
    number: str | None
    heading: str
    kind: SectionKind
    start: int
    end: int
    body_end: int


@dataclass(frozen=True, slots=True)
class Metric:
    """One figure (数字) with all that was understood of it."""

    mention: str
    start: int
    end: int
    quote: str
    quote_start: int
    quote_end: int
    label: str
    indicator: str | None
    value: Decimal
    value_max: Decimal | None
    unit: str
    qualifier: Qualifier
    period: Period
    status: MetricStatus
    scope: str | None = None
    confidence: Confidence = Confidence.SURE
    reasons: tuple[str, ...] = ()
    """How it was read, one short code a step, optionally with the words it rests on: `synonym:结婚登记`."""


@dataclass(frozen=True, slots=True)
class NonMetric:
    """A numeral that is no figure (`why`: date, heading_number, document_name, …)."""

    mention: str
    start: int
    end: int
    why: str


@dataclass(frozen=True, slots=True)
class Statement:
    """One self-stated shortcoming (问题) or one measure announced for the coming year (计划)."""

    text: str
    start: int
    end: int
    heading: str | None
    order: int
    category: str | None
    is_cause: bool = False


@dataclass(frozen=True, slots=True)
class Relation:
    """Arithmetic the text itself makes checkable: indexes into the metrics of the same extraction.

    The result is, of a sum, all terms added; of a ratio (part, whole) and a completion (done, target), the first in
    percent of the second; of a growth and a decline (later, earlier), how far the first lies above or below the
    second, in percent of it; of an increase and a decrease, the same in their own unit; of a gain and a loss (later
    value, its increase or decrease), the second in percent of the earlier value, which the text doesn't print.
    """

    kind: RelationKind
    result: int
    terms: tuple[int, ...]
    holds: bool
    diagnosis: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """The region a report belongs to (行政区划), as of the report's time."""

    name: str
    adcode: str | None
    level: str
    province: str | None
    prefecture: str | None


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why a piece of metadata could not be settled: `code` names the case, `found` the candidates in the text."""

    field: str
    code: str
    found: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Metadata:
    """Who reports, for which year, in what kind of document. A field the text does not give is None."""

    bureau: str | None = None
    place: Place | None = None
    year: int | None = None
    kind: ReportKind | None = None
    title: str | None = None
    published_on: date | None = None
    document_number: str | None = None
    index_number: str | None = None
    publisher: str | None = None
    sources: dict[str, str] = field(default_factory=dict)
    """Where each field came from: title, header, body or signature."""
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything read out of one text."""

    metadata: Metadata
    sections: tuple[Section, ...]
    metrics: tuple[Metric, ...]
    non_metrics: tuple[NonMetric, ...]
    problems: tuple[Statement, ...]
    plans: tuple[Statement, ...]
    relations: tuple[Relation, ...]
    engine_version: str
