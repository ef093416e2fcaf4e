"""Odd forms of a character become one, and every offset stays where it was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.extraction.normalise import normalise


@pytest.mark.parametrize(
    ("printed", "clean"),
    [
        ("１２．５％", "12.5%"),
        ("（一）", "(一)"),
        ("，：；！？", ",:;!?"),
        ("２０２１—２０２５年", "2021-2025年"),
        ("５～８名", "5~8名"),
        ("10\u00a0个\u3000", "10 个 "),
        ("二○二三年", "二〇二三年"),
        ("12・4", "12·4"),
        ("「法治」", "“法治”"),
        ("一\r\n二\r三", "一 \n二\n三"),
        ("民政，。、《》〔2023〕", "民政,。、《》〔2023〕"),
    ],
)
def test_one_canonical_form(printed: str, clean: str) -> None:
    assert normalise(printed) == clean


@given(st.text())
def test_length_never_changes_and_twice_is_once(source: str) -> None:
    clean = normalise(source)
    assert len(clean) == len(source)
    assert normalise(clean) == clean
