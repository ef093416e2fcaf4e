"""Search in a real browser: from the front page to the sentence, phone, accessibility."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.seeds import load_seeds

pytestmark = pytest.mark.django_db(transaction=True)

ADDRESSES = [
    f"{language}/search/{question}" for language in ("", "/en") for question in ("", "?q=低保", "?q=不存在")
]


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


def test_the_page_never_scrolls_sideways(page: Page) -> None:
    for width in (320, 390, 768, 1024, 1280):
        page.set_viewport_size({"width": width, "height": 844})
        for address in ("/search/?q=低保", "/en/search/?q=低保"):
            page.goto(address)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (width, address)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_no_accessibility_fault(
    page: Page, axe: Callable[[Page], list[str]], address: str, scheme: str
) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.goto(address)
    assert axe(page) == []
