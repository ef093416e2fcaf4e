"""The query string and the Question: parsed by a form, written back as one canonical address.

`b` division codes, `y` years (none: each bureau's latest), `i` indicator codes or domains, `as` the basis, `rows=all`
for rows that only one bureau reports, `hide=apart` to leave out what is not comparable, `base` the bureau that the
others are set against, `sort` the indicator that orders the bureaus (`-code` from the highest down), `view=bureaus`
for a table whose rows are bureaus, `chart` the indicator drawn. `add` and `find` are words for a bureau and an
indicator that shall join; they never stand in an address given out.
Lists may be repeated (`b=1&b=2`) or joined by commas (`b=1,2`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.validators import ProhibitNullCharactersValidator
from django.db.models import Min
from django.utils.translation import gettext as _

from bureaus.models import Bureau, Level
from reports.comparison import MAX_COLUMNS, Basis, Question
from reports.holdings.bureaus import published_bureaus
from reports.holdings.coverage import Tile, tiles
from reports.holdings.peers import PeerKind
from reports.holdings.search import MOST_WORDS
from reports.holdings.shortcomings import MOST_COLUMNS, Scope
from reports.models import Domain, Indicator, Report

DEFAULT_BUREAUS = 8
EVERY_YEAR = "all"
SEARCHED = ("sentences", "figures", "problems", "plans", "indicators", "bureaus")
BY_BUREAU = "bureaus"
"""The view whose rows are bureaus."""
SOUND_YEAR = re.compile("[0-9]{4}")


class ListField(forms.Field):
    """Values of one parameter, repeated or joined by commas, in their order and each once."""

    widget = forms.SelectMultiple

    def to_python(self, value: object) -> list[str]:
        values = value if isinstance(value, (list, tuple)) else []
        if any("\0" in str(one) for one in values):
            # PostgreSQL can't even look for such text.
            raise forms.ValidationError(ProhibitNullCharactersValidator.message)
        parts = (part.strip() for one in values for part in str(one).split(","))
        return list(dict.fromkeys(part for part in parts if part))


class CompareForm(forms.Form):
    """What a reader asks of the comparison page. `question()` is to be called on a valid form only."""

    b = ListField(required=False)
    y = ListField(required=False)
    i = ListField(required=False)
    basis = forms.ChoiceField(
        required=False, choices=[(basis.value, basis.value) for basis in Basis], initial=Basis.RAW
    )
    rows = forms.ChoiceField(required=False, choices=[("all", "all")])
    hide = forms.ChoiceField(required=False, choices=[("apart", "apart")])
    base = forms.CharField(required=False, max_length=20)
    sort = forms.CharField(required=False, max_length=60)
    view = forms.ChoiceField(required=False, choices=[(BY_BUREAU, BY_BUREAU)])
    chart = forms.CharField(required=False, max_length=60)
    add = forms.CharField(required=False, max_length=40, strip=True)
    find = forms.CharField(required=False, max_length=40, strip=True)

    def add_prefix(self, field_name: str) -> str:
        # `as` is a word of Python's, so the field is called basis and the parameter as.
        return "as" if field_name == "basis" else field_name

    def clean_b(self) -> list[Bureau]:
        return bureaus_with_codes(self.cleaned_data["b"])

    def clean_y(self) -> list[int]:
        years = [year for year in self.cleaned_data["y"] if year != "latest"]
        return sorted(sound_years(years))

    def clean_i(self) -> tuple[list[str], list[str]]:
        """(indicator codes, domain codes)."""
        asked = self.cleaned_data["i"]
        # One query each: which of the codes are indicators, which domains.
        indicators = (
            set(Indicator.objects.filter(code__in=asked).values_list("code", flat=True)) if asked else set()
        )
        domains = (
            set(Domain.objects.filter(code__in=asked).values_list("code", flat=True)) if asked else set()
        )
        unknown = [code for code in asked if code not in indicators | domains]
        if unknown:
            raise forms.ValidationError(
                _("No indicator or domain has the code %(codes)s.") % {"codes": ", ".join(unknown)}
            )
        return [c for c in asked if c in indicators], [c for c in asked if c in domains]

    def clean_base(self) -> Bureau | None:
        code = str(self.cleaned_data["base"])
        return next(iter(bureaus_with_codes([code])), None) if code else None

    def clean_sort(self) -> str:
        sort = str(self.cleaned_data["sort"])
        if sort and not Indicator.objects.filter(code=sort.removeprefix("-")).exists():
            raise forms.ValidationError(_("No indicator has the code %(code)s.") % {"code": sort})
        return sort

    def clean_chart(self) -> str:
        chart = str(self.cleaned_data["chart"])
        if chart and not Indicator.objects.filter(code=chart).exists():
            raise forms.ValidationError(_("No indicator has the code %(code)s.") % {"code": chart})
        return chart

    def clean(self) -> dict[str, object]:
        data: dict[str, object] = super().clean() or self.cleaned_data
        bureaus, base = self.cleaned_data.get("b") or (), self.cleaned_data.get("base")
        # A base that is not among the bureaus asked for joins them.
        joining = bool(bureaus and base and base not in bureaus)
        columns = (len(bureaus) + joining) * max(1, len(self.cleaned_data.get("y") or ()))
        if columns > MAX_COLUMNS:
            raise forms.ValidationError(
                _(
                    "%(asked)s columns can't be read side by side; choose at most %(most)s (bureaus times years)."
                )
                % {"asked": columns, "most": MAX_COLUMNS}
            )
        return data

    def question(self) -> Question:
        data = self.cleaned_data
        indicators, domains = data["i"]
        bureaus = [*(data["b"] or default_bureaus())]
        if data["base"] and data["base"] not in bureaus:
            bureaus.insert(0, data["base"])
        basis, years = Basis(data["basis"] or Basis.RAW), data["y"]
        if basis is Basis.INDEX and not years:
            years = newest_years(bureaus)
        return Question(
            bureaus=tuple(bureaus),
            years=tuple(years),
            indicators=tuple(indicators),
            domains=tuple(domains),
            basis=Basis.RAW if basis is Basis.INDEX and len(years) < 2 else basis,
            every_row=data["rows"] == "all",
            hide_apart=data["hide"] == "apart",
            base=data["base"],
            sort=data["sort"],
        )


class ShortcomingForm(forms.Form):
    """What a reader asks of the pages on shortcomings: `b` bureaus, `y` a year, `all`, or nothing for the latest."""

    b = ListField(required=False)
    y = forms.CharField(required=False, max_length=10)
    add = forms.CharField(required=False, max_length=40, strip=True)

    def clean_b(self) -> list[Bureau]:
        bureaus = bureaus_with_codes(self.cleaned_data["b"])
        if len(bureaus) > MOST_COLUMNS:
            raise forms.ValidationError(
                _("%(asked)s bureaus can't be read side by side; choose at most %(most)s.")
                % {"asked": len(bureaus), "most": MOST_COLUMNS}
            )
        return bureaus

    def clean_y(self) -> str:
        year = str(self.cleaned_data["y"])
        if year not in ("", "latest", EVERY_YEAR):
            sound_years([year])
        return year

    def scope(self) -> Scope:
        """To be called on a valid form only."""
        year = self.cleaned_data["y"]
        return Scope(
            bureaus=tuple(self.cleaned_data["b"]),
            year=int(year) if year.isdigit() else None,
            every_year=year == EVERY_YEAR,
        )


class CoverageForm(forms.Form):
    """What a reader asks of the page on coverage: `p`, the code of a province whose gaps are listed."""

    p = forms.CharField(required=False, max_length=6)

    def clean_p(self) -> Tile | None:
        code = str(self.cleaned_data["p"])
        found = next((tile for tile in tiles() if tile.adcode == code), None)
        if code and found is None:
            raise forms.ValidationError(_("No province has the division code %(code)s.") % {"code": code})
        return found


class BureausForm(forms.Form):
    """What a reader asks of the list of bureaus: `q`, a name, place or code or a part of one."""

    q = forms.CharField(required=False, max_length=60, strip=True)


class StandingForm(forms.Form):
    """What a reader asks of an indicator's page: `y` a year (none: each bureau's latest), `level`, `as` the basis."""

    y = forms.CharField(required=False, max_length=10)
    level = forms.ChoiceField(required=False, choices=Level.choices)
    basis = forms.ChoiceField(
        required=False, choices=[(basis, basis) for basis in (Basis.RAW, Basis.PER_10K)]
    )

    def add_prefix(self, field_name: str) -> str:
        return "as" if field_name == "basis" else field_name

    def clean_y(self) -> int | None:
        year = str(self.cleaned_data["y"])
        return None if year in ("", "latest") else sound_years([year])[0]


class PeersForm(forms.Form):
    """What a reader asks of a bureau's page: `peers`, the group it is set beside, one of those its rank has."""

    peers = forms.ChoiceField(required=False)

    def __init__(self, data: Any, *, kinds: Iterable[PeerKind]) -> None:
        super().__init__(data)
        self.fields["peers"] = forms.ChoiceField(required=False, choices=[(kind, kind) for kind in kinds])


class RegionForm(forms.Form):
    """What a reader asks of a region's page: `y` a year, `level` that of its parts; nothing for the usual ones."""

    y = forms.CharField(required=False, max_length=10)
    level = forms.ChoiceField(required=False, choices=Level.choices)

    def clean_y(self) -> int | None:
        year = str(self.cleaned_data["y"])
        return sound_years([year])[0] if year else None


class SearchForm(forms.Form):
    """What a reader searches for: `q` the words, `in` one kind of result, listed page by page."""

    q = forms.CharField(required=False, max_length=60, strip=True)
    kind = forms.ChoiceField(required=False, choices=[(kind, kind) for kind in SEARCHED])

    def add_prefix(self, field_name: str) -> str:
        # `in` is a word of Python's, so the field is called kind and the parameter in.
        return "in" if field_name == "kind" else field_name

    def clean_q(self) -> str:
        typed = str(self.cleaned_data["q"])
        if len(typed.split()) > MOST_WORDS:
            raise forms.ValidationError(
                _("At most %(most)s words are looked for together.") % {"most": MOST_WORDS}
            )
        return typed


def scope_query(scope: Scope, **changes: object) -> str:
    """The canonical query string of a scope with some parts replaced: `scope_query(scope, y=2022)`."""
    year = EVERY_YEAR if scope.every_year else str(scope.year or "")
    parts = {"b": [bureau.adcode for bureau in scope.bureaus], "y": year} | changes
    return urlencode({name: _joined(value) for name, value in parts.items() if value}, safe=",")


def sound_years(typed: Iterable[str]) -> list[int]:
    """The years typed. Raises ValidationError where one is none."""
    years = list(typed)
    wrong = [year for year in years if not (SOUND_YEAR.fullmatch(year) and 1949 <= int(year) <= 2100)]
    if wrong:
        raise forms.ValidationError(
            _("Not a year: %(years)s. A year has four digits, from 1949 to 2100.")
            % {"years": ", ".join(wrong)}
        )
    return [int(year) for year in years]


def bureaus_with_codes(codes: list[str]) -> list[Bureau]:
    """The bureaus of these division codes, today's or former, in the order asked. Raises ValidationError."""
    if not codes:
        return []
    found = published_bureaus().by_code(codes)
    unknown = [code for code in codes if code not in found]
    if unknown:
        raise forms.ValidationError(
            _("No bureau with a report here has the division code %(codes)s.") % {"codes": ", ".join(unknown)}
        )
    return list(dict.fromkeys(found[code] for code in codes))


def default_bureaus() -> list[Bureau]:
    """The bureaus published first, as many as can be read at one glance. Four queries."""
    first = Report.objects.published().order_by().values("bureau").annotate(at=Min("released_at"))
    keys = [row["bureau"] for row in first.order_by("at", "bureau_id")[:DEFAULT_BUREAUS]]
    bureaus = {bureau.pk: bureau for bureau in Bureau.objects.filter(pk__in=keys).with_lineage()}
    return [bureaus[key] for key in keys]


@dataclass(frozen=True, slots=True)
class Address:
    """The canonical query string of a question, and those of its neighbours one click away."""

    question: Question
    chart: str = ""
    view: str = ""

    def query(self, **changes: object) -> str:
        """The query string with some parts replaced: `query(**{"as": "per10k"})`."""
        parts = self._parts() | changes
        return urlencode({name: _joined(value) for name, value in parts.items() if value}, safe=",")

    @property
    def alone(self) -> str:
        """The question without how the page draws it: as programs ask it."""
        return self.query(view="", chart="")

    def fields(self, *without: str) -> list[tuple[str, str]]:
        """The question as hidden fields of a form that asks for the rest itself: (name, value)."""
        parts = self._parts().items()
        return [(name, _joined(value)) for name, value in parts if value and name not in without]

    def with_indicators(self, codes: Iterable[str]) -> str:
        """The question with more indicators, and only those and the ones named before: no whole domains."""
        return self.query(i=list(dict.fromkeys([*self.question.indicators, *codes])))

    def without_indicator(self, code: str) -> str:
        left = [one for one in self.question.indicators if one != code]
        return self.query(i=[*self.question.domains, *left])

    def of_bureaus(self, bureaus: Iterable[Bureau]) -> str:
        """The question asked of other bureaus; a base that is not among them is let go."""
        asked = list(bureaus)
        let_go = {} if self.question.base in asked else {"base": ""}
        return self.query(b=[bureau.adcode for bureau in asked], **let_go)

    def with_bureaus(self, bureaus: Iterable[Bureau]) -> str:
        """The question with more bureaus; where these and the years are too many to read, of their latest reports."""
        everyone = list(dict.fromkeys([*self.question.bureaus, *bureaus]))
        too_many = len(everyone) * len(self.question.years) > MAX_COLUMNS
        latest: dict[str, object] = {"y": (), "as": ""} if too_many else {}
        return self.query(b=[bureau.adcode for bureau in everyone], **latest)

    def _parts(self) -> dict[str, object]:
        q = self.question
        return {
            "b": [bureau.adcode for bureau in q.bureaus],
            "y": q.years,
            "i": [*q.domains, *q.indicators],
            "as": basis_value(q.basis),
            "rows": "all" if q.every_row else "",
            "hide": "apart" if q.hide_apart else "",
            "base": q.base.adcode if q.base else "",
            "sort": q.sort,
            "view": self.view,
            "chart": self.chart,
        }


def basis_value(basis: Basis) -> str:
    """The basis as the address says it: nothing for the usual one."""
    return "" if basis is Basis.RAW else basis.value


def _joined(value: object) -> str:
    if isinstance(value, Iterable) and not isinstance(value, str):
        return ",".join(str(one) for one in value)
    return str(value)


def years_held(bureaus: Iterable[Bureau]) -> dict[int, int]:
    """Years for which any of the bureaus has a published report, with how many have one; gaps between count 0."""
    # One query.
    years = (
        Report.objects.published()
        .filter(bureau__in=list(bureaus))
        .values_list("year", "bureau_id")
        .distinct()
    )
    counts: dict[int, int] = {}
    for year, _bureau in years:
        counts[year] = counts.get(year, 0) + 1
    if not counts:
        return {}
    return {year: counts.get(year, 0) for year in range(min(counts), max(counts) + 1)}


def newest_years(bureaus: Sequence[Bureau]) -> list[int]:
    """The years for which any of the bureaus has a report, as many of the newest as can be read. One query."""
    held = [year for year, count in years_held(bureaus).items() if count]
    return held[-(MAX_COLUMNS // len(bureaus)) :] if bureaus else []
