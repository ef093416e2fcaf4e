"""Categories (问题类别) of problems and plans: a sentence of the genre and the category its words speak for."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from reports.extraction.catalogue import load_catalogue
from reports.extraction.problems_categories import KeywordIndex, category_of, keyword_index
from reports.extraction.records import CategorySpec

REFERENCE = Path(__file__).parents[2] / "fixtures" / "reference"


@cache
def reference_words() -> KeywordIndex:
    return keyword_index(load_catalogue(REFERENCE).categories)


SENTENCES = {
    "legal_awareness": [
        "部分干部凭经验办事、靠习惯做事的现象依然存在",
        "少数同志对法律法规学习不深不透,学用脱节",
        "法治理论学习不够系统,学习效果不明显",
        "持续深入学习宣传贯彻习近平法治思想,推动入脑入心",
        "健全领导干部应知应会党内法规和国家法律清单制度",
        "组织干部职工参加旁听庭审和年度学法考试",
        "增强干部职工依法办事的能力",
        "个别科室对依法行政工作重视程度不够",
        "个别领导干部运用法治思维谋划工作的意识还不够强",
        "干部职工学法积极性不高,存在应付思想",
        "把宪法和民法典纳入干部日常学习内容",
        "部分同志法律素养与新形势要求还有差距",
        "进一步增强法治观念,树立法律至上的理念",
    ],
    "leadership": [
        "法治政府建设推进不平衡,责任压力传导不到位",
        "法治建设工作统筹谋划不够,考核机制不完善",
        "压紧压实法治政府建设主体责任,定期研究部署",
        "主要负责人切实履行推进法治建设第一责任人职责",
        "坚持党对法治建设的全面领导,把法治建设纳入重要议事日程",
        "积极争创法治政府建设示范单位",
        "法治建设经费投入不足",
        "对法治政府建设工作研究不够、部署不细",
        "进一步加强组织领导,完善法治建设工作机制",
        "将法治建设成效纳入年度绩效考核",
        "对照法治政府建设实施纲要,细化任务分工,抓好落实",
    ],
    "rules_documents": [
        "部分民政领域政策文件滞后,与上位法衔接不够",
        "配套制度不够完善,有的制度执行不到位",
        "加快推进养老服务地方立法进程",
        "严格落实行政规范性文件合法性审核和备案制度",
        "及时做好规范性文件立改废释工作",
        "修订完善内部管理制度,堵塞管理漏洞",
        "规范性文件管理有待加强,评估清理不及时",
        "有些政策规定操作性不强,亟待修订",
        "建立健全社会救助等领域规章制度",
        "加强重点领域政策创制,制定殡葬管理办法",
    ],
    "decision_making": [
        "重大行政决策公众参与度不高",
        "法律顾问作用发挥不够充分,多限于合同审查",
        "健全重大行政决策机制,落实集体讨论决定制度",
        "行政决策的科学化水平有待提升",
        "部分决策事项前期调研论证不充分",
        "充分发挥法律顾问作用,为依法决策提供支持",
        "严格落实重大决策社会稳定风险评估",
    ],
    "enforcement_capacity": [
        "执法手段相对单一,执法刚性不足",
        "行政处罚案件较少,办案经验不足",
        "严格落实行政执法三项制度,规范执法程序",
        "执法案卷制作不够规范",
        "乡镇街道承接执法事项的能力不足",
        "规范行使行政处罚自由裁量权",
        "不敢执法、不会执法的问题仍然存在",
        "加大对非法殡葬行为的执法力度",
        "行政执法水平有待提高,执法文书填写不规范",
        "执法检查频次不高,查处违法违规行为力度不够",
        "完善行政执法程序,全面推行说理式执法文书",
        "加大对违规建墓行为的查处力度",
        "行政处罚裁量基准执行还不够精准",
    ],
    "legal_personnel": [
        "执法人员数量不足,且多为兼职",
        "专业法律人才缺乏,法制审核力量薄弱",
        "基层民政工作人员身兼数职,人员流动性大",
        "加强执法人员培训,提高执法人员素质",
        "引进和培养法律专业人才",
        "行政执法队伍年龄老化,知识结构不合理",
        "鼓励干部参加法律职业资格考试",
        "全局通过国家统一法律职业资格考试的仅1人",
        "法治工作人员配备不足,大多由办公室人员兼任",
        "定期开展执法人员业务轮训,提升专业素养",
        "基层执法力量薄弱,难以满足工作需要",
        "充实法治工作力量,配强法制审核人员",
    ],
    "interagency_sharing": [
        "部门间信息壁垒尚未打破,数据比对不及时",
        "与公安、卫健等部门的协作配合不够紧密",
        "加强部门联动,形成监管合力",
        "推进民政业务系统互联互通,提升信息化水平",
        "智慧民政建设滞后,信息化支撑不足",
        "殡葬领域多头管理,部门之间协调不够顺畅",
        "救助家庭经济状况核对数据更新滞后,部门共享不够充分",
        "加强与市场监管、消防等部门联合执法",
        "业务系统尚未与省级平台打通",
    ],
    "legal_publicity": [
        "普法宣传针对性不强,效果不明显",
        "法治宣传教育形式单一,群众参与度低",
        "落实谁执法谁普法责任制,开展送法进社区活动",
        "充分利用新媒体开展民法典宣传",
        "群众对殡葬改革政策的知晓率不高",
        "深入实施“八五”普法规划",
        "普法内容不够贴近群众生活,吸引力不强",
        "法律宣传多以发放资料、悬挂横幅为主,方式老套",
        "开展民政法律法规进村入户宣传活动",
        "结合清明节、重阳节开展主题普法",
    ],
    "government_services": [
        "政务服务效能还有提升空间,办事环节较多",
        "深化放管服改革,优化法治化营商环境",
        "推动更多民政事项网上办、掌上办、就近办",
        "部分窗口人员服务意识不强",
        "持续精简办事材料,压缩审批时限",
        "推进婚姻登记跨省通办、全城通办",
        "部分审批事项办理流程还需优化",
        "“一网通办”应用率不高,群众多跑腿现象仍有发生",
        "进一步优化婚姻登记服务流程,提升群众办事体验",
        "推进高效办成一件事改革",
    ],
    "regulation": [
        "对社会组织的日常监管不够到位",
        "养老机构安全监管存在薄弱环节",
        "加强社会组织综合监管,开展双随机抽查",
        "强化救助资金监管,严防优亲厚友",
        "对殡葬服务机构和经营性公墓的监管还需加强",
        "开展打击整治养老诈骗专项行动",
        "养老机构消防安全监管责任落实不够到位",
        "对社会组织事中事后监管缺乏有效手段",
        "民办养老机构安全隐患排查整治不彻底",
        "持续开展社会组织“僵尸型”清理整治",
    ],
    "grassroots_governance": [
        "社区治理体系不够完善,居民参与度不高",
        "社会组织发展不平衡,作用发挥不充分",
        "加强社工人才队伍建设,发展志愿服务",
        "规范村规民约和居民公约",
        "推进城乡社区减负增效",
        "健全党组织领导的城乡基层治理体系",
        "村(居)民自治机制不够健全",
        "社会组织能力建设有待加强,参与社会治理不够",
        "持续推进乡镇(街道)社工站建设",
        "社区工作者队伍稳定性不够",
    ],
    "livelihood_services": [
        "养老服务供给不足,护理型床位占比偏低",
        "低保动态管理不够及时,存在漏保错保",
        "进一步织密扎牢基本民生保障网",
        "加快推进公益性公墓建设",
        "健全困境儿童和留守儿童关爱保护体系",
        "提升殡葬公共服务水平,推进移风易俗",
        "落实残疾人两项补贴制度",
        "农村养老服务设施建设滞后",
        "救助对象精准识别能力还需提升",
        "提高特困人员供养标准,做到应救尽救",
        "深化殡葬改革,推行节地生态安葬",
        "城乡低保标准提高到每人每月800元",
    ],
    "oversight_disclosure": [
        "政府信息公开不够及时,公开内容不够全面",
        "内部监督机制不够健全",
        "自觉接受人大、政协和社会监督",
        "加强党风廉政建设,强化权力运行制约和监督",
        "认真办理人大代表建议和政协提案",
        "政务公开的广度和深度不够",
        "权力监督制约机制还需完善",
        "全面推进政务公开,及时回应社会关切",
        "接受人大代表和政协委员监督,提高建议提案办理质量",
    ],
    "dispute_resolution": [
        "行政应诉能力有待加强,出庭应诉经验不足",
        "信访矛盾化解难度大,重复访时有发生",
        "完善矛盾纠纷多元预防调处化解机制",
        "加强婚姻家庭纠纷调解,畅通信访渠道",
        "依法办理行政复议案件",
        "个别信访积案化解不够彻底",
        "加强行政复议和应诉工作,落实负责人出庭应诉制度",
        "民政领域矛盾纠纷排查不够深入",
        "健全依法化解矛盾工作机制",
    ],
}
CASES = [(sentence, code) for code, sentences in SENTENCES.items() for sentence in sentences]


@pytest.mark.parametrize(("sentence", "code"), CASES)
def test_the_category_follows_the_words(sentence: str, code: str) -> None:
    assert category_of(sentence, None, reference_words()) == code


@pytest.mark.parametrize("sentence", ["有的方面做得还不够", "抓好各项任务", ""])
def test_a_sentence_that_names_no_field_has_no_category(sentence: str) -> None:
    assert category_of(sentence, None, reference_words()) is None


def test_the_heading_speaks_where_the_sentence_is_silent() -> None:
    assert category_of("目前仅有两名", "执法队伍力量薄弱", reference_words()) == "legal_personnel"


def test_the_sentence_outweighs_its_heading() -> None:
    assert category_of("普法宣传形式单一", "执法队伍建设方面", reference_words()) == "legal_publicity"


def test_a_word_broken_over_two_lines_is_heard() -> None:
    assert category_of("普法宣\n传形式单一", None, reference_words()) == "legal_publicity"


def words(**keywords: tuple[str, ...]) -> KeywordIndex:
    return keyword_index(tuple(CategorySpec(code, code, spoken) for code, spoken in keywords.items()))


def test_of_overlapping_words_only_the_longest_is_heard() -> None:
    assert category_of("执法人员偏少", None, words(work=("执法",), staff=("执法人员",))) == "staff"


def test_a_word_in_the_opening_clause_counts_twice() -> None:
    index = words(first=("监管",), second=("宣传", "培训"))
    assert category_of("监管不到位,宣传不够", None, index) == "first"
    assert (
        category_of(
            "监管不到位,宣传不够,培训少,监管", None, words(first=("监管",), second=("宣传不够,培训",))
        )
        == "second"
    )


def test_a_weak_word_counts_half() -> None:
    assert category_of("对殡葬的宣传", None, words(trade=("殡葬-",), publicity=("宣传",))) == "publicity"


def test_of_equal_words_the_first_in_the_sentence_wins() -> None:
    index = words(second=("宣传",), first=("监管",))
    assert category_of("监管和宣传不够", None, index) == "first"


TERSE = [
    ("执法记录仪配了不用，音像资料保存不满一年", "enforcement_capacity"),
    ("法治督察反馈事项销号慢，主要领导过问少", "leadership"),
    ("规范性文件三年没有后评估", "rules_documents"),
    ("重大项目立项没有经过集体讨论", "decision_making"),
    ("法规股在编2人，无一人学过法律", "legal_personnel"),
    ("与税务、不动产登记中心没有建立查询通道", "interagency_sharing"),
    ("民法典宣讲没有走进工厂和校园", "legal_publicity"),
    ("婚姻登记预约平台周末无法使用，群众跑空", "government_services"),
    ("养老机构预收费没有存管，跑路风险大", "regulation"),
    ("城市小区业主自治组织覆盖率低", "grassroots_governance"),
    ("孤独症儿童康复补助发放晚", "livelihood_services"),
    ("权力事项运行结果未按季公布", "oversight_disclosure"),
    ("墓地纠纷调解周期长，群众信访不断", "dispute_resolution"),
    ("宪法宣誓和新任干部任前考法没有坚持", "legal_awareness"),
    ("科级干部年度述法走过场", "leadership"),
    ("慈善信托备案无规可循", "rules_documents"),
    ("外聘律师只在打官司时露面", "decision_making"),
    ("处罚决定书引用法条错误", "enforcement_capacity"),
    ("一线执法人员三年没轮训", "legal_personnel"),
    ("部门之间证明材料互认不畅，数据标准各异", "interagency_sharing"),
    ("少数民族语言普法资料短缺", "legal_publicity"),
    ("许可事项线上受理率仅四成", "government_services"),
    ("社会组织资金往来审计覆盖窄", "regulation"),
    ("村民代表会议记录补签代签", "grassroots_governance"),
    ("困境儿童走访靠电话", "livelihood_services"),
    ("政府信息公开申请答复格式不一", "oversight_disclosure"),
    ("行政应诉材料准备仓促", "dispute_resolution"),
    ("干部对《社会救助法》草案内容不了解", "legal_awareness"),
]


@pytest.mark.parametrize(("sentence", "code"), TERSE)
def test_a_few_words_of_the_field_are_enough(sentence: str, code: str) -> None:
    assert category_of(sentence, None, reference_words()) == code
