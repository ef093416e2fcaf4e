"""Addresses of the bureaus, by the division code of their region today.

They are named `bureaus:…` but live here: what a bureau's page shows is what it reported, and a bureau never looks at
a report.
"""

from django.urls import path

from reports.views import bureaus, over_years

app_name = "bureaus"

urlpatterns = [
    path("", bureaus.index, name="bureaus"),
    path("<str:adcode>/", bureaus.bureau, name="bureau"),
    path("<str:adcode>/<int:year>/", bureaus.year, name="year"),
    path("<str:adcode>/plans/", over_years.plans, name="plans"),
    path("<str:adcode>/problems/", over_years.problems, name="problems"),
]
