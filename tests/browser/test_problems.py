"""The pages on shortcomings in a real browser: from the matrix to the sentence, phone, accessibility."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.seeds import load_seeds

pytestmark = pytest.mark.django_db(transaction=True)

ADDRESSES = [
    f"{language}{page}"
    for language in ("", "/en")
    for page in ("/problems/", "/problems/legal_publicity/", "/problems/?y=x")
]


@pytest.fixture(autouse=True)
def _seeds(live_server: object) -> None:
    load_seeds()


def test_a_count_leads_to_its_sentences_and_on_to_the_report(page: Page) -> None:
    page.goto("/")
    page.get_by_role("navigation", name="主导航").get_by_role("link", name="问题").click()
    page.locator("table.counts tbody a.fig").first.click()
    page.get_by_role("link", name="原文：").first.click()
    expect(page.locator(".mark-problem:target")).to_be_in_viewport()


def test_a_bureau_is_chosen_by_its_name(page: Page) -> None:
    page.goto("/problems/")
    page.get_by_text("选择民政局", exact=True).click()
    page.get_by_label("加一个民政局").fill("海盐")
    page.get_by_role("button", name="加入").click()
    assert page.url.endswith("/problems/?b=330424")
    expect(page.locator("table.counts thead th")).to_have_count(3)


def test_the_pages_never_scroll_sideways(page: Page) -> None:
    for width in (320, 390, 768, 1024, 1280):
        page.set_viewport_size({"width": width, "height": 844})
        for address in ADDRESSES[:2] + ADDRESSES[3:5]:
            page.goto(address)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (width, address)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_no_accessibility_fault(
    page: Page, axe: Callable[[Page], list[str]], browser_errors: list[str], address: str, scheme: str
) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.goto(address)
    assert axe(page) == []
    browser_errors[:] = [error for error in browser_errors if "400 (Bad Request)" not in error]
