"""Addresses of the bureaus, by the division code of their region today.

They are named `bureaus:…` but live here: what a bureau's page shows is what it reported, and a bureau never looks at
a report.
"""

from django.urls import path

from reports.questions import asking
from reports.views import bureaus, over_years

app_name = "bureaus"

urlpatterns = [
    path("", asking(bureaus.index, "q page", often="sort"), name="bureaus"),
    path("<str:adcode>/", asking(bureaus.bureau, "peers"), name="bureau"),
    path("<str:adcode>/<int:year>/", asking(bureaus.year), name="year"),
    path("<str:adcode>/plans/", asking(over_years.plans, "outcome"), name="plans"),
    path("<str:adcode>/problems/", asking(over_years.problems), name="problems"),
]
