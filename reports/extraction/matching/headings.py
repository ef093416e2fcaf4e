"""Which headings stand above a figure (标题路径)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from reports.extraction.records import Section, SectionKind


class Headings:
    """The outline of one text, asked for place after place; the answer is kept while the places share it."""

    def __init__(self, sections: Sequence[Section]) -> None:
        self._starts = [section.start for section in sections]
        self._paths = _paths(sections)
        self._low, self._high = 0, -1
        self._path: list[Section] = []

    def path(self, at: int) -> list[Section]:
        """The headings that govern the character at `at`, the highest first."""
        if not self._low <= at < self._high:
            index = bisect_right(self._starts, at)
            above = self._paths[index - 1] if index else []
            self._path = [section for section in above if at < section.body_end]
            self._low = max([self._starts[index - 1] if index else 0, *_ends(above, at)])
            following = self._starts[index : index + 1]
            self._high = min([section.body_end for section in self._path] + following, default=at + 1)
        return self._path

    def kind(self, at: int) -> SectionKind | None:
        """What the chapter is about in which the character stands."""
        path = self.path(at)
        return path[-1].kind if path else None


def _ends(above: Sequence[Section], at: int) -> list[int]:
    """Where the sections ended that no longer reach `at`."""
    return [section.body_end for section in above if section.body_end <= at]


def _paths(sections: Sequence[Section]) -> list[list[Section]]:
    """For each heading, it and those above it that reach as far; worked out once, or each figure would ask them all."""
    paths: list[list[Section]] = []
    path: list[Section] = []
    for section in sections:
        path = [*(above for above in path if above.body_end > section.start), section]
        paths.append(path)
    return paths
