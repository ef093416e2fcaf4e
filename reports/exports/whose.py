"""The cells that a report or an indicator lends to each of its lines: whose, where, when; and where it comes from."""

from __future__ import annotations

from functools import lru_cache

from django.db.models import TextChoices
from django.utils.translation import get_language

from bureaus.models import Bureau, Level, Region, in_english
from reports.certificates import bureau_then, report_title
from reports.exports.spreadsheets import Value
from reports.models import Indicator, Report, ReviewState
from reports.models.report import ReportKind


def place_cells(report: Report, residents: int | None) -> list[Value]:
    """A cell for each field of `OF_PLACE`. The report comes with its bureau's region and its own."""
    return [bureau_then(report), *_where(report.bureau, report.region, residents, report.year)]


def bureau_cells(bureau: Bureau, residents: int | None, year: int | None) -> list[Value]:
    """The same where no report is held: the bureau as it is today."""
    return [bureau.local_name, *_where(bureau, bureau.region, residents, year)]


def _where(bureau: Bureau, region: Region, residents: int | None, year: int | None) -> list[Value]:
    full_name = (
        ", ".join(part for part in (region.local_name, region.local_above) if part)
        if in_english()
        else region.full_name
    )
    return [bureau.adcode, region.adcode, full_name, str(Level(region.level).label), residents, year]


def indicator_cells(indicator: Indicator) -> list[Value]:
    """A cell for each field of `OF_INDICATOR`. The indicator comes with its domain."""
    return [indicator.domain.name, indicator.pk, indicator.name_zh, indicator.name_en]


@lru_cache(maxsize=64)
def _word(choices: type[TextChoices], code: str, language: str | None) -> str:
    """The word of a code in the language of the moment; looked up once, for it stands in every line."""
    return str(choices(code).label)


def report_cells(report: Report, site: str) -> list[Value]:
    """A cell for each field of `OF_REPORT`."""
    language = get_language()
    return [
        report_title(report),
        _word(ReportKind, report.kind, language),
        _word(ReviewState, report.review_state, language),
        report.published_on,
        report.source_url or None,
        report.sha256,
        report.pk,
        f"{site}/reports/{report.pk}/",
        report.synthetic,
    ]
