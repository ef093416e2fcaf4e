"""Addresses of the interface. They stand outside the languages: names are given in both, sentences in the one asked."""

from django.urls import URLPattern, include, path, re_path

from reports.api import reference
from reports.api.door import door, nowhere
from reports.api.service import api

app_name = "api-v1"

operations, _app, _namespace = api.urls

urlpatterns = [
    path("v1/openapi.json", door(reference.document), name="openapi"),
    path(
        "v1/",
        include(
            [
                URLPattern(one.pattern, door(one.callback), one.default_args, one.name)
                for one in operations
                if isinstance(one, URLPattern)
            ]
        ),
    ),
    # Not v1 alone: that is led to v1/ as any page is.
    re_path(r"^(?!v1\Z)[\s\S]+\Z", door(nowhere), name="nowhere"),
]
