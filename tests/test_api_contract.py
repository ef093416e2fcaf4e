"""The interface answers as its own description says, whatever it is asked (schemathesis, in process)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, assume, given, settings
from schemathesis import Case, GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

from config.wsgi import application
from reports.api.service import api
from tests.cast import make_full_report
from tests.factories import make_bureau, make_population, make_region

pytestmark = pytest.mark.django_db

EXAMPLES = 10
PATHS = [*api.get_openapi_schema(path_prefix="/api/v1/")["paths"]]
ABOUT_WHAT_IS_HELD: list[Any] = [positive_data_acceptance]
"""A code of six digits is sound, and yet no bureau may bear it: what that is answered by is checked here."""

# Words from our own source would be put in where the description forbids them.
SOUND_QUESTIONS = schemathesis.Config.from_dict({"analysis": {"constants": {"enabled": False}}})


@pytest.fixture
def _same_connection() -> Iterator[None]:
    """Questions through the server's own door close the connection, and with it the transaction of the test."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def described(_same_connection: None) -> Any:
    """The description as the server gives it, with two reports to ask about."""
    region = make_region("海盐县", "330424")
    make_population(region)
    make_full_report(1, bureau=make_bureau(region))
    make_full_report(2)
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application, config=SOUND_QUESTIONS)


def ask(described: Any, path: str, mode: GenerationMode) -> set[int]:
    """Ask this address many things, hold every answer against the description, and say which statuses there were."""
    answered: set[int] = set()

    @settings(
        max_examples=EXAMPLES,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
        database=None,
    )
    @given(case=described[path]["GET"].as_strategy(generation_mode=mode))
    def question(case: Case[Any]) -> None:
        # An empty list is not written into an address: what would be forbidden of it is never sent.
        assume(not any(value in ([], {}) for value in (case.query or {}).values()))
        # What it calls the site through does not unpack what it says it takes.
        response = case.call(headers={"Accept-Encoding": "identity"})
        answered.add(response.status_code)
        case.validate_response(response, excluded_checks=ABOUT_WHAT_IS_HELD)
        if response.status_code == 400 and mode is GenerationMode.POSITIVE:
            assert response.json()["code"] == "unknown"

    question()
    return answered


@pytest.mark.parametrize("path", PATHS)
def test_what_the_description_allows_is_answered(path: str, described: Any) -> None:
    assert ask(described, path, GenerationMode.POSITIVE) <= {200, 400, 404}


@pytest.mark.parametrize("path", PATHS)
def test_what_it_forbids_is_refused(path: str, described: Any) -> None:
    assert ask(described, path, GenerationMode.NEGATIVE) <= {400, 404, 405}
