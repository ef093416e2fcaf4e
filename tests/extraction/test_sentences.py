"""Sentences (句) and paragraphs (段) by their offsets."""

from __future__ import annotations

import pytest

from reports.extraction.sentences import paragraphs, sentence_bounds

SENTENCES = [
    ("甲。乙丙。丁", "丙", "乙丙"),
    ("甲。乙丙。丁", "丁", "丁"),
    ("甲\n乙丙\n丁", "乙", "乙丙"),
    ("甲!乙丙?丁", "丙", "乙丙"),
    ("甲，乙；丙：丁。", "丙", "甲，乙；丙：丁"),
    ("  甲乙  。", "乙", "甲乙"),
    ("16.5万元", "5", "16.5万元"),
]


@pytest.mark.parametrize(("text", "word", "sentence"), SENTENCES)
def test_a_sentence_reaches_from_stop_to_stop(text: str, word: str, sentence: str) -> None:
    start, end = sentence_bounds(text, text.index(word))
    assert text[start:end] == sentence


def test_a_text_without_any_stop_is_followed_only_so_far() -> None:
    start, end = sentence_bounds("字" * 100_000, 50_000)
    assert start <= 50_000 < end
    assert end - start < 5_000


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \n\t\n", []),
        ("甲\n\n乙", ["甲", "乙"]),
        ("  甲 \n 乙丙 ", ["甲", "乙丙"]),
    ],
)
def test_paragraphs_are_the_lines_with_words(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in paragraphs(text)] == expected
