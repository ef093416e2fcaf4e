"""The sortable tables of the public pages: rows of the database, one page at a time."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

import django_tables2 as tables
from django.db.models import F
from django.template.loader import get_template
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext, pgettext_lazy

from reports.certificates import clauses, is_apart, per_10k_face, per_10k_scale, reservations
from reports.comparability import Verdict
from reports.models import Indicator, Metric
from reports.models.findings import Period
from reports.models.report import ReportKind
from reports.numerals import Scale, figure
from reports.wording import VERDICT_GLYPHS, verdict_word

PAGE = 50

COUNT = {"th": {"class": "count"}, "td": {"class": "count"}}
SPARE = {"th": {"class": "count spare"}, "td": {"class": "count spare"}}
"""What a narrow screen can do without."""
MARK = {"th": {"class": "mark"}, "td": {"class": "mark"}}
VALUE = {"th": {"class": "v"}, "td": {"class": "v"}}
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

    def paginate(self, *args: Any, **kwargs: Any) -> None:
        """Pages of one length: django-tables2 would take any, even a negative one, from the address."""
        super().paginate(*args, **(kwargs | {"per_page": PAGE}))


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
        template_name="reports/_report_cell.html",
        verbose_name=_("Report"),
        orderable=False,
        attrs={"td": {"class": "say"}},
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


class WordingTable(RuledTable):
    """Shortcomings of one category, one a row: whose, of which year, in what words, and since when."""

    caption = _("Sentences that name this shortcoming")

    bureau = tables.TemplateColumn(
        template_name="reports/_statement_place.html",
        verbose_name=_("Bureau"),
        accessor="report__bureau",
        order_by=("report__bureau__region__adcode", "-report__year", "report", "position"),
        attrs={"td": {"class": "who"}},
    )
    year = tables.Column(
        verbose_name=_("Year"),
        accessor="report__year",
        order_by=("report__year", "report__bureau__region__adcode", "report", "position"),
        attrs=COUNT,
    )
    text = tables.TemplateColumn(
        template_name="reports/_statement_cell.html",
        verbose_name=_("The report's words"),
        orderable=False,
        attrs={"td": {"class": "say broad"}},
    )
    since = tables.Column(
        verbose_name=_("Named by this bureau"),
        orderable=False,
        attrs={"th": {"class": "since"}, "td": {"class": "since"}},
    )

    class Meta(RuledTable.Meta):
        order_by = ("bureau",)
        attrs = {"class": "loose stack"}

    def render_since(self, value: int, record: Any) -> str:
        return ngettext(
            "since %(year)s; in %(stating)s of its %(held)s report",
            "since %(year)s; in %(stating)s of its %(held)s reports",
            record.held,
        ) % {"year": value, "stating": record.stating, "held": record.held}


class StandingTable(RuledTable):
    """One indicator: a row for each report that has a figure for it, with the printed words."""

    place = tables.TemplateColumn(
        template_name="reports/_standing_place.html",
        verbose_name=_("Bureau"),
        accessor="report__region",
        order_by=("report__bureau__region__adcode", "pk"),
        attrs={"td": {"class": "who"}},
    )
    year = tables.Column(
        verbose_name=_("Year"), accessor="report__year", order_by=("report__year", "pk"), attrs=COUNT
    )
    per_10k = tables.Column(verbose_name=_("Per 10,000 residents"), attrs=VALUE, empty_values=())
    value = tables.Column(verbose_name=_("As reported"), attrs=VALUE)
    quote = tables.TemplateColumn(
        template_name="reports/_quote_cell.html",
        verbose_name=_("As printed"),
        orderable=False,
        attrs={"td": {"class": "say"}},
    )
    reservation = tables.Column(
        verbose_name=_("Comparability"),
        accessor="pk",
        orderable=False,
        attrs={"th": {"class": "why"}, "td": {"class": "why"}},
    )
    review = tables.TemplateColumn(
        template_name="reports/_decision_cell.html",
        verbose_name=pgettext_lazy("review", "Review"),
        accessor="decision",
        orderable=False,
    )

    class Meta(RuledTable.Meta):
        row_attrs = {"class": lambda record, table: "apart" if table.is_apart(record) else ""}

    def __init__(
        self,
        figures: Any,
        *,
        indicator: Indicator,
        scale: Scale,
        beside: Collection[str],
        per_resident: bool = False,
    ) -> None:
        self.indicator = indicator
        self.scale = scale
        self.beside = beside
        self.caption = indicator.name
        exclude = () if indicator.per_capita else ("per_10k",)
        order = "-per_10k" if per_resident else "-value"
        super().__init__(figures, exclude=exclude, order_by=order)
        self.columns["value"].column.unit = scale.unit
        if indicator.per_capita:
            self.columns["per_10k"].column.unit = per_10k_scale(indicator).unit

    def render_value(self, record: Metric) -> str:
        face = figure(record, scale=self.scale, indicator=self.indicator)
        return get_template("reports/_value_cell.html").render({"face": face, "metric": record})

    def render_per_10k(self, record: Any) -> str:
        face = per_10k_face(record, self.indicator, record.residents)
        if face is None:
            return nothing(pgettext("nothing", "not applicable"), "/")
        return get_template("reports/_value_cell.html").render({"face": face})

    def is_apart(self, record: Metric) -> bool:
        """Whether it may not stand beside the others of this table: a month's standard beside those of a year."""
        return is_apart(record) or record.period not in self.beside or self.is_half(record)

    def is_half(self, record: Metric) -> bool:
        """Whether it passes for a year's in the report of half a year."""
        return record.report.kind == ReportKind.HALF_YEAR and record.period == Period.YEAR

    def judged(self, record: Metric) -> tuple[Verdict, list[str]]:
        """Whether it may stand beside the others of this table, and why not, in clauses."""
        said = reservations(record)
        if record.period not in self.beside and not is_apart(record):
            said.append(record.get_period_display())
        if self.is_half(record):
            said.append(record.report.get_kind_display())
        return (
            Verdict.APART if self.is_apart(record) else Verdict.RESERVED if said else Verdict.COMPARABLE,
            said,
        )

    def render_reservation(self, record: Metric) -> str:
        verdict, said = self.judged(record)
        return get_template("reports/_reservation_cell.html").render(
            {"glyph": VERDICT_GLYPHS[verdict], "word": verdict_word(verdict), "reasons": clauses(said)}
        )

    def order_per_10k(self, figures: Any, is_descending: bool) -> tuple[Any, bool]:
        return self._by("per_10k", figures, is_descending)

    def order_value(self, figures: Any, is_descending: bool) -> tuple[Any, bool]:
        return self._by("value", figures, is_descending)

    def _by(self, name: str, figures: Any, is_descending: bool) -> tuple[Any, bool]:
        """Rows without a value come last either way."""
        place = F(name).desc(nulls_last=True) if is_descending else F(name).asc(nulls_last=True)
        return figures.order_by(place, "report__bureau__region__adcode", "pk"), True


class BureauTable(RuledTable):
    """Bureaus, one a row: where, of what level, which years are held."""

    caption = _("Bureaus with a report here")

    name = tables.TemplateColumn(
        template_name="reports/_bureau_name_cell.html",
        verbose_name=_("Bureau"),
        order_by=("name", "pk"),
        attrs={"td": {"class": "who"}},
    )
    place = tables.Column(
        verbose_name=_("Province and prefecture"),
        accessor="region__local_above",
        order_by=("region__adcode",),
    )
    level = tables.Column(
        verbose_name=_("Level"),
        accessor="region__get_level_display",
        order_by=("region__level", "region__adcode"),
    )
    adcode = tables.Column(
        verbose_name=_("Division code"),
        accessor="region__adcode",
        order_by=("region__adcode",),
        attrs=COUNT,
    )
    report_count = tables.Column(
        verbose_name=_("Reports"), order_by=("report_count", "region__adcode"), attrs=SPARE
    )
    latest_year = tables.TemplateColumn(
        template_name="reports/_years_cell.html",
        verbose_name=_("Years held"),
        order_by=("latest_year", "region__adcode"),
        attrs={"td": {"class": "broad"}},
    )

    class Meta(RuledTable.Meta):
        order_by = ("place",)
        attrs = {"class": "loose stack"}


class YearColumn(tables.Column):
    """The reports of a bureau for one year, or which kind of nothing there is."""

    def __init__(self, year: int) -> None:
        self.year = year
        super().__init__(verbose_name=str(year), orderable=False, empty_values=(), attrs=MARK)

    def render(self, record: Any) -> str:
        reports = [report for report in record.published_reports if report.year == self.year]
        context = {
            "bureau": record,
            "year": self.year,
            "reports": reports,
            "existed": record.could_report(self.year),
        }
        return get_template("reports/_held_cell.html").render(context)


class BureauYearTable(RuledTable):
    """Bureaus × years, one bureau a row: which reports exist here, and which do not."""

    caption = _("Reports by bureau and year")
    wide = True

    name = tables.TemplateColumn(
        template_name="reports/_bureau_name_cell.html",
        verbose_name=_("Bureau"),
        order_by=("region__adcode",),
        attrs={"td": {"class": "who"}},
    )
    report_count = tables.Column(
        verbose_name=_("Reports"), order_by=("report_count", "region__adcode"), attrs=COUNT
    )

    class Meta(RuledTable.Meta):
        order_by = ("name",)

    def __init__(self, bureaus: Any, *, years: list[int]) -> None:
        columns = [(f"y{year}", YearColumn(year)) for year in years]
        super().__init__(bureaus, extra_columns=columns)
