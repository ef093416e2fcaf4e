"""The Chinese pages are complete: every string is translated, and what is compiled is what is written."""

from __future__ import annotations

import ast
import gettext
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

CATALOGUES = sorted((Path(__file__).parents[1] / "locale").rglob("*.po"))


@dataclass
class Entry:
    """One entry of a catalogue (PO file): a string, its context and plural, and what it becomes."""

    parts: dict[str, str] = field(default_factory=dict)
    fuzzy: bool = False

    @property
    def translation(self) -> str:
        return self.parts.get("msgstr") or self.parts.get("msgstr[0]") or ""


def entries(text: str) -> Iterator[Entry]:
    """The entries after the heading. Obsolete ones (`#~`) are comments."""
    for block in text.split("\n\n")[1:]:
        entry, key = Entry(), ""
        for line in block.splitlines():
            if line.startswith("#"):
                entry.fuzzy |= line.startswith("#,") and "fuzzy" in line
            elif line.startswith('"'):
                entry.parts[key] += ast.literal_eval(line)
            elif line:
                key, _, quoted = line.partition(" ")
                entry.parts[key] = ast.literal_eval(quoted)
        if entry.parts:
            yield entry


def compiled(catalogue: Path, entry: Entry) -> str:
    """What the running site shows for the entry."""
    with catalogue.with_suffix(".mo").open("rb") as file:
        shown = gettext.GNUTranslations(file)
    context, singular = entry.parts.get("msgctxt"), entry.parts["msgid"]
    plural = entry.parts.get("msgid_plural")
    if plural is None:
        return shown.gettext(singular) if context is None else shown.pgettext(context, singular)
    if context is None:
        return shown.ngettext(singular, plural, 1)
    return shown.npgettext(context, singular, plural, 1)


def test_a_catalogue_is_read_as_gettext_reads_it() -> None:
    heading = 'msgid ""\nmsgstr "heading"\n\n'
    text = '#, fuzzy\nmsgctxt "level"\nmsgid ""\n"a\\n"\n"b"\nmsgstr "c"\n\n#~ msgid "old"\n'

    (entry,) = entries(heading + text)
    assert entry.fuzzy
    assert entry.parts == {"msgctxt": "level", "msgid": "a\nb", "msgstr": "c"}


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=lambda path: path.parts[-3])
def test_every_string_is_translated(catalogue: Path) -> None:
    missing = [
        e.parts["msgid"] for e in entries(catalogue.read_text("utf-8")) if e.fuzzy or not e.translation
    ]

    assert missing == []


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=lambda path: path.parts[-3])
def test_the_compiled_catalogue_is_current(catalogue: Path) -> None:
    read = [entry for entry in entries(catalogue.read_text("utf-8")) if entry.translation]

    stale = [e.parts["msgid"] for e in read if compiled(catalogue, e) != e.translation]
    assert read
    assert stale == [], "run `make messages`"
