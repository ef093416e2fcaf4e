"""Who reports, for which year, in what kind of document: read from title, header, body and signature, in that order."""

from __future__ import annotations

from collections.abc import Sequence

from bureaus.resolver import Gazetteer
from reports.extraction.records import Metadata, Section


def read_metadata(source: str, text: str, sections: Sequence[Section], gazetteer: Gazetteer) -> Metadata:
    """The report's own data. `text` is the normalised twin of `source` with identical offsets."""
    return Metadata()
