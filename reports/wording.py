"""The matrix in words: what a page says of its own table, made from the same rows. No query."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext, pgettext_lazy

from reports.comparability import SEVERITY, Finding, Reason, Verdict
from reports.comparison import Basis, Column, Matrix, Nothing, Question, Row
from reports.models import Metric
from reports.models.findings import Claim, Period, Qualifier

GLYPHS = {
    Nothing.NOT_MENTIONED: "—",
    Nothing.NO_REPORT: "□",
    Nothing.NOT_APPLICABLE: "/",
    Nothing.UNREADABLE: "?",
}

MOST_NAMED = 4

VERDICT_GLYPHS = {Verdict.COMPARABLE: "=", Verdict.RESERVED: "△", Verdict.APART: "≠"}


def nothing_word(nothing: Nothing) -> str:
    """The word beside the glyph of an empty cell."""
    return {
        Nothing.NOT_MENTIONED: pgettext("nothing", "not mentioned"),
        Nothing.NO_REPORT: pgettext("nothing", "no report held"),
        Nothing.NOT_APPLICABLE: pgettext("nothing", "not applicable"),
        Nothing.UNREADABLE: pgettext("nothing", "not readable"),
    }[nothing]


def verdict_word(verdict: Verdict) -> str:
    return {
        Verdict.COMPARABLE: pgettext("verdict", "comparable"),
        Verdict.RESERVED: pgettext("verdict", "with reservation"),
        Verdict.APART: pgettext("verdict", "not comparable"),
    }[verdict]


def join(words: Iterable[str]) -> str:
    """A list in the reader's language: 海盐县、株洲市."""
    return pgettext("list of names", ", ").join(words)


def column_name(column: Column) -> str:
    """The region of the column, with its year where it has one."""
    name = column.region.local_name
    return (
        pgettext("column", "%(who)s %(year)s") % {"who": name, "year": column.year} if column.year else name
    )


def some(names: Iterable[str]) -> str:
    """A list of names, each once; more than a reader takes in are counted."""
    known = list(dict.fromkeys(names))
    if len(known) <= MOST_NAMED:
        return join(known)
    return ngettext("%(n)s bureau", "%(n)s bureaus", len(known)) % {"n": len(known)}


def columns_named(columns: Iterable[Column]) -> str:
    """Columns in words, a bureau's years together: 平湖市2019/2022、桐乡市2023; of many bureaus only how many."""
    return some(_with_years(columns))


def all_named(columns: Sequence[Column], *, years: bool) -> str:
    """Every bureau of these columns, however many; with the years, a bureau's together, where that tells something."""
    return join(_with_years(columns) if years else (column.region.local_name for column in columns))


def _with_years(columns: Iterable[Column]) -> list[str]:
    years: dict[str, list[str]] = defaultdict(list)
    for column in columns:
        years[column.region.local_name].append(str(column.year or ""))
    return [
        pgettext("column", "%(who)s %(year)s") % {"who": name, "year": "/".join(held)} if any(held) else name
        for name, held in years.items()
    ]


def hundred(year: int) -> str:
    """The unit of an index: the year that is 100."""
    return _("%(year)s = 100") % {"year": year}


def index_unit(question: Question) -> str:
    return hundred(question.first_year) if question.first_year is not None else ""


def _span(years: Sequence[int]) -> str:
    """2022 to 2024 where none is left out between; else each year by itself."""
    if len(years) < 3 or years[-1] - years[0] != len(years) - 1:
        return join(str(year) for year in years)
    return pgettext("years", "%(first)s to %(last)s") % {"first": years[0], "last": years[-1]}


def title(matrix: Matrix) -> str:
    """The page's question: who, and for which years."""
    bureaus, years = matrix.question.bureaus, matrix.question.years
    span = _span(years)
    if len(bureaus) == 1:
        who = {"bureau": bureaus[0].local_name, "years": span}
        return _("%(bureau)s, %(years)s") % who if span else _("%(bureau)s, its latest report") % who
    count = {"count": len(bureaus), "years": span}
    if span:
        return _("%(count)s bureaus side by side, %(years)s") % count
    return _("%(count)s bureaus side by side, the latest report of each") % count


def answer(matrix: Matrix) -> str:
    """The page's first sentence: what the table shows, with n and what is missing."""
    held = sum(column.report is not None for column in matrix.columns)
    if not held:
        return _("No report is held for any of the bureaus and years chosen.")
    found = ngettext(
        "%(found)s indicator has a value.",
        "%(found)s indicators have a value.",
        matrix.found,
    ) % {"found": matrix.found}
    if held < 2:
        return found
    shared = ngettext(
        "%(shared)s of them stands in two reports or more and can be set side by side;",
        "%(shared)s of them stand in two reports or more and can be set side by side;",
        matrix.shared,
    ) % {"shared": matrix.shared}
    if not matrix.apart:
        return _("%(found)s %(shared)s none of these is ruled out as not comparable.") % {
            "found": found,
            "shared": shared,
        }
    apart = ngettext(
        "%(apart)s of these is not comparable.", "%(apart)s of these are not comparable.", matrix.apart
    ) % {"apart": matrix.apart}
    return _("%(found)s %(shared)s %(apart)s") % {"found": found, "shared": shared, "apart": apart}


def common_reasons(matrix: Matrix) -> str:
    """What holds for every row of the table, in clauses; empty where nothing does."""
    reports = [column.report for column in matrix.columns if column.report]
    parts = []
    if Reason.YEAR in matrix.common:
        years = sorted({report.year for report in reports})
        parts.append(
            _("the reports are of %(count)s different years, %(first)s to %(last)s")
            % {"count": len(years), "first": years[0], "last": years[-1]}
        )
    if Reason.LEVEL in matrix.common:
        parts.append(_("the bureaus are of different levels"))
    return pgettext("list of clauses", "; ").join(parts)


def reservation(matrix: Matrix) -> str:
    """What holds for every row, as the page says it above its table."""
    reasons = common_reasons(matrix)
    if not reasons:
        return ""
    return _(
        "Every comparison here carries a reservation: %(reasons)s. "
        "The last column adds only what is further to be said."
    ) % {"reasons": reasons}


def verdict(
    row: Row, columns: tuple[Column, ...], said: Collection[Reason] = (), *, brief: bool = False
) -> tuple[str, str, str]:
    """(glyph, word, reasons) of a row's comparability; one figure alone has no verdict.

    Reasons in `said` stand above the table and are left out here; a brief verdict does not repeat the cells' signs.
    """
    if row.judgement is None:
        return "", pgettext("verdict", "one bureau only") if row.n else "", ""
    judgement = row.judgement
    clauses = [
        _("see the signs in the cells")
        if brief and one.reason is Reason.QUALIFIER
        else _reason(one, row, columns)
        for one in judgement.findings
        if one.reason not in said
    ]
    return (
        VERDICT_GLYPHS[judgement.verdict],
        verdict_word(judgement.verdict),
        pgettext("list of clauses", "; ").join(clauses),
    )


def _reason(finding: Finding, row: Row, columns: tuple[Column, ...]) -> str:
    """One finding as a clause: who differs, and in what; with the year where one bureau stands there for several."""
    several = len({column.bureau.pk for column in columns}) < len(columns)
    if finding.reason in WHO_DIFFERS:
        return _who_differ(finding.reason, [columns[position] for position in finding.columns])
    differing: dict[str, list[Column]] = defaultdict(list)
    for position in finding.columns:
        metric = row.cells[position].metric
        if metric is not None:
            differing[_difference(finding.reason, metric)].append(columns[position])
    clauses = []
    for what, odd in differing.items():
        who = columns_named(odd) if several else some(column.region.local_name for column in odd)
        clauses.append(_("%(who)s: %(what)s") % {"who": who, "what": what})
    return pgettext("list of clauses", "; ").join(clauses)


SEEN = frozenset({Reason.QUALIFIER, Reason.YEAR, Reason.LEVEL})
"""Reasons that a cell shows already: by its sign, and by the year and the level over its column."""


def mark(row: Row, place: int, matrix: Matrix) -> tuple[str, str]:
    """(glyph, reasons) of a figure that differs from the others of its row; both empty where it doesn't."""
    unsaid = [
        one
        for one in (row.judgement.findings if row.judgement else ())
        if place in one.columns and one.reason not in SEEN | matrix.common
    ]
    if not unsaid:
        return "", ""
    worst = max(SEVERITY.get(one.reason, Verdict.RESERVED) for one in unsaid)
    clauses = [_reason(Finding(one.reason, (place,)), row, matrix.columns) for one in unsaid]
    return VERDICT_GLYPHS[worst], pgettext("list of clauses", "; ").join(clauses)


WHO_DIFFERS = {
    Reason.YEAR: gettext_lazy("other years: %(names)s"),
    Reason.LEVEL: gettext_lazy("other level: %(names)s"),
    Reason.DIVISION: gettext_lazy("division redrawn since: %(names)s"),
}
"""Reasons that lie with the column, not with the figure."""


def _who_differ(reason: Reason, columns: Sequence[Column]) -> str:
    names = columns_named(columns) if reason is Reason.YEAR else some(c.region.local_name for c in columns)
    return str(WHO_DIFFERS[reason]) % {"names": names}


def _difference(reason: Reason, metric: Metric) -> str:
    """What sets a figure apart, in words that fit all figures of which the same is true."""
    if reason is Reason.PERIOD:
        return _("%(period)s figure") % {"period": Period(metric.period).label}
    if reason is Reason.CLAIM:
        return _("%(claim)s figure") % {"claim": Claim(metric.claim).label}
    if reason is Reason.HALF_YEAR:
        return pgettext("reason", "half-year report")
    if reason is Reason.UNIT:
        return _("counts in “%(unit)s”") % {"unit": metric.unit}
    if reason is Reason.SCOPE:
        return _("scope “%(scope)s”") % {"scope": metric.scope}
    return str(BOUNDS.get(Qualifier(metric.qualifier), Qualifier(metric.qualifier).label))


BOUNDS = {
    Qualifier.ABOUT: pgettext_lazy("reason", "approximate"),
    Qualifier.OVER: pgettext_lazy("reason", "lower bound"),
    Qualifier.AT_LEAST: pgettext_lazy("reason", "lower bound"),
    Qualifier.UNDER: pgettext_lazy("reason", "upper bound"),
    Qualifier.RANGE: pgettext_lazy("reason", "range"),
}


def basis_word(basis: Basis) -> str:
    return {
        Basis.RAW: pgettext("basis", "As reported"),
        Basis.PER_10K: pgettext("basis", "Per 10,000 residents"),
        Basis.INDEX: pgettext("basis", "Index"),
    }[basis]
