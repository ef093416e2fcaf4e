"""Names the category of a problem or plan (问题类别) by the words of the catalogue that it uses."""

from __future__ import annotations

import re

from reports.extraction.records import CategorySpec

_FIRST_CLAUSE = re.compile(r"[。;,:]")


def category_of(text: str, heading: str | None, categories: tuple[CategorySpec, ...]) -> str | None:
    """The category that the most, longest and earliest keywords speak for; None if nothing speaks.

    A word in the opening clause names the topic and counts twice; the heading above counts half.
    """
    stop = _FIRST_CLAUSE.search(text)
    opening = stop.start() if stop else len(text)
    best: tuple[float, int, str | None] = (0.0, 0, None)
    for spec in categories:
        score, earliest = 0.0, len(text)
        for keyword in spec.keywords:
            place = text.find(keyword)
            if place >= 0:
                score += len(keyword) * (2 if place < opening else 1)
                earliest = min(earliest, place)
            if heading and keyword in heading:
                score += len(keyword) / 2
        if score and (score, -earliest) > best[:2]:
            best = (score, -earliest, spec.code)
    return best[2]
