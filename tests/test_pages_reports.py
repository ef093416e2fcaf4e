"""The list of reports, the reader of one, and its original: what they show, to whom, in how many queries."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from reports import review
from reports.models import Report
from tests.factories import (
    figure,
    make_bureau,
    make_metric,
    make_region,
    make_report,
    make_staff,
)

pytestmark = pytest.mark.django_db

QueryBudget = Callable[[int], AbstractContextManager[Any]]

TEXT = (
    "一、主要成效\n"
    "(一)规范登记。全年办理结婚登记1698对,掌上执法率、覆盖率均达100%。\n\n"
    "二、存在的问题\n"
    "民政系统还无<持证>人员 & 经费不足。\n"
    "三、明年计划\n将加强普法宣传。\n"
)


def make_full_report(**fields: Any) -> Report:
    return make_report(
        TEXT,
        figures=[
            figure("1698对", "结婚登记", "1698", indicator="marriage.registrations"),
            figure("100%", "掌上执法率", "100", unit="%"),
            figure("100%", "覆盖率", "100", unit="%"),
            figure("无", "持证人员", "0", unit="人"),
        ],
        problems=["民政系统还无<持证>人员 & 经费不足"],
        plans=["将加强普法宣传"],
        headings=["一、主要成效", "(一)规范登记", "二、存在的问题", "三、明年计划"],
        **fields,
    )


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return str(response.content.decode())


def printed_text(html: str) -> str:
    """What stands in the article as the report's own text: without our tags, numbers and margins."""
    article = html[html.index("<article") : html.index("</article>")]
    article = re.sub(r"<ul class=\"margin\".*?</ul>", "", article, flags=re.S)
    article = re.sub(r"<span class=\"tag\".*?</span> ", "", article)
    blocks = re.findall(r"<(p|h[2-4])\b[^>]*>(.*?)</\1>", article, flags=re.S)
    return unescape(re.sub(r"<[^>]+>", "", "".join(inner for _name, inner in blocks)))


def test_the_reader_shows_the_whole_text_once_and_escaped(client: Client) -> None:
    html = page(client, f"/en/reports/{make_full_report().pk}/")

    assert printed_text(html) == TEXT
    assert "&lt;持证&gt;人员 &amp; 经费不足" in html


def test_every_figure_is_marked_at_its_place_and_leads_to_its_certificate(client: Client) -> None:
    report = make_full_report()
    html = page(client, f"/en/reports/{report.pk}/")

    for metric in report.metrics.exclude(label="覆盖率"):
        assert f'id="c{metric.start}" href="/en/metrics/{metric.pk}/">{metric.mention}</a>' in html


def test_a_shared_figure_has_one_mark_and_two_lines_in_the_margin(client: Client) -> None:
    report = make_full_report()
    start = report.metrics.get(label="覆盖率").start
    html = page(client, f"/en/reports/{report.pk}/")

    assert html.count(f'id="c{start}"') == 1
    assert re.findall(rf'<a href="#c{start}"[^>]*>([^<]+)</a>', html) == ["掌上执法率", "覆盖率"]


def test_shortcomings_and_plans_are_numbered_and_addressed(client: Client) -> None:
    report = make_full_report()
    html = page(client, f"/en/reports/{report.pk}/")

    assert f'<span class="mark-problem" id="q{report.problems.get().start}">' in html
    assert f'<span class="mark-plan" id="p{report.plans.get().start}">' in html
    assert f'href="#q{report.problems.get().start}">Shortcoming 1</a>' in html


def test_the_outline_leads_to_headings_on_lines_and_in_paragraphs(client: Client) -> None:
    html = page(client, f"/en/reports/{make_full_report().pk}/")

    for start in re.findall(r'<li class="level-\d"><a href="#(s\d+)">', html):
        assert html.count(f' id="{start}"') == 1
    assert '<h2 id="s0">一、主要成效' in html
    assert re.search(r"<b id=\"s7\">\(一\)规范登记</b>", html)


def test_a_rejected_figure_is_not_marked(client: Client) -> None:
    report = make_full_report()
    metric = report.metrics.get(label="结婚登记")
    review.reject(metric, by=make_staff())

    assert f'id="c{metric.start}"' not in page(client, f"/en/reports/{report.pk}/")


@pytest.mark.parametrize("place", ["", "original/"])
def test_what_is_not_published_does_not_exist_for_strangers(client: Client, place: str) -> None:
    waiting, withdrawn = make_report(published=False), make_report()
    review.withdraw(withdrawn)

    for report in (waiting, withdrawn):
        assert client.get(f"/en/reports/{report.pk}/{place}").status_code == 404


@pytest.mark.parametrize("place", ["", "original/"])
def test_staff_who_may_view_reports_see_what_is_not_published(client: Client, place: str) -> None:
    report = make_report(published=False)
    client.force_login(make_staff("reports.view_report"))
    response = client.get(f"/en/reports/{report.pk}/{place}")
    assert response.status_code == 200
    response.getvalue()  # a file is closed once it has been read to its end

    client.force_login(make_staff("reports.view_indicator"))
    assert client.get(f"/en/reports/{report.pk}/{place}").status_code == 404


def test_staff_are_told_that_the_public_does_not_see_the_page(client: Client) -> None:
    report = make_report(published=False)
    client.force_login(make_staff("reports.view_report"))

    assert "Only staff see this page" in page(client, f"/en/reports/{report.pk}/")


def test_the_original_comes_byte_for_byte_to_be_saved_and_never_shown(client: Client) -> None:
    report = make_report("<script>alert(1)</script>", original_name='报告".html')
    response = client.get(f"/reports/{report.pk}/original/")

    assert response.getvalue() == b"<script>alert(1)</script>"
    assert response["Content-Disposition"].startswith("attachment;")
    assert response["Content-Type"] == "application/octet-stream"
    assert response["X-Content-Type-Options"] == "nosniff"


def test_a_lost_original_is_not_found_rather_than_a_failure(client: Client) -> None:
    report = make_report()
    report.original.delete(save=False)

    assert client.get(f"/reports/{report.pk}/original/").status_code == 404


def test_the_list_shows_published_reports_of_the_year_asked_for(client: Client) -> None:
    make_report(year=2021, title="前年的报告")
    make_report(year=2022, title="去年的报告")
    make_report(year=2022, title="没有发布的报告", published=False)
    html = page(client, "/en/reports/?year=2022")

    assert "去年的报告" in html
    assert "前年的报告" not in html
    assert "没有发布的报告" not in html


def test_the_list_is_sorted_by_any_head_and_says_so(client: Client) -> None:
    few, many = make_report(title="少"), make_report(title="多", figures=[figure("1698对")])
    html = page(client, "/en/reports/?sort=-figures")

    assert 'aria-sort="descending"' in html
    assert html.index(f"/en/reports/{many.pk}/") < html.index(f"/en/reports/{few.pk}/")


@pytest.mark.parametrize(
    ("address", "shown"), [("https://example.cn/1", True), ("javascript:alert(1)", False)]
)
def test_only_a_web_address_becomes_a_link_to_the_source(client: Client, address: str, shown: bool) -> None:
    report = make_report(source_url=address)

    assert (f'href="{address}"' in page(client, f"/en/reports/{report.pk}/")) is shown


@pytest.mark.parametrize(
    "address", ["bureaus/%00/", "bureaus/x/", "indicators/%00/", "reports/0/", "metrics/0/"]
)
def test_an_address_that_makes_no_sense_is_not_found(client: Client, address: str) -> None:
    assert client.get(f"/en/{address}").status_code == 404


def test_an_empty_list_says_what_is_missing(client: Client) -> None:
    assert "Reports appear here" in page(client, "/en/reports/")


def test_its_figures_are_offered_as_files(client: Client) -> None:
    report = make_full_report()
    address = f"/reports/{report.pk}"

    shown = page(client, f"{address}/")

    assert f'href="{address}.csv"' in shown
    assert f'href="{address}.xlsx"' in shown


@pytest.mark.parametrize("figures", [1, 40])
def test_the_reader_takes_seven_queries(
    client: Client, django_assert_num_queries: QueryBudget, figures: int
) -> None:
    report = make_report("".join(f"登记{n}对。\n" for n in range(100, 100 + figures)))
    for n in range(100, 100 + figures):
        make_metric(report, f"{n}对", value=str(n), indicator="marriage.registrations")

    # The report with its bureau and regions; sections; figures with indicators; shortcomings; plans; relations (their
    # terms are asked for only where there are any).
    with django_assert_num_queries(7):
        client.get(f"/en/reports/{report.pk}/")


@pytest.mark.parametrize("reports", [1, 60])
def test_the_list_takes_three_queries(
    client: Client, django_assert_num_queries: QueryBudget, reports: int
) -> None:
    for _ in range(reports):
        make_report(figures=[figure("1698对")])

    # The years held; how many reports there are; one page of them with bureau, region and counts.
    with django_assert_num_queries(3):
        client.get("/en/reports/")


def test_the_list_has_fifty_a_page_and_keeps_the_question_on_the_next(client: Client) -> None:
    bureau_codes = [make_report(bureau=make_bureau(make_region())).bureau.adcode for _ in range(51)]
    first = page(client, "/en/reports/?sort=bureau&year=2022")

    assert first.count("<tr") == 51
    assert 'href="?sort=bureau&amp;year=2022&amp;page=2"' in first
    assert f"/bureaus/{max(bureau_codes)}/" in page(client, "/en/reports/?sort=bureau&year=2022&page=2")


@pytest.mark.parametrize(
    "address", ["/en/", "/en/reports/", "/en/bureaus/", "/en/indicators/marriage.registrations/"]
)
def test_no_list_ever_reads_a_report_s_text(client: Client, address: str) -> None:
    make_report(figures=[figure("1698对", indicator="marriage.registrations", value="1698")])

    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    assert len(asked) > 0
    assert [query["sql"] for query in asked if '"reports_report"."text"' in query["sql"]] == []


# What is marked, and the other years ----------------------------------------------------------------------------------


def boxes(html: str) -> dict[str, bool]:
    found = re.findall(r'name="show" value="(\w+)"( checked)?>', html)
    return {kind: bool(checked) for kind, checked in found}


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("", {"figure", "problem", "plan"}),
        ("?show=problem", {"problem"}),
        ("?show=problem&show=plan", {"problem", "plan"}),
    ],
)
def test_the_address_says_what_is_marked(client: Client, asked: str, shown: set[str]) -> None:
    report = make_full_report()
    found = boxes(page(client, f"/en/reports/{report.pk}/{asked}"))

    assert {kind for kind, checked in found.items() if checked} == shown
    assert set(found) == {"figure", "problem", "plan"}


def test_the_nearest_other_years_are_one_step_away(client: Client) -> None:
    bureau = make_bureau()
    first, middle, last = (make_report(bureau=bureau, year=year) for year in (2018, 2021, 2022))
    half = make_report(bureau=bureau, year=2022, kind="half_year")
    html = page(client, f"/en/reports/{middle.pk}/")

    assert f'href="/en/reports/{first.pk}/" rel="prev"' in html
    assert f'href="/en/reports/{last.pk}/" rel="next"' in html
    assert f'href="/en/reports/{half.pk}/">2022 Half-year summary' in page(client, f"/en/reports/{last.pk}/")
    assert 'rel="next"' not in page(client, f"/en/reports/{last.pk}/")
