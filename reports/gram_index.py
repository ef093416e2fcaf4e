"""The index of words (检索索引): which reports hold a word in their text, figures, shortcomings or plans.

One row a report with its pairs of characters, kind by kind: on PostgreSQL arrays with a GIN index, on SQLite a
full-text table (FTS5) that holds no text of its own. Both are asked the same and answer the same. `put` is called by
whoever writes findings, inside the same transaction. A report without a row is always among the answers, so that a gap
in the index costs time and never a result.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef, Q
from django.db.models.expressions import RawSQL

from reports.grams import grams, token, tokens
from reports.models import Metric, Plan, Problem, Report, SearchRow

KINDS = ("text", "figures", "problems", "plans")
"""The columns, on both databases in this order."""

_INTO_POSTGRESQL = (
    "UPDATE reports_searchrow SET text = %s::int[], figures = %s::int[], problems = %s::int[], plans = %s::int[]"
    " WHERE id = %s"
)
_INTO_SQLITE = (
    "INSERT INTO reports_searchgrams (text, figures, problems, plans, rowid) VALUES (%s, %s, %s, %s, %s)"
)
_FROM_POSTGRESQL = {
    "text": "SELECT report_id FROM reports_searchrow WHERE text @> %s::int[]",
    "figures": "SELECT report_id FROM reports_searchrow WHERE figures @> %s::int[]",
    "problems": "SELECT report_id FROM reports_searchrow WHERE problems @> %s::int[]",
    "plans": "SELECT report_id FROM reports_searchrow WHERE plans @> %s::int[]",
}
_FROM_SQLITE = (
    "SELECT report_id FROM reports_searchrow WHERE id IN"
    " (SELECT rowid FROM reports_searchgrams WHERE reports_searchgrams MATCH %s)"
)


def put(report: Report) -> None:
    """Take down what the report holds now. Three queries to read it, three to write."""
    figures = Metric.objects.filter(report=report).order_by().values_list("label", "quote")
    documents = {
        "text": report.text,
        "figures": "\n".join(f"{label}\n{quote}" for label, quote in figures),
        "problems": "\n".join(
            Problem.objects.filter(report=report).order_by().values_list("text", flat=True)
        ),
        "plans": "\n".join(Plan.objects.filter(report=report).order_by().values_list("text", flat=True)),
    }
    SearchRow.objects.filter(report=report).delete()
    row = SearchRow.objects.create(report=report)
    write(connection, row.pk, documents)


def write(database: Any, row: int, documents: Mapping[str, str]) -> None:
    """Put the pairs of one row's documents down."""
    store(database, row, [grams(documents[kind]) for kind in KINDS])


def store(database: Any, row: int, found: Sequence[frozenset[int]]) -> None:
    """Put pairs down, kind by kind. A row's number is never used again, so that nothing has to be taken out."""
    with database.cursor() as cursor:
        if database.vendor == "postgresql":
            cursor.execute(_INTO_POSTGRESQL, [*(sorted(one) for one in found), row])
        else:
            cursor.execute(_INTO_SQLITE, [*(tokens(one) for one in found), row])


def holding(kind: str, words: Iterable[str]) -> Q:
    """Reports that may hold one of the words in a kind of their findings; every report where a word has no pair."""
    wanted = [grams(word) for word in words]
    if not all(wanted):
        return Q(pk__isnull=False)
    condition = Q(~Exists(SearchRow.objects.filter(report=OuterRef("pk"))))
    for one in wanted:
        condition |= Q(pk__in=_reports(kind, one))
    return condition


def is_whole() -> bool:
    """Whether every published report is in the index. One query."""
    return not Report.objects.published().filter(search_row__isnull=True).exists()


def _reports(kind: str, wanted: frozenset[int]) -> RawSQL:
    if connection.vendor == "postgresql":
        return RawSQL(_FROM_POSTGRESQL[kind], [sorted(wanted)])  # noqa: S611 - a fixed question with its parameter
    asked = " AND ".join(f'"{token(gram)}"' for gram in sorted(wanted))
    return RawSQL(_FROM_SQLITE, [f"{kind} : ({asked})"])  # noqa: S611 - the same
