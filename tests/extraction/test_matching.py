"""Which indicator a figure states: sentences as clerks of many bureaus write them, and what each figure counts."""

from __future__ import annotations

import pytest

from reports.extraction.records import MetricStatus, Period, SectionKind
from tests.extraction.reading import figure, figures

ACTUAL, STANDARD, PLAN = MetricStatus.ACTUAL, MetricStatus.STANDARD, MetricStatus.PLAN
YEAR, POINT, PART = Period.YEAR, Period.POINT, Period.PART
CUMULATIVE, MULTI_YEAR, RECURRING = Period.CUMULATIVE, Period.MULTI_YEAR, Period.RECURRING

# One sentence a line; after it each figure that matters with its indicator, None where the catalogue has none.
SENTENCES: list[tuple[str, list[tuple[str, str | None]]]] = [
    (
        "全年共办理婚姻登记8642对，其中结婚登记4210对，离婚登记1835对，补发婚姻登记证2597对。",
        [
            ("8642对", "marriage.total_registrations"),
            ("4210对", "marriage.registrations"),
            ("1835对", "marriage.divorces"),
            ("2597对", "marriage.certificate_reissues"),
        ],
    ),
    (
        "依法办理内地居民结婚登记2318对、离婚登记964对、补领婚姻登记证1207对，婚姻登记合格率100%。",
        [
            ("2318对", "marriage.registrations"),
            ("964对", "marriage.divorces"),
            ("1207对", "marriage.certificate_reissues"),
            ("100%", None),
        ],
    ),
    (
        "办理“跨省通办”婚姻登记136对，开展婚前辅导和离婚调解612人次。",
        [
            ("136对", "marriage.cross_region_registrations"),
            ("612人次", "marriage.counselling"),
        ],
    ),
    (
        "截至12月底，全县共有城乡低保对象8921户14503人，累计发放低保金6218.5万元。",
        [
            ("8921户", "assistance.dibao_households"),
            ("14503人", "assistance.dibao_persons"),
            ("6218.5万元", "assistance.dibao_funds"),
        ],
    ),
    (
        "城市低保标准提高到每人每月785元，农村低保标准提高到每人每年6600元。",
        [
            ("785元", "assistance.urban_dibao_standard"),
            ("6600元", "assistance.rural_dibao_standard"),
        ],
    ),
    (
        "城乡低保标准由每人每月960元提高至1005元。",
        [
            ("960元", None),
            ("1005元", "assistance.urban_dibao_standard"),
        ],
    ),
    (
        "城镇和农村低保保障标准分别提高到706元/人·月和5580元/人·年。",
        [
            ("706元/人·月", "assistance.urban_dibao_standard"),
            ("5580元/人·年", "assistance.rural_dibao_standard"),
        ],
    ),
    (
        "全市现有特困供养人员3214人，其中集中供养868人，累计发放特困供养资金3421万元。",
        [
            ("3214人", "assistance.tekun_persons"),
            ("868人", None),
            ("3421万元", "assistance.tekun_funds"),
        ],
    ),
    (
        "今年以来，新增低保对象412户687人，停发低保298户455人。",
        [
            ("687人", "assistance.dibao_added_persons"),
            ("455人", "assistance.dibao_exited_persons"),
        ],
    ),
    (
        "实施临时救助1863户次，发放临时救助资金318.6万元。",
        [
            ("1863户次", "assistance.temporary_persons"),
            ("318.6万元", "assistance.temporary_funds"),
        ],
    ),
    (
        "乡镇（街道）临时救助审批权限由1000元提高到3000元。",
        [
            ("1000元", None),
            ("3000元", "assistance.temporary_township_limit"),
        ],
    ),
    (
        "救助站全年救助流浪乞讨人员426人次，护送返乡78人次，帮助12名滞留人员落户安置，寻亲成功5人。",
        [
            ("426人次", "assistance.vagrants_helped"),
            ("78人次", "assistance.vagrants_returned_home"),
            ("12名", "assistance.vagrants_settled"),
        ],
    ),
    (
        "累计核对居民家庭经济状况2.6万户次。",
        [
            ("2.6万户次", "assistance.verification_cases"),
        ],
    ),
    (
        "发放价格临时补贴236.4万元，惠及困难群众5.2万人次。",
        [
            ("236.4万元", "assistance.price_subsidy_funds"),
            ("5.2万人次", None),
        ],
    ),
    (
        "全区在册孤儿41名、事实无人抚养儿童126名、农村留守儿童873名、困境儿童1520名。",
        [
            ("41名", "welfare.orphans"),
            ("126名", "welfare.unattended_children"),
            ("873名", "welfare.left_behind_children"),
            ("1520名", "welfare.difficult_children"),
        ],
    ),
    (
        "机构集中养育孤儿和社会散居孤儿基本生活保障标准分别提高到每人每月1900元和1400元。",
        [
            ("1900元", "welfare.orphan_standard"),
            ("1400元", "welfare.orphan_standard"),
        ],
    ),
    (
        "为4213名困难残疾人发放生活补贴，为5108名重度残疾人发放护理补贴，累计发放两项补贴资金1256万元。",
        [
            ("4213名", "welfare.disability_living_persons"),
            ("5108名", "welfare.disability_nursing_persons"),
            ("1256万元", "welfare.disability_subsidy_funds"),
        ],
    ),
    (
        "全年办理收养登记7例，解除收养登记1例，完成收养评估9户。",
        [
            ("7例", "welfare.adoptions"),
            ("1例", "welfare.adoption_dissolutions"),
            ("9户", "welfare.adoption_assessments"),
        ],
    ),
    (
        "全市共有养老机构86家，养老床位1.2万张，护理型床位占比达62.5%。",
        [
            ("86家", "elderly.institutions"),
            ("1.2万张", "elderly.beds"),
            ("62.5%", "elderly.nursing_bed_rate"),
        ],
    ),
    (
        "建成运营长者食堂38家，完成特殊困难老年人家庭适老化改造460户，完成率115%。",
        [
            ("38家", "elderly.meal_points"),
            ("460户", "elderly.age_friendly_retrofits"),
            ("115%", "elderly.retrofit_completion_rate"),
        ],
    ),
    (
        "新增家庭养老床位200张、认知障碍照护床位60张，新建社区老年食堂15个。",
        [
            ("200张", "elderly.home_beds"),
            ("60张", "elderly.dementia_beds"),
            ("15个", "elderly.meal_points_added"),
        ],
    ),
    (
        "发放高龄津贴2356.8万元，惠及高龄老人2.8万人。",
        [
            ("2356.8万元", "elderly.senior_allowance_funds"),
            ("2.8万人", "elderly.senior_allowance_persons"),
        ],
    ),
    (
        "百岁老人长寿补贴标准提高到每人每月800元。",
        [
            ("800元", "elderly.centenarian_allowance_standard"),
        ],
    ),
    (
        "开展养老护理员培训6期，培训养老护理员520人次，128人取得职业技能等级证书。",
        [
            ("520人次", "elderly.care_workers_trained"),
            ("128人", "elderly.care_workers_certified"),
        ],
    ),
    (
        "完成老年人能力综合评估1320人次，为2150名老年人购买居家养老服务。",
        [
            ("1320人次", "elderly.ability_assessments"),
            ("2150名", "elderly.purchased_service_persons"),
        ],
    ),
    (
        "检查养老机构132家次，发现并督促整改隐患问题216个。",
        [
            ("132家次", "elderly.institutions_inspected"),
            ("216个", "enforcement.problems_rectified"),
        ],
    ),
    (
        "全县登记在册社会组织312个，其中社会团体148个，民办非企业单位163个，基金会1个。",
        [
            ("312个", "social_org.total"),
            ("148个", "social_org.groups"),
            ("163个", "social_org.non_enterprise"),
            ("1个", "social_org.foundations"),
        ],
    ),
    (
        "新登记社会组织18家，变更登记46家，注销登记22家，撤销登记5家。",
        [
            ("18家", "social_org.newly_registered"),
            ("46家", None),
            ("22家", "social_org.deregistered"),
            ("5家", "social_org.revoked"),
        ],
    ),
    (
        "应参加年检社会组织286家，实际参检271家，参检率94.8%，合格258家，合格率95.2%。",
        [
            ("286家", None),
            ("271家", "social_org.inspected"),
            ("94.8%", "social_org.annual_inspection_rate"),
            ("258家", "social_org.annual_inspection_passed"),
            ("95.2%", "social_org.annual_inspection_pass_rate"),
        ],
    ),
    (
        "排查“僵尸型”社会组织16家，清理“僵尸型”社会组织14家。",
        [
            ("16家", "social_org.zombie_found"),
            ("14家", "social_org.zombie_cleared"),
        ],
    ),
    (
        "依法取缔非法社会组织2家，约谈社会组织9家，列入活动异常名录7家。",
        [
            ("2家", "social_org.illegal_banned"),
            ("9家", "social_org.rectified"),
            ("7家", "social_org.abnormal_listed"),
        ],
    ),
    (
        "对12家社会组织开展财务审计，指导23家社会组织换届。",
        [
            ("12家", "social_org.audited"),
            ("23家", "social_org.term_changes"),
        ],
    ),
    (
        "备案社区社会组织1865个，孵化培育社会组织32家，实施公益创投项目24个，资助资金120万元。",
        [
            ("1865个", "social_org.community_filed"),
            ("32家", "social_org.incubated"),
            ("24个", "social_org.venture_projects"),
        ],
    ),
    (
        "3A级以上社会组织56家。",
        [
            ("56家", "social_org.rated_3a_plus"),
        ],
    ),
    (
        "市慈善总会全年募集善款1286万元，慈善支出963.5万元，受益群众3.1万人次。",
        [
            ("1286万元", "charity.donations"),
            ("963.5万元", "charity.expenditure"),
            ("3.1万人次", "charity.beneficiaries"),
        ],
    ),
    (
        "设立慈善信托3单，信托资金规模达1500万元。",
        [
            ("3单", "charity.trusts"),
            ("1500万元", "charity.trust_amount"),
        ],
    ),
    (
        "全年销售福利彩票1.36亿元，筹集公益金4012万元。",
        [
            ("1.36亿元", "charity.lottery_sales"),
            ("4012万元", "charity.lottery_funds"),
        ],
    ),
    (
        "全县持证社会工作者426人，注册志愿者8.6万人，志愿服务队伍512支。",
        [
            ("426人", "social_work.certified_persons"),
            ("8.6万人", "social_work.volunteers"),
            ("512支", "social_work.volunteer_teams"),
        ],
    ),
    (
        "组织326人参加全国社会工作者职业资格考试，通过92人。",
        [
            ("326人", "social_work.exam_takers"),
            ("92人", "social_work.exam_passed"),
        ],
    ),
    (
        "全县共有186个行政村、34个城市社区，社区工作者528名。",
        [
            ("186个", "community.village_committees"),
            ("34个", "community.resident_committees"),
            ("528名", "community.workers"),
        ],
    ),
    (
        "命名道路12条，设置地名标志86块，完成3条县级界线联检任务。",
        [
            ("12条", "place.places_named"),
            ("86块", "place.signs"),
            ("3条", "place.boundary_inspections"),
        ],
    ),
    (
        "火化遗体3216具，火化率100%，减免基本殡葬服务费用286.3万元，惠及2108户。",
        [
            ("3216具", "funeral.cremations"),
            ("100%", "funeral.cremation_rate"),
            ("286.3万元", "funeral.benefit_funds"),
            ("2108户", "funeral.benefit_households"),
        ],
    ),
    (
        "全年实施节地生态安葬126例，办理身后“一件事”1052件。",
        [
            ("126例", "funeral.eco_burials"),
            ("1052件", "funeral.joint_after_death"),
        ],
    ),
    (
        "全市现有殡仪馆3家、公墓42处。",
        [
            ("3家", "funeral.funeral_homes"),
            ("42处", "funeral.cemeteries"),
        ],
    ),
    (
        "拆除违建墓36座，整治硬化大墓118座，迁移散坟260座。",
        [
            ("36座", "funeral.illegal_tombs_removed"),
            ("118座", "funeral.illegal_tombs_rectified"),
            ("260座", "funeral.scattered_graves_cleared"),
        ],
    ),
    (
        "政务服务事项76项，其中行政权力事项51项、公共服务事项25项，全部进驻政务服务大厅。",
        [
            ("76项", "services.items"),
            ("51项", "services.admin_power_items"),
            ("25项", "services.public_service_items"),
        ],
    ),
    (
        "受理政务服务办件3216件，网办率98.5%，群众满意率100%。",
        [
            ("3216件", "services.cases_handled"),
            ("98.5%", "services.online_rate"),
            ("100%", "services.satisfaction_rate"),
        ],
    ),
    (
        "社会组织成立登记由法定60个工作日压缩至10个工作日办结。",
        [
            ("60个工作日", None),
            ("10个工作日", "services.committed_days"),
        ],
    ),
    (
        "开展“双随机、一公开”抽查86家次，专项检查12次，联合执法8次，出动执法人员265人次、车辆63台次。",
        [
            ("86家次", "enforcement.double_random_checks"),
            ("12次", "enforcement.special_checks"),
            ("8次", "enforcement.joint_operations"),
            ("265人次", "enforcement.personnel_dispatched"),
            ("63台次", "enforcement.vehicles_dispatched"),
        ],
    ),
    (
        "全年实施行政检查326次，作出行政许可决定145件，行政处罚6件，罚款金额2.4万元。",
        [
            ("326次", "enforcement.checks"),
            ("145件", "enforcement.licences"),
            ("6件", "enforcement.penalties"),
            ("2.4万元", "enforcement.penalty_amount"),
        ],
    ),
    (
        "我局现有行政执法人员23名，其中持有行政执法证18名，取得法律职业资格2名。",
        [
            ("23名", "enforcement.officers"),
            ("18名", "enforcement.certified_officers"),
            ("2名", "enforcement.legal_qualification_staff"),
        ],
    ),
    (
        "评查行政处罚案卷12卷，法制审核重大执法决定9件。",
        [
            ("12卷", "enforcement.case_files_reviewed"),
            ("9件", "decision.legality_reviews"),
        ],
    ),
    (
        "全年制定行政规范性文件3件，清理规范性文件26件，其中继续有效19件，修改3件，废止4件。",
        [
            ("3件", "decision.normative_docs_issued"),
            ("26件", "decision.normative_docs_reviewed"),
            ("19件", "decision.normative_docs_retained"),
            ("4件", "decision.normative_docs_repealed"),
        ],
    ),
    (
        "聘请法律顾问2名，审查合同56份，开展公平竞争审查11件，合法性审查28件。",
        [
            ("2名", "decision.legal_advisers"),
            ("56份", "decision.contract_reviews"),
            ("11件", "decision.fair_competition_reviews"),
            ("28件", "decision.legality_reviews"),
        ],
    ),
    (
        "列入重大行政决策事项目录2项。",
        [
            ("2项", "decision.major_items"),
        ],
    ),
    (
        "全年主动公开政府信息862条，微信公众号推送信息325条，受理依申请公开13件。",
        [
            ("862条", "oversight.disclosures"),
            ("325条", "oversight.new_media_posts"),
            ("13件", "oversight.disclosure_requests"),
        ],
    ),
    (
        "办理人大代表建议16件、政协提案21件，办结率、满意率均为100%。",
        [
            ("16件", "oversight.npc_proposals"),
            ("21件", "oversight.cppcc_proposals"),
            ("100%", "oversight.proposal_completion_rate"),
            ("100%", "oversight.proposal_satisfaction_rate"),
        ],
    ),
    (
        "承办人大代表建议和政协提案共34件，满意率100%。",
        [
            ("34件", "oversight.proposals"),
            ("100%", "oversight.proposal_satisfaction_rate"),
        ],
    ),
    (
        "办理12345热线工单1268件，按时办结率99.8%，局长信箱来信86件。",
        [
            ("1268件", "oversight.hotline_questions"),
            ("99.8%", "oversight.question_resolution_rate"),
            ("86件", "oversight.online_questions"),
        ],
    ),
    (
        "受理信访事项126件，化解信访积案8件。",
        [
            ("126件", "dispute.petitions_received"),
            ("8件", "dispute.petitions_resolved"),
        ],
    ),
    (
        "全年发生行政复议案件2件、行政诉讼案件1件，无败诉案件，行政机关负责人出庭应诉率100%。",
        [
            ("2件", "dispute.reconsiderations"),
            ("1件", "dispute.lawsuits"),
            ("无", "dispute.lawsuits_lost"),
            ("100%", "dispute.court_appearance_rate"),
        ],
    ),
    (
        "全年未发生行政复议和行政诉讼案件。",
        [
            ("未发生", "dispute.reconsiderations"),
            ("未发生", "dispute.lawsuits"),
        ],
    ),
    (
        "调解婚姻家庭纠纷286起，调解成功173起，调解成功率60.5%。",
        [
            ("286起", "dispute.mediation_cases"),
            ("173起", "dispute.mediation_success"),
            ("60.5%", "dispute.mediation_success_rate"),
        ],
    ),
    (
        "局党组会议专题学习习近平法治思想6次，党组理论学习中心组集中学法4次，局务会会前学法12次。",
        [
            ("6次", "legal_study.party_group_sessions"),
            ("12次", "legal_study.executive_meeting_sessions"),
        ],
    ),
    (
        "举办法治专题培训班3期，培训执法人员186人次。",
        [
            ("3期", "legal_study.training_sessions"),
            ("186人次", "legal_study.trained_persons"),
        ],
    ),
    (
        "组织68名干部参加学法用法考试，参考率100%，合格率98.5%。",
        [
            ("68名", "legal_study.exam_participants"),
            ("100%", "legal_study.exam_attendance_rate"),
            ("98.5%", "legal_study.exam_pass_rate"),
        ],
    ),
    (
        "开展法治宣传活动36场次，发放宣传资料1.2万余份，接受群众咨询2300余人次。",
        [
            ("36场次", "legal_study.publicity_events"),
            ("1.2万余份", "legal_study.materials_distributed"),
            ("2300余人次", "legal_study.audience"),
        ],
    ),
    (
        "发放《民法典》读本500册，制作普法节目6期。",
        [
            ("500册", "legal_study.law_books_distributed"),
            ("6期", "legal_study.media_programs"),
        ],
    ),
    (
        "结婚登记同比下降12.3%，离婚登记同比增加56对。",
        [
            ("12.3%", None),
            ("56对", None),
        ],
    ),
    (
        "2023年1-9月，全市办理结婚登记5120对。",
        [
            ("5120对", "marriage.registrations"),
        ],
    ),
    (
        "近三年来累计拆除活人墓580座。",
        [
            ("580座", "funeral.illegal_tombs_removed"),
        ],
    ),
    (
        "自2019年成立以来累计接收捐赠3260万元。",
        [
            ("3260万元", "charity.donations"),
        ],
    ),
    (
        "力争全年新增养老床位500张，护理型床位占比不低于60%。",
        [
            ("500张", None),
            ("60%", "elderly.nursing_bed_rate"),
        ],
    ),
    (
        "全年零投诉、零事故。",
        [
            ("零", "enforcement.complaints"),
        ],
    ),
    (
        "全系统持有行政执法证件的有46人。",
        [
            ("46人", "enforcement.certified_officers"),
        ],
    ),
    (
        "共发放低保金、特困供养金、临时救助金等各类救助资金1.08亿元。",
        [
            ("1.08亿元", "assistance.total_funds"),
        ],
    ),
    (
        "年内纳入低保边缘家庭213户586人，支出型困难家庭45户。",
        [
            ("213户", "assistance.low_income_households"),
            ("586人", "assistance.low_income_persons"),
            ("45户", None),
        ],
    ),
    (
        "开展未成年人入户走访1200余次，受理未成年人保护个案15件。",
        [
            ("1200余次", "welfare.home_visits"),
            ("15件", "welfare.protection_cases"),
        ],
    ),
    (
        "组织开展“宪法宣传周”“法律进社区”等普法活动18场，受众5600余人次。",
        [
            ("18场", "legal_study.publicity_events"),
            ("5600余人次", "legal_study.audience"),
        ],
    ),
    (
        "召开新闻发布会2场，参加“行风热线”4期，受理群众咨询投诉63件，办结率100%。",
        [
            ("2场", "oversight.press_conferences"),
            ("4期", "oversight.hotline_sessions"),
            ("63件", "oversight.hotline_questions"),
            ("100%", "oversight.question_resolution_rate"),
        ],
    ),
    (
        "公布权责清单事项68项，抽查比例不低于10%。",
        [
            ("68项", "services.power_list_items"),
            ("10%", "enforcement.random_check_ratio"),
        ],
    ),
    (
        "全州养老服务机构达到112个，日间照料中心236个。",
        [
            ("112个", "elderly.institutions"),
            ("236个", "elderly.service_centers"),
        ],
    ),
    (
        "市级救助管理站救助生活无着人员1560人次，甄别核实受助人员身份信息230人次。",
        [
            ("1560人次", "assistance.vagrants_helped"),
            ("230人次", "assistance.vagrants_verified"),
        ],
    ),
    (
        "受理并办结社会组织登记事项132件。",
        [
            ("132件", None),
        ],
    ),
    (
        "为31名离婚当事人提供心理疏导，成功劝和18对。",
        [
            ("18对", "dispute.mediation_success"),
        ],
    ),
    (
        "全县每万人拥有持证社工6.8人。",
        [
            ("6.8人", "social_work.certified_per_10k"),
        ],
    ),
]


@pytest.mark.parametrize(("sentence", "wanted"), SENTENCES)
def test_what_each_figure_counts(sentence: str, wanted: list[tuple[str, str | None]]) -> None:
    read = [(metric.mention, metric.indicator) for metric in figures(sentence)]
    missing = [pair for pair in wanted if read.count(pair) < wanted.count(pair)]
    assert not missing, read


@pytest.mark.parametrize(
    ("sentence", "mention", "period"),
    [
        ("全年办理结婚登记3215对", "3215对", YEAR),
        ("全县现有养老机构31家", "31家", POINT),
        ("截至12月底,全县在册低保对象2310人", "2310人", POINT),
        ("截至目前,办理婚姻登记10698对", "10698对", YEAR),
        ("上半年救助流浪乞讨人员86人次", "86人次", PART),
        ("1-10月,发放低保金3622万元", "3622万元", PART),
        ("1-12月,发放低保金3622万元", "3622万元", YEAR),
        ("疫情期间新增低保316人", "316人", PART),
        ("近三年,开展联合执法95次", "95次", MULTI_YEAR),
        ("连续九年学法考法全员达标", "九年", MULTI_YEAR),
        ("自2019年成立以来累计接收捐赠3260万元", "3260万元", CUMULATIVE),
        ("全年累计发放临时救助金300万元", "300万元", YEAR),
        ("城市低保标准提高到每人每月785元", "785元", RECURRING),
        ("农村低保标准提高到每人每年6600元", "6600元", YEAR),
        ("每季度开展执法检查2次", "2次", RECURRING),
        ("向9764名残疾人发放两项补贴", "9764名", YEAR),
        ("享受高龄津贴2310人", "2310人", POINT),
        ("配备执法记录仪4台", "4台", YEAR),
        ("护理型床位占比58%", "58%", POINT),
        ("乡镇民政专干15名", "15名", POINT),
    ],
)
def test_the_period(sentence: str, mention: str, period: Period) -> None:
    assert figure(sentence, mention).period is period


def test_a_yearly_and_a_cumulative_figure_keep_one_indicator() -> None:
    year, total = figures("“身后一件事”联办2236件,累计联办11771件")
    assert year.indicator == total.indicator == "funeral.joint_after_death"
    assert (year.period, total.period) == (YEAR, CUMULATIVE)


@pytest.mark.parametrize(
    ("sentence", "mention", "status"),
    [
        ("完成适老化改造106户", "106户", ACTUAL),
        ("临时救助审批额度提高到3000元", "3000元", STANDARD),
        ("力争新增养老床位500张,护理型床位占比不低于60%", "60%", PLAN),
        ("确保监管事项覆盖率100%", "100%", PLAN),
        ("计划新建老年食堂15个", "15个", PLAN),
        ("低保标准拟提高至每人每月560元", "560元", PLAN),
        ("制定年度检查计划,检查养老机构64家", "64家", ACTUAL),
        ("占全年任务120户的37.5%", "120户", PLAN),
    ],
)
def test_the_status(sentence: str, mention: str, status: MetricStatus) -> None:
    assert figure(sentence, mention).status is status


def test_a_chapter_of_plans_gives_targets() -> None:
    target = figure("完成400户困难老年人家庭适老化改造", "400户", SectionKind.PLAN)
    assert (target.indicator, target.status, target.period) == ("elderly.age_friendly_retrofits", PLAN, YEAR)


def test_an_earlier_value_has_no_indicator_but_its_period() -> None:
    earlier, later = figures("百岁老人津贴由每人每月300元提高至600元")
    assert earlier.indicator is None
    assert later.indicator == "elderly.centenarian_allowance_standard"
    assert earlier.period is later.period is RECURRING


def test_one_figure_of_several_names_is_read_once_for_each() -> None:
    read = figures("参学率、报考率、参考率、通过率均达100%,学法考试全员参加")
    assert [m.indicator for m in read] == [
        "legal_study.study_rate",
        "legal_study.exam_signup_rate",
        "legal_study.exam_attendance_rate",
        "legal_study.exam_pass_rate",
    ]
    assert len({(m.start, m.end) for m in read}) == 1


def test_a_zero_of_two_things_is_two_figures() -> None:
    read = figures("年内,无行政复议案件被纠错、行政诉讼案件败诉等情况")
    assert [m.indicator for m in read] == ["dispute.reconsiderations_corrected", "dispute.lawsuits_lost"]
    assert [m.value for m in read] == [0, 0]


def test_an_elided_head_noun_is_carried_over() -> None:
    read = figures("约谈社会组织72个,撤销21个、注销42个")
    assert [m.indicator for m in read] == [
        "social_org.rectified",
        "social_org.revoked",
        "social_org.deregistered",
    ]


def test_the_headline_figure_keeps_the_code_and_the_other_says_why() -> None:
    first, second = figures("全县现有社工站8个。8个社工站开展服务活动。")
    assert first.indicator == "social_work.stations"
    assert second.indicator is None
    assert any(reason.startswith(("headline_elsewhere", "no_indicator")) for reason in second.reasons)


@pytest.mark.parametrize(
    ("sentence", "mention"),
    [
        ("结婚登记同比下降12.3%", "12.3%"),
        ("离婚登记比上年增加56对", "56对"),
        ("2020年办理结婚登记5210对", "5210对"),
        ("覆盖260个村社,超过197个的任务指标", "197个"),
        ("为9个居家养老服务中心配备终端", "9个"),
        ("新建养老机构2家", "2家"),
        ("全市有20家社工机构参与志愿服务", "20家"),
        ("完成31宗双随机案件(民办非企业单位27间,社会团体4间)", "27间"),
        ("每个乡镇至少开展普法活动2场", "2场"),
    ],
)
def test_figures_that_are_not_the_indicators_own(sentence: str, mention: str) -> None:
    assert figure(sentence, mention).indicator is None


def test_scope_and_reasons_are_kept() -> None:
    metric = figure("全市共办理结婚登记3215对", "3215对")
    assert metric.scope == "region"
    assert any("结婚登记" in reason for reason in metric.reasons)


def test_quote_and_mention_stand_in_the_unchanged_source() -> None:
    source = "全年办理结婚登记３，２１５对，离婚登记１１０２对。"
    for metric in figures(source):
        assert source[metric.start : metric.end] == metric.mention
        assert source[metric.quote_start : metric.quote_end] == metric.quote
        assert metric.quote_start <= metric.start < metric.end <= metric.quote_end
