"""The README's example for Python users, taken from the README and run against the site as it stands."""

from __future__ import annotations

import re
import runpy
from pathlib import Path
from typing import Any

import matplotlib as mpl
import matplotlib.pyplot as plt
import pytest
from pytest_django.live_server_helper import LiveServer

from tests.seeds import load_seeds

README = Path(__file__).parents[1] / "README.md"
SITE = "http://127.0.0.1:8000"
MOST_LINES = 15


def example() -> str:
    """The block of Python in the README that draws with pandas."""
    blocks: list[str] = re.findall(r"```python\n(.*?)```", README.read_text(encoding="utf-8"), re.S)
    (drawing,) = (block for block in blocks if "pandas" in block)
    return drawing


def test_the_example_is_short() -> None:
    assert len(example().splitlines()) <= MOST_LINES


@pytest.mark.django_db(transaction=True)
def test_the_example_reads_the_csv_and_draws_a_chart(
    live_server: LiveServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load_seeds()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setitem(mpl.rcParams, "backend", "agg")
    (tmp_path / "example.py").write_text(example().replace(SITE, live_server.url), encoding="utf-8")

    ran: dict[str, Any] = runpy.run_path(str(tmp_path / "example.py"))

    married = ran["married"]
    axes: Any = plt.gca()
    labels = (label.get_text() for label in axes.get_yticklabels())
    drawn = dict(zip(labels, (bar.get_width() for bar in axes.patches), strict=True))
    plt.close("all")
    assert drawn == dict(zip(married["region"], married["value"], strict=True))
    assert drawn["Haiyan County, Jiaxing City, Zhejiang Province"] == 1698
    assert (tmp_path / "marriages.png").stat().st_size > 5000


@pytest.mark.django_db(transaction=True)
def test_the_interface_is_read_to_its_end(
    live_server: LiveServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    load_seeds()
    blocks: list[str] = re.findall(r"```python\n(.*?)```", README.read_text(encoding="utf-8"), re.S)
    (reading,) = (block for block in blocks if "/api/v1/" in block)
    (tmp_path / "reading.py").write_text(reading.replace(SITE, live_server.url), encoding="utf-8")

    runpy.run_path(str(tmp_path / "reading.py"))

    assert "海盐县 2022 1698" in capsys.readouterr().out
