"""The door of the interface: freshness, language, method, other sites, rate, and one shape of refusal for all."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.core.cache import cache
from django.test import Client, RequestFactory, override_settings
from pytest_django import Settings

from reports import rate, review
from reports.holdings import counts, edition
from reports.models import Metric, Report
from tests.cast import EDITOR, log_in, make_full_report
from tests.files import csv_rows

pytestmark = pytest.mark.django_db

LIST = "/api/v1/metrics"
TOMORROW = int(time.time()) + 86_400
"""Later than any file of the project was written."""


def refusal(response: Any, status: int, code: str) -> Any:
    """What every refusal has, whatever the cause."""
    assert response.status_code == status
    assert response.headers["Content-Type"] == "application/problem+json"
    assert "ETag" not in response.headers
    said = response.json()
    assert sorted(said) == ["code", "faults", "status", "title", "type"]
    assert (said["status"], said["code"]) == (status, code)
    return said


def test_what_has_not_changed_is_not_sent_again(client: Client) -> None:
    make_full_report()
    first = client.get(LIST)
    etag, modified = first.headers["ETag"], first.headers["Last-Modified"]

    again = client.get(LIST, headers={"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["ETag"] == etag
    assert client.get(LIST, headers={"If-Modified-Since": modified}).status_code == 304
    for other in (f"{LIST}?limit=5", f"{LIST}?lang=en", "/api/v1/reports"):
        assert client.get(other, headers={"If-None-Match": etag}).status_code == 200
    english = client.get(LIST, headers={"If-None-Match": etag, "Accept-Language": "en"})
    assert english.status_code == 200
    assert "Accept-Language" in english.headers["Vary"]


def test_whatever_people_change_is_sent_again(client: Client) -> None:
    report = make_full_report()
    staff = log_in(client, *EDITOR)

    def etag() -> str:
        return str(client.get(LIST).headers["ETag"])

    seen = [etag()]
    review.correct(Metric.objects.all()[0], {"label": "结婚"}, by=staff)
    seen.append(etag())
    make_full_report(2)
    seen.append(etag())
    LogEntry.objects.log_actions(
        staff.pk, Report.objects.filter(pk=report.pk), CHANGE, "", single_object=True
    )
    seen.append(etag())
    review.withdraw(report)
    seen.append(etag())
    assert len(set(seen)) == len(seen)


def test_a_withdrawal_is_newer_than_what_was_sent_before(client: Client) -> None:
    first, _last = make_full_report(1), make_full_report(2)
    for _time in range(2):
        before = edition.edition_now().since
        review.withdraw(first)
        withdrawn = edition.edition_now().since
        review.publish(first)
        assert before < withdrawn < edition.edition_now().since


def test_counts_that_are_kept_are_those_of_the_latest_reading() -> None:
    """Else a new answer would bear old counts, and whoever keeps it would never be told."""
    report = make_full_report()
    before = counts.edition()
    report.rereadings.create(engine_before="1", engine_after="2")

    assert counts.edition() != before


def test_each_release_is_sent_again(client: Client, settings: Settings, tmp_path: Path) -> None:
    """The same data, told by other code: an answer that somebody keeps has not the shape of the new one."""
    make_full_report()
    code = tmp_path / "reports" / "shapes.py"
    code.parent.mkdir()
    settings.BASE_DIR = tmp_path
    headers = []
    try:
        for day, written in enumerate("ab"):
            code.write_text(written)
            os.utime(code, (TOMORROW + day, TOMORROW + day))
            edition._release.cache_clear()
            headers.append(client.get(LIST).headers)
        for asked, given in (("If-None-Match", "ETag"), ("If-Modified-Since", "Last-Modified")):
            assert client.get(LIST, headers={asked: headers[0][given]}).status_code == 200
            assert client.get(LIST, headers={asked: headers[1][given]}).status_code == 304
    finally:
        edition._release.cache_clear()


def test_sentences_come_in_the_language_asked(client: Client) -> None:
    asked = [
        ("", "", "zh-Hans"),
        ("", "en-GB,en;q=0.9,zh;q=0.1", "en"),
        ("", "fr,zh-CN;q=0.5", "zh-Hans"),
        ("?lang=en", "zh", "en"),
        ("?lang=zh", "en", "zh-Hans"),
    ]
    for query, header, language in asked:
        response = client.get(f"/api/v1/nowhere{query}", headers={"Accept-Language": header})
        assert response.headers["Content-Language"] == language
        assert response.json()["title"].isascii() == (language == "en")


def test_every_refusal_has_one_shape(client: Client) -> None:
    make_full_report()
    refusal(client.get("/api/v1/nowhere"), 404, "not_found")
    refusal(client.get("/api/v1/metrics/3%0A"), 404, "not_found")
    refusal(client.get("/api/v2/metrics"), 404, "not_found")
    refusal(client.get("/api/v1/metrics/999999999999999999999"), 404, "not_found")
    refusal(client.get("/api/v1/bureaus/%00"), 404, "not_found")
    refusal(client.get(f"{LIST}?y=1"), 400, "malformed")
    strict = Client(enforce_csrf_checks=True)
    for method in ("post", "put", "patch", "delete"):
        response = getattr(strict, method)(LIST)
        refusal(response, 405, "method")
        assert response.headers["Allow"] == "GET, HEAD, OPTIONS"


def test_what_breaks_is_noted_and_said_in_the_same_shape(
    client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    make_full_report()
    # A report whose region has been given an unknown rank: nothing the interface can describe.
    Report.objects.all()[0].region.__class__.objects.update(level="moon")

    said = refusal(client.get(LIST), 500, "broken")
    assert "moon" not in str(said)
    assert "moon" in caplog.text


def test_a_head_has_the_headers_of_the_answer_and_no_body(client: Client) -> None:
    make_full_report()
    whole, head = client.get(LIST), client.head(LIST)
    assert head.status_code == 200
    assert head.content == b""
    assert head.headers["ETag"] == whole.headers["ETag"]
    assert client.options(LIST).status_code == 204


def test_pages_of_other_sites_may_read_the_interface_and_the_tables(client: Client) -> None:
    make_full_report()
    elsewhere = {"Origin": "https://example.org"}
    for address in (LIST, "/compare.csv", "/en/compare.csv"):
        response = client.get(address, headers=elsewhere)
        assert response.headers["Access-Control-Allow-Origin"] == "*"
        assert "Access-Control-Allow-Credentials" not in response.headers
    for address in ("/", "/admin/login/"):
        assert "Access-Control-Allow-Origin" not in client.get(address, headers=elsewhere).headers
    asked = client.options(LIST, headers=elsewhere | {"Access-Control-Request-Method": "GET"})
    assert asked.headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"


@pytest.fixture
def two_a_minute() -> Any:
    cache.clear()
    with override_settings(RATES={"api": "2/m", "files": "2/m"}):
        yield
    cache.clear()


def test_who_asks_too_much_is_told_when_to_go_on(client: Client, two_a_minute: object) -> None:
    make_full_report()
    for _time in range(2):
        assert client.get(LIST).status_code == 200
    response = client.get(LIST)
    refusal(response, 429, "too_many")
    assert 1 <= int(response.headers["Retry-After"]) <= 60
    # Another asker, the pages and the files are not concerned.
    assert client.get(LIST, REMOTE_ADDR="192.0.2.7").status_code == 200
    for _time in range(5):
        assert client.get("/compare/").status_code == 200
    assert client.get("/compare.csv").status_code == 200


def test_files_are_limited_too_and_say_so_on_a_page(client: Client, two_a_minute: object) -> None:
    make_full_report()
    for _time in range(2):
        assert csv_rows(client, "/reports.csv")
    for address, words in (("/reports.csv", "请稍候"), ("/en/compare.xlsx", "One moment, please")):
        response = client.get(address)
        assert response.status_code == 429
        assert 1 <= int(response.headers["Retry-After"]) <= 60
        assert words in response.content.decode()


@override_settings(RATE_KEY="config.proxy.asker_behind_proxy")
def test_behind_a_proxy_each_reader_is_counted_alone(client: Client, two_a_minute: object) -> None:
    def status(address: str) -> int:
        return client.get("/api/v1/", headers={"X-Forwarded-For": f"198.51.100.1, {address}"}).status_code

    assert [status("192.0.2.1") for _time in range(3)] == [200, 200, 429]
    assert status("192.0.2.2") == 200
    # One household has more addresses of the newer kind than could ever be counted.
    assert [status(f"2001:db8::{number}") for number in (1, 2, 3)] == [200, 200, 429]
    assert status("2001:db8:0:1::1") == 200
    assert status("unix:") == 200


def test_a_crowd_of_askers_makes_nobody_forgotten() -> None:
    cache.clear()
    with override_settings(RATES={"api": "1/h"}):
        waits = [
            rate.seconds_to_wait(
                RequestFactory().get("/", REMOTE_ADDR=f"10.0.{one // 250}.{one % 250}"), "api"
            )
            for one in [*range(1000), 0]
        ]
    cache.clear()
    assert waits[:-1] == [None] * 1000
    assert waits[-1]
