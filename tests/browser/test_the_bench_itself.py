"""The bench of the browser tests can fail: it notices what a reader's browser would only log."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page

SCRIPT = "/static/vendor/chart.umd.min.js"
"""A file of the project's own that is served as it lies, whatever the pages look like."""

DRAW = """text => {
    const canvas = document.createElement("canvas");
    const brush = canvas.getContext("2d");
    brush.font = "60px sans-serif";
    brush.fillText(text, 0, 80);
    return canvas.toDataURL();
}"""


def test_the_browser_draws_chinese(page: Page) -> None:
    page.goto(SCRIPT)

    # Without a Chinese font every character is the same empty box.
    assert page.evaluate(DRAW, "民") != page.evaluate(DRAW, "政")


def test_the_reader_asks_for_chinese(page: Page) -> None:
    page.goto(SCRIPT)

    assert page.evaluate("navigator.language") == "zh-CN"


def test_a_script_error_is_noticed(page: Page, browser_errors: list[str]) -> None:
    page.goto(SCRIPT)
    with page.context.expect_event("weberror"):
        page.evaluate("setTimeout(() => { throw new Error('on purpose') })")

    assert browser_errors == ["script: on purpose"]
    browser_errors.clear()


def test_a_missing_file_is_noticed(page: Page, browser_errors: list[str]) -> None:
    page.goto("/static/no-such-file.css")

    assert len(browser_errors) == 1
    assert "404" in browser_errors[0]
    browser_errors.clear()


def test_an_inline_script_is_refused_and_noticed(page: Page, browser_errors: list[str]) -> None:
    page.goto("/no-such-page/")  # static files go round the policy, a page of any kind does not
    browser_errors.clear()
    page.evaluate(
        "() => { const s = document.createElement('script'); s.textContent = 'document.title = 1';"
        " document.head.append(s); }"
    )

    assert page.title() != "1"
    assert len(browser_errors) == 1
    assert "Content Security Policy" in browser_errors[0]
    browser_errors.clear()


def test_an_inaccessible_page_is_noticed(page: Page, axe: Callable[[Page], list[str]]) -> None:
    page.goto(SCRIPT)
    page.evaluate("document.body.append(document.createElement('input'))")

    assert any(fault.startswith("label (critical)") for fault in axe(page))
