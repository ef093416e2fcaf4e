"""How others learn of the pages: a feed of what is new, maps of the site, and what robots may read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps import views as sitemaps
from django.contrib.syndication.views import Feed
from django.db.models import Max, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse, translate_url
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from bureaus.models import Bureau
from reports.certificates import bureau_then, counted, report_title
from reports.holdings.bureaus import bureaus_held
from reports.holdings.counts import holds_made_up, with_counts
from reports.models import Indicator, ProblemCategory, Report

MOST_NEW = 40
A_FILE = 5000
"""So many pages stand in one file of the map, each in both languages."""
FIRST_PAGES = (
    "reports:home", "reports:compare", "bureaus:bureaus", "reports:indicators", "reports:problems",
    "reports:reports", "reports:coverage", "reports:search", "reports:methodology",
)  # fmt: skip


class NewReports(Feed):  # type: ignore[type-arg]
    """The reports published here last, as Atom; one query, whatever their length."""

    feed_type = Atom1Feed

    def title(self) -> str:
        return _("Civil Affairs Compared: new reports") + (_(" (made up)") if holds_made_up() else "")

    def subtitle(self) -> str:
        return _("Annual reports of civil-affairs bureaus as they are published here.")

    def link(self) -> str:
        return reverse("reports:reports")

    def feed_url(self) -> str:
        return reverse("reports:feed")

    def items(self) -> list[Any]:
        newest = with_counts(Report.objects.published().with_bureau().without_text())
        return list(newest.order_by("-released_at", "-pk")[:MOST_NEW])

    def item_title(self, item: Any) -> str:
        return report_title(item)

    def item_description(self, item: Any) -> str:
        phrases = counted(item.figures, item.shortcomings, item.measures)
        return pgettext("feed", "%(bureau)s, report for %(year)s: %(figures)s, %(problems)s, %(plans)s.") % {
            **phrases,
            "bureau": bureau_then(item),
            "year": item.year,
        }

    def item_author_name(self, item: Any) -> str:
        return bureau_then(item)

    def item_pubdate(self, item: Report) -> datetime | None:
        return item.released_at

    def item_updateddate(self, item: Report) -> datetime | None:
        return item.released_at


class Pages(Sitemap):  # type: ignore[type-arg]
    """Pages in both languages, each naming the other."""

    limit = A_FILE

    def get_urls(
        self, page: int | str = 1, site: Any = None, protocol: str | None = None
    ) -> list[dict[str, Any]]:
        found = []
        with override("zh-hans"):
            urls = super().get_urls(page, site, protocol)
        for url in urls:
            chinese = url["location"]
            parts = urlsplit(chinese)
            english = parts._replace(path=translate_url(parts.path, "en")).geturl()
            alternates = [
                {"location": chinese, "lang_code": "zh-Hans"},
                {"location": english, "lang_code": "en"},
                {"location": chinese, "lang_code": "x-default"},
            ]
            found += [{**url, "location": place, "alternates": alternates} for place in (chinese, english)]
        return found

    def get_latest_lastmod(self) -> datetime | None:
        """Asked of the database, not of every row of the map."""
        newest: datetime | None = Report.objects.published().aggregate(last=Max("released_at"))["last"]
        return newest


class FirstPages(Pages):
    def items(self) -> list[str]:
        return list(FIRST_PAGES)

    def location(self, item: str) -> str:
        return reverse(item)


class Reports(Pages):
    def items(self) -> QuerySet[Report]:
        return Report.objects.published().only("pk", "released_at").order_by("pk")

    def lastmod(self, item: Report) -> datetime | None:
        return item.released_at


class Bureaus(Pages):
    """Each bureau's page and the two that follow it over its years."""

    limit = A_FILE // 3

    def items(self) -> QuerySet[Bureau]:
        return bureaus_held().prefetch_related(None).order_by("region__adcode")

    def get_urls(
        self, page: int | str = 1, site: Any = None, protocol: str | None = None
    ) -> list[dict[str, Any]]:
        return [
            {
                **url,
                "location": url["location"] + more,
                "alternates": [{**one, "location": one["location"] + more} for one in url["alternates"]],
            }
            for url in super().get_urls(page, site, protocol)
            for more in ("", "plans/", "problems/")
        ]


class Subjects(Pages):
    """Indicators and kinds of shortcomings."""

    def items(self) -> list[Indicator | ProblemCategory]:
        return [*Indicator.objects.order_by("pk"), *ProblemCategory.objects.order_by("pk")]

    def location(self, item: Indicator | ProblemCategory) -> str:
        return (
            item.get_absolute_url()
            if isinstance(item, Indicator)
            else reverse("reports:problem", args=[item.pk])
        )


MAPS: Mapping[str, type[Pages]] = {
    "pages": FirstPages,
    "bureaus": Bureaus,
    "reports": Reports,
    "subjects": Subjects,
}


def sitemap_index(request: HttpRequest) -> HttpResponse:
    """The maps there are."""
    return sitemaps.index(request, dict(MAPS), sitemap_url_name="sitemap")


def sitemap(request: HttpRequest, section: str) -> HttpResponse:
    """One map, or one file of it (`?p=2`)."""
    return sitemaps.sitemap(request, dict(MAPS), section)


QUESTIONS = ("compare/?", "problems/?", "bureaus/?", "search/?", "indicators/*?", "bureaus/*?", "problems/*?")
"""Pages that can be asked in more ways than could ever be read; each may be read without a question."""
UNSEARCHED = (
    "/admin/",
    "/en/admin/",
    *(f"{root}{one}" for root in ("/", "/en/") for one in QUESTIONS),
    "/api/v1/",
    *("/*.csv", "/*.xlsx", "/*.zip", "/*/original/"),
)


def robots(request: HttpRequest) -> HttpResponse:
    """Every page may be read once; not the workbench, files and endless questions, nor made-up data as if real."""
    forbidden = ("/",) if holds_made_up() else UNSEARCHED
    lines = [
        "User-agent: *",
        *(f"Disallow: {one}" for one in forbidden),
        f"Sitemap: {request.build_absolute_uri(reverse('sitemaps'))}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
