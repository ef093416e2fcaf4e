"""The measured accuracy as it is kept in fixtures/accuracy.json and read by the page that prints it.

Whole counts only, sorted, without a date: the file changes when the reading or the annotation does and never else.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

from reports.accuracy.scoring import Score, Share, Tally
from reports.accuracy.sets import PROJECT, Measurement
from reports.extraction.engine import ENGINE_VERSION

KEPT = PROJECT / "fixtures" / "accuracy.json"


@dataclass(frozen=True, slots=True)
class Record:
    """What was measured: with which engine, and the score of each set."""

    engine_version: str
    sets: Mapping[str, Score]


def written(measurements: Iterable[Measurement]) -> str:
    """The text of the file."""
    record = {
        "engine_version": ENGINE_VERSION,
        "sets": {one.code: asdict(one.score) for one in measurements},
    }
    return json.dumps(record, indent=1, sort_keys=True) + "\n"


def read(text: str) -> Record:
    """The file's text, back."""
    record = json.loads(text)
    return Record(
        record["engine_version"],
        {
            code: Score(
                score["texts"],
                {name: Tally(**counts) for name, counts in score["tallies"].items()},
                {name: Share(**counts) for name, counts in score["shares"].items()},
            )
            for code, score in record["sets"].items()
        },
    )


@cache
def kept(path: Path = KEPT) -> Record:
    """The kept record, read once in the life of a process: it changes only with the code."""
    return read(path.read_text(encoding="utf-8"))
