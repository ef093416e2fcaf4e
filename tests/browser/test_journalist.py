"""A journalist's visit in a real browser: two characters, the sentence, the report, what became of a plan."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from django.core.cache import cache
from django.core.management import call_command
from playwright.sync_api import Page, expect
from pytest_django import Settings

from reports.models import Relation, Report

pytestmark = pytest.mark.django_db(transaction=True)

RENAMED = "320614"


@pytest.fixture(autouse=True)
def _demonstration(live_server: object, settings: Settings, tmp_path: Path) -> None:
    """Two bureaus over six years, one of them 海门区, which was 海门市 once."""
    settings.MEDIA_ROOT = tmp_path
    call_command("load_demo", bureaus=2, years=6, stdout=io.StringIO(), stderr=io.StringIO())
    cache.clear()


def pages() -> list[str]:
    failing = Relation.objects.filter(holds=False).values_list("report", flat=True).first()
    audited = failing or Relation.objects.values_list("report", flat=True).first()
    report = Report.objects.filter(bureau__region__adcode=RENAMED).order_by("year")[1]
    return [
        f"/bureaus/{RENAMED}/plans/",
        f"/bureaus/{RENAMED}/plans/?outcome=done",
        f"/bureaus/{RENAMED}/problems/",
        f"/reports/{report.pk}/",
        f"/reports/{audited}/audit/",
    ]


def test_from_two_characters_to_what_became_of_a_plan(page: Page) -> None:
    page.goto("/")
    expect(page.locator(".made-up")).to_contain_text("合成演示数据")
    page.get_by_label("搜索报告、数字和民政局").fill("低保")
    page.keyboard.press("Enter")
    expect(page.locator("mark").first).to_have_text("低保")
    page.locator("section:has(#sentences) .hits a").first.click()
    expect(page).to_have_url(re.compile(r"/reports/\d+/"))
    expect(page.locator(".paper")).to_contain_text("低保")
    page.get_by_role("link", name="看它的计划落实情况").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("计划与落实")
    expect(page.locator(".note")).to_contain_text("未经人工复核")
    answer = page.locator(".pairs tbody td q").first
    sentence = answer.inner_text()
    answer.locator("xpath=../a").click()
    expect(page.locator(".paper")).to_contain_text(sentence)


def test_marks_are_taken_away_and_put_back_without_a_script(page: Page) -> None:
    page.goto(pages()[3])
    plan = page.locator(".paper .mark-plan").first
    expect(plan).to_have_css("text-decoration-line", "underline")
    page.get_by_label("来年的计划").uncheck()
    expect(plan).to_have_css("text-decoration-line", "none")
    expect(page.locator(".margin .of-plan").first).to_be_hidden()
    expect(page.locator(".margin .of-figure").first).to_be_visible()
    page.get_by_label("来年的计划").check()
    expect(plan).to_have_css("text-decoration-line", "underline")


def test_a_report_leads_to_the_other_years_and_to_its_arithmetic(page: Page) -> None:
    page.goto(pages()[3])
    page.locator("a[rel=next]").click()
    page.locator("a[rel=prev]").click()
    expect(page).to_have_url(re.compile(pages()[3]))
    page.goto(pages()[4].removesuffix("audit/"))
    page.get_by_role("link", name=re.compile("核算了")).click()
    expect(page.locator(".sums")).to_have_count(page.locator("section:has(.sums)").count())
