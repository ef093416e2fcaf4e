"""Bureaus, regions, reports and the catalogue as the interface tells them: Chinese and English names side by side."""

from __future__ import annotations

from typing import Any

from bureaus import romanise
from bureaus.models import Bureau as StoredBureau
from bureaus.models import Level
from bureaus.models import Region as StoredRegion
from reports.api.shapes import (
    Bureau,
    BureauWhole,
    IndicatorName,
    NameBorne,
    Named,
    Region,
    RegionName,
    Report,
    Source,
    Statement,
)
from reports.certificates import report_title
from reports.models import Decision, Indicator, Plan, Problem, ReviewState
from reports.models import Report as StoredReport
from reports.models.catalogue import Named as StoredName
from reports.models.report import ReportKind


def named(one: StoredName) -> Named:
    return Named(code=one.pk, name_zh=one.name_zh, name_en=one.name_en)


def indicator_name(one: Indicator) -> IndicatorName:
    return IndicatorName(
        code=one.pk, name_zh=one.name_zh, name_en=one.name_en, domain=one.domain_id, unit=one.unit
    )


def region_name(one: StoredRegion) -> RegionName:
    return RegionName(
        adcode=one.adcode, name_zh=one.name, name_en=romanise.region(one.name), level=Level(one.level)
    )


def region(one: Any, residents: dict[int, int]) -> Region:
    """A region that comes with its parent and, as `published`, its bureau's key where that has published."""
    return Region(
        **region_name(one).model_dump(),
        full_name_zh=one.full_name,
        province=one.province or None,
        prefecture=one.prefecture or None,
        parent=one.parent.adcode if one.parent else None,
        start_year=one.start_year,
        end_year=one.end_year,
        bureau_code=one.bureau.adcode if one.published else None,
        residents=residents.get(one.pk),
    )


def bureau_name(one: StoredBureau) -> Named:
    """The name it bears today."""
    return Named(code=one.adcode, name_zh=one.name, name_en=romanise.bureau(one.name, one.region.name))


def bureau(one: Any, residents: dict[int, int], site: str) -> Bureau:
    """A bureau that comes with what `bureaus_held` fetches."""
    return Bureau(
        **bureau_name(one).model_dump(),
        region=region_name(one.region),
        residents=residents.get(one.region_id),
        years=sorted({report.year for report in one.published_reports}),
        url=f"{site}/bureaus/{one.adcode}/",
    )


def bureau_whole(one: Any, residents: dict[int, int], site: str) -> BureauWhole:
    names = [NameBorne(name_zh=name.name, region=region_name(name.region)) for name in one.names.all()]
    told = bureau(one, residents, site)
    return BureauWhole(**{name: getattr(told, name) for name in Bureau.model_fields}, names=names)


def bureau_then(one: StoredReport) -> Named:
    """The name it bore at the time of the report."""
    name = one.bureau_name
    return Named(code=one.bureau.adcode, name_zh=name, name_en=romanise.bureau(name, one.region.name))


def source(one: StoredReport, site: str) -> Source:
    """The report comes with its bureau and both regions."""
    return Source(
        id=one.pk,
        title=report_title(one),
        kind=ReportKind(one.kind),
        year=one.year,
        bureau=bureau_then(one),
        region=region_name(one.region),
        review=ReviewState(one.review_state),
        published_on=one.published_on,
        source_url=one.source_url or None,
        sha256=one.sha256,
        report_url=f"{site}/reports/{one.pk}/",
    )


def report_cells(one: Any, site: str) -> dict[str, Any]:
    """A report that comes `with_counts` as the fields of `Report`."""
    told = source(one, site)
    return {
        **{name: getattr(told, name) for name in Source.model_fields},
        "released_at": one.released_at,
        "figures": one.figures,
        "problems": one.shortcomings,
        "plans": one.measures,
        "original_url": f"{site}/reports/{one.pk}/original/",
    }


def report(one: Any, site: str) -> Report:
    return Report(**report_cells(one, site))


def statement(one: Problem | Plan, site: str) -> Statement:
    """A shortcoming or plan that comes with its category."""
    mark = "q" if isinstance(one, Problem) else "p"
    return Statement(
        id=one.pk,
        permalink=f"{site}/reports/{one.report_id}/#{mark}{one.start}",
        text=one.text,
        heading=one.heading or None,
        position=one.position,
        category=named(one.category) if one.category else None,
        decision=Decision(one.decision),
        start=one.start,
        end=one.end,
    )
