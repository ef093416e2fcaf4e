"""Files in, one JSON a file out: what the `extract` command and `python -m reports.extraction` both do.

Needs neither Django nor a database; the reference tables are read from the project's own fixtures.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bureaus.resolver import Gazetteer
from reports.extraction.catalogue import Catalogue, load_catalogue
from reports.extraction.documents import check_size, read_document
from reports.extraction.engine import extract
from reports.extraction.metadata.doubts import sentence
from reports.extraction.records import EngineError
from reports.extraction.wire import Json, to_wire

REFERENCE = Path(__file__).resolve().parents[2] / "fixtures" / "reference"


@dataclass(frozen=True, slots=True)
class Reading:
    """What became of one file: its JSON, or the sentence that says why there is none."""

    path: Path
    wire: Json | None
    failure: str | None = None
    doubts: tuple[str, ...] = ()
    """What a person should look at: sentences about bureau, place, year and kind."""


def read_files(paths: Sequence[Path], reference: Path = REFERENCE) -> Iterator[Reading]:
    """Read each file in turn; one that can't be read never stops the others."""
    catalogue, gazetteer = load_catalogue(reference), Gazetteer.from_csv(reference / "divisions.csv")
    for path in paths:
        try:
            yield _read_file(path, catalogue, gazetteer)
        except EngineError as error:
            yield Reading(path, None, str(error))
        except OSError as error:
            reason = error.strerror or type(error).__name__
            yield Reading(
                path, None, f"The file {path} can't be opened ({reason}); check its path and permissions."
            )


def _read_file(path: Path, catalogue: Catalogue, gazetteer: Gazetteer) -> Reading:
    check_size(path.stat().st_size, path.name)
    document = read_document(path.read_bytes(), path.name)
    extraction = extract(document.text, catalogue, gazetteer)
    return Reading(
        path, to_wire(extraction, path.name), doubts=tuple(map(sentence, extraction.metadata.doubts))
    )


def as_json(wire: Json) -> str:
    """The text of a JSON file: readable Chinese, one key a line, a newline at the end."""
    return json.dumps(wire, ensure_ascii=False, indent=1) + "\n"
