"""What may be asked (查询参数): the parameters of each address, the same as the pages'.

Their form is checked here, so that the description can tell it; whether a bureau or an indicator of that code is held
is for the pages' own forms to say.
"""

from __future__ import annotations

import re
from typing import Annotated, Literal

from django.utils.translation import gettext_noop
from ninja import Schema
from pydantic import BeforeValidator, ConfigDict, Field
from pydantic.json_schema import SkipJsonSchema
from pydantic_core import PydanticKnownError

from bureaus.models import Level
from reports.api.shapes import SearchKind
from reports.comparison import Basis
from reports.models.report import ReportKind

LARGEST_KEY = 2**63 - 1
PER_PAGE = 100
MOST_PER_PAGE = 500

_CODE = "[0-9]{6}(-[0-9]{4})?"
_YEAR = "(19(49|[5-9][0-9])|20[0-9]{2}|2100)"
_NAME = "[a-z][a-z0-9_]*([.][a-z0-9_]+)*"


def _joined(one: str) -> str:
    """Values of one parameter may be repeated or joined by commas."""
    return f"^{one}(,{one})*$"


def _in_digits(given: object) -> object:
    """Python takes more for a whole number (1_0, +5, 2022.0, spaces around it) than the description allows."""
    if isinstance(given, str) and not re.fullmatch("-?[0-9]+", given):
        raise PydanticKnownError("int_parsing")
    return given


IN_DIGITS = BeforeValidator(_in_digits)
"""After the bounds, or the description would lose them."""
Codes = list[Annotated[str, Field(pattern=_joined(_CODE))]]
Years = list[Annotated[str, Field(pattern=_joined(_YEAR))]]
Names = list[Annotated[str, Field(pattern=_joined(_NAME))]]
Place = Annotated[str, Field(pattern="^[A-Za-z0-9_-]{1,200}$")]
Key = Annotated[int, Field(ge=1, le=LARGEST_KEY), IN_DIGITS]
Words = Annotated[str, Field(max_length=60, pattern=r"^[^\x00-\x1f\x7f]*$")]

BUREAUS = gettext_noop(
    "Division codes of bureaus, today's or former, repeated or joined by commas; see the list of bureaus."
)
YEARS = gettext_noop("Years, repeated or joined by commas; all where none is named.")
NAMES = gettext_noop(
    "Codes of indicators or of their domains, repeated or joined by commas; see the list of indicators."
)


class Asked(Schema):
    """What every address takes."""

    model_config = ConfigDict(frozen=True)

    lang: Literal["zh", "en"] | SkipJsonSchema[None] = Field(
        None,
        description=gettext_noop(
            "The language of sentences and messages; without it the header Accept-Language decides, else Chinese. "
            "Codes, names and quotations are the same in both."
        ),
    )


class Listing(Asked):
    """What every list takes."""

    limit: Annotated[int, Field(ge=1, le=MOST_PER_PAGE), IN_DIGITS] = Field(
        PER_PAGE, description=gettext_noop("How many at once.")
    )
    cursor: Place | SkipJsonSchema[None] = Field(
        None, description=gettext_noop("Where to go on; taken from `next` of the part before.")
    )


class BureausAsked(Listing):
    q: Words = Field(
        "", description=gettext_noop("A name, former name, place or division code, or a part of one.")
    )


class RegionsAsked(Listing):
    adcode: Annotated[str, Field(pattern="^[0-9]{6}$")] | SkipJsonSchema[None] = Field(
        None, description=gettext_noop("A division code; codes are given again, so there may be several.")
    )
    level: Level | SkipJsonSchema[None] = Field(None, description=gettext_noop("The rank of the division."))
    y: Annotated[int, Field(ge=1949, le=2100), IN_DIGITS] | SkipJsonSchema[None] = Field(
        None, description=gettext_noop("A year in which the division existed; without it those of all times.")
    )


class IndicatorsAsked(Listing):
    i: Names = Field([], description=NAMES)


class FindingsAsked(Listing):
    b: Codes = Field([], description=BUREAUS)
    y: Years = Field([], description=YEARS)
    report: Key | SkipJsonSchema[None] = Field(None, description=gettext_noop("A report's number."))


class ReportsAsked(Listing):
    b: Codes = Field([], description=BUREAUS)
    y: Years = Field([], description=YEARS)
    kind: ReportKind | SkipJsonSchema[None] = Field(
        None, description=gettext_noop("What sort of document it is.")
    )


class FiguresAsked(FindingsAsked):
    i: Names = Field([], description=NAMES)


class StatementsAsked(FindingsAsked):
    category: Annotated[str, Field(pattern=f"^{_NAME}$", max_length=60)] | SkipJsonSchema[None] = Field(
        None, description=gettext_noop("The code of a category; `none` for what belongs to none.")
    )


class ComparisonAsked(Asked):
    b: Codes = Field([], description=BUREAUS)
    y: Years = Field([], description=gettext_noop("Years; each bureau's latest report where none is named."))
    i: Names = Field([], description=NAMES)
    basis: Basis | SkipJsonSchema[None] = Field(
        None,
        alias="as",
        description=gettext_noop(
            "As reported, per 10,000 residents, or as an index whose first year is 100."
        ),
    )
    rows: Literal["all"] | SkipJsonSchema[None] = Field(
        None, description=gettext_noop("`all` for rows that only one bureau reports, too.")
    )
    hide: Literal["apart"] | SkipJsonSchema[None] = Field(
        None, description=gettext_noop("`apart` to leave out what is not comparable.")
    )
    base: Annotated[str, Field(pattern=f"^{_CODE}$")] | SkipJsonSchema[None] = Field(
        None, description=gettext_noop("The division code of the bureau that the others are set against.")
    )
    sort: Annotated[str, Field(pattern=f"^-?{_NAME}$", max_length=60)] | SkipJsonSchema[None] = Field(
        None,
        description=gettext_noop(
            "The code of the indicator whose values order the bureaus, with a minus from the highest down."
        ),
    )


class SearchAsked(Listing):
    q: Annotated[
        str,
        Field(min_length=1, max_length=60, pattern=r"^[^\x00-\x1f\x7f]*[^\s\x00-\x1f\x7f][^\x00-\x1f\x7f]*$"),
    ] = Field(description=gettext_noop("The words; each must be met."))
    kind: SearchKind | SkipJsonSchema[None] = Field(
        None,
        alias="in",
        description=gettext_noop("One kind of result, listed part by part; without it the first of each."),
    )
