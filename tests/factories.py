"""Makers of rows for tests: each gives a sound row with as little said as the test needs.

A figure or a sentence is given as it stands in the report's text; its place is found there, so that every
offset is true: `make_report("全年办理结婚登记1698对。", figures=[figure("1698对", "结婚登记", "1698")])`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from decimal import Decimal
from itertools import count
from typing import Any

from django.contrib.auth.models import Permission, User
from django.core.files.base import ContentFile

from bureaus.models import Bureau, BureauName, Population, Region
from reports import review
from reports.extraction.sentences import sentence_bounds
from reports.models import Domain, Indicator, Metric, Plan, Problem, ProblemCategory, Report, Section

_numbers = count(1)

TEXT = "全年办理结婚登记1698对。\n存在的问题:法治学习还不够深入。\n明年将加强普法宣传。\n"


def make_region(name: str = "", adcode: str = "", **fields: Any) -> Region:
    """A county of 浙江省嘉兴市 in force today; a fresh name and code unless given."""
    number = next(_numbers)
    given = {
        "name": name or f"第{number}县",
        "adcode": adcode or f"{900000 + number}",
        "level": "county",
        "province": "浙江省",
        "prefecture": "嘉兴市",
        "start_year": 1981,
    }
    return Region.objects.create(**(given | fields))


def make_population(region: Region, residents: int = 500_000, year: int = 2020) -> Population:
    return Population.objects.create(region=region, year=year, residents=residents, basis="census")


def make_bureau(region: Region | None = None, name: str = "") -> Bureau:
    """The bureau of a region, with the name it bears today."""
    region = region or make_region()
    bureau = Bureau.objects.create(region=region, name=name or f"{region.name}民政局")
    BureauName.objects.create(bureau=bureau, region=region, name=bureau.name)
    return bureau


def make_domain(code: str = "marriage", **fields: Any) -> Domain:
    given = {"name_zh": "婚姻登记", "name_en": "Marriage registration", "position": 1}
    return Domain.objects.get_or_create(code=code, defaults=given | fields)[0]


def make_indicator(code: str = "marriage.registrations", **fields: Any) -> Indicator:
    """结婚登记, unless told otherwise; an indicator that is already there is returned as it is."""
    given = {
        "name_zh": "结婚登记",
        "name_en": "Marriage registrations",
        "position": 1,
        "unit": "对",
        "kind": "flow",
        "per_capita": True,
        "better": "neutral",
        "synonyms": ["结婚登记"],
        "definition_zh": "本年依法办理的结婚登记对数",
    }
    domain = fields.pop("domain", None) or make_domain(code.partition(".")[0])
    return Indicator.objects.get_or_create(code=code, defaults=given | fields | {"domain": domain})[0]


def make_category(code: str = "legal_awareness", **fields: Any) -> ProblemCategory:
    names = {"name_zh": "法治意识与学习", "name_en": "Legal awareness and study"}
    given = names | {"position": 1, "description_zh": ""} | fields
    return ProblemCategory.objects.get_or_create(code=code, defaults=given)[0]


def figure(mention: str, label: str = "", value: str | None = None, **fields: Any) -> dict[str, Any]:
    """What `make_report` is told of one figure."""
    return {"mention": mention, "label": label, "value": value, **fields}


def make_report(
    text: str = TEXT,
    figures: Iterable[dict[str, Any]] = (),
    *,
    problems: Iterable[str] = (),
    plans: Iterable[str] = (),
    headings: Iterable[str] = (),
    bureau: Bureau | None = None,
    published: bool = True,
    **fields: Any,
) -> Report:
    """A report of `bureau` for 2022 with its original file and what was found in it."""
    bureau = bureau or make_bureau()
    # The number keeps equal texts apart: a report's identity is the sha256 of its bytes.
    sha256 = hashlib.sha256(f"{next(_numbers)} {text}".encode()).hexdigest()
    given = {
        "bureau": bureau,
        "region": bureau.region,
        "year": 2022,
        "kind": "rule_of_law",
        "title": "",
        "original_name": "report.txt",
        "sha256": sha256,
        "text": text,
        "engine_version": "test",
    }
    report = Report(**(given | fields))
    report.original.save(f"{sha256[:16]}.txt", ContentFile(text.encode()), save=False)
    report.save()
    for one in figures:
        make_metric(report, **one)
    for sentence in problems:
        make_problem(report, sentence)
    for sentence in plans:
        make_plan(report, sentence)
    for heading in headings:
        make_section(report, heading)
    if published:
        review.publish(report)
    return report


def _place(report: Report, printed: str, after: int = 0) -> dict[str, int]:
    start = report.text.index(printed, after)
    return {"start": start, "end": start + len(printed)}


def make_metric(
    report: Report, mention: str, label: str = "", value: str | None = None, *, after: int = 0, **fields: Any
) -> Metric:
    """A figure where `mention` first stands after `after`; `indicator` may be a code or a row."""
    place = _place(report, mention, after)
    low, high = sentence_bounds(report.text, place["start"])
    indicator = fields.pop("indicator", None)
    given = {
        "mention": mention,
        "quote": report.text[low:high].strip(),
        "sentence": report.text[low:high].strip(),
        "sentence_start": low,
        "label": label or mention,
        "indicator": make_indicator(indicator) if isinstance(indicator, str) else indicator,
        "value": None if value is None else Decimal(value),
        "unit": "对",
        "qualifier": "exact",
        "period": "year",
        "claim": "actual",
        "confidence": "sure",
    }
    return Metric.objects.create(report=report, **(given | place | fields))


def make_problem(report: Report, text: str, **fields: Any) -> Problem:
    given = {"text": text, "position": report.problems.count() + 1} | _place(report, text)
    return Problem.objects.create(report=report, **(given | fields))


def make_plan(report: Report, text: str, **fields: Any) -> Plan:
    given = {"text": text, "position": report.plans.count() + 1} | _place(report, text)
    return Plan.objects.create(report=report, **(given | fields))


def make_section(report: Report, heading: str, **fields: Any) -> Section:
    """A heading of the first level: `heading` is its whole printed text, number included."""
    given = {
        "level": 1,
        "number": "",
        "heading": heading,
        "kind": "achievements",
        "body_end": len(report.text),
    }
    return Section.objects.create(report=report, **(given | _place(report, heading) | fields))


def make_staff(*permissions: str, name: str = "") -> User:
    """A member of staff with just these permissions: `make_staff("reports.view_report")`."""
    name = name or f"staff{next(_numbers)}"
    user = User.objects.create_user(name, password="a long pass phrase", is_staff=True)
    for permission in permissions:
        app, _, codename = permission.partition(".")
        user.user_permissions.add(Permission.objects.get(content_type__app_label=app, codename=codename))
    return user
