"""A researcher's way in a real browser: coverage, an indicator, one year, a certificate; and the pages about regions,
bureaus and years on every width, with a reader for whom they are read aloud.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from bureaus.models import Bureau, Region
from tests.factories import figure, make_bureau, make_report
from tests.seeds import load_seeds

pytestmark = pytest.mark.django_db(transaction=True)

CODE = "marriage.registrations"


@pytest.fixture(autouse=True)
def _seeds_and_peers(live_server: object) -> None:
    """The five reports, and six made-up neighbours of 海盐县 over three years, so that there is a middle to draw."""
    load_seeds()
    haiyan = Bureau.objects.get(region__adcode="330424")
    neighbours = Region.objects.in_force().filter(prefecture="嘉兴市", level="county").exclude(bureau=haiyan)
    bureaus = [make_bureau(region) for region in neighbours]
    for year in (2020, 2022, 2023):
        for place, bureau in enumerate(bureaus):
            value = 1000 + 137 * place + year - 2020
            told = [figure(f"{value}对", value=str(value), indicator=CODE)]
            make_report(f"登记{value}对。", told, bureau=bureau, year=year)


def test_from_coverage_to_an_indicator_a_year_and_a_certificate(page: Page) -> None:
    page.goto("/coverage/")
    expect(page.locator(".answer")).to_contain_text("有报告")
    page.get_by_role("navigation", name="主导航").get_by_role("link", name="指标").click()
    page.get_by_role("link", name="结婚登记", exact=True).first.click()
    expect(page.get_by_role("heading", name="图1　结婚登记，县级")).to_be_visible()
    page.locator(".switch").get_by_role("link", name="2022").click()
    expect(page.locator(".answer")).to_contain_text("中位数")
    expect(page.get_by_role("img", name="海盐县").first).to_be_visible()
    page.get_by_role("link", name="海盐县2022年这个数字的凭据").click()
    expect(page.locator(".certificate")).to_contain_text("1,698")


def test_from_the_map_to_a_bureau_its_year_and_its_report(page: Page) -> None:
    page.goto("/coverage/")
    page.get_by_role("link", name="浙江省：102个里有", exact=False).first.click()
    page.get_by_role("link", name="嘉兴市").click()
    page.get_by_role("link", name="海盐县2022年报告").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("海盐县民政局，2022年")
    page.get_by_role("link", name="读全文，数字逐一标出").first.click()
    expect(page.locator(".paper")).to_be_visible()


def test_the_group_of_peers_is_chosen_by_a_link_and_stands_in_the_address(page: Page) -> None:
    page.goto("/bureaus/330424/")
    page.get_by_role("link", name="同一地级市").click()
    assert page.url.endswith("?peers=prefecture#peers")
    expect(page.get_by_text("同类组：嘉兴市其他有2022年报告的县级民政局，共6个。")).to_be_in_viewport()
