"""Reports: the list of all, the reader of one, and the document as it came."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.contrib.auth.models import AnonymousUser, User
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from reports.audit_wording import Line
from reports.certificates import bureau_then, report_answer, report_title, span
from reports.exports.asked import ReportsForm
from reports.holdings.contents import Contents, contents
from reports.holdings.counts import reports_by_year, with_counts
from reports.holdings.looked_at import neighbours
from reports.models import Metric, Plan, Problem, Report, Section
from reports.models.report import ReportQuerySet
from reports.numerals import Figure, figure, scale_of
from reports.questions import arranged, refused, unknown
from reports.segments import Mark, MarkKind, Paragraph, segment
from reports.tables import ReportTable


def visible(user: User | AnonymousUser) -> ReportQuerySet:
    """The reports this person may read: what is or was published, and everything to staff who may view reports."""
    reports: ReportQuerySet = Report.objects.all()
    return reports if user.has_perm("reports.view_report") else reports.reachable()


def index(request: HttpRequest) -> HttpResponse:
    """All published reports, or those of one year."""
    form = ReportsForm(request.GET)
    if not form.is_valid():
        return refused(request, reverse("reports:reports"), form, section="reports")
    year = form.cleaned_data["year"]
    years = reports_by_year()
    reports = Report.objects.published().with_bureau().without_text()
    table = ReportTable(with_counts(reports.for_year(year) if year else reports))
    arranged(request, table)
    context = {
        "section": "reports",
        "crumbs": [(_("Reports"), "")],
        "table": table,
        "years": years,
        "year": year,
        "answer": _list_answer(years, year),
    }
    return render(request, "reports/report_list.html", context)


def _list_answer(years: dict[int, int], year: int | None) -> str:
    if year:
        count = years.get(year, 0)
        return ngettext(
            "%(count)s report for %(year)s is held.", "%(count)s reports for %(year)s are held.", count
        ) % {"count": f"{count:,}", "year": year}
    total = sum(years.values())
    if not total:
        return _("No report has been published here yet.")
    return ngettext(
        "%(count)s report is held, for %(years)s.", "%(count)s reports are held, for %(years)s.", total
    ) % {"count": f"{total:,}", "years": span(min(years), max(years))}


def report(request: HttpRequest, pk: int) -> HttpResponse:
    """The whole text of one report with everything that was read out of it marked in place."""
    # One query: the report with its bureau and region; one its neighbours; the others are those of `contents`.
    held = get_object_or_404(visible(request.user).with_bureau(), pk=pk)
    found = contents(held)
    name = bureau_then(held)
    context = {
        "section": "reports",
        "crumbs": [
            (held.bureau.local_name, held.bureau.get_absolute_url()),
            (_("Report for %(year)s") % {"year": held.year}, ""),
        ],
        "report": held,
        "newer": held.version_published() if not held.is_published else None,
        "source_url": held.source_url if held.source_url.startswith(("https://", "http://")) else "",
        "bureau_then": name,
        "title": report_title(held),
        "answer": report_answer(held, found),
        "failing": [Line.of(one) for one in found.arithmetic if not one.relation.holds],
        "checked": len(found.arithmetic),
        "outline": outline(held.text, found.sections),
        "paragraphs": [Shown.of(paragraph) for paragraph in segment(held.text, _marks(found))],
        "beside": neighbours(held),
        "kinds": _kinds(request.GET.getlist("show"), found),
    }
    return render(request, "reports/report.html", context)


def _kinds(wanted: list[str], found: Contents) -> list[tuple[str, str, int, bool]]:
    """(kind, word, how many, whether it is marked): what `?show=` names, all of them where it names none."""
    kinds = [
        ("figure", pgettext("mark", "figure"), len(found.figures)),
        ("problem", pgettext("mark", "self-stated shortcoming"), len(found.problems)),
        ("plan", pgettext("mark", "plan for the year to come"), len(found.plans)),
    ]
    known = [kind for kind, _word, _count in kinds]
    for one in wanted:
        if one and one not in known:
            raise unknown("show", one, known)
    shown = set(known).intersection(wanted)
    return [(kind, word, count, not shown or kind in shown) for kind, word, count in kinds]


def _marks(found: Contents) -> Iterable[Mark]:
    for section in found.sections:
        yield Mark(MarkKind.HEADING, section.start, section.end, (section,), section.level)
    for metric in found.figures:
        yield Mark(MarkKind.FIGURE, metric.start, metric.end, (metric,))
    for problem in found.problems:
        yield Mark(MarkKind.PROBLEM, problem.start, problem.end, (problem,))
    for plan in found.plans:
        yield Mark(MarkKind.PLAN, plan.start, plan.end, (plan,))


@dataclass(frozen=True, slots=True)
class Shown:
    """A paragraph with what stands beside it: its figures, and the subjects of its shortcomings and plans."""

    paragraph: Paragraph
    figures: tuple[tuple[Metric, Figure], ...]
    problems: tuple[Problem, ...]
    plans: tuple[Plan, ...]

    @classmethod
    def of(cls, paragraph: Paragraph) -> Shown:
        metrics = [one for mark in paragraph.figures for one in mark.found if isinstance(one, Metric)]
        statements = [one for mark in paragraph.statements for one in mark.found]
        return cls(
            paragraph,
            tuple((one, figure(one, scale=scale_of(one), indicator=one.indicator)) for one in metrics),
            tuple(one for one in statements if isinstance(one, Problem)),
            tuple(one for one in statements if isinstance(one, Plan)),
        )

    @property
    def has_margin(self) -> bool:
        return bool(self.figures or self.problems or self.plans)


@dataclass(slots=True)
class Branch:
    """A heading of the outline with the headings under it."""

    section: Section
    printed: str
    level: int
    branches: list[Branch] = field(default_factory=list)


def outline(text: str, sections: Iterable[Section]) -> list[Branch]:
    """The headings as a tree; a heading two levels down hangs from the nearest one above."""
    roots: list[Branch] = []
    path: list[Branch] = []
    for section in sections:
        while path and path[-1].section.level >= section.level:
            path.pop()
        branch = Branch(section, text[section.start : section.end].strip(), len(path) + 1)
        (path[-1].branches if path else roots).append(branch)
        path.append(branch)
    return roots


def original(request: HttpRequest, pk: int) -> FileResponse:
    """The document as it came, byte for byte, to be saved and never to be shown as a page of this site."""
    held = get_object_or_404(visible(request.user).without_text(), pk=pk)
    try:
        document = held.original.open("rb")
    except (FileNotFoundError, ValueError) as error:
        raise Http404(_("The original file is not held.")) from error
    response = FileResponse(
        document,
        as_attachment=True,
        filename=held.original_name,
        content_type="application/octet-stream",
    )
    response["X-Content-Type-Options"] = "nosniff"
    return response
