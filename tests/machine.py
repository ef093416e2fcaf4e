"""A machine of one's own: a database and a folder of originals that processes of their own share, and may be killed in.

On SQLite a file, on PostgreSQL a database beside the test's: nothing of it is inside the test's transaction.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.db import connection

BEGIN = "import django; django.setup()\n"
PREPARE = """
from django.core.management import call_command
from django.contrib.auth.models import User
call_command("migrate", verbosity=0)
from tests import documents
documents.load_little()
User.objects.create_superuser("root", password="a long pass phrase")
"""


class Machine:
    """Runs Python in processes whose database and originals are this machine's."""

    def __init__(self, url: str, originals: Path) -> None:
        self.originals = originals
        self.started: list[subprocess.Popen[str]] = []
        own = {"DATABASE_URL": url, "MEDIA_ROOT": str(originals), "DJANGO_SETTINGS_MODULE": "config.settings"}
        self.environment = {**os.environ, **own, "PYTHONUTF8": "1", "ALLOWED_HOSTS": "testserver"}

    def start(self, code: str, *arguments: object, **environment: str) -> subprocess.Popen[str]:
        """A process that runs this code, with these arguments in sys.argv."""
        process = subprocess.Popen(
            [sys.executable, "-c", BEGIN + code, *map(str, arguments)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**self.environment, **environment},
            cwd=settings.BASE_DIR,
            start_new_session=True,
        )
        self.started.append(process)
        return process

    def run(self, code: str, *arguments: object, **environment: str) -> str:
        """What the code prints; whatever else it says fails the test."""
        return said(self.start(code, *arguments, **environment))


def said(process: subprocess.Popen[str]) -> str:
    out, errors = process.communicate(timeout=300)
    assert process.returncode == 0, errors
    return out


def kill(process: subprocess.Popen[str]) -> None:
    """End it as a power cut does, with whatever it has started."""
    with process:  # closes its pipes
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)


def wait_until(asked: Any, seconds: float = 60) -> None:
    """Ask until the answer is yes."""
    end = time.monotonic() + seconds
    while not asked():
        assert time.monotonic() < end, "It did not come to that."
        time.sleep(0.05)


@contextmanager
def own_machine(folder: Path) -> Iterator[Machine]:
    """A machine with its tables and the little reference data that the test documents need."""
    with _database(folder) as url:
        machine = Machine(url, folder / "originals")
        try:
            machine.run(PREPARE)
            yield machine
        finally:
            for process in machine.started:
                kill(process)


@contextmanager
def _database(folder: Path) -> Iterator[str]:
    if connection.vendor == "sqlite":
        yield f"sqlite:///{folder / 'own.sqlite3'}"
        return
    name = f"own_{os.getpid()}_{time.monotonic_ns()}"
    _on_the_server(f'CREATE DATABASE "{name}"')
    try:
        yield urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}"))
    finally:
        _on_the_server(f'DROP DATABASE "{name}" WITH (FORCE)')


def _on_the_server(statement: str) -> None:
    with connection._nodb_cursor() as cursor:
        cursor.execute(statement)
