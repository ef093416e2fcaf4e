"""What a doubt about a report's metadata means, as an English sentence; callers translate by (field, code)."""

from __future__ import annotations

from reports.extraction.records import Doubt

SENTENCES = {
    ("bureau", "missing"): "The text names no civil-affairs bureau; choose the bureau by hand.",
    (
        "bureau",
        "no_place",
    ): "The text names {found} without saying of which place; choose the bureau by hand.",
    (
        "bureau",
        "unknown",
    ): "{found} is not the office of any division known in that year; choose the bureau by hand.",
    (
        "bureau",
        "other_office",
    ): "The title names {found}, which is no civil-affairs bureau; check that the file is right.",
    ("bureau", "conflict"): "The text claims two bureaus as its author: {found}; decide whose report it is.",
    ("place", "ambiguous"): "More than one division bears the bureau's name: {found}; choose the right one.",
    (
        "place",
        "other_year",
    ): "{found}: the name belongs to another year than the report; check bureau and year.",
    ("year", "missing"): "The text does not say which year it reports on; enter the year by hand.",
    ("year", "ambiguous"): "The text does not decide between the years {found}; enter the year by hand.",
    (
        "year",
        "from_signature",
    ): "The year {found} was inferred from the date of the signature alone; check it.",
    (
        "kind",
        "not_a_report",
    ): "The text does not read as a report or a summary; check that the file is right.",
}


def sentence(doubt: Doubt) -> str:
    """What is wrong and what to do."""
    return SENTENCES[doubt.field, doubt.code].format(found=", ".join(doubt.found))
