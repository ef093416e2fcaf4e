"""The page on method in a real browser: its link at the foot, its tables on a phone, accessibility."""

from __future__ import annotations

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
