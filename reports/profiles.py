"""A bureau beside its peers, as its page shows it: the group in one sentence, a line an indicator; and its past."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from bureaus.models import Bureau, BureauName, Region, local_place
from reports.holdings.peers import NEAREST, Beside, PeerGroup, PeerKind
from reports.models import Domain, Indicator
from reports.models.findings import Period
from reports.numerals import TAGGED
from reports.standing_figures import Measure, level_word, sentences

MINI = 132
"""Width of the small drawing, in pixels."""


def kind_word(kind: PeerKind) -> str:
    return {
        PeerKind.PREFECTURE: pgettext("peers", "Same prefecture"),
        PeerKind.PROVINCE: pgettext("peers", "Same province"),
        PeerKind.SIZE: pgettext("peers", "Nearest in residents"),
    }[kind]


def group_sentence(bureau: Bureau, group: PeerGroup) -> str:
    """Who the peers are, so that anybody could gather them again."""
    region = bureau.region
    said = {
        "n": len(group.peers),
        "year": group.year,
        "level": level_word(region.level),
        "province": local_place(region.province),
        "prefecture": local_place(region.prefecture),
        "most": NEAREST,
    }
    if group.kind is PeerKind.PREFECTURE:
        text = ngettext(
            "Peers are the other bureaus of the %(level)s level in %(prefecture)s that have a report for %(year)s: "
            "%(n)s.",
            "Peers are the other bureaus of the %(level)s level in %(prefecture)s that have a report for %(year)s: "
            "%(n)s.",
            len(group.peers),
        )
    elif group.kind is PeerKind.PROVINCE:
        text = ngettext(
            "Peers are the other bureaus of the %(level)s level in %(province)s that have a report for %(year)s: "
            "%(n)s.",
            "Peers are the other bureaus of the %(level)s level in %(province)s that have a report for %(year)s: "
            "%(n)s.",
            len(group.peers),
        )
    else:
        text = ngettext(
            "Peers are the bureaus of the %(level)s level nearest in residents, at most %(most)s, that have a report "
            "for %(year)s: %(n)s.",
            "Peers are the bureaus of the %(level)s level nearest in residents, at most %(most)s, that have a report "
            "for %(year)s: %(n)s.",
            len(group.peers),
        )
    return text % said


def nobody_sentence(bureau: Bureau, group: PeerGroup) -> str:
    """That the group is empty, and which it is."""
    region = bureau.region
    within = {PeerKind.PREFECTURE: region.prefecture, PeerKind.PROVINCE: region.province}.get(group.kind, "")
    said = {"level": level_word(region.level), "place": local_place(within), "year": group.year}
    if within:
        return _("No other bureau of the %(level)s level in %(place)s has a report for %(year)s here.") % said
    return _("No bureau of the %(level)s level can be set beside it by residents for %(year)s.") % said


def place_sentence(group: PeerGroup) -> str:
    """Where its values lie among theirs: counts alone, since more is seldom better or worse."""
    placed = len(group.placed)
    if not placed:
        return _("No indicator of its report is reported by five peers, so no middle half can be told.")
    return ngettext(
        "Beside its peers: of %(n)s indicator that five of them or more report, its value lies within their "
        "middle half in %(in)s, above it in %(up)s, below it in %(down)s.",
        "Beside its peers: of %(n)s indicators that five of them or more report, its value lies within their "
        "middle half in %(in)s, above it in %(up)s, below it in %(down)s.",
        placed,
    ) % {"n": placed, "in": group.count(0), "up": group.count(1), "down": group.count(-1)}


@dataclass(frozen=True, slots=True)
class Mini:
    """Band, median tick and the bureau's own place between the lowest and the highest of all, in pixels."""

    width: int
    band: tuple[str, str] | None
    median: str
    own: str


@dataclass(frozen=True, slots=True)
class PeerLine:
    """One indicator beside the peers', in words and small."""

    indicator: Indicator
    metric: int
    unit: str
    own: str
    tag: str
    median: str
    low: str
    high: str
    n: int
    place: str
    mini: Mini


def peer_lines(group: PeerGroup) -> list[tuple[Domain, list[PeerLine]]]:
    """A line for each indicator that three peers or more report, by domain."""
    by_domain: dict[Domain, list[PeerLine]] = {}
    for one in group.shown:
        by_domain.setdefault(one.indicator.domain, []).append(_line(one))
    return list(by_domain.items())


def _line(one: Beside) -> PeerLine:
    peers, own = one.peers, one.own.measure(one.peers.per_resident)
    measure = Measure.of(one.indicator, [own, *peers.values], per_resident=peers.per_resident)
    low, high = (measure.middle(value) for value in peers.quartiles) if peers.quartiles else ("", "")
    return PeerLine(
        indicator=one.indicator,
        metric=one.own.metric,
        unit=measure.unit,
        own=measure.spoken(one.own),
        tag=str(Period(one.own.period).label) if one.own.period in TAGGED else "",
        median=measure.middle(peers.median) if peers.median is not None else "",
        low=low,
        high=high,
        n=peers.n,
        place=place_word(one),
        mini=_mini(one, own or Decimal(0)),
    )


def place_word(one: Beside) -> str:
    """Above, within or below the middle half of the peers; empty where that can't be said."""
    if one.place is None:
        return ""
    return {
        1: pgettext("among peers", "above"),
        0: pgettext("among peers", "within"),
        -1: pgettext("among peers", "below"),
    }[one.place]


def _mini(one: Beside, own: Decimal) -> Mini:
    values = [*one.peers.values, own]
    low, high = min(values), max(values)

    def x(value: Decimal) -> str:
        share = float((value - low) / (high - low)) if high > low else 0.5
        return f"{5 + share * (MINI - 10):.1f}"

    quartiles = one.peers.quartiles
    band = None
    if quartiles:
        start, end = x(quartiles[0]), x(quartiles[1])
        band = start, f"{max(float(end) - float(start), 1):.1f}"
    return Mini(MINI, band, x(one.peers.median) if one.peers.median is not None else "", x(own))


# Lineage --------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Borne:
    """A name and a code of the bureau's past or present, with the years in which both held."""

    name: str
    place: str
    adcode: str
    since: int
    until: int | None


@dataclass(frozen=True, slots=True)
class Lineage:
    """The names and codes a bureau has borne, and the divisions that went into its own without being it."""

    borne: tuple[Borne, ...]
    merged: tuple[Region, ...]

    @property
    def has_past(self) -> bool:
        return len(self.borne) > 1 or bool(self.merged)


def lineage(bureau: Bureau) -> Lineage:
    """Without a query after `with_lineage`."""
    names = {(one.name, one.region_id): one for one in bureau.names.all()}
    names.setdefault(
        (bureau.name, bureau.region_id), BureauName(bureau=bureau, region=bureau.region, name=bureau.name)
    )
    borne = sorted(names.values(), key=lambda one: (one.region.start_year, one.name))
    own = {one.region_id for one in borne}
    return Lineage(
        borne=tuple(
            Borne(
                one.name,
                one.region.local_name,
                one.region.adcode,
                one.region.start_year,
                one.region.end_year,
            )
            for one in borne
        ),
        merged=tuple(region for region in bureau.region.predecessors.all() if region.pk not in own),
    )


def lineage_sentence(bureau: Bureau, found: Lineage) -> str:
    """海门市民政局 until 2020, then 海门区民政局: said first, since it decides what may be compared."""
    former = [one for one in found.borne if one.name != bureau.name]
    said = [
        _("Until %(year)s it was %(name)s (%(code)s).")
        % {"year": one.until, "name": one.name, "code": one.adcode}
        for one in former
        if one.until
    ]
    return sentences(said) if said else ""
