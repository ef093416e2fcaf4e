"""The floors of the house: who may import whom, as the contracts in pyproject.toml say it."""

from __future__ import annotations

import pytest
from importlinter.cli import lint_imports


def test_imports_keep_the_contracts(capsys: pytest.CaptureFixture[str]) -> None:
    status = lint_imports(config_filename="pyproject.toml", no_cache=True, no_logo=True)

    assert status == 0, capsys.readouterr().out
