"""One bureau's tables as sheets: beside its peers, a year beside the one before, plans, recurring shortcomings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from django.utils.translation import gettext_lazy, pgettext_lazy

from bureaus.models import Bureau, Population
from reports import wording
from reports.answered_plans import Answers
from reports.comparison import Basis, Matrix, Nothing, rounded
from reports.exports import fields
from reports.exports.fields import Field, Kind
from reports.exports.sheet import Sheet
from reports.exports.spreadsheets import Value
from reports.exports.statements import statement_cells
from reports.exports.whose import indicator_cells, place_cells, report_cells
from reports.exports.wide_sheets import face_value
from reports.holdings.peers import Beside, PeerGroup
from reports.holdings.recurring import Matter
from reports.models import Report
from reports.models.findings import Qualifier
from reports.numerals import unit_name
from reports.profiles import place_word
from reports.year_beside_year import Line

# Beside its peers -----------------------------------------------------------------------------------------------------

OWN = Field(
    "own", gettext_lazy("its own"), gettext_lazy("The bureau's value on the basis of the line."), Kind.NUMBER
)
MEDIAN = Field("median", gettext_lazy("peers' median"), gettext_lazy("Rounded."), Kind.NUMBER)
LOW = Field(
    "low",
    gettext_lazy("lower quartile"),
    gettext_lazy("Where the middle half begins; empty for fewer than five."),
    Kind.NUMBER,
)
HIGH = Field("high", gettext_lazy("upper quartile"), gettext_lazy("Where the middle half ends."), Kind.NUMBER)
PEERS = Field(
    "peers",
    gettext_lazy("peers with a value"),
    gettext_lazy("How many of the peers report it."),
    Kind.WHOLE,
)
PLACE = Field(
    "place", gettext_lazy("its place"), gettext_lazy("Above, within or below the peers' middle half.")
)
BESIDE_PEERS = (
    fields.YEAR, *fields.OF_INDICATOR, fields.UNIT, fields.BASIS, OWN, fields.QUALIFIER, MEDIAN, LOW, HIGH, PEERS,
    PLACE, fields.METRIC, fields.PERMALINK,
)  # fmt: skip


def peers_sheet(group: PeerGroup, title: str, name: str, address: str, site: str) -> Sheet:
    """Its values beside the middle of its peers', an indicator a row, as on its page."""
    rows = (_beside_peers(one, group.year, site) for one in group.shown)
    sources = [(str(peer), f"{site}/reports/{peer.pk}/") for peer in group.peers]
    return Sheet(name, title, BESIDE_PEERS, rows, address, sources)


def _beside_peers(one: Beside, year: int, site: str) -> list[Value]:
    per_resident = one.peers.per_resident
    own, quartiles = one.own.measure(per_resident), one.peers.quartiles or (None, None)
    return [
        year,
        *indicator_cells(one.indicator),
        unit_name(one.indicator.unit),
        wording.basis_word(Basis.PER_10K if per_resident else Basis.RAW),
        rounded(own) if own is not None and per_resident else own,
        str(Qualifier(one.own.qualifier).label),
        *(None if value is None else rounded(value) for value in (one.peers.median, *quartiles)),
        one.peers.n,
        place_word(one) or None,
        one.own.metric,
        f"{site}/metrics/{one.own.metric}/",
    ]


# A year beside the one before -----------------------------------------------------------------------------------------

CHANGE = Field(
    "change",
    gettext_lazy("change"),
    gettext_lazy("From the year before, in the same unit; only where both are exact and of the same sort."),
    Kind.NUMBER,
)
CHANGE_PERCENT = Field(
    "change_percent",
    gettext_lazy("change in percent"),
    gettext_lazy("The same in percent of the year before; empty for rates."),
    Kind.NUMBER,
    "%",
)
UNTOLD = Field(
    "untold", gettext_lazy("why no change is told"), gettext_lazy("Where both years have a figure."), width=24
)
CLAUSE = Field(
    "clause", gettext_lazy("the report's words"), gettext_lazy("The clause with the year's figure."), width=60
)


def year_sheet(
    matrix: Matrix, lines: Sequence[Line], title: str, name: str, address: str, site: str
) -> Sheet:
    """The figures of one year beside those of the year before, as on its page."""
    years = tuple(
        Field(f"y{column.year}", str(column.year), str(column.report), Kind.NUMBER)
        for column in matrix.columns
    )
    heads = (*fields.OF_INDICATOR, fields.UNIT, *years, CHANGE, CHANGE_PERCENT, UNTOLD, CLAUSE)
    rows = (_of_year(line, site) for line in lines)
    sources = [(str(one.report), f"{site}/reports/{one.report.pk}/") for one in matrix.columns if one.report]
    return Sheet(name, title, (*heads, fields.METRIC, fields.PERMALINK), rows, address, sources)


def _of_year(line: Line, site: str) -> list[Value]:
    row, change = line.face.row, line.change
    newest = row.cells[-1].metric
    return [
        *indicator_cells(row.indicator),
        unit_name(row.indicator.unit),
        *(face_value(cell, Basis.RAW) for cell in row.cells),
        change.absolute if change else None,
        change.percent if change else None,
        line.why or None,
        line.quoted.quote if line.quoted else None,
        newest.pk if newest else None,
        f"{site}/metrics/{newest.pk}/" if newest else None,
    ]


# Over the years -------------------------------------------------------------------------------------------------------

FOUND = Field(
    "found",
    pgettext_lazy("column", "found a year later"),
    gettext_lazy("What became of the plan, by the words of the next year's report; the machine's pairing."),
)
AMOUNTS = Field(
    "amounts", gettext_lazy("promised and reported"), gettext_lazy("Where both name a figure."), width=24
)
ANSWER = Field(
    "answer",
    gettext_lazy("the next report's words"),
    gettext_lazy("The sentence that the verdict rests on."),
    width=60,
)
ANSWER_URL = Field(
    "answer_url", gettext_lazy("where they stand"), gettext_lazy("That sentence in its report."), width=34
)
ANSWERED = (*fields.OF_PLACE, *fields.OF_STATEMENT, FOUND, AMOUNTS, ANSWER, ANSWER_URL, *fields.OF_REPORT)


def answered_sheet(
    bureau: Bureau, years: Iterable[Answers], title: str, name: str, address: str, site: str
) -> Sheet:
    """Every plan beside what the next year's report says of it, as on its page."""
    return Sheet(name, title, ANSWERED, _answered(bureau, years, site), address)


def _answered(bureau: Bureau, years: Iterable[Answers], site: str) -> Iterator[list[Value]]:
    residents = _residents(bureau)
    for one in years:
        place, source = _lent(one.year.report, bureau, residents, site)
        for answer in one.shown:
            plan, sentence = answer.promise.plan, answer.promise.sentence
            said = [answer.word, answer.amounts or None]
            told = [sentence.text, f"{site}{_below_site(answer.url)}"] if sentence else [None, None]
            yield [*place, *statement_cells(plan, plan.category, site), *said, *told, *source]
        for plan in one.year.unanswered if one.waiting else ():
            nothing = wording.nothing_word(Nothing.NO_REPORT)
            yield [
                *place,
                *statement_cells(plan, plan.category, site),
                nothing,
                *[None] * 3,
                *source,
            ]


def _below_site(url: str) -> str:
    """An address within the site, whose language the site's own address already says."""
    return url.removeprefix("/en")


MATTER = Field(
    "matter", gettext_lazy("matter"), gettext_lazy("Lines of one number are one matter."), Kind.WHOLE, width=8
)
NAMED = Field(
    "named_years", gettext_lazy("years naming it"), gettext_lazy("In how many years it is named."), Kind.WHOLE
)
SAME_AS = Field(
    "same_as",
    gettext_lazy("same words as"),
    gettext_lazy("The earlier year whose report has the very same words."),
    Kind.WHOLE,
)
MATTERS = (*fields.OF_PLACE, MATTER, NAMED, *fields.OF_STATEMENT, SAME_AS, *fields.OF_REPORT)


def matters_sheet(
    bureau: Bureau, matters: Sequence[Matter], title: str, name: str, address: str, site: str
) -> Sheet:
    """The shortcomings of all years by matter, each year's wording a row, in the order given."""
    return Sheet(name, title, MATTERS, _matters(bureau, matters, site), address)


def _matters(bureau: Bureau, matters: Sequence[Matter], site: str) -> Iterator[list[Value]]:
    residents = _residents(bureau)
    for number, matter in enumerate(matters, start=1):
        for one in matter.wordings:
            place, source = _lent(one.report, bureau, residents, site)
            said = statement_cells(one.problem, one.problem.category, site)
            yield [*place, number, len(matter.years), *said, one.as_in, *source]


def _lent(
    report: Report, bureau: Bureau, residents: int | None, site: str
) -> tuple[list[Value], list[Value]]:
    """What the report lends to each of its lines."""
    report.bureau = bureau
    return place_cells(report, residents), report_cells(report, site)


def _residents(bureau: Bureau) -> int | None:
    rows = Population.objects.census().filter(region=bureau.region_id).order_by("-year")
    return rows.values_list("residents", flat=True).first()
