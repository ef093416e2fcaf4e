"""Prints how fast the whole engine reads, and how its cost grows with the length of the text.

    python -m tests.benchmarks.engine_speed

Characters a second over the seed reports (best of five), the share of each step, and the time for 1, 3, 10, 30 and 100
times the length, where a linear engine's time per character stays the same; and inputs made to be slow.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from bureaus.gazetteer import Gazetteer
from reports.extraction.catalogue import Catalogue, load_catalogue
from reports.extraction.engine import extract
from reports.extraction.matching import read_metrics
from reports.extraction.normalise import normalise
from reports.extraction.records import Metadata

ROOT = Path(__file__).resolve().parents[2]
LENGTHS = (1, 3, 10, 30, 100)


def best(work: Callable[[], object], rounds: int = 5) -> float:
    """The shortest processor time of several runs, in seconds: what one core needs, however busy the machine is."""
    times = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def growth(texts: list[str], read: Callable[[str], object]) -> None:
    """Time per character at growing lengths."""
    base = texts[0]
    first = 0.0
    for times in LENGTHS:
        text = base * times
        spent = best(lambda text=text: read(text), 3) / len(text)  # type: ignore[misc]
        first = first or spent
        print(
            f"{times:4} x {len(base)} characters: {spent * 1e6:6.3f} s a million, {spent / first:4.2f} of the shortest"
        )


def worst_cases(catalogue: Catalogue) -> None:
    """Inputs made to be slow: a linear reading takes four times as long for four times the length."""
    for piece in (
        "低保1人",
        "1至",
        "1,",
        "1 ",
        "1\t",
        "1\n",
        "一",
        "“",
        "《",
        "(",
        "无案件",
        "十一",
        "1、",
        "1.",
        "率均达5%、",
        " \n",
    ):
        short, long = (best(partial(figures_only, catalogue, piece * k), 2) for k in (1000, 4000))
        print(
            f"{piece!r:12} {long * 1000:7.1f} ms for 4000 of it, {long / max(short, 1e-6):4.1f} times 1000 of it"
        )


def figures_only(catalogue: Catalogue, text: str) -> object:
    return read_metrics(text, normalise(text), (), catalogue, Metadata(year=2023))


def main() -> None:
    catalogue = load_catalogue(ROOT / "fixtures" / "reference")
    gazetteer = Gazetteer.from_csv(ROOT / "fixtures" / "reference" / "divisions.csv")
    texts = [
        path.read_text(encoding="utf-8")
        for path in sorted((ROOT / "fixtures" / "seed_reports").glob("*.txt"))
    ]
    length = sum(map(len, texts))
    for text in texts:
        extract(text, catalogue, gazetteer)
    whole = best(lambda: [extract(text, catalogue, gazetteer) for text in texts])
    figures = best(lambda: [figures_only(catalogue, text) for text in texts])
    print(f"whole engine: {length / whole / 1e6:.2f} million characters a second")
    print(
        f"figures only: {length / figures / 1e6:.2f} million characters a second, {figures / whole:.0%} of the time"
    )
    worst_cases(catalogue)
    growth(texts, lambda text: extract(text, catalogue, gazetteer))


if __name__ == "__main__":
    main()
