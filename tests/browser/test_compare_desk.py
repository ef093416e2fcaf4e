"""A bureau officer at the comparison: her own bureau beside peers, differences, order, drawings to take away, print."""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Page, expect

from bureaus.models import Bureau
from tests.factories import figure, make_bureau, make_indicator, make_population, make_region, make_report

pytestmark = pytest.mark.django_db(transaction=True)

BUREAUS = (
    ("海盐县", "330424", 456),
    ("桐乡市", "330483", 1029),
    ("海宁市", "330481", 1076),
    ("平湖市", "330482", 671),
)
DESK = "/compare/?b=330424,330483,330481&y=2021,2022&base=330424"
SCRIPT_BUDGET = 220 * 1024


@pytest.fixture(autouse=True)
def _four_bureaus_two_years(live_server: object) -> None:
    make_indicator("marriage.divorces", name_zh="离婚登记", name_en="Divorces", position=2)
    for place, (name, code, residents) in enumerate(BUREAUS):
        bureau = make_bureau(make_region(name, code))
        make_population(bureau.region, residents * 1000)
        for year in (2021, 2022):
            married, divorced = str(1000 * (place + 1) + year - 2021), str(300 + 7 * place)
            qualifier = "over" if place == 1 else "exact"
            figures = [
                figure(
                    f"{married}对",
                    "结婚登记",
                    married,
                    indicator="marriage.registrations",
                    qualifier=qualifier,
                ),
                figure(f"{divorced}对", "离婚登记", divorced, indicator="marriage.divorces"),
            ]
            make_report(f"结婚登记{married}对。离婚登记{divorced}对。", figures, bureau=bureau, year=year)


def test_an_officer_sets_her_bureau_beside_its_prefecture_and_sees_the_differences(page: Page) -> None:
    page.goto("/compare/?b=330424")
    page.locator(".company li").filter(has_text="嘉兴市有报告的还有3个局").get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("4个民政局")
    page.get_by_label("基准").select_option(label="海盐县")
    page.get_by_label("各局次序").select_option(label="结婚登记 ↓")
    page.get_by_role("button", name="排列").click()
    heads = page.locator("thead .who a")
    expect(heads).to_have_text(["平湖市", "海宁市", "桐乡市", "海盐县"])
    expect(page.locator("td.v").first).to_contain_text("+3,000（+299.7%）")
    assert "base=330424" in page.url


def test_she_finds_another_by_its_initials(page: Page) -> None:
    page.goto("/compare/?b=330424,330483")
    page.get_by_text("改变民政局、指标、年份").click()
    page.get_by_label("加一个民政局").fill("phs")
    page.keyboard.press("Enter")
    expect(page.locator("thead .who a")).to_have_text(["海盐县", "桐乡市", "平湖市"])


def test_rows_that_are_bureaus_are_sorted_in_their_head(page: Page) -> None:
    page.goto("/compare/?b=330424,330483,330481&view=bureaus")
    page.get_by_role("columnheader").get_by_role("link", name="离婚登记").click()
    # The derived indicators have a table of their own.
    bureaus = page.locator("tbody th a").filter(has_not_text="比")
    expect(bureaus).to_have_text(["海宁市", "桐乡市", "海盐县"])
    expect(page.locator("th[aria-sort=descending]")).to_contain_text("离婚登记")


def test_a_drawing_is_taken_away_as_a_picture(page: Page) -> None:
    page.goto(DESK)
    figures = page.locator("figure.plot")
    expect(figures).to_have_count(3)
    for place in range(3):
        with page.expect_download() as taken:
            figures.nth(place).get_by_role("button", name="下载PNG").click()
        assert taken.value.suggested_filename.endswith(".png")
        assert Path(taken.value.path()).read_bytes().startswith(b"\x89PNG")


def test_a_tooltip_shows_the_value_as_printed(page: Page) -> None:
    page.goto(DESK)
    page.locator("[data-drawing=lines]").scroll_into_view_if_needed()
    page.wait_for_function("() => Chart.getChart(document.querySelector('[data-drawing=lines] canvas'))")
    said = page.evaluate(
        "() => { const chart = Chart.getChart(document.querySelector('[data-drawing=lines] canvas'));"
        " const item = { dataset: chart.data.datasets[1], dataIndex: 1 };"
        " return chart.options.plugins.tooltip.callbacks.label(item); }"
    )
    assert said == "桐乡市 ≥2,001 对，原文写作“2001对”"


def test_the_head_and_the_first_column_stay_in_sight(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(DESK)
    region = page.get_by_role("region", name="表1 原值")
    region.evaluate("r => { r.scrollLeft = 300; r.scrollTop = 40; }")
    left = region.evaluate("r => r.getBoundingClientRect().left")
    name = page.get_by_role("rowheader", name="结婚登记")
    assert abs(name.evaluate("n => n.getBoundingClientRect().left") - left) <= 1


def test_wide_ranges_scroll_in_their_table_and_never_the_page(page: Page) -> None:
    bureau = Bureau.objects.get(region__adcode="330424")
    for year in range(2015, 2021):
        said = figure("71234.56对至", "结婚登记", "71234.56", indicator="marriage.registrations")
        wide = said | {"qualifier": "range", "value_max": "812345.67"}
        make_report(
            "结婚登记71234.56对至812345.67对。",
            [wide],
            bureau=bureau,
            year=year,
        )
    page.goto("/compare/?b=330424&y=2015,2016,2017,2018,2019,2020")
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280


def test_two_years_of_three_bureaus_print_on_one_upright_page(page: Page) -> None:
    page.goto(DESK)
    printed = pypdfium2.PdfDocument(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    width, height = printed[0].get_size()
    words = "".join("".join(sheet.get_textpage().get_text_range().split()) for sheet in printed)
    assert (len(printed), width < height) == (1, True)
    for said in ("结婚登记", "出处", "引用这一页", "base=330424"):
        assert said in words
    assert "排列" not in words


def test_the_drawings_cost_no_more_script_than_allowed(page: Page) -> None:
    loaded: list[int] = []
    page.on(
        "response", lambda answer: loaded.append(len(answer.body())) if answer.url.endswith(".js") else None
    )
    page.goto(DESK, wait_until="networkidle")
    assert 0 < sum(loaded) <= SCRIPT_BUDGET
