"""Chromium for the browser tests: a Chinese reader's browser that fails the test on any error it logs."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db import connections
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, WebError
from pytest_django.live_server_helper import LiveServer

# Playwright's synchronous interface runs an event loop in the test's thread, where Django refuses queries.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

ARGUMENTS = [
    "--no-sandbox",  # root in a container has no user namespaces; only our own pages are opened
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def chromium() -> str:
    """The browser named by CHROMIUM, or the system's."""
    for name in (os.environ.get("CHROMIUM"), "chromium", "google-chrome"):
        if name and (path := shutil.which(name)):
            return path
    pytest.exit("No Chromium: install it or name one by CHROMIUM=/path/to/chromium.", returncode=1)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_type_launch_args, "executable_path": chromium(), "args": ARGUMENTS}


@pytest.fixture(scope="session")
def live_server(django_db_setup: None, live_server: LiveServer) -> LiveServer:
    """Started after the database is made, or it would share one connection to SQLite among its threads."""
    return live_server


@pytest.fixture(scope="session")
def base_url(live_server: LiveServer) -> str:
    """Every browser test has a server, and relative addresses are its: `page.goto("/compare/")`."""
    return str(live_server.url)


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """A desk in China. A test narrows it by `page.set_viewport_size({"width": 390, "height": 844})`."""
    return {
        **browser_context_args,
        "locale": "zh-CN",
        "timezone_id": "Asia/Shanghai",
        "viewport": {"width": 1280, "height": 900},
    }


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A file in place of SQLite's memory: each thread of the server has its own connection, as in life."""
    connection = connections["default"]
    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")


@pytest.fixture
def browser_errors() -> list[str]:
    """What went wrong in the browser so far. A test that provokes an error removes it from here, by name."""
    return []


@pytest.fixture
def context(context: BrowserContext, browser_errors: list[str]) -> Iterator[BrowserContext]:
    """Fails the test on script errors, console errors (security policy, missing files) and dead requests."""

    def on_console(message: ConsoleMessage) -> None:
        source = str(message.location.get("url", ""))
        # Chromium asks for this on its own where a document names no icon, as a bare file does not.
        if message.type == "error" and not source.endswith("/favicon.ico"):
            browser_errors.append(f"console: {message.text} ({source})")

    def on_web_error(error: WebError) -> None:
        browser_errors.append(f"script: {error.error}")

    def on_request_failed(request: Request) -> None:
        # A request given up because the reader went on is no error.
        if request.failure != "net::ERR_ABORTED":
            browser_errors.append(f"request: {request.url} {request.failure}")

    context.set_default_timeout(10_000)  # a third of the usual: what is not there by then does not come
    context.on("console", on_console)
    context.on("weberror", on_web_error)
    context.on("requestfailed", on_request_failed)
    yield context
    assert browser_errors == []


@pytest.fixture
def axe() -> Callable[[Page], list[str]]:
    """Accessibility: `assert axe(page) == []`; each fault with its rule and the first place it is seen at.

    What can be touched is large enough, or far enough from the next, too: a rule that is off by default.
    """
    asked = {"rules": {"target-size": {"enabled": True}}}

    def faults(page: Page) -> list[str]:
        return [
            f"{fault['id']} ({fault['impact']}): {fault['help']} at {fault['nodes'][0]['html']}"
            for fault in Axe().run(page, options=asked).response["violations"]
        ]

    return faults
