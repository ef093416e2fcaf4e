"""Whole passages as clerks in different provinces word them: what is a problem, what its cause, what a measure.

They stand in `statement_passages.txt` with what a careful reader takes out of each: closing paragraphs without a
chapter, pairs of problem and measure, chapters with names of their own, plain statements of a lack that only their
chapter tells to be one, and texts that speak of problems without having any.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from reports.extraction.catalogue import Catalogue, load_catalogue
from reports.extraction.normalise import normalise
from reports.extraction.outline import outline
from reports.extraction.problems import read_statements

REFERENCE = Path(__file__).parents[2] / "fixtures" / "reference"
PASSAGES = Path(__file__).with_name("statement_passages.txt")

BEFORE = {
    "@results\n": "一、2023年工作情况\n2023年开展检查12次，办结信访件3件。\n",
    "@chapters\n": (
        "临水县民政局2023年法治政府建设报告\n2023年，我局工作如下。\n"
        "一、强化学法用法\n全年学法12次，参训人员340人次。\n"
        "二、规范行政执法\n检查养老机构25家，查处案件3件，罚款1.2万元。\n"
        "三、办好民生实事\n发放低保金2310万元，惠及4130人。\n"
    ),
}


@cache
def reference() -> Catalogue:
    return load_catalogue(REFERENCE)


def passages() -> list[tuple[str, str, str]]:
    """Name, text and expectation of each passage."""
    found = []
    for block in PASSAGES.read_text("utf-8").split("== ")[1:]:
        name, _, rest = block.partition("\n")
        text, _, expected = rest.partition("--\n")
        for mark, before in BEFORE.items():
            text = text.replace(mark, before)
        found.append((name, text, expected.strip()))
    return found


@pytest.mark.parametrize(("name", "source", "expected"), passages(), ids=[one[0] for one in passages()])
def test_a_passage_is_read_as_a_careful_reader_reads_it(name: str, source: str, expected: str) -> None:
    text = normalise(source)
    problems, plans = read_statements(source, text, outline(source, text), reference())
    read = [f"问题 {one.text}" for one in problems if not one.is_cause]
    read += [f"原因 {one.text}" for one in problems if one.is_cause]
    read += [f"措施 {one.text}" for one in plans]
    assert read == expected.splitlines(), name


def test_there_are_enough_passages_to_be_a_measure() -> None:
    assert len(passages()) >= 80
