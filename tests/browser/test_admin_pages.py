"""Every page of the admin is accessible, and none scrolls sideways on a phone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page
from pytest_django import Settings

from reports import intake, review
from reports.models import Report
from tests import documents
from tests.documents import REPORT

pytestmark = pytest.mark.django_db(transaction=True)

PAGES = (
    "",
    "reports/report/",
    "reports/report/{report}/change/",
    "reports/report/{report}/history/",
    "reports/rereading/",
    "reports/rereading/{rereading}/change/",
    "reports/difference/",
    "reports/metric/",
    "reports/metric/{metric}/change/",
    "reports/problem/{problem}/change/",
    "reports/indicator/",
    "reports/problemcategory/",
    "bureaus/region/",
    "bureaus/bureau/",
    "auth/user/",
)


@pytest.fixture
def keys(settings: Settings, tmp_path: Path) -> dict[str, int]:
    """A report that was decided in part and then read again otherwise; the key of one row of each kind."""
    settings.MEDIA_ROOT = tmp_path / "originals"
    documents.load_little()
    root = User.objects.create_superuser("root", password="a long pass phrase")
    report = intake.receive(REPORT.encode(), "report.txt").report
    report.metrics.filter(mention="12家").update(value=9)
    review.confirm(report.metrics.get(mention="12家"), by=root)
    report.metrics.filter(mention="46.98万元").update(indicator=None)
    Report.objects.update(engine_version="0.1")
    intake.reread(Report.objects.get(), by=root)
    return {
        "report": report.pk,
        "rereading": report.rereadings.get().pk,
        "metric": report.metrics.get(mention="12家").pk,
        "problem": report.problems.all()[0].pk,
    }


@pytest.mark.parametrize("language", ["", "/en"])
def test_every_page_is_accessible_and_fits_a_phone(
    page: Page,
    keys: dict[str, int],
    axe: Callable[[Page], list[str]],
    browser_errors: list[str],
    language: str,
) -> None:
    page.goto(f"{language}/admin/")
    page.locator("#id_username").fill("root")
    page.locator("#id_password").fill("a long pass phrase")
    page.keyboard.press("Enter")
    page.locator("#user-tools").wait_for()
    faults, wide = {}, []
    for name in PAGES:
        page.set_viewport_size({"width": 1280, "height": 900})
        page.goto(f"{language}/admin/{name.format(**keys)}")
        if found := [*browser_errors, *axe(page)]:
            faults[name] = found
        browser_errors.clear()  # axe writes a style to measure by, which the pages' policy refuses
        page.set_viewport_size({"width": 390, "height": 844})
        if page.evaluate("document.documentElement.scrollWidth") > 390:
            wide.append(name)

    assert faults == {}
    assert wide == []
