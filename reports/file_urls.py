"""Addresses of the files: every table of a page as CSV and XLSX, asked by the page's own parameters."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.urls import URLPattern, path

from reports.questions import asking
from reports.rate import limited
from reports.views import bureau_files, data, files, holding_files, list_files

ENDINGS = ("csv", "xlsx")
COMPARED = "as rows hide base sort view chart table shape"
"""As the page is asked, also how it draws: the page's address with another ending is the file's."""


def _as_files(
    route: str, view: Callable[..., Any], name: str, once: str = "", often: str = ""
) -> list[URLPattern]:
    asked = asking(limited(view), once, often)
    return [path(f"{route}.{one}", asked, {"ending": one}, name=f"{name}-{one}") for one in ENDINGS]


urlpatterns = [
    *_as_files("compare", files.comparison, "compare", COMPARED, often="b y i"),
    *_as_files("bureaus", list_files.bureaus, "bureaus", "q", often="sort"),
    *_as_files("bureaus/<str:adcode>", bureau_files.bureau, "bureau", "table shape peers"),
    *_as_files("bureaus/<str:adcode>/<int:year>", bureau_files.year, "bureau-year", "table"),
    *_as_files("bureaus/<str:adcode>/plans", bureau_files.plans, "bureau-plans", "outcome"),
    *_as_files("bureaus/<str:adcode>/problems", bureau_files.problems, "bureau-problems"),
    *_as_files("reports", list_files.reports, "reports", "year", often="sort"),
    *_as_files("reports/<int:pk>", files.report, "report", "table shape"),
    *_as_files("reports/<int:pk>/audit", files.audit, "audit", "table"),
    *_as_files("indicators/<str:code>", list_files.indicator, "indicator", "y level as table", often="sort"),
    *_as_files("problems", list_files.problems, "problems", "y shape", often="b"),
    *_as_files("problems/<str:code>", list_files.problem, "problem", "y table", often="b sort"),
    *_as_files("coverage", holding_files.coverage, "coverage", "p table", often="sort"),
    *_as_files("regions/<str:adcode>", holding_files.region, "region", "y level table"),
    path("data/", asking(data.page), name="data"),
    path("data/civil-affairs-compared.zip", asking(limited(data.archive)), name="data-package"),
    path("data/figures.csv", asking(limited(data.figures_csv), often="b y i"), name="figures-csv"),
    *_as_files("search", list_files.search, "search", "q in"),
]
