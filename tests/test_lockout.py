"""Who guesses passwords is locked out, and nobody else with them, also where a proxy stands before the site."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client, RequestFactory, override_settings

from config.proxy import client_address
from tests.factories import make_staff

PROXY = override_settings(AXES_CLIENT_IP_CALLABLE="config.proxy.client_address")


@pytest.mark.parametrize(
    ("forwarded", "address"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("198.51.100.1, 203.0.113.7", "203.0.113.7"),
        ("", "127.0.0.1"),
        ("203.0.113.7, unknown", "127.0.0.1"),
    ],
)
def test_the_address_is_the_one_our_own_proxy_saw(forwarded: str, address: str) -> None:
    request = RequestFactory().get("/", HTTP_X_FORWARDED_FOR=forwarded)
    assert client_address(request) == address


@pytest.mark.django_db
def test_guessing_through_the_proxy_locks_the_guesser_out_and_nobody_else(client: Client) -> None:
    name = make_staff().get_username()

    def log_in(address: str, password: str) -> int:
        said = {"username": name, "password": password}
        return client.post("/admin/login/", said, HTTP_X_FORWARDED_FOR=address).status_code

    with PROXY:
        for _ in range(settings.AXES_FAILURE_LIMIT):
            log_in("203.0.113.7", "wrong")
        assert log_in("203.0.113.7", "a long pass phrase") == 429
        assert log_in("198.51.100.1", "a long pass phrase") == 302
