"""The page that tells the interface: for every reader, at every width, in both languages."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.cast import make_full_report

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("address", ["/api/", "/en/api/"])
def test_no_accessibility_faults_and_no_sideways_scrolling(
    page: Page, axe: Callable[[Page], list[str]], live_server: object, address: str
) -> None:
    make_full_report()
    page.goto(address)
    assert axe(page) == []
    for width in (320, 768, 1280):
        page.set_viewport_size({"width": width, "height": 844})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
