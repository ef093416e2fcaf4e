"""Why a document or a step is refused: one sentence for each case, in the reader's language, that says what to do."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "real_among_made_up": _(
        "This database holds made-up reports for demonstration, and real ones are never put among them. "
        "Hand the report in where the real ones are kept."
    ),
    "made_up_among_real": _(
        "This database holds real reports, and made-up ones are never put among them. "
        "Load the demonstration into a database of its own (make demo)."
    ),
    "empty": _("The file is empty. Choose the file that holds the report's text."),
    "no_text": _("The file holds only blanks. Choose the file that holds the report's text."),
    "binary": _(
        "The file is not a text file. Open the report in its own program, copy its whole text into a .txt file "
        "and hand in that file."
    ),
    "too_large": _(
        "The file has %(size)s bytes, more than the %(limit)s allowed; a report's text is far shorter. "
        "Hand in the report's text alone."
    ),
    "request_too_large": _(
        "What was sent has %(size)s bytes, more than the %(limit)s that anybody may send. "
        "To upload reports, log in as an editor first."
    ),
    "upload_too_large": _(
        "The upload has %(size)s bytes, more than the %(limit)s allowed at once. "
        "Hand in fewer files at a time, or import the folder by command."
    ),
    "undecodable": _("The file's characters can't be read. Save it as UTF-8 text and hand it in once more."),
    "unsupported_format": _(
        "Files of this kind can't be read. Copy the report's whole text into a .txt file and hand in that file."
    ),
    "unsafe_name": _(
        "The file's name holds a path or hidden characters. Rename the file and hand it in again."
    ),
    "wrong_extension": _(
        "The file's ending is %(suffix)s, but what is in it is not. Give it the ending %(right)s, "
        "or choose the file that holds the report."
    ),
    "damaged": _(
        "The file is damaged or incomplete. Fetch it once more, or save it anew in its own program, "
        "and hand it in again."
    ),
    "encrypted": _("The file is protected by a password. Save it without one and hand it in again."),
    "macros": _(
        "The file holds macros, which no report needs. Save it as .docx without them and hand in that file."
    ),
    "entities": _(
        "The file defines XML entities, which no office program does and attacks do. "
        "Save the report anew in an office program and hand in that file."
    ),
    "unpacks_too_large": _(
        "The file unpacks to %(size)s bytes, more than the %(limit)s allowed. Hand in the report alone."
    ),
    "too_many_pages": _(
        "The document has %(pages)s pages, more than the %(limit)s allowed. Hand in the report's pages alone."
    ),
    "too_much_text": _(
        "The document holds %(size)s characters, more than the %(limit)s allowed. Hand in the report alone."
    ),
    "scanned": _(
        "The document is a scan (%(pages)s of its pages are pictures), and this site has no text recognition. "
        "Hand in the report as text."
    ),
    "no_converter": _(
        "Old Word and WPS files can't be read on this site. Save the document as .docx and hand in that file."
    ),
    "took_too_long": _(
        "Reading the file took more than %(seconds)s seconds and was stopped. "
        "Copy the report's whole text into a .txt file and hand in that file."
    ),
    "too_demanding": _(
        "Reading the file needs more than %(megabytes)s MB of memory and was stopped. "
        "Copy the report's whole text into a .txt file and hand in that file."
    ),
    "archive": _("The file is an archive. Unpack it and hand in the documents in it."),
    "too_many_files": _(
        "The archive holds %(files)s files, more than the %(limit)s allowed. Divide it into smaller ones."
    ),
    "no_report": _(
        "This text does not read like an annual report of a civil-affairs bureau. "
        "If it is one, state its kind."
    ),
    "no_year": _("The text does not say which year it reports on. State the year."),
    "no_bureau": _("The text does not say which bureau reports. State the division code of its region."),
    "bureau_ambiguous": _(
        "The bureau's name fits several regions: %(found)s. State the division code of the right one."
    ),
    "bureau_conflict": _(
        "The text names more than one bureau as its author: %(found)s. State the division code of the right one."
    ),
    "place_unknown": _("No division named %(name)s was in force in %(year)s. State year and division code."),
    "code_not_in_force": _(
        "No division with the code %(adcode)s was in force in %(year)s. Correct code or year."
    ),
    "year_unsound": _("%(year)s can't be the year of a report. State a year in four digits."),
    "kind_unknown": _("There is no kind of report called %(kind)s. State one of: %(known)s."),
    "source_unsound": _(
        "%(url)s is not the address of a web page. State one that begins with https:// or none."
    ),
    "too_many_at_once": _(
        "More than %(limit)s documents were handed in at once. Hand in fewer, or import the folder by command."
    ),
    "manifest_unsound": _("The row for this file in manifest.csv can't be read: %(why)s. Correct the row."),
    "unreadable_file": _("The file can't be opened: %(why)s. Check its path and permissions."),
    "not_saved": _(
        "The report was read but could not be saved; nothing of it was kept. Hand it in again, "
        "and if that fails too, tell whoever runs this site."
    ),
    "published_already": _(
        "A report of %(bureau)s for %(year)s of this kind is already published. "
        "Publish this one in its place, or withdraw that one first."
    ),
    "not_in_text": _("The text has other words than “%(words)s” at this place. Select them once more."),
    "still_published": _("The report is published. Withdraw it first, then delete it."),
}


class Refusal(Exception):  # noqa: N818  (it is the field's word, and an answer rather than an error)
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
