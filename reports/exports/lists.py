"""The tables of the other pages as sheets: an indicator's standing, figures, statements, reports, bureaus."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bureaus.models import Bureau, Population
from reports.certificates import clauses, report_title
from reports.comparison import Nothing, per_10k, rounded
from reports.exports import fields
from reports.exports.fields import Field, Kind
from reports.exports.figure_rows import long_rows, with_rows
from reports.exports.sheet import Sheet, streamed
from reports.exports.spreadsheets import Value
from reports.exports.statements import statement_rows
from reports.exports.whose import bureau_cells, place_cells, report_cells
from reports.holdings.shortcomings import Column, Shortcomings
from reports.models import Indicator, Metric, Plan, Problem, ProblemCategory, Report
from reports.tables import StandingTable
from reports.wording import nothing_word, verdict_word

REASONED = (fields.COMPARABILITY, fields.REASON)
FIGURES = Field("figures", gettext_lazy("figures"), gettext_lazy("How many figures stand in it."), Kind.WHOLE)
PROBLEMS = Field(
    "problems",
    gettext_lazy("shortcomings"),
    gettext_lazy("How many shortcomings it states of itself."),
    Kind.WHOLE,
)
PLANS = Field("plans", gettext_lazy("plans"), gettext_lazy("How many measures it announces."), Kind.WHOLE)
REPORTS = Field(
    "reports", gettext_lazy("reports"), gettext_lazy("How many reports are published here."), Kind.WHOLE
)
YEARS = Field(
    "years", gettext_lazy("years held"), gettext_lazy("The years these reports are about."), width=24
)
SINCE = Field(
    "since", gettext_lazy("named since"), gettext_lazy("The bureau's first year with it."), Kind.WHOLE
)
STATING = Field(
    "stating",
    gettext_lazy("reports naming it"),
    gettext_lazy("In how many of its reports the bureau names it."),
    Kind.WHOLE,
)
HELD = Field(
    "held", gettext_lazy("reports held"), gettext_lazy("How many of its reports are held."), Kind.WHOLE
)
HITS = (
    Field("kind", gettext_lazy("kind of result"), gettext_lazy("Under which heading the search lists it.")),
    Field(
        "name", gettext_lazy("what it is"), gettext_lazy("The figure's statement or the category."), width=30
    ),
    Field(
        "found",
        gettext_lazy("words found"),
        gettext_lazy("The words that hold what was searched for."),
        width=60,
    ),
    Field("beside", gettext_lazy("where"), gettext_lazy("Whose report, for which year."), width=24),
    Field("address", gettext_lazy("address"), gettext_lazy("Where it stands on this site."), width=34),
)
OF_PLACE_TODAY = tuple(field for field in fields.OF_PLACE if field is not fields.YEAR)


def standing_sheet(table: StandingTable, indicator: Indicator, name: str, address: str, site: str) -> Sheet:
    """One indicator in the rows and the order of its page: its long form, the value per 10,000 residents beside."""
    heads = (*fields.LONG, fields.PER_10K)
    rows = _standing(table, indicator, site)
    return Sheet(name, indicator.name, heads, rows, address, count=table.data.data.count)


def _standing(table: StandingTable, indicator: Indicator, site: str) -> Iterator[list[Value]]:
    verdict = fields.LONG.index(fields.COMPARABILITY)
    for metric, row in with_rows(_of(indicator, streamed(table.data.data)), site):
        judged, said = table.judged(metric)
        row[verdict : verdict + len(REASONED)] = verdict_word(judged), clauses(said) or None
        share = per_10k(metric.value, metric.residents) if indicator.per_capita and metric.residents else None
        yield [*row, rounded(share) if share is not None else None]


def _of(indicator: Indicator, figures: Iterable[Any]) -> Iterator[Any]:
    """Figures of one indicator that have not asked for it each."""
    for metric in figures:
        metric.indicator = indicator
        yield metric


def figure_sheet(figures: QuerySet[Metric], title: str, name: str, address: str, site: str) -> Sheet:
    """Figures in long form, in the order given."""
    rows = long_rows(streamed(figures), site)
    return Sheet(name, title, fields.LONG, rows, address, count=figures.count)


def report_sheet(report: Report, figures: QuerySet[Metric], name: str, address: str, site: str) -> Sheet:
    """Every figure of one report in the order of its text, in long form."""
    source = (report_title(report), report.source_url or address)
    rows = long_rows(streamed(figures), site)
    return Sheet(name, report_title(report), fields.LONG, rows, address, [source], figures.count)


def statement_sheet(
    statements: QuerySet[Problem] | QuerySet[Plan], title: str, name: str, address: str, site: str
) -> Sheet:
    """Shortcomings or plans in the bureaus' own words, in the order given."""
    rows = (row for _one, row in statement_rows(streamed(statements), site))
    return Sheet(name, title, fields.STATEMENTS, rows, address, count=statements.count)


def wording_sheet(problems: Any, title: str, name: str, address: str, site: str) -> Sheet:
    """One category's sentences with what their page tells of them: since when, in how many of the bureau's reports."""
    rows: Iterator[list[Value]] = (
        [*row, one.since, one.stating, one.held] for one, row in statement_rows(streamed(problems), site)
    )
    heads = (*fields.STATEMENTS, SINCE, STATING, HELD)
    return Sheet(name, title, heads, rows, address, count=problems.count)


def counts_sheet(found: Shortcomings, title: str, name: str, address: str) -> Sheet:
    """Categories × bureaus in counts of sentences, as on the page; a bureau without a report has no count."""
    columns = tuple(
        Field(
            f"column_{position}",
            column.bureau.region.local_name,
            _("Sentences of %(bureau)s") % {"bureau": column.bureau.local_name},
            Kind.WHOLE,
        )
        for position, column in enumerate(found.columns, start=1)
    )
    naming = Field(
        "bureaus", _("bureaus naming it"), _("How many of all bureaus looked at name it."), Kind.WHOLE
    )
    sentences = Field("sentences", _("sentences"), _("In how many sentences."), Kind.WHOLE)
    heads = (fields.CATEGORY, fields.CATEGORY_ZH, fields.CATEGORY_EN, naming, sentences, *columns)
    rows = (
        [
            *_category(row.category),
            row.bureaus,
            row.sentences,
            *(_count(column, count) for column, count in row.cells),
        ]
        for row in found.rows
    )
    return Sheet(name, title, heads, rows, address)


def _count(column: Column, count: int) -> Value:
    """As the page says it: sentences, or which nothing there is."""
    if not column.years:
        return nothing_word(Nothing.NO_REPORT)
    return count or nothing_word(Nothing.NOT_MENTIONED)


def _category(category: ProblemCategory | None) -> list[Value]:
    return [category.pk, category.name_zh, category.name_en] if category else [None, None, None]


def reports_sheet(reports: Any, title: str, name: str, address: str, site: str) -> Sheet:
    """Reports with how much was read out of each."""
    heads = (*fields.OF_PLACE, FIGURES, PROBLEMS, PLANS, *fields.OF_REPORT)
    return Sheet(name, title, heads, _reports(streamed(reports), site), address, count=reports.count)


def _reports(reports: Iterable[Any], site: str) -> Iterator[list[Value]]:
    residents = dict(Population.objects.census().values_list("region", "residents"))
    for one in reports:
        place = place_cells(one, residents.get(one.bureau.region_id))
        yield [*place, one.figures, one.shortcomings, one.measures, *report_cells(one, site)]


def bureaus_sheet(bureaus: Any, title: str, name: str, address: str) -> Sheet:
    """Bureaus with the years that are held of each."""
    heads = (*OF_PLACE_TODAY, REPORTS, YEARS)
    return Sheet(name, title, heads, _bureaus(streamed(bureaus)), address, count=bureaus.count)


def _bureaus(bureaus: Iterable[Bureau]) -> Iterator[list[Value]]:
    residents = dict(Population.objects.census().values_list("region", "residents"))
    for one in bureaus:
        held: list[Report] = one.published_reports  # type: ignore[attr-defined]
        *place, _year = bureau_cells(one, residents.get(one.region_id), None)
        yield [*place, len(held), "、".join(str(year) for year in sorted({report.year for report in held}))]
