"""How long the workbench takes to answer a key: a browser confirms every doubtful figure of a report with Enter.

    python -m tests.benchmarks.workbench_keys [60] [400] …

For each number a report with so many doubtful figures is made in a database of its own, and a server on a free port
answers. A press is answered when the next figure stands in the form and the browser has painted it.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median, quantiles
from time import monotonic, sleep
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Page, sync_playwright

PROJECT = Path(__file__).parents[2]
PASSWORD = "a long pass phrase"
PRESS = """(key) => new Promise((done) => {
  const heading = () => document.querySelector(".side h2"), old = heading(), began = performance.now();
  new MutationObserver((_, observer) => {
    if (heading() === old) return;
    observer.disconnect();
    requestAnimationFrame(() => setTimeout(() => done(performance.now() - began)));
  }).observe(document.body, { childList: true, subtree: true });
  document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
})"""


def make_reports(counts: list[int]) -> dict[int, int]:
    """For each number of figures the report that has them. The settings must be those of the server."""
    import django

    django.setup()
    from django.core.management import call_command

    from tests.factories import figure, make_indicator, make_report, make_staff

    call_command("migrate", verbosity=0)
    rights = ("view_report", "change_metric", "view_metric")
    make_staff(*(f"reports.{name}" for name in rights), name="bench")
    indicator = make_indicator()
    made = {}
    for count in counts:
        sentence = "全年办理结婚登记{}对,受理投诉并按期办结,群众满意度持续提升,各项工作有序推进。"
        lines = [sentence.format(10_000 + number) for number in range(count)]
        figures = [
            figure(f"{10_000 + n}对", "结婚登记", str(10_000 + n), indicator=indicator, confidence="doubtful")
            for n in range(count)
        ]
        made[count] = make_report("\n".join(lines), figures, published=False).pk
    return made


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def serve(port: int) -> subprocess.Popen[bytes]:
    """The project's own server, once it answers."""
    command = [sys.executable, "manage.py", "runserver", "--noreload", f"127.0.0.1:{port}"]
    server = subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for _attempt in range(100):
        try:
            urlopen(f"http://127.0.0.1:{port}/admin/login/", timeout=5).close()
            break
        except URLError:
            sleep(0.2)
    return server


def confirm_all(page: Page, address: str, count: int) -> tuple[list[float], float]:
    """Milliseconds for each press of Enter until nothing waits, and seconds for all of them."""
    page.goto(address)
    page.locator(".keys").first.wait_for()
    began = monotonic()
    # The last press leaves no heading of a figure behind it, but that of the queue: it is answered too.
    times = [float(page.evaluate(PRESS, "Enter")) for _press in range(count)]
    page.locator(".done").wait_for()
    return times, monotonic() - began


def main(counts: list[int]) -> None:
    from tests.browser.conftest import ARGUMENTS, chromium

    with tempfile.TemporaryDirectory() as folder:
        os.environ["DATABASE_URL"] = f"sqlite:///{folder}/bench.sqlite3"
        os.environ["MEDIA_ROOT"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
        reports, port = make_reports(counts), free_port()
        server = serve(port)
        try:
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
                page = browser.new_page(locale="zh-CN")
                page.goto(f"http://127.0.0.1:{port}/admin/")
                page.locator("#id_username").fill("bench")
                page.locator("#id_password").fill(PASSWORD)
                page.keyboard.press("Enter")
                page.locator("#user-tools").wait_for()
                for count, key in reports.items():
                    address = f"http://127.0.0.1:{port}/admin/reports/report/{key}/review/"
                    times, total = confirm_all(page, address, count)
                    print(
                        f"{count} figures: median {median(times):.0f} ms a key, "
                        f"19 of 20 within {quantiles(times, n=20)[-1]:.0f} ms, all in {total:.0f} s"
                    )
                browser.close()
        finally:
            server.terminate()
            server.wait()


if __name__ == "__main__":
    main([int(word) for word in sys.argv[1:]] or [60, 400])
