"""The roles: an editor brings reports in and publishes, a reviewer decides figures, an administrator keeps people."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission, User
from django.db import connection
from django.test import Client
from pytest_django import Settings

from tests.cast import make_full_report
from tests.factories import make_staff

pytestmark = pytest.mark.django_db

ROLES = ("editor", "reviewer", "administrator")


@pytest.fixture(autouse=True)
def originals(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "originals"


@pytest.fixture(autouse=True)
def roles(db: None) -> None:
    """As the migration makes them: a browser's test empties every table after itself, also those it had filled."""
    migration = import_module("reports.migrations.0003_roles")
    migration.make(apps, connection.schema_editor())


def log_in_as(client: Client, role: str) -> User:
    user = make_staff()
    user.groups.add(Group.objects.get(name=role))
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return user


@pytest.mark.parametrize(
    ("page", "editor", "reviewer", "administrator"),
    [
        ("reports/report/", 200, 200, 200),
        ("reports/report/add/", 200, 403, 200),
        ("reports/upload/", 200, 403, 200),
        ("reports/report/{report}/change/", 200, 200, 200),
        ("reports/report/{report}/review/", 200, 200, 200),
        ("reports/report/{report}/delete/", 200, 403, 200),
        ("reports/metric/{metric}/change/", 200, 200, 200),
        ("reports/indicator/", 200, 200, 200),
        ("bureaus/region/", 200, 200, 200),
        ("bureaus/bureau/", 200, 200, 200),
        ("auth/user/", 403, 403, 200),
        ("auth/user/add/", 403, 403, 200),
        ("auth/group/add/", 403, 403, 403),
    ],
)
def test_what_each_role_may_open(
    client: Client, page: str, editor: int, reviewer: int, administrator: int
) -> None:
    report = make_full_report(1, published=False)
    address = "/admin/" + page.format(report=report.pk, metric=report.metrics.all()[0].pk)

    found = {}
    for role in ROLES:
        log_in_as(client, role)
        found[role] = client.get(address).status_code

    assert found == {"editor": editor, "reviewer": reviewer, "administrator": administrator}


@pytest.mark.parametrize(("role", "status"), [("editor", 302), ("administrator", 302), ("reviewer", 403)])
def test_who_may_publish(client: Client, role: str, status: int) -> None:
    report = make_full_report(1, published=False)
    log_in_as(client, role)

    assert client.post(f"/admin/reports/report/{report.pk}/publish/").status_code == status

    report.refresh_from_db()
    assert report.is_published == (status == 302)


@pytest.mark.parametrize("role", ROLES)
def test_every_role_may_decide_figures(client: Client, role: str) -> None:
    report = make_full_report(1, published=False)
    user = log_in_as(client, role)

    client.post(f"/admin/reports/report/{report.pk}/review/", {"_sure": "1"})

    made_by = {one.made_by for metric in report.metrics.all() for one in metric.corrections.all()}
    assert made_by == {user}


def test_each_permission_is_there_once() -> None:
    codes = [f"{one.content_type.app_label}.{one.codename}" for one in Permission.objects.all()]

    assert len(codes) == len(set(codes))


def test_an_administrator_gives_people_a_role_and_nothing_beyond(client: Client) -> None:
    log_in_as(client, "administrator")
    person = make_staff()
    right = Permission.objects.get(codename="delete_user")
    role = Group.objects.get(name="reviewer")

    client.post(
        f"/admin/auth/user/{person.pk}/change/",
        {
            "username": person.username,
            "is_active": "on",
            "is_staff": "on",
            "is_superuser": "on",
            "groups": [role.pk],
            "user_permissions": [right.pk],
            "date_joined_0": "2024-01-01",
            "date_joined_1": "00:00:00",
        },
    )

    person.refresh_from_db()
    assert list(person.groups.all()) == [role]
    assert not person.is_superuser
    assert not person.user_permissions.exists()


@pytest.mark.parametrize("page", ["change", "password"])
def test_an_administrator_leaves_superusers_alone(client: Client, page: str) -> None:
    root = User.objects.create_superuser("root", password="a long pass phrase")
    log_in_as(client, "administrator")

    answer = client.post(f"/admin/auth/user/{root.pk}/{page}/", {"password1": "x", "password2": "x"})

    assert answer.status_code == 403
    root.refresh_from_db()
    assert root.check_password("a long pass phrase")


def test_a_superuser_may_do_all_of_it(client: Client) -> None:
    root = User.objects.create_superuser("root", password="a long pass phrase")
    client.force_login(root, backend="django.contrib.auth.backends.ModelBackend")

    page = client.get(f"/admin/auth/user/{make_staff().pk}/change/").content.decode()

    assert 'name="is_superuser"' in page
    assert 'name="user_permissions"' in page
