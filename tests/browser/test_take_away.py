"""Taking a table away in a real browser: the button that copies it, the files beside it, the page of open data."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.seeds import load_seeds

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _seeds(live_server: object) -> None:
    load_seeds()


def copied(page: Page, place: int = 0) -> list[list[str]]:
    """What the clipboard holds once the button above that table was pressed."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    button = page.get_by_role("button", name="复制表格").nth(place)
    button.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="已复制")).to_be_visible()
    text: str = page.evaluate("navigator.clipboard.readText()")
    return [line.split("\t") for line in text.replace("\r\n", "\n").split("\n")]


def test_a_table_is_copied_as_a_spreadsheet_takes_it(page: Page) -> None:
    page.goto("/compare/?b=330424,320614&rows=all&y=2019,2022")
    rows = copied(page)

    assert len({len(row) for row in rows}) == 1
    married = next(row for row in rows if row[0].startswith("结婚登记 "))
    assert married[1:6] == [
        "未提及" if one == "" else one for one in ("无报告", "1698", "6669", "无报告", "2 ∕ 4")
    ]


def test_what_spans_rows_stands_in_the_first(page: Page) -> None:
    page.goto("/compare/?rows=all")
    rows = copied(page, -1)
    assert rows[0] == ["类别", "民政局", "报告原话"]
    assert {len(row) for row in rows} == {3}
    assert sum(bool(row[2]) for row in rows) == len(rows)


def test_without_https_the_old_way_copies(page: Page) -> None:
    page.add_init_script("Object.defineProperty(window, 'isSecureContext', { value: false })")
    page.goto("/reports/")
    assert copied(page)[0][:2] == ["民政局", "年份"]


def test_without_a_clipboard_the_files_are_named(page: Page) -> None:
    page.add_init_script(
        "Object.defineProperty(window, 'isSecureContext', { value: false });"
        "document.execCommand = () => false;"
    )
    page.goto("/reports/")
    page.get_by_role("button", name="复制表格").click()
    expect(page.get_by_role("status").filter(has_text="CSV或XLSX")).to_be_visible()


def test_without_script_there_is_no_button_and_the_files_are_there(browser: Browser, base_url: str) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=base_url, locale="zh-CN")
    page = context.new_page()
    for address in ("/reports/", "/indicators/marriage.registrations/", "/bureaus/330424/", "/problems/"):
        page.goto(address)
        expect(page.get_by_role("button", name="复制表格")).to_have_count(0)
        with page.expect_download() as download:
            page.locator(".files a", has_text="CSV").first.click()
        assert download.value.suggested_filename.endswith(".csv")
    context.close()
