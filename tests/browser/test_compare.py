"""The comparison in a real browser: chart, keyboard, phone, no script, accessibility in both languages and the dark."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.seeds import load_seeds

pytestmark = pytest.mark.django_db(transaction=True)

INKED = "c => c.getContext('2d').getImageData(0, 0, c.width, c.height).data.some(v => v !== 0)"


@pytest.fixture(autouse=True)
def _seeds(live_server: object) -> None:
    load_seeds()


def test_the_chart_is_drawn_above_its_rug(page: Page) -> None:
    page.goto("/compare/?chart=marriage.registrations")
    canvas = page.get_by_role("img", name="结婚登记，按报告年份")
    expect(canvas).to_be_visible()
    expect(page.locator(".rug td a").filter(has_text="1,698")).to_be_visible()
    canvas.scroll_into_view_if_needed()
    expect(page.get_by_role("button", name="下载PNG").first).to_be_visible()
    assert canvas.evaluate(INKED)


def test_a_chart_is_drawn_when_it_comes_near_and_all_of_them_for_the_printer(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 600})
    page.goto("/compare/")
    offered = page.locator("[data-png]:visible")
    expect(offered).to_have_count(0)

    drawings = page.locator("[data-drawing]")
    drawings.first.scroll_into_view_if_needed()
    expect(drawings.first.locator("[data-png]")).to_be_visible()
    assert offered.count() < drawings.count()

    page.pdf()
    expect(offered).to_have_count(drawings.count())


def test_another_indicator_can_be_drawn(page: Page) -> None:
    page.goto("/compare/")
    page.get_by_label("换一项").select_option(label="离婚登记")
    page.get_by_role("button", name="画图").click()
    expect(page.get_by_role("heading", name="图1 离婚登记，按报告年份")).to_be_visible()
    assert "chart=marriage.divorces" in page.url


def test_a_figure_leads_by_its_certificate_to_its_marked_sentence(page: Page) -> None:
    page.goto("/compare/")
    page.locator("td.v a.fig").filter(has_text="1,698").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("结婚登记1,698件")
    page.get_by_role("link", name="在报告全文里看这一句").click()
    mark = page.locator("a.mark-figure:target")
    expect(mark).to_have_text("1698件")
    expect(mark).to_be_in_viewport()


def test_the_question_is_changed_in_the_form(page: Page) -> None:
    page.goto("/compare/?b=330424,371000")
    page.get_by_text("改变民政局、指标、年份").click()
    page.get_by_label("加一个民政局").fill("株洲")
    page.get_by_role("button", name="加入").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("3个民政局")
    page.get_by_role("link", name="每万人").click()
    expect(page.get_by_role("heading", name="表1 每万人")).to_be_visible()
    assert "b=330424,371000,430200" in page.url


def test_it_all_works_without_javascript(browser: Browser, base_url: str) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=base_url, locale="zh-CN")
    page = context.new_page()
    page.goto("/compare/")
    expect(page.locator("td.v a.fig").filter(has_text="1,698").first).to_be_visible()
    expect(page.locator(".rug td a").filter(has_text="1,698")).to_be_visible()
    expect(page.locator("canvas:visible")).to_have_count(0)
    expect(page.get_by_role("button", name="下载PNG")).to_have_count(0)
    context.close()


def test_the_table_scrolls_by_keyboard(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/compare/")
    region = page.get_by_role("region", name="表1 原值")
    region.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(300)
    assert region.evaluate("r => r.scrollLeft") > 0
