"""The admin as a whole: who may enter, what each list costs and finds, reference data to look up."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.admin.utils import quote
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from bureaus.models import Bureau
from reports.models import Metric, Report, ReportStatus, Rereading
from tests.cast import EDITOR, log_in, log_superuser_in, make_full_report
from tests.factories import make_bureau, make_indicator, make_population, make_region, make_report

pytestmark = pytest.mark.django_db

LISTS = (
    "reports/report",
    "reports/metric",
    "reports/problem",
    "reports/plan",
    "reports/rereading",
    "reports/difference",
    "reports/indicator",
    "reports/domain",
    "reports/problemcategory",
    "bureaus/region",
    "bureaus/bureau",
    "bureaus/population",
)


@pytest.fixture(autouse=True)
def originals(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "originals"


@pytest.fixture
def editor(client: Client) -> User:
    return log_in(client, *EDITOR)


@pytest.fixture
def superuser(client: Client) -> User:
    return log_superuser_in(client)


# Who may enter --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["", *(f"{name}/" for name in LISTS), "reports/report/add/"])
def test_a_stranger_is_asked_to_log_in(client: Client, path: str) -> None:
    response = client.get(f"/admin/{path}", follow=True)

    assert response.redirect_chain[0] == (f"/admin/login/?next=/admin/{path}", 302)
    assert b'name="password"' in response.content


def test_a_stranger_sees_nothing_unpublished_by_any_address_of_the_admin(client: Client) -> None:
    """Every address of the admin that names a row, tried with rows of a report that nobody has published."""
    report = make_full_report(1, published=False)
    rereading = Rereading.objects.create(report=report, engine_before="0.1", engine_after="1.0")
    difference = rereading.differences.create(
        kind="new", found="metric", start=0, end=7, printed="办理结婚登记"
    )
    rows = (report, *report.metrics.all(), report.problems.get(), report.plans.get(), rereading, difference)
    pages = ("change/", "delete/", "history/", "review/", "publish/", "withdraw/", "reread/", "replace/", "")
    tried = [
        f"/admin/{row._meta.app_label}/{row._meta.model_name}/{row.pk}/{page}"
        for row in rows
        for page in pages
    ]
    review_page = f"/admin/reports/report/{report.pk}/review/"
    tried += [
        f"{review_page}?{query}"
        for query in ("all=1", "what=problems", "what=plans", "add=1&quote=7", "split=1")
    ]

    for address in tried:
        for response in (client.get(address), client.post(address, {"_sure": "1", "_save": "1"})):
            assert response.status_code in (302, 404), address
            assert response.status_code == 404 or "/admin/login/" in response["Location"], address
            assert "结婚登记" not in response.content.decode(), address
    assert not Metric.objects.exclude(decision="none").exists()
    assert Report.objects.get().status == ReportStatus.TO_REVIEW


@pytest.mark.parametrize("step", ["publish", "withdraw", "reread"])
def test_steps_are_for_those_who_may_change_reports(client: Client, step: str) -> None:
    report = make_full_report(1, published=False)
    address = f"/admin/reports/report/{report.pk}/{step}/"

    assert client.post(address).status_code == 302  # a stranger: to the login page
    log_in(client, "reports.view_report")
    assert client.post(address).status_code == 403

    assert Report.objects.get().status == ReportStatus.TO_REVIEW
    assert not LogEntry.objects.exists()


def test_a_step_is_never_a_link(client: Client, editor: User) -> None:
    report = make_full_report(1, published=False)

    assert client.get(f"/admin/reports/report/{report.pk}/publish/").status_code == 405


def test_who_may_only_look_finds_nothing_to_change(client: Client) -> None:
    report = make_full_report(1, published=False)
    permissions = ("reports.view_report", "reports.view_metric", "reports.view_problem", "reports.view_plan")
    log_in(client, *permissions)
    pages = [report, report.metrics.all()[0], report.problems.get(), report.plans.get()]

    for row in pages:
        page = client.get(
            f"/en/admin/{row._meta.label_lower.replace('.', '/')}/{row.pk}/change/"
        ).content.decode()
        assert 'name="_save"' not in page
        assert 'name="_reject"' not in page
        assert "/publish/" not in page
        assert (
            client.post(f"/admin/{row._meta.label_lower.replace('.', '/')}/{row.pk}/change/").status_code
            == 403
        )
    assert client.get("/admin/reports/report/add/").status_code == 403


def test_an_editor_sees_only_what_is_hers(client: Client, editor: User) -> None:
    page = client.get("/admin/").content.decode()

    assert "/admin/reports/metric/" in page
    assert "/admin/auth/user/" not in page
    assert client.get("/admin/bureaus/region/").status_code == 403


# Lists ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", LISTS)
def test_a_longer_list_costs_no_more_queries(
    client: Client, superuser: User, django_assert_max_num_queries: DjangoAssertNumQueries, name: str
) -> None:
    make_population(make_full_report(1).region)
    client.get(f"/admin/{name}/")  # content types are remembered from now on
    with django_assert_max_num_queries(20) as few:
        assert client.get(f"/admin/{name}/").status_code == 200
    for number in range(2, 12):
        make_population(make_full_report(number).region)

    with django_assert_max_num_queries(len(few)):
        assert client.get(f"/admin/{name}/").status_code == 200


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=海盐", ["海盐县民政局"]),
        ("q=330424", ["海盐县民政局"]),
        ("q=3304", ["海盐县民政局"]),
        ("q=年度报告", ["威海市民政局"]),
        ("q=旧名", ["威海市民政局"]),
        ("status__exact=published", ["海盐县民政局"]),
        ("status__exact=to_review", ["威海市民政局"]),
        ("year=2020", ["威海市民政局"]),
        ("kind__exact=half_year", ["威海市民政局"]),
        ("region__level__exact=prefecture", ["威海市民政局"]),
        ("q=没有", []),
    ],
)
def test_reports_are_found_by_bureau_code_title_and_state(
    client: Client, superuser: User, query: str, found: list[str]
) -> None:
    make_full_report(1, bureau=make_bureau(make_region("海盐县", "330424")))
    city = make_region("威海市", "371000", level="prefecture", province="山东省", prefecture="威海市")
    bureau = make_bureau(city)
    bureau.names.create(region=city, name="威海旧名局")
    report = make_report(bureau=bureau, published=False, year=2020, kind="half_year")
    Report.objects.filter(pk=report.pk).update(title="年度报告")

    response = client.get(f"/admin/reports/report/?{query}")

    assert [row.bureau.name for row in response.context["cl"].result_list] == found


# Reference data -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    [
        "reports/indicator",
        "reports/domain",
        "reports/problemcategory",
        "bureaus/region",
        "bureaus/population",
    ],
)
def test_reference_data_is_to_be_looked_up_even_by_a_superuser(
    client: Client, superuser: User, name: str
) -> None:
    report = make_full_report()
    rows: dict[str, str | int] = {
        "reports/indicator": "marriage.registrations",
        "reports/domain": "marriage",
        "reports/problemcategory": "legal_awareness",
        "bureaus/region": report.region.pk,
        "bureaus/population": make_population(report.region).pk,
    }
    address = f"/admin/{name}/{quote(rows[name])}"

    assert client.get(f"{address}/change/").status_code == 200
    assert client.post(f"{address}/change/", {"name_zh": "x"}).status_code == 403
    assert client.post(f"{address}/delete/", {"post": "yes"}).status_code == 403
    assert client.get(f"/admin/{name}/add/").status_code == 403


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=海门", ["320614", "320684"]),
        ("q=320684", ["320684"]),
        ("in_force=today", ["320614"]),
        ("in_force=ended", ["320684"]),
        ("q=海门&in_force=today", ["320614"]),
        ("q=嘉兴", ["320614", "320684"]),
        ("province=浙江省", ["320614", "320684"]),
        ("province=江苏省", []),
        ("level__exact=province", []),
    ],
)
def test_regions_are_found_by_name_code_and_whether_they_exist(
    client: Client, superuser: User, query: str, found: list[str]
) -> None:
    make_region("海门市", "320684", start_year=1994, end_year=2020)
    make_region("海门区", "320614", start_year=2020)

    response = client.get(f"/admin/bureaus/region/?{query}")

    assert [region.adcode for region in response.context["cl"].result_list] == found


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=海盐", ["海盐县民政局"]),
        ("q=3304", ["海盐县民政局"]),
        ("q=旧名", ["威海市民政局"]),
        ("region__level__exact=prefecture", ["威海市民政局"]),
        ("region__province=浙江省", ["海盐县民政局"]),
        ("q=没有", []),
    ],
)
def test_bureaus_are_found_by_name_code_level_and_province(
    client: Client, superuser: User, query: str, found: list[str]
) -> None:
    make_bureau(make_region("海盐县", "330424"))
    city = make_region("威海市", "371000", level="prefecture", province="山东省", prefecture="威海市")
    make_bureau(city).names.create(region=city, name="威海旧名局")

    response = client.get(f"/admin/bureaus/bureau/?{query}")

    assert [bureau.name for bureau in response.context["cl"].result_list] == found


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=结婚", ["marriage.registrations"]),
        ("q=婚登", ["marriage.registrations"]),  # another word for it
        ("q=Vagrants", ["assistance.vagrants"]),
        ("domain__code__exact=assistance", ["assistance.vagrants"]),
        ("kind__exact=flow&q=救助", ["assistance.vagrants"]),
        ("q=没有", []),
    ],
)
def test_indicators_are_found_by_name_code_and_other_words(
    client: Client, superuser: User, query: str, found: list[str]
) -> None:
    make_indicator(synonyms=["婚登量"])
    make_indicator(
        "assistance.vagrants",
        name_zh="流浪乞讨救助",
        name_en="Vagrants helped",
        synonyms=[],
        definition_zh="",
    )

    response = client.get(f"/admin/reports/indicator/?{query}")

    assert [row.code for row in response.context["cl"].result_list] == found


def test_a_bureau_keeps_its_region_and_gets_the_names_it_bore(client: Client, superuser: User) -> None:
    bureau = make_bureau(make_region("海盐县", "330424"))
    other = make_region("桐乡市", "330483")
    name = bureau.names.get()

    client.post(
        f"/admin/bureaus/bureau/{bureau.pk}/change/",
        {
            "name": "海盐县民政和人力资源局",
            "region": other.pk,
            "names-TOTAL_FORMS": "2",
            "names-INITIAL_FORMS": "1",
            "names-0-id": name.pk,
            "names-0-bureau": bureau.pk,
            "names-0-region": bureau.region.pk,
            "names-0-name": name.name,
            "names-1-bureau": bureau.pk,
            "names-1-region": bureau.region.pk,
            "names-1-name": "海盐县社会局",
        },
    )

    changed = Bureau.objects.get()
    assert (changed.name, changed.region) == ("海盐县民政和人力资源局", bureau.region)
    assert {row.name for row in changed.names.all()} == {"海盐县民政局", "海盐县社会局"}
    assert client.get("/admin/bureaus/bureau/add/").status_code == 403
    assert LogEntry.objects.count() == 1
