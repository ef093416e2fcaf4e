"""Addresses of what the bureaus said. Every one is permanent."""

from django.urls import path

from reports import file_urls
from reports.api import reference
from reports.questions import asking
from reports.views import (
    audit,
    compare,
    coverage,
    discovery,
    figures,
    home,
    indicators,
    methodology,
    problems,
    regions,
    reports,
    search,
)

app_name = "reports"

COMPARED = "as rows hide base sort view chart add find"

urlpatterns = [
    path("", home.home, name="home"),
    path("feed.atom", discovery.NewReports(), name="feed"),
    path("compare/", asking(compare.page, COMPARED, often="b y i"), name="compare"),
    path("reports/", asking(reports.index, "year page", often="sort"), name="reports"),
    path("reports/<int:pk>/", asking(reports.report, often="show"), name="report"),
    path("reports/<int:pk>/audit/", asking(audit.audit), name="audit"),
    path("reports/<int:pk>/original/", asking(reports.original), name="original"),
    path("metrics/<int:pk>/", asking(figures.certificate), name="metric"),
    path("indicators/", asking(indicators.index), name="indicators"),
    path(
        "indicators/<str:code>/",
        asking(indicators.indicator, "y level as page", often="sort"),
        name="indicator",
    ),
    path("problems/", asking(problems.index, "y add", often="b"), name="problems"),
    path("problems/<str:code>/", asking(problems.category, "y page", often="b sort"), name="problem"),
    path("coverage/", asking(coverage.coverage, "p page", often="sort"), name="coverage"),
    path("regions/<str:adcode>/", asking(regions.region, "y level"), name="region"),
    path("search/", asking(search.search, "q in page"), name="search"),
    path("methodology/", asking(methodology.methodology), name="methodology"),
    path("api/", asking(reference.page), name="api"),
    *file_urls.urlpatterns,
]
