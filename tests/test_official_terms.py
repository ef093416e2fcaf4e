"""Official terms: each belongs to an indicator, stands once, and shows with its source."""

from __future__ import annotations

import pytest
from django.core.checks import run_checks
from django.test import Client

from reports.official_terms import Term, faults, official_term
from tests.factories import make_indicator


def test_the_terms_of_the_project_are_sound() -> None:
    assert [message for message in run_checks() if message.id == "reports.E002"] == []
    term = official_term("marriage.registrations")
    assert term is not None
    assert term.source == "民政事业发展统计公报"


def test_every_fault_is_told() -> None:
    terms = [Term("a.one", "甲", "公报"), Term("a.one", "乙", "公报"), Term("a.gone", "丙", "")]
    assert faults(terms, {"a.one"}) == [
        "a.gone: there is no such indicator to call officially",
        "a.one: it has two official terms",
        "a.gone: term or source is missing",
    ]


@pytest.mark.django_db
def test_an_indicator_shows_its_official_term_or_that_none_is_known(client: Client) -> None:
    make_indicator("marriage.registrations")
    make_indicator("marriage.counselling", position=2)

    assert "《民政事业发展统计公报》" in client.get("/indicators/marriage.registrations/").content.decode()
    assert "none known" in client.get("/en/indicators/marriage.counselling/").content.decode()
