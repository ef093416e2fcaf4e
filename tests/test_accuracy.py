"""The measure itself on small hand-made cases: what counts as found, as right, as wrong; and the file kept of it."""

from __future__ import annotations

import io
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from reports.accuracy.record import KEPT, read, written
from reports.accuracy.scoring import Score, Share, Tally, compare_text, total
from reports.accuracy.sets import (
    AnnotatedSet,
    Measurement,
    UnusableSetError,
    annotated,
    kept_sets,
    measure,
)
from reports.extraction.engine import ENGINE_VERSION

Json = dict[str, Any]
NOTHING: Json = {"metrics": []}


def metric(start: int, end: int, value: str | None = "12", **other: Any) -> Json:
    """A figure read as most are: a year's actual count."""
    plain = {"indicator": "a.b", "unit": "件", "period": "year", "status": "actual", "qualifier": "exact"}
    return {"start": start, "end": end, "value": value, "mention": "12件", **plain, **other}


def statement(start: int, end: int, category: str | None = "publicity") -> Json:
    return {"start": start, "end": end, "text": "宣传不够", "category": category}


def score(gold: Json, found: Json) -> Score:
    return compare_text("a text", {"metrics": [], **gold}, found)[0]


def faults(gold: Json, found: Json) -> list[str]:
    return [fault.sort for fault in compare_text("a text", {"metrics": [], **gold}, found)[1]]


def figures(gold: list[Json], found: list[Json]) -> Tally:
    return score({"metrics": gold}, {"metrics": found}).tallies["metrics"]


# Figures --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("why", "found", "hit"),
    [
        ("same place and value", metric(10, 14), 1),
        ("one character in common is enough", metric(13, 20), 1),
        ("a trailing zero is no other value", metric(10, 14, "12.0"), 1),
        ("an exponent is no other value", metric(10, 14, "1.2E+1"), 1),
        ("no character in common", metric(14, 18), 0),
        ("another value", metric(10, 14, "13"), 0),
        ("ten thousand times the value", metric(10, 14, "120000"), 0),
        ("a range where there is one value", metric(10, 14, value_max="20"), 0),
        ("a value that is no number", metric(10, 14, "twelve"), 0),
        ("no value at all", metric(10, 14, value=None), 0),
    ],
)
def test_a_figure_is_found_when_place_and_value_agree(why: str, found: Json, hit: int) -> None:
    assert figures([metric(10, 14)], [found]).hit == hit, why


def test_a_range_is_found_by_both_its_ends() -> None:
    gold = metric(10, 18, "5000", value_max="20000")
    assert figures([gold], [metric(10, 18, "5000", value_max="20000")]).hit == 1
    assert figures([gold], [metric(10, 18, "5000", value_max="30000")]).hit == 0
    assert figures([gold], [metric(10, 18, "5000")]).hit == 0


def test_one_finding_serves_one_figure() -> None:
    twice = [metric(10, 14), metric(10, 14)]
    assert figures(twice, twice) == Tally(2, 2, 2)
    assert figures(twice, twice[:1]) == Tally(1, 2, 1)
    assert figures(twice[:1], twice) == Tally(1, 1, 2)


def test_of_several_findings_the_one_that_covers_best_is_taken() -> None:
    gold = [metric(10, 14, unit="件")]
    found = [metric(13, 20, unit="人"), metric(10, 14, unit="件")]
    assert score({"metrics": gold}, {"metrics": found}).shares["unit"] == Share(1, 1)


def test_of_equal_findings_the_first_is_taken() -> None:
    found = [metric(10, 14, unit="件"), metric(10, 14, unit="人")]
    assert score({"metrics": [metric(10, 14)]}, {"metrics": found}).shares["unit"] == Share(1, 1)
    found.reverse()
    assert score({"metrics": [metric(10, 14)]}, {"metrics": found}).shares["unit"] == Share(0, 1)


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("indicator", None),
        ("indicator", "a.c"),
        ("unit", "人"),
        ("period", "part"),
        ("status", "plan"),
        ("qualifier", "about"),
    ],
)
def test_a_figure_with_one_field_wrong_is_found_but_not_wholly_right(field: str, wrong: str | None) -> None:
    gold, found = {"metrics": [metric(10, 14)]}, {"metrics": [{**metric(10, 14), field: wrong}]}
    result = score(gold, found)
    assert result.tallies["metrics"].hit == 1
    wrong_shares = {name for name, share in result.shares.items() if share.right < share.of}
    assert wrong_shares == {field, "wholly_right", "comparable"}
    assert faults(gold, found) == ["WRONG"]


def test_a_missed_figure_is_not_wholly_right_but_weighs_on_no_field() -> None:
    result = score({"metrics": [metric(10, 14), metric(20, 24)]}, {"metrics": [metric(10, 14)]})
    assert result.shares["wholly_right"] == Share(1, 2)
    assert result.shares["comparable"] == Share(1, 2)
    assert result.shares["unit"] == Share(1, 1)


def test_a_figure_without_an_indicator_is_not_among_the_comparable() -> None:
    gold = [metric(10, 14, indicator=None), metric(20, 24)]
    assert score({"metrics": gold}, {"metrics": gold}).shares["comparable"] == Share(1, 1)


def test_an_indicator_given_where_there_is_none_is_wrong() -> None:
    result = score({"metrics": [metric(10, 14, indicator=None)]}, {"metrics": [metric(10, 14)]})
    assert result.shares["indicator"] == Share(0, 1)


def test_the_label_the_quotation_and_the_exact_edges_are_not_judged() -> None:
    found = metric(9, 15, label="another", quote="another")
    assert faults({"metrics": [metric(10, 14, label="one", quote="one")]}, {"metrics": [found]}) == []


# Shortcomings, plans, headings, metadata ------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["problems", "plans"])
@pytest.mark.parametrize(
    ("why", "start", "end", "hit"),
    [
        ("the same", 100, 200, 1),
        ("four fifths in common", 120, 200, 1),
        ("a little less than four fifths", 121, 200, 0),
        ("four fifths of the longer: a quarter too long", 100, 225, 1),
        ("more than a quarter too long", 100, 226, 0),
        ("elsewhere", 200, 300, 0),
    ],
)
def test_a_statement_is_found_when_most_of_it_is(kind: str, why: str, start: int, end: int, hit: int) -> None:
    result = score({kind: [statement(100, 200)]}, {kind: [statement(start, end)]})
    assert result.tallies[kind] == Tally(hit, 1, 1), why


def test_a_statement_cut_in_two_is_missed_and_both_halves_are_false() -> None:
    gold, found = (
        {"problems": [statement(100, 200)]},
        {"problems": [statement(100, 150), statement(150, 200)]},
    )
    assert score(gold, found).tallies["problems"] == Tally(0, 1, 2)
    assert faults(gold, found) == ["MISSED", "FALSE", "FALSE"]


def test_the_category_is_judged_of_what_was_found() -> None:
    gold = {"problems": [statement(0, 9), statement(20, 29)], "plans": [statement(40, 49)]}
    found = {"problems": [statement(0, 9)], "plans": [statement(40, 49, category=None)]}
    assert score(gold, found).shares["categories"] == Share(1, 2)
    assert faults(gold, found) == ["MISSED", "CATEGORY"]


@pytest.mark.parametrize(
    ("found", "hit"),
    [
        ({"level": 1, "start": 5, "heading": "主要成效"}, 1),
        ({"level": 1, "start": 5, "heading": "主要成效 一是"}, 1),
        ({"level": 2, "start": 5, "heading": "主要成效"}, 0),
        ({"level": 1, "start": 6, "heading": "要成效"}, 0),
    ],
)
def test_a_heading_is_found_by_level_and_place(found: Json, hit: int) -> None:
    gold = {"sections": [{"level": 1, "start": 5, "heading": "主要成效"}]}
    assert score(gold, {"sections": [found]}).tallies["sections"] == Tally(hit, 1, 1)


def test_metadata_are_bureau_year_day_and_division() -> None:
    gold = {
        "bureau": "海盐县民政局",
        "year": 2022,
        "published_on": None,
        "region": {"adcode": "330424"},
        "title": "甲",
    }
    assert score(gold, {**gold, "title": "乙"}).shares["metadata"] == Share(4, 4)
    assert score(gold, {**gold, "year": 2023}).shares["metadata"] == Share(3, 4)
    assert score(gold, {**gold, "published_on": "2023-02-28"}).shares["metadata"] == Share(3, 4)
    assert score(gold, {**gold, "region": None}).shares["metadata"] == Share(3, 4)


# Rates ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tally", "precision", "recall", "f1"),
    [
        (Tally(3, 4, 6), "0.5", "0.75", "0.6"),
        (Tally(0, 4, 6), "0", "0", "0"),
        (Tally(0, 4, 0), "0", "0", "0"),
        (Tally(0, 0, 6), "0", "1", "0"),
        (Tally(0, 0, 0), "1", "1", "1"),
    ],
)
def test_precision_recall_and_their_mean(tally: Tally, precision: str, recall: str, f1: str) -> None:
    assert (tally.precision, tally.recall, tally.f1) == (Decimal(precision), Decimal(recall), Decimal(f1))


def test_of_nothing_there_is_no_rate() -> None:
    assert Share(0, 0).rate is None
    assert Share(0, 3).rate == 0


def test_scores_add_up_and_are_not_averaged() -> None:
    long = score({"metrics": [metric(i, i + 1) for i in range(9)]}, NOTHING)
    short = score({"metrics": [metric(10, 14)]}, {"metrics": [metric(10, 14)]})
    both = total([long, short])
    assert both.texts == 2
    assert both.tallies["metrics"].recall == Decimal("0.1")


def test_a_reading_without_a_fault_has_none_and_one_of_nothing_misses_all() -> None:
    gold = {
        "metrics": [metric(10, 14)],
        "problems": [statement(20, 30)],
        "sections": [{"level": 1, "start": 0, "heading": "成效"}],
        "year": 2022,
    }
    assert faults(gold, gold) == []
    assert faults(gold, {}) == ["MISSED", "MISSED", "MISSED", "METADATA"]


# Sets, and what is kept of them ---------------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """One annotated text of which the engine can read the figure but nobody wrote down that it is there."""
    (tmp_path / "a.txt").write_text("海盐县民政局2022年法治政府建设报告\n全年办理结婚登记1698对。\n", "utf-8")
    (tmp_path / "a.json").write_text(json.dumps({"metrics": [], "year": 2022}), "utf-8")
    return tmp_path


def test_a_folder_is_measured(folder: Path) -> None:
    result = measure(AnnotatedSet("mine", annotated(folder)))
    assert result.score.tallies["metrics"] == Tally(0, 0, 1)
    assert result.score.shares["metadata"] == Share(1, 1)
    assert [(fault.text, fault.sort) for fault in result.faults] == [("a", "FALSE")]


def test_a_text_that_cannot_be_read_counts_as_one_with_nothing_found(folder: Path) -> None:
    (folder / "a.txt").write_bytes(b"")
    result = measure(AnnotatedSet("mine", annotated(folder)))
    assert [fault.sort for fault in result.faults] == ["FAILED", "METADATA"]


def test_a_folder_that_cannot_be_measured_says_so(folder: Path) -> None:
    (folder / "a.txt").unlink()
    with pytest.raises(UnusableSetError, match=r"a\.txt is missing"):
        annotated(folder)
    (folder / "a.json").unlink()
    with pytest.raises(UnusableSetError, match="holds no annotation"):
        annotated(folder)


def test_the_record_is_read_as_it_was_written() -> None:
    result = Measurement("mine", score({"metrics": [metric(10, 14)]}, NOTHING), ())
    record = read(written([result]))
    assert record.engine_version == ENGINE_VERSION
    assert record.sets == {"mine": result.score}


def test_what_is_kept_is_what_the_engine_gives_now() -> None:
    now = written(measure(one) for one in kept_sets())
    assert KEPT.read_text(encoding="utf-8") == now, "run `python manage.py measure --write`"


# The command ----------------------------------------------------------------------------------------------------------


def printed(*arguments: str) -> str:
    output = io.StringIO()
    call_command("measure", *arguments, stdout=output, no_color=True)
    return output.getvalue()


def test_the_command_prints_a_table_for_each_set(folder: Path) -> None:
    table = printed(str(folder))
    assert "1 text\n" in table
    assert "metrics                           0       1      0.000   1.000   0.000" in table
    assert "metadata right                1.000  of 1" in table
    assert "FALSE" not in table


def test_the_command_lists_the_errors_when_asked(folder: Path) -> None:
    assert "a  FALSE     '1698对' = 1698" in printed(str(folder), "--errors")


def test_the_command_keeps_only_the_sets_of_the_project(folder: Path) -> None:
    before = KEPT.read_text(encoding="utf-8")
    with pytest.raises(CommandError, match="Only the project's own sets"):
        printed(str(folder), "--write")
    with pytest.raises(CommandError, match="holds no annotation"):
        printed(str(folder / "nowhere"))
    assert KEPT.read_text(encoding="utf-8") == before
