"""The index of words: what it names holds the words, what it leaves out does not, and a gap in it hides nothing."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import Q

from reports import gram_index, review
from reports.grams import grams, is_one, token
from reports.holdings.search import figures_with, reports_with, statements_with, wanted
from reports.intake import reread
from reports.models import Report, SearchRow
from tests.factories import figure, make_indicator, make_plan, make_problem, make_report, make_staff
from tests.seeds import load_seeds

WORDS = (
    "低保",
    "临时救助",
    "3A",
    "A级",
    "a级",
    "法治",
    "养老护理员",
    "不存在",
    "低 保",
    "2781.01",
    "、",
    "的",
)


def named(kind: str, *words: str) -> set[int]:
    found: Any = Report.objects.filter(gram_index.holding(kind, words))
    return set(found.values_list("pk", flat=True))


def put(*reports: Report) -> None:
    for report in reports:
        gram_index.put(report)


# Pairs ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("低保金", ["低保", "保金"]),
        ("低保,金", ["低保"]),
        ("3A级", ["3a", "a级"]),
        ("低\n保", []),
        ("低", []),
        ("", []),
        ("1_2", []),
    ],
)
def test_a_text_is_its_pairs_of_neighbours(text: str, pairs: list[str]) -> None:
    assert grams(text) == {gram for pair in pairs for gram in grams(pair)}
    assert len(grams(text)) == len(pairs)


def test_every_pair_is_a_number_that_databases_store() -> None:
    numbers = grams("低保金额一丁龥龥aa00\U00020000\U00020001鿿鿿")

    assert all(-(2**31) <= number < 2**31 for number in numbers)
    assert all(len(token(number)) == 8 for number in numbers)


@pytest.mark.parametrize(
    ("word", "one"), [("低保", True), ("低保金", False), ("低", False), ("3A", False), ("A级", False)]
)
def test_two_characters_are_told_by_the_index_alone(word: str, one: bool) -> None:
    assert is_one(word) is one


# The index ------------------------------------------------------------------------------------------------------------

pytestmark = pytest.mark.django_db


def test_what_is_put_down_is_found_by_kind() -> None:
    report = make_report(
        "发放低保金5元。普法不够。加强殡葬监管。", [figure("5元", "低保金", quote="发放低保金5元")]
    )
    make_problem(report, "普法不够")
    make_plan(report, "加强殡葬监管")
    other = make_report("婚姻登记。")
    put(report, other)

    assert named("text", "低保") == named("figures", "低保") == {report.pk}
    assert named("problems", "普法") == named("plans", "殡葬") == {report.pk}
    assert named("figures", "殡葬") == named("problems", "低保") == named("plans", "普法") == set()
    assert named("text", "婚姻", "低保") == {report.pk, other.pk}
    assert named("text", "低保登记") == set()


def test_a_report_put_down_again_is_found_as_it_is_now() -> None:
    report = make_report("低保5元。", [figure("5元", "低保")])
    put(report)
    metric = report.metrics.get()
    review.correct(metric, {"label": "特困供养"}, by=make_staff(), reason="另一个")

    assert named("figures", "特困") == {report.pk}
    assert named("figures", "低保") == {report.pk}  # its clause still says so
    assert SearchRow.objects.count() == 1


def test_a_report_outside_the_index_is_never_hidden() -> None:
    indexed, missing = make_report("婚姻登记。"), make_report("低保金。")
    put(indexed)

    assert named("text", "低保") == {missing.pk}
    assert set(reports_with(wanted("低保"))) == {missing}
    assert not gram_index.is_whole()


def test_a_deleted_report_leaves_nothing_to_find() -> None:
    report = make_report("低保金。")
    put(report)
    report.delete()

    assert named("text", "低保") == set()


def test_a_word_without_a_pair_excludes_nothing() -> None:
    report = make_report("低保金。")
    put(report)

    assert named("text", "的") == named("text", "%") == {report.pk}


def contains(column: str, words: Iterable[str]) -> Q:
    found = Q()
    for word in words:
        found &= Q(**{f"{column}__{'icontains' if word.isascii() else 'contains'}": word})
    return found


def answers(words: str) -> list[set[int]]:
    asked = wanted(words)
    statements = (statements_with(asked, kind) for kind in ("problems", "plans"))
    return [{row.pk for row in rows} for rows in (reports_with(asked), figures_with(asked), *statements)]


def test_the_index_finds_what_reading_everything_finds() -> None:
    """Over the real reports, through the real intake: the same rows with the index as without."""
    load_seeds()
    assert gram_index.is_whole()
    with_index = {words: answers(words) for words in WORDS}
    SearchRow.objects.all().delete()

    assert with_index == {words: answers(words) for words in WORDS}
    assert all(any(with_index[words]) for words in ("低保", "3A", "2781.01"))
    for words in ("低保", "临时救助", "法治", "不存在"):
        read = Report.objects.published().filter(contains("text", [words]))
        assert {report.pk for report in read} <= with_index[words][0]


def test_an_indicator_s_figures_are_found_whatever_their_words() -> None:
    indicator = make_indicator(synonyms=["结婚登记", "领证"])
    report = make_report("5对。", [figure("5对", "登记", "5", indicator=indicator)])
    put(report)

    assert [row.report_id for row in figures_with(wanted("领证"))] == [report.pk]


def test_a_reading_anew_puts_it_down_anew() -> None:
    load_seeds()
    report = Report.objects.order_by("pk")[0]
    row = SearchRow.objects.get(report=report).pk
    Report.objects.filter(pk=report.pk).update(engine_version="0")
    report.refresh_from_db()
    reread(report)

    assert SearchRow.objects.get(report=report).pk > row


@pytest.mark.parametrize("text", ["低保金5元,Civil Affairs。", "𠮷野家 ２０２２年_a", ""])
def test_what_a_migration_puts_down_is_what_is_looked_up(text: str) -> None:
    """It keeps to its own time: once this fails, another migration has to fill the index anew, and this goes."""
    assert import_module("reports.migrations.0009_word_index").grams(text) == grams(text)


def test_what_was_held_before_the_index_is_filled_in() -> None:
    report = make_report("低保金5元。", [figure("5元", "低保金")])
    make_problem(report, "低保金")
    migration = import_module("reports.migrations.0009_word_index")
    migration.fill(apps, connection)

    assert gram_index.is_whole()
    assert named("text", "低保") == named("figures", "低保") == named("problems", "低保") == {report.pk}
    assert named("plans", "低保") == set()
