"""The annotation that the reading is measured by is itself sound: exact places, known codes, right sums, all digits."""

from __future__ import annotations

import csv
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from reports.extraction.records import MetricStatus, Period, Qualifier, SectionKind

PROJECT = Path(__file__).parents[1]
REFERENCE = PROJECT / "fixtures" / "reference"
SEEDS = PROJECT / "fixtures" / "seed_reports"

KEYS = {
    "": "file bureau region year title published_on document_number index_number "
    "sections metrics non_metrics problems plans relations",
    "sections": "level number heading kind start end",
    "metrics": "mention start end quote label indicator value value_max unit qualifier period status",
    "non_metrics": "mention start end why",
    "problems": "text start end heading order category is_cause",
    "plans": "text start end heading order category",
    "relations": "kind result terms holds",
}
QUOTED = {"metrics": "mention", "non_metrics": "mention", "problems": "text", "plans": "text"}
NO_METRIC = {
    "date",
    "heading_number",
    "document_name",
    "proper_name",
    "slogan",
    "session_number",
    "identifier",
    "eligibility",
    "grade",
    "other",
}
LEVELS = {"country", "province", "prefecture", "county"}
PLAIN_DECIMAL = re.compile(r"-?(0|[1-9]\d*)(\.\d*[1-9])?")

Json = dict[str, Any]


@dataclass(frozen=True)
class Annotated:
    """One annotated text."""

    name: str
    gold: Json
    text: str

    @property
    def spans(self) -> list[tuple[int, int]]:
        """The places of all numerals, those of a shared figure once, in the order of the text."""
        return sorted(
            {(item["start"], item["end"]) for item in self.gold["metrics"] + self.gold["non_metrics"]}
        )


def gold_files() -> Iterator[Path]:
    yield from sorted((PROJECT / "tests" / "gold").glob("*.json"))
    yield from sorted((PROJECT / "tests" / "corpus").rglob("*.json"))


def column(name: str, *columns: str) -> dict[str, tuple[str, ...]]:
    """Code → the columns asked for, of a reference table."""
    with (REFERENCE / name).open(encoding="utf-8-sig", newline="") as file:
        return {row["code"]: tuple(row[one] for one in columns) for row in csv.DictReader(file)}


UNITS = column("indicators.csv", "unit")
CATEGORIES = column("problem_categories.csv")


@pytest.fixture(params=gold_files(), ids=lambda path: f"{path.parent.name}/{path.stem}")
def annotated(request: pytest.FixtureRequest) -> Annotated:
    path: Path = request.param
    beside = path.with_suffix(".txt")
    text = beside if beside.exists() else SEEDS / beside.name
    # Bytes, so that no line end is translated: the offsets count every character of the file.
    return Annotated(path.stem, json.loads(path.read_bytes()), text.read_bytes().decode("utf-8"))


def test_every_annotated_text_stands_once() -> None:
    """A set that tests the reading must not hold a text that the rules were written with."""
    texts = Counter(
        path.read_bytes() for path in [*SEEDS.glob("*.txt"), *PROJECT.glob("tests/corpus/*/*.txt")]
    )
    assert texts.total() == len(list(gold_files())) >= 19
    assert [text.decode()[:40] for text, times in texts.items() if times > 1] == []


def test_the_keys_are_those_of_the_contract(annotated: Annotated) -> None:
    assert set(annotated.gold) == set(KEYS[""].split())
    assert annotated.gold["file"] == f"{annotated.name}.txt"
    for part, keys in KEYS.items():
        for item in annotated.gold[part] if part else ():
            assert set(item) == set(keys.split()), item


def test_every_quotation_stands_where_it_says(annotated: Annotated) -> None:
    for part, key in QUOTED.items():
        wrong = [
            item for item in annotated.gold[part] if annotated.text[item["start"] : item["end"]] != item[key]
        ]
        assert wrong == []
        assert all(item[key].strip() for item in annotated.gold[part])


def test_a_figures_quotation_stands_around_it(annotated: Annotated) -> None:
    def stands_around(metric: Json) -> bool:
        least = max(0, metric["end"] - len(metric["quote"]))
        at = annotated.text.find(metric["quote"], least)
        return bool(least <= at <= metric["start"] and at + len(metric["quote"]) >= metric["end"])

    assert [metric for metric in annotated.gold["metrics"] if not stands_around(metric)] == []


def test_headings_are_quoted_with_their_numbers(annotated: Annotated) -> None:
    forms = {1: "{number}、{heading}", 2: "({number}){heading}", 3: "{number}{stop}{heading}"}
    for section in annotated.gold["sections"]:
        raw = unicodedata.normalize("NFKC", annotated.text[section["start"] : section["end"]])
        heading = unicodedata.normalize("NFKC", section["heading"])
        number = section["number"]
        stop = "、" if f"{number}、" in raw else "."
        whole = forms[section["level"]].format(number=number, heading=heading, stop=stop)
        # Where the text lost the number, what it kept of the brackets is part of the quotation.
        assert raw == whole if number else raw.lstrip("()") == heading, section


def test_everything_is_in_the_order_of_the_text(annotated: Annotated) -> None:
    for part in ("sections", *QUOTED):
        starts = [item["start"] for item in annotated.gold[part]]
        assert starts == sorted(starts), part
    for part in ("problems", "plans"):
        items = annotated.gold[part]
        assert [item["order"] for item in items] == list(range(1, len(items) + 1))
        assert all(one["end"] <= other["start"] for one, other in pairwise(items)), part


def test_spans_are_disjoint_or_identical(annotated: Annotated) -> None:
    overlapping = [(one, other) for one, other in pairwise(annotated.spans) if other[0] < one[1]]
    assert [annotated.text[one[0] : other[1]] for one, other in overlapping] == []
    metrics = {(item["start"], item["end"]) for item in annotated.gold["metrics"]}
    others = Counter((item["start"], item["end"]) for item in annotated.gold["non_metrics"])
    assert metrics.isdisjoint(others)
    assert max(others.values(), default=1) == 1


def test_every_digit_lies_in_exactly_one_span(annotated: Annotated) -> None:
    """Half and full width alike; with the test above, covered is covered once."""
    covered = {place for start, end in annotated.spans for place in range(start, end)}
    lost = [
        place
        for place, character in enumerate(annotated.text)
        if character.isdecimal() and place not in covered
    ]
    assert [annotated.text[max(0, place - 12) : place + 12] for place in lost] == []


def test_a_numeral_that_is_no_figure_has_a_digit_and_a_reason(annotated: Annotated) -> None:
    for numeral in annotated.gold["non_metrics"]:
        assert numeral["why"] in NO_METRIC, numeral
        assert any(unicodedata.category(character).startswith("N") for character in numeral["mention"]), (
            numeral
        )


def test_a_shared_figure_is_one_for_each_name(annotated: Annotated) -> None:
    places = Counter((item["start"], item["end"], item["label"]) for item in annotated.gold["metrics"])
    assert [place for place, times in places.items() if times > 1] == []


def test_values_are_plain_decimals(annotated: Annotated) -> None:
    for metric in annotated.gold["metrics"]:
        assert PLAIN_DECIMAL.fullmatch(metric["value"]), metric
        if metric["value_max"] is not None:
            assert PLAIN_DECIMAL.fullmatch(metric["value_max"]), metric
            assert Decimal(metric["value"]) < Decimal(metric["value_max"]), metric
        assert (metric["value_max"] is not None) == (metric["qualifier"] == "range"), metric


def test_fields_hold_what_the_contract_names(annotated: Annotated) -> None:
    gold = annotated.gold
    for metric in gold["metrics"]:
        assert metric["label"], metric
        assert metric["unit"], metric
        assert Qualifier(metric["qualifier"]), metric
        assert Period(metric["period"]), metric
        assert MetricStatus(metric["status"]), metric
    assert {section["kind"] for section in gold["sections"]} <= set(SectionKind)
    assert all(isinstance(problem["is_cause"], bool) for problem in gold["problems"])
    assert isinstance(gold["year"], int)
    # A text may leave the division open; then nothing is guessed.
    assert gold["region"] is None or gold["region"]["level"] in LEVELS
    assert gold["published_on"] is None or re.fullmatch(r"\d{4}-\d\d-\d\d", gold["published_on"])


def test_sub_headings_inherit_the_kind_of_their_chapter(annotated: Annotated) -> None:
    chapter = None
    for section in annotated.gold["sections"]:
        chapter = section["kind"] if section["level"] == 1 else chapter
        assert chapter in (None, section["kind"]), section


def test_codes_stand_in_the_catalogue(annotated: Annotated) -> None:
    indicators = {metric["indicator"] for metric in annotated.gold["metrics"]} - {None}
    assert indicators - set(UNITS) == set()
    categories = {item["category"] for part in ("problems", "plans") for item in annotated.gold[part]}
    assert categories - set(CATEGORIES) == set()


def test_money_is_in_yuan_and_a_rate_in_percent(annotated: Annotated) -> None:
    """Counts may be printed in another classifier than the catalogue's; money and rates may not."""
    for metric in annotated.gold["metrics"]:
        if metric["indicator"] is not None:
            (unit,) = UNITS[metric["indicator"]]
            assert unit == metric["unit"] or {unit, metric["unit"]}.isdisjoint({"元", "%"}), metric


def test_statements_leave_out_enumerator_and_full_stop(annotated: Annotated) -> None:
    for part in ("problems", "plans"):
        for item in annotated.gold[part]:
            assert not re.match(r"[一二三四五六七八九十]是", item["text"]), item
            assert item["text"][-1] not in "。；;，,", item


def test_the_arithmetic_of_a_relation_agrees_with_what_it_says(annotated: Annotated) -> None:
    metrics = annotated.gold["metrics"]
    for relation in annotated.gold["relations"]:
        places = [relation["result"], *relation["terms"]]
        assert len(set(places)) == len(places), relation
        result = Decimal(metrics[relation["result"]]["value"])
        terms = [Decimal(metrics[place]["value"]) for place in relation["terms"]]
        assert holds(relation["kind"], result, terms) == relation["holds"], relation


def holds(kind: str, result: Decimal, terms: list[Decimal]) -> bool:
    """Sums exactly, shares to as many decimals as the text gives."""
    if kind == "sum":
        return sum(terms, Decimal()) == result
    assert kind == "ratio"
    part, whole = terms
    return (part / whole * 100).quantize(result, ROUND_HALF_UP) == result


@pytest.mark.parametrize(
    ("kind", "result", "terms", "true"),
    [
        ("sum", "655", ("113", "542"), True),
        ("sum", "655", ("113", "541"), False),
        ("ratio", "50.85", ("119", "234"), True),
        ("ratio", "51", ("119", "234"), True),
        ("ratio", "50.9", ("119", "234"), True),
        ("ratio", "50.8", ("119", "234"), False),
        ("ratio", "50.854", ("119", "234"), False),
    ],
)
def test_what_holding_means(kind: str, result: str, terms: tuple[str, ...], true: bool) -> None:
    assert holds(kind, Decimal(result), [Decimal(term) for term in terms]) is true
