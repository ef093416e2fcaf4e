"""A stranger follows every link from the front page, in both languages, and meets no error and no dead anchor."""

from __future__ import annotations

import re
from collections import deque
from html.parser import HTMLParser
from itertools import combinations
from urllib.parse import parse_qsl, urldefrag, urljoin, urlsplit

import pytest
from django.http import StreamingHttpResponse
from django.test import Client
from django.urls import Resolver404, resolve
from django.utils import translation

from tests.seeds import load_seeds

MOST = 4000
"""Addresses; the five reports have some 1,500 pages and files in two languages. A crawl beyond this is trapped."""


class Page(HTMLParser):
    """The links and the anchors of one page."""

    def __init__(self, content: str, address: str) -> None:
        super().__init__()
        self.address = address
        self.links: set[str] = set()
        self.anchors: set[str] = set()
        self.feed(content)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id" and value:
                self.anchors.add(value)
            elif name in ("href", "src", "action") and value:
                self.links.add(urljoin(self.address, value))

    @property
    def inner_links(self) -> list[str]:
        """Those within the site; other sites and the admin's login are not followed."""
        inner = (link for link in self.links if not urlsplit(link).netloc)
        return sorted(link for link in inner if not link.startswith(("/admin", "/en/admin")))


def kinds_of(address: str) -> set[tuple[str, ...]]:
    """What a visit tries: the path, and of each kind of page every two parameters that meet there.

    All their sets on all pages would be without end. Of the files, which cost more than a page and come by the
    hundred, one of each sort: /indicators/*.csv.
    """
    parts = urlsplit(address)
    path = re.sub(r"(?<=s/)[^/]+(?=\.(csv|xlsx)$)", "*", parts.path)
    language = "en" if path.startswith("/en/") else "zh"
    names = sorted({name for name, _ in parse_qsl(parts.query)})
    try:
        with translation.override("zh-hans"):
            kind = resolve(parts.path.removeprefix("/en")).view_name
    except Resolver404:
        kind = path
    pairs = (pair for size in (1, 2) for pair in combinations(names, size))
    return {("path", path), *((language, kind, *pair) for pair in pairs)}


@pytest.mark.django_db
def test_every_link_from_the_front_page_leads_somewhere(client: Client) -> None:
    load_seeds()
    seen: set[tuple[str, ...]] = set()
    visits = 0
    waiting = deque([("/", "(start)")])
    anchors: dict[str, set[str]] = {}
    wanted: list[tuple[str, str, str]] = []
    while waiting:
        link, source = waiting.popleft()
        address, anchor = urldefrag(link)
        anchor = anchor.partition(":~:")[0]  # what follows is for the browser, which marks the words
        if anchor:
            wanted.append((address, anchor, source))
        if kinds_of(address) <= seen:
            continue
        seen |= kinds_of(address)
        visits += 1
        assert visits < MOST, f"the crawl does not end; last from {source}"
        response = client.get(address)
        if isinstance(response, StreamingHttpResponse):
            response.getvalue()  # read to its end, the way a browser does, which also closes the file
        if address.startswith("/static/"):
            assert response.status_code == 200, f"{address} is missing, linked from {source}"
            continue
        assert response.status_code in (200, 301, 302), (
            f"{address} answers {response.status_code}, linked from {source}"
        )
        if response.status_code != 200:
            waiting.append((urljoin(address, response["Location"]), address))
            continue
        if "html" not in response["Content-Type"]:
            continue
        page = Page(response.content.decode(), address)
        anchors[address] = page.anchors
        waiting.extend((found, address) for found in page.inner_links)
    dead = [
        (address, anchor, source)
        for address, anchor, source in wanted
        if anchor not in anchors.get(address, {anchor})
    ]
    assert dead == []
    assert visits > 300
