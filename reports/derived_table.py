"""One derived indicator over everybody as a sortable table: each ratio with the two figures it is worked out from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from reports.derivations import Derivation
from reports.holdings.spreads import Point
from reports.models import Indicator
from reports.models.findings import Qualifier
from reports.numerals import SIGNS, digits, scale_for, unit_name
from reports.tables import COUNT, RuledTable


class DerivedTable(RuledTable):
    """One derived indicator: a row for each report that gives one, with the two figures it is worked out from."""

    place = tables.Column(
        verbose_name=_("Bureau"),
        accessor="point__local_place",
        order_by=("point__place", "point__metric"),
        attrs={"td": {"class": "who"}},
    )
    year = tables.Column(
        verbose_name=_("Year"), accessor="point__year", order_by=("point__year", "point__metric"), attrs=COUNT
    )
    value = tables.Column(
        verbose_name=_("Derived"), accessor="point", order_by=("point__value", "point__metric"), attrs=COUNT
    )
    above = tables.Column(order_by=("above__value", "point__metric"), attrs=COUNT)
    below = tables.Column(order_by=("below__value", "point__metric"), attrs=COUNT)

    class Meta(RuledTable.Meta):
        order_by = ("-value",)

    def __init__(
        self,
        rows: Any,
        *,
        formula: Derivation,
        parts: Mapping[str, Indicator],
        number: Callable[[Point], str],
    ) -> None:
        self.parts = parts
        self.number = number
        self.caption = formula.name
        super().__init__(rows)
        self.columns["value"].column.unit = unit_name(formula.unit)
        for name, code in (("above", formula.numerator), ("below", formula.denominator)):
            if code in parts:
                self.columns[name].column.verbose_name = parts[code].name

    def render_place(self, value: str, record: Any) -> str:
        report = reverse("reports:report", args=[record.point.report])
        return format_html('<a href="{}">{}</a>', report, value)

    def render_value(self, record: Any) -> str:
        return self.number(record.point)

    def render_above(self, value: Point) -> str:
        return self._part(value)

    def render_below(self, value: Point) -> str:
        return self._part(value)

    def _part(self, point: Point) -> str:
        """A figure as it was read, leading to its certificate."""
        indicator = self.parts[point.indicator]
        scale = scale_for(point.unit, indicator.kind, [point.value])
        said = "".join(digits((point.value or Decimal(0)) / scale.divisor))
        sign = SIGNS.get(Qualifier(point.qualifier), "")
        certificate = reverse("reports:metric", args=[point.metric])
        return format_html(
            '<a class="fig" href="{}">{}{}</a> <span class="unit">{}</span>',
            certificate,
            sign,
            said,
            scale.unit,
        )
