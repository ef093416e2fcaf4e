"""Every public page in a real browser, in both languages: no accessibility fault in light or dark, on a desk or a
phone, and nothing scrolls sideways but what scrolls in a frame of its own."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.core.cache import cache
from django.core.management import call_command
from playwright.sync_api import Page
from pytest_django import Settings

from reports.models import Metric, Plan, Relation, Report

pytestmark = pytest.mark.django_db(transaction=True)

RENAMED = "320614"
"""海门区, which was 海门市 once: the demonstration always has it."""
COUNT = "marriage.registrations"


@pytest.fixture(autouse=True)
def _demonstration(live_server: object, settings: Settings, tmp_path: Path) -> Iterator[None]:
    """Some bureaus of one prefecture and of others over six years: every table is long, and some cells are empty."""
    settings.MEDIA_ROOT, settings.DATA_ROOT = tmp_path / "originals", tmp_path / "data"
    call_command("load_demo", bureaus=6, years=6, stdout=io.StringIO(), stderr=io.StringIO())
    call_command("build_data", stdout=io.StringIO())
    cache.clear()
    yield
    cache.clear()


def pages() -> list[str]:
    """At least one address of each kind, and of each way in which its page looks different."""
    report = Report.objects.filter(bureau__region__adcode=RENAMED).order_by("year")[1]
    others = Report.objects.exclude(bureau=report.bureau).values_list("bureau__region__adcode", flat=True)
    codes = ",".join([RENAMED, *sorted(set(others))])
    audited = Relation.objects.order_by("holds", "pk").values_list("report", flat=True).first()
    certificate = (
        Metric.objects.filter(report=report, indicator__isnull=False).values_list("pk", flat=True).first()
    )
    category = Plan.objects.exclude(category=None).values_list("category", flat=True).first()
    assert all((certificate, audited, category))
    desk = f"/compare/?b={codes}"
    return [
        "/",
        "/compare/",
        f"{desk}&y=2022,2023&base={RENAMED}",
        f"{desk}&rows=all&as=per10k",
        f"{desk}&view=bureaus&i={COUNT}",
        f"/compare/?b={RENAMED}&y=2020,2021,2022,2023,2024&as=index",
        f"/compare/?b={RENAMED}&add=嘉兴",
        "/indicators/",
        f"/indicators/{COUNT}/",
        f"/indicators/{COUNT}/?as=per10k",
        f"/indicators/{COUNT}/?y=2023&level=county",
        "/indicators/derived.divorces_per_100_marriages/",
        "/bureaus/",
        f"/bureaus/{RENAMED}/",
        f"/bureaus/{RENAMED}/?peers=prefecture",
        "/bureaus/330424/",
        f"/bureaus/{RENAMED}/{report.year}/",
        f"/bureaus/{RENAMED}/plans/",
        f"/bureaus/{RENAMED}/plans/?outcome=done",
        f"/bureaus/{RENAMED}/problems/",
        "/regions/320000/",
        "/regions/320600/",
        "/problems/",
        f"/problems/{category}/",
        "/reports/",
        f"/reports/{report.pk}/",
        f"/reports/{audited}/audit/",
        f"/metrics/{certificate}/",
        "/coverage/",
        "/coverage/?p=320000",
        "/search/",
        "/search/?q=低保",
        "/search/?q=不存在",
        "/methodology/",
        "/data/",
        "/api/",
    ]


REFUSED = ["/compare/?b=999999", "/problems/?y=x", "/nowhere/"]


@pytest.mark.parametrize("language", ["", "/en"])
def test_every_page_is_accessible_and_as_wide_as_its_window(
    page: Page, axe: Callable[[Page], list[str]], browser_errors: list[str], language: str
) -> None:
    faults: dict[str, list[str]] = {}
    for address in (*pages(), *REFUSED):
        found = faults.setdefault(language + address, [])
        page.set_viewport_size({"width": 1280, "height": 900})
        page.emulate_media(color_scheme="light")
        page.goto(language + address)
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        found += axe(page)
        page.emulate_media(color_scheme="dark")
        for width in (1024, 768, 320, 390):
            page.set_viewport_size({"width": width, "height": 844})
            if page.evaluate("document.documentElement.scrollWidth") > width:
                found.append(f"wider than {width}")
        found += axe(page)
    # What is refused, or not there, is answered with 400 and 404, which the browser logs.
    browser_errors[:] = [error for error in browser_errors if "400" not in error and "404" not in error]

    assert {address: found for address, found in faults.items() if found} == {}
