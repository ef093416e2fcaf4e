"""/data/: everything published in one package that other programs find sound, built once for each state of the data."""

from __future__ import annotations

import hashlib
import io
import json
import os
from decimal import Decimal
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pandas as pd
import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from frictionless import Package as Checked
from pytest_django import Settings

from bureaus.models import Population
from reports import review
from reports.exports import package
from reports.exports.figure_stream import Selection
from reports.exports.package_tables import tables
from reports.models import Correction, Metric, Report
from tests.cast import make_full_report
from tests.factories import figure, make_report, make_staff
from tests.files import csv_cells, fetch
from tests.seeds import load_seeds

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings: Settings, tmp_path: Path) -> Path:
    settings.DATA_ROOT = tmp_path / "data"
    return tmp_path / "data"


def build(**options: bool) -> str:
    out = io.StringIO()
    call_command("build_data", stdout=out, **options)
    return out.getvalue()


def opened() -> ZipFile:
    held = package.ready()
    assert held
    return ZipFile(held.path)


def table(name: str) -> pd.DataFrame:
    with opened() as archive, archive.open(f"{name}.csv") as file:
        return pd.read_csv(file)


def test_the_package_is_sound_by_its_own_description(tmp_path: Path) -> None:
    """Types, closed lists, primary and foreign keys, sizes and hashes, by the validator of the format's authors."""
    load_seeds()
    report = Report.objects.published().first()
    assert report
    review.correct(report.metrics.order_by("pk")[0], {"value": Decimal("5")}, by=make_staff(), reason="=错")
    review.reject(report.metrics.order_by("pk")[1], by=make_staff())
    build()
    with opened() as archive:
        archive.extractall(tmp_path / "taken")

    found = Checked(str(tmp_path / "taken" / "datapackage.json")).validate()

    assert found.valid, found.flatten(["resourceName", "rowNumber", "fieldName", "message"])
    described = json.loads((tmp_path / "taken" / "datapackage.json").read_text(encoding="utf-8"))
    assert len(described["resources"]) == len(tables()) == 14
    assert described["licenses"][0]["name"] == "CC-BY-4.0"
    for resource in described["resources"]:
        content = (tmp_path / "taken" / resource["path"]).read_bytes()
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        assert resource["bytes"] == len(content)
        for field in resource["schema"]["fields"]:
            assert field["title"]
            assert field["title_en"]
            assert field["description"] != field["description_en"]


def test_everything_published_is_inside_and_nothing_else() -> None:
    kept, waiting = make_full_report(1), make_full_report(2, published=False)
    review.reject(kept.metrics.get(value=1, unit="次"), by=make_staff())
    review.correct(kept.metrics.get(unit="对"), {"value": Decimal(3)}, by=make_staff(), reason="看错")
    build()

    figures = table("figures")
    assert list(figures["metric"]) == [kept.metrics.get(unit="对").pk]
    (told,) = figures.to_dict("records")
    assert (told["value"], told["machine_value"], told["reviewer_value"]) == (3, 1, 3)
    assert (told["qualifier"], told["decision"], told["comparability"]) == (
        "exact",
        "corrected",
        "comparable",
    )
    assert list(table("reports")["report"]) == [kept.pk]
    assert list(table("problems")["text"]) == ["普法宣传不够"]
    assert list(table("plans")["text"]) == ["明年加强普法"]
    (correction,) = table("corrections").to_dict("records")
    assert json.loads(correction["before"]) == {"value": "1"}
    assert waiting.bureau.adcode not in {str(code) for code in table("bureaus")["bureau_code"]}


def test_the_figures_of_the_package_are_those_of_the_stream(client: Client) -> None:
    load_seeds()
    build()

    heads, *lines = csv_cells(fetch(client, "/data/figures.csv"))
    streamed = pd.DataFrame(lines, columns=heads)
    inside = table("figures")

    assert [int(key) for key in streamed["数字编号"]] == list(inside["metric"])
    assert [Decimal(v) if v else None for v in streamed["值"]] == [
        None if pd.isna(v) else Decimal(repr(v)) for v in inside["value"]
    ]
    assert len(inside) == Metric.objects.published().count()
    assert Selection().reports().count() == 5


def test_it_is_built_once_for_each_state_of_the_data(folder: Path) -> None:
    make_full_report(1)
    build()
    first = package.ready()
    assert first
    before = first.path.stat().st_mtime_ns

    build()
    assert first.path.stat().st_mtime_ns == before
    assert first.is_current

    make_full_report(2)
    assert not first.is_current
    build()
    second = package.ready()
    assert second
    assert second.edition != first.edition
    assert sorted(path.name for path in folder.iterdir()) == sorted(
        [f"{package.NAME}.json", second.path.name]
    )


@pytest.mark.parametrize(
    "change", ["decision", "title", "publisher", "withdrawal", "reading", "rereading", "residents"]
)
def test_whatever_changes_what_is_published_changes_the_edition(change: str) -> None:
    report = make_full_report()
    Population.objects.create(region=report.region, year=2020, residents=9, basis="普查")
    before = package.data_edition()
    if change == "decision":
        review.confirm(report.metrics.order_by("pk")[0], by=make_staff())
    elif change == "title":
        Report.objects.update(title="另一个标题")
    elif change == "publisher":
        Report.objects.update(publisher="办公室")
    elif change == "residents":
        Population.objects.update(residents=10)
    elif change == "rereading":
        # A newer engine's findings take over the keys of those at their places.
        report.rereadings.create(engine_before="1", engine_after="2")
        report.metrics.update(unit="件")
    elif change == "withdrawal":
        review.withdraw(report)
    else:
        report.metrics.order_by("pk")[0].delete()
        report.metrics.create(
            mention="1对", start=6, end=8, sentence_start=0, value=1, unit="对", qualifier="exact", period="year",
            claim="actual", confidence="sure",
        )  # fmt: skip

    assert package.data_edition() != before


def test_the_page_reads_every_report_only_where_something_has_changed(client: Client) -> None:
    report = make_full_report(1)
    build()

    def seen() -> tuple[bool, int]:
        with CaptureQueriesContext(connection) as queries:
            is_current = client.get("/data/").context["current"]
        return is_current, sum('"title"' in one["sql"] for one in queries)

    assert seen() == (True, 1)
    assert seen() == (True, 0)
    review.correct(report.metrics.order_by("pk")[0], {"label": "结婚"}, by=make_staff())
    assert seen() == (False, 1)
    assert seen() == (False, 0)
    Population.objects.create(region=report.region, year=2020, residents=9, basis="普查")
    assert seen() == (False, 1)


def test_a_package_with_a_withdrawn_report_is_not_given_away(client: Client) -> None:
    kept, slip = make_full_report(1), make_full_report(2)
    address = "/data/civil-affairs-compared.zip"
    build()
    make_full_report(3)
    assert fetch(client, address)

    review.withdraw(slip)
    assert client.get(address).status_code == 404
    assert address not in client.get("/data/").content.decode()

    build()
    assert fetch(client, address)
    held = list(table("reports")["report"])
    assert kept.pk in held
    assert slip.pk not in held


def test_a_build_that_breaks_leaves_the_earlier_package(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_full_report(1)
    build()
    held = package.ready()
    make_full_report(2)
    monkeypatch.setattr(package, "readme", lambda *_: os.fspath(None))  # type: ignore[call-overload]

    with pytest.raises(TypeError):
        build()

    assert package.ready() == held
    assert not list(folder.glob("*.part"))


def test_the_page_offers_the_package_and_explains_every_column(client: Client) -> None:
    load_seeds()
    before = client.get("/data/").content.decode()
    build()
    page, english = client.get("/data/").content.decode(), client.get("/en/data/").content.decode()

    assert "数据包尚未生成" in before
    assert client.get("/data/").context["package"].size
    for one in tables():
        assert f'id="{one.name}"' in page
        for field in one.fields:
            assert f"<code>{field.key}</code>" in page
            assert f"<code>{field.key}</code>" in english
    assert "报告自身数字可以核算的和与比" in page
    assert "reviewers decided" in english
    assert "creativecommons.org" in page


def test_the_package_is_served_whole(client: Client) -> None:
    make_full_report()
    assert client.get("/data/civil-affairs-compared.zip").status_code == 404
    build()

    response: Any = client.get("/data/civil-affairs-compared.zip")
    content = response.getvalue()

    held = package.ready()
    assert held
    assert hashlib.sha256(content).hexdigest() == held.sha256
    assert "civil-affairs-compared.zip" in response["Content-Disposition"]


def test_the_page_says_when_the_data_have_moved_on(client: Client) -> None:
    make_full_report(1)
    build()
    assert "又有变动" not in client.get("/data/").content.decode()
    make_full_report(2)
    assert "又有变动" in client.get("/data/").content.decode()


def test_all_figures_can_be_narrowed(client: Client) -> None:
    first = make_full_report(1)
    make_full_report(2, year=2023)
    make_report("登记9对。", [figure("9对", "登记", "9")], bureau=first.bureau, year=2023)

    def values(query: str) -> list[str]:
        heads, *lines = csv_cells(fetch(client, f"/data/figures.csv{query}"))
        return [line[heads.index("值")] for line in lines]

    assert sorted(values("")) == ["1", "1", "2", "2", "9"]
    assert values(f"?b={first.bureau.adcode}") == ["9", "1", "1"]
    assert sorted(values("?y=2023")) == ["2", "2", "9"]
    assert sorted(values("?i=marriage")) == ["1", "2"]
    for query, parameter in (("?y=x", "y"), ("?i=no.such", "i"), ("?b=1", "b")):
        response = client.get(f"/data/figures.csv{query}")
        assert response.status_code == 400
        assert f"<code>{parameter}</code>" in response.content.decode()


def test_rejected_decisions_are_not_given_away() -> None:
    report = make_full_report()
    review.reject(report.metrics.order_by("pk")[0], by=make_staff())
    assert Correction.objects.exists()
    build()
    assert table("corrections").empty
