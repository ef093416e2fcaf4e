"""Prints how the resolver reads the names of all divisions in force, way of writing by way of writing, and how fast.

    python tests/benchmarks/resolver_all_divisions.py

right: the division itself; refused: ambiguous or not read; wrong: any other division.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from bureaus.naming import short_forms  # noqa: E402
from bureaus.offices import offices  # noqa: E402
from bureaus.resolver import Division, Gazetteer, mentions  # noqa: E402

DIVISIONS = ROOT / "fixtures" / "reference" / "divisions.csv"
Writing = Callable[[Division], Iterable[str]]


def above(division: Division) -> str:
    return division.prefecture or division.province


def bureau(division: Division) -> str:
    return "民政厅" if division.level == "province" and not division.name.endswith("市") else "民政局"


def bare_above(division: Division) -> Iterator[str]:
    yield from short_forms(above(division))[-1:]


WRITINGS: dict[str, Writing] = {
    "<prefecture><county>民政局": lambda division: [above(division) + division.name],
    "<province><prefecture><county>民政局": lambda division: [division.full_name],
    "<province><county>民政局": lambda division: [division.province + division.name],
    "<bare prefecture><county>民政局": lambda division: [
        bare + division.name for bare in bare_above(division)
    ],
    "<county>民政局": lambda division: [division.name],
    "<county without its rank>民政局": lambda division: short_forms(division.name)[-1:],
    "<autonomous county, short>民政局": lambda division: short_forms(division.name)[:-1],
    "<prefecture><county without its rank>民政局": lambda division: [
        above(division) + short for short in short_forms(division.name)[-1:]
    ],
}
IN_FORCE: int | None = None


def tally(
    gazetteer: Gazetteer, cases: Iterable[tuple[Division, str]], year: int | None
) -> tuple[list[str], ...]:
    right: list[str] = []
    refused: list[str] = []
    wrong: list[str] = []
    for division, text in cases:
        read = next(offices(gazetteer, text, year), None)
        found = read.place.division if read else None
        outcome = refused if found is None else right if found.adcode == division.adcode else wrong
        outcome.append(text)
    return right, refused, wrong


def report(label: str, tallied: tuple[list[str], ...]) -> None:
    right, refused, wrong = tallied
    total = sum(map(len, tallied)) or 1
    share = 100 * len(right) / total
    print(
        f"{label:40} {total:5}  right {share:6.2f} %  refused {len(refused):4}  wrong {len(wrong):3}  {wrong[:3]}"
    )


def main() -> None:
    began = time.perf_counter()
    gazetteer = Gazetteer.from_csv(DIVISIONS)
    gazetteer.nicknamed("")
    print(f"loaded {len(gazetteer.divisions)} rows in {time.perf_counter() - began:.3f} s")
    counties = [division for division in gazetteer.in_force() if division.level == "county"]
    for label, write in WRITINGS.items():
        cases = [(division, f"{name}民政局") for division in counties for name in write(division)]
        report(label, tally(gazetteer, cases, IN_FORCE))
    uppers = [division for division in gazetteer.in_force() if division.level != "county"]
    cases = [(division, division.name + bureau(division)) for division in uppers]
    report("<prefecture or province>民政局/厅", tally(gazetteer, cases, IN_FORCE))
    for year in (1985, 1995, 2005, 2015):
        then = [division for division in gazetteer.in_force(year) if division.level == "county"]
        cases = [(division, above(division) + division.name + "民政局") for division in then]
        report(f"<prefecture><county>民政局 in {year}", tally(gazetteer, cases, year))
    speed(gazetteer, counties)


def speed(gazetteer: Gazetteer, counties: list[Division]) -> None:
    names = [division.full_name + "民政局" for division in counties]
    began = time.perf_counter()
    for name in names:
        next(offices(gazetteer, name, None), None)
    print(f"{len(names) / (time.perf_counter() - began):,.0f} names/s")
    text = "".join(
        path.read_text(encoding="utf-8") for path in sorted(ROOT.glob("fixtures/seed_reports/*.txt"))
    )
    for times in (1, 10, 100):
        began = time.perf_counter()
        found = sum(1 for _ in mentions(gazetteer, text * times, None))
        taken = time.perf_counter() - began
        print(f"all places of {len(text) * times:9,} characters: {found:6} in {taken:6.3f} s, "
              f"{len(text) * times / taken / 1e6:.1f} M characters/s")  # fmt: skip


if __name__ == "__main__":
    main()
