"""A line of the check: its grade, its sentence in the reader's language, and a few examples."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from reports.models.upload import CheckGrade as Grade
from reports.refusals import Refusal

__all__ = ["SENTENCES", "Grade", "Line", "passed", "warn"]

SHOWN = 5
"""Examples in a line; the count tells the rest."""


SENTENCES: dict[str, str | Promise] = {
    "bureau": _("The report is of %(bureau)s (%(adcode)s); source: %(source)s."),
    "year": _("It reports on %(year)s; source: %(source)s."),
    "year_from_signature": _(
        "The year is only inferred from the date of the signature. Compare it with the text."
    ),
    "kind": _("It is of the kind “%(kind)s”; source: %(source)s."),
    "title": _("Its title is “%(title)s”; source: %(source)s."),
    "no_title": _("No title was found. State it, or the bureau's name and the year will stand for it."),
    "new": _("No other report of this bureau, year and kind is held."),
    "held": _(
        "A report of this bureau, year and kind is held already (%(state)s). "
        "If this is a new version, save it; if it is another document, correct its kind or year."
    ),
    "arithmetic": _("Calculations that can be checked: %(count)s. All of them hold."),
    "no_arithmetic": _("The text has no sum, share or rate of change that can be checked."),
    "arithmetic_fails": _("Calculations that do not hold: %(count)s of %(total)s."),
    "no_year_before": _("No report of the year before is held; nothing to compare with."),
    "unlike_year_before": _("No figure is suspiciously equal to or far from that of %(year)s."),
    "equal": _("Figures equal to those of %(year)s to the digit: %(count)s. Is this last year's text?"),
    "jumps": _("Figures at least five times as large or as small as in %(year)s: %(count)s."),
    "sound_text": _("The text has no damaged characters."),
    "damaged": _("Damaged characters in the text: %(count)s. A figure beside them may have lost a digit."),
    "recognised": _("The text was recognised from pictures; compare its figures with the original."),
    "certain": _("The machine is sure enough of all figures it read: %(count)s."),
    "doubtful": _("Figures that are doubtful and must be decided in the review: %(count)s of %(total)s."),
    "no_figures": _("No figure was found. Is this the whole text?"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the check. `str()` is its sentence in the active language; `code` names the case."""

    grade: Grade
    code: str
    params: dict[str, object]
    examples: tuple[str, ...] = ()
    refusal: Refusal | None = None

    @property
    def shown(self) -> str:
        """The examples in one line."""
        return pgettext("list", ", ").join(self.examples)

    def __str__(self) -> str:
        return str(self.refusal) if self.refusal else str(SENTENCES[self.code]) % self.params


def passed(code: str, **params: object) -> Line:
    """Nothing to worry about."""
    return Line(Grade.PASS, code, params)


def warn(code: str, examples: Sequence[str] = (), **params: object) -> Line:
    """Something for a person to look at."""
    return Line(Grade.WARNING, code, params, tuple(examples[:SHOWN]))
