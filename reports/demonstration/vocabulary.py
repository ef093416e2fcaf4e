"""What the made-up reports can say, read from fixtures/demonstration/: quantities, chapters, themes, frames."""

from __future__ import annotations

import random
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any


def dice(*of: object) -> random.Random:
    """A source of chance that is the same for the same seed, bureau, year and purpose, whatever was drawn before."""
    return random.Random("|".join(map(str, of)))  # noqa: S311 - nothing secret hangs on it


@dataclass(frozen=True, slots=True)
class Quantity:
    """How large a thing is: per 10,000 residents, or anywhere the same, or a share of, sum or rate of others."""

    unit: str
    per_10k: float = 0
    base: float = 0
    of: str = ""
    share: float = 1
    sum: tuple[str, ...] = ()
    rate_of: tuple[str, ...] = ()
    growth: float = 1
    """What a year multiplies it by."""
    spread: float = 0.22
    """How far bureaus lie apart."""
    wobble: float = 0.05
    """How far a bureau's years lie apart."""
    stock: bool = False
    step: int = 0
    at_most: float = 0


@dataclass(frozen=True, slots=True)
class Topic:
    """One thing to say in several wordings, and the share of clerks who say it."""

    share: float
    say: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """One subject of the work done."""

    key: str
    headings: tuple[str, ...]
    openings: tuple[str, ...]
    topics: tuple[Topic, ...]


@dataclass(frozen=True, slots=True)
class Theme:
    """A shortcoming, the plan that answers it, and what the next report says of that plan."""

    key: str
    section: str
    problems: tuple[str, ...]
    plans: tuple[str, ...]
    done: tuple[str, ...]
    partly: tuple[str, ...]
    changed: tuple[str, ...]
    n: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All of it."""

    quantities: dict[str, Quantity]
    chapters: tuple[Chapter, ...]
    themes: tuple[Theme, ...]
    frames: dict[str, tuple[str, ...]]


def load_vocabulary(folder: Path) -> Vocabulary:
    """Read the four tables; a fault in them is a fault of the project, not of a user."""
    quantities = {name: Quantity(**_tuples(row)) for name, row in _table(folder / "figures.toml").items()}
    chapters = tuple(_chapter(row) for row in _table(folder / "sections.toml")["section"])
    themes = tuple(Theme(**_tuples(row)) for row in _table(folder / "themes.toml")["theme"])
    return Vocabulary(quantities, chapters, themes, _tuples(_table(folder / "frames.toml")))


def _table(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _tuples(row: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(cell) if isinstance(cell, list) else cell for name, cell in row.items()}


def _chapter(row: dict[str, Any]) -> Chapter:
    topics = tuple(Topic(topic["share"], tuple(topic["say"])) for topic in row["topics"])
    return Chapter(row["key"], tuple(row["headings"]), tuple(row["openings"]), topics)
