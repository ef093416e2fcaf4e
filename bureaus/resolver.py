"""From a name in a text to the division it means: found, ambiguous with its candidates, or none. Never a guess."""

from __future__ import annotations

from bureaus.gazetteer import Division, Gazetteer

__all__ = ["Division", "Gazetteer"]
