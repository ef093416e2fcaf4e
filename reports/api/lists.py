"""The lists: bureaus, regions, reports, figures, indicators, shortcomings, plans; and one of each by its key."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest
from django.utils.translation import gettext_noop
from ninja import Query, Router

from bureaus.models import Bureau, Population, Region
from reports.api import shapes, whose
from reports.api.asked import Asked, BureausAsked, IndicatorsAsked, RegionsAsked, ReportsAsked
from reports.api.filters import chosen
from reports.api.paging import after, key_of, part_of
from reports.holdings.bureaus import bureaus_held
from reports.holdings.counts import edition, with_counts
from reports.holdings.indicators import coverage
from reports.models import Indicator, IndicatorKind, Report
from reports.models.catalogue import Better
from reports.views.files import site_of

router = Router(tags=["lists"])


@router.get(
    "/bureaus",
    response=shapes.Bureaus,
    summary=gettext_noop("Bureaus with a published report"),
    operation_id="bureaus",
    url_name="bureaus",
)
def bureaus(request: HttpRequest, asked: Query[BureausAsked]) -> shapes.Bureaus:
    """Six queries: bureaus, predecessors, names, regions of names, reports, residents."""
    held = after(bureaus_held(asked.q.strip()), ("region__adcode", "pk"), key_of(asked.cursor, (str, int)))
    rows = list(held[: asked.limit + 1])
    part = part_of(request, asked, rows, lambda one: (one.region.adcode, one.pk))
    residents, site = _residents([one.region_id for one in part.rows]), site_of(request)
    return shapes.Bureaus(data=[whose.bureau(one, residents, site) for one in part.rows], next=part.next)


@router.get(
    "/bureaus/{str:code}",
    response=shapes.BureauWhole,
    summary=gettext_noop("One bureau with the names it has borne"),
    operation_id="bureau",
    url_name="bureau",
)
def bureau(request: HttpRequest, code: str, asked: Query[Asked]) -> shapes.BureauWhole:
    found = Bureau.objects.by_code([code]).get(code) if "\0" not in code else None
    held = bureaus_held().filter(pk=found.pk).first() if found else None
    if held is None:
        raise Http404
    return whose.bureau_whole(held, _residents([held.region_id]), site_of(request))


@router.get(
    "/regions",
    response=shapes.Regions,
    summary=gettext_noop("Divisions of today and of former years, with the bureau of each"),
    operation_id="regions",
    url_name="regions",
)
def regions(request: HttpRequest, asked: Query[RegionsAsked]) -> shapes.Regions:
    """Two queries: regions with parent and bureau, residents."""
    rows = Region.objects.in_force(asked.y) if asked.y else Region.objects.all()
    rows = rows.filter(adcode=asked.adcode) if asked.adcode else rows
    rows = rows.filter(level=asked.level) if asked.level else rows
    published = Report.objects.published().filter(bureau__region=OuterRef("pk"))
    found: Any = rows.select_related("parent", "bureau__region").annotate(published=Exists(published))
    found = after(found, ("adcode", "start_year"), key_of(asked.cursor, (str, int)))
    part = part_of(request, asked, found[: asked.limit + 1], lambda one: (one.adcode, one.start_year))
    residents = _residents([one.pk for one in part.rows])
    return shapes.Regions(data=[whose.region(one, residents) for one in part.rows], next=part.next)


def _residents(regions: list[int]) -> dict[int, int]:
    return dict(Population.objects.filter(region__in=regions).values_list("region", "residents"))


@router.get(
    "/reports",
    response=shapes.Reports,
    summary=gettext_noop("Published reports"),
    operation_id="reports",
    url_name="reports",
)
def reports(request: HttpRequest, asked: Query[ReportsAsked]) -> shapes.Reports:
    """One query, and four where bureaus are named."""
    held = chosen(request).reports()
    held = held.filter(kind=asked.kind) if asked.kind else held
    rows: Any = with_counts(held.with_bureau().without_text())
    rows = after(rows, ("pk",), key_of(asked.cursor, (int,)))
    part = part_of(request, asked, rows[: asked.limit + 1], lambda one: (one.pk,))
    site = site_of(request)
    return shapes.Reports(data=[whose.report(one, site) for one in part.rows], next=part.next)


@router.get(
    "/reports/{int:number}",
    response=shapes.ReportWhole,
    summary=gettext_noop("One report with its text and outline"),
    operation_id="report",
    url_name="report",
)
def report(request: HttpRequest, number: int, asked: Query[Asked]) -> shapes.ReportWhole:
    """Two queries: the report, its outline."""
    one: Any = with_counts(Report.objects.published().with_bureau()).filter(pk=number).first()
    if one is None:
        raise Http404
    names = ("level", "number", "heading", "kind", "start", "end", "body_end")
    return shapes.ReportWhole(
        **whose.report_cells(one, site_of(request)),
        index_number=one.index_number or None,
        document_number=one.document_number or None,
        publisher=one.publisher or None,
        engine_version=one.engine_version,
        sections=[shapes.Section(**row) for row in one.sections.values(*names)],
        text=one.text,
    )


@router.get(
    "/indicators",
    response=shapes.Indicators,
    summary=gettext_noop("The catalogue of indicators, and how many bureaus report each"),
    operation_id="indicators",
    url_name="indicators",
)
def indicators(request: HttpRequest, asked: Query[IndicatorsAsked]) -> shapes.Indicators:
    """Four queries, of which the counts are kept; two more where indicators are named."""
    codes = chosen(request).codes()
    rows = Indicator.objects.select_related("domain")
    rows = rows.filter(pk__in=codes) if codes is not None else rows
    by = ("domain__position", "position", "pk")
    found = list(after(rows, by, key_of(asked.cursor, (int, int, str)))[: asked.limit + 1])
    part = part_of(request, asked, found, lambda one: (one.domain.position, one.position, one.pk))
    return shapes.Indicators(data=_indicators(part.rows, site_of(request)), next=part.next)


@router.get(
    "/indicators/{str:code}",
    response=shapes.Indicator,
    summary=gettext_noop("One indicator: definition, unit, synonyms"),
    operation_id="indicator",
    url_name="indicator",
)
def indicator(request: HttpRequest, code: str, asked: Query[Asked]) -> shapes.Indicator:
    found = Indicator.objects.select_related("domain").filter(pk=code.replace("\0", "")).first()
    if found is None:
        raise Http404
    return _indicators([found], site_of(request))[0]


def _indicators(rows: list[Indicator], site: str) -> list[shapes.Indicator]:
    counts = {one.indicator.pk: one.bureaus for domain in coverage(edition()) for one in domain.indicators}
    return [
        shapes.Indicator(
            **whose.named(one).model_dump(),
            domain=whose.named(one.domain),
            unit=one.unit,
            kind=IndicatorKind(one.kind),
            better=Better(one.better),
            per_capita=one.per_capita,
            bureaus=counts.get(one.pk, 0),
            synonyms=one.synonyms,
            definition_zh=one.definition_zh,
            url=f"{site}/indicators/{one.pk}/",
        )
        for one in rows
    ]
