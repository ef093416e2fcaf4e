"""The review workbench by keyboard alone: accept, correct, reject, split, add what is selected, assign by search."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect
from pytest_django import Settings

from reports import review
from reports.models import Correction, Decision, Metric, Problem, Report
from tests.factories import (
    figure,
    make_category,
    make_indicator,
    make_plan,
    make_problem,
    make_report,
    make_staff,
)

pytestmark = pytest.mark.django_db(transaction=True)

TEXT = (
    "2022年工作报告\n\n全年办理结婚登记1689对,救助4667户6135人。\n\n检查养老机构12家,印发〔2022〕60号文件,培训300人。\n\n"
    "一是普法宣传不够,执法力量不足。二是制度不健全。\n\n明年加强普法。\n"
)


@pytest.fixture(autouse=True)
def originals(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "originals"


@pytest.fixture
def report() -> Report:
    """Four doubtful figures; 培训300人 was overlooked, 4667户6135人 read as one."""
    make_indicator()
    make_indicator(
        "training.persons", name_zh="培训人数", name_en="Persons trained", unit="人", synonyms=["轮训"]
    )
    make_indicator(
        "elderly.checks", name_zh="养老机构检查", name_en="Homes inspected", unit="家", synonyms=[]
    )
    report = make_report(
        TEXT,
        [
            figure("1689对", "结婚登记", "1698", confidence="doubtful"),
            figure("4667户6135人", "救助", "6135", unit="人", confidence="doubtful"),
            figure("12家", "检查养老机构", "12", unit="家", confidence="doubtful"),
            figure("60号", "印发文件", "60", unit="件", confidence="doubtful"),
        ],
        published=False,
    )
    make_problem(report, "普法宣传不够,执法力量不足", category=make_category())
    make_problem(report, "制度不健全")
    make_plan(report, "明年加强普法", category=make_category())
    return report


@pytest.fixture
def bench(page: Page, report: Report) -> Page:
    rights = ("view_report", "change_report", "change_metric", "change_problem", "change_plan", "view_metric")
    user = make_staff(*(f"reports.{name}" for name in rights))
    page.goto(f"/en/admin/login/?next=/en/admin/reports/report/{report.pk}/review/")
    page.locator("#id_username").fill(user.get_username())
    page.locator("#id_password").fill("a long pass phrase")
    page.keyboard.press("Enter")
    expect(page.locator(".keys").first).to_be_visible()  # the script has begun
    return page


def heading(page: Page) -> Locator:
    return page.locator(".doubt h2")


def select(page: Page, words: str) -> None:
    """Select words in the text, as a hand does with the mouse or with Shift and the arrows."""
    page.evaluate(
        """(words) => {
          const walker = document.createTreeWalker(document.querySelector(".paper"), NodeFilter.SHOW_TEXT);
          const nodes = [];
          let text = "";
          while (walker.nextNode()) { nodes.push([walker.currentNode, text.length]); text += walker.currentNode.data; }
          const at = text.indexOf(words);
          const place = (offset) => nodes.findLast(([, start]) => start <= offset);
          const [first, from] = place(at), [last, upto] = place(at + words.length - 1);
          window.getSelection().setBaseAndExtent(first, at - from, last, at + words.length - upto);
        }""",
        words,
    )


def test_every_decision_by_keyboard_reaches_the_database_and_the_public_page(
    bench: Page, report: Report
) -> None:
    page = bench
    expect(heading(page)).to_contain_text("1689对")

    # Correct the value and assign an indicator by its pinyin initials.
    page.keyboard.press("e")
    page.keyboard.type("1689")
    page.keyboard.press("Escape")
    page.keyboard.press("i")
    page.keyboard.type("jhdj")
    expect(page.locator(".offered [role=option]")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page.get_by_role("combobox", name="Indicator")).to_have_value("Marriage registrations")
    page.keyboard.press("Enter")  # the reason is missing
    expect(page.locator(".errorlist")).to_contain_text("Say in a few words why")
    expect(page.locator("#id_reason")).to_be_focused()
    page.keyboard.type("misread")
    page.keyboard.press("Enter")

    # Split: the engine sees both figures in the printed form.
    expect(heading(page)).to_contain_text("4667户6135人")
    page.keyboard.press("s")
    expect(page.locator("#id_a-quote")).to_have_value("4667户")
    expect(page.locator("#id_b-value")).to_have_value("6135")
    page.keyboard.press("Enter")
    expect(page.locator(".said")).to_contain_text("Split")

    # Accept, reject.
    expect(heading(page)).to_contain_text("12家")
    page.keyboard.press("Enter")
    expect(heading(page)).to_contain_text("60号")
    page.keyboard.press("x")
    expect(page.locator(".done")).to_be_visible()

    # Add what is selected.
    select(page, "培训300人")
    page.keyboard.press("a")
    expect(page.locator("#id_quote")).to_have_value("300人")
    expect(page.locator("#id_value")).to_have_value("300")
    page.keyboard.press("Enter")
    expect(page.locator(".said")).to_contain_text("Added")
    expect(page.locator(".paper a", has_text="300人")).to_be_visible()

    decided = {one.mention: (one.value, one.decision, one.indicator_id) for one in Metric.objects.all()}
    assert decided == {
        "1689对": (Decimal(1689), Decision.CORRECTED, "marriage.registrations"),
        "4667户6135人": (Decimal(6135), Decision.REJECTED, None),
        "4667户": (Decimal(4667), Decision.ADDED, None),
        "6135人": (Decimal(6135), Decision.ADDED, None),
        "12家": (Decimal(12), Decision.CONFIRMED, None),
        "60号": (Decimal(60), Decision.REJECTED, None),
        "300人": (Decimal(300), Decision.ADDED, decided["300人"][2]),
    }
    assert {one.made_by for one in Correction.objects.all()} == {Correction.objects.all()[0].made_by}

    review.publish(report)
    page.context.clear_cookies()  # from here on a reader
    page.goto(report.get_absolute_url())
    for mention in ("1689对", "4667户", "6135人", "12家", "300人"):
        expect(page.locator("a.mark-figure", has_text=mention)).to_have_text(mention)
    expect(page.locator("a.mark-figure", has_text="60号")).to_have_count(0)
    expect(page.locator("main")).to_contain_text("1,689")


def test_keys_that_lead_through_the_queue_and_out_of_every_form(bench: Page) -> None:
    page = bench
    for key, words in (("j", "4667户6135人"), ("j", "12家"), ("k", "4667户6135人")):
        page.keyboard.press(key)
        expect(heading(page)).to_contain_text(words)
        expect(page.locator(".paper [aria-current]")).to_have_text(words)
    page.keyboard.press("s")
    expect(heading(page)).to_contain_text("Split")
    page.keyboard.press("Escape")
    expect(heading(page)).to_contain_text("No. 2")
    page.keyboard.press("a")
    expect(page.get_by_label("Words of the text")).to_be_focused()
    page.keyboard.type("300人")
    page.keyboard.press("Enter")
    expect(page.locator("#id_value")).to_have_value("300")
    page.keyboard.press("Escape")
    expect(heading(page)).to_contain_text("No. 2")
    page.go_back()
    expect(page.locator("#id_value")).to_have_value("300")

    assert not Correction.objects.exists()


def test_single_keys_can_be_turned_off(bench: Page) -> None:
    page = bench
    page.get_by_role("button", name="Single keys: on").click()
    page.locator(".doubt h2").click()
    page.keyboard.press("x")
    page.keyboard.press("j")
    page.reload()

    expect(page.get_by_role("button", name="Single keys: off")).to_be_visible()
    expect(page.locator(".keys").first).to_be_hidden()
    page.get_by_role("link", name="Skip", exact=True).click()  # everything has a button or a link
    expect(heading(page)).to_contain_text("No. 2")
    page.get_by_role("button", name="Single keys: off").click()
    page.locator(".doubt h2").click()
    page.keyboard.press("k")
    expect(heading(page)).to_contain_text("No. 1")
    assert not Correction.objects.exists()


def test_what_could_not_be_saved_is_said_and_stays_typed(bench: Page, browser_errors: list[str]) -> None:
    page = bench
    page.route("**/review/**", lambda route: route.fulfill(status=500, body="down"), times=1)
    page.keyboard.press("e")
    page.keyboard.type("1689")
    page.keyboard.press("Enter")

    expect(page.locator(".said")).to_contain_text("This was not saved.")
    expect(page.locator("#id_value")).to_have_value("1689")
    assert not Correction.objects.exists()
    assert "500" in browser_errors.pop()

    page.get_by_label("Reason").fill("misread")
    page.keyboard.press("Enter")
    expect(heading(page)).to_contain_text("No. 2")
    assert Metric.objects.get(mention="1689对").value == 1689


def test_the_parts_of_a_split_are_taken_from_the_text(bench: Page) -> None:
    page = bench
    page.keyboard.press("s")
    expect(heading(page)).to_contain_text("Split")
    select(page, "12家")
    page.keyboard.press("2")

    expect(page.locator("#id_b-quote")).to_have_value("12家")
    expect(page.locator("#id_b-value")).to_have_value("12")
    expect(page.locator("#id_a-quote")).to_have_value("1689对")


def test_shortcomings_are_decided_by_keyboard_too(bench: Page, report: Report) -> None:
    page = bench
    page.get_by_role("link", name="Shortcomings").click()
    expect(page.locator("#id_text")).to_have_value("普法宣传不够,执法力量不足")

    select(page, "执法力量不足")
    page.keyboard.press("t")
    page.keyboard.press("r")
    page.keyboard.type("two in one")
    page.keyboard.press("Enter")
    expect(page.locator("#id_text")).to_have_value("制度不健全")
    page.keyboard.press("x")
    expect(page.locator(".done")).to_be_visible()

    first, second = Problem.objects.order_by("pk")
    assert (first.text, first.decision) == ("执法力量不足", Decision.CORRECTED)
    assert second.decision == Decision.REJECTED


def test_the_search_for_an_indicator(bench: Page) -> None:
    page = bench
    page.keyboard.press("i")
    page.keyboard.type("人")
    expect(page.locator(".offered [role=option]")).to_have_text(
        ["Persons trained Marriage registration · persons"]
    )
    page.keyboard.type("不存在")
    expect(page.locator(".offered [role=option]")).to_have_count(0)
    expect(page.locator(".searched [role=status]")).to_have_text("No indicator is called so.")
    page.get_by_role("combobox", name="Indicator").fill("")
    page.keyboard.press("ArrowDown")
    expect(page.locator(".offered [role=option]")).to_have_count(3)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.locator(".offered [aria-selected=true]")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.locator(".offered")).to_be_hidden()


@pytest.mark.parametrize(
    "query", ["", "?all=1", "?what=problems", "?add=1", "?add=1&quote=300人", "?split=1"]
)
def test_the_workbench_is_accessible_and_never_scrolls_sideways(
    bench: Page,
    report: Report,
    axe: Callable[[Page], list[str]],
    browser_errors: list[str],
    query: str,
) -> None:
    page = bench
    page.goto(f"/admin/reports/report/{report.pk}/review/{query}")
    expect(page.locator(".progress")).to_be_visible()
    if not query:
        expect(page.locator(".keys").first).to_be_visible()
        page.keyboard.press("i")
        page.keyboard.type("人")
    logged = list(browser_errors)
    assert logged + axe(page) == []
    browser_errors.clear()  # axe writes a style to measure by, which the pages' policy refuses
    for width in (390, 320):
        page.set_viewport_size({"width": width, "height": 844})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
