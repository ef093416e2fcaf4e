"""The sums and shares that a text claims, and whether they hold."""

from __future__ import annotations

import pytest

from reports.extraction.audit import relate
from reports.extraction.normalise import normalise
from reports.extraction.records import Relation
from tests.extraction.reading import figures


def _relations(source: str) -> list[tuple[str, str, list[str], bool]]:
    metrics = figures(source)
    return [
        (r.kind, metrics[r.result].mention, [metrics[i].mention for i in r.terms], r.holds)
        for r in relate(normalise(source), metrics)
    ]


def _diagnosed(source: str) -> Relation:
    (relation,) = relate(normalise(source), figures(source))
    return relation


@pytest.mark.parametrize(
    ("sentence", "relation"),
    [
        (
            "在册社会组织655个,其中社会团体113个,民办非企业单位542个",
            ("sum", "655个", ["113个", "542个"], True),
        ),
        (
            "完成31宗抽查(民办非企业单位27间,社会团体1间,养老机构3间)",
            ("sum", "31宗", ["27间", "1间", "3间"], True),
        ),
        ("受理调解案234件,成功劝和119对,调解成功率达50.85%", ("ratio", "50.85%", ["119对", "234件"], True)),
        ("承办人大建议10件、政协提案16件,合计26件", ("sum", "26件", ["10件", "16件"], True)),
        (
            "清理规范性文件118件,保留83件、修改9件、废止26件",
            ("sum", "118件", ["83件", "9件", "26件"], True),
        ),
        ("社会组织564家参加年检,合格527家,合格率为93.44%", ("ratio", "93.44%", ["527家", "564家"], True)),
    ],
)
def test_what_the_text_makes_checkable(sentence: str, relation: tuple[str, str, list[str], bool]) -> None:
    assert _relations(sentence) == [relation]


def test_a_sum_that_fails_says_by_how_much() -> None:
    relation = _diagnosed("在册社会组织650个,其中社会团体113个,民办非企业单位542个")
    assert not relation.holds
    assert relation.diagnosis == "gap:-5"


def test_a_sum_that_fits_without_one_part_names_it() -> None:
    relation = _diagnosed("接收捐赠资金500万元,其中定向捐赠300万元,非定向捐赠200万元,物资50万元")
    assert relation.holds or relation.diagnosis == "fits_without:50万元"


def test_a_share_that_is_near_but_wrong_is_told() -> None:
    relation = _diagnosed("社会组织564家参加年检,合格527家,合格率为94.44%")
    assert not relation.holds
    assert relation.diagnosis == "computed:93.44%"


@pytest.mark.parametrize(
    "sentence",
    [
        "婚姻登记10698对,其中结婚6669对,离婚1712对",
        "结婚登记4521对,离婚登记1230对,同比下降8.5%",
        "检查养老机构31家、社会组织24家等",
        "发放低保金100万元,惠及200人,满意率98%",
    ],
)
def test_what_claims_nothing_is_not_checked(sentence: str) -> None:
    assert _relations(sentence) == []
