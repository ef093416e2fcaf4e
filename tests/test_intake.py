"""receive → read → save: what a document becomes, why one is refused, and that nothing is ever half-saved."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from django.db import connection, connections
from django.utils.translation import override
from pytest_django import Settings

from bureaus.models import Bureau, Region
from reports.intake import Given, Outcome, Receipt, receive
from reports.models import Indicator, Report, ReportStatus, ReviewState
from reports.refusals import SENTENCES, Refusal
from tests import documents
from tests.documents import REFUSED, REPORT, everything_held, originals
from tests.factories import make_region, make_staff

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def county(settings: Settings, tmp_path: Path) -> Region:
    settings.MEDIA_ROOT = tmp_path / "originals"
    return documents.load_little()


def refusal_of(action: Callable[[], object]) -> Refusal:
    with pytest.raises(Refusal) as caught:
        action()
    return caught.value


# What a document becomes ----------------------------------------------------------------------------------------------


def test_a_document_becomes_a_report_with_what_it_says_of_itself(county: Region) -> None:
    editor = make_staff()

    receipt = receive(
        REPORT.encode(), "海盐2023.txt", given=Given(source_url="https://example.org/1"), by=editor
    )

    report = Report.objects.get()
    assert receipt == Receipt(Outcome.NEW, report)
    assert (report.bureau.name, report.region, report.year, report.kind) == (
        "海盐县民政局",
        county,
        2023,
        "rule_of_law",
    )
    assert report.title == "海盐县民政局2023年度法治政府建设情况报告"
    assert (report.status, report.review_state) == (ReportStatus.TO_REVIEW, ReviewState.MACHINE)
    assert (report.original_name, report.source_url) == ("海盐2023.txt", "https://example.org/1")
    assert report.received_by == editor
    assert report.text == REPORT


def test_the_original_is_kept_byte_for_byte() -> None:
    data = REPORT.replace("\n", "\r\n").encode("gb18030")

    report = receive(data, "report.txt").report

    with report.original.open("rb") as original:
        assert original.read() == data
    assert report.text == data.decode("gb18030")  # line ends included: offsets point into this


def test_a_file_that_a_killed_save_left_behind_is_replaced(tmp_path: Path) -> None:
    data = REPORT.encode()
    received = receive(data, "report.txt", dry_run=True).report
    left = (
        tmp_path / "originals" / received.original.field.generate_filename(received, f"{received.sha256}.txt")
    )
    left.parent.mkdir(parents=True)
    left.write_bytes(data[:100])

    report = receive(data, "report.txt").report

    assert originals() == [left.name]
    with report.original.open("rb") as original:
        assert original.read() == data


def test_its_figures_problems_and_plans_stand_at_their_places() -> None:
    report = receive(REPORT.encode(), "report.txt").report

    figures = {row.mention: row for row in report.metrics.all()}
    assert list(figures) == ["1698对", "46.98万元", "12家"]
    assert all(report.text[row.start : row.end] == mention for mention, row in figures.items())
    assert figures["46.98万元"].indicator_id == "assistance.temporary_funds"
    assert figures["46.98万元"].value == 469_800
    assert figures["46.98万元"].sentence.startswith("全年办理结婚登记")
    assert [row.text for row in report.problems.all()] == ["执法人员力量不足", "普法形式比较单一"]
    assert [row.text for row in report.plans.all()] == ["充实执法力量", "创新普法形式"]
    assert [row.kind for row in report.sections.all()] == ["achievements", "problems", "plan"]


def test_a_sentence_starts_where_its_first_character_stands() -> None:
    indented = REPORT.replace("全年办理", "\u3000\u3000全年办理")

    report = receive(indented.encode(), "report.txt").report

    for row in report.metrics.all():
        assert report.text[row.sentence_start :].startswith(row.sentence)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_the_encodings_offices_write(encoding: str) -> None:
    report = receive(REPORT.encode(encoding), "report.txt").report

    assert report.text == REPORT
    assert report.metrics.count() == 3


def test_a_long_file_name_is_cut_and_keeps_its_ending() -> None:
    report = receive(REPORT.encode(), "报" * 300 + ".TXT").report

    assert len(report.original_name) == 200
    assert report.original_name.endswith("报.TXT")
    assert str(report.original.name).endswith(".txt")


def test_a_figure_too_large_for_its_column_is_kept_as_not_readable() -> None:
    text = REPORT.replace("46.98万元", "9" * 12 + "亿元")

    report = receive(text.encode(), "report.txt").report

    row = report.metrics.get(mention__startswith="9999")
    assert row.value is None
    assert row.confidence == "doubtful"


# The same document again ----------------------------------------------------------------------------------------------


def test_the_same_bytes_twice_are_one_report() -> None:
    first = receive(REPORT.encode(), "report.txt")
    before = everything_held()

    second = receive(REPORT.encode(), "another name.txt", given=Given(adcode="330483"))

    assert second == Receipt(Outcome.SAME, first.report)
    assert everything_held() == before


@pytest.mark.django_db(transaction=True)
def test_the_same_bytes_from_several_people_at_once_are_one_report() -> None:
    # SQLite's test database knows one connection; test_import_command has two processes at once on a file.
    people = 4 if connection.features.test_db_allows_multiple_connections else 1
    together = Barrier(people)

    def hand_in(_person: int) -> Receipt:
        together.wait(timeout=30)
        try:
            return receive(REPORT.encode(), "report.txt")
        finally:
            connections.close_all()

    with ThreadPoolExecutor(people) as pool:
        receipts = [*pool.map(hand_in, range(people)), *pool.map(hand_in, range(people))]

    assert Report.objects.count() == 1
    assert {receipt.report.pk for receipt in receipts} == {Report.objects.get().pk}
    assert [receipt.outcome for receipt in receipts].count(Outcome.NEW) == 1
    assert len(originals()) == 1
    assert Bureau.objects.count() == 1


# Refusals -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("case", REFUSED)
def test_a_bad_document_is_refused_with_its_sentence_and_leaves_no_trace(case: str) -> None:
    name, data, code = REFUSED[case]
    before = everything_held()

    refusal = refusal_of(lambda: receive(data, name))

    assert refusal.code == code
    assert everything_held() == before
    with override("en"):
        assert str(refusal).endswith(".")
        assert "%(" not in str(refusal)


def test_a_file_of_fifty_megabytes_is_refused_by_its_size_before_it_is_decoded() -> None:
    undecodable = b"\xff" * documents.TOO_LARGE

    assert refusal_of(lambda: receive(undecodable, "report.txt")).code == "too_large"


def test_the_sentence_of_a_namesake_names_the_candidates() -> None:
    with override("en"):
        sentence = str(refusal_of(lambda: receive(documents.NAMESAKES.encode(), "report.txt")))

    assert "江苏省南京市鼓楼区" in sentence
    assert "福建省福州市鼓楼区" in sentence


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (Given(kind="poem"), "kind_unknown"),
        (Given(year=23), "year_unsound"),
        (Given(year=99999), "year_unsound"),
        (Given(adcode="999999"), "code_not_in_force"),
        (Given(adcode="330483", year=1990), "code_not_in_force"),  # 桐乡 was not yet a city
        (Given(source_url="javascript:alert(1)"), "source_unsound"),
        (Given(source_url="a page"), "source_unsound"),
    ],
)
def test_what_is_stated_must_be_sound_itself(given: Given, code: str) -> None:
    before = everything_held()

    assert refusal_of(lambda: receive(REPORT.encode(), "report.txt", given=given)).code == code
    assert everything_held() == before


def test_every_refusal_has_a_sentence_that_says_what_to_do() -> None:
    with override("en"):
        sentences = {code: str(sentence) for code, sentence in SENTENCES.items()}

    assert all(sentence.count(".") >= 1 and len(sentence) > 30 for sentence in sentences.values()), sentences


# What the person knows and the text does not say ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "given", "expected"),
    [
        (documents.WITHOUT_YEAR, Given(year=2021), ("海盐县民政局", 2021, "rule_of_law")),
        (documents.WITHOUT_BUREAU, Given(adcode="330424"), ("海盐县民政局", 2023, "rule_of_law")),
        (documents.TWO_BUREAUS, Given(adcode="330424"), ("海盐县民政局", 2023, "rule_of_law")),
        (documents.TWO_BUREAUS, Given(adcode="330483"), ("桐乡市民政局", 2023, "rule_of_law")),
        (
            documents.POEM,
            Given(adcode="330424", year=2020, kind="bulletin"),
            ("海盐县民政局", 2020, "bulletin"),
        ),
        (REPORT, Given(year=2022, kind="work_summary"), ("海盐县民政局", 2022, "work_summary")),
    ],
)
def test_what_is_stated_fills_the_gaps_and_overrules_the_text(
    text: str, given: Given, expected: tuple[str, int, str]
) -> None:
    report = receive(text.encode(), "report.txt", given=given).report

    assert (report.bureau.name, report.year, report.kind) == expected


# Rehearsal and failure half-way ---------------------------------------------------------------------------------------


def test_a_dry_run_reads_everything_and_keeps_nothing() -> None:
    before = everything_held()

    receipt = receive(REPORT.encode(), "report.txt", dry_run=True)

    assert receipt.outcome is Outcome.NEW
    assert receipt.report.bureau_name == "海盐县民政局"
    assert everything_held() == before


@pytest.mark.django_db(transaction=True)
def test_a_constraint_that_fails_at_the_commit_takes_rows_and_file_with_it(
    caplog: pytest.LogCaptureFixture,
) -> None:
    # The catalogue in the database is older than the engine's: the figure's indicator is not there.
    Indicator.objects.filter(code="marriage.registrations").delete()
    before = everything_held()

    refusal = refusal_of(lambda: receive(REPORT.encode(), "report.txt"))

    assert refusal.code == "not_saved"
    assert everything_held() == before
    assert "report.txt was read but could not be saved" in caplog.text


def test_a_disk_that_refuses_the_original_takes_the_rows_back(settings: Settings, tmp_path: Path) -> None:
    before = everything_held()
    settings.MEDIA_ROOT = tmp_path / "a file where the folder should be"
    settings.MEDIA_ROOT.write_text("")

    assert refusal_of(lambda: receive(REPORT.encode(), "report.txt")).code == "not_saved"
    settings.MEDIA_ROOT = tmp_path / "originals"
    assert everything_held() == before


# Whose report it is ---------------------------------------------------------------------------------------------------


def make_haimen() -> tuple[Region, Region]:
    """The county-level city that became a district of its prefecture in 2020, under another code."""
    fields = {"province": "江苏省", "prefecture": "南通市"}
    city = make_region("海门市", "320684", start_year=1994, end_year=2020, **fields)
    district = make_region("海门区", "320614", start_year=2020, **fields)
    city.successors.add(district)
    return city, district


def test_a_report_belongs_to_the_region_of_its_time_and_to_the_bureau_of_today() -> None:
    city, district = make_haimen()
    earlier = REPORT.replace("海盐县", "海门市").replace("2023", "2019").replace("2024", "2020")
    later = REPORT.replace("海盐县", "海门区")

    first = receive(earlier.encode(), "2019.txt").report
    second = receive(later.encode(), "2023.txt").report

    assert first.bureau == second.bureau
    assert first.bureau.name == "海门区民政局"
    assert (first.region, second.region) == (city, district)
    assert (first.bureau_name, second.bureau_name) == ("海门市民政局", "海门区民政局")
    assert {name.name for name in first.bureau.names.all()} == {"海门市民政局", "海门区民政局"}


def test_a_division_that_was_merged_has_no_heir() -> None:
    city, district = make_haimen()
    make_region("通州市", "320683", start_year=1993, end_year=2020, province="江苏省").successors.add(
        district
    )
    earlier = REPORT.replace("海盐县", "海门市").replace("2023", "2019").replace("2024", "2020")

    bureau = receive(earlier.encode(), "2019.txt").report.bureau

    assert bureau.region == city
    assert bureau.name == "海门市民政局"


def test_in_the_year_of_a_change_a_code_means_the_later_division() -> None:
    make_region("旧县", "999001", start_year=1990, end_year=2023)
    later = make_region("新区", "999001", start_year=2023)

    report = receive(documents.WITHOUT_BUREAU.encode(), "r.txt", given=Given(adcode="999001")).report

    assert report.region == later


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"name": "全国", "adcode": "000000", "level": "country"}, "民政部"),
        ({"name": "浙江省", "adcode": "330000", "level": "province"}, "浙江省民政厅"),
        ({"name": "北京市", "adcode": "110000", "level": "province"}, "北京市民政局"),
        ({"name": "嘉兴市", "adcode": "330400", "level": "prefecture"}, "嘉兴市民政局"),
    ],
)
def test_a_bureau_the_text_does_not_name_is_called_as_its_level_is(fields: dict[str, str], name: str) -> None:
    region = make_region(**fields)

    report = receive(documents.WITHOUT_BUREAU.encode(), "r.txt", given=Given(adcode=region.adcode)).report

    assert report.bureau.name == name
