"""Names of places and bureaus in texts: what they mean in which year, what stays ambiguous, what is no place at all."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from bureaus.naming import short_forms
from bureaus.offices import OfficeMention, offices
from bureaus.resolver import Division, Gazetteer, Outcome, mentions, resolve

DIVISIONS = Path(__file__).parents[1] / "fixtures" / "reference" / "divisions.csv"


@cache
def gazetteer() -> Gazetteer:
    return Gazetteer.from_csv(DIVISIONS)


def only_office(text: str, year: int | None = None, *, social_affairs: bool = False) -> OfficeMention:
    (mention,) = offices(gazetteer(), text, year, social_affairs=social_affairs)
    return mention


def codes(divisions: tuple[Division, ...]) -> set[str]:
    return {division.adcode for division in divisions}


@pytest.mark.parametrize(
    ("text", "year", "adcode"),
    [
        ("海盐县民政局", None, "330424"),
        ("浙江省嘉兴市海盐县民政局", None, "330424"),
        ("深圳市福田区民政局", None, "440304"),
        ("清远市清城区民政局", None, "441802"),
        ("清城区民政局", None, "441802"),
        ("阳泉市城区民政局", None, "140302"),
        ("枣庄市市中区民政局", None, "370402"),
        # ancestors may be bare or leave out a level
        ("南通海门区民政局", None, "320614"),
        ("福建省福州鼓楼区民政局", None, "350102"),
        ("浙江省海盐县民政局", None, "330424"),
        # municipalities and places directly under a province
        ("北京市朝阳区民政局", None, "110105"),
        ("上海浦东新区民政局", None, "310115"),
        ("重庆市丰都县民政局", None, "500230"),
        ("湖北省仙桃市民政局", None, "429004"),
        ("神农架林区民政局", None, "429021"),
        # the same characters at two levels
        ("朝阳市朝阳县民政局", None, "211321"),
        ("朝阳市民政局", None, "211300"),
        ("吉林省吉林市民政局", None, "220200"),
        ("吉林市民政局", None, "220200"),
        # prefectures that are no cities; autonomous divisions in full and in short
        ("大兴安岭地区民政局", None, "232700"),
        ("大兴安岭地区行政公署民政局", None, "232700"),
        ("锡林郭勒盟民政局", None, "152500"),
        ("恩施土家族苗族自治州民政局", None, "422800"),
        ("恩施州巴东县民政局", None, "422823"),
        ("酉阳县民政局", None, "500242"),
        ("鄂温克旗民政局", None, "150724"),
        ("科右前旗民政局", None, "152221"),
        ("博州民政局", None, "652700"),
        ("新疆维吾尔自治区伊犁哈萨克自治州塔城地区民政局", None, "654200"),
        # without the rank, where only one division can be meant
        ("海盐民政局", None, "330424"),
        ("吉林省民政厅", None, "220000"),
        ("吉林民政厅", None, "220000"),
        ("内蒙古民政厅", None, "150000"),
        ("北京市民政局", None, "110000"),
        # by the divisions in force in the year
        ("襄樊市民政局", 2008, "420600"),
        ("襄阳市民政局", 2012, "420600"),
        ("海门市民政局", 2019, "320684"),
        ("海门区民政局", 2021, "320614"),
        ("崇文区民政局", 2005, "110103"),
        ("密云县民政局", 2014, "110228"),
        # in the year of the change the report may bear either name
        ("海门市民政局", 2020, "320684"),
        ("海门区民政局", 2020, "320614"),
        # in running text
        ("根据工作需要,由海盐县民政局牵头", None, "330424"),
        ("中共海盐县民政局党组", None, "330424"),
    ],
)
def test_an_office_with_its_place(text: str, year: int | None, adcode: str) -> None:
    division = only_office(text, year).place.division

    assert division is not None
    assert division.adcode == adcode


@pytest.mark.parametrize(
    ("text", "candidates"),
    [
        ("鼓楼区民政局", {"320106", "320302", "350102", "410204"}),
        ("城区民政局", {"140302", "140502", "441502"}),
        ("朝阳区民政局", {"110105", "220104"}),
        ("朝阳民政局", {"110105", "220104", "211300", "211321"}),
        ("江苏省鼓楼区民政局", {"320106", "320302"}),
        ("巴州民政局", {"652800", "511902"}),
    ],
)
def test_namesakes_are_named_and_not_guessed(text: str, candidates: set[str]) -> None:
    place = only_office(text).place

    assert place.outcome is Outcome.AMBIGUOUS
    assert place.division is None
    assert codes(place.candidates) == candidates


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("市民政局", None),
        ("我区民政局", None),
        ("各县(市、区)民政局", None),
        ("主城区民政局", None),
        ("翡翠县民政局", None),
        ("徐州市海盐县民政局", None),
        ("河北省民政局", None),
        ("大兴安岭地区沙河口区民政局", None),
        ("南郊区民政局", 2022),
        ("海盐县民政厅", None),
        ("襄樊市民政局", 2015),
        ("襄阳市民政局", 2005),
        ("海门区民政局", 2018),
    ],
)
def test_no_place_is_read_where_none_is_named(text: str, year: int | None) -> None:
    assert only_office(text, year).place.outcome is Outcome.NONE


@pytest.mark.parametrize("text", ["民政部门", "民政工作由市局负责", "县级民政系统", "民政服务站"])
def test_what_is_no_office(text: str) -> None:
    assert list(offices(gazetteer(), text, None)) == []


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("泰宁县民政和社会保障局", "民政和社会保障局"),
        ("顺德区民政和人力资源社会保障局", "民政和人力资源社会保障局"),
        ("泰宁县民政与卫生健康局", "民政与卫生健康局"),
        ("泰宁县人力资源社会保障和民政局", "人力资源社会保障和民政局"),
        ("泰宁县社会事务局", "社会事务局"),
        ("泰宁县社会事业发展局", "社会事业发展局"),
        ("江苏省民政厅", "民政厅"),
    ],
)
def test_offices_with_more_duties(text: str, office: str) -> None:
    mention = only_office(text, social_affairs=True)

    assert mention.office == office
    assert mention.place.division is not None


@pytest.mark.parametrize(
    ("text", "rank"),
    [
        ("市民政局", "市"),
        ("县委、县政府和县民政局", "县"),
        ("省民政厅", "省"),
        ("全市民政局", None),
        ("各区、县民政局", None),
    ],
)
def test_the_rank_of_an_office_without_its_place(text: str, rank: str | None) -> None:
    assert only_office(text).rank == rank


def test_the_ministry_has_no_place_but_is_told_from_the_departments() -> None:
    assert only_office("中华人民共和国民政部").is_ministry
    assert not only_office("江苏省民政厅").is_ministry


@pytest.mark.parametrize(
    ("name", "year", "adcode"),
    [
        ("海盐县", None, "330424"),
        ("江苏省南通市海门市", 2019, "320684"),
        ("海门", 2021, "320614"),
        ("全市", None, None),
    ],
)
def test_a_region_name_alone(name: str, year: int | None, adcode: str | None) -> None:
    division = resolve(gazetteer(), name, year).division

    assert (division.adcode if division else None) == adcode


def test_a_region_name_is_read_whole_or_not_at_all() -> None:
    assert resolve(gazetteer(), "美丽的海盐县").outcome is Outcome.NONE


def test_places_in_running_text_are_found_with_their_ancestors_and_never_inside_longer_names() -> None:
    text = "赴广东省清远市清城区学习,落实《海门市社会救助制度》,全市各镇区"

    found = [(text[place.start : place.end], place.division) for place in mentions(gazetteer(), text, 2019)]

    assert [printed for printed, division in found if division] == [
        "广东省",
        "广东省清远市",
        "广东省清远市清城区",
        "海门市",
    ]


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("海盐县", ("海盐",)),
        ("忠县", ()),
        ("恩施土家族苗族自治州", ("恩施州", "恩施")),
        ("酉阳土家族苗族自治县", ("酉阳县", "酉阳自治县", "酉阳")),
        ("东乡族自治县", ("东乡县", "东乡自治县", "东乡")),
        ("内蒙古自治区", ("内蒙古",)),
        ("神农架林区", ("神农架",)),
    ],
)
def test_short_forms(name: str, forms: tuple[str, ...]) -> None:
    assert short_forms(name) == forms


def division(adcode: str, year: int) -> Division:
    found = gazetteer().at(adcode, year)
    assert found is not None
    return found


def test_a_code_and_a_year_give_the_division() -> None:
    assert division("420600", 2008).name == "襄樊市"
    assert division("420600", 2010).name == "襄阳市"
    assert gazetteer().at("320684", 2021) is None
    assert gazetteer().at("320684") is None


def test_the_lineage_runs_through_changed_codes_and_through_renamings() -> None:
    haimen = [(row.name, row.adcode) for row in gazetteer().lineage(division("320684", 2019))]
    xiangyang = gazetteer().lineage(division("420600", 2008))

    assert haimen == [("海门县", "322525"), ("海门县", "320625"), ("海门市", "320684"), ("海门区", "320614")]
    assert {row.name for row in xiangyang} == {"襄樊市", "襄阳市"}
    assert gazetteer().lineage(division("320614", 2021)) == gazetteer().lineage(division("320684", 2019))


def test_the_counterpart_of_a_division_in_another_year() -> None:
    (after,) = gazetteer().counterparts(division("320684", 2019), 2022)
    (before,) = gazetteer().counterparts(after, 1990)

    assert (after.name, after.adcode) == ("海门区", "320614")
    assert (before.name, before.adcode) == ("海门县", "320625")


def test_the_divisions_of_a_year_have_one_row_a_code() -> None:
    for year in (1990, 2010, 2020, None):
        in_force = gazetteer().in_force(year)
        assert len(in_force) > 3000
        assert len(codes(in_force)) == len(in_force)


def test_every_county_in_force_is_read_from_prefecture_and_name() -> None:
    counties = [row for row in gazetteer().in_force() if row.level == "county"]

    missed = [
        row.full_name
        for row in counties
        if only_office(f"{row.prefecture or row.province}{row.name}民政局").place.division != row
    ]

    assert len(counties) > 2800
    assert missed == []


def test_no_county_in_force_is_taken_for_another_when_it_stands_without_its_prefecture() -> None:
    counties = [row for row in gazetteer().in_force() if row.level == "county"]

    wrong = [
        (row.full_name, text)
        for row in counties
        for text in (row.name, *short_forms(row.name))
        if (found := only_office(f"{text}民政局").place.division) is not None and found != row
    ]

    assert wrong == []


def test_a_county_is_never_read_below_a_foreign_prefecture() -> None:
    prefectures = [row for row in gazetteer().in_force() if row.level == "prefecture"]
    counties = [row for row in gazetteer().in_force() if row.level == "county" and row.prefecture]
    shifted = zip(counties, prefectures * 10, strict=False)

    read = [
        (prefecture.name, county.name)
        for county, prefecture in shifted
        if prefecture.province != county.province
        and (found := only_office(f"{prefecture.name}{county.name}民政局").place.division) is not None
        and found.prefecture != prefecture.name
    ]

    assert read == []
