"""One year of a bureau beside the year before, and the bureau beside its peers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from bureaus.models import Bureau, BureauName
from reports.holdings.peers import PeerKind, kinds_for, peer_group
from reports.models import Report
from reports.profiles import group_sentence, lineage, place_sentence
from tests.factories import (
    figure,
    make_bureau,
    make_indicator,
    make_metric,
    make_population,
    make_region,
    make_report,
)

pytestmark = pytest.mark.django_db

QueryBudget = Callable[[int], AbstractContextManager[Any]]
CODE = "marriage.registrations"
OTHER = "marriage.divorces"


@pytest.fixture(autouse=True)
def _in_chinese() -> Iterator[None]:
    with translation.override("zh-hans"):
        yield


def made(
    value: str, *, bureau: Bureau | None = None, year: int = 2022, code: str = CODE, **fields: Any
) -> Report:
    bureau = bureau or make_bureau(make_region())
    figures = [figure(f"{value}对", value=value, indicator=code, **fields)]
    return make_report(f"登记{value}对。", figures, bureau=bureau, year=year)


def page(client: Client, bureau: Bureau, year: int) -> str:
    response = client.get(f"/bureaus/{bureau.adcode}/{year}/")
    assert response.status_code == 200
    return str(response.content.decode())


def changes(html: str) -> list[str]:
    """The cells of the column of changes, without their marks."""
    rows = re.findall(r'<td class="count change">(.*?)</td>\s*<td class="say">', html, re.DOTALL)
    return [re.sub(r"<[^>]+>", "", row).strip() for row in rows]


# One year -------------------------------------------------------------------------------------------------------------


def test_a_figure_stands_beside_last_year_s_with_its_change(client: Client) -> None:
    bureau = make_bureau()
    made("1500", bureau=bureau, year=2021)
    made("1650", bureau=bureau, year=2022)
    html = page(client, bureau, 2022)

    assert changes(html) == ["+150 +10%"]
    assert "都有的指标1项：1项上升。" in html


def test_a_rate_changes_by_points_and_never_by_a_share_of_itself(client: Client) -> None:
    make_indicator(CODE, kind="rate", unit="%", per_capita=False)
    bureau = make_bureau()
    made("95.5", bureau=bureau, year=2021, unit="%")
    made("93", bureau=bureau, year=2022, unit="%")

    assert changes(page(client, bureau, 2022)) == ["−2.5"]


@pytest.mark.parametrize(
    ("fields", "said"),
    [({"qualifier": "over"}, "界限或约数"), ({"period": "part"}, "不可比"), ({"claim": "plan"}, "不可比")],
)
def test_no_change_is_told_where_none_can_be(client: Client, fields: dict[str, Any], said: str) -> None:
    bureau = make_bureau()
    made("1500", bureau=bureau, year=2021)
    made("1650", bureau=bureau, year=2022, **fields)

    assert changes(page(client, bureau, 2022)) == [said]


def test_what_is_no_longer_mentioned_stays_in_the_table(client: Client) -> None:
    bureau = make_bureau()
    make_indicator(OTHER, name_zh="离婚登记")
    made("1500", bureau=bureau, year=2021, code=OTHER)
    made("1650", bureau=bureau, year=2022)
    html = page(client, bureau, 2022)

    assert "离婚登记" in html
    assert "2021年有而这一年不再提及的1项" in html


def test_it_leads_to_the_report_the_certificates_and_the_neighbouring_years(client: Client) -> None:
    bureau = make_bureau()
    for year in (2019, 2021, 2023):
        made("100", bureau=bureau, year=year)
    report = bureau.reports.get(year=2021)
    html = page(client, bureau, 2021)

    assert f'href="/reports/{report.pk}/"' in html
    assert f'href="/metrics/{report.metrics.get().pk}/"' in html
    assert f'rel="prev" href="/bureaus/{bureau.adcode}/2019/"' in html
    assert f'rel="next" href="/bureaus/{bureau.adcode}/2023/"' in html
    assert "2022 □" in html


def test_a_year_between_without_a_report_says_so_and_one_outside_is_not_found(client: Client) -> None:
    bureau = make_bureau()
    for year in (2019, 2021):
        made("100", bureau=bureau, year=year)

    assert "没有收录2020年的报告" in page(client, bureau, 2020)
    for year in (2018, 2022, 99999):
        assert client.get(f"/bureaus/{bureau.adcode}/{year}/").status_code == 404


def test_figures_outside_the_catalogue_are_counted(client: Client) -> None:
    report = made("1650")
    make_metric(report, "登记", "别的")

    assert "另有1个数字不属于目录里的指标" in page(client, report.bureau, 2022)


def test_a_former_code_leads_to_the_year_under_today_s(client: Client) -> None:
    city = make_region("海门市", "320684", start_year=1994, end_year=2020)
    bureau = make_bureau(make_region("海门区", "320614", start_year=2020))
    BureauName.objects.create(bureau=bureau, region=city, name="海门市民政局")
    make_report(
        "登记9对。", [figure("9对", value="9", indicator=CODE)], bureau=bureau, region=city, year=2019
    )
    response = client.get("/bureaus/320684/2019/")

    assert (response.status_code, response["Location"]) == (301, "/bureaus/320614/2019/")
    html = page(client, bureau, 2019)
    assert "<h1>海门市民政局，2019年</h1>" in html
    assert "报告写的是海门市，区划今为海门区" in html


@pytest.mark.parametrize("figures", [1, 40])
def test_one_year_takes_fourteen_queries(
    client: Client, django_assert_num_queries: QueryBudget, figures: int
) -> None:
    bureau = make_bureau()
    for year in (2021, 2022):
        report = made("1650", bureau=bureau, year=year)
        for number in range(figures):
            make_metric(
                report, "1650对", value="1", indicator=make_indicator(f"marriage.{number}", position=number)
            )

    # The bureau; the regions before its own; its names; their regions. Its reports with counts; shortcomings; plans.
    # The comparison: reports, what became of their regions, population, figures, indicators, shortcomings. The clauses.
    with django_assert_num_queries(14):
        client.get(f"/bureaus/{bureau.adcode}/2022/")


# Beside its peers -----------------------------------------------------------------------------------------------------


def peers_of(report: Report, kind: PeerKind = PeerKind.PROVINCE) -> Any:
    return peer_group(Bureau.objects.get(pk=report.bureau_id), report, [kind])


def with_residents(report: Report, residents: int = 100_000) -> Report:
    make_population(report.region, residents)
    return report


def test_it_stands_beside_the_reports_of_the_same_year_rank_and_province() -> None:
    own = with_residents(made("1000"))
    for value in ("100", "200", "300", "400", "500"):
        with_residents(made(value))
    made("9", year=2021)
    made("9", bureau=make_bureau(make_region(level="prefecture")))
    made("9", bureau=make_bureau(make_region(province="江苏省")))
    group = peers_of(own)

    assert len(group.peers) == 5
    [beside] = group.beside
    assert beside.peers.values == tuple(Decimal(n) for n in (10, 20, 30, 40, 50))
    assert beside.place == 1
    assert group_sentence(own.bureau, group) == "同类组：浙江省其他有2022年报告的县级民政局，共5个。"
    assert "1项里，0项在中间一半之内，1项高于它" in place_sentence(group)


def test_four_peers_have_a_median_and_no_middle_half() -> None:
    own = with_residents(made("1000"))
    for value in ("100", "200", "300", "400"):
        with_residents(made(value))
    [beside] = peers_of(own).beside

    assert beside.peers.median == Decimal(25)
    assert beside.place is None


def test_peers_by_size_are_the_nearest_in_residents() -> None:
    own = with_residents(made("1000"))
    far = with_residents(made("1"), 9_000_000)
    near = with_residents(made("2", bureau=make_bureau(make_region(province="江苏省"))), 110_000)
    made("3")
    group = peers_of(own, PeerKind.SIZE)

    assert {report.pk for report in group.peers} == {far.pk, near.pk}


def test_a_part_of_the_year_does_not_stand_beside_the_peers_years(client: Client) -> None:
    own = made("1000", period="part")
    for value in ("100", "200", "300"):
        made(value)

    assert peers_of(own).beside == ()
    assert "没有一项有三个同类局报告" in client.get(f"/bureaus/{own.bureau.adcode}/").content.decode()


def test_the_group_is_in_the_address_and_only_those_its_rank_has(client: Client) -> None:
    own = with_residents(made("1000"))
    with_residents(made("100"))

    assert (
        "人口最相近、有2022年报告" in client.get(f"/bureaus/{own.bureau.adcode}/?peers=size").content.decode()
    )
    assert client.get(f"/bureaus/{own.bureau.adcode}/?peers=friends").status_code == 400
    province = make_bureau(make_region(level="province", prefecture=""))
    assert kinds_for(province) == (PeerKind.SIZE,)


def test_where_nobody_is_asked_for_the_first_group_with_somebody_in_it_is_taken(client: Client) -> None:
    own = with_residents(made("1000"))
    with_residents(made("100", bureau=make_bureau(make_region(province="江苏省"))))
    address = f"/bureaus/{own.bureau.adcode}/"

    assert client.get(address).context["group"].kind is PeerKind.SIZE
    asked = client.get(f"{address}?peers=province")
    assert asked.context["group"].kind is PeerKind.PROVINCE
    assert "这里没有浙江省其他县级民政局2022年的报告。" in asked.content.decode()


def test_lineage_tells_names_codes_and_what_was_merged(client: Client) -> None:
    city = make_region("崇川区", "320602", start_year=1991, end_year=2020)
    merged = make_region("港闸区", "320611", start_year=1991, end_year=2020)
    district = make_region("新崇川区", "320613", start_year=2020)
    for before in (city, merged):
        before.successors.add(district)
    bureau = make_bureau(district)
    BureauName.objects.create(bureau=bureau, region=city, name="崇川区民政局")
    make_report(bureau=bureau)
    found = lineage(Bureau.objects.with_lineage().get())

    assert [one.adcode for one in found.borne] == ["320602", "320613"]
    assert [region.name for region in found.merged] == ["港闸区"]
    html = client.get("/bureaus/320613/").content.decode()
    assert "2020年以前是崇川区民政局（320602）" in html
    assert "并入本区划" in html
