"""Puts a bureau's year into a text of the genre: title, work done with its figures, shortcomings, plans."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from random import Random

from bureaus.gazetteer import Gazetteer
from reports.demonstration.cast import Writer, division_then, office_of
from reports.demonstration.clerks import NUMERALS, Clerk
from reports.demonstration.figures import Values, figures_of, with_slip
from reports.demonstration.story import Promise, Year, story
from reports.demonstration.vocabulary import Chapter, Quantity, Vocabulary, dice

KEPT, HALF_TOO, HALF_INSTEAD = 0.9, 0.08, 0.35
"""How likely a year has its report; besides it one of half the year; and that one where the year's is missing."""
WITH_SLIP = 0.12
STEADY = 0.85
"""How likely a clerk words a thing as the year before."""
_SLOT = re.compile(r"\{([^{}]+)\}")


@dataclass(frozen=True, slots=True)
class Written:
    """One made-up document, with what was put into it so that a test can ask whether it was found."""

    adcode: str
    year: int
    is_half: bool
    text: str
    answered: tuple[Promise, ...] = ()
    """Last year's plans and what this text says of each."""

    @property
    def name(self) -> str:
        return f"{self.adcode}_{self.year}{'_half' if self.is_half else ''}.txt"


def write_all(
    vocabulary: Vocabulary, gazetteer: Gazetteer, writer: Writer, years: range, seed: int
) -> Iterator[Written]:
    """All documents of one bureau; some years are missing, some have half a year's report too."""
    pen = Pen(vocabulary, gazetteer, writer, seed)
    threads = story(vocabulary.themes, [years.start - 1, *years], seed, writer.adcode)
    for year in years:
        chance = dice(seed, writer.adcode, year, "held")
        is_held = chance.random() < KEPT
        if chance.random() < (HALF_TOO if is_held else HALF_INSTEAD):
            yield from pen.write(year, Year((), threads[year].promises), (), half=True)
        if is_held:
            yield from pen.write(year, threads[year], threads[year - 1].promises)


@dataclass(frozen=True, slots=True)
class Pen:
    """One bureau's clerk at work."""

    vocabulary: Vocabulary
    gazetteer: Gazetteer
    writer: Writer
    seed: int

    def write(
        self, year: int, told: Year, answered: tuple[Promise, ...], *, half: bool = False
    ) -> Iterator[Written]:
        """The document of a year, or none where the division was cut otherwise then."""
        division = division_then(self.gazetteer, self.writer, year)
        if division is None:
            return
        clerk = Clerk.of(self.seed, self.writer.adcode)
        values = figures_of(self.vocabulary.quantities, self.writer, year, self.seed, half=half)
        if self.chance(year, "slips").random() < WITH_SLIP:
            values = with_slip(self.vocabulary.quantities, values, self.seed, self.writer.adcode, year)
        words = self._words(office_of(self.gazetteer, division, year), division.name[-1], year)
        page = Page(self, clerk, values, words, half=half)
        text = page.text(told, answered)
        yield Written(self.writer.adcode, year, half, text, answered)

    def chance(self, *of: object) -> Random:
        return dice(self.seed, self.writer.adcode, *of)

    def choose(self, options: tuple[str, ...], year: str, *purpose: object) -> str:
        """The clerk's usual wording, or now and then another."""
        usual = self.chance(*purpose).choice(options)
        chance = self.chance(*purpose, year)
        return usual if chance.random() < STEADY else chance.choice(options)

    def covers(self, share: float, year: str, *purpose: object) -> bool:
        """Whether the clerk speaks of a topic at all, and did not forget it this year."""
        return self.chance(*purpose, "covers").random() < share and self.chance(*purpose, year).random() < 0.9

    def _words(self, office: str, place: str, year: int) -> dict[str, str]:
        chance = self.chance(year, "date")
        month, day = chance.choice((1, 1, 2, 3)), chance.randint(2, 27)
        return {
            "局": office,
            "地": place,
            "年": f"{year}",
            "次年": f"{year + 1}",
            "日期": f"{year + 1}-{month:02}-{day:02}",
            "日期文": f"{year + 1}年{month}月{day}日",
            "索引": f"{self.writer.adcode}-{year + 1}-{chance.randint(10, 99999):05}",
        }


@dataclass(frozen=True, slots=True)
class Page:
    """One document being written."""

    pen: Pen
    clerk: Clerk
    values: Values
    words: dict[str, str]
    half: bool = False

    def text(self, told: Year, answered: tuple[Promise, ...]) -> str:
        frame = self._frame
        opening = frame("half_openings" if self.half else "openings")
        title = frame("half_titles" if self.half else "titles")
        head = "" if self.half else frame("heads")
        parts = [self._work(answered), *self._rest(told)]
        chapters = [part for part in parts if part]
        end = frame("closings")
        sign = frame("signatures") if self.clerk.signs and not self.half else ""
        body = "\n".join(self._numbered(chapters))
        text = f"{head}{title}\n\n{opening}\n{body}\n{end}{sign}".rstrip() + "\n"
        return self.clerk.printed(text)

    def _numbered(self, chapters: list[list[tuple[str, str]]]) -> Iterator[str]:
        """Chapters with their numerals; a chapter is a list of (heading, text), the first its own."""
        number = 0
        for chapter in chapters:
            for heading, text in chapter:
                if heading:
                    number += 1
                    yield f"{_numeral(number)}、{heading}"
                if text:
                    yield text

    def _work(self, answered: tuple[Promise, ...]) -> list[tuple[str, str]]:
        chapters = list(self._chapters(answered))
        if self.clerk.chapters_apart:
            return chapters
        parts = [
            f"（{_numeral(number)}）{heading}。{text}" if text else ""
            for number, (heading, text) in enumerate(chapters, 1)
        ]
        return [(self._frame("work_headings"), "\n".join(parts))]

    def _chapters(self, answered: tuple[Promise, ...]) -> Iterator[tuple[str, str]]:
        for chapter in self.pen.vocabulary.chapters:
            own = [one.answer for one in answered if one.answer and one.theme.section == chapter.key]
            said = list(self._topics(chapter))
            if said or own:
                year = self.words["年"]
                opening = self.pen.choose(chapter.openings, year, chapter.key, "opening")
                opening += "".join(self._asides(chapter.key))
                heading = self.pen.choose(chapter.headings, "", chapter.key, "heading")
                yield heading, "".join([opening, *said, *own])

    def _asides(self, key: str) -> list[str]:
        """Sentences without a figure, of which some clerks are fond."""
        chance = self.pen.chance("asides", key)
        return chance.sample(self.pen.vocabulary.frames["asides"], chance.choice((0, 1, 2, 3)))

    def _topics(self, chapter: Chapter) -> Iterator[str]:
        year = self.words["年"]
        for place, topic in enumerate(chapter.topics):
            if self.pen.covers(topic.share, year, chapter.key, place):
                yield self._filled(self.pen.choose(topic.say, year, chapter.key, place))

    def _rest(self, told: Year) -> Iterator[list[tuple[str, str]]]:
        problems = [] if self.clerk.is_silent else [words for _theme, words in told.problems]
        plans = [promise.plan for promise in told.promises]
        plans.append(self._frame("further_plans"))
        stated = f"{self._frame('problem_openings')}\n{self.clerk.items(problems)}" if problems else ""
        planned = f"{self._frame('plan_openings')}\n{self.clerk.items(plans)}"
        if self.clerk.is_joint and stated:
            yield [(self._frame("both_headings"), f"{stated}\n{planned}")]
            return
        if stated:
            yield [(self._frame("problem_headings"), stated)]
        yield [(self._frame("plan_headings"), planned)]

    def _frame(self, name: str) -> str:
        options = self.pen.vocabulary.frames[name]
        return self._filled(self.pen.choose(options, self.words["年"], name))

    def _filled(self, sentence: str) -> str:
        return _SLOT.sub(lambda slot: self._slot(slot[1], self.pen.vocabulary.quantities), sentence)

    def _slot(self, name: str, quantities: Mapping[str, Quantity]) -> str:
        if name in self.words:
            return self.words[name]
        return self.clerk.figure(quantities[name], self.values[name])


def _numeral(number: int) -> str:
    return NUMERALS[number - 1] if number <= len(NUMERALS) else f"十{NUMERALS[number - 11]}"
