"""/api/: the description of the interface to read, in both languages, made from the code."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from pytest_django.fixtures import DjangoAssertNumQueries

from tests.cast import make_full_report

pytestmark = pytest.mark.django_db

CHINESE = re.compile("[\u4e00-\u9fff]")


def test_the_page_tells_every_address_and_shape(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make_full_report()
    with django_assert_num_queries(2):  # the first report, its first figure
        page = client.get("/api/").content.decode()
    described = client.get("/api/v1/openapi.json").json()

    for path in described["paths"]:
        assert f"<code>{path}</code>" in page
    for name in described["components"]["schemas"]:
        assert f'id="{name}"' in page
    assert "<script>" not in page


def test_what_it_gives_to_try_can_be_tried(client: Client) -> None:
    assert client.get("/api/").status_code == 200
    make_full_report()
    for operation in client.get("/en/api/").context["operations"]:
        assert client.get(operation.example).status_code == 200, operation.example


def test_the_description_is_whole_in_both_languages(client: Client) -> None:
    def told(language: str) -> list[tuple[str, str]]:
        described = client.get(f"/api/v1/openapi.json?lang={language}").json()
        said = [("info", described["info"]["description"])]
        for path, methods in described["paths"].items():
            one = methods["get"]
            said.append((path, one["summary"]))
            said += [(f"{path} {each['name']}", each.get("description", "")) for each in one["parameters"]]
            said += [(f"{path} {code}", each["description"]) for code, each in one["responses"].items()]
        for name, schema in described["components"]["schemas"].items():
            said.append((name, schema.get("description", "")))
            fields = schema.get("properties", {}).items()
            said += [(f"{name}.{key}", each.get("description", "")) for key, each in fields]
        return said

    chinese = [(where, words) for where, words in told("zh") if words and not CHINESE.search(words)]
    english = [(where, words) for where, words in told("en") if CHINESE.search(words)]
    assert (chinese, english) == ([], [])
