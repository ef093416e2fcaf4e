"""The check before anything is saved: which line a report gets, and what stays silent."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.utils.translation import override
from pytest_django import DjangoAssertNumQueries, Settings

from bureaus.models import Bureau
from reports.intake import read, receive
from reports.screening import Screening, screen
from reports.screening.lines import SENTENCES
from reports.settling import Given
from tests import documents
from tests.documents import REPORT, everything_held
from tests.factories import make_region

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def reference_and_english(settings: Settings, tmp_path: Path) -> Iterator[None]:
    settings.MEDIA_ROOT = tmp_path / "originals"
    documents.load_little()
    with override("en"):
        yield


def check(text: str = REPORT, *, recognised: bool = False, **given: Any) -> Screening:
    reading = read(text.encode(), "report.txt")
    return screen(reading.text, reading.extraction, Given(**given), recognised=recognised)


def graded(found: Screening) -> dict[str, str]:
    return {line.code: str(line.grade) for line in found.lines}


def said(found: Screening, code: str) -> tuple[str, tuple[str, ...]]:
    return next((str(line), line.examples) for line in found.lines if line.code == code)


# Whose report ---------------------------------------------------------------------------------------------------------


def test_a_sound_report_passes_every_line() -> None:
    found = check()

    assert set(graded(found).values()) == {"pass"}
    assert found.passes
    assert found.subject == "海盐县2023"
    assert said(found, "bureau")[0] == "The report is of 海盐县民政局 (330424); source: the title."
    assert said(found, "year")[0] == "It reports on 2023; source: the title."


@pytest.mark.parametrize(
    ("text", "failing"),
    [
        (documents.WITHOUT_YEAR, {"no_year"}),
        (documents.WITHOUT_BUREAU, {"no_bureau"}),
        (documents.NAMESAKES, {"bureau_ambiguous"}),
        (documents.TWO_BUREAUS, {"bureau_conflict"}),
        (documents.POEM, {"no_report", "no_year"}),
    ],
)
def test_what_nobody_knows_fails_and_keeps_the_report_from_being_saved(text: str, failing: set[str]) -> None:
    found = check(text)

    assert {code for code, grade in graded(found).items() if grade == "fail"} == failing
    assert not found.passes
    assert found.grade == "fail"  # the gravest comes first


def test_what_a_person_states_settles_it_and_is_named_as_the_source() -> None:
    found = check(documents.TWO_BUREAUS, adcode="330483", year=2022, kind="work_summary", title="总结")

    assert found.passes
    assert (found.subject, found.kind) == ("桐乡市2022", "work_summary")
    assert said(found, "bureau")[0].endswith("source: stated by a person.")
    assert said(found, "title")[0] == "Its title is “总结”; source: stated by a person."


# Beside what is held --------------------------------------------------------------------------------------------------


def test_a_report_of_the_same_bureau_year_and_kind_is_a_new_version_or_another_kind() -> None:
    receive(REPORT.encode(), "report.txt")

    found = check(REPORT.replace("1698对", "1699对").replace("检查养老机构12家", "新增社工站7个"))

    assert graded(found)["held"] == "warning"
    changes = {(c.held.mention if c.held else "", c.new.mention if c.new else "") for c in found.changes}
    assert ("1698对", "1699对") in changes
    assert ("12家", "") in changes
    assert ("", "7个") in changes
    assert not any("46.98万元" in pair for pair in changes)


@pytest.mark.parametrize("other", [{"year": 2022}, {"kind": "half_year"}, {"adcode": "330483"}])
def test_another_year_kind_or_bureau_is_no_version_of_it(other: dict[str, Any]) -> None:
    receive(REPORT.encode(), "report.txt")

    found = check(REPORT + "\n", **other)

    assert "new" in graded(found)
    assert found.held is None
    assert found.changes == ()


def test_a_version_is_found_under_the_bureau_that_its_division_became() -> None:
    old = make_region(
        "海门市", "320684", start_year=1994, end_year=2020, province="江苏省", prefecture="南通市"
    )
    new = make_region("海门区", "320614", start_year=2020, province="江苏省", prefecture="南通市")
    old.successors.add(new)
    text = REPORT.replace("海盐县", "海门市").replace("2023", "2018").replace("2024", "2019")
    receive(text.encode(), "report.txt")
    assert Bureau.objects.get().region == new

    assert graded(check(text + "\n"))["held"] == "warning"


@pytest.mark.parametrize(
    ("last_year", "line", "examples"),
    [
        ("1698对", "equal", ("结婚登记 1698对",)),
        ("169对", "jumps", ("结婚登记 169对 → 1698对",)),
        ("16980对", "jumps", ("结婚登记 16980对 → 1698对",)),
        ("1700对", "unlike_year_before", ()),
        ("400对", "unlike_year_before", ()),
    ],
)
def test_figures_are_held_against_those_of_the_year_before(
    last_year: str, line: str, examples: tuple[str, ...]
) -> None:
    text = REPORT.replace("1698对", last_year).replace("46.98万元", "51.2万元")
    receive(text.replace("2023", "2022").replace("2024", "2023").encode(), "report.txt")

    found = check()

    assert line in graded(found)
    shown = said(found, line)[1]
    assert [example.rpartition(" ")[2] for example in shown] == [
        example.rpartition(" ")[2] for example in examples
    ]


def test_a_small_number_may_well_be_the_same_or_grow() -> None:
    text = REPORT.replace("1698对", "12对").replace("46.98万元", "51.2万元")
    receive(text.replace("2023", "2022").replace("2024", "2023").encode(), "report.txt")

    for now in ("12对", "2对"):
        assert "unlike_year_before" in graded(check(REPORT.replace("1698对", now)))


# The text itself ------------------------------------------------------------------------------------------------------


def test_a_sum_that_fails_is_shown_as_printed() -> None:
    text = REPORT.replace("检查养老机构12家", "全年共受理投诉118件,其中办结83件、转办9件、退回27件")

    found = check(text)

    assert graded(found)["arithmetic_fails"] == "warning"
    assert said(found, "arithmetic_fails")[1] == ("83件 + 9件 + 27件 ≠ 118件",)


@pytest.mark.parametrize("damage", ["\ufffd", "\ue000", "锟斤拷", "\x1a"])
def test_damaged_characters_are_counted_and_shown(damage: str) -> None:
    found = check(REPORT.replace("救助金", f"救{damage}金"))

    assert graded(found)["damaged"] == "warning"
    assert damage[0] in said(found, "damaged")[1][0] or damage.isspace()


def test_sound_but_rare_characters_are_no_damage() -> None:
    assert "sound_text" in graded(check(REPORT.replace("海盐县民政局坚持", "海盐县民政局\u3000①〇㎡\t坚持")))


def test_a_text_from_pictures_is_to_be_compared_with_them() -> None:
    assert graded(check(recognised=True))["recognised"] == "warning"
    assert "recognised" not in graded(check())


def test_a_report_without_any_figure_is_asked_about() -> None:
    text = "海盐县民政局2023年度法治政府建设情况报告\n\n一、主要工作\n\n我局坚持依法行政。\n"

    assert graded(check(text))["no_figures"] == "warning"


def test_figures_are_counted_by_domain_in_the_order_of_the_catalogue() -> None:
    domains = check().domains

    assert sum(count for _domain, count in domains) == 3
    positions = [domain.position for domain, _count in domains if domain]
    assert positions == sorted(positions)


# All of it ------------------------------------------------------------------------------------------------------------


def test_looking_writes_nothing_and_has_a_budget(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    receive(REPORT.encode(), "report.txt")
    before = everything_held()
    reading = read(REPORT.replace("1698", "1699").encode(), "report.txt")

    # region, heirs (1), bureau, held (1), its figures, the year before (2), indicators with domains
    with django_assert_max_num_queries(9):
        screen(reading.text, reading.extraction, Given())

    assert everything_held() == before


def test_every_line_is_a_sentence_in_both_languages() -> None:
    for code, sentence in SENTENCES.items():
        with override("en"):
            english = str(sentence)
        with override("zh-hans"):
            assert str(sentence) != english, code
