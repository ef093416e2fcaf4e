"""What a person states on the check page: kind, division by any of its names, what the document says of itself."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

from reports.models import Report, Upload
from tests import documents
from tests.cast import Response, log_in, said
from tests.documents import REPORT
from tests.extraction.published import PUBLISHED
from tests.factories import make_region

pytestmark = pytest.mark.django_db

PRINTED = REPORT.replace(
    "海盐县民政局2023年度",
    "索引号:001008003015034/2024-30842 发布机构:海盐县民政局\n"
    "发布日期:2024-01-20 文号:盐民〔2024〕3号\n海盐县民政局2023年度",
    1,
)


@pytest.fixture(autouse=True)
def editor(client: Client, settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "originals"
    documents.load_little()
    log_in(client, "reports.view_report", "reports.add_report")


def upload(client: Client, text: str = REPORT) -> Response:
    file = SimpleUploadedFile("report.txt", text.encode())
    return client.post("/en/admin/reports/report/add/", {"file": file}, follow=True)


def press(client: Client, button: str, value: str = "1", **changed: Any) -> Response:
    """Press a button of the check page, as its form stands but for what is changed."""
    address = f"/en/admin/reports/upload/{Upload.objects.get().pk}/change/"
    form = client.get(address).context["adminform"].form
    stands = {name: form[name].value() or "" for name in form.fields}
    return client.post(address, stands | changed | {button: value}, follow=True)


def value(response: Response, name: str) -> Any:
    return response.context["adminform"].form[name].value()


# The kind -------------------------------------------------------------------------------------------------------------


def test_a_stated_kind_is_what_the_figures_are_read_by_before_anything_is_written(client: Client) -> None:
    as_read = upload(client, REPORT.replace("全年办理", "办理"))
    assert {figure.period for figure in as_read.context["found"].figures} == {"year"}

    checked = press(client, "_check", kind="half_year")

    assert {figure.period for figure in checked.context["found"].figures} == {"part"}
    assert not Report.objects.exists()
    press(client, "_save")
    report = Report.objects.get()
    assert report.kind == "half_year"
    assert {row.period for row in report.metrics.all()} == {"part"}


# The division ---------------------------------------------------------------------------------------------------------


def test_a_division_is_found_by_its_name(client: Client) -> None:
    upload(client, documents.WITHOUT_BUREAU)

    checked = press(client, "_check", adcode="海盐")

    assert value(checked, "adcode") == "330424"
    assert checked.context["found"].subject == "海盐县2023"


@pytest.mark.parametrize("typed", ["hyx", "haiyan", "33042"])
def test_what_is_typed_in_letters_is_offered_and_chosen(client: Client, typed: str) -> None:
    upload(client, documents.WITHOUT_BUREAU)

    offered = press(client, "_save", adcode=typed, title="另一个题目")

    assert list(offered.context["errors"]) == ["adcode"]
    page = offered.content.decode()
    assert (
        '<button name="_division" value="330424">330424 <span lang="zh-Hans">浙江省嘉兴市海盐县</span>'
        in page
    )
    assert value(offered, "title") == "另一个题目"  # nothing typed is lost
    chosen = press(client, "_division", "330424", adcode=typed)
    assert value(chosen, "adcode") == "330424"
    assert said(chosen) == ["Checked again with what you stated. Nothing is saved yet."]


def test_a_name_of_several_divisions_or_of_none(client: Client) -> None:
    for number, province in ((320106, "江苏省"), (350102, "福建省")):
        make_region("鼓楼区", str(number), province=province, prefecture="")
    upload(client, documents.NAMESAKES)

    several = press(client, "_check", adcode="鼓楼区")
    assert [division.adcode for division in several.context["divisions"]] == ["320106", "350102"]
    none = press(client, "_check", adcode="月球")
    assert none.context["errors"]["adcode"][0].startswith("No division is called 月球 (2023).")


def test_of_very_many_divisions_the_first_are_offered(client: Client) -> None:
    for number in range(20):
        make_region(f"新{number}区", f"44{number:04}")
    upload(client, documents.WITHOUT_BUREAU)

    many = press(client, "_check", adcode="44")

    assert len(many.context["divisions"]) == 12
    assert "44 fits 20 divisions; the first 12 stand above." in many.context["errors"]["adcode"][0]


# What the document says of itself -------------------------------------------------------------------------------------


def test_what_the_document_says_of_itself_is_put_right_or_taken_away(client: Client) -> None:
    found = upload(client, PRINTED)
    assert value(found, "published_on") == date(2024, 1, 20)
    assert value(found, "document_number") == "盐民〔2024〕3号"
    right = {
        "publisher": "海盐县人民政府",
        "published_on": "2024-02-01",
        "document_number": "",
        "index_number": "一-2",
    }

    checked = press(client, "_save", **right)
    assert not Report.objects.exists()
    assert value(checked, "document_number") == ""
    press(client, "_save")

    report = Report.objects.get()
    assert {name: str(getattr(report, name)) for name in right} == right
    assert report.title == "海盐县民政局2023年度法治政府建设情况报告"


def test_a_title_taken_away_is_missed(client: Client) -> None:
    upload(client)

    checked = press(client, "_check", title="")

    assert "no_title" in {line.code for line in checked.context["found"].lines}


@pytest.mark.parametrize(("field", "typed"), [("published_on", "yesterday"), ("publisher", "长" * 81)])
def test_what_makes_no_sense_is_refused_in_its_field(client: Client, field: str, typed: str) -> None:
    upload(client)

    assert list(press(client, "_save", **{field: typed}).context["errors"]) == [field]


# How it was read ------------------------------------------------------------------------------------------------------


def test_pages_and_recognition_are_told_on_the_check_and_kept_with_the_report(client: Client) -> None:
    file = SimpleUploadedFile("003.pdf", (PUBLISHED / "003.pdf").read_bytes())
    client.post("/en/admin/reports/report/add/", {"file": file})
    pages = Upload.objects.get().pages
    assert pages
    Upload.objects.update(recognised=True)

    checked = press(client, "_check", adcode="330424", year="2022", kind="rule_of_law")
    assert f"{pages} pages" in checked.content.decode()
    assert "read by text recognition (OCR)" in checked.content.decode()
    assert "recognised" in {line.code for line in checked.context["found"].lines}
    press(client, "_save")

    report = Report.objects.get()
    assert (report.pages, report.recognised) == (pages, True)
    page = client.get(f"/en/reports/{report.pk}/").content.decode()
    assert f"{pages} pages" in page
    assert "read by text recognition (OCR): a character may be misread" in page
