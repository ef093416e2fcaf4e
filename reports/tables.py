"""The sortable tables of the public pages: rows of the database, one page at a time."""

from __future__ import annotations

from datetime import date
from typing import Any

import django_tables2 as tables
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy

PAGE = 50

COUNT = {"th": {"class": "count"}, "td": {"class": "count"}}
PLACE = "bureau__region__adcode"


def nothing(word: str, glyph: str = "—") -> str:
    """The face of an empty cell: a glyph for the eye, a word for everybody."""
    return format_html('<span class="none"><span aria-hidden="true">{}</span> {}</span>', glyph, word)


class RuledTable(tables.Table):
    """A table between its two rules; the first column names the row. `caption` says what it holds."""

    caption: Any = ""

    class Meta:
        template_name = "tables/table.html"
        attrs = {"class": "loose"}


class ReportTable(RuledTable):
    """Reports, one a row: whose, for which year, what was read out of it.

    Every order ends with the key, or equal rows could stand on two pages or on none.
    """

    caption = _("Reports held")

    bureau = tables.TemplateColumn(
        template_name="reports/_bureau_cell.html",
        verbose_name=_("Bureau"),
        order_by=(PLACE, "-year", "pk"),
        attrs={"td": {"class": "who"}},
    )
    year = tables.Column(verbose_name=_("Year"), order_by=("year", "pk"), attrs=COUNT)
    title = tables.TemplateColumn(
        template_name="reports/_report_cell.html", verbose_name=_("Report"), orderable=False
    )
    figures = tables.Column(verbose_name=_("Figures"), order_by=("figures", "pk"), attrs=COUNT)
    shortcomings = tables.Column(verbose_name=_("Shortcomings"), order_by=("shortcomings", "pk"), attrs=COUNT)
    measures = tables.Column(verbose_name=_("Plans"), order_by=("measures", "pk"), attrs=COUNT)
    published_on = tables.Column(
        verbose_name=_("Published by the bureau"),
        order_by=("published_on", "pk"),
        attrs=COUNT,
        empty_values=(),
    )
    review_state = tables.TemplateColumn(
        template_name="reports/_state_cell.html",
        verbose_name=pgettext_lazy("review", "Review"),
        orderable=False,
    )

    class Meta(RuledTable.Meta):
        order_by = ("-year",)

    def render_shortcomings(self, value: int) -> str:
        return str(value) if value else nothing(pgettext("nothing", "not mentioned"))

    def render_measures(self, value: int) -> str:
        return str(value) if value else nothing(pgettext("nothing", "not mentioned"))

    def render_published_on(self, value: date | None) -> str:
        return value.isoformat() if value else nothing(pgettext("nothing", "not stated"))
