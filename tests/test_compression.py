"""What leaves compressed: text, to who asks for it; nothing that is compressed already."""

from __future__ import annotations

import gzip
from collections.abc import Iterable
from typing import Any

import pytest
from django.test import Client

from tests.seeds import load_seeds

pytestmark = pytest.mark.django_db

ASKED = {"Accept-Encoding": "gzip, br"}


@pytest.fixture(autouse=True)
def _seeds() -> None:
    load_seeds()


def whole(response: Any) -> bytes:
    pieces: Iterable[bytes] = response.streaming_content if response.streaming else [response.content]
    return b"".join(pieces)


@pytest.mark.parametrize(
    "path", ["/compare/", "/compare.csv", "/data/figures.csv", "/feed.atom", "/api/v1/metrics"]
)
def test_text_leaves_compressed_and_is_the_same_text(client: Client, path: str) -> None:
    plain = client.get(path)
    packed = client.get(path, headers=ASKED)

    assert packed.status_code == plain.status_code == 200
    assert packed["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in plain
    assert "Accept-Encoding" in packed["Vary"]
    text, sent = whole(plain), whole(packed)
    assert gzip.decompress(sent) == text
    assert len(sent) < len(text) / 2


def test_a_workbook_leaves_as_it_is_with_its_length(client: Client) -> None:
    response = client.get("/compare.xlsx", headers=ASKED)

    assert "Content-Encoding" not in response
    assert int(response["Content-Length"]) == len(whole(response))


def test_an_unchanged_list_is_not_sent_again_compressed_either(client: Client) -> None:
    first = client.get("/api/v1/metrics", headers=ASKED)
    again = client.get("/api/v1/metrics", headers=ASKED | {"If-None-Match": first["ETag"]})

    assert again.status_code == 304
