"""Sentences (句) and paragraphs (段) by their offsets."""

from __future__ import annotations

import pytest

from reports.extraction.sentences import paragraphs, sentence_bounds, unwrapped

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


LINE = "行政执法力量比较单薄全局仅有几名同志持有证件"


def test_lines_broken_by_a_scan_are_joined_at_the_same_length() -> None:
    text = f"{LINE}\n{LINE}\n{LINE}\n足够。\n  新段落。\n"
    assert unwrapped(text) == f"{LINE} {LINE} {LINE} 足够。\n  新段落。\n"


def test_a_page_number_between_two_halves_is_passed_over() -> None:
    text = f"{LINE}\n{LINE}\n{LINE}\n\n- 2 -\n\n足够。\n"
    assert len(unwrapped(text)) == len(text)
    assert unwrapped(text).count("\n") == 1


@pytest.mark.parametrize("text", ["", "甲。\n乙。\n丙。\n", f"{LINE}。\n{LINE}。\n{LINE}。\n", "\n" * 50])
def test_a_text_that_breaks_at_paragraphs_is_left_alone(text: str) -> None:
    assert unwrapped(text) == text


@pytest.mark.parametrize("following", ["一、标题", "(二)标题", "3.标题", "  缩进的新段", "附件:名单"])
def test_a_new_paragraph_is_never_joined(following: str) -> None:
    text = f"{LINE}\n{LINE}\n{LINE}\n{following}\n"
    assert unwrapped(text).endswith(f"\n{following}\n")
