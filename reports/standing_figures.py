"""Where everyone stands, as a page shows it: the answer in words, a strip for each level, the years. No query."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import reduce

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from bureaus.models import Level, local_place
from reports import wording
from reports.certificates import per_10k_face, per_10k_scale, stated
from reports.comparison import rounded
from reports.holdings.derived import DerivedStanding
from reports.holdings.over_years import YearSpread, has_course
from reports.holdings.spreads import Point, Spread
from reports.holdings.standings import Standing
from reports.models import Indicator, IndicatorKind, Metric
from reports.models.findings import Qualifier
from reports.numerals import SIGNS, Scale, digits, figure, quantity, scale_for
from reports.strips import Course, Dot, Drawing, Middle, YearPoint, course, strip

WIDE, NARROW = 1160, 350
MOST_SPOKEN = 12
MOST_LISTED = 6


@dataclass(frozen=True, slots=True)
class Measure:
    """How values of one indicator are shown on one page: raw or per 10,000 residents, in one unit."""

    indicator: Indicator
    per_resident: bool
    scale: Scale
    worked_out: bool = False
    """Whether the values themselves are worked out, as a derived indicator's are."""

    @classmethod
    def of(cls, indicator: Indicator, values: Iterable[Decimal | None], *, per_resident: bool) -> Measure:
        scale = (
            per_10k_scale(indicator) if per_resident else scale_for(indicator.unit, indicator.kind, values)
        )
        return cls(indicator, per_resident, scale)

    @property
    def unit(self) -> str:
        """What stands beside the axis."""
        if not self.per_resident:
            return self.scale.unit
        if not self.scale.unit:
            return _("per 10,000 residents")
        return _("%(unit)s per 10,000 residents") % {"unit": self.scale.unit}

    @property
    def zero_based(self) -> bool:
        return self.indicator.kind not in (IndicatorKind.RATE, IndicatorKind.STANDARD)

    def shown(self, value: Decimal) -> Decimal:
        """The value in the unit shown; what is worked out is rounded there, what is reported is not."""
        scaled = value / self.scale.divisor
        return rounded(scaled) if self.per_resident or self.worked_out else scaled

    def number(self, value: Decimal) -> str:
        return number(self.shown(value))

    def middle(self, value: Decimal) -> str:
        """A median or quartile: worked out, so rounded whatever the basis."""
        return number(rounded(value / self.scale.divisor))

    def spoken(self, point: Point) -> str:
        value = point.measure(self.per_resident)
        return "" if value is None else self.signed(point, value)

    def signed(self, point: Point, value: Decimal) -> str:
        upper = point.upper(self.per_resident)
        ends = self.number(value) + (f"–{self.number(upper)}" if upper is not None else "")
        return f"{SIGNS.get(Qualifier(point.qualifier), '')}{ends}"


def level_word(level: str) -> str:
    """A level within a sentence: county, 县级."""
    return str(Level(level).label).lower()


def number(value: Decimal) -> str:
    return "".join(digits(value))


@dataclass(frozen=True, slots=True)
class StripFigure:
    """One level's strip with everything that stands around it."""

    level: str
    title: str
    drawings: tuple[tuple[str, Drawing], ...]
    """The wide and the narrow drawing, each with its class."""
    spoken: str
    caption: str


def strips(
    spreads: Mapping[str, Spread], looked_at: Mapping[str, int], measure: Measure, *, one_year: bool
) -> list[StripFigure]:
    """A strip for each level at which two values or more stand beside each other, that of most values first."""
    most_first = sorted(spreads.items(), key=lambda pair: -pair[1].n)
    return [
        _strip(level, spread, looked_at.get(level, spread.n), measure, one_year=one_year)
        for level, spread in most_first
        if spread.n > 1
    ]


def _strip(level: str, spread: Spread, looked_at: int, measure: Measure, *, one_year: bool) -> StripFigure:
    dots = [_dot(point, measure, one_year=one_year) for point in spread.points]
    middle = Middle(
        _scaled(spread.median, measure),
        (_scaled_pair(spread.quartiles, measure)),
        _middle_words(spread, measure),
        _median_words(spread, measure),
    )
    drawings = tuple(
        (name, strip(dots, middle, width, zero_based=measure.zero_based, number=number, most_labelled=most))
        for name, width, most in (("wide", WIDE, 8), ("narrow", NARROW, 4))
    )
    columns = any(drawing.columns for _name, drawing in drawings)
    return StripFigure(
        level=level,
        title=level_word(level),
        drawings=drawings,
        spoken=_spoken(spread, measure),
        caption=_caption(spread, looked_at, columns=columns),
    )


def _dot(point: Point, measure: Measure, *, one_year: bool) -> Dot:
    value, upper = point.measure(measure.per_resident), point.upper(measure.per_resident)
    words = [local_place(point.place), "" if one_year else str(point.year), measure.spoken(point)]
    return Dot(
        value=(value or Decimal(0)) / measure.scale.divisor,
        upper=None if upper is None else upper / measure.scale.divisor,
        qualifier=point.qualifier,
        label=" ".join(word for word in words if word),
    )


def _scaled(value: Decimal | None, measure: Measure) -> Decimal | None:
    return None if value is None else value / measure.scale.divisor


def _scaled_pair(pair: tuple[Decimal, Decimal] | None, measure: Measure) -> tuple[Decimal, Decimal] | None:
    return None if pair is None else (pair[0] / measure.scale.divisor, pair[1] / measure.scale.divisor)


def _middle_words(spread: Spread, measure: Measure) -> str:
    """The line under the axis: median, middle half, n."""
    if spread.median is None:
        return ""
    if spread.quartiles is None:
        return _median_words(spread, measure)
    low, high = (measure.middle(one) for one in spread.quartiles)
    return _("median %(median)s, middle half %(low)s to %(high)s, n = %(n)s") % {
        "median": measure.middle(spread.median),
        "n": spread.n,
        "low": low,
        "high": high,
    }


def _median_words(spread: Spread, measure: Measure) -> str:
    if spread.median is None:
        return ""
    return _("median %(median)s, n = %(n)s") % {"median": measure.middle(spread.median), "n": spread.n}


def _spoken(spread: Spread, measure: Measure) -> str:
    """Every value in one sentence while they are few; else the ends and the middle. The table has them all."""
    named = spread.points if spread.n <= MOST_SPOKEN else (spread.points[0], spread.points[-1])
    values = [
        _("%(who)s %(year)s: %(value)s")
        % {"who": local_place(one.place), "year": one.year, "value": measure.spoken(one)}
        for one in named
    ]
    said = pgettext("list of clauses", "; ").join([*values, *filter(None, [_middle_words(spread, measure)])])
    return _("%(indicator)s (%(unit)s): %(values)s.") % {
        "indicator": measure.indicator.name,
        "unit": measure.unit,
        "values": said,
    }


def _caption(spread: Spread, looked_at: int, *, columns: bool) -> str:
    """n of how many; who is not drawn and why; how to read the marks; the source."""
    parts = [_("n = %(n)s of %(all)s reports.") % {"n": spread.n, "all": looked_at}]
    if spread.apart:
        parts.append(
            _("Listed, not drawn (part-year, cumulative, monthly or planned): %(names)s.")
            % {"names": _names(spread.apart)}
        )
    if spread.no_residents:
        parts.append(_("No population held: %(names)s.") % {"names": _names(spread.no_residents)})
    if spread.bounds:
        parts.append(
            ngettext(
                "%(n)s value is about, a bound or a range: hollow, pointed or a bar.",
                "%(n)s values are about, bounds or ranges: hollow, pointed or a bar.",
                spread.bounds,
            )
            % {"n": spread.bounds}
        )
    parts.append(
        _("Each column counts the bureaus within its width.")
        if columns
        else _("Close values stand above one another; the height means nothing.")
    )
    parts.append(_("Source: the bureaus' own annual reports, table 1."))
    return sentences(parts)


def _names(points: Sequence[Point]) -> str:
    """Some of those who are not drawn, and how many more there are."""
    names = list(dict.fromkeys(f"{local_place(point.place)} {point.year}" for point in points))
    said = wording.join(names[:MOST_LISTED])
    more = len(names) - MOST_LISTED
    return said if more <= 0 else _("%(names)s and %(n)s more") % {"names": said, "n": more}


def sentences(parts: Iterable[str]) -> str:
    return reduce(lambda first, second: _("%(first)s %(second)s") % {"first": first, "second": second}, parts)


# The answer -----------------------------------------------------------------------------------------------------------


def answer(found: Standing, measure: Measure) -> str:
    """Who reports it, from what to what among those of one level, with the middle."""
    if not found.looked_at:
        return _("No report is held for this year.")
    counted = ngettext(
        "%(n)s of %(total)s bureaus reports %(name)s.",
        "%(n)s of %(total)s bureaus report %(name)s.",
        found.reporting,
    ) % {"n": found.reporting, "total": found.looked_at, "name": measure.indicator.name}
    if found.main is None:
        return counted
    level, spread = found.main
    ends = [found.metrics.get(one.metric) for one in (spread.points[0], spread.points[-1])]
    low, high = ends
    if low is None or high is None or spread.values[0] == spread.values[-1]:
        return counted
    return sentences([counted, _range(level, spread, (low, high), measure)])


def _range(level: str, spread: Spread, ends: tuple[Metric, Metric], measure: Measure) -> str:
    low, high = (
        _end(metric, point, measure)
        for metric, point in zip(ends, (spread.points[0], spread.points[-1]), strict=True)
    )
    said = {"low": low, "high": high, "level": level_word(level)}
    if measure.per_resident:
        text = (
            _("Per 10,000 residents, at the %(level)s level from %(low)s to %(high)s.")
            if spread.median is None
            else _(
                "Per 10,000 residents, at the %(level)s level from %(low)s to %(high)s; "
                "the median is %(median)s."
            )
        )
    else:
        text = (
            _("At the %(level)s level from %(low)s to %(high)s.")
            if spread.median is None
            else _("At the %(level)s level from %(low)s to %(high)s; the median is %(median)s.")
        )
    middle = "" if spread.median is None else quantity(measure.middle(spread.median), measure.scale.unit)
    return text % {**said, "median": middle}


def _end(metric: Metric, point: Point, measure: Measure) -> str:
    face = (
        per_10k_face(metric, measure.indicator, point.residents)
        if measure.per_resident
        else figure(metric, scale=measure.scale)
    )
    return _("%(value)s (%(place)s, %(year)s)") % {
        "value": stated(metric, face) if face else "",
        "place": metric.report.region.local_name,
        "year": metric.report.year,
    }


def derived_answer(found: DerivedStanding, measure: Measure) -> str:
    """For how many it can be worked out, and where the middle lies at the level of most."""
    if not found.looked_at:
        return _("No report is held for this year.")
    said = ngettext(
        "%(name)s can be worked out for %(n)s of %(total)s report.",
        "%(name)s can be worked out for %(n)s of %(total)s reports.",
        found.looked_at,
    ) % {"name": found.formula.name, "n": len(found.rows), "total": found.looked_at}
    most = max(found.spreads.items(), key=lambda pair: pair[1].n, default=None)
    if most is None or most[1].median is None:
        return said
    middle = _("At the %(level)s level the median is %(median)s.") % {
        "level": level_word(most[0]),
        "median": quantity(measure.middle(most[1].median), measure.unit),
    }
    return sentences([said, middle])


# The years ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class YearRow:
    """One year of the table under the drawing, in words."""

    year: int
    held: int
    n: int
    low: str
    median: str
    high: str
    pairs: str


@dataclass(frozen=True, slots=True)
class CourseFigure:
    """The years as a drawing, where a line can be drawn, and as a table."""

    level: str
    unit: str
    drawings: tuple[tuple[str, Course], ...]
    rows: tuple[YearRow, ...]
    spoken: str

    @property
    def told(self) -> frozenset[str]:
        """Of low, median and pairs those that any year has: a column of nothing is not shown."""
        names = ("low", "median", "pairs")
        return frozenset(name for name in names if any(getattr(row, name) for row in self.rows))


def over_years_figure(years: Sequence[YearSpread], level: str, measure: Measure) -> CourseFigure:
    """Medians of money may need another unit than one year's values, so these years have a measure of their own."""
    points = [
        YearPoint(one.year, _scaled(one.median, measure), _scaled_pair(one.quartiles, measure), one.n)
        for one in years
    ]
    drawings: tuple[tuple[str, Course], ...] = ()
    if has_course(years):
        drawings = tuple(
            (name, course(points, width, zero_based=measure.zero_based, number=number))
            for name, width in (("wide", WIDE), ("narrow", NARROW))
        )
    rows = tuple(_year_row(one, measure) for one in years)
    return CourseFigure(
        level=level_word(level),
        unit=measure.unit,
        drawings=drawings,
        rows=rows,
        spoken=_course_words(rows, measure),
    )


def _year_row(one: YearSpread, measure: Measure) -> YearRow:
    low, median, high = (
        "" if value is None else measure.middle(value)
        for value in ((one.quartiles or (None, None))[0], one.median, (one.quartiles or (None, None))[1])
    )
    return YearRow(one.year, one.held, one.n, low, median, high, _pairs_words(one))


def _pairs_words(one: YearSpread) -> str:
    """How many of the same bureaus rose and fell; a rise is neither good nor bad here."""
    if one.pairs is None:
        return ""
    return _("%(n)s: %(up)s up, %(down)s down, %(same)s the same") % {
        "n": one.pairs.n,
        "up": one.pairs.up,
        "down": one.pairs.down,
        "same": one.pairs.same,
    }


def _course_words(rows: Sequence[YearRow], measure: Measure) -> str:
    said = [
        _("%(year)s: median %(median)s, n = %(n)s") % {"year": row.year, "median": row.median, "n": row.n}
        for row in rows
        if row.median
    ]
    return _("%(indicator)s (%(unit)s): %(values)s.") % {
        "indicator": measure.indicator.name,
        "unit": measure.unit,
        "values": pgettext("list of clauses", "; ").join(said),
    }
