"""receive → read → save: the one place where a document becomes a report with its findings.

Reading is slow and pure and happens outside any transaction (`reading`); saving is one short transaction, whole or not
at all (`saving`). The sha256 of the bytes is a report's identity, so the same document twice is one report. What comes
in through the admin waits in between to be read and then to be checked (`waiting`).
"""

from reports.intake.reading import Reading, check_size, documents_in, held_as, read
from reports.intake.saving import Outcome, Receipt, discard, keep, receive, reread
from reports.intake.waiting import (
    accept,
    claim,
    given_of,
    hold,
    note_refused,
    offer_again,
    read_claimed,
    reading_of,
    refusal_of,
    remark,
    restate,
)
from reports.refusals import Refusal
from reports.settling import Given, reference, settle

__all__ = [
    "Given",
    "Outcome",
    "Reading",
    "Receipt",
    "Refusal",
    "accept",
    "check_size",
    "claim",
    "discard",
    "documents_in",
    "given_of",
    "held_as",
    "hold",
    "keep",
    "note_refused",
    "offer_again",
    "read",
    "read_claimed",
    "reading_of",
    "receive",
    "reference",
    "refusal_of",
    "remark",
    "reread",
    "restate",
    "settle",
]
