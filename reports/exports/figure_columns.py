"""The columns of a figure as the database writes them: one definition, whether rows are fetched or copied out whole.

Every expression gives text: numbers in plain digits, words in the reader's language (or, for machines, the stored
codes), and text that a spreadsheet would run defused where it is asked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import (
    Case,
    CharField,
    Exists,
    F,
    Func,
    IntegerField,
    OuterRef,
    Q,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.expressions import Combinable, Expression
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, Concat, NullIf, Substr
from django.db.models.lookups import In
from django.db.models.sql.compiler import SQLCompiler
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from bureaus.models import in_english
from reports.certificates import BOUNDS, NARROWER, SCOPES, SPANS
from reports.comparability import Verdict
from reports.exports.fields import OF_FIGURE
from reports.exports.spreadsheets import RUN_BY_SPREADSHEETS
from reports.models import Correction, Decision
from reports.models.findings import Claim, Confidence, Origin, Period, Qualifier
from reports.numerals import UNITS_EN
from reports.wording import verdict_word

PRINTED_WORDS = ("label", "unit", "printed", "sentence")
"""What the bureaus wrote; every other column holds our own words, codes, numbers and addresses."""


class Plain(Func):
    """A number in plain digits: no exponent, no padding (1698, 46.98)."""

    arity = 1
    output_field = TextField()

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, tuple[str | int, ...]]:
        sql, params = compiler.compile(self.source_expressions[0])
        return f"trim_scale({sql})::text", tuple(params)

    def as_sqlite(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **extra_context: Any
    ) -> tuple[str, tuple[str | int, ...]]:
        # SQLite holds whole numbers as integers and others as binary fractions, of which it prints 16 digits.
        sql, params = compiler.compile(self.source_expressions[0])
        digits = f"rtrim(rtrim(printf('%%.6f', {sql}), '0'), '.')"
        case = f"CASE typeof({sql}) WHEN 'real' THEN {digits} ELSE CAST({sql} AS TEXT) END"
        return case, (*params, *params, *params)


def figure_columns(site: str, *, words: bool, defused: bool) -> dict[str, Expression | Combinable]:
    """An expression for each field of `OF_FIGURE`, in its order. `site` begins every address: https://host.

    With `words` closed lists are in the reader's language, else the codes that are stored.
    """
    columns: dict[str, Expression | Combinable] = {
        **_what(words=words),
        **_voices(),
        "confidence": _chosen("confidence", dict(Confidence.choices), words=words),
        **_judged(words=words),
        "sentence": F("sentence"),
        "metric": F("pk"),
        "permalink": Concat(Value(f"{site}/metrics/"), Cast("pk", CharField()), Value("/")),
    }
    for key in PRINTED_WORDS:
        columns[key] = _printed(columns[key], defused=defused)
    return {field.key: columns[field.key] for field in OF_FIGURE}


def _what(*, words: bool) -> dict[str, Expression | Combinable]:
    return {
        "label": F("label"),
        "value": Plain("value"),
        "value_max": Plain("value_max"),
        "unit": _unit(words=words),
        "printed": F("mention"),
        "qualifier": _chosen("qualifier", dict(Qualifier.choices), words=words),
        "period": _chosen("period", dict(Period.choices), words=words),
        "claim": _chosen("claim", dict(Claim.choices), words=words),
        "scope": _chosen("scope", {"": None, **SCOPES}, words=words),
        "origin": _chosen("origin", dict(Origin.choices), words=words),
        "decision": _chosen("decision", dict(Decision.choices), words=words),
    }


def _chosen(name: str, choices: Mapping[str, Any], *, words: bool) -> Expression | Combinable:
    """A closed list: the stored code, or its word. They are tried in turn, so the most frequent comes first."""
    if not words:
        return NullIf(F(name), Value(""), output_field=TextField())
    whens = [When(Q(**{name: code}), then=Value(label and str(label))) for code, label in choices.items()]
    return Case(
        *whens, default=NullIf(F(name), Value(""), output_field=TextField()), output_field=TextField()
    )


def _unit(*, words: bool) -> Expression | Combinable:
    if not (words and in_english()):
        return F("unit")
    whens = [When(unit=unit, then=Value(english)) for unit, english in UNITS_EN.items()]
    return Case(*whens, default=F("unit"), output_field=TextField())


def _voices() -> dict[str, Expression | Combinable]:
    """What the machine read and what a person put: the first correction of the value keeps what stood before it."""
    corrected = Correction.objects.filter(metric=OuterRef("pk"), before__has_key="value")
    # SQLite writes JSON's null as a word.
    read = NullIf(KT("before__value"), Value("null"), output_field=TextField())
    before = corrected.order_by("made_at", "pk").values(read=read)[:1]
    undecided = Q(decision=Decision.NONE)
    return {
        "machine_value": Case(
            When(undecided, then=Plain("value")),
            When(origin=Origin.PERSON, then=Value(None)),
            When(Exists(corrected), then=Subquery(before, output_field=TextField())),
            default=Plain("value"),
            output_field=TextField(),
        ),
        "reviewer_value": Case(When(~undecided, then=Plain("value")), output_field=TextField()),
    }


def _judged(*, words: bool) -> dict[str, Expression | Combinable]:
    """Zero and unreadable; and what forbids or hampers setting the figure beside any other of its indicator."""
    zero, unreadable = (
        (pgettext("nothing", "reported zero"), pgettext("nothing", "not readable"))
        if words
        else ("zero", "unreadable")
    )
    reasons = _reasons()
    apart = Q(period__in=list(SPANS)) | Q(claim=Claim.PLAN)
    reserved = _reserved()
    separator = pgettext("list of clauses", "; ") if words else ";"
    parts = [
        Case(
            *(
                When(holds, then=Value(separator + (clause if words else code)))
                for code, holds, clause in group
            ),
            default=Value(""),
        )
        for group in reasons
    ]
    said = Concat(*parts, output_field=TextField())
    return {
        "nothing": Case(When(value=0, then=Value(zero)), When(value=None, then=Value(unreadable))),
        "comparability": Case(
            When(USUAL, then=Value(_verdict(Verdict.COMPARABLE, words=words))),
            When(apart, then=Value(_verdict(Verdict.APART, words=words))),
            When(reserved, then=Value(_verdict(Verdict.RESERVED, words=words))),
            default=Value(_verdict(Verdict.COMPARABLE, words=words)),
        ),
        "reason": Case(
            When(USUAL, then=Value(None)),
            When(reserved, then=Substr(said, len(separator) + 1)),
            output_field=TextField(),
        ),
    }


def _verdict(verdict: Verdict, *, words: bool) -> str:
    return verdict_word(verdict) if words else verdict.name.lower()


OTHER_UNIT = Q(indicator__isnull=False) & ~Q(unit=F("indicator__unit"))
UNSURE = Q(decision=Decision.NONE, confidence=Confidence.DOUBTFUL)
USUAL = (
    Q(qualifier=Qualifier.EXACT, period__in=[Period.YEAR, Period.POINT], claim=Claim.ACTUAL)
    & ~Q(scope__in=sorted(NARROWER))
    & ~Q(confidence=Confidence.DOUBTFUL)
    & (Q(indicator__isnull=True) | Q(unit=F("indicator__unit")))
)
"""Of most figures this is all there is to ask: none of the reasons below holds. It says nothing of the others."""


def _reserved() -> Q:
    """Whether any of the reasons holds, asked in as few steps as there are columns."""
    of_lists = Q(qualifier__in=list(BOUNDS)) | Q(period__in=list(SPANS)) | Q(scope__in=sorted(NARROWER))
    return of_lists | Q(claim=Claim.PLAN) | OTHER_UNIT | UNSURE


def _reasons() -> list[list[tuple[str, Q, str]]]:
    """(code, when it holds, clause), those that exclude each other together: what a certificate tells of its figure."""
    return [
        [(f"qualifier_{one}", Q(qualifier=one), str(clause)) for one, clause in BOUNDS.items()],
        [(f"period_{one}", Q(period=one), str(clause)) for one, clause in SPANS.items()],
        [("planned", Q(claim=Claim.PLAN), _("a target, not a result"))],
        [("unit", OTHER_UNIT, _("printed in another unit than the indicator's"))],
        [
            (f"scope_{one}", Q(scope=one), _("covers %(scope)s") % {"scope": SCOPES[one]})
            for one in sorted(NARROWER)
        ],
        [("doubtful", UNSURE, _("the machine was not sure of its reading"))],
    ]


class FirstCharacter(Func):
    """The code point of a text's first character, a number: cheaper to look up than the character; 0 for no text."""

    function = "ASCII"
    arity = 1
    output_field = IntegerField()

    def as_sqlite(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **extra_context: Any
    ) -> tuple[str, tuple[str | int, ...]]:
        sql, params = self.as_sql(compiler, connection, function="UNICODE")
        return sql, tuple(params)


def _printed(text: Expression | Combinable, *, defused: bool) -> Expression:
    """What the bureau wrote; as `spreadsheets.defuse` with an apostrophe before what would begin a formula."""
    written = NullIf(text, Value(""), output_field=TextField())
    if not defused:
        return written
    formula = In(FirstCharacter(text), [ord(sign) for sign in RUN_BY_SPREADSHEETS])
    return Case(When(formula, then=Concat(Value("'"), text)), default=written, output_field=TextField())
