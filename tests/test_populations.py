"""Populations from a table: whole or not at all, each wrong line in words, by command and in the admin."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from django.contrib.admin.models import LogEntry
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils.translation import override
from pytest_django import DjangoAssertNumQueries

from bureaus.models import Population
from bureaus.populations import import_populations
from tests.cast import Response, log_in, said
from tests.factories import make_population, make_region

pytestmark = pytest.mark.django_db

HEADING = "adcode,year,residents,basis\n"
GOOD = HEADING + "330424,2023,437200,2023年统计公报\n330483,2023,1030000,2023年统计公报\n"
ADDRESS = "/en/admin/bureaus/population/import/"


@pytest.fixture(autouse=True)
def divisions() -> None:
    make_region("海盐县", "330424", start_year=1983)
    make_region("桐乡市", "330483", start_year=1993)


def held() -> list[tuple[str, int, int, str]]:
    rows = Population.objects.order_by("region__adcode", "year")
    return list(rows.values_list("region__adcode", "year", "residents", "basis"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_table_comes_in_whole(encoding: str) -> None:
    found = import_populations(GOOD.replace("\n", "\r\n").encode(encoding))

    assert (found.new, found.changed, found.same, found.faults) == (2, 0, 0, ())
    assert held() == [
        ("330424", 2023, 437200, "2023年统计公报"),
        ("330483", 2023, 1030000, "2023年统计公报"),
    ]


def test_a_second_time_changes_only_what_is_otherwise() -> None:
    import_populations(GOOD.encode())

    found = import_populations(GOOD.replace("437200", "437300").encode())

    assert (found.new, found.changed, found.same) == (0, 1, 1)
    assert held()[0][2] == 437300


def test_a_rehearsal_tells_the_same_and_keeps_nothing() -> None:
    found = import_populations(GOOD.encode(), dry_run=True)

    assert found.new == 2
    assert held() == []


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("33042,2023,1,x", "“33042” is no division code"),
        ("３３０４２４,2023,1,x", "is no division code"),
        ("330424,23,1,x", "“23” is no year in four digits."),
        ("330424,1900,1,x", "“1900” is no year"),
        ('330424,2023,"437,200",x', "“437,200” is no number of persons"),
        ("330424,2023,43.7万,x", "“43.7万” is no number of persons"),
        ("330424,2023,-1,x", "“-1” is no number of persons"),
        ("330424,2023,,x", "“” is no number of persons"),
        ("330424,2023,99999999999,x", "is no number of persons"),
        ("330424,2023,1, ", "Say in at most 80 characters"),
        ("330424,2023,1", "Say in at most 80 characters"),
        ("330424,2023,1,x,y", "more cells than the heading"),
        ("999999,2023,1,x", "No division with the code 999999 was in force in 2023."),
        ("330483,1990,1,x", "No division with the code 330483 was in force in 1990."),
        ("330424,2023,1,x", "The population of 330424 in 2023 stands in line 2 already."),
    ],
)
def test_a_wrong_line_is_told_in_words_and_keeps_the_whole_table_out(line: str, sentence: str) -> None:
    with override("en"):
        found = import_populations(f"{GOOD}{line}\n".encode())

        assert [fault.line for fault in found.faults] == [4]
        assert sentence in str(found.faults[0])
    assert held() == []


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "it lacks adcode, year, residents, basis"),
        (b"adcode,year\n", "it lacks residents, basis"),
        (HEADING.encode(), "no lines below its heading"),
        (b"\x89PNG\r\n\x1a\n\0\0", "no table of text"),
        ("表".encode("utf-16"), "no table of text"),
        (HEADING.encode() + b"x" * 200_000, "no table of text"),
    ],
)
def test_what_is_no_such_table(data: bytes, sentence: str) -> None:
    with override("en"):
        found = import_populations(data)

        assert sentence in str(found.faults[0])
    assert held() == []


def test_all_wrong_lines_are_told_at_once() -> None:
    found = import_populations((HEADING + "1,2,3,4\n330424,2023,x,y\n").encode())

    assert [fault.line for fault in found.faults] == [2, 3]


def test_the_census_stays_what_the_reference_files_say() -> None:
    region = make_region("嘉善县", "330421")
    make_population(region, residents=648_200)

    with override("en"):
        other = import_populations(f"{HEADING}330421,2020,1,x\n".encode())
        assert "330421 has 648200 residents by the 2020 census" in str(other.faults[0])
    assert import_populations(f"{HEADING}330424,2020,457629,census\n".encode()).new == 1  # it was lacking


def test_other_years_do_not_change_what_is_compared_per_resident() -> None:
    import_populations(GOOD.encode())

    assert not Population.objects.census().exists()


def test_a_thousand_lines_cost_as_many_queries_as_one(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    lines = "".join(f"330424,{year},1,x\n" for year in range(1990, 2100))

    for table in (HEADING + "330424,2023,1,x\n", HEADING + lines):
        # savepoint, divisions, census, what is held, the rows, release
        with django_assert_num_queries(6):
            import_populations(table.encode())


# By command -----------------------------------------------------------------------------------------------------------


def test_the_command(tmp_path: Path) -> None:
    path, out, errors = tmp_path / "p.csv", io.StringIO(), io.StringIO()
    path.write_text(GOOD, encoding="utf-8")

    call_command("import_populations", path, dry_run=True, stdout=out)
    assert held() == []
    call_command("import_populations", path, stdout=out)
    assert out.getvalue() == "Dry run, nothing kept: 2 new, 0 changed, 0 same\n2 new, 0 changed, 0 same\n"

    path.write_text(GOOD + "1,2,3,4\n", encoding="utf-8")
    with override("en"), pytest.raises(CommandError, match="Nothing was kept: 1 wrong"):
        call_command("import_populations", path, stderr=errors)
    assert errors.getvalue().startswith("line 4: “1” is no division code")
    with pytest.raises(CommandError, match="can't be opened"):
        call_command("import_populations", tmp_path / "none.csv")


# In the admin ---------------------------------------------------------------------------------------------------------


def hand_in(client: Client, table: str, button: str) -> Response:
    file = SimpleUploadedFile("p.csv", table.encode())
    return client.post(ADDRESS, {"table": file, button: "1"}, follow=True)


def test_checked_then_imported_and_in_the_history(client: Client) -> None:
    user = log_in(client, "bureaus.view_population", "bureaus.add_population")
    assert ADDRESS in client.get("/en/admin/bureaus/population/").content.decode()

    checked = hand_in(client, GOOD, "_check").content.decode()
    assert "Every line is right. Nothing is kept yet." in checked
    assert "New: 2; changed: 0; as before: 0." in checked
    assert held() == []

    imported = hand_in(client, GOOD, "_import")
    assert said(imported) == ["New: 2; changed: 0; as before: 0."]
    assert len(held()) == 2
    entry = LogEntry.objects.get()
    assert (entry.user, entry.object_repr, entry.change_message) == (
        user,
        "p.csv",
        "2 new, 0 changed, 0 same",
    )


def test_wrong_lines_are_shown_and_nothing_is_kept(client: Client) -> None:
    log_in(client, "bureaus.view_population", "bureaus.add_population")

    page = hand_in(client, GOOD + "1,2,3,4\n", "_import").content.decode()

    assert "Nothing was kept: 1 line is wrong." in page
    assert "Line 4" in page
    assert "is no division code" in page
    assert held() == []
    assert "Choose the file" in client.post(ADDRESS, {"_import": "1"}).content.decode()


def test_only_who_may_add_populations_imports_them(client: Client) -> None:
    log_in(client, "bureaus.view_population")

    assert client.get(ADDRESS).status_code == 403
    assert hand_in(client, GOOD, "_import").status_code == 403
    assert ADDRESS not in client.get("/en/admin/bureaus/population/").content.decode()
    assert held() == []
