"""Derived indicators: sound formulas, worked out only from what may be divided, and marked wherever they show."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from django.conf import settings
from django.core.checks import run_checks
from django.test import Client
from django.utils import translation

from bureaus.models import Bureau
from reports.comparison import Basis, Question, compare
from reports.derivations import Derivation, Ratio, derivations, derive, faults, with_code
from reports.derived_rows import derived_rows
from reports.holdings.derived import derived_standing
from reports.models import Metric, Report
from reports.models.findings import Qualifier
from tests.factories import figure, make_bureau, make_domain, make_indicator, make_region, make_report

QueryBudget = Callable[[int], AbstractContextManager[Any]]

UNITS = {"a.part": ("家", "a"), "a.whole": ("家", "a"), "a.money": ("元", "a"), "a.rate": ("%", "a")}
SHARE = Derivation(
    code="derived.share",
    name_zh="占比",
    name_en="Share",
    domain="a",
    unit="%",
    numerator="a.part",
    denominator="a.whole",
    factor=Decimal(100),
    part_of_whole=True,
    instead_of="a.rate",
    definition_zh="部分除以全部",
    definition_en="Part divided by whole",
)
RATIO = "derived.divorces_per_100_marriages"
PASSED = "derived.annual_inspection_pass_rate"


@pytest.fixture(autouse=True)
def _in_chinese() -> Iterator[None]:
    with translation.override("zh-hans"):
        yield


# The formulas ---------------------------------------------------------------------------------------------------------


def test_the_formulas_of_the_project_are_sound() -> None:
    assert [message for message in run_checks() if message.id == "reports.E002"] == []
    assert len(derivations()) > 10


def test_a_share_of_sound_parts_has_no_fault() -> None:
    assert faults([SHARE], UNITS) == []


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"code": "share"}, "does not begin with derived."),
        ({"numerator": "a.gone"}, "there is no indicator a.gone"),
        ({"instead_of": "a.gone"}, "there is no indicator a.gone"),
        ({"denominator": "a.part"}, "divides an indicator by itself"),
        ({"numerator": "a.money"}, "is not what its numerator"),
        ({"factor": Decimal(1)}, "is not what its numerator"),
        ({"factor": Decimal(0)}, "not above zero"),
        ({"unit": "家"}, "is not what its numerator"),
        ({"domain": "b"}, "the domain 'b'"),
        ({"definition_en": ""}, "a name is missing"),
    ],
)
def test_every_fault_of_a_formula_is_told(wrong: dict[str, Any], said: str) -> None:
    assert any(said in fault for fault in faults([replace(SHARE, **wrong)], UNITS))


def test_a_code_given_twice_is_a_fault() -> None:
    assert faults([SHARE, SHARE], UNITS) == ["derived.share: its code is given twice"]


# One division ---------------------------------------------------------------------------------------------------------


def part(value: str | None, **fields: Any) -> Metric:
    given = {"unit": "家", "qualifier": "exact", "period": "year", "claim": "actual", "scope": ""}
    return Metric(value=None if value is None else Decimal(value), **(given | fields))


def divided(above: Metric | None, below: Metric | None, formula: Derivation = SHARE) -> Ratio | None:
    return derive(formula, above, below, {code: unit for code, (unit, _domain) in UNITS.items()})


def test_two_exact_figures_of_one_sort_are_divided() -> None:
    assert divided(part("45"), part("60")) == Ratio(Decimal(75), Qualifier.EXACT)
    assert divided(part("45", qualifier="about"), part("60")) == Ratio(Decimal(75), Qualifier.ABOUT)
    assert divided(part("0"), part("60")) == Ratio(Decimal(0), Qualifier.EXACT)
    assert divided(part("45", period="point"), part("60")) == Ratio(Decimal(75), Qualifier.EXACT)


@pytest.mark.parametrize(
    "fields",
    [
        {"qualifier": "over"},
        {"qualifier": "under"},
        {"qualifier": "at_least"},
        {"qualifier": "range", "value_max": Decimal(50)},
        {"period": "part"},
        {"period": "cumulative"},
        {"period": "multi_year"},
        {"period": "recurring"},
        {"claim": "plan"},
        {"unit": "个"},
        {"scope": "city"},
    ],
)
def test_nothing_is_worked_out_from_what_is_no_whole_exact_figure(fields: dict[str, Any]) -> None:
    assert divided(part("45", **fields), part("60")) is None
    assert divided(part("45"), part("60", **fields)) is None


def test_nothing_is_worked_out_from_nothing_or_by_zero() -> None:
    for above, below in (
        (None, part("1")),
        (part("1"), None),
        (part(None), part("1")),
        (part("0"), part("0")),
    ):
        assert divided(above, below) is None


def test_no_part_is_more_than_its_whole() -> None:
    assert divided(part("70"), part("60")) is None
    assert divided(part("70"), part("60"), replace(SHARE, part_of_whole=False)) is not None


# On the pages ---------------------------------------------------------------------------------------------------------


def marriages(
    married: str, divorced: str, *, bureau: Bureau | None = None, year: int = 2022, **fields: Any
) -> Report:
    make_indicator("marriage.divorces", name_zh="离婚登记", position=2)
    return make_report(
        f"结婚{married}对,离婚{divorced}对。",
        [
            figure(f"{married}对", value=married, indicator="marriage.registrations"),
            figure(f"{divorced}对", value=divorced, indicator="marriage.divorces", **fields),
        ],
        bureau=bureau or make_bureau(make_region()),
        year=year,
    )


@pytest.mark.django_db
def test_it_stands_for_everybody_who_gives_both_parts(client: Client) -> None:
    for married, divorced in (("100", "25"), ("200", "80"), ("300", "90")):
        marriages(married, divorced)
    marriages("100", "30", qualifier="over")
    make_report()
    formula = with_code(RATIO)
    assert formula is not None
    found = derived_standing(formula, None, "")

    assert (len(found.rows), found.looked_at, found.unfit, found.missing) == (3, 5, 1, 1)
    assert found.spreads["county"].values == (Decimal(25), Decimal(30), Decimal(40))
    html = client.get(f"/indicators/{RATIO}/").content.decode()
    assert "5份报告里3份算得出离婚／结婚比。县级中位数30%。" in html
    assert "没有哪个局印过" in html
    assert html.count('<th scope="row" class="who">') == 3


@pytest.mark.django_db
def test_what_a_report_prints_is_not_worked_out_again() -> None:
    domain = make_domain("social_org", name_zh="社会组织", position=2)
    for place, (code, unit, kind) in enumerate(
        (
            ("inspected", "家", "flow"),
            ("annual_inspection_passed", "家", "flow"),
            ("annual_inspection_pass_rate", "%", "rate"),
        )
    ):
        make_indicator(
            f"social_org.{code}", domain=domain, unit=unit, kind=kind, position=place, name_zh=code
        )
    for printed in (False, True):
        told = [
            figure("60家", value="60", unit="家", indicator="social_org.inspected"),
            figure("45家", value="45", unit="家", indicator="social_org.annual_inspection_passed"),
        ]
        rate = [figure("76%", value="76", unit="%", indicator="social_org.annual_inspection_pass_rate")]
        make_report("年检60家,合格45家,合格率76%。", told + (rate if printed else []))
    formula = with_code(PASSED)
    assert formula is not None
    found = derived_standing(formula, None, "")

    assert [row.point.value for row in found.rows] == [Decimal(75)]
    assert found.printed == 1
    bureaus = tuple(Bureau.objects.with_lineage())
    [row] = derived_rows(compare(Question(bureaus, every_row=True)))
    assert sorted(cell.text for cell in row.cells if cell.ratio) == ["75"]
    # Also where the rate itself is not asked for, the page of the comparison says what the indicator's does.
    parts = ("social_org.inspected", "social_org.annual_inspection_passed")
    assert derived_rows(compare(Question(bureaus, indicators=parts))) == (row,)


@pytest.mark.django_db
def test_a_report_without_an_index_has_its_figures_all_the_same() -> None:
    bureau = make_bureau()
    for year in (2021, 2022):
        marriages("200", "50", bureau=bureau, year=year)
    late = make_bureau()
    marriages("100", "30", bureau=late, year=2022)
    held = tuple(Bureau.objects.with_lineage().order_by("pk"))
    question = Question(held, years=(2021, 2022), basis=Basis.INDEX, every_row=True)
    [row] = derived_rows(compare(question))

    assert [cell.text for cell in row.cells] == ["25", "25", "", "30"]


@pytest.mark.django_db
def test_the_comparison_shows_what_two_columns_share_of_it(client: Client) -> None:
    first, second = marriages("100", "25").bureau, marriages("300", "90").bureau
    alone = make_report(bureau=make_bureau(make_region())).bureau
    query = f"/compare/?b={first.adcode},{second.adcode}"

    html = client.get(query).content.decode()
    assert f'href="/indicators/{RATIO}/"' in html
    assert '<td class="count">30<span class="sub">' in html
    html = client.get(f"/compare/?b={first.adcode},{alone.adcode}").content.decode()
    assert f'href="/indicators/{RATIO}/"' not in html


@pytest.mark.django_db
def test_a_bureau_and_its_year_show_it_marked_with_both_figures(client: Client) -> None:
    bureau = make_bureau(make_region())
    marriages("100", "25", bureau=bureau, year=2021)
    report = marriages("300", "100", bureau=bureau, year=2022)
    for address in (f"/bureaus/{bureau.adcode}/", f"/bureaus/{bureau.adcode}/2022/"):
        html = client.get(address).content.decode()
        assert f'href="/indicators/{RATIO}/"' in html
        assert '<span class="tag">派生</span>' in html
        assert "33.33" in html
        for metric in report.metrics.all():
            assert f'href="/metrics/{metric.pk}/">{metric.mention}</a>' in html


@pytest.mark.django_db
def test_the_catalogue_and_its_parts_lead_to_it(client: Client) -> None:
    marriages("100", "25")

    assert f'href="/indicators/{RATIO}/"' in client.get("/indicators/").content.decode()
    assert f'href="/indicators/{RATIO}/"' in client.get("/indicators/marriage.divorces/").content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(("query", "status"), [("?y=1999", 200), ("?sort=above&page=9", 200), ("?y=x", 400)])
def test_odd_questions_have_an_answer(client: Client, query: str, status: int) -> None:
    marriages("100", "25")
    assert client.get(f"/indicators/{RATIO}/{query}").status_code == status
    assert client.get("/indicators/derived.nothing/").status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("bureaus", [1, 60])
def test_a_derived_indicator_takes_seven_queries(
    client: Client, django_assert_num_queries: QueryBudget, bureaus: int
) -> None:
    for _ in range(bureaus):
        marriages("100", "25")

    # Its parts; the reports looked at; their levels; their keys; units; figures; the years held.
    with django_assert_num_queries(7):
        client.get(f"/indicators/{RATIO}/")


def test_the_file_stands_where_the_check_looks() -> None:
    assert (settings.REFERENCE_DIR / "derived_indicators.csv").is_file()
