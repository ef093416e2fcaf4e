"""Which bureaus a page names as its author, stage by stage: title, header, opening, signature.

Only names that can be the author's are claims: 在南宁市民政局的指导下 names the office above, 各区民政局 those below.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bureaus.offices import OfficeMention, offices
from bureaus.resolver import Division, Gazetteer
from reports.extraction.metadata.header import Frame
from reports.extraction.metadata.places import PlaceEvidence

# 在南宁市民政局的指导下, 按照市民政局部署: the office above, not the one that reports.
GUIDED = re.compile(
    r"(?:等[^,。、]{0,8})?(?:[、和][^,。]{0,20}?)?的?(?:正确|精心|有力|大力|具体|统一|悉心|关心|业务|坚强|组织|工作){0,3}"
    r"(?:指导|领导|支持|关心|帮助|要求|部署|安排|统筹|印发|下发|关于|通知|批准|授予|评为|命名|表彰|通报)"
)
GUIDING = re.compile(r"(?:按照|根据|依据|遵照|落实|配合|协助|联合|向|被|获|经|会同|上级|国家)\Z")
OWN_NAME = re.compile(r"(?:.*(?:年度?|关于|[的我本该全各]))?(?P<stem>[\u4e00-\u9fff]{0,12})\Z", re.DOTALL)
# Authorities with offices of their own that are no divisions: 开发区管委会, 新疆生产建设兵团.
NO_DIVISION = re.compile("(?:管委会|管理委员会|兵团|管理局|农场)$")
SIGNED = re.compile(r"(?:[(]?盖?章?[)]?)(?:(?:20|二)[\d〇零一二三四五六七八九十年月日./-]{4,20})?")


@dataclass(frozen=True, slots=True)
class Claim:
    """One naming of a possible author: where it stands, its words, and what they can mean."""

    source: str
    name: str
    mention: OfficeMention
    divisions: tuple[Division, ...] = ()
    strange: str | None = None
    """The place as printed, where no division of that year bears its name (翡翠县)."""

    @property
    def names_a_place(self) -> bool:
        return bool(self.divisions) or self.strange is not None


@dataclass(frozen=True, slots=True)
class Page:
    """The parts of a page that can claim an author."""

    title: str
    letterheads: tuple[str, ...]
    publishers: tuple[str, ...]
    opening: str
    origins: tuple[str, ...]
    signatures: tuple[str, ...]

    def stages(self) -> Iterator[tuple[str, str]]:
        """(source, words), most trusted first. 信息来源 may be a site that only passed the report on, so it is late."""
        yield "title", self.title
        yield from (("header", words) for words in (*self.letterheads, *self.publishers))
        yield "body", self.opening
        yield from (("header", words) for words in self.origins)
        yield from (("signature", words) for words in self.signatures)


def read_page(text: str, frame: Frame, title: str, opening: str) -> Page:
    """Collect the parts that can name the author."""
    fields = {
        kind: tuple(text[start:end] for start, end in frame.fields.get(kind, ()))
        for kind in ("publisher", "source")
    }
    signatures = tuple(_signatures(text[frame.tail_start :]))
    letterheads = tuple(_letterheads(text, frame))
    return Page(title, letterheads, fields["publisher"], opening, fields["source"], signatures)


def _letterheads(text: str, frame: Frame) -> Iterator[str]:
    """Head lines that are nothing but an office (海盐县民政局, 海盐县民政局文件)."""
    for line in frame.lines:
        squeezed = re.sub(r"\s+", "", text[line.start : line.end]).removesuffix("文件")
        if not line.labelled and len(squeezed) <= 40 and squeezed.endswith(("局", "厅", "部")):
            yield squeezed


def _signatures(tail: str) -> Iterator[str]:
    """The last lines that are nothing but an office, perhaps with its date, and what the page says of its editor."""
    for line in reversed(tail.splitlines()[-15:]):
        squeezed = re.sub(r"\s+", "", line)
        end = max(squeezed.rfind(last) for last in "局厅部") + 1
        if end > 2 and SIGNED.fullmatch(squeezed, end):
            start = max(squeezed.rfind(mark, 0, end) for mark in "。;:,") + 1
            if end - start <= 40:
                yield squeezed[start:end]


def read_claims(page: Page, gazetteer: Gazetteer, year: int | None, evidence: PlaceEvidence) -> list[Claim]:
    """Every claim of the page, most trusted first."""
    return [
        _claim(source, words, mention, gazetteer, evidence)
        for source, words in page.stages()
        for mention in offices(gazetteer, words, year, social_affairs=True)
        if source != "body" or _is_subject(words, mention)
    ]


def _is_subject(words: str, mention: OfficeMention) -> bool:
    if GUIDED.match(words, mention.end) or GUIDING.search(words, max(0, mention.start - 4), mention.start):
        return False
    # The ministry stands in every report; it is the author only where the text begins with it.
    return (
        not mention.is_ministry
        or re.fullmatch(r"\s*(?:\d{4}年度?(?:以来)?[,、]?)?\s*", words[: mention.start]) is not None
    )


def _claim(
    source: str, words: str, mention: OfficeMention, gazetteer: Gazetteer, evidence: PlaceEvidence
) -> Claim:
    divisions = evidence.settle(mention.place.candidates)
    name = words[mention.start : mention.end]
    if divisions:
        bare = len(divisions) == 1 and not mention.place.official
        return Claim(source, divisions[0].name + mention.office if bare else name, mention, divisions)
    own = OWN_NAME.match(words, 0, mention.start)
    stem = own["stem"] if own and source != "body" else ""
    if not stem or (mention.rank is None and not NO_DIVISION.search(stem)):
        return Claim(source, name, mention)
    return Claim(source, stem + name, mention, strange=stem + (mention.rank or ""))
