"""How others learn of the pages: the feed, the maps, robots, and what a page says of itself in its head."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.core.cache import cache
from django.test import Client

from tests.cast import make_full_report
from tests.factories import make_bureau, make_category, make_indicator, make_region, make_report

pytestmark = pytest.mark.django_db

QueryBudget = Callable[[int], AbstractContextManager[Any]]
ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"


def read(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return str(response.content.decode())


def tree(client: Client, address: str) -> ET.Element:
    return ET.fromstring(read(client, address))  # noqa: S314 - our own


# The feed -------------------------------------------------------------------------------------------------------------


def test_the_feed_tells_of_new_reports_newest_first(client: Client) -> None:
    first = make_full_report(1, title="甲报告")
    second = make_full_report(2, title="乙报告")
    make_full_report(3, published=False)
    entries = tree(client, "/en/feed.atom").findall(f"{ATOM}entry")

    assert [one.findtext(f"{ATOM}title") for one in entries] == ["乙报告", "甲报告"]
    assert [one.find(f"{ATOM}link").get("href") for one in entries] == [  # type: ignore[union-attr]
        f"http://testserver/en/reports/{report.pk}/" for report in (second, first)
    ]
    assert "2 figures, 1 self-stated shortcoming" in str(entries[0].findtext(f"{ATOM}summary"))
    assert entries[0].findtext(f"{ATOM}updated")


def test_the_feed_speaks_the_page_s_language(client: Client) -> None:
    make_full_report()

    assert "民政对照" in str(tree(client, "/feed.atom").findtext(f"{ATOM}title"))
    assert 'href="/en/feed.atom"' in read(client, "/en/")


@pytest.mark.parametrize("reports", [1, 45])
def test_the_feed_takes_one_query(
    client: Client, django_assert_num_queries: QueryBudget, reports: int
) -> None:
    for number in range(reports):
        make_full_report(number)

    with django_assert_num_queries(1):
        entries = tree(client, "/feed.atom").findall(f"{ATOM}entry")
    assert len(entries) == min(reports, 40)


# Maps -----------------------------------------------------------------------------------------------------------------


def places(client: Client, section: str, query: str = "") -> list[str]:
    found = tree(client, f"/sitemap-{section}.xml{query}").findall(f"{MAP}url/{MAP}loc")
    return [str(one.text).removeprefix("http://testserver") for one in found]


def test_the_index_names_every_map(client: Client) -> None:
    make_report()
    named = [one.text for one in tree(client, "/sitemap.xml").iter(f"{MAP}loc")]

    assert named == [
        f"http://testserver/sitemap-{name}.xml" for name in ("pages", "bureaus", "reports", "subjects")
    ]


def test_the_maps_hold_every_page_in_both_languages_and_each_opens(client: Client) -> None:
    report = make_full_report()
    make_full_report(2, published=False)
    make_indicator()
    make_category()
    adcode = report.bureau.adcode
    expected = {
        "reports": [f"/reports/{report.pk}/"],
        "bureaus": [f"/bureaus/{adcode}/", f"/bureaus/{adcode}/plans/", f"/bureaus/{adcode}/problems/"],
        "subjects": ["/indicators/marriage.registrations/", "/problems/legal_awareness/"],
    }

    for section, pages in expected.items():
        assert sorted(places(client, section)) == sorted([*pages, *(f"/en{page}" for page in pages)])
    for page in (*places(client, "pages"), *(page for pages in expected.values() for page in pages)):
        read(client, page)


def test_a_page_of_the_map_names_its_other_language(client: Client) -> None:
    report = make_report()
    links = tree(client, "/sitemap-reports.xml").find(f"{MAP}url").findall(LINK)  # type: ignore[union-attr]
    site = "http://testserver"

    assert {one.get("hreflang"): one.get("href") for one in links} == {
        "zh-Hans": f"{site}/reports/{report.pk}/",
        "en": f"{site}/en/reports/{report.pk}/",
        "x-default": f"{site}/reports/{report.pk}/",
    }


def test_a_large_map_is_cut_into_files(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reports.views.discovery.Reports.limit", 2)
    for _ in range(3):
        make_report()

    assert "sitemap-reports.xml?p=2" in read(client, "/sitemap.xml")
    assert len(places(client, "reports", "?p=2")) == 2


@pytest.mark.parametrize("reports", [1, 30])
def test_a_map_costs_no_more_queries_for_more_pages(
    client: Client, django_assert_num_queries: QueryBudget, reports: int
) -> None:
    for _ in range(reports):
        make_report(bureau=make_bureau(make_region()))

    # How many there are; one file of them.
    for section in ("reports", "bureaus"):
        with django_assert_num_queries(2):
            places(client, section)


@pytest.mark.parametrize(
    "address", ["/sitemap-nonsense.xml", "/sitemap-reports.xml?p=99", "/sitemap-reports.xml?p=x"]
)
def test_a_map_that_is_none_is_not_found(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


def test_robots_may_read_all_but_the_workbench_and_nothing_made_up(client: Client) -> None:
    lines = read(client, "/robots.txt").splitlines()
    assert (lines[0], lines[-1]) == ("User-agent: *", "Sitemap: http://testserver/sitemap.xml")
    for closed in ("/admin/", "/en/admin/", "/compare/?", "/en/compare/?", "/api/v1/", "/*.csv"):
        assert f"Disallow: {closed}" in lines
    assert not {"Disallow: /", "Disallow: /compare/", "Disallow: /bureaus/"} & set(lines)
    report = make_report(synthetic=True)
    cache.clear()
    assert "Disallow: /\n" in read(client, "/robots.txt")
    assert '<meta name="robots" content="noindex">' in read(client, f"/reports/{report.pk}/")


# The head of a page ---------------------------------------------------------------------------------------------------


def head(client: Client, address: str) -> dict[str, str]:
    html = read(client, address)
    found = dict(re.findall(r'<meta (?:name|property)="([^"]+)" content="([^"]*)">', html))
    found |= {
        f"alternate {code}": url for code, url in re.findall(r'hreflang="([^"]+)" href="([^"]*)">\n', html)
    }
    found["canonical"] = re.findall(r'<link rel="canonical" href="([^"]*)">', html)[0]
    return found


def test_every_page_says_what_it_is(client: Client) -> None:
    report = make_full_report()
    pages = [*places(client, "pages"), report.get_absolute_url(), f"/metrics/{report.metrics.all()[0].pk}/"]
    heads = {page: head(client, page) for page in pages}

    for page, said in heads.items():
        assert said["canonical"] == said["og:url"] == f"http://testserver{page}", page
        assert said["og:title"], page
        assert said["og:description"] == said["description"], page
        assert {"alternate zh-Hans", "alternate en", "alternate x-default"} <= said.keys(), page
    chinese = [said["og:title"] for page, said in heads.items() if not page.startswith("/en/")]
    assert len(set(chinese)) == len(chinese)


def test_the_address_of_a_page_leaves_out_what_only_arranges_it(client: Client) -> None:
    said = head(client, "/en/search/?q=a%26b&page=2&in=plans&utm_source=x")

    assert said["canonical"] == "http://testserver/en/search/?in=plans&amp;q=a%26b"
    assert said["alternate zh-Hans"] == "http://testserver/search/?in=plans&amp;q=a%26b"


def test_words_of_a_title_can_t_break_out_of_the_head(client: Client) -> None:
    report = make_report(title='"><script>x</script>')

    assert "<script>x" not in read(client, report.get_absolute_url())
    assert head(client, report.get_absolute_url())["og:title"].startswith("&quot;&gt;&lt;script")
