"""Every table of data can be copied, and taken away where its page or the page that includes it leads to files."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

TEMPLATES = Path(__file__).parents[1] / "templates"
WITHOUT_FILES = {
    "compare.html": "its question leads to them: _compare_ask.html",
    "bureau_unreported.html": "the bureaus around, all of which stand on the page of bureaus, with files",
    "home.html": "the newest bureaus; all of them stand on the pages of bureaus and of coverage, with files",
    "data.html": "the files themselves and their dictionary, which the package holds",
    "api.html": "the interface's description, which is a file of its own",
    "methodology.html": "what is told of the reading, not data of the bureaus",
    "_chart.html": "gaps under a chart; its table stands beside it",
    "_dictionary.html": "columns explained, which the package and the workbooks hold",
    "_explained.html": "columns explained",
    "_statements.html": "stands on pages that lead to its files",
    "matrix.html": "the comparison leads to its files in its question",
    "bureau_rows.html": "the comparison leads to its files in its question",
    "table.html": "stands on pages that lead to its files",
}
WORDS = {"_explained.html"}
"""Tables of words to read, which nobody pastes into a spreadsheet."""
TABLES = sorted(
    path
    for folder in ("reports", "tables")
    for path in (TEMPLATES / folder).glob("*.html")
    if re.search(r"<table|render_table", path.read_text("utf-8"))
)


@pytest.mark.parametrize("template", TABLES, ids=lambda path: path.name)
def test_a_table_leads_to_its_files(template: Path) -> None:
    text = template.read_text("utf-8")
    assert template.name in WITHOUT_FILES or "{% files" in text or "reports:compare-csv" in text


@pytest.mark.parametrize("template", TABLES, ids=lambda path: path.name)
def test_a_table_stands_where_the_button_that_copies_looks(template: Path) -> None:
    """The script puts its button before each `.region` that holds a table right within it."""
    text = template.read_text("utf-8")
    regions = re.findall(r'<div class="region[^>]*>\s*<table', text)
    rug = text.count('<table class="rug"')  # part of a chart
    assert template.name in WORDS or len(regions) + rug == text.count("<table")


def test_what_is_excused_is_still_there() -> None:
    assert set(WITHOUT_FILES) <= {path.name for path in TABLES}
