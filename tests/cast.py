"""The cast of the tests: who is logged in, a report that has something of everything, two bureaus to compare."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.test import Client

from bureaus.models import Bureau
from reports.models import Report
from tests.factories import (
    figure,
    make_bureau,
    make_category,
    make_domain,
    make_indicator,
    make_plan,
    make_problem,
    make_region,
    make_report,
    make_staff,
)

Response = Any
"""What the test client returns; it carries more than its published type says."""

EDITOR = (
    "reports.view_report",
    "reports.add_report",
    "reports.change_report",
    "reports.delete_report",
    "reports.change_metric",
    "reports.change_problem",
    "reports.change_plan",
)
"""What an editor may do: nothing with people, and nothing with reference data."""


def log_in(client: Client, *permissions: str) -> User:
    """Log a new member of staff in, by the side door: the login page has its own test."""
    user = make_staff(*permissions)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return user


def log_superuser_in(client: Client) -> User:
    user = User.objects.create_superuser("root", password="a long pass phrase")
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return user


def make_full_report(number: int = 1, **fields: Any) -> Report:
    """Two figures, a problem and a plan; the number makes the text another."""
    text = f"办理结婚登记{number}对,检查{number}次。普法宣传不够。明年加强普法。"
    figures = [
        figure(f"{number}对", "结婚登记", str(number), indicator=make_indicator()),
        figure(f"{number}次", "检查", str(number), unit="次"),
    ]
    report = make_report(text, figures, **fields)
    make_problem(report, "普法宣传不够", category=make_category())
    make_plan(report, "明年加强普法", category=make_category())
    return report


def said(response: Response) -> list[str]:
    """The messages on the page."""
    return [str(message) for message in response.context["messages"]]


TWO_BUREAUS_TEXT = "=全年办理结婚登记1698对。发放救助资金约2781.01万元。无行政复议案件。普法宣传不够。"


def make_two_bureaus(**problem: Any) -> tuple[Bureau, Bureau]:
    """Two bureaus of one prefecture with the same three figures and one shortcoming, in reports of 2022 and 2023."""
    make_domain("assistance", name_zh="社会救助", position=2)
    make_domain("dispute", name_zh="矛盾纠纷化解", position=3)
    make_indicator(
        "assistance.total_funds", name_zh="救助资金", name_en="Assistance", unit="元", kind="amount"
    )
    make_indicator("dispute.reconsiderations", name_zh="行政复议", name_en="Reconsiderations", unit="件")
    money = {"indicator": "assistance.total_funds", "unit": "元", "qualifier": "about"}
    figures = (
        figure("1698对", "结婚登记", "1698", indicator="marriage.registrations"),
        figure("2781.01万元", "救助资金", "27810100", **money),
        figure("无", "行政复议", "0", indicator="dispute.reconsiderations", unit="件"),
    )
    first, second = make_bureau(make_region("海盐县", "330424")), make_bureau(make_region("桐乡市", "330483"))
    for bureau, year in ((first, 2022), (second, 2023)):
        report = make_report(TWO_BUREAUS_TEXT, figures, bureau=bureau, year=year)
        make_problem(report, "普法宣传不够", **problem)
    return first, second
