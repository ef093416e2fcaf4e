"""All addresses. Chinese pages stand at the root, the same pages in English under /en/; the interface for programs
stands outside both."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from reports.views import discovery

urlpatterns = [
    path("api/", include("reports.api.urls")),
    path("robots.txt", discovery.robots, name="robots"),
    path("sitemap.xml", discovery.sitemap_index, name="sitemaps"),
    path("sitemap-<slug:section>.xml", discovery.sitemap, name="sitemap"),
    *i18n_patterns(
        path("admin/", admin.site.urls),
        path("bureaus/", include("reports.bureau_urls")),
        path("", include("reports.urls")),
        prefix_default_language=False,
    ),
]

handler404 = "reports.views.errors.not_found"
handler500 = "reports.views.errors.broken"
