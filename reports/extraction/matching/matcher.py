"""The figures of one text, pass by pass: what each one counts, when and for whom, and how a reader sees it (数字)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from reports.extraction.matching.clauses import Clause, Sentences
from reports.extraction.matching.dating import Dated, Dating
from reports.extraction.matching.evidence import Choice
from reports.extraction.matching.labels import label_of, quote_span
from reports.extraction.matching.naming import Named, Naming
from reports.extraction.matching.vocabulary import POINT, Vocabulary
from reports.extraction.quantities import Quantity
from reports.extraction.records import Confidence, Metadata, Metric, Section, Statement

_SURE, _LIKELY = 8 * POINT, 3 * POINT


def figures(
    source: str,
    clauses: Iterable[Clause],
    sentences: Sentences,
    words: Vocabulary,
    sections: Sequence[Section],
    plans: Sequence[Statement],
    metadata: Metadata,
) -> list[Metric]:
    """Every figure of the clauses in their order.

    Each pass goes through the whole text before the next begins: one kind of work at a time is done in half the time.
    """
    named = list(Naming(words, sentences, sections, plans, metadata.year).name(clauses))
    dating = Dating(sentences, metadata)
    dated = [dating.date(figure) for figure in named]
    return [_metric(source, *both) for both in zip(named, dated, strict=True)]


def _metric(source: str, named: Named, dated: Dated) -> Metric:
    quantity, spec = named.clause.quantity, named.spec
    start, end = quote_span(source, named.clause)
    return Metric(
        mention=source[quantity.start : quantity.end],
        start=quantity.start,
        end=quantity.end,
        quote=source[start:end],
        quote_start=start,
        quote_end=end,
        label=label_of(named.clause, spec),
        indicator=spec.code if spec else None,
        value=quantity.value,
        value_max=quantity.value_max,
        unit=quantity.unit,
        qualifier=quantity.qualifier,
        period=dated.period,
        status=dated.status,
        scope=dated.scope,
        confidence=_confidence(named.choice),
        reasons=tuple(_reasons(named.choice, quantity, named.earlier)),
    )


def _confidence(choice: Choice | None) -> Confidence:
    if choice is None:
        return Confidence.LIKELY
    if choice.points >= _SURE and choice.how != "carried":
        return Confidence.SURE
    return Confidence.LIKELY if choice.points >= _LIKELY else Confidence.DOUBTFUL


def _reasons(choice: Choice | None, quantity: Quantity, earlier: bool) -> Iterator[str]:
    yield quantity.form
    if earlier:
        yield "earlier_value"
    if choice:
        yield f"{choice.how}:{choice.words}"
    else:
        yield "no_indicator"
