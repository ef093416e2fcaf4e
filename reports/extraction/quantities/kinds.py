"""The records of the quantity step: a quantity that may become a figure, and a numeral that is none."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from reports.extraction.records import Qualifier


@dataclass(slots=True)
class Quantity:
    """One quantity (数量) as the grammar reads it, before anyone asks what it counts."""

    start: int
    end: int
    value: Decimal
    unit: str
    value_max: Decimal | None = None
    qualifier: Qualifier = Qualifier.EXACT
    form: str = "arabic"
    """`arabic`, `chinese`, `zero` (a negating word), `cell` (of a table), `chosen` (by a person, unit or not)."""
    per: str = ""
    """What a money amount is paid per (人·月), as printed."""
    names: tuple[str, ...] = ()
    """The label parts a table gives: row label, column heading, caption."""
    column: str = ""
    """In a table: `plan`, `earlier`, `growth` or nothing."""
