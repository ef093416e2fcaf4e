"""The cast of the admin's tests: who is logged in, and a report that has something of everything."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.test import Client

from reports.models import Report
from tests.factories import (
    figure,
    make_category,
    make_indicator,
    make_plan,
    make_problem,
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
