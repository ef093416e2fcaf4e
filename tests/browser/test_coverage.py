"""Coverage in a real browser: the map of tiles, its table, phone, accessibility."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.seeds import load_seeds

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _seeds(live_server: object) -> None:
    load_seeds()


def test_a_tile_leads_down_to_the_bureaus_of_its_province(page: Page) -> None:
    page.goto("/coverage/")
    page.get_by_role("link", name="浙江省：102个里有1个").click()
    page.get_by_role("link", name="嘉兴市").click()
    page.get_by_role("link", name="海盐县", exact=True).click()
    expect(page.get_by_role("heading", name="海盐县民政局")).to_be_visible()


def test_the_table_of_the_map_leads_to_what_is_missing(page: Page) -> None:
    page.goto("/coverage/")
    page.get_by_text("用表看地图").click()
    page.get_by_role("link", name="浙江省：缺的101个").click()
    expect(page.get_by_role("heading", name="缺：浙江省")).to_be_in_viewport()
