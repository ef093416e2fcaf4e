"""`manage.py prepare` makes a fresh machine ready, and a second run leaves everything as it is."""

from __future__ import annotations

import io
import re
import shutil
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django import Settings

from bureaus.models import Region
from reports import intake
from reports.models import Indicator, Report
from tests import documents
from tests.documents import REPORT, everything_held

pytestmark = pytest.mark.django_db

PASSWORD = re.compile(r"password: (\S+)")


@pytest.fixture(autouse=True)
def seeds(settings: Settings, tmp_path: Path) -> Path:
    """One short report in place of the seeds, and a few divisions in place of all."""
    intake.reference()  # the engine keeps all of them
    settings.MEDIA_ROOT = tmp_path / "originals"
    settings.REFERENCE_DIR = little_reference(tmp_path / "reference", settings.REFERENCE_DIR)
    settings.SEED_REPORTS_DIR = tmp_path / "seeds"
    settings.SEED_REPORTS_DIR.mkdir()
    (settings.SEED_REPORTS_DIR / "海盐.txt").write_text(REPORT, encoding="utf-8")
    return tmp_path / "seeds"


def little_reference(folder: Path, whole: Path) -> Path:
    """The catalogue as it is, and of the divisions those of 嘉兴市 and above."""
    shutil.copytree(whole, folder)
    for name in ("divisions.csv", "population_2020.csv"):
        heading, *lines = (whole / name).read_text(encoding="utf-8").splitlines(keepends=True)
        kept = [line for line in lines if line.startswith(("3304", "330000"))]
        (folder / name).write_text(heading + "".join(kept), encoding="utf-8")
    return folder


def prepare() -> str:
    out = io.StringIO()
    call_command("prepare", stdout=out, stderr=io.StringIO())
    return out.getvalue()


def test_a_fresh_machine_gets_reference_data_seed_reports_and_an_account() -> None:
    said = prepare()

    assert Region.objects.filter(name="海盐县").exists()
    assert Indicator.objects.exists()
    assert Report.objects.published().get().bureau.name == "海盐县民政局"
    assert "1 new, 0 same, 0 failed" in said
    assert User.objects.get().get_username() == "admin"


def test_the_first_password_is_random_and_opens_the_admin(client: Client) -> None:
    found = PASSWORD.search(prepare())
    assert found
    assert len(found[1]) >= 16

    client.post("/admin/login/", {"username": "admin", "password": found[1]})

    assert client.get("/admin/").status_code == 200
    User.objects.all().delete()
    again = PASSWORD.search(prepare())
    assert again
    assert again[1] != found[1]


def test_a_second_run_changes_nothing_and_shows_no_password() -> None:
    prepare()
    before, password = everything_held(), User.objects.get().password

    said = prepare()

    assert "password" not in said
    assert everything_held() == before
    assert User.objects.get().password == password


def test_what_people_did_in_between_stays() -> None:
    prepare()
    Report.objects.update(status="withdrawn", title="corrected")
    User.objects.update(username="somebody")

    prepare()

    assert Report.objects.filter(status="withdrawn", title="corrected").count() == 1
    assert User.objects.get().get_username() == "somebody"


def test_a_newer_catalogue_is_loaded_on_the_next_run() -> None:
    prepare()
    Indicator.objects.filter(metrics__isnull=True).delete()

    prepare()

    assert Indicator.objects.count() > 200


def test_a_run_that_breaks_off_among_the_seeds_leaves_none_of_them(seeds: Path) -> None:
    (seeds / "poem.txt").write_text(documents.POEM, encoding="utf-8")

    with pytest.raises(CommandError):
        prepare()
    assert not Report.objects.exists()

    (seeds / "poem.txt").unlink()
    prepare()
    assert Report.objects.count() == 1
