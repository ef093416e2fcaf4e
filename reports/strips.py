"""Where everyone stands, drawn: a strip of dots on one axis (点列图) and a line over years, as shapes for an SVG.

Numbers of the drawing are strings, so that no locale writes them with its own point. Nothing here asks the database.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from unicodedata import east_asian_width

from reports.models.findings import Qualifier

LANE = 19
"""Height of a line of labels."""
AXIS = 54
"""Room under the axis: ticks, and a line for the median and the middle half."""
MOST_STACKED = 9


@dataclass(frozen=True, slots=True)
class Dot:
    """One value to draw, in the unit shown: `upper` for a range, `label` for its name and number."""

    value: Decimal
    upper: Decimal | None
    qualifier: str
    label: str


@dataclass(frozen=True, slots=True)
class Shape:
    """A path with its class: dot, hollow, range, column."""

    kind: str
    d: str


@dataclass(frozen=True, slots=True)
class Text:
    """A text at a place; `lead` is the path of the line that leads from it to what it names."""

    x: str
    y: str
    anchor: str
    text: str
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Drawing:
    """One strip at one width."""

    width: int
    height: int
    left: str
    right: str
    base: str
    top: str
    ticks: tuple[tuple[str, str, str], ...]
    """(x, number, x of the middle of the number): a long number at an end keeps within the drawing."""
    tick_y: str
    shapes: tuple[Shape, ...]
    labels: tuple[Text, ...]
    median: Text | None
    band: tuple[str, str, str, str] | None
    """(x, y, width, height) of the middle half; it stands on the axis."""
    columns: bool
    """Whether the values are too many for dots and drawn as columns of their number."""


@dataclass(frozen=True, slots=True)
class Middle:
    """What is marked on the axis, in the unit shown, with the words that go with it."""

    median: Decimal | None
    quartiles: tuple[Decimal, Decimal] | None
    said: str
    short: str
    """The same without the middle half, where the drawing is too narrow for both."""

    def words(self, width: int) -> str:
        return self.said if text_width(self.said) <= width else self.short


@dataclass(frozen=True, slots=True)
class Axis:
    """A range of values laid over a range of pixels."""

    low: Decimal
    high: Decimal
    left: float
    right: float
    ticks: tuple[Decimal, ...]

    def x(self, value: Decimal) -> float:
        return self.left + float((value - self.low) / (self.high - self.low)) * (self.right - self.left)


def strip(
    dots: Sequence[Dot],
    middle: Middle,
    width: int,
    *,
    zero_based: bool,
    number: Callable[[Decimal], str],
    most_labelled: int,
) -> Drawing:
    """The dots in the order of their values, on an axis of `width` pixels; only the ends are named if they are many."""
    margin = 14 if width < 500 else 20
    ends = [dot.upper or dot.value for dot in dots] + [dot.value for dot in dots]
    axis = _axis(min(ends), max(ends), margin, width - margin, zero_based=zero_based)
    radius, lanes = _lanes([axis.x(dot.value) for dot in dots])
    named = range(len(dots)) if len(dots) <= most_labelled else (0, len(dots) - 1)
    flags = _flags([(axis.x(dots[i].value), dots[i].label) for i in named], width)
    top = (1 + max(lane for _x, lane, _anchor in flags)) * LANE + 6
    depth = MOST_STACKED * 8 if lanes is None else (max(lanes) + 1) * (2 * radius + 1) + 3
    base = top + max(depth, 26)
    heights = [base - radius - 2 - lane * (2 * radius + 1) for lane in lanes or [0] * len(dots)]
    places = [(dot, axis.x(dot.value), y) for dot, y in zip(dots, heights, strict=True)]
    marks = (shape for dot, x, y in places for shape in _mark(dot, x, y, radius, axis))
    columns = _columns([x for _dot, x, _y in places], base, base - top)
    return Drawing(
        width=width,
        height=base + AXIS,
        left=_px(axis.left),
        right=_px(axis.right),
        base=_px(base),
        top=_px(top - 2),
        ticks=tuple(_ticks(axis, middle, number, width)),
        tick_y=_px(base + 18),
        shapes=tuple(columns if lanes is None else marks),
        labels=tuple(_flag(places[i], flag, radius) for i, flag in zip(named, flags, strict=True)),
        median=_median(middle, axis, base, width),
        band=_band(middle, axis, top, base),
        columns=lanes is None,
    )


def _axis(low: Decimal, high: Decimal, left: float, right: float, *, zero_based: bool) -> Axis:
    """From zero for what is counted; for rates and standards around the values, where they lie far from zero."""
    start = low if not zero_based and low > high / 3 and low < high else min(low, Decimal(0))
    most = 4 if right - left < 500 else 7
    step = nice_step((high - start) or Decimal(1), most)
    first = (start / step).to_integral_value(ROUND_FLOOR)
    last = max((high / step).to_integral_value(ROUND_CEILING), first + 1)
    ticks = tuple(step * i for i in range(int(first), int(last) + 1))
    return Axis(ticks[0], ticks[-1], left, right, ticks)


def nice_step(span: Decimal, most: int) -> Decimal:
    """The smallest of 1, 2, 5 times a power of ten that covers the span in at most so many steps."""
    power = Decimal(1).scaleb((span / most).adjusted())
    return next(power * one for one in (1, 2, 5, 10, 20) if power * one * most >= span)


def _lanes(places: Sequence[float]) -> tuple[int, list[int] | None]:
    """(radius, how high each dot stands); None for the heights where even the smallest dots would pile too high."""
    for radius in (6, 4, 3):
        last: list[float] = []
        lanes = []
        for x in places:
            lane = next((i for i, end in enumerate(last) if x - end >= 2 * radius + 1), len(last))
            last[lane : lane + 1] = [x]
            lanes.append(lane)
        if len(last) <= MOST_STACKED * (1 if radius > 3 else 2):
            return radius, lanes
    return 6, None


def _columns(places: Sequence[float], base: float, depth: float) -> Iterable[Shape]:
    """How many values lie in each 8 pixels, as columns; the tallest fills the room."""
    counts: dict[int, int] = {}
    for x in places:
        counts[int(x // 8)] = counts.get(int(x // 8), 0) + 1
    tallest = max(counts.values())
    for place, count in sorted(counts.items()):
        height = max(1.0, depth * count / tallest)
        yield Shape("column", f"M{_px(place * 8)} {_px(base)}v-{_px(height)}h7v{_px(height)}z")


def _mark(dot: Dot, x: float, y: float, r: int, axis: Axis) -> Iterable[Shape]:
    """A disc; hollow for an approximate value, pointed to the side on which a bound is open, a bar for a range."""
    qualifier = Qualifier(dot.qualifier)
    if dot.upper is not None:
        end = axis.x(dot.upper)
        yield Shape("range", f"M{_px(x)} {_px(y - r)}v{2 * r}M{_px(x)} {_px(y)}H{_px(end)}m0 -{r}v{2 * r}")
    elif qualifier in (Qualifier.OVER, Qualifier.AT_LEAST):
        yield Shape("dot", f"M{_px(x - r)} {_px(y - r)}l{2 * r} {r}l-{2 * r} {r}z")
    elif qualifier == Qualifier.UNDER:
        yield Shape("dot", f"M{_px(x + r)} {_px(y - r)}l-{2 * r} {r}l{2 * r} {r}z")
    else:
        kind = "hollow" if qualifier == Qualifier.ABOUT else "dot"
        yield Shape(kind, f"M{_px(x - r)} {_px(y)}a{r} {r} 0 1 0 {2 * r} 0a{r} {r} 0 1 0 -{2 * r} 0z")


def _flags(named: Sequence[tuple[float, str]], width: int) -> list[tuple[float, int, str]]:
    """(x, line, anchor) for each label, laid from the right: no line to a label crosses one that stands right of it."""
    taken: list[list[tuple[float, float]]] = []
    found: list[tuple[float, int, str]] = []
    for x, label in reversed(named):
        size = text_width(label)
        fits = x + size <= width
        start, end = (x - 2, x + size) if fits else (max(0.0, min(x + 2, width) - size), min(x + 2, width))
        lane = next(
            (i for i, spans in enumerate(taken) if all(end + 8 < a or start - 8 > b for a, b in spans)),
            len(taken),
        )
        if lane == len(taken):
            taken.append([])
        taken[lane].append((start, end))
        found.append((start if fits else end, lane, "start" if fits else "end"))
    # The lowest line of labels is the first one filled.
    highest = len(taken) - 1
    return [(x, highest - lane, anchor) for x, lane, anchor in reversed(found)]


def _flag(place: tuple[Dot, float, float], flag: tuple[float, int, str], radius: int) -> Text:
    dot, x, height = place
    at, lane, anchor = flag
    y = (lane + 1) * LANE - 5
    return Text(_px(at), _px(y), anchor, dot.label, f"M{_px(x)} {_px(y + 3)}V{_px(height - radius - 1)}")


def _ticks(
    axis: Axis, middle: Middle, number: Callable[[Decimal], str], width: int
) -> Iterable[tuple[str, str, str]]:
    """A number that the median's tick would cross is left out: the words under it tell the value."""
    median = None if middle.median is None else axis.x(middle.median)
    for tick in axis.ticks:
        x, said = axis.x(tick), number(tick)
        at = _within(x, said, width)
        crossed = median is not None and abs(at - median) < text_width(said) / 2 + 3
        yield _px(x), "" if crossed else said, _px(at)


def _within(x: float, text: str, width: int) -> float:
    """Where the middle of a text stands that is to stand at x, as near as the edges allow."""
    half = text_width(text) / 2
    return min(max(x, half), max(width - half, half))


def _median(middle: Middle, axis: Axis, base: float, width: int) -> Text | None:
    if middle.median is None:
        return None
    x = axis.x(middle.median)
    words = middle.words(width)
    at = _within(x, words, width)
    return Text(_px(at), _px(base + 47), "middle", words, f"M{_px(x)} {_px(base)}V{_px(base + 32)}")


def _band(middle: Middle, axis: Axis, top: float, base: float) -> tuple[str, str, str, str] | None:
    if middle.quartiles is None:
        return None
    low, high = (axis.x(one) for one in middle.quartiles)
    return _px(low), _px(top - 2), _px(max(high - low, 1.0)), _px(base - top + 2)


def text_width(text: str) -> float:
    """About how wide a text of 13 px is: a Chinese character is as wide as it is high."""
    return sum(13.2 if east_asian_width(char) in "WF" else 7.3 for char in text)


def _px(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


# A line over years ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class YearPoint:
    """One year of a course, in the unit shown: None where too few values stand for a middle."""

    year: int
    median: Decimal | None
    quartiles: tuple[Decimal, Decimal] | None
    n: int


@dataclass(frozen=True, slots=True)
class Course:
    """Medians over years with the middle half behind them; only neighbouring years are joined."""

    width: int
    height: int
    left: str
    right: str
    base: str
    grid: tuple[tuple[str, str, str], ...]
    """(y of the line, y of its number, number)."""
    years: tuple[tuple[str, str, str], ...]
    """(x, year, n)."""
    year_y: str
    n_y: str
    bands: tuple[str, ...]
    lines: tuple[str, ...]
    dots: tuple[str, ...]


def course(
    points: Sequence[YearPoint], width: int, *, zero_based: bool, number: Callable[[Decimal], str]
) -> Course:
    """`points` has every year in its order. At least one of them has a median."""
    values = [value for one in points for value in (one.median, *(one.quartiles or ())) if value is not None]
    height, top = 190, 12
    scale = _axis(min(values), max(values), height, top, zero_based=zero_based)
    margin = max(text_width(number(tick)) for tick in scale.ticks) + 10
    room = width - margin - 24
    xs = [
        margin + 12 + room * (i / max(1, len(points) - 1) if len(points) > 1 else 0.5)
        for i in range(len(points))
    ]
    every = max(1, -(-len(points) * 44 // max(1, int(room))))
    return Course(
        width=width,
        height=height + 46,
        left=_px(margin),
        right=_px(width),
        base=_px(scale.x(scale.low)),
        grid=tuple((_px(scale.x(t)), _px(scale.x(t) + 4), number(t)) for t in scale.ticks),
        years=tuple(
            (_px(x), str(one.year) if i % every == 0 else "", f"n={one.n}" if every == 1 else "")
            for i, (x, one) in enumerate(zip(xs, points, strict=True))
        ),
        year_y=_px(height + 20),
        n_y=_px(height + 38),
        bands=tuple(_bands(points, xs, scale)),
        lines=tuple(_lines(points, xs, scale)),
        dots=tuple(
            f"M{_px(x - 4)} {_px(scale.x(one.median))}a4 4 0 1 0 8 0a4 4 0 1 0 -8 0z"
            for x, one in zip(xs, points, strict=True)
            if one.median is not None
        ),
    )


def _runs(present: Sequence[bool]) -> Iterable[range]:
    """Stretches of two or more neighbouring years that have what is to be joined."""
    start = 0
    for i, has in enumerate([*present, False]):
        if not has:
            if i - start > 1:
                yield range(start, i)
            start = i + 1


def _lines(points: Sequence[YearPoint], xs: Sequence[float], scale: Axis) -> Iterable[str]:
    for run in _runs([one.median is not None for one in points]):
        places = [(xs[i], scale.x(median)) for i in run if (median := points[i].median) is not None]
        yield "M" + "L".join(f"{_px(x)} {_px(y)}" for x, y in places)


def _bands(points: Sequence[YearPoint], xs: Sequence[float], scale: Axis) -> Iterable[str]:
    for run in _runs([one.quartiles is not None for one in points]):
        ends = [(xs[i], quartiles) for i in run if (quartiles := points[i].quartiles) is not None]
        there = [f"{_px(x)} {_px(scale.x(high))}" for x, (_low, high) in ends]
        back = [f"{_px(x)} {_px(scale.x(low))}" for x, (low, _high) in reversed(ends)]
        yield "M" + "L".join(there + back) + "z"
