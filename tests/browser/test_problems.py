"""The pages on shortcomings in a real browser: from the matrix to the sentence, phone, accessibility."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.seeds import load_seeds

pytestmark = pytest.mark.django_db(transaction=True)


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
