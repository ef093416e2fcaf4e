"""The admin: upload, look at what was read, correct it, publish. A door only; intake and review do the work."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from django_tasks_db.models import DBTaskResult

from reports.admin import catalogue, checking, findings, people, reports, rereading

__all__ = ["catalogue", "checking", "findings", "people", "reports", "rereading"]

# What is being read is told by the files themselves, in the reader's language.
admin.site.unregister(DBTaskResult)
# The lists need the width; the way back is in the breadcrumbs.
admin.site.enable_nav_sidebar = False
admin.site.site_header = _("Civil Affairs Compared")
admin.site.site_title = _("Civil Affairs Compared")
admin.site.index_title = _("Reports and what was read in them")
