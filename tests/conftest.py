"""What every test stands on: plain static files, a scratch directory for uploads, and no test left out."""

from __future__ import annotations

from collections.abc import Iterator

import hypothesis
import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connections
from django.test import override_settings
from django.utils import translation

from reports.holdings.counts import MADE_UP

# A property is true or false, not fast or slow: timings are printed by tests/benchmarks/.
hypothesis.settings.register_profile("untimed", deadline=None)
hypothesis.settings.load_profile("untimed")


@pytest.fixture(autouse=True)
def _no_demonstration() -> None:
    """Whether made-up reports are held is kept for minutes; no test finds there what an earlier one left."""
    cache.set(f"{MADE_UP}-", False)


@pytest.fixture(autouse=True)
def _no_language_of_an_earlier_test() -> Iterator[None]:
    """A page asked for in English leaves English behind in the thread; each test begins in the site's own language."""
    translation.deactivate()
    yield
    translation.deactivate()


PLAIN_STATIC_FILES = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}


@pytest.fixture(scope="session", autouse=True)
def settings_for_tests(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Unhashed static files (hashed ones need collectstatic), uploads kept apart, fast password hashes."""
    with override_settings(
        STORAGES={**settings.STORAGES, "staticfiles": PLAIN_STATIC_FILES},
        STATIC_ROOT=tmp_path_factory.mktemp("static"),
        MEDIA_ROOT=tmp_path_factory.mktemp("originals"),
        DATA_ROOT=tmp_path_factory.mktemp("data"),
        RATES={"api": None, "files": None},  # the tests ask more in a minute than any reader
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
    ):
        yield


def pytest_report_header() -> str:
    return f"database: {connections['default'].vendor}"


LEFT_OUT = ("skipped", "xfailed", "xpassed")


def pytest_sessionfinish(session: pytest.Session) -> None:
    """A run that left a test out has not passed: skipped and expected failures fail it."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter is None:  # a worker of pytest-xdist, which reports to its controller
        return
    if any(reporter.stats.get(kind) for kind in LEFT_OUT) and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if any(terminalreporter.stats.get(kind) for kind in LEFT_OUT):
        terminalreporter.write_line("Skipped tests and expected failures count as failed.", red=True)
