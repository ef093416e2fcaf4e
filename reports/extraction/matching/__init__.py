"""From quantities to figures (数字): which indicator, period, status and scope each one has, and how sure that is."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from reports.extraction.catalogue import Catalogue
from reports.extraction.matching.candidates import Choice, choose, is_earlier, is_goal
from reports.extraction.matching.circumstances import period_of, scope_of, status_of
from reports.extraction.matching.clauses import Clause, Sentences, clauses
from reports.extraction.matching.headline import settle
from reports.extraction.matching.labels import label_of, quote_span
from reports.extraction.matching.sharing import expand
from reports.extraction.matching.vocabulary import Vocabulary, bare, readers, vocabulary
from reports.extraction.quantities import Quantity, read_quantities
from reports.extraction.records import (
    Confidence,
    Metadata,
    Metric,
    MetricStatus,
    NonMetric,
    Period,
    ReportKind,
    Section,
    SectionKind,
)

_SURE, _LIKELY = 8.0, 3.0


def read_metrics(
    source: str, text: str, sections: Sequence[Section], catalogue: Catalogue, metadata: Metadata
) -> tuple[tuple[Metric, ...], tuple[NonMetric, ...]]:
    """Every figure and every other numeral of the text; together they cover each Arabic digit once."""
    reading = read_quantities(text, readers(catalogue), metadata.year)
    words = vocabulary(catalogue)
    names = {zero.quantity.start: zero.names for zero in reading.zeros}
    everything = sorted([*reading.quantities, *(z.quantity for z in reading.zeros)], key=lambda q: q.start)
    found, sentences = clauses(text, everything)
    matcher = _Matcher(source, words, sentences, sections, metadata)
    metrics: list[Metric] = []
    others = list(reading.others)
    for clause in expand(found, sentences.masked, names):
        metric = matcher.read(clause)
        if metric is not None:
            metrics.append(metric)
        else:
            q = clause.quantity
            others.append(NonMetric(source[q.start : q.end], q.start, q.end, "other"))
    others = [replace(o, mention=source[o.start : o.end]) for o in others]
    return tuple(settle(metrics, words)), tuple(sorted(others, key=lambda o: o.start))


class _Matcher:
    """Reads the clauses of one text in order."""

    def __init__(
        self,
        source: str,
        words: Vocabulary,
        sentences: Sentences,
        sections: Sequence[Section],
        metadata: Metadata,
    ) -> None:
        self.source = source
        self.words = words
        self.sentences = sentences
        self.sections = sections
        self.starts = [section.start for section in sections]
        self.metadata = metadata
        self.default = Period.PART if metadata.kind is ReportKind.HALF_YEAR else Period.YEAR
        self._last: tuple[Clause, Period] | None = None

    def read(self, clause: Clause) -> Metric | None:
        """The figure of one clause; None for a bare number that nothing names."""
        quantity = clause.quantity
        path = list(self._path(quantity.start))
        surroundings = self._surroundings(clause, path)
        earlier = is_earlier(clause.before, clause.after) or quantity.column == "earlier" or self._past_year(clause)
        barred = earlier or is_goal(clause.after) or quantity.column in ("growth", "plan")
        choice = None if barred else choose(self.words, clause, surroundings)
        spec = self.words.indicators[choice.indicator] if choice else None
        if not quantity.unit:
            if spec is None and quantity.form != "cell":
                return None
            quantity = replace(quantity, unit=spec.unit if spec else "")
            clause.quantity = quantity
        return self._metric(clause, choice, earlier, path)

    def _metric(self, clause: Clause, choice: Choice | None, earlier: bool, path: list[Section]) -> Metric:
        quantity = clause.quantity
        spec = self.words.indicators[choice.indicator] if choice else None
        likely = spec
        if earlier and clause.quantity.form != "cell":
            guess = choose(self.words, _without_past(clause), self._surroundings(clause, path))
            likely = self.words.indicators[guess.indicator] if guess else None
        near = bare(self.sentences.masked[clause.sentence_start : quantity.start]) + clause.after
        paired = None
        if self._last and clause.previous is self._last[0] and self._last[0].quantity.unit == quantity.unit:
            paired = self._last[1] if re.match(r"(?:提高|提升|调整|上调|增加|上涨|调)?[到至为]|[、和]?$", clause.before[:4]) else None
        kind = path[-1].kind if path else None
        period = period_of(clause, likely, near, self.default, self.metadata.year, paired)
        status = status_of(clause, likely, kind, near)
        self._last = (clause, period)
        start, end = quote_span(self.source, clause)
        return Metric(
            mention=self.source[quantity.start : quantity.end],
            start=quantity.start,
            end=quantity.end,
            quote=self.source[start:end],
            quote_start=start,
            quote_end=end,
            label=label_of(clause, spec),
            indicator=spec.code if spec else None,
            value=quantity.value,
            value_max=quantity.value_max,
            unit=quantity.unit,
            qualifier=quantity.qualifier,
            period=period,
            status=status,
            scope=scope_of(near),
            confidence=_confidence(choice, quantity),
            reasons=tuple(_reasons(choice, quantity, earlier)),
        )

    def _path(self, at: int) -> Iterator[Section]:
        for section in self.sections[: bisect_right(self.starts, at)]:
            if section.start <= at < section.body_end:
                yield section

    def _surroundings(self, clause: Clause, path: list[Section]) -> str:
        headings = "\x02".join(section.heading for section in path)
        names = "\x02".join(clause.quantity.names)
        prior = self.sentences.before(clause.sentence, 2)
        whole = self.sentences.masked[clause.sentence_start : clause.sentence_end]
        return bare(f"{headings}\x02{names}\x02{prior[-160:]}\x02{whole[:240]}")

    def _past_year(self, clause: Clause) -> bool:
        """The figure's own clause names a year before the report's (2020年为3000对)."""
        if self.metadata.year is None:
            return False
        stated = re.findall(r"(?:19|20)\d\d(?=年)", clause.before)
        if not stated or int(stated[-1]) >= self.metadata.year:
            return False
        return not re.search(r"以来|年起|至今|开始|-|至|施行|实施|到", clause.before)


def _without_past(clause: Clause) -> Clause:
    before = re.sub(r"(?:由|从)?(?:上年度?|去年|原来?|\d{4}年)的?", "", clause.before)
    return replace(clause, before=re.sub(r"[由从](?:每人)?(?:每[月年])?$", "", before))


def _confidence(choice: Choice | None, quantity: Quantity) -> Confidence:
    if choice is None:
        return Confidence.LIKELY
    if choice.score >= _SURE and choice.how != "carried":
        return Confidence.SURE
    return Confidence.LIKELY if choice.score >= _LIKELY else Confidence.DOUBTFUL


def _reasons(choice: Choice | None, quantity: Quantity, earlier: bool) -> Iterator[str]:
    yield quantity.form
    if earlier:
        yield "earlier_value"
    if choice:
        yield f"{choice.how}:{choice.words}"
    else:
        yield "no_indicator"


__all__ = ["MetricStatus", "SectionKind", "read_metrics"]
