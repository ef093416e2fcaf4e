"""Search in a real browser: from the front page to the sentence, phone, accessibility."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.seeds import load_seeds

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _seeds(live_server: object) -> None:
    load_seeds()


def test_two_characters_lead_from_the_front_page_to_the_report(page: Page) -> None:
    page.goto("/")
    page.get_by_label("搜索报告、数字和民政局").fill("低保")
    page.keyboard.press("Enter")
    expect(page.locator("mark").first).to_have_text("低保")
    page.locator("section:has(#sentences) .hits a").first.click()
    expect(page.locator(".paper")).to_contain_text("低保")


def test_a_bureau_is_found_by_its_initials(page: Page) -> None:
    page.goto("/search/")
    page.get_by_label("搜索报告、数字和民政局").fill("hyx")
    page.get_by_role("button", name="搜索").click()
    expect(page.get_by_role("link", name="海盐县民政局")).to_be_visible()
