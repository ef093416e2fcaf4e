"""The reference data in the database follows its files: repeated, renewed, and never torn from under a report."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from bureaus.models import Population, Region
from bureaus.reference import load_populations, load_regions
from bureaus.resolver import Gazetteer
from reports.models import Domain, Indicator, ProblemCategory
from reports.reference import load_catalogue_tables
from tests.factories import figure, make_bureau, make_indicator, make_report

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A little catalogue to change."""
    tables = {
        "domains.csv": "code,name_zh,name_en\nmarriage,婚姻,Marriage\naid,救助,Assistance\n",
        "indicators.csv": (
            "code,domain,name_zh,name_en,unit,kind,per_capita,better,synonyms,definition_zh\n"
            "marriage.registrations,marriage,结婚登记,Marriages,对,flow,yes,neutral,结婚登记|办理结婚,结婚对数\n"
            "aid.funds,aid,救助资金,Funds,元,amount,no,neutral,,资金\n"
        ),
        "problem_categories.csv": "code,name_zh,name_en,description_zh\nstaffing,人手,Staffing,人少事多\n",
    }
    for name, table in tables.items():
        (tmp_path / name).write_text(table, encoding="utf-8")
    return tmp_path


def drop(path: Path, beginning: str) -> None:
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if not line.startswith(beginning)), encoding="utf-8")


def test_the_command_loads_everything_and_a_second_run_changes_nothing() -> None:
    out = io.StringIO()
    call_command("load_reference", stdout=out)
    tables = (Region, Population, Domain, Indicator, ProblemCategory, Region.successors.through)
    before = [sorted(table._default_manager.values_list()) for table in tables[1:5]]
    counts = [table._default_manager.count() for table in tables]

    call_command("load_reference", stdout=out)

    assert [table._default_manager.count() for table in tables] == counts
    assert [sorted(table._default_manager.values_list()) for table in tables[1:5]] == before
    first, second = out.getvalue().splitlines()
    assert first == second
    assert f"{Indicator.objects.count()} indicators" in first


def test_the_catalogue_follows_its_files(folder: Path) -> None:
    load_catalogue_tables(folder)
    indicator = Indicator.objects.get(code="marriage.registrations")
    assert (indicator.synonyms, indicator.per_capita, indicator.position) == (
        ["结婚登记", "办理结婚"],
        True,
        1,
    )

    path = folder / "indicators.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("Marriages", "Weddings"), encoding="utf-8")
    load_catalogue_tables(folder)

    assert Indicator.objects.get(code="marriage.registrations").name_en == "Weddings"


def test_what_the_files_no_longer_hold_goes_with_its_domain(folder: Path) -> None:
    load_catalogue_tables(folder)
    drop(folder / "domains.csv", "aid,")
    drop(folder / "indicators.csv", "aid.funds,")

    load_catalogue_tables(folder)

    assert list(Indicator.objects.values_list("code", flat=True)) == ["marriage.registrations"]
    assert list(Domain.objects.values_list("code", flat=True)) == ["marriage"]


def test_what_a_report_rests_on_stays_and_is_named(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    load_catalogue_tables(folder)
    make_report("救助5元。", [figure("5元", "救助", "5", indicator=make_indicator("aid.funds"))])
    drop(folder / "indicators.csv", "aid.funds,")

    load_catalogue_tables(folder)

    assert Indicator.objects.filter(code="aid.funds").exists()
    assert "aid.funds is no longer in the reference files" in caplog.text


def test_the_divisions_stand_in_their_hierarchy_and_succession() -> None:
    gazetteer = Gazetteer.from_csv(settings.REFERENCE_DIR / "divisions.csv")

    count = load_regions(gazetteer)

    assert count == Region.objects.count() == len(gazetteer.divisions) + 1  # and the country
    county = Region.objects.in_force().get(adcode="330424")
    assert county.full_name == "浙江省嘉兴市海盐县"
    assert county.parent is not None
    assert [county.parent.name, county.parent.parent and county.parent.parent.name] == ["嘉兴市", "浙江省"]
    city = Region.objects.in_force(2019).get(adcode="320684")
    assert [heir.adcode for heir in city.successors.all()] == ["320614"]
    assert Region.objects.get(adcode="000000").level == "country"


def test_a_division_whose_years_were_put_right_is_not_there_twice(caplog: pytest.LogCaptureFixture) -> None:
    gazetteer = Gazetteer.from_csv(settings.REFERENCE_DIR / "divisions.csv")
    load_regions(gazetteer)
    county = Region.objects.in_force().get(adcode="330424")
    wrong = Region.objects.create(
        adcode="330424", name="海盐县", level="county", province="浙江省", start_year=county.start_year + 1
    )
    used = Region.objects.create(adcode="330425", name="旧县", level="county", start_year=1901)
    make_bureau(used)

    load_regions(gazetteer)

    assert not Region.objects.filter(pk=wrong.pk).exists()
    assert Region.objects.filter(pk=used.pk).exists()
    assert "旧县 is no longer in the table" in caplog.text


def test_the_census_is_counted_for_the_divisions_of_today() -> None:
    load_regions(Gazetteer.from_csv(settings.REFERENCE_DIR / "divisions.csv"))

    count = load_populations(settings.REFERENCE_DIR / "population_2020.csv")

    assert count == Population.objects.count()
    assert not Population.objects.filter(region__end_year__isnull=False).exists()
    assert Population.objects.get(region__adcode="330424", year=2020).residents > 100_000
