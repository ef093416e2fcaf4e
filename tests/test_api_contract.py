"""The interface answers as its own description says, whatever it is asked (schemathesis, in process)."""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import Case, GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

from config.wsgi import application
from reports.api.service import api
from tests.cast import make_full_report
from tests.factories import make_bureau, make_population, make_region

pytestmark = pytest.mark.django_db

EXAMPLES = 30
PATHS = [*api.get_openapi_schema(path_prefix="/api/v1/")["paths"]]
ABOUT_WHAT_IS_HELD = [positive_data_acceptance]
"""A code of six digits is sound, and yet no bureau may bear it: what that is answered by is checked here."""


@pytest.fixture
def described() -> Any:
    """The description as the server gives it, with two reports to ask about."""
    region = make_region("海盐县", "330424")
    make_population(region)
    make_full_report(1, bureau=make_bureau(region))
    make_full_report(2)
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)


def ask(described: Any, path: str, mode: GenerationMode, answered: set[int]) -> None:
    """Ask this address many things and hold every answer against the description."""

    @settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck), database=None)
    @given(case=described[path]["GET"].as_strategy(generation_mode=mode))
    def question(case: Case) -> None:
        response = case.call()
        answered.add(response.status_code)
        case.validate_response(response, excluded_checks=ABOUT_WHAT_IS_HELD)
        if response.status_code == 400 and mode is GenerationMode.POSITIVE:
            assert response.json()["code"] == "unknown"

    question()


@pytest.mark.parametrize("path", PATHS)
def test_what_the_description_allows_is_answered(path: str, described: Any) -> None:
    answered: set[int] = set()
    ask(described, path, GenerationMode.POSITIVE, answered)
    assert answered <= {200, 400, 404}


@pytest.mark.parametrize("path", PATHS)
def test_what_it_forbids_is_refused(path: str, described: Any) -> None:
    answered: set[int] = set()
    ask(described, path, GenerationMode.NEGATIVE, answered)
    assert answered <= {400, 404, 405}
