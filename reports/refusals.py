"""Why a document is refused: one sentence for each case, in the reader's language, that says what to do."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "empty": _("The file is empty. Choose the file that holds the report's text."),
    "no_text": _("The file holds no text. Choose the file that holds the report's text."),
    "binary": _(
        "The file is not a text file. Open the report, copy its whole text into a .txt file and upload that file."
    ),
    "too_large": _(
        "The file has %(size)s bytes, more than the %(limit)s allowed; a report's text is far smaller. Upload the report's text alone."
    ),
    "undecodable": _("The file's characters can't be read. Save it again as UTF-8 text and upload it once more."),
    "unsupported_format": _(
        "Files of this kind can't be read yet. Copy the report's whole text into a .txt file and upload that file."
    ),
    "no_report": _(
        "This text does not read like an annual report of a civil-affairs bureau. "
        "If it is one, state its kind below and upload it again."
    ),
    "no_year": _("The text does not say which year it reports on. State the year below and upload it again."),
    "no_bureau": _(
        "The text does not say which bureau reports. State the division code of its region below and upload it again."
    ),
    "bureau_ambiguous": _(
        "The bureau's name fits several regions: %(found)s. State the division code of the right one below "
        "and upload it again."
    ),
    "bureau_conflict": _(
        "The text names two bureaus as its author: %(found)s. State the division code of the right one below "
        "and upload it again."
    ),
    "place_unknown": _(
        "No division named %(name)s was in force in %(year)s. State year and division code below and upload it again."
    ),
    "code_not_in_force": _("No division with the code %(adcode)s was in force in %(year)s. Correct code or year."),
    "unreadable_file": _("The file can't be opened: %(why)s."),
    "published_already": _(
        "A report of %(bureau)s for %(year)s of this kind is already published. Withdraw that one first."
    ),
}


class Refusal(Exception):
    """A document or a step that is refused. `str()` is the sentence in the active language; `code` names the case."""

    def __init__(self, code: str, params: dict[str, object]) -> None:
        super().__init__(code)
        self.code = code
        self.params = params

    def __str__(self) -> str:
        return str(SENTENCES[self.code]) % self.params


def refuse(code: str, **params: object) -> Refusal:
    """A refusal ready to be raised."""
    return Refusal(code, params)
