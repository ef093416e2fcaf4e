"""What each figure counts, for which period: sentences by domain as clerks of many bureaus write them."""

from __future__ import annotations

import pytest

from tests.extraction.marked import SENTENCES, lines, misread, unmarked
from tests.extraction.reading import catalogue

DOMAINS = sorted(path.stem for path in SENTENCES.glob("*.txt"))


@pytest.mark.parametrize("line", [line for domain in DOMAINS for line in lines(domain)])
def test_every_marked_figure_is_read_as_marked(line: str) -> None:
    assert misread(line) == []


def test_the_marks_name_indicators_of_the_catalogue() -> None:
    known = {spec.code for spec in catalogue().indicators}
    marked = {figure.code for domain in DOMAINS for line in lines(domain) for figure in unmarked(line)[1]}
    assert marked - known == {None}


def test_every_indicator_has_a_sentence() -> None:
    marked = {figure.code for domain in DOMAINS for line in lines(domain) for figure in unmarked(line)[1]}
    assert [spec.code for spec in catalogue().indicators if spec.code not in marked] == []
