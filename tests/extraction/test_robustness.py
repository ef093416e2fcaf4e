"""No input makes the reading of figures stumble: offsets stay valid and every digit is accounted for once."""

from __future__ import annotations

import random
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.extraction.audit import relate
from reports.extraction.normalise import normalise
from tests.extraction.reading import SEEDS, read

_PIECES = (
    "0123456789１２３一二三十百千万亿元人户件%,.。;、:()《》“”\n\t -~至到由其中均分别为无零共约余多每月年第"
)


def _check(source: str) -> None:
    metrics, others = read(source)
    text = normalise(source)
    spans = {(m.start, m.end) for m in metrics} | {(o.start, o.end) for o in others}
    assert all(0 <= start < end <= len(source) for start, end in spans)
    assert all(source[m.start : m.end] == m.mention for m in metrics)
    assert all(source[m.quote_start : m.quote_end] == m.quote for m in metrics)
    assert all(source[o.start : o.end] == o.mention for o in others)
    covered = Counter(place for start, end in spans for place in range(start, end))
    digits = [place for place, char in enumerate(text) if char in "0123456789"]
    assert [(source[max(0, p - 8) : p + 8], covered[p]) for p in digits if covered[p] != 1] == []
    for relation in relate(text, metrics):
        assert {relation.result, *relation.terms} <= set(range(len(metrics)))


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.stem[:3])
def test_every_digit_of_a_report_is_in_exactly_one_span(seed: object) -> None:
    _check(seed.read_text(encoding="utf-8"))  # type: ignore[attr-defined]


@given(st.text(alphabet=_PIECES, max_size=120))
def test_pieces_of_quantities_in_any_order(source: str) -> None:
    _check(source)


@given(st.text(max_size=80))
def test_any_text(source: str) -> None:
    _check(source)


@pytest.mark.parametrize("number", range(40))
def test_a_mutilated_report(number: int) -> None:
    """Cut, doubled, swapped and overwritten stretches of real reports, the same ones in every run."""
    chance = random.Random(number)  # noqa: S311
    source = chance.choice(SEEDS).read_text(encoding="utf-8")
    for _ in range(30):
        at = chance.randrange(len(source))
        length = chance.randrange(1, 40)
        piece = "".join(chance.choice(_PIECES) for _ in range(chance.randrange(4)))
        kept = chance.choice(("", source[at : at + length] * 2, source[at : at + length][::-1]))
        source = source[:at] + piece + kept + source[at + length :]
    _check(source)


@pytest.mark.parametrize(
    "piece", ["1、", "1和", "一、", "十一", "1.", "一\n", "1至", "由1元提高到", "其中1件(", "(一)"]
)
def test_a_piece_without_end(piece: str) -> None:
    """A damaged text may say the same thing a thousand times over; lists and nested brackets have no depth limit."""
    _check(piece * 2000)
