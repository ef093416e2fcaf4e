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
        ("回访群众160件,表示满意的157件,满意比例98.1%", ("ratio", "98.1%", ["157件", "160件"], True)),
        ("应走访212户,走访到197户,入户覆盖面92.9%", ("ratio", "92.9%", ["197户", "212户"], True)),
        ("负责人出庭应诉应到2次、实到2次,到庭率100%", ("ratio", "100%", ["2次", "2次"], True)),
        ("受理投诉11件,办结8件,正在办理3件", ("sum", "11件", ["8件", "3件"], True)),
        ("逐件清理现行文件12件,继续有效8件,废止4件", ("sum", "12件", ["8件", "4件"], True)),
        (
            "年度任务内抽查64家,其中社会组织40家、养老机构30家等",
            ("sum", "64家", ["40家", "30家"], False),
        ),
        ("共抽查社会组织50家,其中社会团体60家", ("sum", "50家", ["60家"], False)),
        (
            "年末社会组织447个,净减少6个(-1.3%),其中社会团体231个、民办非企业单位215个、基金会1个",
            ("sum", "447个", ["231个", "215个", "1个"], True),
        ),
        (
            "登记社会组织1943个,比上年增长1.5%,其中社会团体1216个,民办非企业单位724个,基金会3个",
            ("sum", "1943个", ["1216个", "724个", "3个"], True),
        ),
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


@pytest.mark.parametrize(
    ("table", "relations"),
    [
        (
            "项目\t城市\t农村\t合计\n救助人次\t12\t30\t42\n慰问户数\t5\t6\t12\n",
            [("sum", "42", ["12", "30"], True), ("sum", "12", ["5", "6"], False)],
        ),
        (
            "指标\t数量\n检查（家）\t40\n其中：社会组织（家）\t25\n养老机构（家）\t15\n出动人员（人次）\t90\n",
            [("sum", "40", ["25", "15"], True)],
        ),
        (
            "情况\t自然人\t法人\t总计\n一、新收申请数\t4\t1\t5\n二、办理结果：公开\t3\t1\t4\n不予公开\t1\t0\t1\n总计\t4\t1\t5\n",
            [
                ("sum", "5", ["4", "1"], True),
                ("sum", "4", ["3", "1"], True),
                ("sum", "1", ["1", "0"], True),
                ("sum", "4", ["3", "1"], True),
                ("sum", "1", ["1", "0"], True),
                ("sum", "5", ["4", "1"], True),
                ("sum", "5", ["4", "1"], True),
            ],
        ),
    ],
)
def test_totals_of_tables(table: str, relations: list[tuple[str, str, list[str], bool]]) -> None:
    """Along rows, along columns (since the last numbered row), and rows that open with 其中."""
    assert _relations(table) == relations


@pytest.mark.parametrize(
    "sentence",
    [
        "组织案卷评查2次,评查案卷60宗,力争败诉率低于3%",
        "走访企业40家,收到建议20条,服务覆盖率50%",
        "抽查64家,其中社会组织30家、养老机构20家等",
        "抽查社会组织64家,其中社会团体30家",
        "老年食堂由19家增至53家,其中城区31家",
        "辖5个街道、23个镇(乡),村民委员会301个、社区居民委员会112个",
        "结婚登记3861对、离婚登记1702对,火化率43.8%",
    ],
)
def test_what_only_looks_like_arithmetic(sentence: str) -> None:
    """Bounds, round rates of what is seldom counted, open lists and single parts below their total, neighbours."""
    assert _relations(sentence) == []
