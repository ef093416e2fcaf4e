"""/methodology/: the whole method in words, a real example, and the accuracy exactly as it was measured."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal

import pytest
from django.test import Client
from django.utils.translation import override
from pytest_django.fixtures import DjangoAssertNumQueries

from reports import explanations
from reports.accuracy.record import Record, kept
from reports.accuracy.scoring import Score, Share, Tally
from reports.accuracy.sets import kept_sets
from reports.accuracy_table import SETS, accuracy_table, percent
from reports.comparability import Reason
from reports.comparison import Nothing
from reports.derivations import derivations
from reports.models.findings import Claim, Period, Qualifier
from reports.views.methodology import NEWEST, example
from tests.factories import figure, make_bureau, make_domain, make_indicator, make_region, make_report

TEXT = "一、工作成效\n全年办理结婚登记1698对。疫情期间参与志愿者16万余名,发放口罩20余万只。\n"


@pytest.fixture
def report() -> None:
    make_domain("assistance", name_zh="社会救助", position=2)
    make_indicator("marriage.volunteers", name_zh="参与志愿者", name_en="Volunteers", unit="人")
    figures = (
        figure("1698对", "结婚登记", "1698", indicator="marriage.registrations"),
        figure(
            "16万余名",
            "参与志愿者",
            "160000",
            indicator="marriage.volunteers",
            unit="人",
            qualifier="over",
            period="part",
        ),
    )
    make_report(TEXT, figures, bureau=make_bureau(make_region("海盐县", "330424")), year=2022)


# The page -------------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/methodology/", "/en/methodology/"])
def test_the_page_prints_the_kept_figures(client: Client, address: str) -> None:
    page = client.get(address).content.decode()
    for code, score in kept().sets.items():
        figures, whole = score.tallies["metrics"], score.shares["wholly_right"]
        for part, of in ((figures.hit, figures.gold), (figures.hit, figures.found), (whole.right, whole.of)):
            assert f"{part:,}/{of:,}" in page, code


@pytest.mark.django_db
def test_the_page_names_every_kind_of_nothing_and_every_field(client: Client) -> None:
    page = client.get("/en/methodology/").content.decode()
    with override("en"):
        labels = [label for enum in (Qualifier, Period, Claim) for label in enum.labels]
        said = [row.word for row in explanations.nothings()] + [step for step, _does in explanations.STEPS]
        for word in (*labels, *said):
            assert str(word) in page


@pytest.mark.django_db
def test_every_calculation_stands_with_its_formula_and_when_it_is_withheld(client: Client) -> None:
    with override("zh-hans"):
        page = client.get("/methodology/").content.decode()
        said = [str(words) for one in explanations.CALCULATIONS for words in one]
        names = [one.name for one in derivations()]
    assert len(said) == 16
    for words in (*said, *names):
        assert words in page


@pytest.mark.django_db
def test_the_example_is_a_published_figure_that_shows_most(client: Client, report: None) -> None:
    metric = example()
    assert metric is not None
    assert metric.mention == "16万余名"
    page = client.get("/en/methodology/").content.decode()
    for words in (
        "Haiyan County",
        "at least 160,000",
        "16万余名",
        "Volunteers",
        f'href="{metric.get_absolute_url()}"',
    ):
        assert words in page


@pytest.mark.django_db
def test_without_a_published_figure_the_page_says_so(client: Client) -> None:
    assert "No figure is published here yet" in client.get("/en/methodology/").content.decode()


@pytest.mark.django_db
def test_the_example_is_of_one_of_the_newest_reports() -> None:
    make_report(
        figures=[figure("1698对", value="1698", indicator="marriage.registrations", qualifier="over")]
    )
    for _ in range(NEWEST):
        make_report(figures=[figure("1698对", value="1698", indicator="marriage.registrations")])

    shown = example()
    assert shown is not None
    assert shown.qualifier == "exact"


@pytest.mark.django_db
def test_an_unpublished_figure_is_no_example(client: Client) -> None:
    text = "全年办理结婚登记1698对。"
    married = figure("1698对", "结婚登记", "1698", indicator="marriage.registrations")
    make_report(text, [married], bureau=make_bureau(make_region("海盐县", "330424")), published=False)
    assert example() is None


@pytest.mark.django_db
def test_every_page_leads_to_it(client: Client) -> None:
    assert 'href="/methodology/#accuracy"' in client.get("/compare/").content.decode()
    assert 'id="accuracy"' in client.get("/methodology/").content.decode()


@pytest.mark.django_db
def test_the_page_costs_the_same_however_much_is_held(
    client: Client, report: None, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    # The example, then of its report: headings, figures, shortcomings, plans, relations, their terms.
    with django_assert_max_num_queries(7):
        client.get("/methodology/")


# The explanations -----------------------------------------------------------------------------------------------------


def explained(rows: Callable[[], Iterator[explanations.Explanation]]) -> int:
    found = list(rows())
    assert all(str(row.word) and str(row.meaning) for row in found)
    return len(found)


def test_nothing_goes_unexplained() -> None:
    """A reason, a period, a nothing that is added to the code has to be added to the page."""
    assert explained(explanations.qualifiers) == len(Qualifier)
    assert explained(explanations.periods) == len(Period)
    assert explained(explanations.claims) == len(Claim)
    assert explained(explanations.reasons) == len(Reason)
    assert explained(explanations.nothings) == len(Nothing) + 1
    assert len(explanations.STEPS) == 7


def test_every_kept_set_has_a_name() -> None:
    assert {one.code for one in kept_sets()} <= set(SETS)
    assert set(kept().sets) <= set(SETS)


# The table of accuracy ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rate", "shown"),
    [
        ("1", "100"),
        ("0.99999", "99.9"),
        ("0.9995", "99.9"),
        ("0.84722", "84.7"),
        ("0.9", "90.0"),
        ("0.004", "0.4"),
        ("0", "0.0"),
    ],
)
def test_a_share_is_rounded_down(rate: str, shown: str) -> None:
    assert percent(Decimal(rate)) == shown


def record(**sets: Score) -> Record:
    return Record("1.0", sets)


def score(hit: int, gold: int, found: int) -> Score:
    plain = Score(2)
    tallies = {**plain.tallies, "metrics": Tally(hit, gold, found)}
    return replace(
        plain, tallies=tallies, shares={**plain.shares, "wholly_right": Share(hit // 2, gold or hit)}
    )


def test_the_first_sentence_is_of_unseen_texts_where_some_are_kept() -> None:
    seeds, unseen = score(10, 10, 10), score(900, 1000, 950)
    with override("en"):
        assert accuracy_table(record(seeds=seeds)).answer.startswith("In 2 annotated texts stand 10 figures.")
        table = accuracy_table(record(seeds=seeds, heldout_ordinary=unseen))
    assert table.answer.startswith(
        "In 2 annotated texts stand 1,000 figures. The machine finds 90.0% of them"
    )
    assert "45.0% wholly right" in table.answer
    assert [column.figures for column in table.columns] == [1000, 10]


def test_where_nothing_was_to_be_judged_there_is_no_share() -> None:
    table = accuracy_table(record(seeds=score(0, 0, 0)))
    cells = [cell for group in table.groups for row in group.rows for cell in row.cells]
    assert cells
    assert all(cell.whole == cell.count == "" for cell in cells)


def test_precision_and_recall_are_not_confused() -> None:
    figures = accuracy_table(record(seeds=score(6, 8, 12))).groups[0]
    shown = [(row.cells[0].whole + row.cells[0].fraction, row.cells[0].count) for row in figures.rows]
    assert shown == [("75.0", "6/8"), ("50.0", "6/12"), ("60.0", "")]
