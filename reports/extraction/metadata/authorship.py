"""The bureau that a page's claims come to, its place, and what stays in doubt.

The most trusted claim that names a place decides. A bureau named only by its rank (市民政局, 我局) takes its place from
the other evidence of the page. Two different bureaus in trusted places are a conflict that a person must settle.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bureaus.resolver import Division, Gazetteer
from reports.extraction.metadata.claims import Claim, Page, read_claims
from reports.extraction.metadata.places import PlaceEvidence
from reports.extraction.records import Doubt, Place

COUNTRY = Place(name="全国", adcode=None, level="country", province=None, prefecture=None)
OTHER_OFFICE = re.compile(
    r"(?:.*(?:年度?|关于))?(?![我本全各])(?P<name>[\u4e00-\u9fff]{2,18}?(?:人民政府|委员会|管委会|办公室|法院|检察院|[^我本全各]局|厅))"
)
OWN_OFFICE = {"我局": "民政局", "局党组": "民政局", "我厅": "民政厅", "厅党组": "民政厅"}


@dataclass(frozen=True, slots=True)
class Authorship:
    """The bureau and its place with their sources, or the doubts that stand against them."""

    bureau: str | None = None
    place: Place | None = None
    bureau_source: str | None = None
    place_source: str | None = None
    doubts: tuple[Doubt, ...] = ()


def place_of(division: Division) -> Place:
    """The record of a division; a place directly under a province has no prefecture."""
    return Place(
        name=division.name,
        adcode=division.adcode,
        level=division.level,
        province=division.province or None,
        prefecture=(division.prefecture or None) if division.level != "province" else None,
    )


def read_authorship(
    page: Page, gazetteer: Gazetteer, year: int | None, evidence: PlaceEvidence
) -> Authorship:
    """Who reports."""
    if (other := _other_office(page.title)) is not None:
        return Authorship(doubts=(Doubt("bureau", "other_office", (other,)),))
    claims = read_claims(page, gazetteer, year, evidence)
    generic = next((claim for claim in claims if claim.mention.rank and not claim.names_a_place), None)
    leading = _leading(claims, generic)
    if leading is None:
        return _from_evidence(generic, evidence)
    if leading.mention.is_ministry:
        return Authorship(leading.mention.office, COUNTRY, leading.source, leading.source)
    if leading.strange is not None:
        return _of_another_year(leading, gazetteer, year)
    return _decided(leading, claims, gazetteer)


def _other_office(title: str) -> str | None:
    """The office a title names when it is no civil-affairs office (财政局, 人民政府)."""
    if re.search(r"(?<!人)民政|社会事", title):
        return None
    found = OTHER_OFFICE.match(title)
    return found["name"] if found else None


def _leading(claims: Sequence[Claim], generic: Claim | None) -> Claim | None:
    """The first claim with a place that does not contradict the rank named in a more trusted part."""
    for claim in claims:
        if not claim.names_a_place and not claim.mention.is_ministry:
            continue
        if (
            generic is None
            or claims.index(claim) < claims.index(generic)
            or _has_rank(claim, generic.mention.rank)
        ):
            return claim
    return None


def _has_rank(claim: Claim, rank: str | None) -> bool:
    names = [division.name for division in claim.divisions] or [claim.strange or ""]
    return rank is not None and any(name.endswith(rank) for name in names)


def _decided(leading: Claim, claims: Sequence[Claim], gazetteer: Gazetteer) -> Authorship:
    if len(leading.divisions) > 1:
        doubt = Doubt("place", "ambiguous", tuple(division.full_name for division in leading.divisions))
        return Authorship(leading.name, _shared(leading.divisions), leading.source, None, (doubt,))
    division = leading.divisions[0]
    rival = next((claim for claim in claims if _contradicts(claim, division, gazetteer)), None)
    doubts = (Doubt("bureau", "conflict", (leading.name, rival.name)),) if rival else ()
    return Authorship(leading.name, place_of(division), leading.source, leading.source, doubts)


def _shared(divisions: Sequence[Division]) -> Place | None:
    """What namesakes have in common: never a code."""
    names, levels, provinces = (
        {getattr(row, field) for row in divisions} for field in ("name", "level", "province")
    )
    if len(names) > 1 or len(levels) > 1:
        return None
    return Place(names.pop(), None, levels.pop(), provinces.pop() if len(provinces) == 1 else None, None)


def _contradicts(claim: Claim, division: Division, gazetteer: Gazetteer) -> bool:
    """Another bureau in title, header or signature; the body may name any number of them."""
    if claim.source == "body" or len(claim.divisions) != 1:
        return False
    return claim.divisions[0].adcode not in {row.adcode for row in gazetteer.lineage(division)}


def _of_another_year(claim: Claim, gazetteer: Gazetteer, year: int | None) -> Authorship:
    """A name no division bore in that year: an older or newer name of one that did, or a place unknown."""
    rows = gazetteer.ever_named(claim.strange or "")
    heirs = {heir.adcode: heir for row in rows for heir in gazetteer.counterparts(row, year)}
    if len(heirs) == 1:
        division = next(iter(heirs.values()))
        doubt = Doubt("place", "other_year", (claim.name, division.full_name))
        return Authorship(claim.name, place_of(division), claim.source, claim.source, (doubt,))
    if heirs:
        doubt = Doubt("place", "ambiguous", tuple(heir.full_name for heir in heirs.values()))
        return Authorship(claim.name, None, claim.source, None, (doubt,))
    return Authorship(claim.name, None, claim.source, None, (Doubt("bureau", "unknown", (claim.name,)),))


def _from_evidence(generic: Claim | None, evidence: PlaceEvidence) -> Authorship:
    """市民政局 and 我局: the office is known, its place must come from the rest of the page."""
    office = generic.mention.office if generic else _own_office(evidence.text)
    if office is None:
        return Authorship(doubts=(Doubt("bureau", "missing"),))
    rank = generic.mention.rank if generic else "省" if office.endswith("厅") else None
    divisions, source = evidence.of_rank(rank)
    if len(divisions) == 1:
        source_of_office = generic.source if generic else "body"
        return Authorship(divisions[0].name + office, place_of(divisions[0]), source_of_office, source)
    named = (generic.name if generic else office,)
    if divisions:
        doubt = Doubt("place", "ambiguous", tuple(division.full_name for division in divisions))
        return Authorship(doubts=(doubt,))
    return Authorship(doubts=(Doubt("bureau", "no_place", named),))


def _own_office(text: str) -> str | None:
    """An office that only speaks of itself is a civil-affairs office if civil affairs are what it speaks of."""
    if text.count("民政") - text.count("人民政府") < 3:
        return None
    return next((office for words, office in OWN_OFFICE.items() if words in text), None)
