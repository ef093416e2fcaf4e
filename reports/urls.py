"""Addresses of what the bureaus said. Every one is permanent."""

from django.urls import path

from reports import file_urls
from reports.api import reference
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

urlpatterns = [
    path("", home.home, name="home"),
    path("feed.atom", discovery.NewReports(), name="feed"),
    path("compare/", compare.page, name="compare"),
    path("reports/", reports.index, name="reports"),
    path("reports/<int:pk>/", reports.report, name="report"),
    path("reports/<int:pk>/audit/", audit.audit, name="audit"),
    path("reports/<int:pk>/original/", reports.original, name="original"),
    path("metrics/<int:pk>/", figures.certificate, name="metric"),
    path("indicators/", indicators.index, name="indicators"),
    path("indicators/<str:code>/", indicators.indicator, name="indicator"),
    path("problems/", problems.index, name="problems"),
    path("problems/<str:code>/", problems.category, name="problem"),
    path("coverage/", coverage.coverage, name="coverage"),
    path("regions/<str:adcode>/", regions.region, name="region"),
    path("search/", search.search, name="search"),
    path("methodology/", methodology.methodology, name="methodology"),
    path("api/", reference.page, name="api"),
    *file_urls.urlpatterns,
]
