"""Addresses of the files: every table of a page as CSV and XLSX, asked by the page's own parameters."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.urls import URLPattern, path

from reports.rate import limited
from reports.views import data, files, holding_files, list_files

ENDINGS = ("csv", "xlsx")


def _as_files(route: str, view: Callable[..., Any], name: str) -> list[URLPattern]:
    return [path(f"{route}.{one}", limited(view), {"ending": one}, name=f"{name}-{one}") for one in ENDINGS]


urlpatterns = [
    *_as_files("compare", files.comparison, "compare"),
    *_as_files("bureaus", list_files.bureaus, "bureaus"),
    *_as_files("bureaus/<str:adcode>", files.bureau, "bureau"),
    *_as_files("reports", list_files.reports, "reports"),
    *_as_files("reports/<int:pk>", files.report, "report"),
    *_as_files("indicators/<str:code>", list_files.indicator, "indicator"),
    *_as_files("problems", list_files.problems, "problems"),
    *_as_files("problems/<str:code>", list_files.problem, "problem"),
    *_as_files("coverage", holding_files.coverage, "coverage"),
    *_as_files("regions/<str:adcode>", holding_files.region, "region"),
    path("data/", data.page, name="data"),
    path("data/civil-affairs-compared.zip", limited(data.archive), name="data-package"),
    path("data/figures.csv", limited(data.figures_csv), name="figures-csv"),
    *_as_files("search", list_files.search, "search"),
]
