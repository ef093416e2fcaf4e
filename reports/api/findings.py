"""What was read out of the reports: figures, shortcomings and plans, each with its sentence and its source."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from django.utils.translation import gettext_noop
from ninja import Query, Router

from reports.api import shapes, whose
from reports.api.asked import Asked, FiguresAsked, StatementsAsked
from reports.api.figures import figures_with_reports
from reports.api.filters import chosen, of_category
from reports.api.paging import finding_key, findings_after, key_of, part_of
from reports.models import Metric, Plan, Problem
from reports.views.files import placed, site_of

router = Router(tags=["findings"])
PLACE = (int, int, int)


@router.get(
    "/metrics",
    response=shapes.Figures,
    summary=gettext_noop("Figures, each with its sentence, report and certificate"),
    operation_id="metrics",
    url_name="metrics",
)
def metrics(request: HttpRequest, asked: Query[FiguresAsked]) -> shapes.Figures:
    """Three queries: reports that have any, figures, their columns; four more for bureaus, three for indicators."""
    wanted = chosen(request)
    codes = wanted.codes()
    figures = Metric.objects.standing()
    figures = figures.filter(indicator__in=codes) if codes is not None else figures
    rows: Any = findings_after(
        wanted.reports(asked.report), figures, key_of(asked.cursor, PLACE), asked.limit
    )
    part = part_of(request, asked, list(_figures(rows)), finding_key)
    return shapes.Figures(data=figures_with_reports(part.rows, site_of(request)), next=part.next)


def _figures(rows: Any) -> Any:
    return placed(rows.select_related("indicator")).defer("report__text", "reasons", "quote")


@router.get(
    "/metrics/{int:number}",
    response=shapes.FigureOfReport,
    summary=gettext_noop("One figure"),
    operation_id="metric",
    url_name="metric",
)
def metric(request: HttpRequest, number: int, asked: Query[Asked]) -> shapes.FigureOfReport:
    """Two queries: the figure, its columns."""
    found = _figures(Metric.objects.published()).filter(pk=number).first()
    if found is None:
        raise Http404
    return figures_with_reports([found], site_of(request))[0]


@router.get(
    "/problems",
    response=shapes.Problems,
    summary=gettext_noop("Shortcomings that the bureaus state of themselves"),
    operation_id="problems",
    url_name="problems",
)
def problems(request: HttpRequest, asked: Query[StatementsAsked]) -> shapes.Problems:
    """Two queries, and four more for bureaus, one for a category."""
    rows, address = _statements(request, asked, Problem)
    site = site_of(request)
    data = [shapes.ShortcomingOfReport(**_told(one, site), is_cause=one.is_cause) for one in rows]
    return shapes.Problems(data=data, next=address)


@router.get(
    "/plans",
    response=shapes.Plans,
    summary=gettext_noop("Measures that the bureaus announce for the year to come"),
    operation_id="plans",
    url_name="plans",
)
def plans(request: HttpRequest, asked: Query[StatementsAsked]) -> shapes.Plans:
    """As many queries as shortcomings need."""
    rows, address = _statements(request, asked, Plan)
    site = site_of(request)
    return shapes.Plans(data=[shapes.StatementOfReport(**_told(one, site)) for one in rows], next=address)


def _statements(
    request: HttpRequest, asked: StatementsAsked, model: type[Problem | Plan]
) -> tuple[list[Any], str | None]:
    said = of_category(model.objects.standing(), asked.category)
    rows = findings_after(
        chosen(request).reports(asked.report), said, key_of(asked.cursor, PLACE), asked.limit
    )
    part = part_of(request, asked, list(placed(rows.select_related("category"))), finding_key)
    return part.rows, part.next


def _told(one: Any, site: str) -> dict[str, Any]:
    told = whose.statement(one, site)
    return {name: getattr(told, name) for name in shapes.Statement.model_fields} | {
        "report": whose.source(one.report, site)
    }
