"""The README of the data package, in both languages: what is inside, how to read it, what its cells mean."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from reports.exports.licence import ATTRIBUTION, LICENCE_TITLE, LICENCE_URL, definitions
from reports.exports.package_tables import Table

READING = """    import pandas as pd
    figures = pd.read_csv("figures.csv")
    reports = pd.read_csv("reports.csv", dtype={"bureau_code": str})
    figures.merge(reports, on="report")

    figures <- readr::read_csv("figures.csv")
"""


def readme(tables: Sequence[Table], sizes: Sequence[tuple[int, int]]) -> str:
    """`sizes` are (rows, bytes) of each table."""
    parts = []
    for language in ("zh-hans", "en"):
        with override(language):
            parts.append(_readme(tables, sizes))
    return "\n".join(parts)


def _readme(tables: Sequence[Table], sizes: Sequence[tuple[int, int]]) -> str:
    files = "\n".join(
        f"| {table.name}.csv | {rows:,} | {table.about} |"
        for table, (rows, _size) in zip(tables, sizes, strict=True)
    )
    said = "\n".join(f"- {sentence}" for sentence in (*definitions(), *conventions()))
    return f"""# {_("Civil Affairs Compared")}

{_("Everything published on the site, as of %(day)s.") % {"day": timezone.localdate().isoformat()}}

| {_("file")} | {_("rows")} | {_("What it holds")} |
| --- | ---: | --- |
{files}

## {_("How to read it")}

{READING}
## {_("What the cells mean")}

{said}

## {_("Licence")}

{LICENCE_TITLE}, {LICENCE_URL}
{_("To be named as")}: {ATTRIBUTION}
"""


def conventions() -> list[str]:
    """How the files of the package are written, a sentence each."""
    return [
        _(
            "UTF-8 without byte-order mark, commas, quotation marks doubled, lines end with CR LF (RFC 4180). Excel: "
            "Data, From Text/CSV, 65001."
        ),
        _(
            "An apostrophe before = + - @ at the beginning of a text is ours: it keeps a spreadsheet from running the "
            "text as a formula."
        ),
        _(
            "Closed lists hold codes; datapackage.json lists them, types every column, and names keys and units."
        ),
        _(
            "The texts of the reports are not inside: reports.csv gives the source and the hash of each, and the site "
            "shows the text with every figure marked."
        ),
    ]
