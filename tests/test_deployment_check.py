"""`manage.py check --deploy` names each setting that a production server lacks, by its name in the environment."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from django.conf import settings

PRODUCTION = {
    "SECRET_KEY": "0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "DATABASE_URL": "postgres://user:password@localhost/name",
    "STATIC_HASHED": "1",
    "ALLOWED_HOSTS": "www.example.org",
    "HTTPS": "1",
    "WORKER": "1",
}


def check(**changes: str) -> subprocess.CompletedProcess[str]:
    """The check on a server with all of PRODUCTION but for the changes; an empty value is an unset one."""
    # Nothing else of this shell's: the browser tests, for one, set what no server should.
    inherited = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    said = {name: value for name, value in {**PRODUCTION, **changes}.items() if value}
    return subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        check=False,
        capture_output=True,
        text=True,
        env={**inherited, **said},
        cwd=settings.BASE_DIR,
    )


def test_a_server_with_everything_set_passes() -> None:
    run = check()

    assert run.returncode == 0, run.stderr


@pytest.mark.parametrize("name", PRODUCTION)
def test_each_missing_setting_is_named(name: str) -> None:
    run = check(**{name: ""})

    assert run.returncode == 1
    assert f" {name} " in run.stderr


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS allows every host"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY"),
        ({"DEBUG": "1"}, "DEBUG"),
        ({"CSRF_TRUSTED_ORIGINS": "www.example.org"}, "CSRF_TRUSTED_ORIGINS"),
    ],
)
def test_each_wrong_setting_is_named(changes: dict[str, str], named: str) -> None:
    run = check(**changes)

    assert run.returncode == 1
    assert named in run.stderr
