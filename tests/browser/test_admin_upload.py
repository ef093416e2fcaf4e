"""An editor's whole way: log in, upload, check, correct a figure, publish, find it on the public pages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django import Settings

from reports import intake
from reports.models import Metric, Report, Upload
from reports.tasks import check
from tests import documents
from tests.documents import REPORT
from tests.factories import make_staff

pytestmark = pytest.mark.django_db(transaction=True)

EDITOR = ("view_report", "add_report", "change_report", "view_metric", "change_metric")


@pytest.fixture(autouse=True)
def reference(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "originals"
    documents.load_little()


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "海盐2023.txt"
    path.write_text(REPORT, encoding="gb18030")
    return path


def log_in(page: Page, address: str) -> None:
    """At the door, as a person does."""
    user = make_staff(*(f"reports.{name}" for name in EDITOR), "bureaus.add_population")
    page.goto(address)
    page.locator("#id_username").fill(user.get_username())
    page.locator("#id_password").fill("a long pass phrase")
    page.locator("input[type=submit]").click()
    page.wait_for_url(f"**{address}")


@pytest.fixture
def faults(axe: Callable[[Page], list[str]], browser_errors: list[str]) -> Callable[[Page], list[str]]:
    """The accessibility faults of a page, and what its browser logged; not what looking for faults makes it log."""

    def look(page: Page) -> list[str]:
        logged = list(browser_errors)
        found = axe(page)
        browser_errors.clear()  # axe writes a style to measure by, which the pages' policy refuses
        return logged + found

    return look


def test_from_the_upload_to_the_public_page(
    page: Page, text: Path, faults: Callable[[Page], list[str]]
) -> None:
    log_in(page, "/en/admin/reports/report/add/")
    assert faults(page) == []

    page.get_by_label("Files").set_input_files(text)
    page.get_by_label("Source URL").fill("https://example.org/1")
    page.get_by_role("button", name="Upload and read").click()

    expect(page.locator(".checks")).to_contain_text("The report is of 海盐县民政局 (330424)")
    assert faults(page) == []
    assert not Report.objects.exists()
    page.get_by_role("button", name="Save the report").click()

    expect(page.locator(".messagelist")).to_contain_text(
        "Read: figures 3, of which doubtful 0; problems 2; plans 2."
    )
    expect(page.get_by_role("heading", level=1)).to_have_text("海盐县民政局2023")
    assert faults(page) == []

    page.get_by_role("link", name="3 figures").click()
    page.get_by_role("link", name="办理结婚登记").click()
    expect(page.locator("mark")).to_have_text("1698对")
    assert faults(page) == []
    page.get_by_label("Value", exact=False).first.fill("1689")
    page.get_by_role("button", name="Confirm or correct").click()
    expect(page.locator(".errorlist")).to_contain_text("Say in a few words why")
    page.get_by_label("Reason").fill("公报为1689对")
    page.get_by_role("button", name="Confirm or correct").click()
    expect(page.locator("mark")).to_have_text("46.98万元")  # the next that waits

    report = Report.objects.get()
    page.goto(f"/en/admin/reports/report/{report.pk}/change/")
    page.get_by_role("button", name="Publish").click()
    expect(page.locator(".messagelist")).to_contain_text("海盐县民政局2023 is published.")

    corrected = Metric.objects.get(mention="1698对")
    assert corrected.value == 1689
    page.context.clear_cookies()  # from here on a reader
    page.goto(corrected.get_absolute_url())
    expect(page.locator(f"#c{corrected.start}")).to_contain_text("1698对")
    expect(page.locator("main")).to_contain_text("1,689")
    page.goto("/compare/?b=330424&y=2023")
    expect(page.locator("main")).to_contain_text("1,689")


def test_what_the_text_leaves_open_is_stated_on_the_check_page(
    page: Page, tmp_path: Path, faults: Callable[[Page], list[str]]
) -> None:
    unsigned = tmp_path / "unsigned.txt"
    unsigned.write_text(documents.WITHOUT_BUREAU, encoding="utf-8")
    log_in(page, "/en/admin/reports/report/add/")
    page.get_by_label("Files").set_input_files(unsigned)
    page.get_by_role("button", name="Upload and read").click()

    expect(page.locator(".checks .fail")).to_contain_text("does not say which bureau reports")
    assert faults(page) == []
    page.get_by_role("textbox", name="Division").fill("hy")
    page.get_by_role("button", name="Save the report").click()
    expect(page.locator(".errorlist")).to_contain_text("hy may be a division above.")
    assert faults(page) == []
    page.get_by_role("textbox", name="Division").fill("hyx")
    page.get_by_role("textbox", name="Division").press("Enter")
    expect(page.locator(".errorlist")).to_contain_text("hyx may be a division above.")
    page.get_by_role("button", name="330424 浙江省嘉兴市海盐县").click()
    expect(page.locator(".checks")).to_contain_text("stated by a person")
    assert not Report.objects.exists()
    page.get_by_role("button", name="Save the report").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("海盐县民政局2023")


def test_several_files_at_once_wait_in_a_list(
    page: Page, text: Path, tmp_path: Path, faults: Callable[[Page], list[str]]
) -> None:
    poem = tmp_path / "poem.txt"
    poem.write_text(documents.POEM, encoding="utf-8")
    log_in(page, "/en/admin/reports/report/add/")

    page.get_by_label("Files").set_input_files([text, poem])
    page.get_by_role("button", name="Upload and read").click()

    expect(page.locator(".checks li")).to_have_count(2)
    assert faults(page) == []
    page.get_by_role("link", name="All files waiting to be checked").click()
    expect(page.locator("#result_list tbody tr")).to_have_count(2)
    assert faults(page) == []


def test_doubtful_figures_are_decided_with_the_keyboard_alone(
    page: Page, faults: Callable[[Page], list[str]]
) -> None:
    report = intake.receive(REPORT.encode(), "report.txt").report
    report.metrics.update(confidence="doubtful")
    log_in(page, f"/en/admin/reports/report/{report.pk}/review/")
    assert faults(page) == []
    expect(page.locator(".keys").first).to_be_visible()  # the script has begun
    printed = page.locator(".doubt h2 .printed")
    expect(printed).to_have_text("1698对")
    expect(page.locator(".paper [aria-current]")).to_have_text("1698对")

    page.keyboard.press("j")
    expect(printed).to_have_text("46.98万元")
    page.keyboard.press("k")
    expect(printed).to_have_text("1698对")
    page.keyboard.press("e")
    page.keyboard.type("1689")  # over what E has selected
    page.get_by_label("Reason").fill("公报为1689对")
    page.get_by_role("button", name="Confirm or correct").click()
    expect(printed).to_have_text("46.98万元")
    page.keyboard.press("Enter")
    expect(printed).to_have_text("12家")
    page.keyboard.press("Enter")
    expect(page.locator(".done")).to_contain_text("No figure waits")
    assert faults(page) == []

    decisions = {one.mention: one.decision for one in report.metrics.all()}
    assert decisions == {"1698对": "corrected", "46.98万元": "confirmed", "12家": "confirmed"}


@pytest.mark.parametrize("width", [1280, 390])
def test_no_page_scrolls_sideways(page: Page, text: Path, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    log_in(page, "/admin/reports/report/add/")
    page.locator("#id_file").set_input_files(text)
    page.locator(".submit-row input").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width, "check"
    page.locator("input[name=_save]").click()
    report = Report.objects.get()
    paths = [
        "/admin/",
        "/admin/reports/report/add/",
        "/admin/reports/report/",
        "/admin/reports/upload/",
        f"/admin/reports/upload/progress/?of={intake.hold(b'98', 'long name ' * 15 + '.txt').pk}",
        "/admin/bureaus/population/import/",
        f"/admin/reports/report/{report.pk}/change/",
        f"/admin/reports/report/{report.pk}/review/?all=1",
        "/admin/reports/metric/",
        f"/admin/reports/metric/{report.metrics.all()[0].pk}/change/",
    ]

    for path in paths:
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_the_progress_of_a_reading_is_seen_without_a_hand_and_without_scripts(
    page: Page, browser: Browser, settings: Settings, faults: Callable[[Page], list[str]]
) -> None:
    settings.WORKER = True
    waiting = [intake.hold(f"{REPORT}{n}".encode(), f"{n}.txt") for n in range(2)]
    assert all(intake.claim(one.pk) for one in waiting)  # a worker has them in its hands
    address = f"/en/admin/reports/upload/progress/?of={waiting[0].pk},{waiting[1].pk}"
    log_in(page, address)
    expect(page.get_by_role("status")).to_have_text("0 of 2 documents are done.")
    assert faults(page) == []
    plain = browser.new_context(java_script_enabled=False, storage_state=page.context.storage_state())
    without_scripts = plain.new_page()
    without_scripts.goto(page.url)

    for one in Upload.objects.all():
        intake.read_claimed(one)
        check(one)

    for view in (page, without_scripts):
        expect(view.get_by_role("status")).to_have_text("All is done: 2 documents wait to be checked.")
        expect(view.get_by_role("link", name="Check 1.txt")).to_be_visible()
    assert faults(page) == []
    plain.close()
