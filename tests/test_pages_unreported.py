"""A bureau without a published report: who it is, who can be read instead, and nothing of what waits here."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.test import Client

from bureaus.models import Region
from reports import review
from tests.factories import figure, make_bureau, make_population, make_region, make_report

pytestmark = pytest.mark.django_db

QueryBudget = Callable[[int], AbstractContextManager[Any]]


@pytest.fixture
def county() -> Region:
    make_region("浙江省", "330000", level="province", prefecture="")
    make_region("嘉兴市", "330400", level="prefecture")
    return make_region("海盐县", "330424")


def page(client: Client, address: str = "/bureaus/330424/") -> str:
    response = client.get(address)
    assert response.status_code == 200
    return str(response.content.decode())


def test_it_says_who_it_is_that_nothing_is_published_and_whose_reports_can_be_read(
    client: Client, county: Region
) -> None:
    make_population(county, 456_775)
    near, far, other = (
        make_bureau(region)
        for region in (
            make_region("桐乡市", "330483"),
            make_region("乙县", "110101", province="北京市", prefecture=""),
            make_region("丁市", "110100", level="prefecture", province="北京市", prefecture="丁市"),
        )
    )
    for bureau in (near, far, other):
        make_report(bureau=bureau)
    html = page(client)

    assert "这里还没有发布海盐县民政局的报告。" in html
    assert "浙江省嘉兴市海盐县" in html
    assert "456,775" in html
    assert "嘉兴市有报告的还有1个局：桐乡市。" in html
    assert f'href="{near.get_absolute_url()}"' in html
    assert f'href="{far.get_absolute_url()}"' in html
    assert other.get_absolute_url() not in html
    assert "/compare/?b=330483,110101" in html
    assert "/coverage/?p=330000#missing" in html


def test_a_document_that_waits_here_changes_nothing(client: Client, county: Region) -> None:
    before = [page(client, address) for address in ("/bureaus/330424/", "/en/bureaus/330424/")]
    bureau = make_bureau(county, "海盐县民政和退役军人事务局")
    make_report("登记1698对。", [figure("1698对", value="1698")], bureau=bureau, published=False)

    assert [page(client, address) for address in ("/bureaus/330424/", "/en/bureaus/330424/")] == before
    for address in ("2022/", "plans/", "problems/"):
        assert client.get(f"/bureaus/330424/{address}").status_code == 404
    assert client.get("/bureaus/330424.csv").status_code == 404
    assert client.get("/regions/330424/")["Location"] == "/bureaus/330424/"


def test_a_bureau_whose_reports_were_withdrawn_is_one_without_a_report(
    client: Client, county: Region
) -> None:
    report = make_report(bureau=make_bureau(county))
    review.withdraw(report)

    assert "这里还没有发布海盐县民政局的报告。" in page(client)


def test_search_engines_are_asked_to_leave_it_and_nobody_lists_it(client: Client, county: Region) -> None:
    make_report(bureau=make_bureau(county), published=False)

    assert '<meta name="robots" content="noindex">' in page(client)
    assert "/bureaus/330424/" not in page(client, "/bureaus/")
    make_report(bureau=make_bureau(make_region("桐乡市", "330483")))
    assert "noindex" not in page(client, "/bureaus/330483/")


def test_a_department_is_no_bureau_and_without_anybody_near_there_is_a_way_on(
    client: Client, county: Region
) -> None:
    html = page(client, "/bureaus/330000/")

    assert "浙江省民政厅" in html
    assert "附近和同级的局也都还没有报告。" in html
    assert 'href="/bureaus/"' in html


def test_a_division_of_the_past_leads_to_what_it_became(client: Client, county: Region) -> None:
    former = make_region("武原县", "330499", start_year=1950, end_year=1958)
    former.successors.add(county)

    assert client.get("/bureaus/330499/")["Location"] == "/bureaus/330424/"
    assert "武原县" in page(client)


def test_what_became_several_divisions_is_not_found(client: Client, county: Region) -> None:
    former = make_region("武原县", "330499", start_year=1950, end_year=1958)
    former.successors.add(county, make_region("桐乡市", "330483"))

    assert client.get("/bureaus/330499/").status_code == 404


@pytest.mark.parametrize("bureaus", [1, 9])
def test_it_takes_twelve_queries(
    client: Client, django_assert_num_queries: QueryBudget, county: Region, bureaus: int
) -> None:
    for _ in range(bureaus):
        make_report(bureau=make_bureau(make_region()))

    # The bureau by its code, published ones alone. The division; those before it; its residents. Its residents, its
    # prefecture, those like it. These with region and counts; the regions before theirs; names; their regions; reports.
    with django_assert_num_queries(12):
        client.get("/bureaus/330424/")


def test_a_comparison_does_not_tell_either_whether_something_waits(client: Client, county: Region) -> None:
    make_report(bureau=make_bureau(make_region("桐乡市", "330483")))
    told = client.get("/compare/?b=330483,330424")
    waiting = make_report(bureau=make_bureau(county))
    review.withdraw(waiting)

    assert told.status_code == 400
    assert client.get("/compare/?b=330483,330424").content == told.content
