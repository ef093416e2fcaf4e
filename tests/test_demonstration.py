"""The demonstration: made-up texts that the real intake reads, kept apart from real reports and marked everywhere."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings as project
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils.translation import override
from pytest_django import Settings

from bureaus.models import Bureau
from reports.demonstration.cast import choose, residents_by_code
from reports.demonstration.clerks import Clerk
from reports.demonstration.figures import figures_of, with_slip
from reports.demonstration.vocabulary import Vocabulary, load_vocabulary
from reports.demonstration.writing import Written, write_all
from reports.extraction.engine import extract
from reports.intake import receive
from reports.models import Metric, Report
from reports.refusals import Refusal
from reports.settling import Given, reference
from tests.factories import make_report
from tests.seeds import load_seeds

MADE_UP = "Made up for demonstration"


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return load_vocabulary(project.DEMONSTRATION_DIR)


def documents(vocabulary: Vocabulary, bureaus: int, years: range, seed: int = 1) -> Iterator[Written]:
    gazetteer = reference()[1]
    residents = residents_by_code(project.REFERENCE_DIR / "population_2020.csv")
    for writer in choose(gazetteer, residents, bureaus, seed):
        yield from write_all(vocabulary, gazetteer, writer, years, seed)


# The texts ------------------------------------------------------------------------------------------------------------


def test_every_text_says_whose_it_is_for_which_year(vocabulary: Vocabulary) -> None:
    catalogue, gazetteer = reference()
    wrong = []
    written = list(documents(vocabulary, 40, range(2018, 2025)))
    for document in written:
        told = extract(document.text, catalogue, gazetteer).metadata
        place = told.place
        then = gazetteer.at(document.adcode, document.year)
        is_right = told.year == document.year and (told.kind == "half_year") == document.is_half
        if not is_right or place is None or (then is not None and place.adcode != document.adcode):
            wrong.append((document.name, told.year, place and place.name))

    assert wrong == []
    assert len(written) > 200
    assert any(document.is_half for document in written)


def test_the_same_seed_writes_the_same_and_another_does_not(vocabulary: Vocabulary) -> None:
    first, again, other = (list(documents(vocabulary, 3, range(2023, 2025), seed)) for seed in (1, 1, 2))

    assert first == again
    assert {one.text for one in first}.isdisjoint(one.text for one in other)


def test_a_larger_cast_holds_the_smaller(vocabulary: Vocabulary) -> None:
    few, many = (list(documents(vocabulary, count, range(2023, 2025))) for count in (4, 9))

    assert many[: len(few)] == few


def test_a_division_that_changed_writes_under_both_names(vocabulary: Vocabulary) -> None:
    texts = {
        one.year: one.text for one in documents(vocabulary, 2, range(2015, 2025)) if one.adcode == "320614"
    }

    assert "海门市民政局" in texts[min(texts)]
    assert "海门区民政局" in texts[2024]


def test_no_slot_is_left_open(vocabulary: Vocabulary) -> None:
    assert [
        one.name for one in documents(vocabulary, 30, range(2020, 2025)) if re.search(r"[{}]", one.text)
    ] == []


def test_figures_follow_the_residents_and_add_up(vocabulary: Vocabulary) -> None:
    residents = residents_by_code(project.REFERENCE_DIR / "population_2020.csv")
    writers = choose(reference()[1], residents, 60, 1)
    pairs = [
        figures_of(vocabulary.quantities, writer, 2023, 1)["结婚"] / writer.residents for writer in writers
    ]
    values = figures_of(vocabulary.quantities, writers[0], 2023, 1)
    half = figures_of(vocabulary.quantities, writers[0], 2023, 1, half=True)

    assert max(pairs) / min(pairs) < 6
    assert values["城市低保"] + values["农村低保"] == values["低保对象"]
    assert half["结婚"] < values["结婚"] * 7 / 10
    assert with_slip(vocabulary.quantities, values, "x") != values


def test_a_plan_is_answered_as_its_fate_says(vocabulary: Vocabulary) -> None:
    answered = [
        (promise, document)
        for document in documents(vocabulary, 20, range(2019, 2025))
        for promise in document.answered
    ]
    clerks = {document.adcode: Clerk.of(1, document.adcode) for _promise, document in answered}

    assert {promise.fate for promise, _document in answered} == {"done", "partly", "changed", "silent"}
    for promise, document in answered:
        assert clerks[document.adcode].printed(promise.answer) in document.text
        assert bool(promise.answer) == (promise.fate != "silent")


# The command ----------------------------------------------------------------------------------------------------------


def load(*arguments: str) -> str:
    said = io.StringIO()
    call_command("load_demo", *arguments, stdout=said, stderr=said)
    cache.clear()
    return said.getvalue()


@pytest.mark.django_db
def test_the_command_loads_marks_and_publishes_and_may_be_repeated(
    settings: Settings, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    load("--bureaus=2", "--years=6")
    held = list(Report.objects.published())

    assert len(held) > 6
    assert all(report.synthetic for report in held)
    assert Bureau.objects.get(region__adcode="320614").names.count() == 2
    assert Metric.objects.filter(indicator="marriage.registrations").exists()
    assert f"{len(held)} same" in load("--bureaus=2", "--years=6")
    assert Report.objects.count() == len(held)


@pytest.mark.django_db
@pytest.mark.parametrize("arguments", [["--bureaus=0"], ["--years=0"], ["--years=16"]])
def test_senseless_numbers_are_refused(arguments: list[str]) -> None:
    with pytest.raises(CommandError, match="at least 1"):
        load(*arguments)


@pytest.mark.django_db
def test_made_up_reports_never_come_among_real_ones(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    load_seeds()

    with override("en"), pytest.raises(CommandError, match="real reports"):
        load("--bureaus=1", "--years=1")
    assert not Report.objects.filter(synthetic=True).exists()


@pytest.mark.django_db
def test_real_reports_never_come_among_made_up_ones() -> None:
    make_report(synthetic=True)

    with pytest.raises(Refusal) as refused:
        receive("海盐县民政局2022年度法治政府建设报告\n".encode(), "a.txt", given=Given())
    assert refused.value.code == "real_among_made_up"


# The marks ------------------------------------------------------------------------------------------------------------


def pages(report: Report) -> list[str]:
    figure = report.metrics.get()
    return [
        "/en/", "/en/compare/", "/en/bureaus/", "/en/reports/", "/en/search/", "/en/methodology/", "/en/nowhere/",
        f"/en{report.bureau.get_absolute_url()}", f"/en/reports/{report.pk}/", f"/en/metrics/{figure.pk}/",
        "/en/admin/login/",
    ]  # fmt: skip


def a_report(*, synthetic: bool) -> Report:
    return make_report(
        "办理结婚登记5对。", [{"mention": "5对", "label": "结婚登记", "value": "5"}], synthetic=synthetic
    )


@pytest.mark.django_db
def test_every_page_says_that_the_data_are_made_up(client: Client) -> None:
    report = a_report(synthetic=True)
    cache.clear()

    unsaid = [page for page in pages(report) if MADE_UP not in client.get(page).content.decode()]
    assert unsaid == []
    assert '<span class="tag">made up</span>' in client.get(f"/en/reports/{report.pk}/").content.decode()


@pytest.mark.django_db
def test_no_page_says_so_of_real_data(client: Client) -> None:
    report = a_report(synthetic=False)
    cache.clear()

    assert [page for page in pages(report) if "ade up" in client.get(page).content.decode()] == []
