"""The catalogue is sound, and every kind of fault in it is reported, all at once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reports.extraction.catalogue import Catalogue, faults
from tests.extraction.reading import catalogue


def _with_first(**changes: object) -> Catalogue:
    sound = catalogue()
    first = replace(sound.indicators[0], **changes)  # type: ignore[arg-type]
    return replace(sound, indicators=(first, *sound.indicators[1:]))


def test_the_catalogue_in_use_is_sound() -> None:
    assert faults(catalogue()) == []


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"code": "elderly.beds"}, "given 2 times"),
        ({"domain": "funeral"}, "begin with its domain"),
        ({"kind": "guess"}, "is none of"),
        ({"unit": "吖"}, "is no classifier"),
        ({"units": ("吖",)}, "is no classifier"),
        ({"kind": "amount"}, "an amount is in 元"),
        ({"synonyms": ()}, "no wording"),
        ({"patterns": ("婚+登",)}, "no part of 2 characters"),
        ({"patterns": ("婚姻+登记&补领",)}, "mixes"),
        ({"patterns": ("婚姻@登记/",)}, "empty context"),
        ({"synonyms": ("婚姻登记",), "forbidden": ("婚姻登记",)}, "forbidden by itself"),
    ],
)
def test_a_fault_is_told_in_a_sentence(changes: dict[str, object], words: str) -> None:
    assert any(words in fault for fault in faults(_with_first(**changes)))


def test_all_faults_are_told_at_once() -> None:
    found = faults(replace(_with_first(kind="guess", unit="吖"), lexicon={}))
    assert len(found) >= 3
