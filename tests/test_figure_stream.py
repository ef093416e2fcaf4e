"""All figures at once: the road of each database gives the same bytes, the long form of every page the same cells."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.utils.translation import override

from bureaus.models import Bureau
from reports import review
from reports.certificates import is_apart, reservations
from reports.exports import figure_stream
from reports.exports.fields import LONG
from reports.exports.figure_columns import figure_columns
from reports.exports.figure_rows import long_rows
from reports.exports.figure_stream import FigureQuery, Selection, figure_lines
from reports.exports.spreadsheets import as_text
from reports.models import Metric, Report
from reports.models.findings import Claim, Confidence, Period, Qualifier
from tests.factories import (
    figure,
    make_bureau,
    make_indicator,
    make_metric,
    make_population,
    make_region,
    make_report,
    make_staff,
)
from tests.files import csv_cells

pytestmark = pytest.mark.django_db

SITE = "https://example.org"
MARRIED = "marriage.registrations"


@pytest.fixture
def figures() -> list[Metric]:
    """Two bureaus, three reports; every qualifier, period and claim, awkward texts, awkward numbers."""
    make_indicator(MARRIED)
    first, second = make_bureau(make_region("海盐县", "330424")), make_bureau(make_region("桐乡市", "330483"))
    make_population(first.region, 456_775)
    awkward = (
        '=SUM(A1)"甲",乙',
        "+一",
        "-二",
        "@三",
        "\t四",
        "五\n六",
        "＝七",
        "八'九",
        "'十",
        "逗,号",
        " 空",
    )
    text = "".join(f"{word}办理{n}件。\n" for n, word in enumerate(awkward, start=100))
    said = [
        figure(
            f"{n}件",
            word,
            str(Decimal(n) / 4),
            unit="件",
            indicator=MARRIED if n % 2 else None,
            sentence=word,
        )
        for n, word in enumerate(awkward, start=100)
    ]
    make_report(text, said, bureau=second, year=2022, title='=标题,"引"')
    make_report(text, said[:3], bureau=first, year=2021)
    make_report(text, said[:1], bureau=first, year=2020, published=False)
    kinds = [*Qualifier.values, *Period.values, *Claim.values]
    text = "".join(f"登记{n}对;" for n in range(200, 200 + len(kinds)))
    report = make_report(text, bureau=first, year=2023)
    for n, kind in enumerate(kinds, start=200):
        fields: dict[str, Any] = {name: kind for name, enum in _ENUMS.items() if kind in enum.values}
        fields |= {"value_max": Decimal(10**6)} if kind == Qualifier.RANGE else {}
        fields |= {"scope": ("city", "", "bureau")[n % 3], "confidence": Confidence.values[n % 3]}
        _make(report, n, fields)
    return list(Metric.objects.published())


_ENUMS = {"qualifier": Qualifier, "period": Period, "claim": Claim}
VALUES = ("0", "0.000001", "46.98", "123456789012.5", None, "27810100")


def _make(report: Report, n: int, fields: dict[str, Any]) -> None:
    value = None if fields.get("value_max") is None and VALUES[n % 6] is None else VALUES[n % 6] or "1"
    make_metric(report, f"{n}对", "登记", value, indicator=MARRIED if n % 5 else None, **fields)


def stream(selection: Selection | None = None) -> bytes:
    return b"".join(figure_lines(selection or Selection(), SITE))


def test_every_published_figure_is_there_once_in_the_order_of_places_and_years(figures: list[Metric]) -> None:
    heads, *lines = csv_cells(stream())

    assert heads == [str(field.head) for field in LONG]
    keys = heads.index("数字编号")
    assert sorted(int(line[keys]) for line in lines) == sorted(metric.pk for metric in figures)
    places = list(dict.fromkeys((line[heads.index("区划代码")], line[heads.index("年份")]) for line in lines))
    assert places == [("330424", "2023"), ("330424", "2021"), ("330483", "2022")]


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_stream_has_the_cells_of_the_long_form(figures: list[Metric], language: str) -> None:
    placed = Metric.objects.published().select_related(
        "indicator__domain", "report__bureau__region", "report__region"
    )
    with override(language):
        _heads, *lines = csv_cells(stream())
        rows = [[as_text(cell) for cell in row] for row in long_rows(placed.order_by("pk"), SITE)]

    key = LONG.index(next(field for field in LONG if field.key == "metric"))
    assert sorted(lines, key=lambda line: int(line[key])) == rows


def test_copying_and_fetching_give_the_same_bytes(figures: list[Metric]) -> None:
    """On PostgreSQL the rows are copied out, elsewhere fetched; what each writes is the same to the last byte."""
    reports = list(Report.objects.published().values_list("pk", flat=True))
    query = FigureQuery(Selection().figures(), figure_columns(SITE, words=True, defused=True))

    fetched = query.lines(reports, by_copy=False)

    assert len(fetched) == len(figures)
    assert query.lines(reports) == fetched
    assert query.lines(reports, by_copy=connection.vendor == "postgresql") == fetched


def test_numbers_are_plain_digits(figures: list[Metric]) -> None:
    heads, *lines = csv_cells(stream())
    said = {line[heads.index("值")] for line in lines}

    assert {"0", "0.000001", "46.98", "123456789012.5", "27810100", "25.25", ""} <= said
    assert not any("E" in value or value.endswith(".0") for value in said)


def test_text_that_would_run_is_defused_and_nothing_else_changes(figures: list[Metric]) -> None:
    heads, *lines = csv_cells(stream())
    said = {line[heads.index("所计内容")] for line in lines}

    assert {'\'=SUM(A1)"甲",乙', "'+一", "'-二", "'@三", "'\t四", "'＝七"} <= said
    assert {"五\n六", "八'九", "'十", "逗,号"} <= said


def test_what_is_said_of_a_figure_is_what_its_certificate_says(figures: list[Metric]) -> None:
    heads, *lines = csv_cells(stream())
    told = {int(line[heads.index("数字编号")]): line for line in lines}
    for metric in Metric.objects.published().select_related("indicator"):
        line = told[metric.pk]
        clauses = [clause for clause in reservations(metric) if "印作" not in clause]
        reasons = [one for one in line[heads.index("理由")].split("；") if one and "印作" not in one]
        assert reasons == clauses
        verdict = "不可比" if is_apart(metric) else "有保留" if reservations(metric) else "可比"
        assert line[heads.index("可比性")] == verdict


def test_rejected_and_unpublished_figures_are_not_given_away(figures: list[Metric]) -> None:
    review.reject(figures[0], by=make_staff())
    review.withdraw(Report.objects.published().get(year=2021))
    _heads, *lines = csv_cells(stream())

    assert len(lines) == len(figures) - 1 - 3


def test_a_selection_narrows_bureaus_years_and_indicators(figures: list[Metric]) -> None:
    bureau = Bureau.objects.get(region__adcode="330424")
    everyone = len(csv_cells(stream())) - 1

    of_bureau = csv_cells(stream(Selection(bureaus=(bureau.pk,), years=(2021,))))
    of_indicator = csv_cells(stream(Selection(indicators=(MARRIED,))))

    assert len(of_bureau) - 1 == 3
    assert 0 < len(of_indicator) - 1 < everyone
    assert csv_cells(stream(Selection(domains=("marriage",)))) == of_indicator


def test_batches_do_not_show(figures: list[Metric], monkeypatch: pytest.MonkeyPatch) -> None:
    whole = stream()
    monkeypatch.setattr(figure_stream, "FIRST_BATCH", 1)
    monkeypatch.setattr(figure_stream, "BATCH", 1)

    assert stream() == whole
