"""The page on method in a real browser: its link at the foot, its tables on a phone, accessibility."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.seeds import load_seeds

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _seeds(live_server: object) -> None:
    load_seeds()


def test_the_foot_of_a_page_leads_to_the_accuracy(page: Page) -> None:
    page.goto("/compare/")
    page.get_by_role("contentinfo").get_by_role("link", name="读数的准确率").click()
    expect(page.get_by_role("heading", name="六、读数的准确率")).to_be_in_viewport()


def test_the_example_leads_to_its_sentence(page: Page) -> None:
    page.goto("/methodology/")
    page.get_by_role("link", name="它在报告里的原句").click()
    expect(page.locator("a.mark-figure:target")).to_be_in_viewport()


def test_the_page_never_scrolls_sideways(page: Page) -> None:
    for width in (320, 390, 768, 1024, 1280):
        page.set_viewport_size({"width": width, "height": 844})
        for address in ("/methodology/", "/en/methodology/"):
            page.goto(address)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (width, address)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", ["/methodology/", "/en/methodology/"])
def test_no_accessibility_fault(
    page: Page, axe: Callable[[Page], list[str]], address: str, scheme: str
) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.goto(address)
    assert axe(page) == []
