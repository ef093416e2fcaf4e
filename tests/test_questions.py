"""No parameter is ignored in silence: what an address can't be asked is refused in words that say what it can be."""

from __future__ import annotations

from itertools import product
from urllib.parse import quote

import pytest
from django.test import Client

from tests.factories import figure, make_bureau, make_problem, make_region, make_report
from tests.seeds import load_seeds

pytestmark = pytest.mark.django_db

MARRIAGES = "indicators/marriage.registrations"
PAGES = [
    "compare/", "compare.csv", "compare.xlsx", "bureaus/", "bureaus.csv", "bureaus/330424/", "bureaus/330424.csv",
    "bureaus/330424/2022/", "bureaus/330424/plans/", "bureaus/330424/problems/", "reports/", "reports.csv",
    "indicators/", f"{MARRIAGES}/", f"{MARRIAGES}.csv", "indicators/derived.divorces_per_100_marriages/", "problems/",
    "problems.csv", "problems/none/", "problems/none.csv", "coverage/", "coverage.csv", "regions/330000/",
    "regions/330000.csv", "search/", "search.csv",
    "bureaus/330424/2022.csv", "bureaus/330424/plans.csv", "bureaus/330424/problems.csv",
    "data/", "data/figures.csv", "methodology/", "api/",
]  # fmt: skip


def test_a_parameter_that_an_address_does_not_know_is_refused(client: Client) -> None:
    load_seeds()
    for page, name in product(PAGES, ["years", "per_page", "%EF%BD%99", "Y"]):
        refused = client.get(f"/en/{page}?{name}=2020")

        assert refused.status_code == 400, (page, name)
        assert "There is no such parameter here" in refused.content.decode()


def test_the_refusal_names_the_parameter_and_those_there_are(client: Client) -> None:
    said = client.get("/en/data/figures.csv?indicator=marriage").content.decode()

    assert "<code>indicator</code>: There is no such parameter here; there are: b, y, i." in said


@pytest.mark.parametrize("hung_on", ["utm_source=x", "from=timeline&isappinstalled=0", "fbclid=1"])
def test_what_other_sites_hang_on_an_address_asks_nothing(client: Client, hung_on: str) -> None:
    make_report()

    assert client.get(f"/en/bureaus/?{hung_on}").status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "compare/?as=raw&as=per10k",
        "problems/?y=2020&y=2021",
        "search/?q=a&q=b",
        "reports.csv?year=2020&year=2021",
    ],
)
def test_of_two_answers_to_one_question_none_is_taken(client: Client, address: str) -> None:
    refused = client.get(f"/en/{address}")

    assert refused.status_code == 400
    assert "only once" in refused.content.decode()


ODD = [
    ("reports/?year=1800", "A year has four digits"),
    ("reports/?year=２０２２", "A year has four digits"),
    ("reports/?year=%00", "Null characters"),
    ("reports/?sort=-nonsense", "it can be: bureau"),
    ("reports/?page=x", "whole number"),
    ("reports/?page=0", "whole number"),
    ("reports.csv?sort=nonsense", "it can be: bureau"),
    ("bureaus/?q=%00", "Null characters"),
    (f"bureaus/?q={'0' * 61}", "at most 60 characters"),
    (f"bureaus.csv?q={'0' * 61}", "at most 60 characters"),
    ("bureaus/?sort=__class__", "it can be: name"),
    (f"{MARRIAGES}/?sort=quote", "it can be:"),
    (f"{MARRIAGES}/?page=-3", "whole number"),
    (f"{MARRIAGES}.csv?sort=quote", "it can be:"),
    ("indicators/derived.divorces_per_100_marriages/?as=per10k", "not divided by residents"),
    ("indicators/derived.divorces_per_100_marriages.csv?as=per10k", "not divided by residents"),
    ("indicators/derived.divorces_per_100_marriages.csv?table=years", "it can be: figures"),
    ("bureaus/330424/plans/?outcome=nonsense", "it can be: done"),
    ("regions/330000/?y=1999", "it can be: 2"),
    ("regions/330400/?level=prefecture", "it can be: county"),
    ("compare/?chart=nonsense", "No indicator has the code nonsense"),
    ("search/?q=a b c d e f", "At most 5 words"),
    ("search/?q=a&in=plans&page=０", "whole number"),
]


def test_a_value_that_means_nothing_is_refused_in_words(client: Client) -> None:
    load_seeds()
    for address, said in ODD:
        refused = client.get(f"/en/{quote(address, safe='/?=&%')}")

        assert refused.status_code == 400, address
        assert said in refused.content.decode(), address


def test_what_a_report_can_t_mark_is_refused(client: Client) -> None:
    report = make_report()

    assert "it can be: figure" in client.get(f"/en/reports/{report.pk}/?show=figures").content.decode()


def test_a_region_without_any_report_has_no_year_to_choose(client: Client) -> None:
    make_region("云南省", "530000", level="province", prefecture="", province="")

    assert client.get("/en/regions/530000/?y=2022").status_code == 200


def test_a_page_beyond_the_last_is_the_last(client: Client) -> None:
    make_report()

    assert client.get("/en/reports/?page=999").status_code == 200


@pytest.mark.parametrize("page", ["compare/", "compare.csv", "reports/", "search/", "data/"])
def test_nothing_can_be_sent_to_a_page_for_reading(page: str) -> None:
    strict = Client(enforce_csrf_checks=True)
    refused = strict.post(f"/en/{page}")
    options = strict.options(f"/en/{page}")

    assert (refused.status_code, refused["Allow"]) == (405, "GET, HEAD, OPTIONS")
    assert "For reading only" in refused.content.decode()
    assert (options.status_code, options["Allow"], options.content) == (204, "GET, HEAD, OPTIONS", b"")


def test_a_base_that_joins_the_question_counts_as_a_column(client: Client) -> None:
    bureaus = [make_report().bureau for _ in range(31)]
    codes = ",".join(bureau.adcode for bureau in bureaus[:30])
    asked = f"/en/compare/?b={codes}&y=2021,2022"

    assert client.get(asked).status_code == 200
    refused = client.get(f"{asked}&base={bureaus[30].adcode}")
    assert refused.status_code == 400
    assert "62 columns" in refused.content.decode()


def test_the_order_follows_an_indicator_that_is_not_shown(client: Client) -> None:
    for count in ("5", "9", "7"):
        marriages = figure(f"{count}对", value=count, indicator="marriage.registrations")
        divorces = figure("3对", value="3", indicator="marriage.divorces")
        make_report(
            f"结婚{count}对,离婚3对。",
            bureau=make_bureau(name=f"{count}0民政局"),
            figures=[marriages, divorces],
        )
    html = client.get("/en/compare/?i=marriage.divorces&sort=-marriage.registrations")

    order = [column.bureau.name for column in html.context["matrix"].columns]
    assert order == ["90民政局", "70民政局", "50民政局"]
    assert '<option value="-marriage.registrations" selected>' in html.content.decode()


def test_a_shortcoming_s_page_takes_lists_of_bureaus(client: Client) -> None:
    problem = make_problem(make_report("低保不足。"), "低保不足")
    code = problem.report.bureau.adcode

    assert client.get(f"/en/problems/?b={code}&b={code}&y=all").status_code == 200
